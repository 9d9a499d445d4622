// SPDX-License-Identifier: Apache-2.0
//
// What the engine is measured against, in the same run, on the same files and threads. The threads take files from one
// counter. Files should lie in memory (tmpfs); each run is timed from the start of its threads to their end.
// The loaders are for well-formed generated trails: anything else is an error, not a case to mend.
#pragma once

#include "base/result.h"

#include <cstdint>
#include <string>
#include <vector>

namespace rastro::bench {

struct Measured {
    std::uint64_t events = 0;
    std::uint64_t bytes = 0; // of the records, or of the inflated text where records are not looked at
    double seconds = 0;
};

// All .json.gz files below a folder, in the order of their paths.
std::vector<std::string> logFiles(const std::string& folder);

// The limit of the libraries: per file read, libdeflate into a buffer that is kept, simdjson on-demand over the
// elements of Records, raw_json() of each.
Result<Measured> walkReference(const std::vector<std::string>& files, unsigned threads);

// The plain way: zlib, nlohmann_json, the core columns of the engine into vectors, values coded with unordered_map.
// Each thread keeps a table of its own; merging them is left out, in favour of the plain way.
Result<Measured> plainReference(const std::vector<std::string>& files, unsigned threads);

// How fast a text can be found at best: per file read, libdeflate into a buffer that is kept, memmem over the whole.
// events: how often the needle stands there, as it is.
Result<Measured> searchReference(const std::vector<std::string>& files, const std::string& needle, unsigned threads);

// zlib alone over one file, streaming, all members, nothing kept: how fast a huge member can be at best.
Result<Measured> zlibReference(const std::string& file);

} // namespace rastro::bench
