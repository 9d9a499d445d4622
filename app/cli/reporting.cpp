// SPDX-License-Identifier: Apache-2.0
#include "cli/reporting.h"

#include "base/plaintext.h"
#include "cli/output.h"
#include "cli/selecting.h"

#include <algorithm>

namespace rastro::cli {

Json timeOrNull(Micros time) {
    return time == kNoTime ? Json() : Json(formatTime(time));
}

Json textOrNull(std::string_view text) {
    return text.empty() ? Json() : Json(text);
}

Json eventJson(const Snapshot& snapshot, RowId row) {
    if (row == kNoRow)
        return nullptr;
    const auto text = [&](Column column) { return textOrNull(snapshot.text(column, row)); };
    return {{"id", text(Column::EventId)},
            {"time", timeOrNull(snapshot.time(row))},
            {"eventSource", text(Column::EventSource)},
            {"eventName", text(Column::EventName)},
            {"actor", text(Column::Actor)},
            {"account", text(Column::Account)},
            {"region", text(Column::AwsRegion)},
            {"sourceIP", text(Column::SourceIPAddress)}};
}

std::string dumped(const Json& json) {
    return json.dump(1, ' ', false, Json::error_handler_t::replace) + '\n';
}

std::string inOneLine(const std::vector<std::string>& texts, std::size_t most) {
    std::string line;
    for (std::size_t i = 0; i < std::min(most, texts.size()); ++i)
        line += (i == 0 ? "" : ", ") + texts[i];
    if (texts.size() > most)
        line += " and " + std::to_string(texts.size() - most) + " more";
    return line;
}

void Lines::add(std::string_view line) {
    m_text += escapeControls(line) + '\n';
}

std::string timeText(Micros time) {
    return time == kNoTime ? "-" : formatTime(time);
}

namespace {

Json lineJson(const Snapshot& snapshot, const ReportLine& line) {
    Json json{{"text", line.text},
              {"events", line.events},
              {"errors", line.errors},
              {"first", timeOrNull(line.first)},
              {"last", timeOrNull(line.last)},
              {"filter", textOrNull(line.filter)}};
    if (line.row != kNoRow)
        json["event"] = eventJson(snapshot, line.row);
    return json;
}

std::string padded(const ReportLine& line) {
    std::string text = std::to_string(line.events);
    text.insert(0, 8 - std::min<std::size_t>(8, text.size()), ' ');
    return text;
}

void addSection(const ReportSection& section, Lines& out) {
    out.add("");
    std::string title = section.title;
    if (section.all > section.lines.size())
        title += ", " + std::to_string(section.lines.size()) + " of " + std::to_string(section.all);
    if (!section.note.empty())
        title += " (" + section.note + ')';
    out.add(title);
    if (section.lines.empty())
        out.add("       none");
    for (const ReportLine& line : section.lines) {
        std::string text = padded(line) + "  " + line.text;
        if (line.errors > 0)
            text += "  (" + counted(line.errors, "error") + ')';
        if (line.first != kNoTime)
            text += "  " + timeText(line.first) + (line.last == line.first ? "" : " to " + timeText(line.last));
        out.add(text);
    }
}

} // namespace

std::string reportJson(const Snapshot& snapshot, const Report& report) {
    Json sections = Json::object();
    for (const ReportSection& section : report.sections) {
        Json lines = Json::array();
        for (const ReportLine& line : section.lines)
            lines.push_back(lineJson(snapshot, line));
        sections[section.name] = {{"lines", std::move(lines)}, {"all", section.all}, {"note", textOrNull(section.note)}};
    }
    return dumped({{"of", report.subject},
                   {"filter", textOrNull(report.filter)},
                   {"events", report.events},
                   {"errors", report.errors},
                   {"first", timeOrNull(report.first)},
                   {"last", timeOrNull(report.last)},
                   {"sections", std::move(sections)},
                   {"unread", report.unreadRows}});
}

std::string reportText(const Report& report) {
    Lines out;
    out.add(report.subject);
    out.add(counted(report.events, "event") + ", " + grouped(report.errors) + " not ok, " +
            timeText(report.first) + " to " + timeText(report.last));
    if (!report.filter.empty())
        out.add("filter: " + report.filter);
    for (const ReportSection& section : report.sections)
        addSection(section, out);
    if (report.sections.empty())
        out.add("nothing of that is loaded");
    if (report.unreadRows > 0)
        out.add(counted(report.unreadRows, "record") + " could not be read again");
    return out.take();
}

int report(const Input& input, const Selection& selection, const TellReport& tell) {
    const LoadOutcome loaded = loadTrail(input, Tell::Problems);
    if (!loaded.trail)
        return loaded.exitCode;
    const LoadedTrail& trail = *loaded.trail;
    return produceInto({}, {}, [&](ByteSink& sink) -> Result<int> {
        OnDemandCache columns;
        columns.setRules(rulesOf(selection));
        const auto rows = selectedRows(trail, selection, trail.snapshot->sharedTimeOrder(), columns);
        if (!rows)
            return rows.error();
        const Result<std::string> text = tell(trail, **rows, columns);
        if (!text)
            return text.error();
        if (const Status written = sink.write(*text); !written)
            return written.error();
        return trail.exitCode();
    });
}

} // namespace rastro::cli
