// SPDX-License-Identifier: Apache-2.0
//
// RecordJob: reads one event again for the detail pane: its bytes, its tree and the sentence that tells it. The newest
// wish wins. Lives in the GUI thread; the reading happens on a thread of its own with its own RecordReader.
#pragma once

#include "async/newest.h"
#include "base/jsontree.h"
#include "base/result.h"
#include "store/snapshot.h"

#include <QObject>

#include <memory>
#include <optional>
#include <string>

namespace rastro {

// An event in words: who did what to what, when, from where, how it ended. Texts as in the log.
struct RecordWords {
    std::string who;
    std::string what; // the summary
    std::string when;
    std::string where;
    std::string ending;
    std::string target;
};

// What was read of one row; an immutable value, shared.
struct ReadRecord {
    RowId row = kNoRow;
    std::string bytes;                      // exactly as loaded
    std::shared_ptr<const json::Tree> tree; // null when the bytes are no JSON value
    RecordWords words;                      // from the columns if there is no tree
    std::optional<Error> error;             // set: it could not be read
};
using ReadRecordPtr = std::shared_ptr<const ReadRecord>;

class RecordJob : public QObject {
    Q_OBJECT
public:
    explicit RecordJob(QObject* parent = nullptr);
    ~RecordJob() override;

    void read(std::shared_ptr<const Snapshot> snapshot, RowId row);
    void cancel() { m_newest.cancel(); }

signals:
    void recordReady(const rastro::ReadRecordPtr& record);

private:
    struct Reading;
    std::shared_ptr<Reading> m_reading; // used by the worker only
    Newest<ReadRecordPtr> m_newest;
};

// Reads and describes one row; blocks. For jobs that have their own reader.
class RecordReader;
ReadRecord readRecord(RecordReader& reader, const Snapshot& snapshot, RowId row);

} // namespace rastro

Q_DECLARE_METATYPE(rastro::ReadRecordPtr)
