// SPDX-License-Identifier: Apache-2.0
//
// Events into files, as CloudTrail delivers them: a file per account, region and quarter of an hour, order inside the
// file not that of time; some records come twice, and one comes twice with different content.
#include "support/story/story.h"

#include "support/trailgen/ids.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace rastro::story {

using trailgen::Random;

namespace {

constexpr Micros kMinute = 60 * kMicrosPerSecond;

// Busy regions get a file more often.
Micros fileSpan(const Event& event) {
    return (event.region() == kSaoPaulo ? 60 : 30) * kMinute;
}

using FileKey = std::tuple<std::string, std::string, Micros>; // account, region, end of the span

struct Content {
    std::vector<std::string> records;
};

std::map<FileKey, Content> sorted(const Story& story) {
    std::map<FileKey, Content> files;
    for (const Event& event : story.events()) {
        const Micros span = fileSpan(event);
        files[{event.account(), event.region(), (event.time() / span + 1) * span}].records.push_back(event.text());
    }
    return files;
}

// The next file of the same account and region, where a record delivered again would be.
Content* nextFile(std::map<FileKey, Content>& files, const Event& event) {
    const Micros span = fileSpan(event);
    auto found = files.upper_bound({event.account(), event.region(), (event.time() / span + 1) * span});
    const bool isSame = found != files.end() && std::get<0>(found->first) == event.account() &&
                        std::get<1>(found->first) == event.region();
    return isSame ? &found->second : nullptr;
}

bool comesTwice(const Event& event, std::size_t ordinal) {
    return event.keyName() == "role-taken" || event.keyName() == "taking-begins" || ordinal % 811 == 300;
}

void repeatSome(const Story& story, std::map<FileKey, Content>& files, Delivery& delivery) {
    std::size_t ordinal = 0;
    for (const Event& event : story.events()) {
        Content* next = nextFile(files, event);
        ++ordinal;
        if (next == nullptr)
            continue;
        if (comesTwice(event, ordinal)) {
            next->records.push_back(event.text());
            delivery.duplicateIds.push_back(event.id());
            ++delivery.duplicates;
        }
        if (event.keyName() != "admin-given")
            continue;
        std::string forged = event.text();
        const std::string_view truth = "policy/AdministratorAccess";
        forged.replace(forged.find(truth), truth.size(), "policy/ReadOnlyAccess");
        next->records.push_back(forged);
        delivery.conflictId = event.id();
        ++delivery.conflicts;
        ++delivery.events;
    }
}

std::string joined(std::vector<std::string>& records, Random& random) {
    for (std::size_t i = 1; i < records.size(); ++i) // neighbours change places: files are not in order of time
        if (random.chance(18))
            std::swap(records[i - 1], records[i]);
    std::string json = "{\"Records\":[";
    for (const std::string& record : records)
        json.append(json.back() == '[' ? "" : ",").append(record);
    return json + "]}";
}

} // namespace

Delivery deliver(const Story& story) {
    Delivery delivery;
    delivery.events = story.events().size();
    std::map<FileKey, Content> files = sorted(story);
    repeatSome(story, files, delivery);
    for (auto& [key, content] : files) {
        const auto& [account, region, end] = key;
        Random random(trailgen::textSeed(account + region, static_cast<std::uint64_t>(end)));
        const Micros delivered = end + random.between(0, 2) * 5 * kMinute;
        StoryFile file{trailgen::logFilePath(account, region, delivered, random), delivered, {}};
        file.json = joined(content.records, random);
        delivery.files.push_back(std::move(file));
    }
    std::sort(delivery.files.begin(), delivery.files.end(),
              [](const StoryFile& a, const StoryFile& b) { return a.path < b.path; });
    return delivery;
}

} // namespace rastro::story
