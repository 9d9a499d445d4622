// SPDX-License-Identifier: Apache-2.0
#include "report/profile.h"

#include "base/parallel.h"
#include "base/plaintext.h"
#include "events/callkind.h"
#include "language/fields.h"
#include "language/unparser.h"
#include "report/deeds.h"
#include "report/sectionmaker.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <span>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

namespace rastro {

namespace {

Error cancelled() {
    return Error{ErrorCode::Cancelled, {}, "the profile was stopped"};
}

// What the rows of a profile are told apart by, in one pass.
struct Split {
    RowVector reads;
    RowVector changes; // that ended well, credentials included
    RowVector takes;   // that ended well
    RowVector denials;
    RowVector issues; // that issued a credential
    std::uint64_t errors = 0;
};

class Splitter {
public:
    explicit Splitter(const Snapshot& snapshot) : m_snapshot(snapshot) {
        m_kinds.resize(snapshot.dictionarySize(Column::Kind), Kind::Change);
        for (std::uint32_t code = 1; code < m_kinds.size(); ++code) {
            const std::string_view value = snapshot.value(Column::Kind, Code{code});
            m_kinds[code] = *std::ranges::find(kAllKinds, value, [](Kind kind) { return name(kind); });
        }
        m_outcomes.resize(snapshot.dictionarySize(Column::Outcome), Outcome::Ok);
        for (std::uint32_t code = 1; code < m_outcomes.size(); ++code) {
            const std::string_view value = snapshot.value(Column::Outcome, Code{code});
            m_outcomes[code] = *std::ranges::find(kAllOutcomes, value, [](Outcome outcome) { return name(outcome); });
        }
    }

    void add(Split& split, std::uint32_t row) const {
        const Kind kind = m_kinds[index(m_snapshot.code(Column::Kind, RowId{row}))];
        const Outcome outcome = m_outcomes[index(m_snapshot.code(Column::Outcome, RowId{row}))];
        split.errors += outcome != Outcome::Ok ? 1 : 0;
        if (kind == Kind::Read)
            split.reads.push_back(row);
        if (outcome == Outcome::Denied)
            split.denials.push_back(row);
        if (outcome != Outcome::Ok)
            return;
        if (kind == Kind::Change || kind == Kind::Credential)
            split.changes.push_back(row);
        if (kind == Kind::Take)
            split.takes.push_back(row);
        if (m_snapshot.code(Column::IssuedAccessKeyId, RowId{row}) != kMissing)
            split.issues.push_back(row);
    }

private:
    const Snapshot& m_snapshot;
    std::vector<Kind> m_kinds;
    std::vector<Outcome> m_outcomes;
};

Split splitOf(const Snapshot& snapshot, const RowVector& rows, unsigned threads, const Checkpoint& checkpoint) {
    const Splitter splitter(snapshot);
    const unsigned parts = usefulThreads(threads, rows.size());
    std::vector<Split> splits(parts);
    inParallel(parts, [&](unsigned part) {
        forBlocks(sliceOf(rows.size(), parts, part), checkpoint, [&](std::size_t begin, std::size_t end) {
            for (std::size_t i = begin; i < end; ++i)
                splitter.add(splits[part], rows[i]);
        });
    });
    for (unsigned part = 1; part < parts; ++part) {
        const auto append = [](RowVector& to, const RowVector& from) { to.insert(to.end(), from.begin(), from.end()); };
        append(splits[0].reads, splits[part].reads);
        append(splits[0].changes, splits[part].changes);
        append(splits[0].takes, splits[part].takes);
        append(splits[0].denials, splits[part].denials);
        append(splits[0].issues, splits[part].issues);
        splits[0].errors += splits[part].errors;
    }
    return std::move(splits[0]);
}

// "2026-03-17 14:00" to the hour, "2026-03-17" to the day: the finest that gives no more lines than wanted.
struct TimeStep {
    Micros width;
    std::size_t shown; // characters of the time
};

TimeStep stepFor(Micros span, std::size_t most) {
    constexpr Micros kHour = 3'600 * kMicrosPerSecond;
    constexpr std::array<TimeStep, 3> kSteps{TimeStep{kHour, 16}, TimeStep{24 * kHour, 10}, TimeStep{30 * 24 * kHour, 10}};
    for (const TimeStep& step : kSteps) {
        if (span / step.width < static_cast<Micros>(most))
            return step;
    }
    return {span / static_cast<Micros>(most) + 1, 10};
}

// The text as a regular expression that finds it.
std::string regexOf(std::string_view text) {
    std::string pattern;
    for (const char c : text) {
        if (std::string_view("\\^$.|?*+()[]{}").find(c) != std::string_view::npos)
            pattern += '\\';
        pattern += c;
    }
    return pattern;
}

class ProfileBuilder {
public:
    ProfileBuilder(const Snapshot& snapshot, const Subject& subject, const RowVector& rows, const ProfileWish& wish,
                   OnDemandCache& columns, unsigned threads, Checkpoint& checkpoint)
        : m_snapshot(snapshot)
        , m_subject(subject)
        , m_rows(rows)
        , m_wish(wish)
        , m_columns(columns)
        , m_threads(threads)
        , m_checkpoint(checkpoint)
        , m_maker(snapshot, subject.filter, columns, threads, checkpoint)
        , m_endedWell(snapshot) {}

