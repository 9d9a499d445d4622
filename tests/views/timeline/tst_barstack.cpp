// SPDX-License-Identifier: Apache-2.0
#include "common/theme.h"
#include "timeline/barstack.h"
#include "timeline/rangebrush.h"

#include <QTest>

#include <numeric>
#include <random>
#include <set>

using namespace rastro;

namespace {

constexpr int kHeight = 38;

Bar barOf(const std::array<std::uint32_t, 5>& outcomes) {
    return {std::accumulate(outcomes.begin(), outcomes.end(), 0u), outcomes};
}

} // namespace

class TestBarStack : public QObject {
    Q_OBJECT

private slots:
    void heights();
    void nothingHasNoHeight();
    void partsSumUp_data();
    void partsSumUp();
    void fewErrorsAreSeen();
    void logarithmShowsTheSmall();
    void outcomesHaveColoursOfTheirOwn();
    void brushTakesWholeBars();
    void brushFollowsANewStep();
};

void TestBarStack::heights() {
    for (const BarScale scale : {BarScale::Linear, BarScale::Logarithmic}) {
        QCOMPARE(barHeight(1000, 1000, kHeight, scale), kHeight);
        int last = 0;
        for (std::uint32_t n = 1; n <= 1000; ++n) {
            const int height = barHeight(n, 1000, kHeight, scale);
            QVERIFY(height >= std::max(last, 1));
            last = height;
        }
    }
    QCOMPARE(barHeight(500, 1000, kHeight, BarScale::Linear), kHeight / 2);
    QVERIFY(barHeight(31, 1000, kHeight, BarScale::Logarithmic) >= kHeight / 2);
    QCOMPARE(barHeight(4'000'000'000u, 4'000'000'000u, kHeight, BarScale::Logarithmic), kHeight);
}

void TestBarStack::nothingHasNoHeight() {
    for (const BarScale scale : {BarScale::Linear, BarScale::Logarithmic}) {
        QCOMPARE(barHeight(0, 100, kHeight, scale), 0);
        QCOMPARE(barHeight(0, 0, kHeight, scale), 0);
        QCOMPARE(barHeight(5, 5, 0, scale), 0);
        QCOMPARE(stackHeights({}, 100, kHeight, scale), (std::array<int, 5>{}));
    }
}

void TestBarStack::partsSumUp_data() {
    QTest::addColumn<int>("height");
    for (const int height : {0, 1, 3, 5, 38, 400})
        QTest::addRow("%d", height) << height;
}

void TestBarStack::partsSumUp() {
    QFETCH(int, height);
    std::mt19937 random(11);
    for (int i = 0; i < 2000; ++i) {
        std::array<std::uint32_t, 5> outcomes{};
        for (std::uint32_t& n : outcomes)
            n = random() % 3 == 0 ? 0 : static_cast<std::uint32_t>(random() % (1u << random() % 20));
        const Bar bar = barOf(outcomes);
        const auto highest = static_cast<std::uint32_t>(bar.total + random() % 1000);
        for (const BarScale scale : {BarScale::Linear, BarScale::Logarithmic}) {
            const auto parts = stackHeights(bar, highest, height, scale);
            const int whole = barHeight(bar.total, highest, height, scale);
            QCOMPARE(std::accumulate(parts.begin(), parts.end(), 0), whole);
            const auto present = 5 - std::count(outcomes.begin(), outcomes.end(), 0u);
            for (std::size_t p = 0; p < parts.size(); ++p) {
                const bool isPresent = outcomes[static_cast<std::size_t>(kStackOrder[p])] > 0;
                QVERIFY(parts[p] >= (isPresent && whole >= present ? 1 : 0));
                QVERIFY(isPresent || parts[p] == 0);
            }
        }
    }
}

void TestBarStack::fewErrorsAreSeen() {
    const auto parts = stackHeights(barOf({1'000'000, 1, 0, 0, 1}), 1'000'001, kHeight, BarScale::Linear);
    QCOMPARE(parts[0], 1); // denied
    QCOMPARE(parts[1], 1); // failed
    const auto full = stackHeights(barOf({1, 1'000'000, 0, 0, 0}), 1'000'001, kHeight, BarScale::Linear);
    QCOMPARE(full[4], 1); // the one that is ok, on top
}

void TestBarStack::logarithmShowsTheSmall() {
    const Bar bar = barOf({9'900, 100, 0, 0, 0});
    const auto linear = stackHeights(bar, 10'000, kHeight, BarScale::Linear);
    const auto log = stackHeights(bar, 10'000, kHeight, BarScale::Logarithmic);
    QCOMPARE(linear[0], 1);
    QCOMPARE(log[0], barHeight(100, 10'000, kHeight, BarScale::Logarithmic));
    QVERIFY(log[0] > kHeight / 3);
}

void TestBarStack::outcomesHaveColoursOfTheirOwn() {
    for (const Theme* theme : {&Theme::light(), &Theme::dark()}) {
        std::set<QRgb> colors;
        for (const Outcome outcome : kAllOutcomes)
            colors.insert(barColor(outcome, *theme).rgb());
        QCOMPARE(colors.size(), kAllOutcomes.size());
        QCOMPARE(barColor(Outcome::Denied, *theme), theme->deniedMark);
        QCOMPARE(barColor(Outcome::Failed, *theme), theme->failed);
    }
}

void TestBarStack::brushTakesWholeBars() {
    RangeBrush brush;
    QVERIFY(brush.range().isEmpty() && !brush.bar());
    brush.standAt(25, 10);
    QVERIFY(brush.range().isEmpty());
    QCOMPARE(brush.bar(), std::optional<Micros>(20));
    brush.extendTo(47, 10);
    QCOMPARE(brush.range(), (TimeRange{20, 50}));
    brush.extendTo(3, 10); // to the other side of where it began
    QCOMPARE(brush.range(), (TimeRange{0, 30}));
    brush.extendTo(-1, 10);
    QCOMPARE(brush.range(), (TimeRange{-10, 30}));
    brush.clear();
    QVERIFY(brush.range().isEmpty());
    QCOMPARE(brush.bar(), std::optional<Micros>(-10));
}

void TestBarStack::brushFollowsANewStep() {
    RangeBrush brush;
    brush.standAt(25, 10);
    brush.extendTo(220, 100);
    QCOMPARE(brush.range(), (TimeRange{0, 300}));
    RangeBrush fresh;
    fresh.extendTo(25, 10);
    QCOMPARE(fresh.range(), (TimeRange{20, 30}));
}

QTEST_MAIN(TestBarStack)
#include "tst_barstack.moc"
