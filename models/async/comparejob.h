// SPDX-License-Identifier: Apache-2.0
//
// CompareJob: reads two events again and puts them side by side, behind the window. Lives in the GUI thread.
#pragma once

#include "async/newest.h"
#include "async/recordjob.h"
#include "paths/jsondiff.h"

#include <QObject>

#include <array>
#include <memory>
#include <optional>

namespace rastro {

struct EventComparison {
    std::array<RecordWords, 2> words; // left, right
    Diff diff;
    std::optional<Error> error; // set: one of them could not be read
};

class CompareJob : public QObject {
    Q_OBJECT
public:
    explicit CompareJob(QObject* parent = nullptr);
    ~CompareJob() override;

    void compare(std::shared_ptr<const Snapshot> snapshot, RowId left, RowId right);

signals:
    void compared(const rastro::EventComparison& comparison);

private:
    Newest<EventComparison> m_newest;
};

} // namespace rastro
