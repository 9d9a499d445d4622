// SPDX-License-Identifier: Apache-2.0
//
// ProgressLine: how far a load is, on one line of stderr that is wiped away at the end. Silent unless stderr is a
// terminal. Owned by whoever loads; draws from a thread of its own.
#pragma once

#include "ingest/loader.h"

#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

namespace rastro::cli {

class ProgressLine {
public:
    explicit ProgressLine(std::shared_ptr<const LoadProgress> progress);
    ~ProgressLine();

private:
    void run(const std::stop_token& stop);
    std::string text() const;

    std::shared_ptr<const LoadProgress> m_progress;
    std::chrono::steady_clock::time_point m_start = std::chrono::steady_clock::now();
    std::mutex m_mutex;
    std::condition_variable_any m_wake;
    std::jthread m_thread; // last: joined first
};

// "1.2 GB", powers of 1000 as file managers show.
std::string sizeText(std::uint64_t bytes);

} // namespace rastro::cli
