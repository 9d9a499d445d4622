// SPDX-License-Identifier: Apache-2.0
#include "base/hash.h"

#include <random>

namespace rastro {

std::uint64_t processSeed() {
    static const std::uint64_t seed = [] {
        std::random_device device;
        return (std::uint64_t{device()} << 32) ^ device();
    }();
    return seed;
}

} // namespace rastro
