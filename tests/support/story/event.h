// SPDX-License-Identifier: Apache-2.0
//
// Actors and events of the sample story. An Event is one CloudTrail record under construction: what every record has is
// worked out (ids, region endpoints, resources and figures of S3), the rest is set by chained calls. All ids are
// functions of what the event says, so that adding an event leaves the ids of the others as they are.
#pragma once

#include "base/timestamp.h"
#include "support/trailgen/random.h"

#include <nlohmann/json.hpp>

#include <string>
#include <string_view>

namespace rastro::story {

using Json = nlohmann::ordered_json;

inline constexpr std::string_view kProduction = "123456789012"; // Meridian's production account
inline constexpr std::string_view kData = "210987654321";       // Meridian's data account
inline constexpr std::string_view kForeign = "999988887777";    // nobody knows whose
inline constexpr std::string_view kVirginia = "us-east-1";
inline constexpr std::string_view kIreland = "eu-west-1";
inline constexpr std::string_view kSaoPaulo = "sa-east-1";

// Someone with a credential: one identity, used from one address with one program.
struct Actor {
    std::string name; // for people, and part of the seed of ids
    std::string account;
    Json identity;
    std::string address;
    std::string agent;
    bool usesConsole = false;
    bool isService = false;
};

class Event {
public:
    Event(const Actor& actor, Micros time, std::string_view service, std::string_view call, std::uint64_t seed);

    Event& in(std::string_view region);
    Event& to(std::string_view account); // who receives this copy; by default the actor's account
    Event& request(Json value);
    Event& response(Json value);
    Event& extra(Json value);
    Event& resource(std::string_view type, std::string_view arn);
    Event& error(std::string_view code, std::string_view message);
    Event& denied(std::string_view resource); // by IAM, in its words
    Event& data();                            // a data event
    Event& changes();                         // readOnly false
    Event& reads();
    Event& type(std::string_view eventType);
    Event& serviceDetails(Json value);
    Event& shared(std::string_view id);
    // A key event of the story: a short name and a sentence for the written course of events.
    Event& key(std::string_view name, std::string_view sentence);

    Micros time() const { return m_time; }
    const std::string& account() const { return m_account; }
    const std::string& region() const { return m_region; }
    const std::string& name() const { return m_call; }
    const std::string& service() const { return m_service; }
    const std::string& id() const { return m_id; }
    const std::string& actorName() const { return m_actor.name; }
    const std::string& address() const { return m_actor.address; }
    const std::string& keyName() const { return m_keyName; }
    const std::string& sentence() const { return m_sentence; }
    const Json& responseJson() const { return m_response; }
    std::string text() const; // the record

private:
    std::string endpoint() const;
    Json withHost(const Json& request) const;
    Json s3Figures(trailgen::Random& random) const;
    Json s3Resources() const;
    std::string tls() const;

    Actor m_actor;
    Micros m_time;
    std::string m_service;
    std::string m_call;
    std::uint64_t m_seed;
    std::string m_id;
    std::string m_account;
    std::string m_region;
    Json m_request = nullptr;
    Json m_response = nullptr;
    Json m_extra = nullptr;
    Json m_resources = Json::array();
    Json m_serviceDetails = nullptr;
    std::string m_errorCode;
    std::string m_errorMessage;
    std::string m_type = "AwsApiCall";
    std::string m_category = "Management";
    std::string m_sharedId;
    std::string m_keyName;
    std::string m_sentence;
    bool m_readOnly = true;
};

} // namespace rastro::story
