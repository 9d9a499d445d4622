// SPDX-License-Identifier: Apache-2.0
//
// Trails of any size, the same for a seed whatever the threads: in the S3 layout, or as one file. Sizes of files, mix
// of callers and calls, and compression are like those of real accounts. A plan says which records stand in which file;
// any record and any file can be made without the others.
#pragma once

#include "base/result.h"
#include "base/timestamp.h"

#include <cstdint>
#include <string>
#include <vector>

namespace rastro::trailgen {

enum class Format : std::uint8_t { S3, Ndjson, Json, SingleGzip };

struct TrailSpec {
    std::uint64_t events = 1000; // distinct ones
    std::uint64_t seed = 1;
    int days = 0;     // 0: 7, or 30 from a million events on
    int accounts = 0; // 0: by the number of events, 12 at most
    int regions = 0;  // 0: by the number of events, 17 at most
    Format format = Format::S3;
    int level = 6;
    unsigned threads = 2;
    double duplicatePercent = 0; // so many more records are copies of records of other files
};

struct PlannedFile {
    std::string path; // relative
    std::string account;
    std::string region;
    Micros delivered = 0;
    std::uint64_t first = 0; // number of its first record
    std::uint64_t count = 0;
};

struct TrailPlan {
    TrailSpec spec; // nothing left at 0
    std::vector<std::string> accounts;
    std::vector<std::string> regions;
    std::vector<PlannedFile> files; // the S3 layout; the other formats have the same records in the order of files
};
TrailPlan planTrail(const TrailSpec& spec);

// The inflated text of a file of the plan, duplicates included; the record of a number.
std::string fileText(const TrailPlan& plan, std::size_t file);
std::string recordText(const TrailPlan& plan, std::uint64_t number);

// A record on its own, from a plan of a million events.
std::string makeRecord(std::uint64_t seed, std::uint64_t number);

struct TrailSummary {
    std::uint64_t files = 0;
    std::uint64_t events = 0;
    std::uint64_t duplicates = 0;
    std::uint64_t jsonBytes = 0;
    std::uint64_t fileBytes = 0;
};

// Writes the trail: a tree below the folder, or trail.ndjson, trail.json, trail.json.gz in it.
Result<TrailSummary> generateTrail(const TrailSpec& spec, const std::string& folder);

} // namespace rastro::trailgen
