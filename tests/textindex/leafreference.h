// SPDX-License-Identifier: Apache-2.0
//
// The slow and plain way to say whether a text stands within one leaf of a record.
#pragma once

#include "base/jsonstring.h"
#include "base/jsontree.h"

#include <string>
#include <string_view>
#include <vector>

namespace rastro::test {

inline std::string plainFold(std::string text) {
    for (char& c : text)
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return text;
}

// The leaves as they are compared; none if the record is no JSON.
inline std::vector<std::string> leavesOf(std::string_view record) {
    std::vector<std::string> leaves;
    const auto tree = json::Tree::parse(std::string(record));
    if (!tree)
        return leaves;
    for (json::Tree::Index i = 0; i < tree->nodes().size(); ++i) {
        if (!tree->isContainer(i) && tree->node(i).type != json::Tree::Type::Null)
            leaves.push_back(plainFold(tree->text(i)));
    }
    return leaves;
}

inline bool leafHolds(std::string_view record, std::string_view needle) {
    const std::string folded = plainFold(json::toValidUtf8(needle));
    for (const std::string& leaf : leavesOf(record)) {
        if (leaf.find(folded) != std::string::npos)
            return true;
    }
    return false;
}

} // namespace rastro::test
