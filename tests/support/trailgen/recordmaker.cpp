// SPDX-License-Identifier: Apache-2.0
#include "support/trailgen/recordmaker.h"

#include "support/trailgen/ids.h"

#include <array>

namespace rastro::trailgen {

namespace {

constexpr std::string_view kHome = "us-east-1";

struct Named {
    std::string_view service;
    std::string_view name;
};

// What AWS services do on their rounds, the commonest first.
constexpr std::array<Named, 8> kServiceCalls = {{{"s3", "PutObject"},
                                                 {"kms", "GenerateDataKey"},
                                                 {"sts", "AssumeRole"},
                                                 {"s3", "GetBucketAcl"},
                                                 {"kms", "Decrypt"},
                                                 {"kms", "CreateGrant"},
                                                 {"lambda", "Invoke"},
                                                 {"logs", "CreateLogStream"}}};

constexpr std::array<std::string_view, 4> kThrottles = {"ThrottlingException", "Throttling", "TooManyRequestsException",
                                                        "RequestLimitExceeded"};

constexpr std::array<std::string_view, 5> kReasons = {
    " because no identity-based policy allows the ", " because no resource-based policy allows the ",
    " because no permissions boundary allows the ", " with an explicit deny in an identity-based policy",
    " with an explicit deny in a service control policy"};

std::string_view notFoundCode(const Call& call) {
    if (call.name == "GetBucketPolicy" || call.name == "GetBucketPolicyStatus")
        return "NoSuchBucketPolicy";
    if (call.name == "GetBucketPublicAccessBlock")
        return "NoSuchPublicAccessBlockConfiguration";
    if (call.name == "GetBucketEncryption")
        return "ServerSideEncryptionConfigurationNotFoundError";
    if (call.name == "GetBucketTagging")
        return "NoSuchTagSet";
    return call.name == "GetObject" || call.name == "HeadObject" ? "NoSuchKey" : call.service->notFound;
}

const Call& found(const Named& named) {
    return Catalogue::instance().find(named.service, named.name);
}

void appendFloat(std::string& out, std::uint64_t number) {
    appendNumber(out, number);
    out += ".0";
}

} // namespace

void RecordMaker::append(std::string& out, const Place& place, std::uint64_t seed) {
    Random random(seed);
    m_values = {place.account, place.region, place.time, random.next()};
    fillCaller(m_caller, anyKind(random, place.account), m_values, random);
    for (std::string* text : {&m_time, &m_source, &m_request, &m_response, &m_additional, &m_resources, &m_requestId,
                              &m_eventId, &m_sharedId, &m_errorCode, &m_errorMessage, &m_tls, &m_endpoint})
        text->clear();
    const Call& call = chooseCall(random);
    appendIsoTime(m_time, place.time);
    m_source.append(call.service->name).append(".amazonaws.com");
    fillRequest(call);
    fillError(call, random);
    if (call.service->name == "s3")
        fillS3(call, random);
    if (call.service->name == "signin")
        fillSignIn(call, random);
    fillIds(call, random);
    fillRest(call, random);
    appendRecord(out, parts(call));
}

const Call& RecordMaker::serviceCall(Random& random) const {
    return found(kServiceCalls[skewed(random.next(), kServiceCalls.size())]);
}

const Call& RecordMaker::chooseCall(Random& random) const {
    switch (m_caller.kind) {
    case Kind::AwsService:
        return serviceCall(random);
    case Kind::WebIdentity:
        return found({"sts", "AssumeRoleWithWebIdentity"});
    case Kind::Saml:
        return found({"sts", "AssumeRoleWithSAML"});
    case Kind::CenterUser:
        return found({"sso", "GetRoleCredentials"});
    case Kind::OtherAccount:
        return found(random.chance(50) ? Named{"sts", "AssumeRole"} : Named{"s3", "GetObject"});
    default:
        break;
    }
    if (m_caller.kind == Kind::InstanceRole && random.chance(35))
        return found(random.chance(50) ? Named{"ssm", "UpdateInstanceInformation"} : Named{"s3", "GetObject"});
    return Catalogue::instance().anyCall(random, m_values.region == kHome ? Scope::Global : Scope::Regional);
}

void RecordMaker::fillRequest(const Call& call) {
    appendPattern(m_request, call.request, m_values);
    appendPattern(m_response, call.response, m_values);
    const Service& service = *call.service;
    if (call.name.starts_with("AssumeRole") && service.name == "sts") {
        m_resources = R"([{"accountId":")";
        appendPattern(m_resources, R"($A","type":"AWS::IAM::Role","ARN":"arn:aws:iam::$A:role/$r"}])", m_values);
    } else if (service.name == "s3" && call.isData && call.name != "ListObjects") {
        appendPattern(
            m_resources,
            R"([{"type":"AWS::S3::Object","ARN":"arn:aws:s3:::$b/$k"},{"accountId":"$A","type":"AWS::S3::Bucket","ARN":"arn:aws:s3:::$b"}])",
            m_values);
    } else if (service.name == "s3" && call.isData) {
        appendPattern(
            m_resources,
            R"([{"type":"AWS::S3::Object","ARNPrefix":"arn:aws:s3:::$b/"},{"accountId":"$A","type":"AWS::S3::Bucket","ARN":"arn:aws:s3:::$b"}])",
            m_values);
    } else if (!service.resourceType.empty() && call.name != "ListBuckets") {
        m_resources = R"([{"accountId":")";
        m_resources.append(m_values.account)
            .append(R"(","type":")")
            .append(service.resourceType)
            .append(R"(","ARN":")");
        appendPattern(m_resources, service.resourceArn, m_values);
        m_resources += "\"}]";
    }
}

