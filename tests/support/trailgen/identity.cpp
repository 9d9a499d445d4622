// SPDX-License-Identifier: Apache-2.0
#include "support/trailgen/identity.h"

#include "support/trailgen/ids.h"

#include <array>
#include <utility>

namespace rastro::trailgen {

namespace {

constexpr Micros kSessionLength = 12 * 3600 * kMicrosPerSecond;

constexpr std::array<std::string_view, 12> kServices = {
    "cloudtrail.amazonaws.com", "config.amazonaws.com",
    "ec2.amazonaws.com",        "lambda.amazonaws.com",
    "s3.amazonaws.com",         "autoscaling.amazonaws.com",
    "ecs-tasks.amazonaws.com",  "delivery.logs.amazonaws.com",
    "ssm.amazonaws.com",        "secretsmanager.amazonaws.com",
    "rds.amazonaws.com",        "elasticloadbalancing.amazonaws.com"};

// Programs; $n and $h are of the holder of the credential, so one has one version for a while.
constexpr std::array<std::string_view, 14> kPrograms = {
    "aws-cli/2.$n.$m md/awscrt#0.23.$m ua/2.1 os/linux#6.8.0-$n md/arch#x86_64 lang/python#3.12.9 md/pyimpl#CPython "
    "cfg/retry-mode#standard md/installer#exe md/prompt#off",
    "Boto3/1.$n.$m md/Botocore#1.$n.$m ua/2.1 os/linux#5.10.$n lang/python#3.13.2 md/arch#x86_64 "
    "exec-env/AWS_Lambda_python3.13 cfg/retry-mode#legacy Botocore/1.$n.$m",
    "APN/1.0 HashiCorp/1.0 Terraform/1.$m.2 (+https://www.terraform.io) terraform-provider-aws/5.$n.0 "
    "(+https://registry.terraform.io/providers/hashicorp/aws) aws-sdk-go-v2/1.32.$m ua/2.1 os/linux lang/go#1.23.$m "
    "md/GOOS#linux md/GOARCH#amd64 api/ec2#1.$n.0",
    "aws-sdk-go-v2/1.$n.$m ua/2.1 os/linux lang/go#1.23.4 md/GOOS#linux md/GOARCH#arm64 api/s3#1.7$m.0",
    "aws-sdk-java/2.$n.$m md/io#sync md/http#Apache ua/2.1 os/Linux#5.15 lang/java#21.0.5 "
    "md/OpenJDK_64-Bit_Server_VM#21.0.5 md/vendor#Eclipse_Adoptium md/en_US",
    "aws-sdk-js/3.$n.0 ua/2.1 os/linux#6.1.$m lang/js md/nodejs#22.11.0 api/dynamodb#3.$n.0",
    "[S3Console/0.4, aws-internal/3 aws-sdk-java/1.12.$n Linux/5.10.$m OpenJDK_64-Bit_Server_VM/25.372-b08 "
    "java/1.8.0_372 vendor/Oracle_Corporation cfg/retry-mode/standard]",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/13$m.0.0.0 Safari/537.36",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:13$m.0) Gecko/20100101 Firefox/13$m.0",
    "aws-sdk-go/1.44.$n (go1.19.$m; linux; amd64) amazon-ssm-agent/",
    "aws-sdk-go/1.55.$n (go1.22.$m; linux; amd64) S3Manager",
    "Datadog aws-sdk-go/1.44.$n (go1.20.$m; linux; amd64)",
    "kube2iam/0.11.$m aws-sdk-go/1.$n.$m (go1.21.1; linux; amd64)",
    "AWS Internal"};

void appendProgram(std::string& out, std::uint64_t holder) {
    std::string_view pattern = kPrograms[holder % (kPrograms.size() - 1)];
    for (std::size_t dollar = pattern.find('$'); dollar != std::string_view::npos; dollar = pattern.find('$')) {
        out += pattern.substr(0, dollar);
        appendNumber(out, pattern[dollar + 1] == 'n' ? 10 + holder / 16 % 25 : holder / 400 % 7);
        pattern.remove_prefix(dollar + 2);
    }
    out += pattern;
}

// People and servers outside come from 198.18.0.0/15, the range for benchmarks, and some from 2001:db8::/32.
void appendAddress(std::string& out, std::uint64_t place) {
    if (place % 23 == 0) {
        Random random(place % 2000);
        out += "2001:db8:";
        appendHex(out, random, 4);
        out += "::";
        appendHex(out, random, 4);
        return;
    }
    const std::uint64_t number = mixed(place) % 30'000;
    out += number % 2 == 0 ? "198.18." : "198.19.";
    appendNumber(out, number / 2 % 250);
    out += '.';
    appendNumber(out, 1 + number / 500 % 250);
}

void appendField(std::string& out, std::string_view name, std::string_view text) {
    out.append(out.size() == 1 ? "\"" : ",\"").append(name).append("\":\"").append(text).append("\"");
}

struct RoleNames {
    std::string role;
    std::string path;
    std::string session;
};

class CallerMaker {
public:
    CallerMaker(Caller& caller, const PatternValues& values, Random& random)
        : m_caller(caller), m_values(values), m_random(random), m_account(textSeed(values.account)) {}

