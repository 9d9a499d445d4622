// SPDX-License-Identifier: Apache-2.0
#include "events/targetguess.h"

#include "events/callwords.h"
#include "events/template.h"
#include "events/valuefilter.h"

#include <algorithm>
#include <array>
#include <iterator>

namespace rastro {

using json::Tree;

namespace {

// What parameters name, most telling first: "instance" stands for instanceId, instanceIds, instancesSet, …
constexpr std::string_view kWellKnown[] = {
    "instance",
    "user",
    "role",
    "group",
    "policy",
    "bucket",
    "function",
    "secret",
    "snapshot",
    "volume",
    "image",
    "table",
    "topic",
    "queue",
    "repository",
    "cluster",
    "service",
    "task",
    "dBInstance",
    "dBCluster",
    "dBSnapshot",
    "logGroup",
    "stack",
    "detector",
    "trail",
    "rule",
    "alarm",
    "stateMachine",
    "project",
    "pipeline",
    "domain",
    "distribution",
    "hostedZone",
    "loadBalancer",
    "targetGroup",
    "certificate",
    "key",
    "vpc",
    "subnet",
    "networkInterface",
    "routeTable",
    "launchTemplate",
    "autoScalingGroup",
    "document",
    "parameter",
    "database",
    "workGroup",
    "stream",
    "deliveryStream",
    "fileSystem",
    "api",
    "restApi",
    "app",
    "model",
    "endpoint",
    "account",
    "resource",
};

// Parameters that end like a name or an id and name nothing.
constexpr std::string_view kIgnored[] = {"requestId", "clientRequestId",  "ownerId",   "callerReference",
                                         "sessionId", "creatorRequestId", "kmsKeyId",  "sSEKMSKeyId",
                                         "serviceId", "eventId",          "taskToken", "versionId"};

constexpr std::string_view kEndings[] = {"Identifiers", "Identifier", "Names", "Name", "Arns", "Arn", "ARNs",
                                         "ARN",         "Ids",        "Id",    "IDs",  "ID",   "Url"};

struct Parameter {
    std::string_view base; // "securityGroup" of "securityGroupId", empty for plain "name", "id", "arn"
    bool isName = false;   // ends like a name or an id
    bool isSet = false;    // is a …Set or …List
};

Parameter parameterOf(std::string_view key) {
    bool isSet = false;
    for (const std::string_view ending : {"Set", "List"}) {
        if (key.size() > ending.size() && key.ends_with(ending)) {
            key.remove_suffix(ending.size());
            isSet = true;
        }
    }
    for (const std::string_view ending : kEndings) {
        const std::size_t rest = key.size() - std::min(key.size(), ending.size());
        if (equalsIgnoringCase(key.substr(rest), ending) && (rest == 0 || key.ends_with(ending)))
            return {key.substr(0, rest), true, isSet};
    }
    return {key, false, isSet};
}

std::string_view withoutPlural(std::string_view word) {
    return word.size() > 1 && word.ends_with('s') && !word.ends_with("ss") ? word.substr(0, word.size() - 1) : word;
}

bool endsIgnoringCase(std::string_view text, std::string_view end) {
    return text.size() >= end.size() && equalsIgnoringCase(text.substr(text.size() - end.size()), end);
}

bool startsIgnoringCase(std::string_view text, std::string_view start) {
    return text.size() >= start.size() && equalsIgnoringCase(text.substr(0, start.size()), start);
}

// How well a parameter tells the target of a call with that noun; 0 for not at all.
int rank(const Parameter& parameter, std::string_view noun) {
    const std::string_view one = withoutPlural(noun);
    const std::string_view base = withoutPlural(parameter.base);
    if (base.empty())
        return parameter.isName ? 180 : 0;
    if (equalsIgnoringCase(one, base))
        return 200;
    if (endsIgnoringCase(one, base) && (parameter.isName || parameter.isSet))
        return 190;
    if (!parameter.isName && !equalsIgnoringCase(base, "bucket"))
        return 0;
    if (startsIgnoringCase(one, base))
        return 170;
    const auto known =
        std::ranges::find_if(kWellKnown, [base](std::string_view w) { return equalsIgnoringCase(w, base); });
    return known == std::end(kWellKnown) ? 10 : 150 - static_cast<int>(known - std::begin(kWellKnown));
}

// The scalars of a parameter; of a list of objects the ids or names in them.
Values valuesOf(NodeRef node) {
    Values values;
    collectScalars(node, {}, values);
    if (values.count > 0)
        return values;
    NodeRef inside = unwrapped(node);
    if (inside && inside.node().type == Tree::Type::Array)
        inside = inside.first();
    for (NodeRef child = inside ? inside.first() : NodeRef{}; child; child = child.next()) {
        const std::string key = child.tree->key(child.at);
        if (parameterOf(key).isName) {
            collectScalars(node, key, values);
            if (values.count > 0)
                break;
        }
    }
    return values;
}

struct Candidate {
    int rank = 0;
    NodeRef node;
    std::string_view base;
};

bool mayName(NodeRef node) {
    return node.node().type == Tree::Type::String || node.node().type == Tree::Type::Number ||
           node.tree->isContainer(node.at);
}

void consider(NodeRef document, std::string_view noun, int penalty, Candidate& best) {
    if (!document || document.node().type != Tree::Type::Object)
        return;
    for (NodeRef child = document.first(); child; child = child.next()) {
        const std::string_view key = child.tree->rawKey(child.at);
        if (!mayName(child) ||
            std::ranges::any_of(kIgnored, [key](std::string_view i) { return equalsIgnoringCase(i, key); }))
            continue;
        const Parameter parameter = parameterOf(key);
        const int r = rank(parameter, noun) - penalty;
        if (r > best.rank && valuesOf(child).count > 0)
            best = {r, child, parameter.base};
    }
}

// i-0abc…, sg-…, vpc-…: what it is shows.
bool isTellingId(std::string_view value) {
    const std::size_t dash = value.rfind('-');
    if (dash == std::string_view::npos || dash == 0 || value.size() - dash < 9)
        return false;
    const std::string_view digits = value.substr(dash + 1);
    return digits.find_first_not_of("0123456789abcdef") == std::string_view::npos &&
           value.substr(0, dash).find_first_not_of("abcdefghijklmnopqrstuvwxyz-") == std::string_view::npos;
}

// "Widget" of "GadgetsForWidget".
std::string_view behindPreposition(std::string_view noun) {
    for (const std::string_view word : {"For", "From", "With", "To", "By", "In", "On", "Of"}) {
        const std::size_t at = noun.rfind(word);
        const std::size_t end = at == std::string_view::npos ? noun.size() : at + word.size();
        const bool isWord = at > 0 && end < noun.size() && noun[end] >= 'A' && noun[end] <= 'Z' && noun[at - 1] >= 'a';
        if (isWord)
            return noun.substr(end);
    }
    return noun;
}

Target fromCandidate(const Candidate& found, const RecordView& record, std::string_view noun) {
    const Values raw = valuesOf(found.node);
    const bool isResource = endsIgnoringCase(found.base, "resource");
    const Values values = filtered(ValueFilter::Short, raw, record);
    Target target;
    target.value = joined(values);
    const bool isNoun = found.base.empty() || endsIgnoringCase(withoutPlural(noun), withoutPlural(found.base));
    target.label = isResource ? "resource" : singular(spaced(isNoun ? behindPreposition(noun) : found.base));
    target.isLabelled = !isResource && !target.label.empty() && !isTellingId(raw.first[0]);
    return target;
}

Target fromResources(const RecordView& record) {
    for (const std::string_view path : {"resources.ARN", "resources.ARNPrefix", "resources.resourceName"}) {
        const Values raw = record.values(RecordView::Part::Record, path);
        if (raw.count == 0)
            continue;
        Target target = targetOfArn(raw.first[0]);
        target.value = joined(filtered(ValueFilter::Short, raw, record));
        return target;
    }
    return {};
}

// "user bob", "policy arn:aws:iam::123456789012:policy/x version v2": as IAM names things in its messages.
Target targetOfPhrase(std::string_view phrase) {
    if (const std::size_t arn = phrase.find("arn:"); arn != std::string_view::npos)
        return targetOfArn(phrase.substr(arn, phrase.find(' ', arn) - arn));
    const std::size_t blank = phrase.rfind(' ');
    if (blank == std::string_view::npos)
        return {{}, std::string(phrase), false};
    return {std::string(phrase.substr(0, blank)), std::string(phrase.substr(blank + 1)), true};
}

// "… is not authorized to perform: iam:CreateUser on resource: arn:aws:iam::123456789012:user/x because no
// identity-based policy allows …": a refused call tells its parameters nowhere else.
Target fromMessage(const RecordView& record) {
    constexpr std::string_view kOn = " on resource: ";
    const std::string message = record.text(RecordView::Part::Record, "errorMessage");
    const std::size_t at = message.find(kOn);
    if (at == std::string::npos)
        return {};
    std::string_view resource = std::string_view(message).substr(at + kOn.size());
    for (const std::string_view end : {" because ", " with an explicit deny"})
        resource = resource.substr(0, resource.find(end));
    Target target = targetOfPhrase(resource);
    const bool isNothing = target.value.find_first_not_of("* ") == std::string::npos || target.value.ends_with('/') ||
                           resourceOfArn(resource).starts_with('/') || target.value == "null";
    return isNothing ? Target{} : target;
}

// What AWS tells of its own doings.
void considerDetails(const RecordView& record, std::string_view noun, Candidate& best) {
    for (const std::string_view field : {"serviceEventDetails", "additionalEventData"})
        consider(childOf(record.part(RecordView::Part::Record), field), noun, 25, best);
}

} // namespace

std::string Target::text() const {
    return isLabelled && !value.empty() ? label + ' ' + value : value;
}

Target targetOfArn(std::string_view arn) {
    Target target{{}, shortened(arn), false};
    const std::string_view resource = resourceOfArn(arn);
    const std::size_t type = resource.find_first_of("/:");
    if (type == std::string_view::npos || target.value == resource) // a bucket, a topic: the service has one type only
        return target;
    target.label = spaced(resource.substr(0, type));
    target.isLabelled = !target.label.empty() && !isTellingId(target.value);
    return target;
}

Target guessTarget(const RecordView& record, std::string_view noun, Where where) {
    Candidate best;
    consider(record.part(RecordView::Part::Request), noun, 0, best);
    const NodeRef response = record.part(RecordView::Part::Response);
    if (best.rank < 180 && response &&
        where == Where::RequestAndResponse) { // a created thing is named in the response only
        consider(response, noun, 5, best);
        const bool isObject = response.node().type == Tree::Type::Object;
        for (NodeRef child = isObject ? response.first() : NodeRef{}; child; child = child.next())
            consider(child, noun, 15, best);
    }
    if (best.rank == 0 && equalsIgnoringCase(record.eventType(), "AwsServiceEvent"))
        considerDetails(record, noun, best);
    if (best.rank > 0)
        return fromCandidate(best, record, noun);
    Target target = fromResources(record);
    return target.value.empty() ? fromMessage(record) : target;
}

} // namespace rastro
