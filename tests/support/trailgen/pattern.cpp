// SPDX-License-Identifier: Apache-2.0
#include "support/trailgen/pattern.h"

#include "support/trailgen/ids.h"
#include "support/trailgen/record.h"

#include <array>

namespace rastro::trailgen {

namespace {

constexpr std::array<std::string_view, 48> kWords = {
    "payments", "orders",  "billing",   "catalog",  "search",    "checkout", "invoices", "reports",
    "events",   "metrics", "telemetry", "ingest",   "warehouse", "exports",  "archive",  "artifacts",
    "frontend", "gateway", "auth",      "profiles", "messages",  "media",    "images",   "thumbs",
    "backups",  "landing", "staging",   "curated",  "features",  "models",   "pricing",  "shipping",
    "stock",    "refunds", "ledger",    "audit",    "traces",    "sessions", "notify",   "mailer",
    "crawler",  "indexer", "loader",    "mirror",   "planner",   "router",   "sync",     "vault"};
constexpr std::array<std::string_view, 5> kEnvironments = {"prod", "staging", "dev", "test", "sandbox"};
constexpr std::array<std::string_view, 24> kUsers = {
    "ana",   "bruno", "carla", "diego", "elena", "felipe", "gina", "hugo",   "ines", "joao", "karin",  "luis",
    "marta", "nuno",  "olga",  "pablo", "quim",  "rosa",   "sven", "teresa", "uwe",  "vera", "walter", "yara"};
constexpr std::array<std::string_view, 6> kRoleEndings = {"Role",          "ServiceRole", "TaskRole",
                                                          "ExecutionRole", "DeployRole",  "ReadOnlyRole"};
constexpr std::array<std::string_view, 12> kActions = {
    "s3:GetObject",        "s3:PutObject",         "s3:ListBucket",     "kms:Decrypt",
    "kms:GenerateDataKey", "sqs:SendMessage",      "sns:Publish",       "dynamodb:GetItem",
    "dynamodb:Query",      "logs:CreateLogStream", "logs:PutLogEvents", "secretsmanager:GetSecretValue"};

std::string_view word(std::uint64_t number) {
    return kWords[number % kWords.size()];
}

void appendCapital(std::string& out, std::string_view text) {
    out += static_cast<char>(text[0] - 'a' + 'A');
    out += text.substr(1);
}

class Filler {
public:
    Filler(std::string& out, const PatternValues& values) : m_out(out), m_values(values) {}

    void fill(char letter) {
        m_seed = mixed(m_values.seed, static_cast<unsigned char>(letter));
        if (!fillPlace(letter) && !fillName(letter) && !fillId(letter))
            m_out += letter;
    }

private:
    bool fillPlace(char letter);
    bool fillName(char letter);
    bool fillId(char letter);
    void appendBucket();
    void appendObjectKey();
    void appendFunction();
    void appendKeyGuid();
    void appendDatePath();
    void appendDocument(char form);
    std::uint64_t pooled(std::uint64_t count) const { return skewed(m_seed, count); }

