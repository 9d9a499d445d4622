// SPDX-License-Identifier: Apache-2.0
#include "timeline/coveragebuilder.h"

#include "store/trailname.h"

#include <algorithm>

namespace rastro {

namespace {

// A digest tells of the hour before it, whether or not there were files: its trail was logging.
constexpr Micros kMiddleOfDigest = kMicrosPerHour / 2;

// Where the number of covered rows, and of those that tell anything, changes.
struct Step {
    Micros at = 0;
    std::int32_t covered = 0;
    std::int32_t rows = 0;
};

void addSteps(std::vector<Step>& steps, const std::vector<TimeRange>& ranges, std::int32_t covered) {
    for (const TimeRange& range : ranges) {
        steps.push_back({range.from, covered, 1});
        steps.push_back({range.to, -covered, -1});
    }
}

} // namespace

CoverageBuilder::CoverageBuilder(std::shared_ptr<const Snapshot> snapshot, Checkpoint& checkpoint)
    : m_snapshot(std::move(snapshot)), m_checkpoint(checkpoint), m_map(new CoverageMap) {}

std::shared_ptr<const CoverageMap> CoverageBuilder::build() {
    const LoadReport& report = m_snapshot->report();
    m_map->m_isLoading = m_snapshot->isLoading();
    m_map->m_isCutShort = report.wasCancelled || report.ranOutOfMemoryBudget;
    if (!readNames() || !findCodes())
        return nullptr;
    TrailSwitches switches(*m_snapshot, m_checkpoint);
    if (!readEvents(switches))
        return nullptr;
    std::vector<StoppedSpan> stopped = switches.spans(m_end, m_checkpoint);
    m_map->m_hasMoreStops = switches.hasMore();
    if (m_checkpoint.isStopRequested())
        return nullptr;
    finishRows();
    sumUp();
    addStopped(std::move(stopped));
    return m_checkpoint.isStopRequested() ? nullptr : m_map;
}

CoverageBuilder::Row* CoverageBuilder::rowOf(const std::string& account, const std::string& region) {
    const auto found = m_rows.find({account, region});
    if (found != m_rows.end())
        return &found->second;
    if (m_rows.size() == CoverageMap::kMostRows) {
        m_map->m_hasMoreRows = true;
        return nullptr;
    }
    Row& row = m_rows[{account, region}];
    row.row.account = account;
    row.row.region = region;
    return &row;
}

bool CoverageBuilder::readNames() {
    const SourceTable& sources = m_snapshot->sources();
    const std::size_t count = sources.size();
    for (std::size_t i = 0; i < count; ++i) {
        if (isStopped(i))
            return false;
        const auto name = parseTrailName(sources.path(SourceId{static_cast<std::uint32_t>(i)}));
        ++(name ? m_map->m_namedFiles : m_map->m_otherFiles);
        Row* row = name ? rowOf(name->account, name->region) : nullptr;
        if (!row)
            continue;
        ++row->row.files;
        if (name->delivered != kNoTime)
            addFile(*row, name->kind == "CloudTrail-Digest" ? name->delivered - kMiddleOfDigest : name->delivered);
    }
    return true;
}

void CoverageBuilder::addFile(Row& row, Micros delivered) {
    const TimeRange hour = hourOf(delivered);
    row.hours.add(delivered);
    row.files = row.files.isEmpty()
                    ? hour
                    : TimeRange{std::min(row.files.from, hour.from), std::max(row.files.to, hour.to)};
    m_end = std::max(m_end, delivered);
}

// take(value, code) for each value of a dictionary; false when stopped.
template <typename Take> bool CoverageBuilder::forValues(Column column, const Take& take) {
    const std::size_t size = m_snapshot->dictionarySize(column);
    for (std::uint32_t code = 1; code < size; ++code) {
        if (isStopped(code))
            return false;
        take(m_snapshot->value(column, Code{code}), code);
    }
    return true;
}

// Only rows that files have made are met again: accounts and regions of any event do not make new ones.
bool CoverageBuilder::findCodes() {
    std::map<std::string_view, std::vector<Row*>> byAccount;
    std::map<std::string_view, std::uint32_t> regions;
    for (auto& [key, row] : m_rows) {
        byAccount[key.first].push_back(&row);
        regions.emplace(key.second, 0u);
    }
    const auto takeRegion = [&](std::string_view value, std::uint32_t code) {
        if (const auto region = regions.find(value); region != regions.end())
            region->second = code;
    };
    const auto takeAccount = [&](std::string_view value, std::uint32_t code) {
        if (const auto account = byAccount.find(value); account != byAccount.end()) {
            for (Row* row : account->second)
                m_rowsByCodes[{code, regions[row->row.region]}] = row;
        }
    };
    const auto takeCategory = [&](std::string_view value, std::uint32_t code) {
        if (value == "Data")
            m_dataCode = Code{code};
    };
    return forValues(Column::AwsRegion, takeRegion) && forValues(Column::Account, takeAccount) &&
           forValues(Column::EventCategory, takeCategory);
}

CoverageBuilder::Row* CoverageBuilder::rowOfCodes(std::uint32_t account, std::uint32_t region) {
    const std::pair codes(account, region);
    if (codes != m_lastCodes) {
        const auto found = m_rowsByCodes.find(codes);
        m_lastRow = found == m_rowsByCodes.end() ? nullptr : found->second;
        m_lastCodes = codes;
    }
    return m_lastRow;
}

bool CoverageBuilder::readEvents(TrailSwitches& switches) {
    for (std::size_t c = 0; c < m_snapshot->chunkCount(); ++c) {
        if (m_checkpoint.isStopRequested())
            return false;
        const Chunk& chunk = m_snapshot->chunk(c);
        const PackedColumn& accounts = chunk.coded[codedIndex(Column::Account)];
        const PackedColumn& regions = chunk.coded[codedIndex(Column::AwsRegion)];
        const PackedColumn& categories = chunk.coded[codedIndex(Column::EventCategory)];
        for (std::uint32_t i = 0; i < chunk.rows; ++i) {
            switches.look(RowId{static_cast<std::uint32_t>(c << kChunkBits) + i});
            const Micros time = chunk.time[i];
            if (time == kNoTime)
                continue;
            m_end = std::max(m_end, time);
            Row* row = rowOfCodes(static_cast<std::uint32_t>(accounts.at(i)), static_cast<std::uint32_t>(regions.at(i)));
            if (row)
                addEvent(*row, time, Code{static_cast<std::uint32_t>(categories.at(i))});
        }
    }
    return true;
}

void CoverageBuilder::addEvent(Row& row, Micros time, Code category) {
    row.hours.add(time);
    row.row.isDataKnown = row.row.isDataKnown || category != kMissing;
    if (category != m_dataCode)
        return;
    TimeRange& data = row.row.dataEvents;
    data = data.isEmpty() ? TimeRange{time, time + 1} : TimeRange{std::min(data.from, time), std::max(data.to, time + 1)};
}

void CoverageBuilder::finishRows() {
    for (auto& [key, row] : m_rows) {
        row.row.covered = row.hours.runs();
        row.hours = {};
        row.row.gaps = gapsBetween(row.row.covered, row.files);
        m_map->m_rows.push_back(std::move(row.row));
    }
}

void CoverageBuilder::sumUp() {
    std::vector<Step> steps;
    for (const CoverageRow& row : m_map->m_rows) {
        addSteps(steps, row.covered, 1);
        addSteps(steps, row.gaps, 0);
    }
    std::ranges::sort(steps, {}, &Step::at);
    std::vector<CoverageRun>& runs = m_map->m_summary;
    std::int32_t covered = 0;
    std::int32_t rows = 0;
    for (std::size_t i = 0; i < steps.size();) {
        const Micros at = steps[i].at;
        for (; i < steps.size() && steps[i].at == at; ++i) {
            covered += steps[i].covered;
            rows += steps[i].rows;
        }
        if (rows == 0)
            continue;
        const CoverageRun run{
            {at, steps[i].at}, static_cast<std::uint32_t>(covered), static_cast<std::uint32_t>(rows)};
        const bool goesOn = !runs.empty() && runs.back().range.to == at && runs.back().covered == run.covered &&
                            runs.back().rows == run.rows;
        if (goesOn)
            runs.back().range.to = run.range.to;
        else
            runs.push_back(run);
    }
}

// A trail may have been stopped where no file is: its row tells just that.
void CoverageBuilder::addStopped(std::vector<StoppedSpan> spans) {
    using Key = std::pair<std::string_view, std::string_view>;
    const auto keyOf = [](const CoverageRow& row) { return Key(row.account, row.region); };
    std::vector<CoverageRow>& rows = m_map->m_rows;
    for (const StoppedSpan& span : spans) {
        const Key key(span.account, span.region);
        const auto place = std::ranges::lower_bound(rows, key, {}, keyOf);
        if (place != rows.end() && keyOf(*place) == key)
            continue;
        if (rows.size() < CoverageMap::kMostRows)
            rows.insert(place, CoverageRow{.account = span.account, .region = span.region});
        else
            m_map->m_hasMoreRows = true;
    }
    for (CoverageRow& row : rows) {
        for (std::uint32_t i = 0; i < spans.size(); ++i) {
            if (spans[i].account == row.account && (spans[i].region == row.region || spans[i].isEverywhere))
                row.stopped.push_back(i);
        }
    }
    m_map->m_stopped = std::move(spans);
}

} // namespace rastro
