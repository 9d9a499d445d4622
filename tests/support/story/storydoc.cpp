// SPDX-License-Identifier: Apache-2.0
//
// STORY.md: the course of events in words, and the facts a reader or a test can check.
#include "support/story/story.h"

#include "support/trailgen/ids.h"

#include <set>

namespace rastro::story {

namespace {

constexpr std::string_view kHead = R"(# The sample trail: what really happened

Made by `storygen` (tests/support/story): every name, address, key and file here is invented. Accounts: 123456789012 is
Meridian's production, 210987654321 its data account, 999988887777 nobody knows whose. Times are UTC.

mateo, a developer, works from 198.51.100.23. On the afternoon of 17 March 2026 his access key is used at the same time
from 203.0.113.77 by a Python program. The stranger looks around, is refused much, and finds in the Terraform state that
DeployRole can be taken by everybody in the account and that the data account trusts it. As `build-214`, a number the
deployment pipeline never used (it goes from 213 to 215), the stranger takes DeployRole, crosses to DataSyncRole in the
data account, reads 168 customer files and the password of the warehouse, then makes the user svc-backup with
administrator rights and a key of its own. From 203.0.113.140 that key stops the trail of eu-west-1, shares a snapshot
with the foreign account and lets the evidence expire. At night root signs in without MFA. ana puts logging back the same
evening and closes the doors the next morning.

)";

constexpr std::string_view kTail = R"(
## What else is in it

- Usual work: mateo, joao and lucia (Identity Center), ana (console with MFA), the pipeline (web identity, then
  DeployRole `build-210` to `build-222`), application servers (role AppServerRole), a reporting function, the script
  `monitor-agent`, and AWS services at their rounds.
- Nothing of production in eu-west-1 is recorded from 16:41:05 to 18:43:10 on 17 March: the trail was off.
- The conflict: two records carry the id of *admin-given*. One names AdministratorAccess, the other ReadOnlyAccess; the
  second, in a later file, is forged.
- The key ids hold their account as real ones do; the session tokens are noise.
)";

std::string isoTime(Micros time) {
    std::string text;
    trailgen::appendIsoTime(text, time);
    return text;
}

std::string line(std::string_view name, std::size_t count) {
    return "| " + std::string(name) + " | " + std::to_string(count) + " |\n";
}

std::string facts(const Story& story, const Delivery& delivery) {
    std::set<std::string> accounts;
    std::set<std::string> regions;
    std::size_t failed = 0;
    for (const Event& event : story.events()) {
        accounts.insert(event.account());
        regions.insert(event.region());
        failed += event.text().find("\"errorMessage\":") != std::string::npos ? 1 : 0;
    }
    std::string text = "## Facts\n\n| what | number |\n|-|-:|\n";
    text += line("files", delivery.files.size()) + line("records", delivery.events + delivery.duplicates);
    text += line("events without duplicates", delivery.events) + line("duplicates", delivery.duplicates);
    text += line("conflicts", delivery.conflicts) + line("failed or refused", failed);
    text += line("accounts", accounts.size()) + line("regions", regions.size());
    text += "\nFirst event " + isoTime(story.events().front().time()) + ", last event " +
            isoTime(story.events().back().time()) + ".\n\n";
    return text;
}

} // namespace

std::string storyMarkdown(const Story& story, const Delivery& delivery) {
    std::string text(kHead);
    text += facts(story, delivery);
    text += "## Key events\n\n| name | time | account | region | event | actor | from | event id | what it means |\n"
            "|-|-|-|-|-|-|-|-|-|\n";
    for (const Event& event : story.events()) {
        if (event.keyName().empty())
            continue;
        text += "| " + event.keyName() + " | " + isoTime(event.time()) + " | " + event.account() + " | " +
                event.region() + " | " + event.service() + ":" + event.name() + " | " + event.actorName() + " | " +
                event.address() + " | " + event.id() + " | " + event.sentence() + " |\n";
    }
    text += "\nDelivered twice:";
    for (const std::string& id : delivery.duplicateIds)
        text += " " + id;
    text += ". In conflict: " + delivery.conflictId + ".\n";
    return text + std::string(kTail);
}

} // namespace rastro::story
