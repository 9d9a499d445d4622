// SPDX-License-Identifier: Apache-2.0
#include "cli/interrupt.h"

#include <atomic>
#include <csignal>

namespace rastro::cli {

namespace {

Checkpoint stop;
std::atomic<int> caught{0};
static_assert(std::atomic<int>::is_always_lock_free && std::atomic<bool>::is_always_lock_free,
              "a signal handler may only touch lock-free atomics");

void onSignal(int number) {
    caught.store(number, std::memory_order_relaxed);
    stop.requestStop();
}

} // namespace

void catchSignals() {
    struct sigaction action {};
    action.sa_handler = onSignal;
    action.sa_flags = static_cast<int>(SA_RESETHAND); // without SA_RESTART: a read of stdin ends too
    for (const int number : {SIGINT, SIGTERM, SIGHUP})
        sigaction(number, &action, nullptr);
    std::signal(SIGPIPE, SIG_IGN);
}

Checkpoint& interruption() {
    return stop;
}

int interruptedExitCode() {
    const int number = caught.load(std::memory_order_relaxed);
    return number == 0 ? 0 : 128 + number;
}

} // namespace rastro::cli