    std::string& m_out;
    const PatternValues& m_values;
    std::uint64_t m_seed = 0;
};

bool Filler::fillPlace(char letter) {
    switch (letter) {
    case 'A':
        m_out += m_values.account;
        return true;
    case 'R':
        m_out += m_values.region;
        return true;
    case 'T':
        appendIsoTime(m_out, m_values.time);
        return true;
    case 'H':
        appendHumanTime(m_out, m_values.time);
        return true;
    case 'E':
        appendNumber(m_out, static_cast<std::uint64_t>(m_values.time / 1000));
        return true;
    case 'D':
        appendDatePath();
        return true;
    default:
        return false;
    }
}

bool Filler::fillName(char letter) {
    switch (letter) {
    case 'w':
        m_out += word(pooled(kWords.size()));
        return true;
    case 'e':
        m_out += kEnvironments[pooled(kEnvironments.size())];
        return true;
    case 'b':
        appendBucket();
        return true;
    case 'k':
        appendObjectKey();
        return true;
    case 'p':
        m_out.append(word(pooled(60))).append("-access");
        return true;
    case 'r':
        appendRoleName(m_out, pooled(90));
        return true;
    case 'u':
        appendUserName(m_out, pooled(60));
        return true;
    case 'f':
        appendFunction();
        return true;
    case 'l':
        m_out += m_seed % 3 == 0 ? "/ecs/" : "/aws/lambda/";
        appendFunction();
        return true;
    case 'j':
        appendSessionName(m_out, m_seed, m_values.account);
        return true;
    default:
        return false;
    }
}

bool Filler::fillId(char letter) {
    Random random(m_seed);
    switch (letter) {
    case 'U':
    case 'V':
        appendGuid(m_out, random);
        return true;
    case 'K':
        appendKeyGuid();
        return true;
    case 'x':
        appendHex(m_out, random, 17);
        return true;
    case 'h':
        appendHex(m_out, random, 8);
        return true;
    case 'n':
        appendNumber(m_out, 1 + random.below(90));
        return true;
    case 'N':
        appendNumber(m_out, 1000 + random.below(9'000'000));
        return true;
    case 'P':
        m_out += "10.2.";
        appendNumber(m_out, random.below(64));
        m_out += '.';
        appendNumber(m_out, 4 + random.below(250));
        return true;
    case 'i':
        appendInstanceId(m_out, m_values.account, m_values.region, pooled(400));
        return true;
    case 'v':
        m_out += "vol-0";
        random = Random(mixed(textSeed(m_values.account), pooled(900)));
        appendHex(m_out, random, 16);
        return true;
    case 'a':
        appendUniqueId(m_out, m_values.seed % 8 == 0 ? "AKIA" : "ASIA", m_values.account, random);
        return true;
    case 'M':
    case 'I':
    case 'L':
        random = Random(mixed(textSeed(m_values.account), mixed(m_values.seed, 'r') % 90));
        appendUniqueId(m_out, letter == 'M' ? "AROA" : letter == 'I' ? "AIDA" : "ANPA", m_values.account, random);
        return true;
    case 'S':
        m_out += "IQoJb3JpZ2luX2VjE";
        appendBase64(m_out, random, 340);
        m_out += "==";
        return true;
    case 'J':
    case 'O':
    case 'Q':
        m_seed = mixed(m_values.seed, 'J');
        appendDocument(letter);
        return true;
    default:
        return false;
    }
}

void Filler::appendBucket() {
    const std::uint64_t number = pooled(70);
    m_out.append("example-").append(word(number * 7)).append("-").append(kEnvironments[number % 3]).append("-");
    m_out.append(m_values.account.substr(8));
}

void Filler::appendObjectKey() {
    Random random(m_seed);
    m_out.append(word(random.below(12))).append("/");
    appendDatePath();
    m_out += '/';
    switch (random.below(4)) {
    case 0:
        m_out += "part-000";
        appendNumber(m_out, 10 + random.below(90));
        m_out += '-';
        appendGuid(m_out, random);
        m_out += ".c000.snappy.parquet";
        break;
    case 1:
        appendHex(m_out, random, 16);
        m_out += ".json.gz";
        break;
    case 2:
        m_out.append(word(random.below(20))).append("-");
        appendNumber(m_out, random.below(100'000));
        m_out += ".csv";
        break;
    default:
        m_out.append(m_values.account).append("_elasticloadbalancing_").append(m_values.region).append("_");
        appendStamp(m_out, m_values.time);
        m_out += ".log.gz";
    }
}

void Filler::appendFunction() {
    const std::uint64_t number = skewed(mixed(m_values.seed, 'f'), 120);
    m_out.append(word(number)).append("-").append(word(number * 5 + 3)).append("-").append(kEnvironments[number % 4]);
}

void Filler::appendKeyGuid() {
    Random random(mixed(textSeed(m_values.account, textSeed(m_values.region)), pooled(24)));
    appendGuid(m_out, random);
}

void Filler::appendDatePath() {
    std::string stamp;
    appendIsoTime(stamp, m_values.time);
    m_out.append(stamp, 0, 4).append("/").append(stamp, 5, 2).append("/").append(stamp, 8, 2);
}

void appendUrlEncoded(std::string& out, std::string_view text) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        const bool isPlain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
                             c == '.' || c == '_' || c == '~';
        if (isPlain)
            out += c;
        else
            out.append({'%', digits[byte >> 4], digits[byte & 15]});
    }
}

void Filler::appendDocument(char form) {
    Random random(m_seed);
    std::string document = R"({"Version":"2012-10-17","Statement":[)";
    const std::size_t statements = 1 + random.below(3);
    for (std::size_t i = 0; i < statements; ++i) {
        document.append(i == 0 ? "" : ",").append(R"({"Sid":"Allow)");
        appendCapital(document, word(random.below(20)));
        document += R"(","Effect":"Allow","Action":[)";
        const std::size_t actions = 1 + random.below(4);
        for (std::size_t k = 0; k < actions; ++k)
            document.append(k == 0 ? "\"" : ",\"").append(kActions[random.below(kActions.size())]).append("\"");
        document.append(R"(],"Resource":"arn:aws:s3:::example-)").append(word(random.below(30))).append("-*\"}");
    }
    document += "]}";
    if (form == 'O')
        m_out += document;
    else if (form == 'J')
        appendEscaped(m_out, document);
    else
        appendUrlEncoded(m_out, document);
}

} // namespace

std::uint64_t skewed(std::uint64_t seed, std::uint64_t count) {
    const std::uint64_t a = (seed & 0xffff) * count >> 16;
    return a * (((seed >> 16) & 0xffff) + 1) >> 16;
}

void appendRoleName(std::string& out, std::uint64_t number) {
    appendCapital(out, word(number * 11 + 5));
    out += kRoleEndings[number % kRoleEndings.size()];
}

void appendUserName(std::string& out, std::uint64_t number) {
    out += kUsers[number % kUsers.size()];
    if (number >= kUsers.size())
        out.append(".").append(word(number));
}

void appendSessionName(std::string& out, std::uint64_t seed, std::string_view account) {
    switch (seed % 5) {
    case 0:
        out += "botocore-session-17";
        appendNumber(out, 70'000'000 + mixed(seed) % 9'000'000);
        break;
    case 1:
        appendInstanceId(out, account, "us-east-1", seed / 5 % 400);
        break;
    case 2:
        appendUserName(out, seed / 5 % 60);
        out += "@example.com";
        break;
    case 3:
        out.append(word(seed / 5)).append("-").append(word(seed / 300));
        break;
    default:
        out += "aws-go-sdk-17";
        appendNumber(out, 7'000'000'000'000'000 + mixed(seed) % 900'000'000'000'000);
    }
}

void appendInstanceId(std::string& out, std::string_view account, std::string_view region, std::uint64_t number) {
    Random random(mixed(textSeed(account, textSeed(region)), number));
    out += "i-0";
    appendHex(out, random, 16);
}

void appendPattern(std::string& out, std::string_view pattern, const PatternValues& values) {
    Filler filler(out, values);
    while (!pattern.empty()) {
        const std::size_t dollar = pattern.find('$');
        out += pattern.substr(0, dollar);
        if (dollar == std::string_view::npos || dollar + 1 >= pattern.size())
            return;
        filler.fill(pattern[dollar + 1]);
        pattern.remove_prefix(dollar + 2);
    }
}

} // namespace rastro::trailgen
