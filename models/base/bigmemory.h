// SPDX-License-Identifier: Apache-2.0
//
// Memory for large arrays and buffers: not zeroed by us, and on huge pages where the system has them, so that filling a
// few megabytes costs a handful of page faults instead of thousands. Any thread.
#pragma once

#include <cstddef>
#include <memory>

namespace rastro {

struct BigMemoryRelease {
    std::size_t mappedBytes = 0; // 0: from the heap
    void operator()(char* memory) const;
};

using BigMemory = std::unique_ptr<char[], BigMemoryRelease>;

// At least `bytes`, aligned for any type; null only if the system has no memory left.
BigMemory allocateBig(std::size_t bytes);

} // namespace rastro
