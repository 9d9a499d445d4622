// SPDX-License-Identifier: Apache-2.0
#include "base/timestamp.h"
#include "bench/reference/bytes.h"
#include "bench/reference/filequeue.h"
#include "bench/reference/inflate.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <iterator>
#include <unordered_map>
#include <utility>

namespace rastro::bench {

namespace {

using Json = nlohmann::json;

// The coded core columns, as paths into a record.
constexpr std::array<std::string_view, 25> kCoded = {"/eventSource",
                                                     "/eventName",
                                                     "/awsRegion",
                                                     "/sourceIPAddress",
                                                     "/userAgent",
                                                     "/errorCode",
                                                     "/errorMessage",
                                                     "/userIdentity/type",
                                                     "/userIdentity/arn",
                                                     "/userIdentity/accountId",
                                                     "/userIdentity/accessKeyId",
                                                     "/userIdentity/userName",
                                                     "/userIdentity/principalId",
                                                     "/userIdentity/invokedBy",
                                                     "/userIdentity/sessionContext/sessionIssuer/arn",
                                                     "/userIdentity/sessionContext/sessionIssuer/userName",
                                                     "/userIdentity/sessionContext/attributes/creationDate",
                                                     "/userIdentity/sessionContext/sourceIdentity",
                                                     "/userIdentity/onBehalfOf/userId",
                                                     "/eventType",
                                                     "/eventCategory",
                                                     "/recipientAccountId",
                                                     "/vpcEndpointId",
                                                     "/responseElements/credentials/accessKeyId",
                                                     "/responseElements/accessKey/accessKeyId"};

class CodedColumn {
public:
    void append(const std::string& value) {
        const auto [found, isNew] = m_codes.try_emplace(value, static_cast<std::uint32_t>(m_codes.size()));
        m_rows.push_back(found->second);
    }

private:
    std::unordered_map<std::string, std::uint32_t> m_codes;
    std::vector<std::uint32_t> m_rows;
};

using Path = std::vector<std::string>; // keys from the record down

Path pathOf(std::string_view pointer) {
    Path path;
    while (!pointer.empty()) {
        pointer.remove_prefix(1);
        const std::size_t end = std::min(pointer.find('/'), pointer.size());
        path.emplace_back(pointer.substr(0, end));
        pointer.remove_prefix(end);
    }
    return path;
}

const std::string& textAt(const Json& record, const Path& path) {
    static const std::string nothing;
    const Json* value = &record;
    for (const std::string& key : path) {
        const auto found = value->find(key);
        if (found == value->end())
            return nothing;
        value = &*found;
    }
    return value->is_string() ? value->get_ref<const std::string&>() : nothing;
}

class PlainLoader {
public:
    PlainLoader() { std::transform(kCoded.begin(), kCoded.end(), std::back_inserter(m_paths), pathOf); }

    Result<Measured> load(const std::string& path) {
        if (const Status status = readInto(m_packed, path); !status)
            return status.error();
        m_text.clear();
        bool isGiven = false;
        const Status inflated =
            inflateAll([&] { return std::exchange(isGiven, true) ? std::string_view() : std::string_view(m_packed); },
                       [&](std::string_view text) { m_text += text; });
        if (!inflated)
            return Error{inflated.error().code, path, inflated.error().what};
        const Json file = Json::parse(m_text, nullptr, false);
        if (!file.is_object() || !file.contains("Records") || !file["Records"].is_array())
            return Error{ErrorCode::Malformed, path, "no Records array"};
        for (const Json& record : file["Records"])
            append(record);
        return Measured{file["Records"].size(), m_text.size(), 0};
    }

private:
    void append(const Json& record) {
        static const Path time{"eventTime"}, event{"eventID"}, request{"requestID"}, shared{"sharedEventID"};
        for (std::size_t i = 0; i < m_paths.size(); ++i)
            m_coded[i].append(textAt(record, m_paths[i]));
        m_times.push_back(parseCloudTrailTime(textAt(record, time)));
        m_eventIds.push_back(textAt(record, event));
        m_requestIds.push_back(textAt(record, request));
        m_sharedIds.push_back(textAt(record, shared));
        m_readOnly.push_back(record.value("readOnly", false) ? 1 : 0);
    }

    std::vector<Path> m_paths;
    std::array<CodedColumn, kCoded.size()> m_coded;
    std::vector<Micros> m_times;
    std::vector<std::string> m_eventIds;
    std::vector<std::string> m_requestIds;
    std::vector<std::string> m_sharedIds;
    std::vector<char> m_readOnly;
    std::string m_packed;
    std::string m_text;
};

} // namespace

Result<Measured> plainReference(const std::vector<std::string>& files, unsigned threads) {
    return runOver<PlainLoader>(files, threads);
}

} // namespace rastro::bench
