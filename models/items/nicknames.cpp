// SPDX-License-Identifier: Apache-2.0
#include "items/nicknames.h"

#include <utility>

namespace rastro {

namespace {

std::unordered_map<std::string, QString>& names() {
    static std::unordered_map<std::string, QString> all;
    return all;
}

} // namespace

void Nicknames::set(std::unordered_map<std::string, QString> all) {
    names() = std::move(all);
}

bool Nicknames::areNone() {
    return names().empty();
}

QString Nicknames::of(std::string_view value) {
    if (names().empty())
        return {};
    const auto known = names().find(std::string(value));
    return known == names().end() ? QString() : known->second;
}

std::vector<std::string> Nicknames::calledLike(const QString& text) {
    std::vector<std::string> values;
    for (const auto& [value, name] : names()) {
        if (name.contains(text, Qt::CaseInsensitive))
            values.push_back(value);
    }
    return values;
}

QString Nicknames::shown(std::string_view value, const QString& text) {
    const QString name = of(value);
    return name.isEmpty() ? text : QStringLiteral("%1 (%2)").arg(name, text);
}

} // namespace rastro
