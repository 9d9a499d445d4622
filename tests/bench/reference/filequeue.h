// SPDX-License-Identifier: Apache-2.0
//
// Runs one worker per thread over a list of files: each takes the next file from a counter. Times the whole and sums
// up.
#pragma once

#include "bench/reference/reference.h"

#include <atomic>
#include <chrono>
#include <concepts>
#include <mutex>
#include <optional>
#include <thread>

namespace rastro::bench {

// makeWorker() is called on each thread; what it makes has Result<Measured> load(const std::string& path).
template <typename MakeWorker>
Result<Measured> runOver(const std::vector<std::string>& files, unsigned threads, const MakeWorker& makeWorker) {
    std::atomic<std::size_t> next = 0;
    std::mutex mutex; // guards the sum and the error
    Measured sum;
    std::optional<Error> error;
    const auto start = std::chrono::steady_clock::now();
    const auto work = [&] {
        auto worker = makeWorker();
        Measured own;
        for (std::size_t i = next++; i < files.size(); i = next++) {
            const Result<Measured> loaded = worker.load(files[i]);
            if (!loaded) {
                const std::lock_guard lock(mutex);
                error = loaded.error();
                return;
            }
            own.events += loaded->events;
            own.bytes += loaded->bytes;
        }
        const std::lock_guard lock(mutex);
        sum.events += own.events;
        sum.bytes += own.bytes;
    };
    {
        std::vector<std::jthread> pool;
        for (unsigned i = 0; i < threads; ++i)
            pool.emplace_back(work);
    }
    sum.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    if (error)
        return *error;
    return sum;
}

template <typename Worker> Result<Measured> runOver(const std::vector<std::string>& files, unsigned threads) {
    return runOver(files, threads, [] { return Worker(); });
}

} // namespace rastro::bench
