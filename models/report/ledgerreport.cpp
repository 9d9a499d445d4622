// SPDX-License-Identifier: Apache-2.0
#include "report/ledgerreport.h"

#include "base/plaintext.h"
#include "events/valuefilter.h"
#include "language/unparser.h"
#include "report/sectionmaker.h"
#include "report/useindex.h"

#include <algorithm>

namespace rastro {

namespace {

constexpr std::size_t kMostLines = 1'000; // of a section; how many there are is told

std::string sentence(const Snapshot& snapshot, const Thing& thing) {
    std::string text(stateWords(thing));
    Thing brief = thing;
    brief.thing = partOfArn(thing.thing);
    brief.of = partOfArn(thing.of);
    text += ": " + nameOf(brief) + ". " +
            snapshot.text(Column::Actor, thing.made) + ' ' + thing.summary;
    if (thing.times > 1)
        text += " (" + counted(thing.times, "time") + ')';
    if (thing.end != kNoRow)
        text += "; " + std::string(stateWords(thing)) + " at " + formatTime(snapshot.time(thing.end)) + " by " +
                snapshot.text(Column::Actor, thing.end) + " (" + snapshot.text(Column::EventName, thing.end) + ')';
    if (thing.isUseKnown && thing.uses.events == 0)
        text += "; not used since";
    if (thing.uses.events > 0)
        text += "; used " + counted(thing.uses.events, "time");
    for (std::size_t i = 0; i < std::min<std::size_t>(3, thing.uses.addresses.size()); ++i)
        text += (i == 0 ? " from " : ", ") + thing.uses.addresses[i];
    if (thing.uses.addresses.size() > 3)
        text += " and others";
    if (!dueText(thing).empty())
        text += "; due " + dueText(thing);
    return text;
}

// The event that made it, and its uses.
std::string filterOf(const Snapshot& snapshot, const Thing& thing) {
    const std::string id = snapshot.text(Column::EventId, thing.made);
    const Expression made = id.empty() ? Expression() : columnTerm(Column::EventId, id);
    if (thing.uses.events == 0)
        return filterText(made);
    const Expression uses = usesFilter(snapshot, thing);
    return filterText(id.empty() ? uses : either(made, uses));
}

// How many events each of the sessions has; a pass over all.
void countEvents(const Snapshot& snapshot, const std::vector<LiveSession>& sessions, std::vector<ReportLine>& lines) {
    std::vector<std::uint64_t> events(sessions.empty() ? 0 : snapshot.dictionarySize(Column::IdentityAccessKeyId));
    if (!events.empty()) {
        for (const std::uint32_t row : snapshot.timeOrder())
            ++events[index(snapshot.code(Column::IdentityAccessKeyId, RowId{row}))];
    }
    for (std::size_t i = 0; i < sessions.size(); ++i) {
        const Code code = snapshot.find(Column::IdentityAccessKeyId, sessions[i].key);
        lines[i].events = code == kMissing ? 0 : events[index(code)];
    }
}

} // namespace

Report ledgerReport(const Snapshot& snapshot, const Ledger& ledger) {
    Report report{.subject = "what " + counted(ledger.asked, "event") + " left behind", .unreadRows = ledger.unreadRows};
    for (const Thing& thing : ledger.things) {
        if (report.sections.empty() || report.sections.back().name != name(thing.what))
            report.sections.push_back({.name = std::string(name(thing.what)), .title = std::string(title(thing.what))});
        ReportSection& section = report.sections.back();
        ++section.all;
        ++report.events;
        if (section.lines.size() == kMostLines)
            continue;
        const Micros made = snapshot.time(thing.made);
        section.lines.push_back({.text = sentence(snapshot, thing),
                                 .events = thing.uses.events + (snapshot.text(Column::EventId, thing.made).empty() ? 0 : 1),
                                 .first = made,
                                 .last = thing.uses.last == kNoTime ? made : thing.uses.last,
                                 .filter = filterOf(snapshot, thing),
                                 .row = thing.made,
                                 .isQuiet = !isToContain(thing)});
    }
    ReportSection contain{.name = "sessions", .title = "Sessions that have not expired when the logs end"};
    for (const LiveSession& session : ledger.sessions)
        contain.lines.push_back({.text = session.key + (session.actor.empty() ? "" : " of " + session.actor) + ", until " +
                                         formatTime(session.expires),
                                 .first = snapshot.time(session.issuedBy),
                                 .last = session.expires,
                                 .filter = filterText(columnTerm(Column::IdentityAccessKeyId, session.key)),
                                 .row = session.issuedBy});
    countEvents(snapshot, ledger.sessions, contain.lines);
    contain.all = contain.lines.size();
    report.sections.push_back(std::move(contain));
    return report;
}

} // namespace rastro
