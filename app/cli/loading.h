// SPDX-License-Identifier: Apache-2.0
//
// What every command does first: standard input into a spool, the load with its progress, the problems told.
// LoadedTrail owns the store and the spool, so that records can be read back as long as it lives. One thread.
#pragma once

#include "cli/commands.h"
#include "cli/spool.h"
#include "export/inputfiles.h"
#include "ingest/loader.h"

#include <memory>
#include <optional>
#include <string>

namespace rastro::cli {

struct LoadedTrail {
    std::unique_ptr<EventStore> store;
    SnapshotPtr snapshot;
    std::optional<Spool> spool;
    double seconds = 0; // wall time of the load
    unsigned threads = 1;

    // A path of a source or of a report as people are shown it: standard input as "-", ill-formed bytes as \xNN.
    std::string shownPath(const std::string& path) const;
    InputFiles inputFiles() const;
    // 0 if all could be read, else the exit code for what could not.
    int exitCode() const;
};

enum class Tell : std::uint8_t { Problems, Nothing /* the result tells them */ };

// An exit code instead of a trail if there is nothing to go on with.
struct LoadOutcome {
    std::optional<LoadedTrail> trail;
    int exitCode = kDone;
};
LoadOutcome loadTrail(const Input& input, Tell tell);

} // namespace rastro::cli