    void make(Kind kind);

private:
    void makeService();
    void makeUser();
    void makeRole(Kind kind);
    void nameRole(Kind kind, std::uint64_t number, RoleNames& names) const;
    void finishRole(Kind kind, std::uint64_t number);
    void appendOnBehalf();
    void makeRoot();
    void makeFederated();
    void makeCenterUser();
    void makeForeign(Kind kind);
    void chooseHolder(std::uint64_t number, std::uint64_t kind);
    void appendSession(std::string_view issuer, std::string_view more);
    std::string keyId(std::string_view prefix, std::uint64_t holder) const;
    std::string creationTime() const;

    Caller& m_caller;
    const PatternValues& m_values;
    Random& m_random;
    std::uint64_t m_account;
    std::uint64_t m_holder = 0; // identity
    std::uint64_t m_session = 0;
    Micros m_created = 0; // of the session
};

void CallerMaker::make(Kind kind) {
    m_caller.kind = kind;
    m_caller.isService = m_caller.usesConsole = m_caller.inVpc = false;
    m_caller.identityJson = "{";
    for (std::string* text : {&m_caller.arn, &m_caller.address, &m_caller.agent})
        text->clear();
    switch (kind) {
    case Kind::AwsService:
        makeService();
        break;
    case Kind::User:
        makeUser();
        break;
    case Kind::Role:
    case Kind::InstanceRole:
    case Kind::CenterRole:
        makeRole(kind);
        break;
    case Kind::Root:
        makeRoot();
        break;
    case Kind::Federated:
        makeFederated();
        break;
    case Kind::CenterUser:
        makeCenterUser();
        break;
    default:
        makeForeign(kind);
    }
    m_caller.identityJson += '}';
    if (!m_caller.isService && m_caller.address.empty())
        appendAddress(m_caller.address, m_session % 5 == 0 ? m_session : m_holder);
    if (!m_caller.isService && m_caller.agent.empty())
        appendProgram(m_caller.agent, m_holder);
}

// One of the account's holders of a credential, and its session at the time; few have two at once.
void CallerMaker::chooseHolder(std::uint64_t number, std::uint64_t kind) {
    m_holder = mixed(m_account + kind, number);
    const Micros offset = static_cast<Micros>(m_holder % 97) * 211 * kMicrosPerSecond;
    const Micros slot = (m_values.time + offset) / kSessionLength;
    m_session = mixed(m_holder, static_cast<std::uint64_t>(slot) * 2 + m_random.below(16) / 15);
    const Micros early = static_cast<Micros>(m_session % 600) * kMicrosPerSecond;
    m_created = slot * kSessionLength - offset - early;
}

std::string CallerMaker::keyId(std::string_view prefix, std::uint64_t holder) const {
    Random random(holder);
    return uniqueId(prefix, m_values.account, random);
}

std::string CallerMaker::creationTime() const {
    std::string text;
    appendIsoTime(text, m_created);
    return text;
}

void CallerMaker::appendSession(std::string_view issuer, std::string_view more) {
    std::string& out = m_caller.identityJson;
    out.append(",\"sessionContext\":{\"sessionIssuer\":{").append(issuer).append("},");
    if (m_holder % 3 == 0)
        out += "\"webIdFederationData\":{},";
    out.append("\"attributes\":{\"creationDate\":\"").append(creationTime());
    out.append("\",\"mfaAuthenticated\":\"").append(m_caller.usesConsole ? "true" : "false").append("\"}");
    out.append(more).append("}");
}

void CallerMaker::makeService() {
    const std::string_view service = kServices[skewed(m_random.next(), kServices.size())];
    appendField(m_caller.identityJson, "type", "AWSService");
    appendField(m_caller.identityJson, "invokedBy", service);
    m_caller.address = service;
    m_caller.agent = service;
    m_caller.isService = true;
}

void CallerMaker::makeUser() {
    const std::uint64_t number = skewed(m_random.next(), 60);
    chooseHolder(number, 1);
    std::string name;
    appendUserName(name, number);
    m_caller.usesConsole = m_holder % 4 == 0;
    m_caller.arn.append("arn:aws:iam::").append(m_values.account).append(":user/").append(name);
    std::string& out = m_caller.identityJson;
    appendField(out, "type", "IAMUser");
    appendField(out, "principalId", keyId("AIDA", m_holder));
    appendField(out, "arn", m_caller.arn);
    appendField(out, "accountId", m_values.account);
    appendField(out, "accessKeyId", m_caller.usesConsole ? keyId("ASIA", m_session) : keyId("AKIA", m_holder));
    appendField(out, "userName", name);
    if (m_caller.usesConsole)
        appendSession({}, {});
}

// Writes the role's name, its path and the session's name.
void CallerMaker::nameRole(Kind kind, std::uint64_t number, RoleNames& names) const {
    if (kind == Kind::CenterRole) {
        constexpr std::array<std::string_view, 4> sets = {"AdministratorAccess", "PowerUser", "ReadOnly",
                                                          "DataAnalyst"};
        names.role.append("AWSReservedSSO_").append(sets[number % sets.size()]).append("_");
        Random random(mixed(m_account, number % sets.size()));
        appendHex(names.role, random, 16);
        names.path = "aws-reserved/sso.amazonaws.com/";
        appendUserName(names.session, number);
        names.session += "@example.com";
        return;
    }
    appendRoleName(names.role, number % 90);
    if (kind == Kind::InstanceRole)
        appendInstanceId(names.session, m_values.account, m_values.region, number);
    else
        appendSessionName(names.session, number % 4 != 0 ? m_holder : m_session, m_values.account);
}

void CallerMaker::makeRole(Kind kind) {
    const std::uint64_t number = skewed(m_random.next(), kind == Kind::Role ? 60 : kind == Kind::CenterRole ? 30 : 60);
    chooseHolder(number, static_cast<std::uint64_t>(kind));
    RoleNames names;
    nameRole(kind, number, names);
    const std::string id = keyId("AROA", mixed(m_account, textSeed(names.role)));
    m_caller.arn.append("arn:aws:sts::").append(m_values.account).append(":assumed-role/").append(names.role);
    m_caller.arn.append("/").append(names.session);
    std::string& out = m_caller.identityJson;
    appendField(out, "type", "AssumedRole");
    appendField(out, "principalId", id + ":" + names.session);
    appendField(out, "arn", m_caller.arn);
    appendField(out, "accountId", m_values.account);
    appendField(out, "accessKeyId", keyId("ASIA", m_session));
    std::string issuer = R"("type":"Role","principalId":")" + id + R"(","arn":"arn:aws:iam::)";
    issuer.append(m_values.account).append(":role/").append(names.path).append(names.role);
    issuer.append(R"(","accountId":")")
        .append(m_values.account)
        .append(R"(","userName":")")
        .append(names.role)
        .append("\"");
    m_caller.usesConsole = kind == Kind::CenterRole && m_holder % 2 == 0;
    appendSession(issuer, kind == Kind::InstanceRole ? R"(,"ec2RoleDelivery":"2.0")" : "");
    finishRole(kind, number);
}

void CallerMaker::finishRole(Kind kind, std::uint64_t number) {
    if (kind == Kind::CenterRole) {
        appendOnBehalf();
    } else if (number % 7 == 0) { // a service at work with the role's credential
        const std::string_view service = kServices[number % kServices.size()];
        appendField(m_caller.identityJson, "invokedBy", service);
        m_caller.address = service;
        m_caller.agent = service;
        m_caller.isService = true;
    } else if (kind == Kind::InstanceRole && m_holder % 2 == 0) {
        m_caller.inVpc = true;
        appendPattern(m_caller.address, "$P", {m_values.account, m_values.region, m_values.time, m_holder});
    }
}

// The person behind a session of Identity Center.
void CallerMaker::appendOnBehalf() {
    Random random(m_holder);
    std::string& out = m_caller.identityJson;
    out.append(R"(,"onBehalfOf":{"userId":")").append(guid(random));
    out.append(R"(","identityStoreArn":"arn:aws:identitystore::)").append(m_values.account);
    out.append(R"(:identitystore/d-9067abcdef"},"credentialId":")").append(guid(random)).append("\"");
}

