// SPDX-License-Identifier: Apache-2.0
#include "timeline/stoppedspans.h"

#include "base/jsontree.h"
#include "events/callkind.h"
#include "store/bulkreader.h"

#include <algorithm>
#include <array>
#include <map>
#include <string_view>
#include <tuple>

namespace rastro {

namespace {

constexpr std::size_t kMostNoted = 100'000;
constexpr std::size_t kBatch = 2'048; // records held at a time

struct TrailId {
    std::string account;
    std::string region;
    std::string trail;
};

// arn:aws:cloudtrail:eu-west-1:123456789012:trail/name, or the bare name of a trail whose home is where the call was.
TrailId trailIdOf(std::string_view name, TrailId event) {
    std::array<std::string_view, 6> parts{};
    std::string_view rest = name;
    for (std::size_t i = 0; i + 1 < parts.size(); ++i) {
        const std::size_t colon = rest.find(':');
        if (colon == std::string_view::npos) {
            event.trail = name;
            return event;
        }
        parts[i] = rest.substr(0, colon);
        rest.remove_prefix(colon + 1);
    }
    if (parts[0] != "arn" || parts[2] != "cloudtrail" || !rest.starts_with("trail/")) {
        event.trail = name;
        return event;
    }
    return {std::string(parts[4]), std::string(parts[3]), std::string(rest.substr(6))};
}

bool isSame(const StoppedSpan& span, const TrailId& id) {
    return span.account == id.account && span.region == id.region &&
           (span.trail == id.trail || span.trail.empty() || id.trail.empty());
}

// Goes through the switches in time order.
class SpanMaker {
public:
    explicit SpanMaker(const Snapshot& snapshot) : m_snapshot(snapshot) {}

    // text: its record, as far as it could be read.
    void take(RowId row, Result<std::string> text) {
        const std::string_view name = m_snapshot.codedText(Column::EventName, row);
        const Record record = recordOf(std::move(text));
        const TrailId id = idOf(row, record);
        if (name == "StopLogging")
            open(row, id, StoppedSpan::By::Stopped);
        else if (name == "DeleteTrail")
            open(row, id, StoppedSpan::By::Deleted);
        else if (name == "StartLogging")
            close(row, id);
        else if (record)
            learn(id, *record);
    }

    std::vector<StoppedSpan> finish(Micros end) {
        for (StoppedSpan& span : m_spans) {
            if (span.isOpen)
                span.range.to = std::max(end, span.range.from + 1);
        }
        return std::move(m_spans);
    }

private:
    using Record = std::optional<json::Tree>;

    static Record recordOf(Result<std::string> text) {
        if (!text)
            return std::nullopt;
        auto tree = json::Tree::parse(std::move(*text));
        return tree ? Record(std::move(*tree)) : std::nullopt;
    }

    TrailId idOf(RowId row, const Record& record) const {
        TrailId event{std::string(m_snapshot.codedText(Column::Account, row)),
                      std::string(m_snapshot.codedText(Column::AwsRegion, row)), {}};
        if (!record)
            return event;
        std::string name = record->textAt({"responseElements", "trailARN"});
        if (name.empty())
            name = record->textAt({"requestParameters", "name"});
        return trailIdOf(name, std::move(event));
    }

    void open(RowId row, const TrailId& id, StoppedSpan::By by) {
        for (const std::size_t i : m_open) {
            if (isSame(m_spans[i], id))
                return;
        }
        const auto everywhere = m_everywhere.find({id.account, id.region, id.trail});
        const Micros from = m_snapshot.time(row);
        m_open.push_back(m_spans.size());
        m_spans.push_back({.range = {from, from},
                           .account = id.account,
                           .region = id.region,
                           .trail = id.trail,
                           .by = by,
                           .isOpen = true,
                           .isEverywhere = everywhere != m_everywhere.end() && everywhere->second});
    }

    void close(RowId row, const TrailId& id) {
        std::erase_if(m_open, [&](std::size_t i) {
            StoppedSpan& span = m_spans[i];
            if (!isSame(span, id))
                return false;
            span.isOpen = false;
            span.range.to = std::max(m_snapshot.time(row), span.range.from + 1);
            return true;
        });
    }

