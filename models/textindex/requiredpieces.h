// SPDX-License-Identifier: Apache-2.0
//
// The texts that must stand in a leaf for a pattern to match it, for TextIndex::candidates. None means that nothing is
// known, not that nothing matches. Pure functions, any thread.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace rastro {

// Of a regular expression in the syntax of RE2: the literal text outside groups, classes and alternatives. Gives up,
// with no piece, on alternatives that are not in a group and on what it does not know. Bytes beyond ASCII are left out:
// a case-insensitive expression in Latin-1 folds some of them.
std::vector<std::string> requiredPiecesOfRegex(std::string_view pattern);

// Views of pieces, as candidates() takes them; of texts between wildcards too, since each of those must occur.
std::vector<std::string_view> viewsOf(std::span<const std::string> pieces);

} // namespace rastro