    Result<Report> build() {
        m_report.subject = m_subject.words;
        m_report.filter = filterText(m_subject.filter);
        m_report.events = m_rows.size();
        if (m_rows.empty())
            return std::move(m_report);
        const Split split = splitOf(m_snapshot, m_rows, m_threads, m_checkpoint);
        if (m_checkpoint.isStopRequested())
            return cancelled();
        m_report.errors = split.errors;
        findTimes();
        m_report.sections.push_back(overTime());
        const Expression noMore;
        const Expression reads = columnTerm(Column::Kind, name(Kind::Read));
        const Expression denied = columnTerm(Column::Outcome, name(Outcome::Denied));
        const std::vector<AnyColumn> call{Column::EventSource, Column::EventName};
        const bool isDone = count("addresses", "Addresses", m_rows, {Column::SourceIPAddress}, noMore) &&
                            count("agents", "User agents", m_rows, {Column::UserAgent}, noMore) &&
                            count("accounts", "Accounts", m_rows, {Column::Account}, noMore) &&
                            count("regions", "Regions", m_rows, {Column::AwsRegion}, noMore) &&
                            count("services", "Services", m_rows, {Column::EventSource}, noMore) &&
                            count("actors", "Actors", m_rows, {Column::Actor}, noMore) &&
                            count("keys", "Access keys", m_rows, {Column::IdentityAccessKeyId}, noMore) &&
                            count("persons", "Persons", m_rows, {AnyColumn(Finding::Person)}, noMore) &&
                            count("origins", "Origins", m_rows, {AnyColumn(Finding::Origin)}, noMore) &&
                            count("enumerated", "Enumerated", split.reads, call, reads) && tellChanges(split.changes) &&
                            tellTakes(split.takes) && count("denied", "Was denied", split.denials, call, denied) &&
                            tellIssued(split.issues) && tellFirstUses();
        if (!isDone)
            return m_error.value_or(cancelled());
        return std::move(m_report);
    }

private:
    void findTimes() {
        const auto end = std::partition_point(m_rows.begin(), m_rows.end(), [&](std::uint32_t row) {
            return m_snapshot.time(RowId{row}) != kNoTime;
        });
        m_timed = static_cast<std::size_t>(end - m_rows.begin());
        if (m_timed == 0)
            return;
        m_report.first = m_snapshot.time(RowId{m_rows.front()});
        m_report.last = m_snapshot.time(RowId{m_rows[m_timed - 1]});
    }

    ReportSection overTime() const {
        ReportSection section{.name = "time", .title = "Over time"};
        if (m_timed == 0)
            return section;
        const TimeStep step = stepFor(m_report.last - m_report.first, m_wish.mostLines);
        for (std::size_t from = 0; from < m_timed;) {
            const Micros begin = m_snapshot.time(RowId{m_rows[from]}) / step.width * step.width;
            const auto end = std::partition_point(
                m_rows.begin() + static_cast<std::ptrdiff_t>(from), m_rows.begin() + static_cast<std::ptrdiff_t>(m_timed),
                [&](std::uint32_t row) { return m_snapshot.time(RowId{row}) < begin + step.width; });
            const auto to = static_cast<std::size_t>(end - m_rows.begin());
            Expression range = timeTerm(Comparison::GreaterOrEqual, begin);
            range = both(range, timeTerm(Comparison::Less, begin + step.width));
            std::string shown = formatTime(begin).substr(0, step.shown);
            std::ranges::replace(shown, 'T', ' ');
            std::uint64_t errors = 0;
            for (std::size_t i = from; i < to; ++i)
                errors += m_endedWell(RowId{m_rows[i]}) ? 0 : 1;
            section.lines.push_back({.text = std::move(shown),
                                     .events = to - from,
                                     .errors = errors,
                                     .first = m_snapshot.time(RowId{m_rows[from]}),
                                     .last = m_snapshot.time(RowId{m_rows[to - 1]}),
                                     .filter = m_maker.filterWith(range)});
            from = to;
        }
        section.all = section.lines.size();
        return section;
    }

