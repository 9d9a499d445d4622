// SPDX-License-Identifier: Apache-2.0
#include "async/exportjob.h"

#include "export/atomicfile.h"
#include "export/inputfiles.h"
#include "store/recordreader.h"

#include <algorithm>
#include <thread>

namespace rastro {

namespace {

ExportRequest requestOf(const ExportWish& wish, const RowVector& rows) {
    return {.snapshot = *wish.snapshot,
            .rows = rows,
            .columns = wish.columns,
            .format = wish.format,
            .eventNames = wish.format == ExportFormat::Tsv ? EventNames::Label : EventNames::Exact,
            .threads = std::max(1u, std::thread::hardware_concurrency()),
            .made = wish.made.get(),
            .shownPath = {}};
}

ExportResult writeFile(const ExportWish& wish, Checkpoint& checkpoint) {
    ExportResult result{wish.path, {}, {}};
    auto file = AtomicFile::create(wish.path, InputFiles(*wish.snapshot));
    if (!file) {
        result.error = file.error();
        return result;
    }
    auto outcome = exportRows(requestOf(wish, *wish.rows), **file, checkpoint);
    if (!outcome) {
        result.error = outcome.error();
        return result;
    }
    result.outcome = std::move(*outcome);
    if (const Status committed = (*file)->commit(); !committed)
        result.error = committed.error();
    return result;
}

// Takes whole batches until the limit is met.
class LimitedSink final : public ByteSink {
public:
    Status write(std::string_view bytes) override {
        if (m_text.size() + bytes.size() > CopyJob::kMostBytes)
            return Error{ErrorCode::TooLarge, {}, "more than the clipboard is given"};
        m_text += bytes;
        return Done{};
    }
    std::string take() { return std::move(m_text); }

private:
    std::string m_text;
};

CopyResult copyOne(const ExportWish& wish) {
    CopyResult result;
    auto bytes = RecordReader().read(*wish.snapshot, RowId{wish.rows->front()});
    if (!bytes)
        result.error = bytes.error();
    else
        result = {.text = std::move(*bytes), .rows = 1, .unread = 0, .isWhole = true, .error = {}};
    return result;
}

// Halves the rows until the text fits: a cell format cut in the middle of a row would mislead.
CopyResult copyRows(const ExportWish& wish, Checkpoint& checkpoint) {
    RowVector rows(*wish.rows);
    if (rows.size() > CopyJob::kMostRows)
        rows.resize(CopyJob::kMostRows);
    while (!checkpoint.isStopRequested()) {
        LimitedSink sink;
        auto outcome = exportRows(requestOf(wish, rows), sink, checkpoint);
        if (outcome)
            return {.text = sink.take(),
                    .rows = outcome->rows,
                    .unread = outcome->unreadRows,
                    .isWhole = rows.size() == wish.rows->size(),
                    .error = {}};
        if (outcome.error().code != ErrorCode::TooLarge || rows.size() < 2)
            return {.text = {}, .rows = 0, .unread = 0, .isWhole = false, .error = outcome.error()};
        rows.resize(rows.size() / 2);
    }
    return {};
}

} // namespace

ExportJob::ExportJob(QObject* parent)
    : QObject(parent)
    , m_newest([this](const ExportResult& result) { emit finished(result); }) {}

ExportJob::~ExportJob() = default;

void ExportJob::start(ExportWish wish) {
    m_newest.start([wish = std::move(wish)](Checkpoint& checkpoint) { return writeFile(wish, checkpoint); });
}

void ExportJob::cancel() {
    if (!isRunning())
        return;
    m_newest.cancel();
    emit cancelled();
}

std::uint64_t ExportJob::rowsDone() const {
    const auto checkpoint = m_newest.checkpoint();
    return checkpoint ? checkpoint->done() : 0;
}

CopyJob::CopyJob(QObject* parent)
    : QObject(parent)
    , m_newest([this](const CopyResult& result) { emit finished(result); }) {}

CopyJob::~CopyJob() = default;

void CopyJob::start(ExportWish wish) {
    m_newest.start([wish = std::move(wish)](Checkpoint& checkpoint) {
        const bool isOneRecord = wish.rows->size() == 1 && wish.format == ExportFormat::Json;
        return isOneRecord ? copyOne(wish) : copyRows(wish, checkpoint);
    });
}

} // namespace rastro
