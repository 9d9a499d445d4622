// SPDX-License-Identifier: Apache-2.0
#include "async/recordjob.h"

#include "events/describe.h"
#include "query/celltext.h"
#include "store/recordreader.h"

namespace rastro {

// A reader keeps inflated sources of one store; another store gets another reader.
struct RecordJob::Reading {
    std::shared_ptr<const Snapshot> snapshot;
    std::unique_ptr<RecordReader> reader;

    RecordReader& of(const std::shared_ptr<const Snapshot>& wanted) {
        if (!reader || &snapshot->sources() != &wanted->sources())
            reader = std::make_unique<RecordReader>();
        snapshot = wanted;
        return *reader;
    }
};

namespace {

// What the columns alone tell.
RecordWords wordsOf(const Snapshot& snapshot, RowId row) {
    RecordWords words;
    words.who = snapshot.codedText(Column::Actor, row);
    words.what = eventLabel(snapshot, row);
    words.when = snapshot.text(Column::EventTime, row);
    for (const Column column : {Column::SourceIPAddress, Column::AwsRegion}) {
        const std::string_view part = snapshot.codedText(column, row);
        if (!part.empty())
            words.where.append(words.where.empty() ? "" : ", ").append(part);
    }
    words.ending = snapshot.codedText(Column::Outcome, row);
    if (const std::string_view code = snapshot.codedText(Column::ErrorCode, row); !code.empty())
        words.ending.append(": ").append(code);
    return words;
}

} // namespace

ReadRecord readRecord(RecordReader& reader, const Snapshot& snapshot, RowId row) {
    ReadRecord out;
    out.row = row;
    out.words = wordsOf(snapshot, row);
    auto bytes = reader.read(snapshot, row);
    if (!bytes) {
        out.error = bytes.error();
        return out;
    }
    out.bytes = std::move(*bytes);
    // A line of a CSV is told from the JSON made of it; its bytes stay the line.
    auto text = snapshot.isSummaryOnly(row) ? reader.readJson(snapshot, row) : Result<std::string>(out.bytes);
    auto tree = text ? json::Tree::parse(std::move(*text)) : Result<json::Tree>(text.error());
    if (!tree)
        return out;
    const Description description = describe(*tree);
    HeadLine head = headLine(*tree);
    out.words = {std::move(head.who), std::move(head.what), std::move(head.when), std::move(head.where),
                 std::move(head.ending), description.target};
    out.tree = std::make_shared<const json::Tree>(std::move(*tree));
    return out;
}

RecordJob::RecordJob(QObject* parent)
    : QObject(parent)
    , m_reading(std::make_shared<Reading>())
    , m_newest([this](const ReadRecordPtr& record) { emit recordReady(record); }, kAtOnce) {}

RecordJob::~RecordJob() = default;

void RecordJob::read(std::shared_ptr<const Snapshot> snapshot, RowId row) {
    m_newest.start([reading = m_reading, snapshot = std::move(snapshot), row](Checkpoint&) -> ReadRecordPtr {
        return std::make_shared<const ReadRecord>(readRecord(reading->of(snapshot), *snapshot, row));
    });
}

} // namespace rastro
