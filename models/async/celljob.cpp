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
#include <unordered_map>
#include <utility>

namespace rastro {

namespace {

using namespace std::chrono_literals;

constexpr std::size_t kMostWaiting = 10'000;
constexpr auto kLook = 25ms; // one repaint of the table for all that was made meanwhile

} // namespace

// What the threads and the window share: the wish, and what was made of it.
struct CellJob::Box {
    std::mutex mutex;
    std::condition_variable_any isWanted;
    std::shared_ptr<const Snapshot> snapshot;
    std::shared_ptr<const CellPaths> paths;
    std::vector<RowId> rows;    // still to be made
    std::vector<RowId> waiting; // for the columns of findings
    std::vector<CellTexts> made;
    bool isBusy = false;
    bool isBuilding = false;
    Checkpoint building; // stopped once, with the job

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

    // The row is made again once the columns are there. True if nobody is making them yet.
    bool wait(RowId row) {
        const std::lock_guard lock(mutex);
        waiting.push_back(row);
        if (waiting.size() > kMostWaiting)
            waiting.erase(waiting.begin());
        return !std::exchange(isBuilding, true);
    }

    void built() {
        {
            const std::lock_guard lock(mutex);
            isBuilding = false;
            std::erase_if(waiting, [this](RowId row) { return index(row) >= snapshot->rowCount(); });
            rows.insert(rows.begin(), waiting.begin(), waiting.end());
            waiting.clear();
        }
        isWanted.notify_one();
    }
};

namespace {

std::vector<FieldPath> pathsOf(const CellPaths& wanted) {
    std::vector<FieldPath> paths;
    for (const AnyColumn& column : wanted.columns)
        paths.push_back(column.finding() ? FieldPath{} : column.path()); // no steps reach nothing
    return paths;
}

void addReached(RecordReader& reader, const Snapshot& snapshot, const CellPaths& wanted, const ReadRecord& record,
                CellTexts& cells) {
    if (!record.tree)
        return;
    const auto json = snapshot.isSummaryOnly(cells.row) ? reader.readJson(snapshot, cells.row) : Result<std::string>(record.bytes);
    if (!json)
        return;
    PathWalk(pathsOf(wanted)).walk(*json, [&](std::size_t place, const ReachedValue& value) {
        const std::string_view text = value.kind == ReachedValue::Kind::Object ? "{…}" : value.text;
        if (std::ranges::find(cells.paths[place], text) == cells.paths[place].end())
            cells.paths[place].emplace_back(text);
    });
}

// False if a column is still to be made.
bool addFindings(const Snapshot& snapshot, const CellPaths& wanted, CellTexts& cells) {
    bool isWhole = true;
    for (std::size_t i = 0; i < wanted.columns.size(); ++i) {
        if (!wanted.columns[i].finding() || !wanted.made)
            continue;
        const OnDemandPtr column = wanted.made->find(snapshot, wanted.columns[i]);
        if (!column) {
            cells.paths[i] = {"…"};
            isWhole = false;
            continue;
        }
        column->forEachCode(cells.row, [&](Code code) { cells.paths[i].emplace_back(column->value(code)); });
    }
    return isWhole;
}

// All findings that are wanted, into the cache.
void makeColumns(const Snapshot& snapshot, const CellPaths& wanted, Checkpoint& checkpoint) {
    std::vector<AnyColumn> columns;
    for (const AnyColumn& column : wanted.columns) {
        if (column.finding())
            columns.push_back(column);
    }
    // Stopped or not, the rows that wait are looked at again.
    (void)wanted.made->columns(snapshot, columns, std::max(1u, std::thread::hardware_concurrency()), checkpoint);
}

// Taken from the end: the source of the row wished for last comes first, as that row is in sight, and rows of one source
// stand together, so that each is inflated once.
void sortBySource(const Snapshot& snapshot, std::vector<RowId>& rows) {
    std::unordered_map<std::uint32_t, std::size_t> lastWish; // of each source
    for (std::size_t i = 0; i < rows.size(); ++i)
        lastWish[index(snapshot.source(rows[i]))] = i;
    std::stable_sort(rows.begin(), rows.end(), [&](RowId a, RowId b) {
        return std::tuple(lastWish[index(snapshot.source(a))], snapshot.offset(b)) <
               std::tuple(lastWish[index(snapshot.source(b))], snapshot.offset(a));
    });
}

} // namespace

CellJob::CellJob(QObject* parent) : QObject(parent), m_box(std::make_shared<Box>()) {
    m_timer.setInterval(kLook);
    connect(&m_timer, &QTimer::timeout, this, &CellJob::look);
    m_thread = std::jthread([box = m_box](const std::stop_token& stop) {
        lowerThreadPriority(kLoading); // the event being read comes first
        std::shared_ptr<const Snapshot> snapshot;
        std::shared_ptr<const Snapshot> last;
        std::shared_ptr<const CellPaths> paths;
        auto reader = std::make_unique<RecordReader>();
        RowId row{};
        std::jthread builder;
        while (box->next(stop, snapshot, paths, row)) {
            if (last && &last->sources() != &snapshot->sources())
                reader = std::make_unique<RecordReader>();
            last = snapshot;
            const ReadRecord record = readRecord(*reader, *snapshot, row);
            CellTexts cells{row, record.words.target, record.words.what, record.error.has_value(), paths->version,
                            std::vector<std::vector<std::string>>(paths->columns.size())};
            if (!paths->columns.empty())
                addReached(*reader, *snapshot, *paths, record, cells);
            const bool isWhole = addFindings(*snapshot, *paths, cells);
            box->put(snapshot, std::move(cells));
            if (!isWhole && box->wait(row))
                builder = std::jthread([box, snapshot, paths] {
                    lowerThreadPriority(kLoading);
                    makeColumns(*snapshot, *paths, box->building);
                    if (!box->building.isStopRequested())
                        box->built();
                });
        }
    });
}

CellJob::~CellJob() { m_box->building.requestStop(); } // the threads end and are joined

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
    m_box->waiting.clear();
    m_box->made.clear();
}

void CellJob::look() {
    std::vector<CellTexts> made;
    {
        const std::lock_guard lock(m_box->mutex);
        made.swap(m_box->made);
        if (!m_box->isBusy && !m_box->isBuilding && m_box->rows.empty())
            m_timer.stop();
    }
    if (!made.empty())
        emit cellsReady(made);
}

} // namespace rastro
