// SPDX-License-Identifier: Apache-2.0
//
// FindResult: how a search in one page of the detail pane ended.
#pragma once

namespace rastro {

struct FindResult {
    bool isFound = false;
    int count = 0; // of matches in the page; 0 although found: too many values to count them
    int place = 0; // of the current one among them, from 1; 0: none of them is
};

} // namespace rastro
