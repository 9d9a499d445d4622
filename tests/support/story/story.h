// SPDX-License-Identifier: Apache-2.0
//
// The sample story: two days in two accounts of a made-up firm, Meridian. Its chapters add events; what the trail did
// not record (the hours in which logging was off) is taken out; the rest is delivered as files. The result is the same
// on every run and every machine. storygen writes it to resources/sample; STORY.md there tells the course of events.
#pragma once

#include "support/story/event.h"

#include <deque>
#include <map>
#include <string>
#include <vector>

namespace rastro::story {

// Day 1 is Tuesday 2026-03-17, day 2 the Wednesday after. "14:12:07" in UTC.
Micros at(int day, std::string_view clock);

class Story {
public:
    // A new event of this actor; the reference stays valid until the next call.
    Event& call(const Actor& actor, Micros time, std::string_view service, std::string_view name);

    // AssumeRole by the actor; another account gets its own copy with the same sharedEventID. Gives who holds the new
    // key.
    Actor assumeRole(const Actor& caller, Micros time, std::string_view region, std::string_view account,
                     std::string_view role, std::string_view session);
    // ConsoleLogin of a user with MFA, and the actor of the console session that follows.
    Actor signIn(const Actor& user, Micros time);

    std::deque<Event>& events() { return m_events; }
    const std::deque<Event>& events() const { return m_events; }
    Event& last() { return m_events.back(); }

private:
    std::deque<Event> m_events;
    std::map<std::uint64_t, std::uint64_t> m_repeats; // calls alike within a second, by seed
};

// Everybody who appears under an own long-lived credential, made once so that ids agree in all chapters.
struct Cast {
    Actor mateo;   // developer; his key leaks
    Actor thief;   // the same key elsewhere
    Actor ana;     // security engineer, console with MFA
    Actor lucia;   // analyst, Identity Center, data account
    Actor joao;    // platform engineer, Identity Center, production
    Actor monitor; // IAM user of a monitoring script in the data account
    Actor root;    // the production account's root, in the wrong hands
    std::string mateoKey;
};
Cast makeCast();

// The caller, now holding the key of a role's session.
Actor roleSession(const Actor& caller, std::string_view account, std::string_view role, std::string_view session,
                  std::string_view key, Micros created);
Actor userWithKey(std::string_view account, std::string_view user, std::string_view key);
Actor serviceActor(std::string_view account, std::string_view service);
std::string roleId(std::string_view account, std::string_view role);
std::string keyOf(std::string_view account, std::string_view what, std::string_view prefix);
Json credentials(std::string_view key, Micros expires);

// The chapters, each in its own file.
void addNormalWork(Story& story, const Cast& cast);
void addServices(Story& story);
void addTheft(Story& story, const Cast& cast);
void addResponse(Story& story, const Cast& cast);

Story makeStory();

struct StoryFile {
    std::string path; // relative to the sample's folder
    Micros delivered = 0;
    std::string json; // inflated
};

struct Delivery {
    std::vector<StoryFile> files; // by path
    std::size_t events = 0;       // distinct records, both sides of the conflict among them
    std::size_t duplicates = 0;
    std::size_t conflicts = 0;
    std::string conflictId;
    std::vector<std::string> duplicateIds;
};

Delivery deliver(const Story& story);
std::string storyMarkdown(const Story& story, const Delivery& delivery);

} // namespace rastro::story
