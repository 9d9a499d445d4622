// SPDX-License-Identifier: Apache-2.0
#include "cli/commands.h"
#include "cli/interrupt.h"
#include "cli/loading.h"
#include "cli/output.h"
#include "cli/selecting.h"
#include "lineage/lineage.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <set>

namespace rastro::cli {

namespace {

using Json = nlohmann::ordered_json;

// What one session did of the events selected.
struct Doings {
    SessionId session = kNoSession;
    Micros first = kNoTime;
    Micros last = kNoTime;
    std::uint64_t events = 0;
    std::uint64_t errors = 0;
    std::set<std::string_view> sourceIPs;

    void add(const Snapshot& snapshot, RowId row) {
        const Micros time = snapshot.time(row);
        if (time != kNoTime) { // rows come in time order
            first = first == kNoTime ? time : first;
            last = time;
        }
        ++events;
        errors += isFailure(snapshot, row) ? 1 : 0;
        if (const std::string_view address = snapshot.codedText(Column::SourceIPAddress, row); !address.empty())
            sourceIPs.insert(address);
    }
};

std::vector<Doings> doingsOf(const Snapshot& snapshot, const Lineage& lineage, const RowVector& rows) {
    std::vector<Doings> doings;
    std::vector<std::size_t> places(lineage.sessions().size(), SIZE_MAX);
    for (const std::uint32_t row : rows) {
        const SessionId session = lineage.sessionOf(snapshot, RowId{row});
        if (session == kNoSession)
            continue;
        std::size_t& place = places[index(session)];
        if (place == SIZE_MAX) {
            place = doings.size();
            doings.push_back({.session = session});
        }
        doings[place].add(snapshot, RowId{row});
    }
    return doings;
}

Json timeOrNull(Micros time) { return time == kNoTime ? Json() : Json(formatTime(time)); }

std::string issuerId(const Snapshot& snapshot, const Session& session) {
    return session.issuedBy == kNoRow ? std::string() : snapshot.identifierText(Column::EventId, session.issuedBy);
}

Json textOrNull(const std::string& text) { return text.empty() ? Json() : Json(text); }

std::string asJson(const Snapshot& snapshot, const Lineage& lineage, const std::vector<Doings>& all) {
    std::string out = "[";
    const char* separator = "\n";
    for (const Doings& did : all) {
        const Session& session = lineage.session(did.session);
        Json parents = Json::array();
        for (const SessionId parent : lineage.parents(did.session))
            parents.push_back(lineage.session(parent).key);
        const Json line{{"key", session.key},
                        {"actor", snapshot.codedText(Column::Actor, session.first)},
                        {"person", textOrNull(session.person)},
                        {"origin", session.origin},
                        {"issuedBy", textOrNull(issuerId(snapshot, session))},
                        {"parents", std::move(parents)},
                        {"first", timeOrNull(did.first)},
                        {"last", timeOrNull(did.last)},
                        {"events", did.events},
                        {"errors", did.errors},
                        {"sourceIPs", did.sourceIPs}};
        out += separator + line.dump(-1, ' ', false, Json::error_handler_t::replace);
        separator = ",\n";
    }
    return out + (all.empty() ? "]\n" : "\n]\n");
}

std::string asTable(const Snapshot& snapshot, const Lineage& lineage, const std::vector<Doings>& all) {
    const auto writer = makeRowWriter(ExportFormat::Table);
    std::string out;
    writer->begin(out, {"key", "actor", "person", "origin", "first", "last", "events", "errors", "sourceIPs"});
    const auto cell = [](std::string text) { return text.empty() ? std::nullopt : std::optional(std::move(text)); };
    for (const Doings& did : all) {
        const Session& session = lineage.session(did.session);
        std::string addresses;
        for (const std::string_view address : did.sourceIPs)
            addresses += (addresses.empty() ? "" : ", ") + std::string(address);
        writer->cells(out, {session.key, std::string(snapshot.codedText(Column::Actor, session.first)), cell(session.person),
                            session.origin, cell(did.first == kNoTime ? "" : formatTime(did.first)),
                            cell(did.last == kNoTime ? "" : formatTime(did.last)), std::to_string(did.events),
                            std::to_string(did.errors), cell(addresses)});
    }
    writer->end(out);
    return out;
}

} // namespace

int runSessions(const SessionsOptions& options) {
    const LoadOutcome loaded = loadTrail(options.input, Tell::Problems);
    if (!loaded.trail)
        return loaded.exitCode;
    const LoadedTrail& trail = *loaded.trail;
    return produceInto({}, {}, [&](ByteSink& sink) -> Result<int> {
        OnDemandCache columns;
        columns.setRules(rulesOf(options.selection));
        const auto rows = selectedRows(trail, options.selection, trail.snapshot->sharedTimeOrder(), columns);
        if (!rows)
            return rows.error();
        const auto lineage = Lineage::build(*trail.snapshot, interruption());
        if (!lineage)
            return lineage.error();
        const std::vector<Doings> all = doingsOf(*trail.snapshot, **lineage, **rows);
        const bool isJson = options.format == Format::Json;
        if (const Status written = sink.write(isJson ? asJson(*trail.snapshot, **lineage, all)
                                                     : asTable(*trail.snapshot, **lineage, all));
            !written)
            return written.error();
        return trail.exitCode();
    });
}

} // namespace rastro::cli
