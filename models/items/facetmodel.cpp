// SPDX-License-Identifier: Apache-2.0
#include "items/facetmodel.h"

#include "items/nicknames.h"
#include "items/visibletext.h"

#include <QLocale>

#include <algorithm>

namespace rastro {

namespace {

constexpr int kLongestShown = 300; // characters of a value in a row

QString titleOf(const AnyColumn& field) {
    return visibleText(shortened(fromUtf8(field.title()), kLongestShown));
}

} // namespace

FacetModel::FacetModel(QObject* parent) : QAbstractItemModel(parent) {}

// --- fields and wishes

void FacetModel::addField(const AnyColumn& field) {
    if (find(field) != nullptr)
        return;
    const int at = static_cast<int>(m_sections.size());
    beginInsertRows({}, at, at);
    Section section{m_nextId++, {field, kFirstLimit, FacetOrder::MostFrequent, {}}, {}, {}};
    section.rows = rowsOf(section);
    m_sections.push_back(std::move(section));
    endInsertRows();
}

void FacetModel::removeField(const AnyColumn& field) {
    const Section* section = find(field);
    if (section == nullptr)
        return;
    const int at = static_cast<int>(section - m_sections.data());
    beginRemoveRows({}, at, at);
    m_sections.erase(m_sections.begin() + at);
    endRemoveRows();
}

void FacetModel::setFields(const std::vector<AnyColumn>& fields) {
    beginResetModel();
    m_sections.clear();
    endResetModel();
    for (const AnyColumn& field : fields)
        addField(field);
}

std::vector<AnyColumn> FacetModel::fields() const {
    std::vector<AnyColumn> out;
    for (const Section& section : m_sections)
        out.push_back(section.wish.field);
    return out;
}

std::vector<FacetWish> FacetModel::wishes() const {
    std::vector<FacetWish> out;
    for (const Section& section : m_sections)
        out.push_back(section.wish);
    return out;
}

void FacetModel::setOrder(const AnyColumn& field, FacetOrder order) {
    if (Section* section = find(field)) {
        section->wish.order = order;
        headerChanged(*section);
    }
}

void FacetModel::setSearch(const AnyColumn& field, const QString& text) {
    if (Section* section = find(field)) {
        section->wish.search = text.toStdString();
        headerChanged(*section);
    }
}

void FacetModel::wishMore(const AnyColumn& field) {
    if (Section* section = find(field))
        section->wish.limit *= section->wish.limit < 100 ? 4 : 2;
}

FacetModel::Section* FacetModel::find(const AnyColumn& field) {
    const auto found =
        std::ranges::find_if(m_sections, [&](const Section& section) { return section.wish.field == field; });
    return found == m_sections.end() ? nullptr : &*found;
}

// --- counts

void FacetModel::setFacets(const std::vector<Facet>& facets) {
    emit facetsAboutToChange();
    for (const Facet& facet : facets) {
        if (Section* section = find(facet.wish.field)) {
            section->facet = facet;
            setRows(*section, rowsOf(*section));
            headerChanged(*section);
        }
    }
    emit facetsChanged();
}

void FacetModel::clearCounts() {
    emit facetsAboutToChange();
    for (Section& section : m_sections) {
        section.facet.reset();
        setRows(section, rowsOf(section));
        headerChanged(section);
    }
    emit facetsChanged();
}

std::vector<FacetModel::Row> FacetModel::rowsOf(const Section& section) {
    std::vector<Row> rows;
    if (!section.facet) {
        if (section.wish.field.isMade())
            rows.push_back({RowKind::Note, {}, 0});
        return rows;
    }
    const Facet& facet = *section.facet;
    const auto add = [&](const FacetValue& value) {
        const RowKind kind = value.kind == FacetValue::Kind::Text     ? RowKind::Value
                             : value.kind == FacetValue::Kind::Object ? RowKind::Object
                                                                      : RowKind::Missing;
        rows.push_back({kind, value, 0});
    };
    std::ranges::for_each(facet.values, add);
    if (facet.hasMore())
        rows.push_back({RowKind::More, {}, facet.found - facet.listed});
    else if (!facet.wish.search.empty() && facet.values.empty())
        rows.push_back({RowKind::Note, {}, 0});
    return rows;
}

void FacetModel::setRows(Section& section, std::vector<Row> rows) {
    const QModelIndex header = index(static_cast<int>(&section - m_sections.data()), 0);
    const int before = static_cast<int>(section.rows.size());
    const int after = static_cast<int>(rows.size());
    if (after < before) {
        beginRemoveRows(header, after, before - 1);
        section.rows.resize(static_cast<std::size_t>(after));
        endRemoveRows();
    }
    for (std::size_t i = 0; i < section.rows.size(); ++i) {
        if (section.rows[i] == rows[i])
            continue;
        section.rows[i] = rows[i];
        const QModelIndex changed = index(static_cast<int>(i), 0, header);
        emit dataChanged(changed, changed);
    }
    if (after > before) {
        beginInsertRows(header, before, after - 1);
        section.rows = std::move(rows);
        endInsertRows();
    }
    if (section.facet && !section.rows.empty()) // shares change with the total
        emit dataChanged(index(0, 0, header), index(static_cast<int>(section.rows.size()) - 1, 0, header), {ShareRole});
}

void FacetModel::headerChanged(const Section& section) {
    const QModelIndex header = index(static_cast<int>(&section - m_sections.data()), 0);
    emit dataChanged(header, header);
}

// --- structure

const FacetModel::Section* FacetModel::sectionOf(const QModelIndex& index) const {
    if (!index.isValid())
        return nullptr;
    if (index.internalId() == 0) {
        const auto row = static_cast<std::size_t>(index.row());
        return row < m_sections.size() ? &m_sections[row] : nullptr;
    }
    const auto found = std::ranges::find(m_sections, index.internalId(), &Section::id);
    return found == m_sections.end() ? nullptr : &*found;
}

const FacetModel::Row* FacetModel::rowOf(const QModelIndex& index) const {
    const Section* section = index.isValid() && index.internalId() != 0 ? sectionOf(index) : nullptr;
    const auto row = static_cast<std::size_t>(index.row());
    return section != nullptr && row < section->rows.size() ? &section->rows[row] : nullptr;
}

QModelIndex FacetModel::indexOf(const AnyColumn& field) const {
    const auto found =
        std::ranges::find_if(m_sections, [&](const Section& section) { return section.wish.field == field; });
    return found == m_sections.end() ? QModelIndex() : index(static_cast<int>(found - m_sections.begin()), 0);
}

std::optional<AnyColumn> FacetModel::fieldAt(const QModelIndex& index) const {
    const Section* section = sectionOf(index);
    return section != nullptr ? std::optional(section->wish.field) : std::nullopt;
}

bool FacetModel::canPick(const QModelIndex& index) const {
    const Row* row = rowOf(index);
    return row != nullptr && (row->kind == RowKind::Value || row->kind == RowKind::Missing);
}

FacetChoice FacetModel::choiceAt(const QModelIndex& index) const {
    const Row* row = rowOf(index);
    return row != nullptr && row->kind == RowKind::Value ? FacetChoice(row->value.text) : std::nullopt;
}

QModelIndex FacetModel::index(int row, int column, const QModelIndex& parent) const {
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, parent.isValid() ? sectionOf(parent)->id : quintptr{0});
}

