// SPDX-License-Identifier: Apache-2.0
//
// The one source of chance of the generators: SplitMix64, a few operations a number, the same on every machine.
// Whatever is generated is a function of a seed, so that threads never change the bytes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace rastro::trailgen {

// A well-mixed value of one number, and of two.
constexpr std::uint64_t mixed(std::uint64_t value) {
    value ^= value >> 30;
    value *= 0xbf58476d1ce4e5b9ULL;
    value ^= value >> 27;
    value *= 0x94d049bb133111ebULL;
    return value ^ (value >> 31);
}
constexpr std::uint64_t mixed(std::uint64_t a, std::uint64_t b) {
    return mixed(a ^ mixed(b + 0x9e3779b97f4a7c15ULL));
}

// FNV-1a, for seeds made of names.
constexpr std::uint64_t textSeed(std::string_view text, std::uint64_t seed = 0xcbf29ce484222325ULL) {
    for (const char c : text) {
        seed ^= static_cast<unsigned char>(c);
        seed *= 0x100000001b3ULL;
    }
    return mixed(seed);
}

class Random {
public:
    explicit constexpr Random(std::uint64_t seed) : m_state(seed) {}

    constexpr std::uint64_t next() {
        m_state += 0x9e3779b97f4a7c15ULL;
        return mixed(m_state);
    }
    // 0 .. count-1; count must not be 0.
    constexpr std::size_t below(std::size_t count) {
        return static_cast<std::size_t>(((next() >> 32) * static_cast<std::uint64_t>(count)) >> 32);
    }
    // low .. high, both included.
    constexpr std::int64_t between(std::int64_t low, std::int64_t high) {
        return low + static_cast<std::int64_t>(below(static_cast<std::size_t>(high - low) + 1));
    }
    constexpr bool chance(unsigned percent) { return below(100) < percent; }
    // 0 <= x < 1
    constexpr double unit() { return static_cast<double>(next() >> 11) * 0x1.0p-53; }

private:
    std::uint64_t m_state;
};

} // namespace rastro::trailgen
