// SPDX-License-Identifier: Apache-2.0
#include "items/groupmodel.h"

#include "items/visibletext.h"
#include "query/valueranks.h"

#include <QLocale>

#include <algorithm>
#include <cmath>

namespace rastro {

namespace {

constexpr double kExact = 9'007'199'254'740'992; // 2^53: whole numbers up to here are told as such

QString numberText(double total) {
    const QLocale locale;
    return std::floor(total) == total && std::abs(total) < kExact ? locale.toString(static_cast<qint64>(total))
                                                                  : locale.toString(total, 'g', 6);
}

QString timeText(Micros time) {
    return time == kNoTime ? QString() : fromUtf8(formatTime(time)).replace(10, 1, u' ').chopped(1);
}

template <typename T> int compare(const T& a, const T& b) { return a < b ? -1 : b < a ? 1 : 0; }

int compareKeys(const std::optional<std::string>& a, const std::optional<std::string>& b) {
    if (!a || !b)
        return compare(!a, !b); // missing ones last
    return compareFolded(*a, *b);
}

} // namespace

GroupModel::GroupModel(QObject* parent) : QAbstractTableModel(parent) {}

void GroupModel::setGroups(const AggregateWish& wish, const Aggregates& groups) {
    beginResetModel();
    const auto shape = [](const AggregateWish& w) { return std::tuple(w.by, w.distinct.size(), w.sums.size()); };
    if (shape(wish) != shape(m_wish))
        m_sortSection = -1;
    m_wish = wish;
    m_groups = groups.groups;
    m_groupCount = groups.groupCount;
    sortGroups();
    endResetModel();
}

GroupModel::Place GroupModel::placeOf(int section) const {
    std::size_t at = static_cast<std::size_t>(section);
    if (at < m_wish.by.size())
        return {Part::Key, at};
    at -= m_wish.by.size();
    constexpr Part kFixed[] = {Part::Count, Part::First, Part::Last, Part::Errors};
    if (at < std::size(kFixed))
        return {kFixed[at], 0};
    at -= std::size(kFixed);
    return at < m_wish.distinct.size() ? Place{Part::Distinct, at} : Place{Part::Sum, at - m_wish.distinct.size()};
}

int GroupModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_groups.size());
}

int GroupModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() || m_wish.by.empty()
               ? 0
               : static_cast<int>(m_wish.by.size() + 4 + m_wish.distinct.size() + m_wish.sums.size());
}

QString GroupModel::text(const AggregateGroup& group, const Place& place) const {
    const QLocale locale;
    switch (place.part) {
    case Part::Key: return group.key[place.of] ? fromUtf8(*group.key[place.of]) : QString();
    case Part::Count: return locale.toString(static_cast<qulonglong>(group.count));
    case Part::First: return timeText(group.first);
    case Part::Last: return timeText(group.last);
    case Part::Errors:
        return group.errors == 0 ? QString() : tr("%1 %").arg(locale.toString(100 * group.errorShare(), 'f', 1));
    case Part::Distinct: return locale.toString(static_cast<qulonglong>(group.distinct[place.of]));
    case Part::Sum: return group.sums[place.of].rows == 0 ? QString() : numberText(group.sums[place.of].total);
    }
    return {};
}

QVariant GroupModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid())
        return {};
    const AggregateGroup& of = group(index.row());
    const Place place = placeOf(index.column());
    if (role == RawTextRole)
        return text(of, place);
    if (role == Qt::TextAlignmentRole) {
        const bool isText = place.part == Part::Key || place.part == Part::First || place.part == Part::Last;
        return QVariant(Qt::AlignVCenter | (isText ? Qt::AlignLeft : Qt::AlignRight));
    }
    if (role != Qt::DisplayRole && role != Qt::AccessibleTextRole)
        return {};
    const QString full = text(of, place);
    return full.isEmpty() ? QStringLiteral("—") : visibleText(shortened(full, 300));
}

QVariant GroupModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole || section >= columnCount())
        return {};
    const Place place = placeOf(section);
    const auto name = [](const AnyColumn& column) { return visibleText(shortened(fromUtf8(column.title()), 200)); };
    switch (place.part) {
    case Part::Key: return name(m_wish.by[place.of]);
    case Part::Count: return tr("Events");
    case Part::First: return tr("First");
    case Part::Last: return tr("Last");
    case Part::Errors: return tr("Errors");
    case Part::Distinct: return tr("Different: %1").arg(name(m_wish.distinct[place.of]));
    case Part::Sum: return tr("Sum: %1").arg(name(m_wish.sums[place.of]));
    }
    return {};
}

void GroupModel::sort(int section, Qt::SortOrder order) {
    beginResetModel();
    m_sortSection = section;
    m_order = order;
    sortGroups();
    endResetModel();
}

void GroupModel::sortGroups() {
    if (m_sortSection < 0 || m_sortSection >= columnCount())
        return; // as they come: the largest first
    const Place place = placeOf(m_sortSection);
    const auto order = [&place](const AggregateGroup& a, const AggregateGroup& b) {
        switch (place.part) {
        case Part::Key: return compareKeys(a.key[place.of], b.key[place.of]);
        case Part::Count: return compare(a.count, b.count);
        case Part::First: return compare(a.first, b.first);
        case Part::Last: return compare(a.last, b.last);
        case Part::Errors: return compare(a.errorShare(), b.errorShare());
        case Part::Distinct: return compare(a.distinct[place.of], b.distinct[place.of]);
        case Part::Sum: return compare(a.sums[place.of].total, b.sums[place.of].total);
        }
        return 0;
    };
    std::ranges::stable_sort(m_groups, [&](const AggregateGroup& a, const AggregateGroup& b) {
        return m_order == Qt::AscendingOrder ? order(a, b) < 0 : order(b, a) < 0;
    });
}

} // namespace rastro