    bool count(std::string_view name, std::string_view title, const RowVector& rows, const std::vector<AnyColumn>& by,
               const Expression& extra) {
        Result<ReportSection> section = m_maker.counts(name, title, rows, by, m_wish.mostLines, extra);
        return keep(std::move(section));
    }

    bool keep(Result<ReportSection> section) {
        if (!section) {
            m_error = section.error();
            return false;
        }
        m_report.sections.push_back(std::move(*section));
        return true;
    }

    // The first rows that may be read.
    RowVector readable(const RowVector& rows) const {
        RowVector some;
        std::unordered_set<std::uint32_t> files;
        for (const std::uint32_t row : rows) {
            files.insert(index(m_snapshot.source(RowId{row})));
            if (some.size() == m_wish.mostRecords || files.size() > m_wish.mostFiles)
                break;
            some.push_back(row);
        }
        return some;
    }

    // Their records, in their order; the section says if there are more.
    std::optional<std::vector<Deed>> read(const RowVector& rows, ReportSection& section) {
        const RowVector some = readable(rows);
        if (some.size() < rows.size()) {
            section.note = "told of the first " + std::to_string(some.size()) + " of " + std::to_string(rows.size()) + " events";
            m_report.isPartial = true;
        }
        auto deeds = readDeeds(m_snapshot, some, m_threads, m_checkpoint);
        if (!deeds)
            return std::nullopt;
        for (const Deed& deed : *deeds)
            m_report.unreadRows += deed.isRead ? 0 : 1;
        return deeds;
    }

    // A line of several events, and which ones they are.
    struct Told {
        ReportLine line;
        RowVector rows;
        double bytes = 0;
        bool hasBytes = false;
    };

    // Equal sentences once, in the order of their first event.
    bool tellChanges(const RowVector& rows) {
        ReportSection section{.name = "changed", .title = "Changed"};
        const auto deeds = read(rows, section);
        if (!deeds)
            return false;
        std::vector<Told> told;
        std::unordered_map<std::string_view, std::size_t> places;
        for (const Deed& deed : *deeds) {
            const auto [at, isNew] = places.try_emplace(deed.summary, told.size());
            if (isNew)
                told.push_back({.line = {.text = deed.summary, .row = deed.row}});
            addTo(told[at->second], deed.row);
        }
        for (Told& one : told) {
            const Expression summary = equalsTerm(FieldPath{{"summary"}}, one.line.text);
            one.line.filter = filterOfEvents(one, both(columnTerm(Column::Outcome, name(Outcome::Ok)), summary));
            section.lines.push_back(std::move(one.line));
        }
        keepMost(section);
        return keep(std::move(section));
    }

    // Few events are found by their ids, which is quick; more by what they have in common, which records may have to be
    // read for.
    std::string filterOfEvents(const Told& told, const Expression& common) const {
        constexpr std::size_t kMostIds = 8;
        Expression ids;
        for (const std::uint32_t row : told.rows) {
            const std::string id = m_snapshot.text(Column::EventId, RowId{row});
            if (id.empty() || told.rows.size() > kMostIds)
                return m_maker.filterWith(common);
            const Expression one = columnTerm(Column::EventId, id);
            ids = ids.kind == Expression::Kind::All ? one : either(ids, one);
        }
        return filterText(ids);
    }

    void addTo(Told& told, RowId row) const {
        addTo(told.line, row);
        told.rows.push_back(index(row));
    }

    void addTo(ReportLine& line, RowId row) const {
        const Micros time = m_snapshot.time(row);
        ++line.events;
        line.first = line.first == kNoTime ? time : line.first;
        line.last = time == kNoTime ? line.last : time;
    }

    void keepMost(ReportSection& section) const {
        section.all = section.lines.size();
        section.lines.resize(std::min(section.lines.size(), m_wish.mostLines));
    }

