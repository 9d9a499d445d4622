// SPDX-License-Identifier: Apache-2.0
#include "async/comparejob.h"

#include "store/recordreader.h"

namespace rastro {

namespace {

EventComparison run(const Snapshot& snapshot, std::array<RowId, 2> rows) {
    EventComparison out;
    RecordReader reader;
    std::vector<json::Tree> trees;
    for (std::size_t side = 0; side < rows.size(); ++side) {
        out.words[side] = readRecord(reader, snapshot, rows[side]).words;
        auto record = reader.readJson(snapshot, rows[side]);
        auto tree = record ? json::Tree::parse(std::move(*record)) : Result<json::Tree>(record.error());
        if (!tree) {
            out.error = tree.error();
            return out;
        }
        trees.push_back(std::move(*tree));
    }
    out.diff = diffOf(trees[0], trees[1]);
    return out;
}

} // namespace

CompareJob::CompareJob(QObject* parent)
    : QObject(parent), m_newest([this](const EventComparison& comparison) { emit compared(comparison); }) {}

CompareJob::~CompareJob() = default;

void CompareJob::compare(std::shared_ptr<const Snapshot> snapshot, RowId left, RowId right) {
    m_newest.start([snapshot = std::move(snapshot), left, right](Checkpoint&) {
        return run(*snapshot, {left, right});
    });
}

} // namespace rastro