    // Whether it is a trail of all regions, as it was made or changed.
    void learn(const TrailId& id, const json::Tree& record) {
        for (const std::string_view part : {"responseElements", "requestParameters"}) {
            const std::string value = record.textAt({part, "isMultiRegionTrail"});
            if (value.empty())
                continue;
            m_everywhere[{id.account, id.region, id.trail}] = value == "true";
            return;
        }
    }

    const Snapshot& m_snapshot;
    std::vector<StoppedSpan> m_spans;
    std::vector<std::size_t> m_open; // places in m_spans
    std::map<std::tuple<std::string, std::string, std::string>, bool> m_everywhere;
};

} // namespace

TrailSwitches::TrailSwitches(const Snapshot& snapshot, const Checkpoint& checkpoint) : m_snapshot(snapshot) {
    const std::array<std::pair<std::string_view, Code*>, 5> wanted{{{"StopLogging", &m_stop},
                                                                    {"StartLogging", &m_start},
                                                                    {"DeleteTrail", &m_delete},
                                                                    {"CreateTrail", &m_create},
                                                                    {"UpdateTrail", &m_update}}};
    const std::size_t size = snapshot.dictionarySize(Column::EventName);
    for (std::uint32_t code = 1; code < size; ++code) {
        if (code % 65'536 == 0 && checkpoint.isStopRequested())
            return;
        const std::string_view value = snapshot.value(Column::EventName, Code{code});
        for (const auto& [name, place] : wanted) {
            if (value == name)
                *place = Code{code};
        }
    }
}

void TrailSwitches::note(RowId row) {
    if (m_rows.size() >= kMostNoted || m_snapshot.time(row) == kNoTime ||
        m_snapshot.codedText(Column::EventSource, row) != "cloudtrail.amazonaws.com" ||
        m_snapshot.codedText(Column::Outcome, row) != name(Outcome::Ok) ||
        m_snapshot.state(row) != RowState::Kept)
        return;
    m_rows.push_back(row);
    const Code call = m_snapshot.code(Column::EventName, row);
    m_hasStops = m_hasStops || call == m_stop || call == m_delete;
}

std::vector<StoppedSpan> TrailSwitches::spans(Micros end, Checkpoint& checkpoint) {
    if (!m_hasStops)
        return {};
    std::ranges::sort(m_rows, {}, [this](RowId row) { return std::pair(m_snapshot.time(row), index(row)); });
    SpanMaker maker(m_snapshot);
    const std::size_t count = std::min(m_rows.size(), kMostRead);
    for (std::size_t from = 0; from < count; from += kBatch) {
        RowVector rows;
        for (std::size_t i = from; i < std::min(from + kBatch, count); ++i)
            rows.push_back(index(m_rows[i]));
        std::vector<Result<std::string>> records(rows.size(), Error{});
        if (!readRecords(m_snapshot, rows, RecordForm::Json, 1, checkpoint,
                         [&](std::size_t place, Result<std::string> record) { records[place] = std::move(record); }))
            return {};
        for (std::size_t i = 0; i < rows.size(); ++i)
            maker.take(RowId{rows[i]}, std::move(records[i]));
    }
    std::vector<StoppedSpan> spans = maker.finish(end);
    std::size_t looks = kMostLooks;
    for (StoppedSpan& span : spans)
        span.othersLogOn = hasEventsIn(span, looks);
    return spans;
}

// False too when there is no look left.
bool TrailSwitches::hasEventsIn(const StoppedSpan& span, std::size_t& looks) const {
    constexpr Micros kSettled = 5 * 60 * kMicrosPerSecond; // what was on its way is delivered
    const Code account = m_snapshot.find(Column::Account, span.account);
    const Code region = m_snapshot.find(Column::AwsRegion, span.region);
    const RowVector& order = m_snapshot.timeOrder();
    const auto isBefore = [&](std::uint32_t row) {
        return m_snapshot.time(RowId{row}) != kNoTime && m_snapshot.time(RowId{row}) <= span.range.from + kSettled;
    };
    for (auto at = std::ranges::partition_point(order, isBefore); at != order.end() && looks > 0; ++at, --looks) {
        const RowId row{*at};
        if (m_snapshot.time(row) == kNoTime || m_snapshot.time(row) >= span.range.to + (span.isOpen ? 1 : 0))
            return false;
        if (m_snapshot.code(Column::Account, row) == account &&
            (span.isEverywhere || m_snapshot.code(Column::AwsRegion, row) == region))
            return true;
    }
    return false;
}

} // namespace rastro
