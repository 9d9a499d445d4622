// SPDX-License-Identifier: Apache-2.0
#include "query/recognise.h"

#include "base/addressrange.h"
#include "language/fields.h"
#include "language/unparser.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

namespace rastro {

namespace {

using Kind = Recognised::Kind;

constexpr std::size_t kLongestBytes = 2'048; // an ARN; nothing else comes near

bool isDigit(char c) {
    return c >= '0' && c <= '9';
}
bool isLowerHex(char c) {
    return isDigit(c) || (c >= 'a' && c <= 'f');
}
bool isHex(char c) {
    return isLowerHex(c) || (c >= 'A' && c <= 'F');
}
bool isUpperOrDigit(char c) {
    return isDigit(c) || (c >= 'A' && c <= 'Z');
}

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view kBlanks = " \t\r\n";
    const std::size_t first = text.find_first_not_of(kBlanks);
    return first == text.npos ? std::string_view() : text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

// Four letters of the kind of a thing, then its number.
bool isUniqueId(std::string_view text, std::string_view prefix) {
    return text.size() >= 16 && text.size() <= 128 && text.starts_with(prefix) &&
           std::ranges::all_of(text, isUpperOrDigit);
}

bool isGuid(std::string_view text) {
    if (text.size() != 36)
        return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool isDash = i == 8 || i == 13 || i == 18 || i == 23;
        if (isDash ? text[i] != '-' : !isHex(text[i]))
            return false;
    }
    return true;
}

// i-0fe98, vpc-…, snap-…: a lower-case word, a dash and 8 or 17 digits of base 16.
bool isResourceId(std::string_view text) {
    static constexpr std::array<std::string_view, 16> kWords{"i",        "vpc",  "subnet", "sg",  "eni", "vol",
                                                             "snap",     "ami",  "rtb",    "igw", "nat", "acl",
                                                             "eipalloc", "vpce", "pcx",    "lt"};
    const std::size_t dash = text.find('-');
    if (dash == text.npos || std::ranges::find(kWords, text.substr(0, dash)) == kWords.end())
        return false;
    const std::string_view number = text.substr(dash + 1);
    return (number.size() == 8 || number.size() == 17) && std::ranges::all_of(number, isLowerHex);
}

// The parts of arn:partition:service:region:account:resource; empty if it is none.
std::vector<std::string_view> arnParts(std::string_view text) {
    std::vector<std::string_view> parts;
    for (int i = 0; i < 5; ++i) {
        const std::size_t colon = text.find(':');
        if (colon == text.npos)
            return {};
        parts.push_back(text.substr(0, colon));
        text.remove_prefix(colon + 1);
    }
    parts.push_back(text);
    const bool isArn = parts[0] == "arn" && parts[1].starts_with("aws") && !parts[2].empty() && !parts[5].empty();
    return isArn ? parts : std::vector<std::string_view>();
}

Expression bareTerm(std::string_view text) {
    Expression bare;
    bare.kind = Expression::Kind::Term;
    bare.term.value.kind = Value::Kind::Literal;
    bare.term.value.text = text;
    return bare;
}

Recognised recognised(Kind kind, Column column, std::string_view text) {
    return {kind, equalsTerm(fieldOf(column), text)};
}

// A user or session is who acts, a role is who issued a session, anything else is acted upon.
Recognised recognisedArn(std::string_view text, const std::vector<std::string_view>& parts) {
    const std::string_view resource = parts[5];
    const auto isOf = [&](std::string_view service, std::string_view kind) {
        return parts[2] == service && resource.starts_with(kind);
    };
    if (isOf("iam", "role/"))
        return recognised(Kind::Arn, Column::IssuerArn, text);
    if (isOf("iam", "user/") || isOf("iam", "root") || isOf("sts", "assumed-role/") || isOf("sts", "federated-user/"))
        return recognised(Kind::Arn, Column::IdentityArn, text);
    return {Kind::Arn, bareTerm(text)};
}

Recognised recognisedNetwork(std::string_view text) {
    Expression term = equalsTerm(fieldOf(Column::SourceIPAddress), text);
    term.term.value = {Value::Kind::Cidr, std::string(text), {}};
    return {Kind::Network, std::move(term)};
}

// AROA…: sessions of a role have the principal id AROA…:session.
Recognised recognisedPrincipal(std::string_view text) {
    Expression term = equalsTerm(fieldOf(Column::IdentityPrincipalId), text);
    if (text.starts_with("AROA"))
        term.term.value = {Value::Kind::Pattern,
                           std::string(text) + '*',
                           {{PatternPart::Kind::Text, std::string(text)}, {PatternPart::Kind::AnyRun, {}}}};
    return {Kind::Principal, std::move(term)};
}

} // namespace

std::optional<Recognised> recognise(std::string_view text) {
    text = trimmed(text);
    if (text.empty() || text.size() > kLongestBytes)
        return std::nullopt;
    if (text.size() == 20 && (isUniqueId(text, "AKIA") || isUniqueId(text, "ASIA")))
        return recognised(Kind::AccessKey, Column::IdentityAccessKeyId, text);
    if (isUniqueId(text, "AROA") || isUniqueId(text, "AIDA"))
        return recognisedPrincipal(text);
    if (const auto parts = arnParts(text); !parts.empty() && text.find_first_of(" \t\r\n\"") == text.npos)
        return recognisedArn(text, parts);
    if (parseAddress(text))
        return recognised(Kind::IpAddress, Column::SourceIPAddress, text);
    if (AddressRange::parse(text))
        return recognisedNetwork(text);
    if (text.size() == 12 && std::ranges::all_of(text, isDigit))
        return recognised(Kind::Account, Column::Account, text);
    if (isGuid(text))
        return recognised(Kind::EventId, Column::EventId, text);
    if (isResourceId(text))
        return text.starts_with("vpce-") ? recognised(Kind::Resource, Column::VpcEndpointId, text)
                                         : Recognised{Kind::Resource, bareTerm(text)};
    return std::nullopt;
}

} // namespace rastro
