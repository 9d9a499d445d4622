// SPDX-License-Identifier: Apache-2.0
//
// GroupModel: groups of events as a table: their keys, how many, first, last, share of errors, and what else was asked
// of them. Sorted by any column. Keys are hostile text; what is shown is safe. GUI thread.
#pragma once

#include "query/aggregate.h"

#include <QAbstractTableModel>

#include <vector>

namespace rastro {

class GroupModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Role { RawTextRole = Qt::UserRole + 1 };

    explicit GroupModel(QObject* parent = nullptr);

    void setGroups(const AggregateWish& wish, const Aggregates& groups); // one reset; the order stays if it can
    const AggregateWish& wish() const { return m_wish; }
    const AggregateGroup& group(int row) const { return m_groups[static_cast<std::size_t>(row)]; }
    std::uint64_t groupCount() const { return m_groupCount; } // all there are, shown or not

    int countSection() const { return static_cast<int>(m_wish.by.size()); }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    void sort(int section, Qt::SortOrder order = Qt::AscendingOrder) override;

private:
    enum class Part : quint8 { Key, Count, First, Last, Errors, Distinct, Sum };
    struct Place {
        Part part = Part::Key;
        std::size_t of = 0; // which key, distinct or sum
    };
    Place placeOf(int section) const;
    QString text(const AggregateGroup& group, const Place& place) const;
    void sortGroups();

    AggregateWish m_wish;
    std::vector<AggregateGroup> m_groups;
    std::uint64_t m_groupCount = 0;
    int m_sortSection = -1; // -1: the largest first
    Qt::SortOrder m_order = Qt::DescendingOrder;
};

} // namespace rastro
