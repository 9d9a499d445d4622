// SPDX-License-Identifier: Apache-2.0
//
// ExportJob: writes rows to a file behind the window, whole or not at all. CopyJob: the same into a text for the
// clipboard, up to a limit that is told. Live in the GUI thread; their work is theirs alone and stops with them.
#pragma once

#include "async/newest.h"
#include "export/exporter.h"
#include "store/snapshot.h"

#include <QObject>

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace rastro {

struct ExportWish {
    std::shared_ptr<const Snapshot> snapshot;
    std::shared_ptr<const RowVector> rows;
    std::vector<AnyColumn> columns;
    ExportFormat format = ExportFormat::Csv;
    std::string path; // of the file to write
    std::shared_ptr<OnDemandCache> made; // where findings come from
};

struct ExportResult {
    std::string path;
    ExportOutcome outcome;
    std::optional<Error> error; // set: nothing was written
};

class ExportJob : public QObject {
    Q_OBJECT
public:
    explicit ExportJob(QObject* parent = nullptr);
    ~ExportJob() override;

    void start(ExportWish wish);
    void cancel();
    bool isRunning() const { return m_newest.isRunning(); }
    std::uint64_t rowsDone() const;

signals:
    void finished(const rastro::ExportResult& result);
    void cancelled();

private:
    Newest<ExportResult> m_newest;
};

struct CopyResult {
    std::string text;
    std::uint64_t rows = 0;     // in it
    std::uint64_t unread = 0;   // whose record could not be read
    bool isWhole = true;        // false: the limit was met
    std::optional<Error> error; // set: there is no text
};

class CopyJob : public QObject {
    Q_OBJECT
public:
    static constexpr std::size_t kMostRows = 50'000;
    static constexpr std::size_t kMostBytes = 20u << 20;

    explicit CopyJob(QObject* parent = nullptr);
    ~CopyJob() override;

    // wish.path is not used. One record as JSON is copied byte for byte, several as {"Records":[…]}.
    void start(ExportWish wish);

signals:
    void finished(const rastro::CopyResult& result);

private:
    Newest<CopyResult> m_newest;
};

} // namespace rastro
