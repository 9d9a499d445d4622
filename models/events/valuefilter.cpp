// SPDX-License-Identifier: Apache-2.0
#include "events/valuefilter.h"

#include <algorithm>
#include <iterator>

namespace rastro {

namespace {

constexpr std::string_view kFilters[] = {"short",   "full",    "leaf",       "secret",
                                         "account", "foreign", "principals", "count"};

// What stands behind the fifth colon of arn:partition:service:region:account:resource; npos if it is no ARN.
std::size_t resourceStart(std::string_view value) {
    if (!value.starts_with("arn:"))
        return std::string_view::npos;
    std::size_t at = 0;
    for (int colons = 0; colons < 5; ++colons) {
        at = value.find(':', at);
        if (at == std::string_view::npos)
            return at;
        ++at;
    }
    return at;
}

std::string_view leafOf(std::string_view value) {
    const std::size_t at = value.find_last_of("/:");
    return at == std::string_view::npos || at + 1 == value.size() ? value : value.substr(at + 1);
}

std::string_view secretName(std::string_view value) {
    std::string_view name = partOfArn(value);
    const std::size_t dash = name.rfind('-');
    const bool isArn = name.size() != value.size();
    return isArn && dash != std::string_view::npos && name.size() - dash == 7 ? name.substr(0, dash) : name;
}

std::string_view foreignAccount(std::string_view value, const RecordView& record) {
    const std::string_view account = accountIn(value);
    return account == record.account() ? std::string_view{} : account;
}

std::string apply(ValueFilter filter, std::string_view value, const RecordView& record) {
    switch (filter) {
    case ValueFilter::Short:
        return std::string(partOfArn(value));
    case ValueFilter::Leaf:
        return std::string(leafOf(value));
    case ValueFilter::Secret:
        return std::string(secretName(value));
    case ValueFilter::Account:
        return std::string(accountIn(value));
    case ValueFilter::Foreign:
        return std::string(foreignAccount(value, record));
    case ValueFilter::Full:
    case ValueFilter::Principals:
    case ValueFilter::Count:
        break;
    }
    return std::string(value);
}

} // namespace

bool isFilter(std::string_view name) {
    return std::ranges::find(kFilters, name) != std::end(kFilters);
}

ValueFilter filterOf(std::string_view name) {
    const auto at = std::ranges::find(kFilters, name);
    return at == std::end(kFilters) ? ValueFilter::Short : static_cast<ValueFilter>(at - std::begin(kFilters));
}

Values filtered(ValueFilter filter, Values values, const RecordView& record) {
    if (filter == ValueFilter::Full || filter == ValueFilter::Principals || values.count == 0)
        return values;
    Values out;
    if (filter == ValueFilter::Count) {
        out.add(std::to_string(values.count));
        return out;
    }
    const std::size_t kept = std::min(values.count, Values::kKept);
    for (std::size_t i = 0; i < kept; ++i)
        out.add(apply(filter, values.first[i], record));
    if (out.count == kept) // else some fell together or away, and how many there are is not known
        out.count = values.count;
    return out;
}

std::string_view partOfArn(std::string_view value) {
    const std::size_t at = resourceStart(value);
    if (at == std::string_view::npos || at >= value.size())
        return value;
    const std::string_view resource = value.substr(at);
    const std::string_view service = value.substr(value.find(':', 4) + 1);
    if (service.starts_with("iam:") || service.starts_with("sts:"))
        return leafOf(resource);
    if (service.starts_with("s3:::"))
        return resource;
    const std::size_t type = resource.find_first_of("/:");
    std::string_view name =
        type == std::string_view::npos || type + 1 >= resource.size() ? resource : resource.substr(type + 1);
    return name.ends_with(":*") ? name.substr(0, name.size() - 2) : name;
}

std::string_view resourceOfArn(std::string_view value) {
    const std::size_t at = resourceStart(value);
    return at == std::string_view::npos ? std::string_view{} : value.substr(at);
}

std::string_view accountIn(std::string_view value) {
    const std::size_t resource = resourceStart(value);
    if (resource != std::string_view::npos) {
        value = value.substr(0, resource - 1);
        value = value.substr(value.rfind(':') + 1);
    }
    const bool isAccount = value.size() == 12 && value.find_first_not_of("0123456789") == std::string_view::npos;
    return isAccount ? value : std::string_view{};
}

} // namespace rastro
