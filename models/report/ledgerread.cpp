// SPDX-License-Identifier: Apache-2.0
#include "report/ledgerread.h"

#include "base/hash.h"
#include "events/calltable.h"
#include "events/describe.h"
#include "events/policyreader.h"
#include "events/recordview.h"

#include <algorithm>

namespace rastro {

namespace {

using json::Tree;

std::vector<std::string> valuesAt(const RecordView& record, std::string_view path) {
    RecordView::Part part = RecordView::Part::Request;
    if (path.starts_with('^')) {
        part = RecordView::Part::Response;
        path.remove_prefix(1);
    } else if (path.starts_with('.')) {
        part = RecordView::Part::Record;
        path.remove_prefix(1);
    }
    std::vector<std::string> found;
    if (const NodeRef document = record.part(part)) {
        forEachScalar(document, path, [&](std::string text) {
            if (!text.empty() && std::ranges::find(found, text) == found.end())
                found.push_back(std::move(text));
        });
    }
    return found;
}

// Of the first alternative that has any.
std::vector<std::string> valuesOf(const RecordView& record, std::string_view paths) {
    while (!paths.empty()) {
        const std::size_t bar = paths.find('|');
        std::vector<std::string> found = valuesAt(record, paths.substr(0, bar));
        if (!found.empty() || bar == std::string_view::npos)
            return found;
        paths.remove_prefix(bar + 1);
    }
    return {};
}

std::string firstOf(const RecordView& record, std::string_view paths) {
    std::vector<std::string> found = valuesOf(record, paths);
    return found.empty() ? std::string() : std::move(found.front());
}

std::string textIn(NodeRef object, std::string_view key) {
    const NodeRef child = childOf(object, key);
    return child && !child.tree->isContainer(child.at) ? child.tree->text(child.at) : std::string();
}

// f(node) for each element of what may be a list in a wrapper, a list, or one alone.
template <typename F> void forEachElement(NodeRef node, const F& f) {
    const NodeRef list = unwrapped(node);
    if (!list)
        return;
    if (list.node().type != Tree::Type::Array)
        return f(list);
    for (NodeRef element = list.first(); element; element = element.next())
        f(element);
}

std::string portsOf(NodeRef permission) {
    const std::string protocol = textIn(permission, "ipProtocol");
    const std::string from = textIn(permission, "fromPort");
    const std::string to = textIn(permission, "toPort");
    std::string ports = protocol == "-1" || protocol.empty() ? "all" : protocol;
    if (!from.empty())
        ports += ' ' + from + (to.empty() || to == from ? "" : '-' + to);
    return ports;
}

// "tcp 22 from 0.0.0.0/0" for each source of each permission of a security group.
std::vector<std::string> permissionsOf(const RecordView& record) {
    std::vector<std::string> found;
    const NodeRef request = record.part(RecordView::Part::Request);
    if (!request)
        return found;
    if (const std::string cidr = textIn(request, "cidrIp"); !cidr.empty())
        found.push_back(portsOf(request) + " from " + cidr);
    forEachElement(childOf(request, "ipPermissions"), [&](NodeRef permission) {
        const std::string ports = portsOf(permission);
        for (const std::string_view path : {"ipRanges.cidrIp", "ipv6Ranges.cidrIpv6", "groups.groupId", "prefixListIds.prefixListId"}) {
            forEachScalar(permission, path, [&](const std::string& source) {
                if (!source.empty())
                    found.push_back(ports + " from " + source);
            });
        }
    });
    return found;
}

// Calls name some things now by ARN, now by name.
std::string normalised(std::string_view service, std::string value) {
    const bool isNamedBothWays = service == "cloudtrail" || service == "lambda" || service == "kms";
    if (!isNamedBothWays || !value.starts_with("arn:"))
        return value;
    value.erase(0, value.rfind(':') + 1);
    if (service != "lambda" && value.find('/') != std::string::npos)
        value.erase(0, value.rfind('/') + 1);
    return value;
}

bool setsPublicList(const RecordView& record) {
    const NodeRef request = record.part(RecordView::Part::Request);
    return isPublicList(record.text(RecordView::Part::Request, "x-amz-acl")) ||
           (request && isPublicGroup(request.tree->text(request.at))); // wherever in it the group stands
}

bool holdsOne(const RecordView& record, std::string_view condition) {
    if (condition == "acl:public" || condition == "acl:private")
        return setsPublicList(record) == (condition == "acl:public");
    if (const std::size_t colon = condition.find(':'); colon != std::string_view::npos) {
        const std::string document = record.documentAt(RecordView::Part::Request, condition.substr(0, colon));
        return opensToOthers(document, record.account()) == (condition.substr(colon + 1) == "open");
    }
    const std::size_t equals = condition.find('=');
    const bool isNegated = equals > 0 && condition[equals - 1] == '!';
    const std::string text = record.text(RecordView::Part::Request, condition.substr(0, equals - (isNegated ? 1 : 0)));
    return equalsIgnoringCase(text, condition.substr(equals + 1)) != isNegated;
}

bool holds(const RecordView& record, std::string_view conditions) {
    while (!conditions.empty()) {
        const std::size_t end = std::min(conditions.find('&'), conditions.size());
        if (!holdsOne(record, conditions.substr(0, end)))
            return false;
        conditions.remove_prefix(std::min(end + 1, conditions.size()));
    }
    return true;
}

void addTouches(const RecordView& record, std::string_view service, const LedgerCall& call, std::vector<Touch>& touches) {
    if (!holds(record, call.only))
        return;
    const bool isAspect = call.of.starts_with('=');
    const std::string of = isAspect ? std::string() : normalised(service, firstOf(record, call.of));
    for (std::string& value : call.thing == "*" ? permissionsOf(record) : valuesOf(record, call.thing))
        touches.push_back({call.what, call.effect, normalised(service, std::move(value)), of,
                           isAspect ? call.of.substr(1) : std::string_view(), holderKey(call)});
}

} // namespace

bool readLedgerRecord(std::string_view record, bool wantsSummary, LedgerRecord& out) {
    const Result<Tree> tree = Tree::parse(std::string(record));
    if (!tree)
        return false;
    const RecordView view(*tree);
    const std::string_view service = serviceOfSource(view.eventSource());
    const std::string_view call = withoutApiDate(view.eventName());
    for (const LedgerCall& entry : ledgerCalls()) {
        if (entry.name == call && entry.service == service)
            addTouches(view, service, entry, out.touches);
    }
    for (const HolderEnd& end : holderEnds()) {
        if (end.name == call && end.service == service) {
            for (std::string& name : valuesOf(view, end.path))
                out.endedHolders.push_back({end.holder, normalised(service, std::move(name))});
        }
    }
    out.expiration = view.text(RecordView::Part::Response, "credentials.expiration");
    if (!out.expiration.empty()) {
        out.sessionActor = firstOf(view, "^assumedRoleUser.arn|^federatedUser.arn|roleArn");
    }
    if (!out.touches.empty()) {
        out.deadline = view.text(RecordView::Part::Response, "deletionDate");
        if (wantsSummary) {
            out.summary = describe(*tree).summary;
            const NodeRef request = view.part(RecordView::Part::Request);
            out.requestHash = request ? hash64(request.tree->text(request.at), 0) : 0;
        }
    }
    return true;
}

} // namespace rastro
