// SPDX-License-Identifier: Apache-2.0
//
// Which records stand in which file, and their text.
#include "support/trailgen/ids.h"
#include "support/trailgen/recordmaker.h"
#include "support/trailgen/texts.h"
#include "support/trailgen/trailgen.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace rastro::trailgen {

namespace {

constexpr std::array<std::string_view, 17> kRegions = {
    "us-east-1",      "eu-west-1", "us-west-2",      "eu-central-1",   "ap-southeast-1", "us-east-2",
    "ap-northeast-1", "sa-east-1", "ap-southeast-2", "ca-central-1",   "eu-west-2",      "ap-south-1",
    "eu-north-1",     "us-west-1", "eu-west-3",      "ap-northeast-2", "ap-northeast-3"};

constexpr Micros kLastDay = 20'544LL * kMicrosPerDay; // 2026-04-01: the trail ends before it
constexpr Micros kMinute = 60 * kMicrosPerSecond;

// Files of a size that the median holds a third of the mean, as in real accounts (log-normal, sigma 1.5).
constexpr double kSigma = 1.5;

TrailSpec completed(TrailSpec spec) {
    const double size =
        std::clamp(std::log10(std::max<double>(1, static_cast<double>(spec.events)) / 1000.0) / 3.0, 0.0, 1.0);
    if (spec.days == 0)
        spec.days = spec.events >= 1'000'000 ? 30 : 7;
    if (spec.accounts == 0)
        spec.accounts = 2 + static_cast<int>(std::lround(10 * size));
    if (spec.regions == 0)
        spec.regions = 3 + static_cast<int>(std::lround(14 * size));
    spec.regions = std::min(spec.regions, static_cast<int>(kRegions.size()));
    spec.threads = std::max(1U, spec.threads);
    return spec;
}

double gaussian(Random& random) {
    const double u = std::max(random.unit(), 1e-12);
    return std::sqrt(-2 * std::log(u)) * std::cos(6.283185307179586 * random.unit());
}

std::vector<std::uint64_t> fileSizes(const TrailSpec& spec) {
    const double mean = std::clamp(static_cast<double>(spec.events) / 60, 60.0, 332.0);
    const auto files = static_cast<std::size_t>(std::max(1.0, std::round(static_cast<double>(spec.events) / mean)));
    Random random(mixed(spec.seed, 1));
    std::vector<double> weights(files);
    double all = 0;
    for (double& weight : weights) {
        weight = std::clamp(std::exp(kSigma * gaussian(random)), 0.004, 62.0);
        all += weight;
    }
    std::vector<std::uint64_t> sizes;
    double sum = 0;
    std::uint64_t given = 0;
    for (const double weight : weights) {
        sum += weight;
        const auto upTo = static_cast<std::uint64_t>(std::llround(static_cast<double>(spec.events) * sum / all));
        if (upTo > given)
            sizes.push_back(upTo - given);
        given = std::max(given, upTo);
    }
    return sizes;
}

// Most is delivered by day: an hour is drawn again with a chance that is greatest at night.
Micros deliveryTime(const TrailSpec& spec, Random& random) {
    const Micros begin = kLastDay - spec.days * kMicrosPerDay;
    for (;;) {
        const Micros time = begin + random.between(2, spec.days * 288 - 1) * 5 * kMinute;
        const double hour = static_cast<double>(time % kMicrosPerDay) / (60.0 * kMinute);
        if (random.unit() < 0.6 - 0.4 * std::cos((hour - 2) * 6.283185307179586 / 24))
            return time;
    }
}

std::vector<std::string> accountIds(const TrailSpec& spec) {
    std::vector<std::string> accounts;
    for (int i = 0; i < spec.accounts; ++i)
        accounts.push_back(
            std::to_string(100'000'000'000 + mixed(spec.seed, 1000 + static_cast<std::uint64_t>(i)) % 900'000'000'000));
    return accounts;
}

// A few ways to the end of the chain: region, account, time and record number give the bytes.
Place placeOf(const PlannedFile& file, std::uint64_t seed, std::uint64_t number) {
    Random random(mixed(seed ^ 0x7a11, number));
    const std::int64_t delay = random.chance(2) ? random.between(600, 5400) : random.between(40, 580);
    return {file.account, file.region, file.delivered - delay * kMicrosPerSecond};
}

const PlannedFile& fileOf(const TrailPlan& plan, std::uint64_t number) {
    const auto after = std::upper_bound(plan.files.begin(), plan.files.end(), number,
                                        [](std::uint64_t n, const PlannedFile& file) { return n < file.first; });
    return *std::prev(after);
}

std::uint64_t copiesBefore(const TrailPlan& plan, std::uint64_t number) {
    return static_cast<std::uint64_t>(static_cast<double>(number) * plan.spec.duplicatePercent / 100);
}

// The record that the copy of this number repeats: never one of the same file.
std::uint64_t copied(const TrailPlan& plan, const PlannedFile& file, std::uint64_t copy) {
    const std::uint64_t others = plan.spec.events - file.count;
    return (file.first + file.count + mixed(plan.spec.seed ^ 0xd0b1e, copy) % std::max<std::uint64_t>(1, others)) %
           plan.spec.events;
}

} // namespace

