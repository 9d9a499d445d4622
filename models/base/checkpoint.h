// SPDX-License-Identifier: Apache-2.0
//
// Checkpoint: what a job asks "am I to stop?" and where it tells how far it is. Made by whoever starts the job,
// read and written from any thread. Jobs ask at least every 65,536 rows or 1 MB, so that cancel answers in 50 ms.
#pragma once

#include <atomic>
#include <cstdint>

namespace rastro {

class Checkpoint {
public:
    Checkpoint() = default;
    Checkpoint(const Checkpoint&) = delete;
    Checkpoint& operator=(const Checkpoint&) = delete;

    void requestStop() { m_stop.store(true, std::memory_order_relaxed); }
    bool isStopRequested() const { return m_stop.load(std::memory_order_relaxed); }

    void setTotal(std::uint64_t units) { m_total.store(units, std::memory_order_relaxed); }
    void advance(std::uint64_t units) { m_done.fetch_add(units, std::memory_order_relaxed); }
    std::uint64_t total() const { return m_total.load(std::memory_order_relaxed); }
    std::uint64_t done() const { return m_done.load(std::memory_order_relaxed); }

private:
    std::atomic<bool> m_stop{false};
    std::atomic<std::uint64_t> m_total{0};
    std::atomic<std::uint64_t> m_done{0};
};

} // namespace rastro
