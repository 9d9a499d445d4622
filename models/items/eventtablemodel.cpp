// SPDX-License-Identifier: Apache-2.0
#include "items/eventtablemodel.h"

#include "items/nicknames.h"
#include "items/visibletext.h"
#include "query/celltext.h"

#include <QLocale>

#include <algorithm>
#include <climits>
#include <cstdlib>

namespace rastro {

namespace {

constexpr int kDefaultRowHeight = 21;
constexpr std::ptrdiff_t kScreen = 64;
constexpr std::size_t kMostWanted = 160; // rows asked for at a time: one large screen; those asked for last stay

QString spanText(Micros span) {
    constexpr Micros kMinute = 60 * kMicrosPerSecond;
    if (span < 2 * kMinute)
        return EventTableModel::tr("%1 s").arg(span / kMicrosPerSecond);
    if (span < 120 * kMinute)
        return EventTableModel::tr("%1 min").arg(span / kMinute);
    return span < 48 * 60 * kMinute ? EventTableModel::tr("%1 h").arg(span / (60 * kMinute))
                                    : EventTableModel::tr("%1 d").arg(span / (24 * 60 * kMinute));
}

template <typename Enum, std::size_t N>
Enum byName(const std::array<Enum, N>& all, std::string_view text, Enum fallback) {
    const auto it = std::find_if(all.begin(), all.end(), [&](Enum e) { return name(e) == text; });
    return it == all.end() ? fallback : *it;
}

} // namespace

EventTableModel::EventTableModel(QObject* parent)
    : QAbstractTableModel(parent)
    , m_snapshot(std::make_shared<Snapshot>())
    , m_rows(std::make_shared<RowVector>())
    , m_maxRows(INT_MAX / kDefaultRowHeight - 1000) {
    m_askTimer.setSingleShot(true);
    m_askTimer.setInterval(0);
    connect(&m_askTimer, &QTimer::timeout, this, [this] { emit cellsWanted(m_wanted); });
}

void EventTableModel::setRows(std::shared_ptr<const Snapshot> snapshot, SharedRows rows) {
    reset(std::move(snapshot), std::move(rows), nullptr);
}

void EventTableModel::setFoldedRows(std::shared_ptr<const Snapshot> snapshot, std::shared_ptr<const FoldedRows> rows) {
    SharedRows shown = rows->shown;
    reset(std::move(snapshot), std::move(shown), std::move(rows));
}

void EventTableModel::reset(std::shared_ptr<const Snapshot> snapshot, SharedRows rows,
                            std::shared_ptr<const FoldedRows> folded) {
    beginResetModel();
    // Rows keep their ids while a store grows; cells made from records stay good unless it is another store.
    if (&snapshot->sources() != &m_snapshot->sources()) {
        m_cells.clear();
        m_wanted.clear();
    }
    m_snapshot = std::move(snapshot);
    m_rows = std::move(rows);
    m_folded = std::move(folded);
    readKindNames();
    decideDateForm();
    endResetModel();
}

void EventTableModel::readKindNames() {
    m_kinds.clear();
    for (std::size_t i = 0; i < m_snapshot->dictionarySize(Column::Kind); ++i)
        m_kinds.push_back(byName(kAllKinds, m_snapshot->value(Column::Kind, Code(i)), Kind::Change));
    m_outcomes.clear();
    for (std::size_t i = 0; i < m_snapshot->dictionarySize(Column::Outcome); ++i)
        m_outcomes.push_back(byName(kAllOutcomes, m_snapshot->value(Column::Outcome, Code(i)), Outcome::Ok));
}

// The date stands before the time whenever the events loaded are not all of one day.
void EventTableModel::decideDateForm() {
    const RowVector& order = m_snapshot->timeOrder();
    const auto timed = std::partition_point(order.begin(), order.end(),
                                            [this](auto row) { return m_snapshot->time(RowId{row}) != kNoTime; });
    m_showsDate = false;
    if (timed == order.begin())
        return;
    const auto dayOf = [this](auto row) {
        const CivilTime c = civilTime(m_snapshot->time(RowId{row}));
        return std::tuple(c.year, c.month, c.day);
    };
    m_showsDate = dayOf(*order.begin()) != dayOf(*(timed - 1));
}

RowId EventTableModel::rowId(int row) const {
    return row >= 0 && row < rowCount() ? RowId{(*m_rows)[static_cast<std::size_t>(row)]} : kNoRow;
}

std::int64_t EventTableModel::eventsIn(int firstRow, int lastRow) const {
    if (!m_folded)
        return std::int64_t{lastRow} - firstRow + 1;
    return std::int64_t{m_folded->places[static_cast<std::size_t>(lastRow) + 1]} -
           m_folded->places[static_cast<std::size_t>(firstRow)];
}

// " × 1,168 · 25 s · 1.9 MB" of a row that stands for others.
QString EventTableModel::foldText(int row) const {
    const auto at = static_cast<std::size_t>(row);
    if (!m_folded || m_folded->events(at) < 2)
        return {};
    const RowVector& all = *m_folded->all;
    const Micros first = m_snapshot->time(RowId{all[m_folded->places[at]]});
    const Micros last = m_snapshot->time(RowId{all[m_folded->places[at + 1] - 1]});
    QString text = QStringLiteral(" × %L1").arg(m_folded->events(at));
    if (first != kNoTime && last != kNoTime && std::abs(last - first) >= kMicrosPerSecond)
        text += QStringLiteral(" · ") + spanText(std::abs(last - first));
    if (const auto words = m_folded->signInWords.find(static_cast<std::uint32_t>(row)); words != m_folded->signInWords.end())
        text += QStringLiteral(" · ") + visibleText(shortened(fromUtf8(words->second), 60));
    if (!m_folded->bytes.empty() && m_folded->bytes[at] > 0)
        text += QStringLiteral(" · ") + QLocale().formattedDataSize(static_cast<qint64>(m_folded->bytes[at]), 1,
                                                                    QLocale::DataSizeSIFormat);
    return text;
}

int EventTableModel::rowOf(RowId id) const {
    const auto end = m_rows->begin() + rowCount();
    const auto it = std::find(m_rows->begin(), end, rastro::index(id));
    return it == end ? -1 : static_cast<int>(it - m_rows->begin());
}

RowStyle EventTableModel::style(RowId id) const {
    RowStyle s;
    if (rastro::index(id) >= m_snapshot->rowCount())
        return s;
    const auto kind = rastro::index(m_snapshot->code(Column::Kind, id));
    const auto outcome = rastro::index(m_snapshot->code(Column::Outcome, id));
    s.kind = kind < m_kinds.size() ? m_kinds[kind] : Kind::Change;
    s.outcome = outcome < m_outcomes.size() ? m_outcomes[outcome] : Outcome::Ok;
    s.isRoot = m_snapshot->codedText(Column::IdentityType, id) == "Root";
    s.isConflict = m_snapshot->isConflict(id);
    s.isHidden = m_snapshot->state(id) != RowState::Kept;
    s.isSummaryOnly = m_snapshot->isSummaryOnly(id);
    return s;
}

int EventTableModel::rowCount(const QModelIndex& parent) const {
    if (parent.isValid())
        return 0;
    return static_cast<int>(std::min(m_rows->size(), static_cast<std::size_t>(m_maxRows)));
}

int EventTableModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : kFirstPathSection + static_cast<int>(m_paths.size());
}

