// SPDX-License-Identifier: Apache-2.0
#include "base/lowpriority.h"

#if defined(__linux__)
#include <sched.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>
#endif

namespace rastro {

void lowerThreadPriority([[maybe_unused]] int niceness) {
#if defined(__linux__)
    // Beyond nice: any thread that wakes to do something for a person takes the processor at once.
    if (niceness >= kOnlyWhenIdle) {
        const sched_param none{};
        ::sched_setscheduler(0, SCHED_IDLE, &none);
    }
    ::setpriority(PRIO_PROCESS, static_cast<id_t>(::syscall(SYS_gettid)), niceness);
#endif
}

} // namespace rastro
