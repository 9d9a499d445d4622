// SPDX-License-Identifier: Apache-2.0
#include "support/story/event.h"

#include "support/trailgen/ids.h"
#include "support/trailgen/record.h"

#include <algorithm>
#include <array>

namespace rastro::story {

using trailgen::Random;

namespace {

constexpr std::array<std::string_view, 13> kReadingPrefixes = {
    "Get",  "List",     "Describe", "Lookup",          "Head",     "AssumeRole", "Decrypt",
    "Scan", "BatchGet", "Select",   "GenerateDataKey", "Simulate", "Query"};

bool reads(std::string_view call) {
    if (call == "GetFederationToken" || call == "GetSigninToken")
        return false;
    return std::any_of(kReadingPrefixes.begin(), kReadingPrefixes.end(),
                       [&](std::string_view prefix) { return call.starts_with(prefix); });
}

// The services whose calls are recorded in us-east-1 whatever region they came from.
bool isGlobal(std::string_view service) {
    return service == "iam" || service == "signin" || service == "organizations" || service == "route53" ||
           service == "cloudfront" || service == "account";
}

// The fifth part of an ARN; empty where it names no account.
std::string accountOf(std::string_view arn) {
    for (int colons = 0; colons < 4; ++colons)
        arn.remove_prefix(std::min(arn.size(), arn.find(':') + 1));
    return std::string(arn.substr(0, arn.find(':')));
}

std::string dumped(const Json& value) {
    return value.is_null() ? std::string() : value.dump();
}

} // namespace

Event::Event(const Actor& actor, Micros time, std::string_view service, std::string_view call, std::uint64_t seed)
    : m_actor(actor)
    , m_time(time)
    , m_service(service)
    , m_call(call)
    , m_seed(seed)
    , m_account(actor.account)
    , m_region(kVirginia)
    , m_readOnly(story::reads(call)) {
    Random random(m_seed);
    m_id = trailgen::guid(random);
}

Event& Event::in(std::string_view region) {
    m_region = isGlobal(m_service) ? kVirginia : region;
    return *this;
}

Event& Event::to(std::string_view account) {
    m_account = account;
    return *this;
}

Event& Event::request(Json value) {
    m_request = std::move(value);
    return *this;
}

Event& Event::response(Json value) {
    m_response = std::move(value);
    return *this;
}

Event& Event::extra(Json value) {
    m_extra = std::move(value);
    return *this;
}

Event& Event::resource(std::string_view type, std::string_view arn) {
    const std::string owner = accountOf(arn);
    m_resources.push_back({{"accountId", owner.empty() ? m_account : owner}, {"type", type}, {"ARN", arn}});
    return *this;
}

Event& Event::error(std::string_view code, std::string_view message) {
    m_errorCode = code;
    m_errorMessage = message;
    m_response = nullptr;
    return *this;
}

Event& Event::denied(std::string_view resource) {
    const std::string action = m_service + ":" + m_call.substr(0, m_call.find("2015"));
    const std::string who = m_actor.identity.value("arn", m_account);
    const std::string what = "User: " + who + " is not authorized to perform: " + action +
                             (resource.empty() ? std::string() : " on resource: " + std::string(resource)) +
                             " because no identity-based policy allows the " + action + " action";
    if (m_service == "ec2")
        return error("Client.UnauthorizedOperation", "You are not authorized to perform this operation. " + what);
    return error("AccessDenied", what);
}

Event& Event::data() {
    m_category = "Data";
    return *this;
}

Event& Event::changes() {
    m_readOnly = false;
    return *this;
}

Event& Event::reads() {
    m_readOnly = true;
    return *this;
}

Event& Event::type(std::string_view eventType) {
    m_type = eventType;
    return *this;
}

Event& Event::serviceDetails(Json value) {
    m_serviceDetails = std::move(value);
    return *this;
}

Event& Event::shared(std::string_view id) {
    m_sharedId = id;
    return *this;
}

Event& Event::key(std::string_view name, std::string_view sentence) {
    m_keyName = name;
    m_sentence = sentence;
    return *this;
}

std::string Event::endpoint() const {
    if (m_service == "s3") {
        const std::string host = "s3." + m_region + ".amazonaws.com";
        return m_request.contains("bucketName") ? m_request["bucketName"].get<std::string>() + "." + host : host;
    }
    if (m_service == "signin")
        return "signin.aws.amazon.com";
    return isGlobal(m_service) ? m_service + ".amazonaws.com" : m_service + "." + m_region + ".amazonaws.com";
}

Json Event::withHost(const Json& request) const {
    Json full = request.is_null() ? Json::object() : request;
    full["Host"] = endpoint();
    return full;
}

Json Event::s3Figures(Random& random) const {
    std::string id2;
    trailgen::appendBase64(id2, random, 75);
    Json figures = {
        {"SignatureVersion", "SigV4"},
        {"CipherSuite", "TLS_AES_128_GCM_SHA256"},
        {"bytesTransferredIn", 0.0},
        {"AuthenticationMethod", "AuthHeader"},
        {"x-amz-id-2", id2 + "="},
        {"bytesTransferredOut", m_errorCode.empty() ? static_cast<double>(random.between(180, 6400)) : 243.0}};
    if (!m_extra.is_null())
        figures.update(m_extra);
    return figures;
}

Json Event::s3Resources() const {
    Json resources = m_resources;
    if (!resources.empty() || !m_request.contains("bucketName"))
        return resources;
    const std::string bucket = "arn:aws:s3:::" + m_request["bucketName"].get<std::string>();
    if (m_request.contains("key"))
        resources.push_back({{"type", "AWS::S3::Object"}, {"ARN", bucket + "/" + m_request["key"].get<std::string>()}});
    if (m_request.contains("list-type"))
        resources.push_back({{"type", "AWS::S3::Object"}, {"ARNPrefix", bucket + "/"}});
    resources.push_back({{"accountId", m_account}, {"type", "AWS::S3::Bucket"}, {"ARN", bucket}});
    return resources;
}

std::string Event::tls() const {
    if (m_actor.isService || m_type == "AwsServiceEvent" || m_actor.identity.contains("invokedBy"))
        return {};
    Json details = {
        {"tlsVersion", "TLSv1.3"}, {"cipherSuite", "TLS_AES_128_GCM_SHA256"}, {"clientProvidedHostHeader", endpoint()}};
    if (m_service == "s3" || m_service == "secretsmanager")
        details["keyExchange"] = m_actor.agent.starts_with("aws-cli/2.2") ? "X25519MLKEM768" : "x25519";
    return details.dump();
}

std::string Event::text() const {
    Random random(trailgen::mixed(m_seed, 1));
    const bool isS3 = m_service == "s3";
    const std::string identity = m_actor.identity.dump();
    std::string time;
    trailgen::appendIsoTime(time, m_time);
    const std::string source = (m_service == "cloudwatch" ? "monitoring" : m_service) + ".amazonaws.com";
    std::string requestId;
    if (isS3)
        trailgen::appendAlphanumeric(requestId, random, 16);
    else
        trailgen::appendGuid(requestId, random);
    const std::string request = dumped(isS3 ? withHost(m_request) : m_request);
    const std::string response = dumped(m_response);
    const std::string extra = dumped(isS3 ? s3Figures(random) : m_extra);
    const Json resources = isS3 ? s3Resources() : m_resources;
    const std::string resourcesText = resources.empty() ? std::string() : resources.dump();
    const std::string details = dumped(m_serviceDetails);
    const std::string tlsText = tls();

    trailgen::RecordParts parts;
    parts.eventVersion = m_service == "signin" || m_service == "kms" ? "1.08" : "1.11";
    parts.identityJson = identity;
    parts.eventTime = time;
    parts.eventSource = source;
    parts.eventName = m_call;
    parts.awsRegion = m_region;
    parts.sourceAddress = m_actor.address;
    parts.userAgent = m_actor.agent;
    parts.errorCode = m_errorCode;
    parts.errorMessage = m_errorMessage;
    parts.requestJson = request;
    parts.responseJson = response;
    parts.additionalJson = extra;
    parts.requestId = m_service == "signin" ? std::string_view() : std::string_view(requestId);
    parts.eventId = m_id;
    parts.readOnly = m_readOnly ? "true" : "false";
    parts.resourcesJson = resourcesText;
    parts.eventType = m_type;
    parts.recipientAccount = m_account;
    parts.serviceDetailsJson = details;
    parts.sharedEventId = m_sharedId;
    parts.category = m_category;
    parts.tlsJson = tlsText;
    parts.fromConsole = m_actor.usesConsole && m_service != "signin" ? "true" : "";
    std::string record;
    trailgen::appendRecord(record, parts);
    return record;
}

} // namespace rastro::story