// --- paths as columns

bool EventTableModel::addPathColumn(const AnyColumn& path) {
    if (path.column() || sectionOfField(path) >= 0)
        return false;
    beginInsertColumns({}, columnCount(), columnCount());
    m_paths.push_back(path);
    ++m_pathsVersion;
    endInsertColumns();
    return true;
}

void EventTableModel::removePathColumn(const AnyColumn& path) {
    const int section = path.column() ? -1 : sectionOfField(path);
    if (section < 0)
        return;
    beginRemoveColumns({}, section, section);
    m_paths.erase(m_paths.begin() + (section - kFirstPathSection));
    ++m_pathsVersion;
    endRemoveColumns();
}

void EventTableModel::renewPaths() {
    ++m_pathsVersion;
    if (rowCount() > 0)
        emit dataChanged(index(0, kFirstPathSection), index(rowCount() - 1, columnCount() - 1), {Qt::DisplayRole});
}

std::optional<AnyColumn> EventTableModel::fieldOfSection(int section) const {
    if (section >= kFirstPathSection && section < columnCount())
        return m_paths[static_cast<std::size_t>(section - kFirstPathSection)];
    const std::optional<Column> column = columnOf(section);
    return column ? std::optional(AnyColumn(*column)) : std::nullopt;
}

int EventTableModel::sectionOfField(const AnyColumn& field) const {
    if (field.column())
        return sectionOf(*field.column());
    const auto it = std::find(m_paths.begin(), m_paths.end(), field);
    return it == m_paths.end() ? -1 : kFirstPathSection + static_cast<int>(it - m_paths.begin());
}

QStringList EventTableModel::pathValues(RowId id, int section) const {
    const RecordCells* cells = m_cells.find(id);
    const auto place = static_cast<std::size_t>(section - kFirstPathSection);
    return cells != nullptr && cells->pathsVersion == m_pathsVersion && place < cells->paths.size() ? cells->paths[place]
                                                                                                   : QStringList();
}

QString EventTableModel::pathText(RowId id, int section) const {
    const RecordCells* cells = m_cells.find(id);
    if (cells == nullptr || cells->pathsVersion != m_pathsVersion) {
        want(id);
        return QStringLiteral("…");
    }
    const QStringList values = pathValues(id, section);
    return values.isEmpty() ? QStringLiteral("—") : visibleText(shortened(values.join(QStringLiteral(", ")), 300));
}

