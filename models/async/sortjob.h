// SPDX-License-Identifier: Apache-2.0
//
// SortJob: puts the rows of a view in another order behind the window. The newest wish wins; a column that stands in the
// records (target, summary) is made first, with progress. Lives in the GUI thread.
#pragma once

#include "async/newest.h"
#include "query/ondemand.h"
#include "query/sorter.h"

#include <QObject>

#include <memory>

namespace rastro {

struct SortWish {
    AnyColumn column = Column::EventTime;
    SortOrder order = SortOrder::Ascending;
    bool operator==(const SortWish&) const = default;
};

struct SortedRows {
    std::shared_ptr<const Snapshot> snapshot;
    SortWish wish;
    std::shared_ptr<const RowVector> rows; // null: it failed
};

class SortJob : public QObject {
    Q_OBJECT
public:
    explicit SortJob(std::shared_ptr<OnDemandCache> columns, QObject* parent = nullptr);
    ~SortJob() override;

    // Puts the values of large columns in order at low priority, so that no sort has to wait for that.
    void prepare(std::shared_ptr<const Snapshot> snapshot);
    void sort(std::shared_ptr<const Snapshot> snapshot, std::shared_ptr<const RowVector> rows, SortWish wish);
    void cancel() { m_newest.cancel(); }
    bool isRunning() const { return m_newest.isRunning(); }
    double progress() const; // 0..1; of making a column, the long part

signals:
    void rowsSorted(const rastro::SortedRows& rows);

private:
    std::shared_ptr<OnDemandCache> m_columns;
    std::shared_ptr<RankCache> m_ranks = std::make_shared<RankCache>();
    Newest<bool> m_preparing;
    Newest<SortedRows> m_newest;
};

} // namespace rastro
