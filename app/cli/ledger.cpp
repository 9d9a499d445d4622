// SPDX-License-Identifier: Apache-2.0
#include "report/ledger.h"

#include "base/plaintext.h"
#include "cli/commands.h"
#include "cli/interrupt.h"
#include "cli/reporting.h"

#include <optional>

namespace rastro::cli {

namespace {

Json usesJson(const Thing& thing) {
    if (!thing.isUseKnown)
        return nullptr;
    return {{"events", thing.uses.events},
            {"first", timeOrNull(thing.uses.first)},
            {"last", timeOrNull(thing.uses.last)},
            {"actors", thing.uses.actors},
            {"sourceIPs", thing.uses.addresses}};
}

Json thingJson(const Snapshot& snapshot, const Lineage& lineage, const Thing& thing) {
    return {{"class", name(thing.what)},
            {"thing", thing.thing},
            {"of", textOrNull(thing.of)},
            {"aspect", textOrNull(thing.aspect)},
            {"state", name(thing.state)},
            {"summary", thing.summary},
            {"made", eventJson(snapshot, thing.made)},
            {"times", thing.times},
            {"origin", textOrNull(lineage.origin(snapshot, thing.made))},
            {"end", eventJson(snapshot, thing.end)},
            {"used", usesJson(thing)},
            {"deadline", textOrNull(dueText(thing))}};
}

std::string asJson(const Snapshot& snapshot, const Lineage& lineage, const Ledger& ledger) {
    Json things = Json::array();
    Json keys = Json::array();
    Json deadlines = Json::array();
    for (const Thing& thing : ledger.things) {
        things.push_back(thingJson(snapshot, lineage, thing));
        if (!isToContain(thing))
            continue;
        if (thing.what == LedgerClass::AccessKey)
            keys.push_back(thing.thing);
        if (!dueText(thing).empty())
            deadlines.push_back({{"thing", thing.thing}, {"due", dueText(thing)}});
    }
    Json sessions = Json::array();
    for (const LiveSession& session : ledger.sessions)
        sessions.push_back({{"key", session.key},
                            {"actor", textOrNull(session.actor)},
                            {"expires", timeOrNull(session.expires)},
                            {"issuedBy", eventJson(snapshot, session.issuedBy)}});
    return dumped({{"things", std::move(things)},
                   {"contain", {{"keys", std::move(keys)}, {"sessions", std::move(sessions)}, {"deadlines", std::move(deadlines)}}},
                   {"unread", ledger.unreadRows}});
}

void tellThing(const Snapshot& snapshot, const Thing& thing, Lines& out) {
    const auto text = [&](Column column, RowId row) { return snapshot.text(column, row); };
    out.add("  " + std::string(stateWords(thing)) + "  " + nameOf(thing));
    out.add("      " + timeText(snapshot.time(thing.made)) + "  " + text(Column::Actor, thing.made) + "  " + thing.summary +
            "  (account " + text(Column::Account, thing.made) + ", " + text(Column::AwsRegion, thing.made) + ", from " + text(Column::SourceIPAddress, thing.made) +
            ", event " + text(Column::EventId, thing.made) + ")");
    if (thing.times > 1)
        out.add("      " + std::to_string(thing.times) + " times in all");
    if (thing.end != kNoRow)
        out.add("      " + timeText(snapshot.time(thing.end)) + "  " + std::string(stateWords(thing)) + " by " +
                text(Column::Actor, thing.end) + "  (" + text(Column::EventName, thing.end) + ", event " +
                text(Column::EventId, thing.end) + ")");
    if (thing.uses.events > 0)
        out.add("      used " + counted(thing.uses.events, "time") + ", " + timeText(thing.uses.first) + " to " +
                timeText(thing.uses.last) + ", by " + inOneLine(thing.uses.actors) + " from " +
                inOneLine(thing.uses.addresses));
    else if (thing.isUseKnown)
        out.add("      not used since in what is loaded");
    if (!dueText(thing).empty())
        out.add("      due " + dueText(thing));
}

std::string asText(const Snapshot& snapshot, const Ledger& ledger) {
    Lines out;
    std::optional<LedgerClass> last;
    for (const Thing& thing : ledger.things) {
        if (last && last != thing.what)
            out.add("");
        if (last != thing.what)
            out.add(title(thing.what));
        last = thing.what;
        tellThing(snapshot, thing, out);
    }
    if (ledger.things.empty())
        out.add("nothing made, opened, shared or switched off by these events");
    out.add("");
    out.add("To contain");
    const std::string contain = containText(snapshot, ledger);
    out.addLines(contain.empty() ? "nothing that is still there\n" : contain);
    if (ledger.unreadRows > 0)
        out.add(std::to_string(ledger.unreadRows) + " records could not be read again");
    return out.take();
}

} // namespace

int runLedger(const ReportOptions& options) {
    return report(options.input, options.selection,
                  [&](const LoadedTrail& trail, const RowVector& rows, OnDemandCache&) -> Result<std::string> {
                      const auto ledger = ledgerOf(*trail.snapshot, rows, trail.threads, interruption());
                      if (!ledger)
                          return ledger.error();
                      if (options.format != Format::Json)
                          return asText(*trail.snapshot, *ledger);
                      const auto lineage = Lineage::build(*trail.snapshot, interruption());
                      if (!lineage)
                          return lineage.error();
                      return asJson(*trail.snapshot, **lineage, *ledger);
                  });
}

} // namespace rastro::cli