// 10 calls of 100 fail; of services in a few accounts that deliver to a bucket they may not write to, 30.
void RecordMaker::fillError(const Call& call, Random& random) {
    const bool isNoisy = m_caller.kind == Kind::AwsService && serviceShare(m_values.account) > 70;
    if (call.service->name == "signin" || !random.chance(isNoisy ? 30 : 10))
        return;
    m_response.clear();
    const std::size_t kind = isNoisy ? 0 : random.below(100);
    if (kind < 52) {
        fillDenied(call, random);
    } else if (kind < 64) {
        m_errorCode = kThrottles[random.below(kThrottles.size())];
        m_errorMessage = "Rate exceeded";
    } else {
        m_errorCode = notFoundCode(call);
        m_errorMessage = "The requested resource ";
        appendPattern(m_errorMessage, "$w-$e-$h cannot be found.", m_values);
    }
}

void RecordMaker::fillDenied(const Call& call, Random& random) {
    const bool isEc2 = call.service->name == "ec2";
    if (isEc2)
        m_errorMessage = "You are not authorized to perform this operation. ";
    m_errorCode = isEc2 ? "Client.UnauthorizedOperation" : random.chance(80) ? "AccessDenied" : "AccessDeniedException";
    if (m_caller.arn.empty()) {
        m_errorMessage += "Access Denied";
        return;
    }
    const std::size_t version = call.name.find("20");
    m_errorMessage.append("User: ")
        .append(m_caller.arn)
        .append(" is not authorized to perform: ")
        .append(call.service->name);
    m_errorMessage.append(":").append(call.name.substr(0, version)).append(" on resource: ");
    appendPattern(m_errorMessage, call.service->resourceArn.empty() ? "*" : call.service->resourceArn, m_values);
    const std::size_t reason = random.below(kReasons.size());
    m_errorMessage += kReasons[reason];
    if (reason < 3)
        m_errorMessage.append(call.service->name).append(":").append(call.name.substr(0, version)).append(" action");
    if (isEc2 && random.chance(40)) {
        m_errorMessage += ". Encoded authorization failure message: ";
        appendBase64(m_errorMessage, random, 300);
    }
}

void RecordMaker::fillS3(const Call& call, Random& random) {
    const bool isUp = call.name == "PutObject" || call.name == "UploadPart";
    const bool isDown = call.name == "GetObject";
    const std::uint64_t size = random.chance(70) ? random.below(60'000) : random.below(80'000'000);
    m_additional = R"({"SignatureVersion":"SigV4","CipherSuite":"ECDHE-RSA-AES128-GCM-SHA256","bytesTransferredIn":)";
    appendFloat(m_additional, isUp ? size : 0);
    if (isUp)
        m_additional += R"(,"SSEApplied":"SSE_S3")";
    m_additional += R"(,"AuthenticationMethod":"AuthHeader","x-amz-id-2":")";
    appendBase64(m_additional, random, 75);
    m_additional += R"(=","bytesTransferredOut":)";
    appendFloat(m_additional, !m_errorCode.empty() ? 243 : isDown ? size : isUp ? 0 : 300 + size % 6000);
    m_additional += '}';
}

