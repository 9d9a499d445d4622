// SPDX-License-Identifier: Apache-2.0
#include "query/clientcolumn.h"

#include "base/addressrange.h"
#include "base/parallel.h"
#include "query/ondemandbuilder.h"

#include <algorithm>
#include <cstdio>
#include <unordered_map>

namespace rastro {

namespace {

// The small numbers of the values of a column after a change that makes many of them equal.
struct Folded {
    std::vector<std::uint32_t> of; // by code
    std::vector<std::string> texts;

    template <typename F> Folded(const Snapshot& snapshot, Column column, const F& fold) : of(snapshot.dictionarySize(column)) {
        std::unordered_map<std::string, std::uint32_t> known;
        for (std::uint32_t code = 0; code < of.size(); ++code) {
            const auto [at, isNew] = known.try_emplace(fold(snapshot.value(column, Code{code})), static_cast<std::uint32_t>(texts.size()));
            if (isNew)
                texts.push_back(at->first);
            of[code] = at->second;
        }
    }
};

// Three small numbers as one key; credentials by their access key, else by principal and the time the session began.
struct ClientKey {
    std::uint64_t credential;
    std::uint32_t network;
    std::uint32_t agent;
    bool operator==(const ClientKey&) const = default;
};

struct ClientKeyHash {
    std::size_t operator()(const ClientKey& key) const {
        return static_cast<std::size_t>((key.credential * 0x9E37'79B9'7F4A'7C15u) ^ (std::uint64_t{key.network} << 32 | key.agent) * 0xC2B2'AE3D'27D4'EB4Fu);
    }
};

constexpr std::uint64_t kWithoutKey = std::uint64_t{1} << 63;

// 0 without a credential. emptyKey: the code of an empty text among the keys, which AWS writes where there is none.
std::uint64_t credentialOf(const Snapshot& snapshot, RowId row, Code emptyKey) {
    const Code key = snapshot.code(Column::IdentityAccessKeyId, row);
    if (key != kMissing && key != emptyKey)
        return index(key);
    const Code principal = snapshot.code(Column::IdentityPrincipalId, row);
    const Code created = snapshot.code(Column::CreationDate, row);
    return principal == kMissing || created == kMissing
               ? 0
               : kWithoutKey | std::uint64_t{index(principal)} << 32 | index(created);
}

std::string credentialText(const Snapshot& snapshot, RowId row) {
    const std::string_view key = snapshot.codedText(Column::IdentityAccessKeyId, row);
    if (!key.empty())
        return std::string(key);
    return std::string(snapshot.codedText(Column::IdentityPrincipalId, row)) + '@' +
           std::string(snapshot.codedText(Column::CreationDate, row));
}

// "203.0.113.0/24", "2001:db8:1::/48"
std::string networkText(const Address& address) {
    constexpr Address kMapped{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF, 0, 0, 0, 0};
    char text[40];
    if (std::equal(address.begin(), address.begin() + 12, kMapped.begin()))
        std::snprintf(text, sizeof text, "%u.%u.%u.0/24", unsigned{address[12]}, unsigned{address[13]}, unsigned{address[14]});
    else
        std::snprintf(text, sizeof text, "%x:%x:%x::/48", address[0] * 256u + address[1], address[2] * 256u + address[3],
                      address[4] * 256u + address[5]);
    return text;
}

} // namespace

std::string agentFamily(std::string_view userAgent) {
    if (userAgent.find("Terraform/") != std::string_view::npos)
        return "Terraform";
    if (userAgent.starts_with("["))
        userAgent.remove_prefix(1);
    if (userAgent.starts_with("Mozilla/"))
        return "browser";
    const std::string_view family = userAgent.substr(0, userAgent.find_first_of("/ ]"));
    return std::string(family.empty() ? userAgent : family);
}

std::string clientNetwork(std::string_view address, const NetworkBook* book) {
    if (book != nullptr) {
        if (std::string network = book->network(address); !network.empty())
            return network;
    }
    const auto parsed = parseAddress(address);
    if (!parsed)
        return std::string(address);
    return networkText(*parsed);
}

Result<OnDemandPtr> makeClientColumn(const Snapshot& snapshot, const NetworkBook* book, const Checkpoint& checkpoint) {
    OnDemandBuilder builder(AnyColumn(Finding::Client), nullptr, snapshot.rowCount());
    const Folded networks(snapshot, Column::SourceIPAddress, [&](std::string_view address) { return clientNetwork(address, book); });
    const Folded agents(snapshot, Column::UserAgent, agentFamily);
    std::unordered_map<ClientKey, std::uint32_t, ClientKeyHash> known;
    const Code emptyKey = snapshot.find(Column::IdentityAccessKeyId, "");
    const bool isDone = forBlocks({0, snapshot.rowCount()}, checkpoint, [&](std::size_t begin, std::size_t end) {
        for (auto row = static_cast<std::uint32_t>(begin); row < end; ++row) {
            const RowId id{row};
            const ClientKey key{credentialOf(snapshot, id, emptyKey), networks.of[index(snapshot.code(Column::SourceIPAddress, id))],
                                agents.of[index(snapshot.code(Column::UserAgent, id))]};
            std::uint32_t code = 0;
            if (key.credential != 0) {
                const auto [at, isNew] = known.try_emplace(key, 0u);
                if (isNew)
                    at->second = index(builder.intern(credentialText(snapshot, id) + "  " + networks.texts[key.network] + "  " +
                                                      agents.texts[key.agent]));
                code = at->second;
            }
            builder.set(row, {&code, code != 0 ? std::size_t{1} : std::size_t{0}});
        }
    });
    return isDone ? Result<OnDemandPtr>(builder.finish(0))
                  : Result<OnDemandPtr>(Error{ErrorCode::Cancelled, {}, "the making of columns was stopped"});
}

} // namespace rastro