QModelIndex FacetModel::parent(const QModelIndex& child) const {
    if (!child.isValid() || child.internalId() == 0)
        return {};
    const Section* section = sectionOf(child);
    return section != nullptr ? createIndex(static_cast<int>(section - m_sections.data()), 0, quintptr{0})
                              : QModelIndex();
}

int FacetModel::rowCount(const QModelIndex& parent) const {
    if (!parent.isValid())
        return static_cast<int>(m_sections.size());
    if (parent.internalId() != 0 || parent.column() != 0)
        return 0;
    return static_cast<int>(sectionOf(parent)->rows.size());
}

int FacetModel::columnCount(const QModelIndex&) const { return 1; }

Qt::ItemFlags FacetModel::flags(const QModelIndex& index) const {
    if (!index.isValid())
        return Qt::NoItemFlags;
    const Row* row = rowOf(index);
    const Qt::ItemFlags always = Qt::ItemIsEnabled | Qt::ItemIsSelectable;
    return row != nullptr ? always | Qt::ItemNeverHasChildren : always;
}

// --- data

QVariant FacetModel::data(const QModelIndex& index, int role) const {
    const Section* section = sectionOf(index);
    if (section == nullptr)
        return {};
    const Row* row = rowOf(index);
    return row != nullptr ? rowData(*section, *row, role) : headerData(*section, role);
}

