// SPDX-License-Identifier: Apache-2.0
//
// Single cells and lines of the export formats. Pure functions, any thread.
#pragma once

#include <string>
#include <string_view>

namespace rastro {

// True if a spreadsheet would take the cell for a formula or a command: = + - @ tab or CR in front. A JSON number is none.
bool startsFormula(std::string_view cell);

// RFC 4180: quoted if need be; an apostrophe in front of what would start a formula.
std::string csvCell(std::string_view cell);

// For pasting: one line without tabs (\t, \n, \r stand as such), with the same apostrophe.
std::string tsvCell(std::string_view cell);

// A record on one line: CR and LF outside strings dropped. Inside a string, where JSON forbids them, they are written
// as \r and \n, or the line would break.
std::string jsonLine(std::string_view record);

} // namespace rastro
