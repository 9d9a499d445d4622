// SPDX-License-Identifier: Apache-2.0
//
// CellJob: makes target and summary of the rows a table shows. Each wish holds all rows still wanted and replaces the
// one before; what is made arrives in small batches. Lives in the GUI thread; reads on a thread of its own.
#pragma once

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
};

class CellJob : public QObject {
    Q_OBJECT
public:
    explicit CellJob(QObject* parent = nullptr);
    ~CellJob() override; // stops and waits

    // rows: newest wish last.
    void make(std::shared_ptr<const Snapshot> snapshot, std::vector<RowId> rows);
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
