// SPDX-License-Identifier: Apache-2.0
//
// Ends a program that was built for x86-64-v3 with a word instead of a fault on a processor that is not one. Runs before
// every other initialisation; this file alone is built for any processor (packaging/cmake/Processor.cmake).
#include <string_view>

#include <unistd.h>

namespace {

[[gnu::constructor(101)]] void checkProcessor() {
    __builtin_cpu_init();
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") && __builtin_cpu_supports("bmi2") &&
        __builtin_cpu_supports("fma"))
        return;
    constexpr std::string_view kWord =
        "This build of Rastro needs a processor with AVX2. Build it on this machine, or with RASTRO_PROCESSOR=baseline.\n";
    [[maybe_unused]] const auto written = ::write(STDERR_FILENO, kWord.data(), kWord.size());
    ::_exit(1);
}

} // namespace