// The text of a cell in one of the roles that have one.
QVariant EventTableModel::textOf(int row, int section, int role) const {
    const RowId id = rowId(row);
    if (section >= kFirstPathSection)
        return role == RawTextRole ? pathValues(id, section).join(QStringLiteral(", ")) : pathText(id, section);
    const std::optional<Column> column = columnOf(section);
    if (!column)
        return role == Qt::AccessibleTextRole ? fromUtf8(name(style(id).kind)) : QString();
    if (role == RawTextRole)
        return text(id, *column);
    return *column == Column::EventName ? cellText(id, *column) + foldText(row) : cellText(id, *column);
}

QVariant EventTableModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid())
        return {};
    const RowId id = rowId(index.row());
    switch (role) {
    case Qt::DisplayRole:
    case RawTextRole:
    case Qt::AccessibleTextRole:
        return textOf(index.row(), index.column(), role);
    case FoldRole:
        return foldText(index.row());
    case RowIdRole:
        return QVariant::fromValue(id);
    case StyleRole:
        return QVariant::fromValue(style(id));
    default:
        return {};
    }
}

QString EventTableModel::cellText(RowId id, Column column) const {
    if (column == Column::EventTime)
        return timeText(m_snapshot->time(id));
    if (info(column).storage == Storage::OnDemand)
        return onDemandText(id, column);
    const QString full = text(id, column);
    if (full.isEmpty())
        return QStringLiteral("—");
    const QString shown = visibleText(shortened(full, 300));
    if (Nicknames::areNone())
        return shown;
    const QString ofKey = column == Column::Actor ? Nicknames::shown(m_snapshot->codedText(Column::ActorKey, id), shown) : shown;
    return ofKey != shown ? ofKey : Nicknames::shown(m_snapshot->text(column, id), shown);
}

QString EventTableModel::text(RowId id, Column column) const {
    if (info(column).storage == Storage::OnDemand) {
        const RecordCells* cells = m_cells.find(id);
        if (cells == nullptr)
            return {};
        return column == Column::Target ? cells->target : cells->summary;
    }
    if (column == Column::EventName)
        return fromUtf8(eventLabel(*m_snapshot, id));
    return fromUtf8(m_snapshot->text(column, id));
}

QString EventTableModel::timeText(Micros time) const {
    if (time == kNoTime)
        return QStringLiteral("—");
    QString full = fromUtf8(formatTime(time)); // YYYY-MM-DDTHH:MM:SS[.f…]Z
    full.chop(1);
    if (m_showsDate)
        return full.replace(10, 1, u' ');
    return full.mid(11);
}

QString EventTableModel::onDemandText(RowId id, Column column) const {
    const RecordCells* cells = m_cells.find(id);
    if (cells == nullptr) {
        want(id);
        return QStringLiteral("…");
    }
    if (cells->isUnreadable)
        return tr("(cannot be read)"); // no "—": nobody knows whether there is one
    const QString made = text(id, column);
    return made.isEmpty() ? QStringLiteral("—") : visibleText(shortened(made, 300));
}

void EventTableModel::want(RowId id) const {
    const auto asked = std::find(m_wanted.begin(), m_wanted.end(), id);
    if (m_wanted.end() - asked <= kScreen && asked != m_wanted.end())
        return; // on its way
    if (asked != m_wanted.end())
        m_wanted.erase(asked); // in sight again: it comes first now
    m_wanted.push_back(id);
    if (m_wanted.size() > kMostWanted)
        m_wanted.erase(m_wanted.begin(), m_wanted.end() - kMostWanted);
    if (!m_askTimer.isActive())
        m_askTimer.start();
}

void EventTableModel::setCells(const std::vector<RecordCells>& cells) {
    if (cells.empty())
        return;
    for (const RecordCells& c : cells) {
        m_cells.insert(c);
        std::erase(m_wanted, c.row);
    }
    // Views repaint only what they show of this, so one signal is cheaper than looking up each row.
    if (rowCount() > 0)
        emit dataChanged(index(0, sectionOf(Column::Target)), index(rowCount() - 1, columnCount() - 1),
                         {Qt::DisplayRole});
}

QVariant EventTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal)
        return {};
    const std::optional<Column> column = columnOf(section);
    if (section >= kFirstPathSection && section < columnCount()) {
        const AnyColumn& path = m_paths[static_cast<std::size_t>(section - kFirstPathSection)];
        const QString name = fromUtf8(role == Qt::DisplayRole ? path.title() : path.name());
        const QString shown = visibleText(shortened(name, 200));
        if (role == Qt::ToolTipRole) // as HTML of exactly that text: Qt guesses, and a path is text from logs
            return QStringLiteral("<p>%1</p>").arg(shown.toHtmlEscaped());
        return role == Qt::DisplayRole ? shown : QVariant();
    }
    if (role == Qt::AccessibleTextRole && !column)
        return tr("Mark");
    if (role == Qt::ToolTipRole)
        return column ? fromUtf8(info(*column).name) : tr("Kind by shape, outcome by colour, hollow when denied");
    if (role != Qt::DisplayRole || !column)
        return {};
    return *column == Column::EventTime ? tr("Time UTC") : fromUtf8(info(*column).title);
}

} // namespace rastro
