// SPDX-License-Identifier: Apache-2.0
#include "query/valueranks.h"

#include <QTest>

#include <algorithm>
#include <numeric>
#include <random>
#include <string>

using namespace rastro;

namespace {

std::vector<std::string> randomTexts(std::size_t count, std::string_view alphabet, std::size_t longest,
                                     const std::string& prefix) {
    std::mt19937 random(3);
    std::vector<std::string> texts;
    for (std::size_t i = 0; i < count; ++i) {
        std::string text = random() % 4 != 0 ? prefix : "";
        for (std::size_t n = random() % longest; n > 0; --n)
            text += alphabet[random() % alphabet.size()];
        texts.push_back(std::move(text));
    }
    return texts;
}

Result<ValueRanks> rank(const std::vector<std::string>& texts, unsigned threads) {
    const std::vector<std::uint8_t> isPresent(texts.size(), 1);
    return rankValues(isPresent, [&](std::uint32_t code) { return std::string_view(texts[code]); }, threads, {});
}

} // namespace

class TestValueRanks : public QObject {
    Q_OBJECT
private slots:
    void ordersLikeTheComparison_data();
    void ordersLikeTheComparison();
    void foldsOnlyAToZ();
    void ranksNumbers();
    void oneWordMakesAllTexts();
    void leavesOutWhatIsAbsent();
};

void TestValueRanks::ordersLikeTheComparison_data() {
    QTest::addColumn<int>("count");
    QTest::addColumn<QByteArray>("alphabet");
    QTest::addColumn<int>("longest");
    QTest::addColumn<QByteArray>("prefix");
    QTest::newRow("few letters") << 3'000 << QByteArray("aAbB\0", 5) << 30 << QByteArray();
    QTest::newRow("long prefix") << 100'000 << QByteArray("xyzXYZ0123456789") << 12
                                 << QByteArray("arn:aws:iam::123456789012:user/");
    QTest::newRow("all bytes") << 80'000 << QByteArray("\x00\x01@AZ[`az{\x7f\x80\xc1\xe1\xff", 15) << 9
                               << QByteArray("\xff");
    QTest::newRow("nested prefixes") << 2'000 << QByteArray("a") << 2'000 << QByteArray();
}

void TestValueRanks::ordersLikeTheComparison() {
    QFETCH(int, count);
    QFETCH(QByteArray, alphabet);
    QFETCH(int, longest);
    QFETCH(QByteArray, prefix);
    const auto texts = randomTexts(static_cast<std::size_t>(count), alphabet.toStdString(),
                                   static_cast<std::size_t>(longest), prefix.toStdString());
    const auto ranks = rank(texts, 2);
    QVERIFY(ranks);
    std::vector<std::uint32_t> byRank(texts.size());
    std::iota(byRank.begin(), byRank.end(), 0u);
    std::ranges::sort(byRank, {}, [&](std::uint32_t code) { return ranks->rankOf[code]; });
    QCOMPARE(ranks->rankOf[byRank.front()], 0u);
    for (std::size_t i = 1; i < byRank.size(); ++i) {
        const int order = compareFolded(texts[byRank[i - 1]], texts[byRank[i]]);
        QVERIFY(order <= 0);
        QCOMPARE(ranks->rankOf[byRank[i]] - ranks->rankOf[byRank[i - 1]], order == 0 ? 0u : 1u);
    }
    QCOMPARE(ranks->count, ranks->rankOf[byRank.back()] + 1);
}

void TestValueRanks::foldsOnlyAToZ() {
    QCOMPARE(compareFolded("ABC", "abc"), 0);
    QVERIFY(compareFolded("@", "`") < 0);
    QVERIFY(compareFolded("[", "a") < 0);
    QVERIFY(compareFolded("\xC3\x84", "\xC3\xA4") < 0); // capital and small a-umlaut stay apart
    QVERIFY(compareFolded("a", "a ") < 0);
    const auto ranks = rank({"b", "A", "B", "a"}, 1);
    QVERIFY(ranks);
    QCOMPARE(ranks->count, 2u);
    QCOMPARE(ranks->rankOf, (std::vector<std::uint32_t>{1, 0, 1, 0}));
}

void TestValueRanks::ranksNumbers() {
    const auto ranks = rank({"10", "9", "1e1", "-0", "0", "-1.5", "1e999"}, 2);
    QVERIFY(ranks);
    QVERIFY(ranks->areNumbers);
    QCOMPARE(ranks->rankOf, (std::vector<std::uint32_t>{3, 2, 3, 1, 1, 0, 4}));
}

void TestValueRanks::oneWordMakesAllTexts() {
    const auto ranks = rank({"10", "9", "abc"}, 2);
    QVERIFY(ranks);
    QVERIFY(!ranks->areNumbers);
    QCOMPARE(ranks->rankOf, (std::vector<std::uint32_t>{0, 1, 2}));
}

void TestValueRanks::leavesOutWhatIsAbsent() {
    const std::vector<std::string> texts{"", "abc", "10", "9"};
    const std::vector<std::uint8_t> isPresent{0, 0, 1, 1};
    const auto ranks = rankValues(isPresent, [&](std::uint32_t code) { return std::string_view(texts[code]); }, 1, {});
    QVERIFY(ranks);
    QVERIFY(ranks->areNumbers); // "abc" is in the dictionary, but in no row
    QCOMPARE(ranks->count, 2u);
}

QTEST_GUILESS_MAIN(TestValueRanks)
#include "tst_valueranks.moc"
