// SPDX-License-Identifier: Apache-2.0
//
// Tables of filters and the rows they give, for the tests of the reference.
#pragma once

#include "query/reference/filter.h"

#include <QTest>

#include <string>
#include <string_view>
#include <vector>

namespace rastro::reference::test {

using Records = std::vector<std::string>;
inline constexpr std::int64_t kNow = 1'700'000'000'000'000; // 2023-11-14T22:13:20Z

struct Setting {
    Lists lists;
    int zoneOffsetMinutes = 0;
};

inline std::vector<Event> eventsOf(const Records& records) {
    std::vector<Event> events;
    for (const std::string& record : records)
        events.push_back({record, {}});
    return events;
}

// "0 2 5", or "error".
inline std::string answer(const std::vector<Event>& events, std::string_view filter, const Setting& setting = {}) {
    const auto parsed = Filter::parse(filter);
    if (!std::holds_alternative<Filter>(parsed))
        return "error";
    std::string text;
    for (const std::size_t row : std::get<Filter>(parsed).rows(events, setting.lists, setting.zoneOffsetMinutes, kNow))
        text += (text.empty() ? "" : " ") + std::to_string(row);
    return text;
}

struct Case {
    std::string filter;
    const char* expected;
};

inline void addCases(const std::vector<Case>& cases) {
    QTest::addColumn<std::string>("filter");
    QTest::addColumn<std::string>("expected");
    for (const auto& [filter, expected] : cases) {
        // Names of rows are printed, and some filters hold control characters.
        const QByteArray name = QByteArray::fromStdString(filter).toPercentEncoding(" :<>()/*?\"\\@{}[],=+");
        QTest::newRow(filter.empty() ? "(empty)" : name.constData()) << filter << std::string(expected);
    }
}

inline void compareCase(const std::vector<Event>& events, const Setting& setting = {}) {
    QFETCH(std::string, filter);
    QFETCH(std::string, expected);
    QCOMPARE(QString::fromStdString(answer(events, filter, setting)), QString::fromStdString(expected));
}

} // namespace rastro::reference::test
