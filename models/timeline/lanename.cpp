// SPDX-License-Identifier: Apache-2.0
#include "timeline/lanename.h"

namespace rastro {

namespace {

// arn:partition:service:region:account:resource; empty if there are fewer parts.
std::string_view arnPart(std::string_view key, int part) {
    if (!key.starts_with("arn:"))
        return {};
    for (; part > 0; --part) {
        const std::size_t colon = key.find(':');
        if (colon == std::string_view::npos)
            return {};
        key.remove_prefix(colon + 1);
    }
    return key;
}

std::string_view resourceOf(std::string_view key) {
    const std::string_view resource = arnPart(key, 5);
    return resource.empty() ? key : resource;
}

} // namespace

std::string_view laneAccount(std::string_view key) {
    const std::string_view rest = arnPart(key, 4);
    return rest.substr(0, rest.find(':'));
}

std::string_view shortLaneName(std::string_view key) {
    // The subject of a pipeline: "….com:repo:owner/name:ref:refs/heads/main" is told by its repository.
    constexpr std::string_view kRepository = ":repo:";
    if (const std::size_t at = key.find(kRepository); at != std::string_view::npos && at + kRepository.size() < key.size())
        return key.substr(at + kRepository.size());
    const std::string_view resource = resourceOf(key);
    if (resource.size() == key.size())
        return key;
    const std::string_view name = resource.substr(resource.rfind('/') + 1); // npos + 1 is 0
    return name.empty() ? resource : name;
}

std::string_view sessionName(std::string_view arn) {
    constexpr std::string_view kRole = ":assumed-role/";
    const std::size_t at = arn.starts_with("arn:") ? arn.find(kRole) : std::string_view::npos;
    return at == std::string_view::npos ? shortLaneName(arn) : arn.substr(at + kRole.size());
}

std::string laneTitle(std::string_view key, NameDetail detail) {
    const std::string_view account = laneAccount(key);
    if (detail == NameDetail::Key)
        return std::string(key);
    std::string name(detail == NameDetail::Resource ? resourceOf(key) : shortLaneName(key));
    if (detail != NameDetail::Short && !account.empty())
        name.append(" · ").append(account);
    return name;
}

bool isServiceKey(std::string_view key) {
    return key == "AWS Internal" || (!key.starts_with("arn:") && key.find('@') == std::string_view::npos &&
                                     (key.ends_with(".amazonaws.com") || key.ends_with(".amazon.com")));
}

bool isRootKey(std::string_view key) {
    return key.starts_with("root@");
}

} // namespace rastro
