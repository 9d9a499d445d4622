// SPDX-License-Identifier: Apache-2.0
//
// FoldJob: folds the repeats of the rows a table shows, behind the window. The newest wish wins. Lives in the GUI thread.
#pragma once

#include "async/newest.h"
#include "query/repeats.h"

#include <QObject>

#include <memory>
#include <vector>

namespace rastro {

struct FoldWish {
    std::shared_ptr<const Snapshot> snapshot;
    std::shared_ptr<const RowVector> rows; // in the order shown
    std::vector<std::uint32_t> open;       // rows whose runs stay unfolded
};

struct FoldOutcome {
    std::shared_ptr<const Snapshot> snapshot;
    std::shared_ptr<const FoldedRows> rows; // null: it was stopped
};

class FoldJob : public QObject {
    Q_OBJECT
public:
    explicit FoldJob(std::shared_ptr<OnDemandCache> columns, QObject* parent = nullptr);
    ~FoldJob() override;

    void fold(FoldWish wish);
    void cancel() { m_newest.cancel(); }
    bool isRunning() const { return m_newest.isRunning(); }

signals:
    void folded(const rastro::FoldOutcome& outcome);

private:
    std::shared_ptr<OnDemandCache> m_columns;
    Newest<FoldOutcome> m_newest;
};

} // namespace rastro