QVariant FacetModel::headerData(const Section& section, int role) const {
    const std::optional<Facet>& facet = section.facet;
    switch (role) {
    case Qt::DisplayRole:
        return titleOf(section.wish.field);
    case Qt::AccessibleTextRole:
        return facet ? tr("%1, distinct values: %2")
                           .arg(titleOf(section.wish.field), QLocale().toString(quint64{facet->distinct}))
                     : titleOf(section.wish.field);
    case RawTextRole:
        return fromUtf8(section.wish.field.name());
    case KindRole:
        return QVariant::fromValue(RowKind::Header);
    case CountRole:
        return facet ? quint64{facet->distinct} : quint64{0};
    case FoundRole:
        return facet ? quint64{facet->found} : quint64{0};
    case OrderRole:
        return QVariant::fromValue(section.wish.order);
    case SearchRole:
        return fromUtf8(section.wish.search);
    case PendingRole:
        return !facet.has_value();
    default:
        return {};
    }
}

QVariant FacetModel::rowData(const Section& section, const Row& row, int role) const {
    switch (role) {
    case Qt::DisplayRole:
        return rowText(section, row);
    case Qt::AccessibleTextRole:
        return spokenText(section, row);
    case RawTextRole:
        return fromUtf8(row.value.text);
    case KindRole:
        return QVariant::fromValue(row.kind);
    case CountRole:
        return row.kind == RowKind::More ? quint64{row.rest} : quint64{row.value.count};
    case ShareRole:
        return shareOf(section, row);
    case MarkRole:
        return QVariant::fromValue(row.value.mark);
    default:
        return {};
    }
}

QString FacetModel::rowText(const Section& section, const Row& row) const {
    switch (row.kind) {
    case RowKind::Value:
        return row.value.text.empty() ? QStringLiteral("\"\"")
                                      : Nicknames::shown(row.value.text, visibleText(shortened(fromUtf8(row.value.text), kLongestShown)));
    case RowKind::Object:
        return QStringLiteral("{…}");
    case RowKind::Missing:
        return tr("— no value");
    case RowKind::More:
        return tr("%1 more…").arg(QLocale().toString(quint64{row.rest}));
    case RowKind::Note:
    case RowKind::Header:
        break;
    }
    return section.facet ? tr("no such value") : tr("reading the records…");
}

QString FacetModel::spokenText(const Section& section, const Row& row) const {
    if (row.kind == RowKind::More || row.kind == RowKind::Note)
        return rowText(section, row);
    const QString text = row.kind == RowKind::Missing  ? tr("no value")
                         : row.kind == RowKind::Object ? tr("an object")
                                                       : rowText(section, row);
    const QString counted = tr("%1, %2 events, %3 percent")
                                .arg(text, QLocale().toString(quint64{row.value.count}),
                                     QLocale().toString(shareOf(section, row) * 100, 'f', 0));
    switch (row.value.mark) {
    case FacetMark::Picked:
        return tr("%1, picked").arg(counted);
    case FacetMark::Excluded:
        return tr("%1, filtered out").arg(counted);
    case FacetMark::LeftOut:
        return tr("%1, not shown").arg(counted);
    case FacetMark::None:
        break;
    }
    return counted;
}

double FacetModel::shareOf(const Section& section, const Row& row) {
    const bool hasShare = section.facet && section.facet->rows != 0;
    return hasShare ? static_cast<double>(row.value.count) / static_cast<double>(section.facet->rows) : 0;
}

} // namespace rastro
