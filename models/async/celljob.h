// SPDX-License-Identifier: Apache-2.0
//
// CellJob: makes target, summary and the values of paths and findings of the rows a table shows. Each wish holds all
// rows still wanted and replaces the one before; what is made arrives in small batches. A finding whose column is not
// made yet arrives later, once it is. Lives in the GUI thread; works on threads of its own.
#pragma once

#include "query/ondemand.h"
#include "store/snapshot.h"

#include <QObject>
#include <QTimer>

#include <memory>
#include <string>
#include <thread>
#include <vector>

namespace rastro {

struct CellTexts {
    RowId row = kNoRow;
    std::string target;
    std::string summary;
    bool isUnreadable = false; // its record could not be read again
    std::uint32_t pathsVersion = 0;
    std::vector<std::vector<std::string>> paths; // the distinct values of each, "{…}" for an object, "…" for not yet
};

// Paths and findings whose values are wanted too; the version tells later which they were.
struct CellPaths {
    std::vector<AnyColumn> columns;
    std::uint32_t version = 0;
    std::shared_ptr<OnDemandCache> made; // where findings come from
};

class CellJob : public QObject {
    Q_OBJECT
public:
    explicit CellJob(QObject* parent = nullptr);
    ~CellJob() override; // stops and waits

    // rows: newest wish last.
    void make(std::shared_ptr<const Snapshot> snapshot, std::vector<RowId> rows, CellPaths paths = {});
    void cancel();

signals:
    void cellsReady(const std::vector<rastro::CellTexts>& cells);

private:
    struct Box;
    void look();

    std::shared_ptr<Box> m_box;
    std::jthread m_thread;
    QTimer m_timer;
};

} // namespace rastro
