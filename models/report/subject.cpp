// SPDX-License-Identifier: Apache-2.0
#include "report/subject.h"

#include "base/foldedtext.h"
#include "identity/accountofid.h"
#include "language/fields.h"
#include "language/parser.h"
#include "language/unparser.h"
#include "query/recognise.h"

#include <array>
#include <optional>

namespace rastro {

namespace {

std::string_view wordsOf(Recognised::Kind kind) {
    switch (kind) {
    case Recognised::Kind::AccessKey:
        return "access key";
    case Recognised::Kind::Principal:
        return "principal";
    case Recognised::Kind::Arn:
        return "ARN";
    case Recognised::Kind::IpAddress:
        return "address";
    case Recognised::Kind::Network:
        return "network";
    case Recognised::Kind::Account:
        return "account";
    case Recognised::Kind::EventId:
        return "event";
    case Recognised::Kind::Resource:
        break;
    }
    return "resource";
}

struct Place {
    Column column;
    std::string_view words;
};
constexpr std::array kPlaces{
    Place{Column::Actor, "actor"},
    Place{Column::IdentityUserName, "user"},
    Place{Column::IssuerUserName, "role"},
    Place{Column::ActorKey, "actor"},
    Place{Column::IdentityArn, "identity"},
    Place{Column::UserAgent, "user agent"},
    Place{Column::SourceIPAddress, "source"},
    Place{Column::IdentityAccessKeyId, "access key"},
    Place{Column::VpcEndpointId, "VPC endpoint"},
};

bool holds(const Snapshot& snapshot, Column column, const std::string& folded) {
    for (std::uint32_t code = 1; code < snapshot.dictionarySize(column); ++code) {
        const std::string_view value = snapshot.value(column, Code{code});
        if (value.size() == folded.size() && foldedText(value) == folded)
            return true;
    }
    return false;
}

bool holds(const OnDemandColumn& column, const std::string& folded) {
    for (std::uint32_t code = 1; code < column.dictionarySize(); ++code) {
        const std::string_view value = column.value(Code{code});
        if (value.size() == folded.size() && foldedText(value) == folded)
            return true;
    }
    return false;
}

// `field:value` of one of our columns or findings, and nothing else.
std::optional<Subject> asFilter(std::string_view text) {
    const std::size_t colon = text.find(':');
    const std::string_view field = text.substr(0, colon);
    const bool isField = findColumn(field) || findFinding(field) || field.find('.') != std::string_view::npos;
    if (colon == std::string_view::npos || !isField)
        return std::nullopt;
    auto parsed = parseFilter(text);
    const auto* filter = std::get_if<Expression>(&parsed);
    if (filter == nullptr || filter->kind == Expression::Kind::All)
        return std::nullopt;
    return Subject{std::string(text), *filter};
}

Expression mention(std::string_view text) {
    Expression bare;
    bare.kind = Expression::Kind::Term;
    bare.term.value = {Value::Kind::Literal, std::string(text), {}};
    return bare;
}

} // namespace

Result<Subject> subjectNamed(const Snapshot& snapshot, std::string_view text, OnDemandCache& columns, unsigned threads,
                             Checkpoint& checkpoint) {
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos)
        return Error{ErrorCode::InvalidArgument, {}, "a profile needs something to be about"};
    text = text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
    const std::string folded = foldedText(text);
    std::string mentioned(text);
    if (const auto known = recognise(text); known && !known->term.term.isBare()) {
        const auto rows = filterRows(snapshot, known->term, {columns, {}, threads}, checkpoint);
        if (!rows)
            return rows.error();
        const std::string account = known->kind == Recognised::Kind::AccessKey ? accountOfId(text) : std::string();
        const std::string words = std::string(wordsOf(known->kind)) + ' ' + std::string(text) +
                                  (account.empty() ? "" : " (of account " + account + ", as its id tells)");
        if (rows->rows.count() > 0)
            return Subject{words, known->term};
        mentioned = words;
    }
    for (const Place& place : kPlaces) {
        if (holds(snapshot, place.column, folded))
            return Subject{std::string(place.words) + ' ' + std::string(text), equalsTerm(fieldOf(place.column), text)};
    }
    if (auto filter = asFilter(text))
        return *std::move(filter);
    for (const Finding finding : {Finding::Person, Finding::Origin, Finding::Session}) {
        const auto column = columns.column(snapshot, AnyColumn(finding), threads, checkpoint);
        if (!column)
            return column.error();
        if (holds(**column, folded))
            return Subject{std::string(name(finding)) + ' ' + std::string(text),
                           equalsTerm(AnyColumn(finding).path(), text)};
    }
    return Subject{"events that mention " + mentioned, mention(text)};
}

} // namespace rastro
