// SPDX-License-Identifier: Apache-2.0
//
// NetworkBook: country and network of addresses, from files in MaxMind's DB format that a person has; nothing is asked
// of the net. Source of the format: the MaxMind DB file format specification 2.0. Immutable once opened; any thread.
#pragma once

#include "base/result.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace rastro {

class NetworkBook {
public:
    // Of several files the first that knows an answer gives it. Errors: NotFound, Unreadable, Malformed, with the path.
    static Result<std::shared_ptr<const NetworkBook>> open(const std::vector<std::string>& paths);
    ~NetworkBook();
    NetworkBook(const NetworkBook&) = delete;
    NetworkBook& operator=(const NetworkBook&) = delete;

    // "DE", the ISO code; empty if it is not known or the text is no address.
    std::string country(std::string_view address) const;
    // "AS64500 Example Networks"; the same.
    std::string network(std::string_view address) const;

private:
    struct File;
    NetworkBook();
    std::vector<std::unique_ptr<File>> m_files;
};

} // namespace rastro