    // By call and place: bucket and folder, secret, parameter; with the bytes that went out.
    bool tellTakes(const RowVector& rows) {
        ReportSection section{.name = "took", .title = "Took"};
        const auto deeds = read(rows, section);
        if (!deeds)
            return false;
        std::map<std::pair<std::string, std::string>, Told> byPlace;
        for (const Deed& deed : *deeds) {
            Told& taken = byPlace[{deed.call, deed.place}];
            taken.line.row = taken.line.row == kNoRow ? deed.row : taken.line.row;
            taken.hasBytes = taken.hasBytes || deed.bytesOut;
            taken.bytes += deed.bytesOut.value_or(0);
            addTo(taken, deed.row);
        }
        for (auto& [place, taken] : byPlace) {
            taken.line.text = place.first + "  " + place.second;
            if (taken.hasBytes)
                taken.line.text += "  " + counted(static_cast<std::uint64_t>(taken.bytes), "byte");
            taken.line.filter = filterOfEvents(taken, takenFrom(taken.line.row, place.second));
            section.lines.push_back(std::move(taken.line));
        }
        std::ranges::stable_sort(section.lines, std::greater{}, &ReportLine::events);
        keepMost(section);
        return keep(std::move(section));
    }

    // What finds the call of that row that took something from there: the thing, or what stands in the folder itself.
    Expression takenFrom(RowId row, const std::string& place) const {
        Expression target = negated(presentTerm(FieldPath{{"target"}}));
        if (place.ends_with('/')) {
            target = equalsTerm(FieldPath{{"target"}}, place);
            target.term.value = {.kind = Value::Kind::Regex, .text = '^' + regexOf(place) + "[^/]*$"};
        } else if (!place.empty()) {
            target = equalsTerm(FieldPath{{"target"}}, place);
        }
        Expression call = both(columnTerm(Column::EventSource, m_snapshot.codedText(Column::EventSource, row)),
                               columnTerm(Column::EventName, m_snapshot.codedText(Column::EventName, row)));
        call = both(call, columnTerm(Column::Kind, name(Kind::Take)));
        return both(both(call, columnTerm(Column::Outcome, name(Outcome::Ok))), target);
    }

    // A credential issued, and what was done with it.
    struct Issued {
        Code key = kMissing; // of the column of issued keys
        std::uint32_t row = 0;
        std::uint64_t uses = 0;
        std::uint64_t errors = 0;
        Micros first = kNoTime;
        Micros last = kNoTime;
    };

    bool tellIssued(const RowVector& rows) {
        ReportSection section{.name = "minted", .title = "Credentials minted"};
        std::vector<Issued> issued;
        std::vector<bool> isKnown(m_snapshot.dictionarySize(Column::IssuedAccessKeyId));
        for (const std::uint32_t row : rows) {
            const Code key = m_snapshot.code(Column::IssuedAccessKeyId, RowId{row});
            if (isKnown[index(key)] || m_snapshot.value(Column::IssuedAccessKeyId, key).empty())
                continue;
            isKnown[index(key)] = true;
            issued.push_back({.key = key, .row = row});
        }
        if (!issued.empty() && !countUses(issued))
            return false;
        section.all = issued.size();
        std::ranges::stable_sort(issued, std::greater{}, &Issued::uses);
        issued.resize(std::min(issued.size(), m_wish.mostLines));
        for (const Issued& one : issued) {
            const std::string_view key = m_snapshot.value(Column::IssuedAccessKeyId, one.key);
            section.lines.push_back({.text = std::string(key),
                                     .events = one.uses,
                                     .errors = one.errors,
                                     .first = one.first,
                                     .last = one.last,
                                     .filter = filterText(columnTerm(Column::IdentityAccessKeyId, key)),
                                     .row = RowId{one.row}});
        }
        return keep(std::move(section));
    }

    bool countUses(std::vector<Issued>& issued) const {
        constexpr std::uint32_t kNone = UINT32_MAX;
        std::vector<std::uint32_t> placeOf(m_snapshot.dictionarySize(Column::IdentityAccessKeyId), kNone);
        for (std::uint32_t place = 0; place < issued.size(); ++place) {
            const std::string_view key = m_snapshot.value(Column::IssuedAccessKeyId, issued[place].key);
            const Code used = m_snapshot.find(Column::IdentityAccessKeyId, key);
            if (used != kMissing && index(used) < placeOf.size())
                placeOf[index(used)] = place;
        }
        const RowVector& order = m_snapshot.timeOrder();
        return forBlocks({0, order.size()}, m_checkpoint, [&](std::size_t begin, std::size_t end) {
            for (std::size_t i = begin; i < end; ++i) {
                const std::uint32_t place = placeOf[index(m_snapshot.code(Column::IdentityAccessKeyId, RowId{order[i]}))];
                if (place == kNone)
                    continue;
                Issued& used = issued[place];
                const Micros time = m_snapshot.time(RowId{order[i]});
                ++used.uses;
                used.errors += m_endedWell(RowId{order[i]}) ? 0 : 1;
                used.first = used.first == kNoTime ? time : used.first;
                used.last = time == kNoTime ? used.last : time;
            }
        });
    }

