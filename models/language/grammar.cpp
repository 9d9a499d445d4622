// SPDX-License-Identifier: Apache-2.0
#include "language/grammar.h"

#include "language/fields.h"
#include "language/findings.h"
#include "language/parser.h"
#include "store/columns.h"

#include <algorithm>

namespace rastro {

namespace {

using Kind = Construct::Kind;

constexpr Construct kConstructs[] = {
    {Kind::Structure, "and", "a and b", "Both hold; and may be left out.", "user:Mateo and outcome:denied"},
    {Kind::Structure, "or", "a or b", "One of them holds, or both; binds less than and.",
     "kind:change or kind:credential"},
    {Kind::Structure, "not", "not a",
     "Every event for which it does not hold, those without the field included; binds most.",
     "not ip:10.0.0.0/8"},
    {Kind::Structure, "(", "(a or b) c", "Parentheses hold together what belongs together.",
     "(user:Mateo or role:Admin) outcome:denied"},
    {Kind::Structure, "", "field:(a or not b)", "Several values of one field, with and, or, not and parentheses.",
     "api:(StartInstances or StopInstances)"},

    {Kind::Field, "", "a.b.c", "The JSON path in the record; letter case does not matter, and arrays are run through.",
     "requestParameters.bucketName:prod-logs"},
    {Kind::Field, "", "name", "A short name or a made column, from the tables below.", "ip:203.0.113.7"},
    {Kind::Field, ".", ".name", "The key of that name at the top of the record, where a short name has the same name.",
     ".source:aws.s3"},
    {Kind::Field, "*", "a.b.*", "Any value below the path.", "requestParameters.*:prod-*"},
    {Kind::Field, "*", "*", "Any value of the record.", "*:Mateo"},
    {Kind::Field, "\\.", "a\\.b", "A dot that belongs to a key; a backslash takes any character literally.",
     "requestParameters.tags.example\\.com/team:red"},
    {Kind::Field, "", "document.path",
     "The walk goes on inside documents that stand in strings, as JSON or URL-encoded.",
     "requestParameters.policyDocument.Statement.Principal.AWS:*"},

    {Kind::Operator, ":", "field:value", "The whole value is equal; letter case does not matter.", "err:AccessDenied"},
    {Kind::Operator, "<", "field < value", "Less than a number, before a time.", "eventTime < 2023-07-20"},
    {Kind::Operator, "<=", "field <= value", "At most a number; at a time or before it.", "eventTime <= 2023-07-20"},
    {Kind::Operator, ">", "field > value", "More than a number, after a time.",
     "additionalEventData.bytesTransferredOut > 1000000"},
    {Kind::Operator, ">=", "field >= value", "At least a number; at a time or after it.",
     "time >= 2023-07-19T21:00:00Z"},

    {Kind::Value, "", "text", "Up to white space, a parenthesis or a quotation mark; all else belongs to it.",
     "userIdentity.arn:arn:aws:iam::123456789012:user/Mateo"},
    {Kind::Value, "\"", "\"text\"", "Literal text, with blanks and anything else; \\\" and \\\\ stand for \" and \\.",
     "ua:\"aws-cli/2.4 Python/3\""},
    {Kind::Value, "*", "*", "Any run of characters, also none.", "api:Delete*"},
    {Kind::Value, "?", "?", "One character.", "region:us-east-?"},
    {Kind::Value, "", "field:*", "The field is there and not null.", "err:*"},
    {Kind::Value, "", "field:\"\"", "The empty text.", "requestParameters.prefix:\"\""},
    {Kind::Value, "/", "/regex/", "A regular expression (RE2) without blanks, found anywhere; (?-i) heeds letter case.",
     "api:/^(Get|List)/"},
    {Kind::Value, "", "address/length", "An address of this network; also a value with this very text.",
     "ip:203.0.113.0/24"},
    {Kind::Value, "@", "@name", "Any value of the list of that name.", "ip:@known-bad"},
    {Kind::Value, "\\", "\\x", "The character x literally, whatever it is.", "requestParameters.key:a\\ b\\*"},

    {Kind::Time, "", "YYYY-MM-DD", "The whole day.", "time:2023-07-19"},
    {Kind::Time, "", "YYYY-MM", "The whole month.", "time:2023-07"},
    {Kind::Time, "", "YYYY-MM-DDThh", "The whole hour.", "time > 2023-07-19T21"},
    {Kind::Time, "", "YYYY-MM-DDThh:mm:ssZ", "An instant; with a fraction, an offset or a blank as well.",
     "time >= \"2023-07-19 21:00:00+02:00\""},
    {Kind::Time, "now", "now-24h", "So long before now; the units are s, m, h, d and w.", "time > now-24h"},
    {Kind::Time, "last", "last-24h", "So long before the newest event that is loaded.", "time >= last-7d"},

    {Kind::FullText, "", "text", "Some value of the record contains it; * and ? are wildcards.", "AKIA*EXAMPLE"},
    {Kind::FullText, "\"", "\"text\"", "Some value of the record contains this very text.",
     "\"no identity-based policy\""},
    {Kind::FullText, "/", "/regex/", "The regular expression is found in some value of the record.",
     "/i-[0-9a-f]{17}/"},
};

struct Made {
    Column column;
    std::string_view meaning;
};

constexpr Made kMade[] = {
    {Column::Kind, "what the call does: read, take, change, credential, signin, service or insight"},
    {Column::Outcome, "how it ended: ok, denied, notfound, throttled or failed"},
    {Column::Actor, "who it was, as a name"},
    {Column::ActorKey, "who it was, as a key that stays the same"},
    {Column::Account, "the account the event was written for"},
    {Column::Target, "what was acted upon"},
    {Column::Summary, "the event told in one sentence"},
    {Column::IssuedAccessKeyId, "the access key the event issued"},
    {Column::Source, "path of the file"},
    {Column::Offset, "where in the file the record begins, in bytes"},
    {Column::Length, "length of the record in bytes"},
};

constexpr std::string_view kSyntax = R"ebnf(filter     = [ any ]
any        = all { "or" all }
all        = one { [ "and" ] one }
one        = "not" one | "(" any ")" | term
term       = field ":" ( value | "(" values ")" )
           | field ( "<" | "<=" | ">" | ">=" ) ( word | quoted )
           | word | quoted | regex
values     = any, with values for terms
value      = word | quoted | regex | network | "@" name
field      = [ "." ] step { "." step } [ ".*" ] | "*"
)ebnf";

// Text that Markdown has to show as it is.
std::string prose(std::string_view text) {
    constexpr std::string_view kSpecial = "\\`*_[]<|";
    std::string out;
    for (const char c : text) {
        if (kSpecial.find(c) != std::string_view::npos)
            out += '\\';
        out += c;
    }
    return out;
}

// A bar would end the cell of the table, also inside code.
std::string code(std::string_view text) {
    std::string out = "`";
    for (const char c : text) {
        if (c == '|')
            out += '\\';
        out += c;
    }
    return out + '`';
}

std::string row(std::initializer_list<std::string> cells) {
    std::string out = "|";
    for (const std::string& text : cells)
        out += ' ' + text + " |";
    return out + '\n';
}

std::string heading(std::string_view title) { return "\n## " + std::string(title) + "\n\n"; }

std::string constructTable(Construct::Kind kind) {
    std::string out = heading(titleOf(kind)) + "| Form | Meaning | Example |\n|---|---|---|\n";
    for (const Construct& construct : kConstructs) {
        if (construct.kind == kind)
            out += row({code(construct.syntax), prose(construct.meaning), code(construct.example)});
    }
    return out;
}

std::string aliasTable() {
    std::string out = heading("Short names") + "| Name | Stands for |\n|---|---|\n";
    for (const ColumnInfo& column : allColumns()) {
        if (!column.alias.empty())
            out += row({code(column.alias), code(column.name)});
    }
    return out;
}

std::string madeTable() {
    std::string out = heading("Made columns") + "| Name | Holds |\n|---|---|\n";
    for (const Made& made : kMade)
        out += row({code(info(made.column).name), prose(made.meaning)});
    for (const FindingInfo& finding : allFindings())
        out += row({code(finding.name), prose(finding.meaning)});
    return out;
}

std::string grouped(std::size_t number) {
    std::string digits = std::to_string(number);
    for (std::size_t at = digits.size(); at > 3; at -= 3)
        digits.insert(at - 3, 1, ',');
    return digits;
}

std::string notes() {
    return heading("Good to know") +
           "- Only A–Z and a–z are equal to each other, everywhere.\n"
           "- Terms of one path may be met by two elements of an array: `f:(a and b)`.\n"
           "- Numbers, `true` and `false` are compared as they are written: `1000` is not `1000.0`. `<` and `>` "
           "compare numbers by size.\n"
           "- A time without a zone is one in the zone shown; on the command line it is UTC.\n"
           "- `f:null` is the text null. A field that is null counts as missing.\n"
           "- A value that begins and ends with a slash is a regular expression; `\\/` makes its first slash text.\n"
           "- A filter holds at most " +
           grouped(kLongestFilterBytes) + " bytes, " + grouped(kMostTerms) + " terms, and " +
           grouped(static_cast<std::size_t>(kDeepestFilter)) + " parentheses and nots around a term.\n";
}

} // namespace

std::span<const Construct> allConstructs() { return kConstructs; }

std::string_view titleOf(Construct::Kind kind) {
    switch (kind) {
    case Kind::Structure: return "Structure";
    case Kind::Field: return "Fields";
    case Kind::Operator: return "Operators";
    case Kind::Value: return "Values";
    case Kind::Time: return "Times";
    case Kind::FullText: return "Full text";
    }
    return {};
}

std::string grammarPage() {
    std::string page = "# Filters\n\n"
                       "A filter says which events are shown: terms such as `field:value`, joined by `and`, `or` and "
                       "`not`. The same language works in the filter bar, on the command line and in saved views.\n";
    for (const Kind kind : {Kind::Structure, Kind::Field, Kind::Operator, Kind::Value, Kind::Time, Kind::FullText})
        page += constructTable(kind);
    page += aliasTable();
    page += madeTable();
    page += heading("Grammar") + "```\n" + std::string(kSyntax) + "```\n";
    return page + notes();
}

} // namespace rastro
