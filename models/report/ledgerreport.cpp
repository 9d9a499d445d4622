// SPDX-License-Identifier: Apache-2.0
#include "report/ledgerreport.h"

#include "language/unparser.h"
#include "report/sectionmaker.h"

#include <algorithm>

namespace rastro {

namespace {

constexpr std::size_t kMostLines = 1'000; // of a section; how many there are is told

std::string sentence(const Snapshot& snapshot, const Thing& thing) {
    std::string text(name(thing.state));
    text += ": " + thing.thing + (thing.of.empty() ? "" : " of " + thing.of) + ". " +
            snapshot.text(Column::Actor, thing.made) + ' ' + thing.summary;
    if (thing.times > 1)
        text += " (" + std::to_string(thing.times) + " times)";
    if (thing.end != kNoRow)
        text += "; " + std::string(name(thing.state)) + " at " + formatTime(snapshot.time(thing.end)) + " by " +
                snapshot.text(Column::Actor, thing.end) + " (" + snapshot.text(Column::EventName, thing.end) + ')';
    if (thing.isUseKnown && thing.uses.events == 0)
        text += "; not used since";
    for (std::size_t i = 0; i < std::min<std::size_t>(3, thing.uses.addresses.size()); ++i)
        text += (i == 0 ? "; used from " : ", ") + thing.uses.addresses[i];
    if (thing.uses.addresses.size() > 3)
        text += " and others";
    if (!thing.deadline.empty())
        text += "; due " + thing.deadline;
    return text;
}

// The use of a key is found by the key, all else by the event that made it.
std::string filterOf(const Snapshot& snapshot, const Thing& thing) {
    if (thing.what == LedgerClass::AccessKey && thing.uses.events > 0)
        return filterText(columnTerm(Column::IdentityAccessKeyId, thing.thing));
    const std::string id = snapshot.text(Column::EventId, thing.made);
    return id.empty() ? std::string() : filterText(columnTerm(Column::EventId, id));
}

} // namespace

Report ledgerReport(const Snapshot& snapshot, const Ledger& ledger) {
    Report report{.subject = "what these events left behind", .unreadRows = ledger.unreadRows};
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
                                 .events = thing.uses.events,
                                 .first = made,
                                 .last = thing.uses.last == kNoTime ? made : thing.uses.last,
                                 .filter = filterOf(snapshot, thing),
                                 .row = thing.made,
                                 .isQuiet = thing.state != ThingState::There});
    }
    ReportSection contain{.name = "sessions", .title = "Sessions that have not expired when the logs end"};
    for (const LiveSession& session : ledger.sessions)
        contain.lines.push_back({.text = session.key + (session.actor.empty() ? "" : " of " + session.actor) + ", until " +
                                         formatTime(session.expires),
                                 .first = snapshot.time(session.issuedBy),
                                 .last = session.expires,
                                 .filter = filterText(columnTerm(Column::IdentityAccessKeyId, session.key)),
                                 .row = session.issuedBy});
    contain.all = contain.lines.size();
    report.sections.push_back(std::move(contain));
    return report;
}

} // namespace rastro
