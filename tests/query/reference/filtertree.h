// SPDX-License-Identifier: Apache-2.0
//
// A filter as the parser of the reference gives it.
#pragma once

#include "query/reference/network.h"
#include "query/reference/pattern.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <re2/re2.h>

namespace rastro::reference {

enum class ValueKind { Word, Quoted, Regex, List, Comparison };
enum class Order { Less, LessOrEqual, Greater, GreaterOrEqual };

struct Value {
    ValueKind kind = ValueKind::Word;
    std::string text;               // after escapes; the name of a list
    Pattern pattern;                // of a Word
    std::optional<Network> network; // of a Word that is one
    std::shared_ptr<const RE2> regex;
    Order order = Order::Less; // of a Comparison
};

enum class Reach { Bare, Path, Below, Derived };

struct Field {
    Reach reach = Reach::Bare;
    std::vector<std::string> steps; // folded; of Path and Below
    std::string derived;            // folded name
    bool isTimeColumn() const { return reach == Reach::Path && steps.size() == 1 && steps[0] == "eventtime"; }
};

enum class NodeKind { Everything, Term, Not, And, Or };

struct Node {
    NodeKind kind = NodeKind::Everything;
    std::vector<std::shared_ptr<const Node>> children;
    Field field; // of a Term
    Value value;
};
using NodePtr = std::shared_ptr<const Node>;

} // namespace rastro::reference
