// SPDX-License-Identifier: Apache-2.0
//
// Nicknames: what the user calls accounts, keys, actors and other values. One set for the program, as its colours are;
// for what is shown only: filters, copies and exports have the values themselves. GUI thread.
#pragma once

#include <QString>

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace rastro {

class Nicknames {
public:
    static void set(std::unordered_map<std::string, QString> names); // by value
    static bool areNone();
    static QString of(std::string_view value);                       // empty if it has none
    static std::vector<std::string> calledLike(const QString& text); // values whose nickname holds the text, in any case
    // "prod (123456789012)" of a value that has one, else the text as it is.
    static QString shown(std::string_view value, const QString& text);
};

} // namespace rastro
