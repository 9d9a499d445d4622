// SPDX-License-Identifier: Apache-2.0
//
// Makes the text of one record from a place (account, region, moment) and a number. One maker per thread: it keeps its
// strings, so that a record costs a few microseconds. The same place and seed always give the same bytes.
#pragma once

#include "support/trailgen/catalogue.h"
#include "support/trailgen/identity.h"
#include "support/trailgen/record.h"

#include <string>

namespace rastro::trailgen {

struct Place {
    std::string_view account;
    std::string_view region;
    Micros time = 0;
};

class RecordMaker {
public:
    void append(std::string& out, const Place& place, std::uint64_t seed);

private:
    const Call& chooseCall(Random& random) const;
    const Call& serviceCall(Random& random) const;
    void fillRequest(const Call& call);
    void fillError(const Call& call, Random& random);
    void fillDenied(const Call& call, Random& random);
    void fillS3(const Call& call, Random& random);
    void fillSignIn(const Call& call, Random& random);
    void fillIds(const Call& call, Random& random);
    void fillRest(const Call& call, Random& random);
    RecordParts parts(const Call& call) const;

    PatternValues m_values;
    Caller m_caller;
    std::string m_time;
    std::string m_source;
    std::string m_request;
    std::string m_response;
    std::string m_additional;
    std::string m_resources;
    std::string m_requestId;
    std::string m_eventId;
    std::string m_sharedId;
    std::string m_errorCode;
    std::string m_errorMessage;
    std::string m_tls;
    std::string m_endpoint;
    std::string_view m_version;
};

} // namespace rastro::trailgen
