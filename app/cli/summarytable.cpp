// SPDX-License-Identifier: Apache-2.0
#include "cli/summarytable.h"

#include "base/plaintext.h"
#include "cli/interrupt.h"
#include "cli/progress.h"
#include "query/grouping.h"
#include "query/histogram.h"

#include <algorithm>
#include <cstdio>
#include <map>

namespace rastro::cli {

namespace {

constexpr std::size_t kListed = 20;

void addLine(std::string& out, std::string_view label, const std::string& text) {
    constexpr std::size_t kLabelWidth = 11;
    out += label;
    out.append(kLabelWidth - std::min(kLabelWidth, label.size()), ' ');
    out += text;
    out += '\n';
}

std::string durationText(Micros span) {
    const auto seconds = static_cast<std::uint64_t>(span / kMicrosPerSecond);
    if (seconds < 120)
        return counted(seconds, "second");
    if (seconds < 2 * 3'600)
        return counted(seconds / 60, "minute");
    return seconds < 2 * 86'400 ? counted(seconds / 3'600, "hour") : counted(seconds / 86'400, "day");
}

std::string eventsText(const LoadReport& report, std::uint64_t events) {
    std::string text = grouped(events);
    std::vector<std::string> asides;
    if (report.duplicates > 0)
        asides.push_back(counted(report.duplicates, "duplicate") + " hidden");
    if (report.replaced > 0)
        asides.push_back(counted(report.replaced, "summary row") + " replaced by full records");
    if (report.conflicts > 0)
        asides.push_back(counted(report.conflicts, "event id") + " with different contents");
    for (std::size_t i = 0; i < asides.size(); ++i)
        text += (i == 0 ? " (" : ", ") + asides[i];
    return text + (asides.empty() ? "" : ")");
}

std::string filesText(const LoadReport& report) {
    std::string text = grouped(report.filesRead) + " read";
    if (report.filesFailed > 0)
        text += ", " + grouped(report.filesFailed) + " failed";
    if (report.filesIgnored > 0)
        text += ", " + grouped(report.filesIgnored) + " ignored";
    if (report.filesOutOfScope > 0)
        text += ", " + grouped(report.filesOutOfScope) + " out of scope";
    return text + "; " + sizeText(report.compressedBytes) + " on disk, " + sizeText(report.jsonBytes) + " inflated";
}

// The largest values of a column: "GetObject 1,200 · PutObject 300 · 12 more".
std::string topText(const LoadedTrail& trail, Column column, std::size_t shown) {
    const auto groups = countBy(*trail.snapshot, trail.snapshot->timeOrder(), std::vector<GroupColumn>{{column}},
                                trail.snapshot->timeOrder().size(), trail.threads, interruption());
    std::string text;
    for (std::size_t i = 0; groups && i < std::min(shown, groups->size()); ++i) {
        const Group& group = (*groups)[i];
        text += (i > 0 ? " · " : "") + (group.key[0] ? escapeControls(*group.key[0]) : "(none)") + " " +
                grouped(group.count);
    }
    if (groups && groups->size() > shown)
        text += " · " + grouped(groups->size() - shown) + " more";
    return text;
}

void addTimes(std::string& out, const LoadedTrail& trail) {
    const TimeSpan span = timeSpanOf(*trail.snapshot, trail.snapshot->timeOrder(), trail.threads, interruption());
    if (span.last != kNoTime)
        addLine(out, "Time",
                formatTime(span.first) + " to " + formatTime(span.last) + " (" + durationText(span.last - span.first) +
                    ")");
}

void addFailures(std::string& out, const LoadedTrail& trail) {
    const LoadReport& report = trail.snapshot->report();
    const std::uint64_t all = report.failures.size() + report.failuresBeyondList;
    if (all == 0)
        return;
    out += "\nCould not be read:\n";
    for (std::size_t i = 0; i < std::min(report.failures.size(), kListed); ++i) {
        const LoadFailure& failure = report.failures[i];
        out += "  " + escapeControls(trail.shownPath(failure.path));
        out += failure.offset < 0 ? "" : ", byte " + grouped(static_cast<std::uint64_t>(failure.offset));
        out += ": " + escapeControls(failure.reason) + "\n";
    }
    if (all > kListed)
        out += "  and " + grouped(all - kListed) + " more (-f json lists them)\n";
}

// Ignored files by reason: there may be thousands of one kind.
void addIgnored(std::string& out, const LoadedTrail& trail) {
    std::map<std::string, std::vector<const IgnoredFile*>> byReason;
    for (const IgnoredFile& file : trail.snapshot->report().ignored)
        byReason[file.reason].push_back(&file);
    if (byReason.empty())
        return;
    out += "\nIgnored:\n";
    for (const auto& [reason, files] : byReason) {
        out += "  " + counted(files.size(), "file") + ", " + escapeControls(reason) + ": ";
        out += escapeControls(trail.shownPath(files.front()->path)) + (files.size() > 1 ? ", …\n" : "\n");
    }
}

} // namespace

std::string summaryTable(const LoadedTrail& trail, std::uint64_t peakMemoryBytes) {
    const LoadReport& report = trail.snapshot->report();
    const std::uint64_t events = trail.snapshot->timeOrder().size();
    std::string out;
    addLine(out, "Events", eventsText(report, events));
    addTimes(out, trail);
    addLine(out, "Files", filesText(report));
    char took[64];
    std::snprintf(took, sizeof took, "%.2f s", trail.seconds);
    const double rate = trail.seconds > 0 ? static_cast<double>(events) / trail.seconds : 0;
    addLine(out, "Took",
            std::string(took) + ", " + grouped(static_cast<std::uint64_t>(rate)) + " events/s, " +
                sizeText(peakMemoryBytes) + " of memory");
    if (events > 0) {
        out += '\n';
        addLine(out, "Kinds", topText(trail, Column::Kind, 7));
        addLine(out, "Outcomes", topText(trail, Column::Outcome, 5));
        addLine(out, "Accounts", topText(trail, Column::Account, 4));
        addLine(out, "Regions", topText(trail, Column::AwsRegion, 4));
        addLine(out, "Services", topText(trail, Column::EventSource, 4));
        addLine(out, "Actors", topText(trail, Column::Actor, 4));
    }
    addFailures(out, trail);
    addIgnored(out, trail);
    return out;
}

} // namespace rastro::cli
