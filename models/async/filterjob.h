// SPDX-License-Identifier: Apache-2.0
//
// FilterJob: puts a filter to what is loaded behind the window. The newest wish wins. Lives in the GUI thread; the
// columns it makes are kept in the cache it shares with those who sort and count by them.
#pragma once

#include "async/newest.h"
#include "language/expression.h"
#include "query/filter.h"
#include "textindex/textindex.h"

#include <QObject>

#include <memory>
#include <optional>

namespace rastro {

struct FilterWish {
    std::shared_ptr<const Snapshot> snapshot;
    std::shared_ptr<const RowVector> base; // the rows to choose from, in their order
    Expression expression;
    FilterContext context;
    std::shared_ptr<const TextIndex> index; // may be null
    RowId near = kNoRow; // where rows are looked for first, if records have to be read
};

struct FilterOutcome {
    std::shared_ptr<const Snapshot> snapshot;
    Expression expression;
    std::shared_ptr<const RowVector> rows; // null: it failed
    std::shared_ptr<const RowBitmap> set;  // all rows that match, hidden ones too; null: all do
    std::uint64_t unreadRows = 0;
    std::uint64_t foldedRows = 0; // service noise that all other terms of the filter would show
    std::optional<Error> error;
    bool isWhole = true; // false: more rows may follow
};

class FilterJob : public QObject {
    Q_OBJECT
public:
    explicit FilterJob(std::shared_ptr<OnDemandCache> columns, QObject* parent = nullptr);
    ~FilterJob() override;

    void filter(FilterWish wish);
    void cancel();
    bool isRunning() const { return m_newest.isRunning(); }
    double progress() const; // 0..1, of reading records; 0 while only columns are looked at

signals:
    void filtered(const rastro::FilterOutcome& outcome);
    void foundSoFar(const rastro::FilterOutcome& outcome); // of a filter that takes long; now and then

private:
    std::shared_ptr<OnDemandCache> m_columns;
    std::uint64_t m_wishes = 0; // what is found so far for an older one is not told
    Newest<FilterOutcome> m_newest;
};

} // namespace rastro
