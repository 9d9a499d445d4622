// SPDX-License-Identifier: Apache-2.0
#include "events/calltable.h"

#include "events/callfamilies.h"

#include <algorithm>
#include <array>
#include <tuple>
#include <vector>

namespace rastro {

namespace {

bool isDigit(char c) {
    return c >= '0' && c <= '9';
}

struct Entry {
    std::string_view service;
    const Call* call = nullptr;
    auto order() const { return std::tuple(service, call->name); }
};

// The rows in the order of the files, sorted once for lookup.
class CallIndex {
public:
    CallIndex() {
        for (const std::span<const CallFamily> part : callFamilies()) {
            for (const CallFamily& family : part)
                add(family);
        }
        std::ranges::sort(m_exact, {}, &Entry::order);
        std::ranges::stable_sort(m_open, {}, &Entry::service);
        std::ranges::sort(m_targets);
    }

    const Call* find(std::string_view service, std::string_view name) const {
        const auto at = std::ranges::lower_bound(m_exact, std::tuple(service, name), {}, &Entry::order);
        if (at != m_exact.end() && at->service == service && at->call->name == name)
            return at->call;
        auto entry = std::ranges::lower_bound(m_open, service, {}, &Entry::service);
        for (; entry != m_open.end() && entry->service == service; ++entry) {
            if (name.starts_with(entry->call->name.substr(0, entry->call->name.size() - 1)))
                return entry->call;
        }
        return nullptr;
    }

    std::string_view target(std::string_view service) const {
        const auto at = std::ranges::lower_bound(m_targets, service, {}, [](const auto& t) { return t.first; });
        return at != m_targets.end() && at->first == service ? at->second : std::string_view{};
    }

private:
    void add(const CallFamily& family) {
        for (const Call& call : family.calls)
            (call.name.ends_with('*') ? m_open : m_exact).push_back({family.service, &call});
        m_targets.emplace_back(family.service, family.target);
    }

    std::vector<Entry> m_exact;
    std::vector<Entry> m_open; // the names that end in '*', first match wins
    std::vector<std::pair<std::string_view, std::string_view>> m_targets;
};

const CallIndex& callIndex() {
    static const CallIndex index;
    return index;
}

} // namespace

std::string_view serviceOfSource(std::string_view eventSource) {
    return eventSource.substr(0, eventSource.find(".amazonaws.com"));
}

std::string_view withoutApiDate(std::string_view eventName) {
    std::string_view rest = eventName;
    const std::size_t v = rest.find_last_not_of("0123456789");
    if (v != std::string_view::npos && v + 1 < rest.size() && rest[v] == 'v')
        rest = rest.substr(0, v);
    std::size_t digits = 0;
    std::size_t length = 0; // 20150331, or 2016_11_25 as CloudFront writes it
    while (length < rest.size()) {
        const char c = rest[rest.size() - 1 - length];
        if (!isDigit(c) && !(c == '_' && (digits == 2 || digits == 4)))
            break;
        digits += isDigit(c);
        ++length;
    }
    const bool isDate = digits == 8 && length < rest.size() && rest.substr(rest.size() - length).starts_with("20");
    return isDate ? rest.substr(0, rest.size() - length) : eventName;
}

const Call* findCall(std::string_view service, std::string_view eventName) {
    return callIndex().find(service, withoutApiDate(eventName));
}

std::string_view familyTarget(std::string_view service) {
    return callIndex().target(service);
}

std::span<const std::span<const CallFamily>> callFamilies() {
    static const std::array parts{identityCalls(), storageCalls(), secretCalls(),
                                  ec2Calls(),      computeCalls(), watchCalls()};
    return parts;
}

} // namespace rastro
