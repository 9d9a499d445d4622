// SPDX-License-Identifier: Apache-2.0
#include "support/trailgen/catalogue.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace rastro::trailgen {

namespace {

constexpr std::array<std::string_view, 8> kDataCalls = {"GetObject",    "PutObject",  "HeadObject", "ListObjects",
                                                        "DeleteObject", "CopyObject", "Invoke",     "UploadPart"};

// The numbers of a draw: enough for the rarest call of the rarest service.
constexpr int kDrawSize = 60'000;

struct Named {
    std::string_view name;
    int weight = 1;
};

Named parsed(std::string_view word) {
    const std::size_t star = word.find('*');
    if (star == std::string_view::npos)
        return {word, 1};
    Named result{word.substr(0, star), 1};
    std::from_chars(word.data() + star + 1, word.data() + word.size(), result.weight);
    return result;
}

std::string_view patternFor(const Service& service, std::string_view call) {
    if (call.starts_with("List") || call.starts_with("Describe"))
        return service.listRequest.empty() ? service.readRequest : service.listRequest;
    return isReading(call) ? service.readRequest : service.writeRequest;
}

} // namespace

bool isReading(std::string_view call) {
    constexpr std::array<std::string_view, 16> prefixes = {
        "Get",    "List",     "Describe", "Head", "Lookup", "AssumeRole", "Decrypt",  "GenerateDataKey",
        "Search", "BatchGet", "Query",    "Scan", "Batch",  "Check",      "Simulate", "View"};
    if (call == "GetFederationToken" || call == "GetSigninToken" || call == "CheckMfa")
        return false;
    return std::any_of(prefixes.begin(), prefixes.end(), [&](std::string_view p) { return call.starts_with(p); });
}

const Catalogue& Catalogue::instance() {
    static const Catalogue catalogue;
    return catalogue;
}

Catalogue::Catalogue() : m_services(coreServices()) {
    const std::vector<Service> more = moreServices();
    m_services.insert(m_services.end(), more.begin(), more.end());
    for (const Service& service : m_services)
        addCalls(service);
    m_regionalDraw = drawnBy(Scope::Regional);
    m_globalDraw = drawnBy(Scope::Global);
}

void Catalogue::addCalls(const Service& service) {
    static const std::vector<SpecialCall> special = specialCalls();
    for (std::string_view rest = service.calls; !rest.empty();) {
        const std::size_t end = std::min(rest.find(' '), rest.size());
        const Named named = parsed(rest.substr(0, end));
        rest.remove_prefix(std::min(rest.size(), end + 1));
        Call call{&service, named.name, patternFor(service, named.name), {}, isReading(named.name), false};
        call.response = call.readOnly ? std::string_view() : service.writeResponse;
        call.isData = std::find(kDataCalls.begin(), kDataCalls.end(), named.name) != kDataCalls.end();
        for (const SpecialCall& own : special) {
            if (own.service != service.name || own.name != named.name)
                continue;
            call.request = own.request;
            call.response = own.response;
        }
        m_calls.push_back(call);
        m_weights.push_back(named.weight);
    }
}

std::vector<std::uint16_t> Catalogue::drawnBy(Scope widest) const {
    std::vector<double> shares(m_calls.size());
    double all = 0;
    for (std::size_t i = 0; i < m_calls.size(); ++i) {
        const Service& service = *m_calls[i].service;
        if (service.scope == Scope::Global && widest == Scope::Regional)
            continue;
        int within = 0;
        for (std::size_t k = 0; k < m_calls.size(); ++k)
            within += m_calls[k].service == &service ? m_weights[k] : 0;
        shares[i] = static_cast<double>(service.weight) * m_weights[i] / within;
        all += shares[i];
    }
    std::vector<std::uint16_t> draw;
    for (std::size_t i = 0; i < m_calls.size(); ++i)
        if (shares[i] > 0)
            draw.insert(draw.end(), static_cast<std::size_t>(1 + kDrawSize * shares[i] / all),
                        static_cast<std::uint16_t>(i));
    return draw;
}

const Call& Catalogue::anyCall(Random& random, Scope widest) const {
    const auto& draw = widest == Scope::Global ? m_globalDraw : m_regionalDraw;
    return m_calls[draw[random.below(draw.size())]];
}

const Call& Catalogue::find(std::string_view service, std::string_view name) const {
    const auto found = std::find_if(m_calls.begin(), m_calls.end(), [&](const Call& call) {
        return call.service->name == service && call.name == name;
    });
    return found == m_calls.end() ? m_calls.front() : *found;
}

} // namespace rastro::trailgen
