// SPDX-License-Identifier: Apache-2.0
//
// A report: sections of lines, each with what it counts and the filter that shows it. Plain values; texts may come from
// logs: whoever shows them escapes them.
#pragma once

#include "base/ids.h"
#include "base/timestamp.h"

#include <cstdint>
#include <string>
#include <vector>

namespace rastro {

struct ReportLine {
    std::string text;
    std::uint64_t events = 0;
    std::uint64_t errors = 0; // of them, those that did not end well
    Micros first = kNoTime;
    Micros last = kNoTime;
    std::string filter;  // shows them; empty: no filter can
    RowId row = kNoRow;  // the one event it is about, if it is one
    bool isQuiet = false; // nothing to act upon: none were found, or what it tells of is gone
};

struct ReportSection {
    std::string name;  // one word, as in JSON
    std::string title; // for people
    std::vector<ReportLine> lines;
    std::uint64_t all = 0; // lines there are, also those left out
    std::string note;      // what the section covers or leaves out; empty: all
};

struct Report {
    std::string subject; // what it is about, in words
    std::string filter;  // of all its events; empty: every event
    std::uint64_t events = 0;
    std::uint64_t errors = 0;
    Micros first = kNoTime;
    Micros last = kNoTime;
    std::vector<ReportSection> sections;
    bool isPartial = false;       // some sections tell of a part of the events, and say so
    std::uint64_t unreadRows = 0; // records that could not be read again
};

} // namespace rastro
