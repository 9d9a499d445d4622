// SPDX-License-Identifier: Apache-2.0
#include "cli/progress.h"

#include "base/plaintext.h"
#include "export/atomicfile.h"

#include <array>
#include <cstdio>

#include <unistd.h>

namespace rastro::cli {

namespace {

constexpr auto kPause = std::chrono::milliseconds(200);
constexpr std::string_view kWipe = "\r\x1b[K";

} // namespace

ProgressLine::ProgressLine(std::shared_ptr<const LoadProgress> progress) : m_progress(std::move(progress)) {
    if (::isatty(STDERR_FILENO) == 1)
        m_thread = std::jthread([this](const std::stop_token& stop) { run(stop); });
}

ProgressLine::~ProgressLine() = default;

void ProgressLine::run(const std::stop_token& stop) {
    bool isDrawn = false;
    std::unique_lock lock(m_mutex);
    while (!m_wake.wait_for(lock, stop, kPause, [&stop] { return stop.stop_requested(); })) {
        writeAll(STDERR_FILENO, std::string(kWipe) + text());
        isDrawn = true;
    }
    if (isDrawn)
        writeAll(STDERR_FILENO, kWipe);
}

std::string ProgressLine::text() const {
    switch (m_progress->phase.load()) {
    case LoadPhase::Finding:
        return "Looking for files …";
    case LoadPhase::Reading:
        break;
    default:
        return "Judging duplicates …";
    }
    const std::uint64_t found = m_progress->bytesFound;
    const std::uint64_t done = m_progress->bytesDone;
    std::string line = "Reading: " + grouped(m_progress->events) + " events";
    if (found > 0) {
        line += ", " + std::to_string(done * 100 / found) + " % of " + sizeText(found);
        const std::chrono::duration<double> spent = std::chrono::steady_clock::now() - m_start;
        if (done > 0 && done < found && spent.count() > 2) {
            const double left = spent.count() / static_cast<double>(done) * static_cast<double>(found - done);
            line += ", about " + std::to_string(static_cast<long>(left) + 1) + " s left";
        }
    }
    return line;
}

std::string sizeText(std::uint64_t bytes) {
    constexpr std::array kUnits{"B", "kB", "MB", "GB", "TB", "PB"};
    auto size = static_cast<double>(bytes);
    std::size_t unit = 0;
    for (; size >= 999.5 && unit + 1 < kUnits.size(); ++unit)
        size /= 1000;
    char text[32];
    std::snprintf(text, sizeof text, unit > 0 && size < 99.95 ? "%.1f %s" : "%.0f %s", size, kUnits[unit]);
    return text;
}

} // namespace rastro::cli
