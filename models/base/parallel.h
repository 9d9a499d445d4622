// SPDX-License-Identifier: Apache-2.0
//
// The few lines that spread a loop over threads: equal slices, blocks between which a stop is looked for, and tasks
// pulled from a counter. Blocks its caller until all threads are done; the callables must not throw.
#pragma once

#include "base/checkpoint.h"

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <system_error>
#include <thread>
#include <vector>

namespace rastro {

inline constexpr std::size_t kBlockRows = 65'536; // work between two looks at a checkpoint

struct Slice {
    std::size_t begin = 0;
    std::size_t end = 0;
};

inline Slice sliceOf(std::size_t size, unsigned parts, unsigned part) {
    return {size * part / parts, size * (part + 1) / parts};
}

// No more threads than there is work for, at least one.
inline unsigned usefulThreads(unsigned threads, std::size_t size) {
    return static_cast<unsigned>(std::clamp<std::size_t>(size / kBlockRows, 1, std::max(threads, 1u)));
}

// f(part) for each part of [0, parts), each on a thread of its own, part 0 on the caller's.
template <typename F> void inParallel(unsigned parts, const F& f) {
    std::vector<std::jthread> helpers;
    helpers.reserve(parts);
    for (unsigned part = 1; part < parts; ++part) {
        try {
            helpers.emplace_back([&f, part] { f(part); });
        } catch (const std::system_error&) { // no more threads to be had
            f(part);
        }
    }
    f(0u);
}

// f(begin, end) over a slice, block by block; false once a stop is requested.
template <typename F> bool forBlocks(Slice slice, const Checkpoint& checkpoint, const F& f) {
    for (std::size_t at = slice.begin; at < slice.end; at += kBlockRows) {
        if (checkpoint.isStopRequested())
            return false;
        f(at, std::min(at + kBlockRows, slice.end));
    }
    return !checkpoint.isStopRequested();
}

// f(task) for each of [0, tasks), pulled by as many threads as are given; stops early when asked to.
template <typename F> void forTasks(std::size_t tasks, unsigned threads, const Checkpoint& checkpoint, const F& f) {
    std::atomic<std::size_t> next{0};
    const auto workers = static_cast<unsigned>(std::clamp<std::size_t>(tasks, 1, std::max(threads, 1u)));
    inParallel(workers, [&](unsigned) {
        for (std::size_t task = next++; task < tasks && !checkpoint.isStopRequested(); task = next++)
            f(task);
    });
}

} // namespace rastro
