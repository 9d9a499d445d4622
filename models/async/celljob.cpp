// SPDX-License-Identifier: Apache-2.0
#include "async/celljob.h"

#include "async/recordjob.h"
#include "base/lowpriority.h"
#include "paths/pathwalk.h"
#include "store/recordreader.h"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <tuple>

namespace rastro {

namespace {

using namespace std::chrono_literals;

constexpr auto kLook = 25ms; // one repaint of the table for all that was made meanwhile

} // namespace

// What worker and window share: the wish, and what was made of it.
struct CellJob::Box {
    std::mutex mutex;
    std::condition_variable_any isWanted;
    std::shared_ptr<const Snapshot> snapshot;
    std::shared_ptr<const CellPaths> paths;
    std::vector<RowId> rows; // still to be made
    std::vector<CellTexts> made;
    bool isBusy = false;

    bool next(const std::stop_token& stop, std::shared_ptr<const Snapshot>& of, std::shared_ptr<const CellPaths>& wanted,
              RowId& row) {
        std::unique_lock lock(mutex);
        isBusy = !rows.empty();
        if (!isWanted.wait(lock, stop, [this] { return !rows.empty(); }))
            return false;
        isBusy = true;
        of = snapshot;
        wanted = paths;
        row = rows.back();
        rows.pop_back();
        return true;
    }

    void put(const std::shared_ptr<const Snapshot>& of, CellTexts cells) {
        const std::lock_guard lock(mutex);
        if (&of->sources() == &snapshot->sources()) // else they are of a store no longer shown
            made.push_back(std::move(cells));
    }
};

namespace {

CellTexts textsOf(RecordReader& reader, const Snapshot& snapshot, const CellPaths& wanted, RowId row) {
    ReadRecord record = readRecord(reader, snapshot, row);
    CellTexts cells{row, std::move(record.words.target), std::move(record.words.what), wanted.version,
                    std::vector<std::vector<std::string>>(wanted.paths.size())};
    if (wanted.paths.empty() || !record.tree)
        return cells;
    const auto json = snapshot.isSummaryOnly(row) ? reader.readJson(snapshot, row) : Result<std::string>(record.bytes);
    if (!json)
        return cells;
    PathWalk(wanted.paths).walk(*json, [&](std::size_t place, const ReachedValue& value) {
        const std::string_view text = value.kind == ReachedValue::Kind::Object ? "{…}" : value.text;
        if (std::ranges::find(cells.paths[place], text) == cells.paths[place].end())
            cells.paths[place].emplace_back(text);
    });
    return cells;
}

// Rows of one source stand together, last ones first: each source is inflated once.
void sortBySource(const Snapshot& snapshot, std::vector<RowId>& rows) {
    std::stable_sort(rows.begin(), rows.end(), [&](RowId a, RowId b) {
        return std::tuple(snapshot.source(a), snapshot.offset(a)) > std::tuple(snapshot.source(b), snapshot.offset(b));
    });
}

} // namespace

CellJob::CellJob(QObject* parent) : QObject(parent), m_box(std::make_shared<Box>()) {
    m_timer.setInterval(kLook);
    connect(&m_timer, &QTimer::timeout, this, &CellJob::look);
    m_thread = std::jthread([box = m_box](const std::stop_token& stop) {
        lowerThreadPriority(5); // the event being read comes first
        std::shared_ptr<const Snapshot> snapshot;
        std::shared_ptr<const Snapshot> last;
        std::shared_ptr<const CellPaths> paths;
        auto reader = std::make_unique<RecordReader>();
        RowId row{};
        while (box->next(stop, snapshot, paths, row)) {
            if (last && &last->sources() != &snapshot->sources())
                reader = std::make_unique<RecordReader>();
            last = snapshot;
            box->put(snapshot, textsOf(*reader, *snapshot, *paths, row));
        }
    });
}

CellJob::~CellJob() = default; // the thread is asked to stop and joined

void CellJob::make(std::shared_ptr<const Snapshot> snapshot, std::vector<RowId> rows, CellPaths paths) {
    std::erase_if(rows, [&](RowId row) { return index(row) >= snapshot->rowCount(); });
    sortBySource(*snapshot, rows);
    {
        const std::lock_guard lock(m_box->mutex);
        m_box->snapshot = std::move(snapshot);
        m_box->rows = std::move(rows);
        m_box->paths = std::make_shared<const CellPaths>(std::move(paths));
    }
    m_box->isWanted.notify_one();
    m_timer.start();
}

void CellJob::cancel() {
    const std::lock_guard lock(m_box->mutex);
    m_box->rows.clear();
    m_box->made.clear();
}

void CellJob::look() {
    std::vector<CellTexts> made;
    {
        const std::lock_guard lock(m_box->mutex);
        made.swap(m_box->made);
        if (!m_box->isBusy && m_box->rows.empty())
            m_timer.stop();
    }
    if (!made.empty())
        emit cellsReady(made);
}

} // namespace rastro
