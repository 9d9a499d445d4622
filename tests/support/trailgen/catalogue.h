// SPDX-License-Identifier: Apache-2.0
//
// What can be called in a generated trail: some 45 services with some 400 calls, how often each occurs, and patterns of
// requests, responses and resources. A pattern is JSON in which $ and a letter stand for a value (pattern.h).
// Built once, then only read.
#pragma once

#include "support/trailgen/random.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace rastro::trailgen {

enum class Scope : std::uint8_t { Regional, Global };

// One row of the tables: calls named List..., reading calls and all others have a request pattern each.
struct Service {
    std::string_view name; // s3: the event source without .amazonaws.com
    Scope scope = Scope::Regional;
    int weight = 1;
    std::string_view listRequest = {};
    std::string_view readRequest = {};
    std::string_view writeRequest = {};
    std::string_view writeResponse = {};
    std::string_view resourceType = {};
    std::string_view resourceArn = {};
    std::string_view notFound = "ResourceNotFoundException";
    std::string_view calls = {}; // names; Name*7 occurs seven times as often
};

// A call that has patterns of its own instead of its service's.
struct SpecialCall {
    std::string_view service;
    std::string_view name;
    std::string_view request = {};
    std::string_view response = {};
};

struct Call {
    const Service* service = nullptr;
    std::string_view name;
    std::string_view request;
    std::string_view response;
    bool readOnly = true;
    bool isData = false; // a data event
};

std::vector<Service> coreServices();
std::vector<Service> moreServices();
std::vector<SpecialCall> specialCalls();
bool isReading(std::string_view call);

class Catalogue {
public:
    static const Catalogue& instance();

    const Call& anyCall(Random& random, Scope widest) const;
    const Call& find(std::string_view service, std::string_view name) const;
    const std::vector<Call>& calls() const { return m_calls; }
    std::size_t serviceCount() const { return m_services.size(); }

private:
    Catalogue();
    void addCalls(const Service& service);
    std::vector<std::uint16_t> drawnBy(Scope widest) const;

    std::vector<Service> m_services;
    std::vector<Call> m_calls;
    std::vector<int> m_weights;                // of m_calls within their service
    std::vector<std::uint16_t> m_regionalDraw; // call numbers in the proportion of their weights
    std::vector<std::uint16_t> m_globalDraw;
};

} // namespace rastro::trailgen
