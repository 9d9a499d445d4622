// SPDX-License-Identifier: Apache-2.0
//
// Spool: standard input as a file that can be read twice. A pipe is copied to a temporary file that has no name any
// more, so nothing is left whatever happens; a regular file is used as it is. Lives as long as its records are read.
#pragma once

#include "base/checkpoint.h"
#include "base/result.h"

#include <string>

namespace rastro::cli {

class Spool {
public:
    // Reads standard input to its end. Errors: NoSpace, Unreadable, Cancelled.
    static Result<Spool> standardInput(const Checkpoint& checkpoint);

    Spool() = default;
    Spool(Spool&& other) noexcept;
    Spool& operator=(Spool&& other) noexcept;
    ~Spool();

    std::string path() const; // for opening, as long as this lives

private:
    int m_fd = -1;
};

} // namespace rastro::cli