void CallerMaker::makeRoot() {
    chooseHolder(0, 2);
    m_caller.usesConsole = true;
    m_caller.arn.append("arn:aws:iam::").append(m_values.account).append(":root");
    std::string& out = m_caller.identityJson;
    appendField(out, "type", "Root");
    appendField(out, "principalId", m_values.account);
    appendField(out, "arn", m_caller.arn);
    appendField(out, "accountId", m_values.account);
    appendField(out, "accessKeyId", keyId("ASIA", m_session));
    appendSession({}, {});
}

void CallerMaker::makeFederated() {
    const std::uint64_t number = m_random.below(6);
    chooseHolder(number, 3);
    std::string name;
    appendUserName(name, number);
    const std::string account(m_values.account);
    m_caller.arn = "arn:aws:sts::" + account + ":federated-user/" + name;
    std::string& out = m_caller.identityJson;
    appendField(out, "type", "FederatedUser");
    appendField(out, "principalId", account + ":" + name);
    appendField(out, "arn", m_caller.arn);
    appendField(out, "accountId", account);
    appendField(out, "accessKeyId", keyId("ASIA", m_session));
    appendSession("\"type\":\"IAMUser\",\"principalId\":\"" + keyId("AIDA", m_holder) + "\",\"arn\":\"arn:aws:iam::" +
                      account + ":user/" + name + "\",\"accountId\":\"" + account + "\",\"userName\":\"" + name + "\"",
                  {});
}