TrailPlan planTrail(const TrailSpec& wanted) {
    TrailPlan plan;
    plan.spec = completed(wanted);
    plan.accounts = accountIds(plan.spec);
    plan.regions.assign(kRegions.begin(), kRegions.begin() + plan.spec.regions);
    Random random(mixed(plan.spec.seed, 2));
    std::uint64_t first = 0;
    for (const std::uint64_t size : fileSizes(plan.spec)) {
        PlannedFile file;
        file.account = plan.accounts[skewed(random.next(), plan.accounts.size())];
        file.region = plan.regions[skewed(random.next(), plan.regions.size())];
        file.delivered = deliveryTime(plan.spec, random);
        file.path = logFilePath(file.account, file.region, file.delivered, random);
        file.first = first;
        file.count = size;
        first += size;
        plan.files.push_back(std::move(file));
    }
    return plan;
}

void appendRecordText(std::string& out, RecordMaker& maker, const TrailPlan& plan, const PlannedFile& file,
                      std::uint64_t number) {
    maker.append(out, placeOf(file, plan.spec.seed, number), mixed(plan.spec.seed, 0x5eed0000 + number));
}

std::uint64_t appendFileText(std::string& out, RecordMaker& maker, const TrailPlan& plan, const PlannedFile& file) {
    out += "{\"Records\":[";
    for (std::uint64_t number = file.first; number < file.first + file.count; ++number) {
        if (number > file.first)
            out += ',';
        appendRecordText(out, maker, plan, file, number);
    }
    const std::uint64_t from = copiesBefore(plan, file.first);
    const std::uint64_t to = plan.files.size() < 2 ? from : copiesBefore(plan, file.first + file.count);
    for (std::uint64_t copy = from; copy < to; ++copy) {
        const std::uint64_t number = copied(plan, file, copy);
        out += ',';
        appendRecordText(out, maker, plan, fileOf(plan, number), number);
    }
    out += "]}";
    return to - from;
}

std::string fileText(const TrailPlan& plan, std::size_t file) {
    RecordMaker maker;
    std::string text;
    appendFileText(text, maker, plan, plan.files[file]);
    return text;
}

std::string recordText(const TrailPlan& plan, std::uint64_t number) {
    RecordMaker maker;
    std::string text;
    appendRecordText(text, maker, plan, fileOf(plan, number), number);
    return text;
}

std::string makeRecord(std::uint64_t seed, std::uint64_t number) {
    static constexpr std::uint64_t kEvents = 1'000'000;
    static const TrailPlan plan = planTrail({.events = kEvents, .seed = 1});
    RecordMaker maker;
    std::string text;
    const PlannedFile& file = fileOf(plan, mixed(seed, number) % kEvents);
    maker.append(text, placeOf(file, seed, number), mixed(seed, 0x5eed0000 + number));
    return text;
}

} // namespace rastro::trailgen
