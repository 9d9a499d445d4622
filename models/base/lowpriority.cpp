// SPDX-License-Identifier: Apache-2.0
#include "base/lowpriority.h"

#if defined(__linux__)
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>
#endif

namespace rastro {

void lowerThreadPriority([[maybe_unused]] int niceness) {
#if defined(__linux__)
    ::setpriority(PRIO_PROCESS, static_cast<id_t>(::syscall(SYS_gettid)), niceness);
#endif
}

} // namespace rastro