    // Calls, addresses, regions and agents that an actor shows for the first time in what is loaded.
    bool tellFirstUses() {
        const auto column = m_columns.column(m_snapshot, AnyColumn(Finding::New), m_threads, m_checkpoint);
        if (!column) {
            m_error = column.error();
            return false;
        }
        ReportSection section{.name = "new", .title = "First uses"};
        std::map<std::string_view, std::unordered_set<std::string>> added; // values by aspect
        std::vector<std::pair<std::uint32_t, Code>> uses; // row, and what is new in it
        for (const std::uint32_t row : m_rows)
            (*column)->forEachCode(RowId{row}, [&](Code code) { uses.emplace_back(row, code); });
        section.all = uses.size();
        const std::unordered_set<std::uint32_t> beginnings = firstEvents(uses);
        for (const auto& [row, code] : uses) {
            const std::string_view what = (*column)->value(code);
            if (!beginnings.contains(row)) // with that everything is new
                added[what].insert(m_snapshot.text(shownOf(what), RowId{row}));
            if (section.lines.size() < m_wish.mostLines)
                section.lines.push_back(firstUse(what, RowId{row}));
        }
        markNew("addresses", added["ip"]);
        markNew("agents", added["agent"]);
        markNew("regions", added["region"]);
        return keep(std::move(section));
    }

    // The first event of each actor of these rows. Most actors are met early, so that few of all events are walked over.
    std::unordered_set<std::uint32_t> firstEvents(std::span<const std::pair<std::uint32_t, Code>> uses) const {
        const auto actorOf = [&](std::uint32_t row) { return index(m_snapshot.code(Column::ActorKey, RowId{row})); };
        std::vector<bool> isWanted(m_snapshot.dictionarySize(Column::ActorKey));
        std::size_t left = 0;
        for (const auto& [row, code] : uses) {
            left += isWanted[actorOf(row)] ? 0 : 1;
            isWanted[actorOf(row)] = true;
        }
        std::unordered_set<std::uint32_t> first;
        for (auto row = m_snapshot.timeOrder().begin(); left > 0 && row != m_snapshot.timeOrder().end(); ++row) {
            if (!isWanted[actorOf(*row)])
                continue;
            first.insert(*row);
            isWanted[actorOf(*row)] = false;
            --left;
        }
        return first;
    }

    // Says of each value whether an actor that had others before took it up here.
    void markNew(std::string_view name, const std::unordered_set<std::string>& added) {
        for (ReportLine& line : std::ranges::find(m_report.sections, name, &ReportSection::name)->lines) {
            if (added.contains(line.text))
                line.text += "  (new to its actor)";
        }
    }

    static Column shownOf(std::string_view aspect) {
        return aspect == "ip"       ? Column::SourceIPAddress
               : aspect == "region" ? Column::AwsRegion
               : aspect == "agent"  ? Column::UserAgent
                                    : Column::EventName;
    }

    ReportLine firstUse(std::string_view what, RowId row) const {
        const Column shown = shownOf(what);
        const std::string id = m_snapshot.text(Column::EventId, row);
        return {.text = std::string(what) + "  " + m_snapshot.text(shown, row) + "  by " + m_snapshot.text(Column::Actor, row),
                .events = 1,
                .errors = m_endedWell(row) ? 0u : 1u,
                .first = m_snapshot.time(row),
                .last = m_snapshot.time(row),
                .filter = id.empty() ? std::string() : filterText(columnTerm(Column::EventId, id)),
                .row = row};
    }

    const Snapshot& m_snapshot;
    const Subject& m_subject;
    const RowVector& m_rows;
    const ProfileWish& m_wish;
    OnDemandCache& m_columns;
    unsigned m_threads;
    Checkpoint& m_checkpoint;
    SectionMaker m_maker;
    EndedWell m_endedWell;
    std::size_t m_timed = 0;
    std::optional<Error> m_error;
    Report m_report;
};

} // namespace

Result<Report> profileOf(const Snapshot& snapshot, const Subject& subject, const RowVector& rows, const ProfileWish& wish,
                         OnDemandCache& columns, unsigned threads, Checkpoint& checkpoint) {
    return ProfileBuilder(snapshot, subject, rows, wish, columns, threads, checkpoint).build();
}

} // namespace rastro
