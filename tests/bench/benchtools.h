// SPDX-License-Identifier: Apache-2.0
//
// What the benchmarks share: memory of this process, medians, folders in memory that go when the benchmark ends, trails
// made in another process so that making them leaves no trace in the memory measured.
#pragma once

#include "base/bigmemory.h"
#include "support/trailgen/trailgen.h"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <filesystem>
#include <iostream>
#include <string>
#include <thread>
#include <vector>

#include <nlohmann/json.hpp>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace rastro::bench {

using Json = nlohmann::ordered_json;

inline double median(std::vector<double> values) {
    std::ranges::sort(values);
    return values.empty() ? 0 : values[values.size() / 2];
}

// A line of /proc/self/status, such as VmRSS (now) or VmHWM (the most so far), in bytes.
inline std::uint64_t memoryBytes(const char* line) {
    char text[256];
    unsigned long long kilobytes = 0;
    if (FILE* status = std::fopen("/proc/self/status", "r")) {
        while (std::fgets(text, sizeof text, status) != nullptr) {
            if (std::strncmp(text, line, std::strlen(line)) == 0)
                kilobytes = std::strtoull(text + std::strlen(line) + 1, nullptr, 10);
        }
        std::fclose(status);
    }
    return kilobytes * 1024;
}
inline std::uint64_t residentBytes() {
    return memoryBytes("VmRSS");
}
inline std::uint64_t peakBytes() {
    return memoryBytes("VmHWM");
}
// The peak begins anew; false where the kernel does not offer it.
inline bool forgetPeak() {
    FILE* file = std::fopen("/proc/self/clear_refs", "w");
    if (file == nullptr)
        return false;
    const bool isDone = std::fputs("5", file) >= 0;
    return std::fclose(file) == 0 && isDone;
}

class Clock {
public:
    double seconds() const { return std::chrono::duration<double>(std::chrono::steady_clock::now() - m_start).count(); }
    double milliseconds() const { return 1000 * seconds(); }

private:
    std::chrono::steady_clock::time_point m_start = std::chrono::steady_clock::now();
};

// Processor time of all threads of this process.
class ProcessorClock {
public:
    double seconds() const { return static_cast<double>(std::clock() - m_start) / CLOCKS_PER_SEC; }

private:
    std::clock_t m_start = std::clock();
};

// How fast this processor is right now. Machines that share a processor, or save its heat, are slowed to a tenth for tens
// of milliseconds, unseen by any clock of the system; single longest values mean little without a word on that.
class ProcessorPace {
public:
    ProcessorPace() {
        std::vector<double> millis;
        for (int i = 0; i < 2000; ++i)
            millis.push_back(once());
        m_usual = median(millis);
    }
    // How many times slower than usual a fixed piece of computing is; it takes some 20 microseconds.
    double slowness() { return once() / m_usual; }
    bool isSlow() { return slowness() > 1.5 && slowness() > 1.5; } // one alone may have been interrupted

private:
    double once() {
        const Clock clock;
        for (int i = 0; i < 15'000; ++i)
            m_state = m_state * 6364136223846793005 + 1442695040888963407;
        const volatile std::uint64_t kept = m_state;
        static_cast<void>(kept);
        return clock.milliseconds();
    }

    std::uint64_t m_state = 1;
    double m_usual = 1;
};

// The loader works at low priority; what it is compared with must do so, too, or a busy machine slows only one of them.
inline void takeLoaderPriority() {
    ::setpriority(PRIO_PROCESS, 0, 5);
}

// Takes that much memory and gives it back. A virtual machine may hand memory that was free for some seconds over to its
// host, and a page that has to come from there again costs fifty times as much as one that is at hand (0.45 against 20 GB a
// second, measured). What a run will use is taken before its clock starts, or the host is measured with it.
inline void takeMemoryFromHost(std::size_t bytes) {
    constexpr std::size_t kBlock = std::size_t{8} << 20;
    constexpr std::size_t kPage = 4096;
    std::vector<BigMemory> blocks; // in the pages that a load takes
    for (std::size_t taken = 0; taken < bytes; taken += kBlock) {
        blocks.push_back(allocateBig(kBlock));
        for (std::size_t at = 0; blocks.back() != nullptr && at < kBlock; at += kPage)
            blocks.back()[at] = 1;
    }
}

class MemoryFolder {
public:
    MemoryFolder() { std::filesystem::create_directories(m_path); }
    ~MemoryFolder() { std::filesystem::remove_all(m_path); }
    MemoryFolder(const MemoryFolder&) = delete;
    MemoryFolder& operator=(const MemoryFolder&) = delete;
    std::string path(const std::string& name = {}) const { return (m_path / name).string(); }

private:
    std::filesystem::path m_path = std::filesystem::path("/dev/shm") / ("rastro-bench-" + std::to_string(::getpid()));
};

// False (and a word on stderr) if the trail could not be made.
inline bool generateElsewhere(const trailgen::TrailSpec& spec, const std::string& folder) {
    const pid_t child = ::fork();
    if (child == 0) {
        const auto made = trailgen::generateTrail(spec, folder);
        if (!made)
            std::cerr << made.error().what << '\n';
        ::_exit(made ? 0 : 1);
    }
    int status = 1;
    return child > 0 && ::waitpid(child, &status, 0) == child && status == 0;
}

inline unsigned threadCount() {
    return std::max(1u, std::thread::hardware_concurrency());
}
inline std::uint64_t argument(int argc, char** argv, int which, std::uint64_t otherwise) {
    return argc > which ? std::strtoull(argv[which], nullptr, 10) : otherwise;
}

} // namespace rastro::bench
