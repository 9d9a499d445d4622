// SPDX-License-Identifier: Apache-2.0
//
// CompletionJob: what the filter bar offers while a filter is typed, looked up behind the window: the paths the records
// hold and the values of a column, most frequent first. The newest wish of each kind wins. Lives in the GUI thread.
#pragma once

#include "async/newest.h"
#include "query/pathcatalog.h"
#include "query/valuecounts.h"

#include <QObject>

#include <memory>
#include <string>
#include <vector>

namespace rastro {

struct ColumnValues {
    AnyColumn column = Column::EventName;
    std::vector<ValueCount> values;
};

class CompletionJob : public QObject {
    Q_OBJECT
public:
    explicit CompletionJob(std::shared_ptr<OnDemandCache> columns, QObject* parent = nullptr);
    ~CompletionJob() override;

    void collectPaths(std::shared_ptr<const Snapshot> snapshot); // from a sample of its records
    void findValues(std::shared_ptr<const Snapshot> snapshot, std::shared_ptr<const RowVector> rows, AnyColumn column,
                    std::string typed);
    bool isRunning() const { return m_paths.isRunning() || m_values.isRunning(); }

signals:
    void pathsReady(const std::vector<rastro::SeenPath>& paths);
    void valuesReady(const rastro::ColumnValues& values);

private:
    std::shared_ptr<OnDemandCache> m_columns;
    Newest<std::vector<SeenPath>> m_paths;
    Newest<ColumnValues> m_values;
};

} // namespace rastro
