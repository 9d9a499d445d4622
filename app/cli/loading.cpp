// SPDX-License-Identifier: Apache-2.0
#include "cli/loading.h"

#include "base/plaintext.h"
#include "cli/interrupt.h"
#include "cli/output.h"
#include "cli/progress.h"

#include <algorithm>
#include <chrono>
#include <thread>
#include <utility>

namespace rastro::cli {

namespace {

constexpr std::size_t kFailuresTold = 20;

void tellFailures(const LoadedTrail& trail) {
    const LoadReport& report = trail.snapshot->report();
    for (std::size_t i = 0; i < std::min(report.failures.size(), kFailuresTold); ++i) {
        const LoadFailure& failure = report.failures[i];
        const std::string place = failure.offset < 0 ? "" : " at byte " + std::to_string(failure.offset);
        tellProblem(trail.shownPath(failure.path) + place + ": " + failure.reason);
    }
    const std::uint64_t all = report.failures.size() + report.failuresBeyondList;
    if (all > kFailuresTold)
        tellProblem("… and " + grouped(all - kFailuresTold) + " more failures; `summary` lists them");
    if (const std::uint64_t unread = unreadFiles(report).all; unread > 0)
        tellProblem(counted(unread, "file") + " may hold events in a form that is not read; `summary` tells which");
    if (report.ranOutOfMemoryBudget)
        tellProblem("memory ran short: what follows covers " + grouped(report.events) + " events only");
}

// Replaces "-" by the spool's path, once; a second "-" would read nothing.
Status takeStandardInput(std::vector<std::string>& paths, std::optional<Spool>& spool) {
    const auto dash = std::ranges::find(paths, "-");
    if (dash == paths.end())
        return Done{};
    Result<Spool> made = Spool::standardInput(interruption());
    if (!made)
        return made.error();
    spool.emplace(std::move(*made));
    *dash = spool->path();
    std::erase(paths, "-");
    return Done{};
}

} // namespace

std::string LoadedTrail::shownPath(const std::string& path) const {
    if (!spool)
        return visibleBytes(path);
    const std::string spooled = spool->path();
    const bool isSpooled = path.starts_with(spooled) && (path.size() == spooled.size() || path[spooled.size()] == '!');
    return visibleBytes(isSpooled ? "-" + path.substr(spooled.size()) : path);
}

InputFiles LoadedTrail::inputFiles() const {
    return InputFiles(*snapshot);
}

int LoadedTrail::exitCode() const {
    const LoadReport& report = snapshot->report();
    if (snapshot->rowCount() == 0)
        return kNothingRead;
    const bool hasFailures = !report.failures.empty() || report.failuresBeyondList > 0 || report.filesFailed > 0;
    return hasFailures || report.ranOutOfMemoryBudget ? kSomethingFailed : kDone;
}

namespace {

// In one sentence, when not a single event was read.
std::string whyNothing(const LoadReport& report) {
    const std::uint64_t ignored = report.ignored.size();
    if (ignored + report.filesFailed + report.filesOutOfScope == 0)
        return "there are no files, so no events";
    std::string text = "no CloudTrail events:";
    const char* mark = " ";
    const auto add = [&](std::uint64_t count, std::string_view what) {
        if (count > 0)
            text += std::exchange(mark, ", ") + counted(count, "file") + std::string(what);
    };
    add(ignored, " with something else");
    add(report.filesFailed, " not readable");
    add(report.filesOutOfScope, " out of scope");
    return text + (ignored > 0 ? "; `summary` says what they are" : "");
}

} // namespace

LoadOutcome loadTrail(const Input& input, Tell tell) {
    LoadedTrail trail;
    std::vector<std::string> paths = input.paths;
    if (const Status taken = takeStandardInput(paths, trail.spool); !taken) {
        if (const int interrupted = interruptedExitCode(); interrupted != 0)
            return {std::nullopt, interrupted};
        tellProblem(taken.error());
        return {std::nullopt, kNothingRead};
    }
    trail.threads = input.threads != 0 ? input.threads : std::max(1u, std::thread::hardware_concurrency());
    trail.store = std::make_unique<EventStore>();
    const auto start = std::chrono::steady_clock::now();
    {
        Loader loader(*trail.store, {.threads = trail.threads,
                                     .inflateLimitBytes = input.inflateLimitBytes,
                                     .memoryBudgetBytes = 0,
                                     .scope = input.scope});
        const ProgressLine progress(loader.sharedProgress());
        trail.snapshot = loader.load(paths, interruption(), {});
    }
    trail.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    if (const int interrupted = interruptedExitCode(); interrupted != 0)
        return {std::nullopt, interrupted};
    if (tell == Tell::Problems)
        tellFailures(trail);
    if (trail.snapshot->rowCount() == 0)
        tellProblem(whyNothing(trail.snapshot->report()));
    return {std::move(trail), kDone};
}

} // namespace rastro::cli