void RecordMaker::fillSignIn(const Call& call, Random& random) {
    if (call.name == "ConsoleLogin") {
        const bool usedMfa = random.chance(85);
        m_additional =
            R"({"LoginTo":"https://console.aws.amazon.com/console/home?hashArgs=%23&isauthcode=true","MobileVersion":"No",)";
        if (usedMfa)
            appendPattern(m_additional, R"("MFAIdentifier":"arn:aws:iam::$A:mfa/$u",)", m_values);
        m_additional += usedMfa ? R"("MFAUsed":"Yes"})" : R"("MFAUsed":"No"})";
    } else if (call.name == "SwitchRole") {
        appendPattern(m_additional,
                      R"({"RedirectTo":"https://console.aws.amazon.com/","SwitchFrom":"arn:aws:iam::$A:user/$u"})",
                      m_values);
    }
    if (random.chance(15)) {
        m_errorMessage = "Failed authentication";
        m_response = "{\"" + std::string(call.name) + "\":\"Failure\"}";
    }
}

void RecordMaker::fillIds(const Call& call, Random& random) {
    appendGuid(m_eventId, random);
    if (call.service->name == "s3")
        appendAlphanumeric(m_requestId, random, 16);
    else if (call.service->name != "signin")
        appendGuid(m_requestId, random);
    if (m_caller.kind == Kind::AwsService || m_caller.kind == Kind::OtherAccount)
        appendGuid(m_sharedId, random);
}

void RecordMaker::fillRest(const Call& call, Random& random) {
    constexpr std::array<std::string_view, 5> versions = {"1.08", "1.09", "1.10", "1.11", "1.11"};
    m_version = versions[textSeed(call.service->name) % versions.size()];
    if (m_caller.isService || m_caller.address == "AWS Internal")
        return;
    if (call.service->name == "s3" && m_request.size() > 40)
        appendPattern(m_endpoint, call.name == "ListBuckets" ? "s3.$R.amazonaws.com" : "$b.s3.$R.amazonaws.com",
                      m_values);
    else if (call.service->scope == Scope::Global)
        m_endpoint.append(call.service->name)
            .append(call.service->name == "signin" ? ".aws.amazon.com" : ".amazonaws.com");
    else
        m_endpoint.append(call.service->name).append(".").append(m_values.region).append(".amazonaws.com");
    const bool isNew = random.chance(80);
    m_tls.append(R"({"tlsVersion":")").append(isNew ? "TLSv1.3" : "TLSv1.2").append(R"(","cipherSuite":")");
    m_tls.append(isNew ? "TLS_AES_128_GCM_SHA256" : "ECDHE-RSA-AES128-GCM-SHA256");
    m_tls.append(R"(","clientProvidedHostHeader":")").append(m_endpoint).append("\"}");
}

RecordParts RecordMaker::parts(const Call& call) const {
    const bool isSignIn = call.service->name == "signin";
    RecordParts r;
    r.eventVersion = m_version;
    r.identityJson = m_caller.identityJson;
    r.eventTime = m_time;
    r.eventSource = m_source;
    r.eventName = call.name;
    r.awsRegion = m_values.region;
    r.sourceAddress = m_caller.address;
    r.userAgent = m_caller.agent;
    r.errorCode = m_errorCode;
    r.errorMessage = m_errorMessage;
    r.requestJson = m_request;
    r.responseJson = m_response;
    r.additionalJson = m_additional;
    r.requestId = m_requestId;
    r.eventId = m_eventId;
    r.readOnly = call.readOnly ? "true" : "false";
    r.resourcesJson = m_resources;
    r.eventType = isSignIn                                                           ? "AwsConsoleSignIn"
                  : call.service->name == "sso" && m_caller.kind == Kind::CenterUser ? "AwsServiceEvent"
                                                                                     : "AwsApiCall";
    r.apiVersion = call.service->name == "dynamodb" ? "2012-08-10" : "";
    r.recipientAccount = m_values.account;
    r.sharedEventId = m_sharedId;
    r.vpcEndpointId = m_caller.inVpc && !m_caller.isService ? "vpce-0a1b2c3d4e5f60718" : "";
    r.vpcEndpointAccount = m_caller.inVpc && !m_caller.isService ? m_values.account : "";
    r.category = call.isData ? "Data" : "Management";
    r.tlsJson = m_tls;
    r.fromConsole = m_caller.usesConsole && !isSignIn ? "true" : "";
    return r;
}

} // namespace rastro::trailgen
