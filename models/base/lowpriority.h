// SPDX-License-Identifier: Apache-2.0
//
// Work that should not be felt: the calling thread, and those it starts from now on, give way to others. Any thread.
#pragma once

namespace rastro {

inline constexpr int kAtOnce = 0;        // as the window itself: a person looks at where it will stand
inline constexpr int kAnswering = 8;     // a person waits for it, in a window that must go on
inline constexpr int kLoading = 15;      // goes on for long beside what a person does
inline constexpr int kOnlyWhenIdle = 19; // from this niceness on, a thread runs only where no other wants to

// niceness: of the POSIX scale, above 0 gives way. Nothing where the system does not let single threads give way.
void lowerThreadPriority(int niceness);

} // namespace rastro