void CallerMaker::makeCenterUser() {
    chooseHolder(skewed(m_random.next(), 30), static_cast<std::uint64_t>(Kind::CenterRole));
    std::string& out = m_caller.identityJson;
    appendField(out, "type", "IdentityCenterUser");
    appendField(out, "accountId", m_values.account);
    appendOnBehalf();
}

// Callers that have no identity of the account yet, or are of another one.
void CallerMaker::makeForeign(Kind kind) {
    chooseHolder(m_random.below(40), 4);
    std::string& out = m_caller.identityJson;
    const std::string account(m_values.account);
    std::string name;
    appendUserName(name, m_holder % 60);
    if (kind == Kind::OtherAccount) {
        const std::string other = std::to_string(300'000'000'000 + mixed(m_account) % 40'000'000'000);
        Random random(m_holder);
        appendField(out, "type", "AWSAccount");
        appendField(out, "principalId", uniqueId("AROA", other, random) + ":" + name);
        appendField(out, "accountId", other);
    } else if (kind == Kind::Saml) {
        appendField(out, "type", "SAMLUser");
        appendField(out, "principalId", "3kz9Yt0aQ1bX=:" + name + "@example.com");
        appendField(out, "userName", name + "@example.com");
        appendField(out, "identityProvider", "3kz9Yt0aQ1bX=");
    } else {
        const std::string provider = "arn:aws:iam::" + account + ":oidc-provider/token.actions.githubusercontent.com";
        appendField(out, "type", "WebIdentityUser");
        appendField(out, "principalId", provider + ":sts.amazonaws.com:repo:example/" + name + ":ref:refs/heads/main");
        appendField(out, "userName", "repo:example/" + name + ":ref:refs/heads/main");
        appendField(out, "identityProvider", provider);
    }
}

} // namespace

unsigned serviceShare(std::string_view account) {
    const std::uint64_t seed = textSeed(account);
    return seed % 3 == 0 ? 60 + static_cast<unsigned>(seed / 3 % 20) : 12 + static_cast<unsigned>(seed / 3 % 18);
}

Kind anyKind(Random& random, std::string_view account) {
    if (random.chance(serviceShare(account)))
        return Kind::AwsService;
    constexpr std::array<std::pair<Kind, unsigned>, 10> mix = {{{Kind::User, 190},
                                                                {Kind::Role, 380},
                                                                {Kind::InstanceRole, 260},
                                                                {Kind::CenterRole, 130},
                                                                {Kind::Root, 6},
                                                                {Kind::Federated, 6},
                                                                {Kind::CenterUser, 5},
                                                                {Kind::WebIdentity, 9},
                                                                {Kind::Saml, 6},
                                                                {Kind::OtherAccount, 8}}};
    auto left = static_cast<int>(random.below(1000));
    for (const auto& [kind, share] : mix) {
        left -= static_cast<int>(share);
        if (left < 0)
            return kind;
    }
    return Kind::User;
}

void fillCaller(Caller& caller, Kind kind, const PatternValues& values, Random& random) {
    CallerMaker(caller, values, random).make(kind);
}

} // namespace rastro::trailgen
