// SPDX-License-Identifier: Apache-2.0
#include "support/story/habits.h"

#include "support/trailgen/ids.h"

#include <array>

namespace rastro::story {

using trailgen::Random;

namespace {

constexpr std::array<std::string_view, 12> kObjects = {"reports/2026/03/daily-orders.parquet",
                                                       "reports/2026/03/returns.csv",
                                                       "config/app-server.json",
                                                       "releases/web-4.18.2.tar.gz",
                                                       "releases/api-2.7.0.zip",
                                                       "static/img/banner.webp",
                                                       "exports/part-00000.snappy.parquet",
                                                       "exports/part-00001.snappy.parquet",
                                                       "terraform/state/network.tfstate",
                                                       "terraform/state/edge.tfstate",
                                                       "invoices/2026-02/0417.pdf",
                                                       "logs/app/2026-03-16.log.gz"};

std::string filled(std::string_view pattern, std::string_view account, std::string_view region, std::uint64_t seed) {
    std::string out;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        if (pattern[i] != '$' || i + 1 == pattern.size()) {
            out += pattern[i];
            continue;
        }
        const char what = pattern[++i];
        Random random(trailgen::mixed(seed, static_cast<std::uint64_t>(what)));
        if (what == 'A')
            out += account;
        else if (what == 'R')
            out += region;
        else if (what == 'x')
            trailgen::appendHex(out, random, 17);
        else if (what == 'n')
            trailgen::appendNumber(out, 1 + random.below(900));
        else if (what == 'U')
            trailgen::appendGuid(out, random);
        else if (what == 'o')
            out += kObjects[random.below(kObjects.size())];
        else
            out.append({'$', what});
    }
    return out;
}

const Habit& chosen(std::span<const Habit> habits, Random& random) {
    int sum = 0;
    for (const Habit& habit : habits)
        sum += habit.weight;
    auto left = static_cast<int>(random.below(static_cast<std::size_t>(sum)));
    for (const Habit& habit : habits) {
        left -= habit.weight;
        if (left < 0)
            return habit;
    }
    return habits.back();
}

} // namespace

Event& doHabit(Story& story, const Actor& actor, std::string_view region, Micros time, const Habit& habit) {
    const std::uint64_t seed = trailgen::mixed(trailgen::textSeed(habit.name, trailgen::textSeed(actor.name)),
                                               static_cast<std::uint64_t>(time));
    const auto text = [&](std::string_view pattern) { return filled(pattern, actor.account, region, seed); };
    Event& event = story.call(actor, time, habit.service, habit.name).in(region);
    event.request(Json::parse(text(habit.request))).response(Json::parse(text(habit.response)));
    if (!habit.resourceType.empty())
        event.resource(habit.resourceType, text(habit.resourceArn));
    if (habit.isData)
        event.data();
    if (habit.errorMessage == "denied")
        event.denied(text(habit.resourceArn));
    else if (!habit.errorCode.empty())
        event.error(habit.errorCode, text(habit.errorMessage));
    return event;
}

void work(Story& story, const Actor& actor, const Shift& shift, std::span<const Habit> habits) {
    Random random(trailgen::textSeed(actor.name + std::string(shift.region), static_cast<std::uint64_t>(shift.from)));
    const std::int64_t seconds = (shift.to - shift.from) / kMicrosPerSecond;
    int done = 0;
    while (done < shift.count) {
        std::int64_t moment = random.between(0, seconds - 60);
        const std::int64_t row = random.between(1, 6);
        for (std::int64_t i = 0; i < row && done < shift.count && moment < seconds; ++i, ++done) {
            doHabit(story, actor, shift.region, shift.from + moment * kMicrosPerSecond, chosen(habits, random));
            moment += random.between(0, 9);
        }
    }
}

} // namespace rastro::story
