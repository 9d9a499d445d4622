// SPDX-License-Identifier: Apache-2.0
#include "query/repeats.h"

#include "support/loading.h"

#include <QTest>

#include <random>

using namespace rastro;
using namespace rastro::test;

namespace {

// Events of few calls and outcomes, so that many repeat the one before.
SnapshotPtr madeTrail(const Folder& folder, unsigned seed) {
    std::mt19937 random(seed);
    std::string text;
    for (unsigned n = 0; n < 2'000; ++n) {
        std::string event = makeEvent(n, random() % 4 == 0 ? R"(,"errorCode":"AccessDenied")" : "");
        const std::string call = "\"Call" + std::to_string(n) + '"';
        event.replace(event.find(call), call.size(), random() % 3 == 0 ? "\"ListKeys\"" : "\"GetObject\"");
        text += event + "\n";
    }
    folder.write("a.json", text);
    return load(folder.path());
}

std::vector<std::string> key(const Snapshot& s, std::uint32_t row) {
    std::vector<std::string> key;
    for (const Column column : {Column::ActorKey, Column::EventSource, Column::EventName, Column::Outcome})
        key.emplace_back(s.codedText(column, RowId{row}));
    return key;
}

} // namespace

class TestRepeats : public QObject {
    Q_OBJECT
private slots:
    void everyEventIsStoodFor();
    void openRunsStayOpen();
    void theFirstOfARunOpensNothing();
    void bytesAreSummed();
    void nothingToFold();
};

void TestRepeats::everyEventIsStoodFor() {
    const Folder folder;
    const auto s = madeTrail(folder, 3);
    const auto folded = foldRepeats(*s, s->sharedTimeOrder(), {}, nullptr, Checkpoint());
    QVERIFY(folded);
    const RowVector& all = s->timeOrder();
    // As one would do by hand: a row is shown where its key differs from the one before.
    RowVector shown;
    std::vector<std::uint32_t> counts;
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (i == 0 || key(*s, all[i]) != key(*s, all[i - 1])) {
            shown.push_back(all[i]);
            counts.push_back(0);
        }
        ++counts.back();
    }
    QVERIFY(shown.size() < all.size() / 2 + 400 && shown.size() > 100);
    QCOMPARE(*folded->shown, shown);
    for (std::size_t i = 0; i < shown.size(); ++i) {
        QCOMPARE(folded->events(i), counts[i]);
        QCOMPARE(folded->shownAt(folded->places[i]), i);
        QCOMPARE(folded->shownAt(folded->places[i + 1] - 1), i);
    }
    QVERIFY(folded->bytes.empty());
}

void TestRepeats::openRunsStayOpen() {
    const Folder folder;
    const auto s = madeTrail(folder, 4);
    const auto before = foldRepeats(*s, s->sharedTimeOrder(), {}, nullptr, Checkpoint());
    std::size_t at = 0;
    while (before->events(at) < 3)
        ++at;
    RowBitmap open(s->rowCount());
    open.insert((*before->all)[before->places[at] + 2]);
    const auto after = foldRepeats(*s, s->sharedTimeOrder(), open, nullptr, Checkpoint());
    QCOMPARE(after->shown->size(), before->shown->size() + before->events(at) - 1);
    for (std::uint32_t i = 0; i < before->events(at); ++i) {
        QCOMPARE((*after->shown)[at + i], (*before->all)[before->places[at] + i]);
        QCOMPARE(after->events(at + i), 1u);
    }
}

void TestRepeats::theFirstOfARunOpensNothing() {
    const Folder folder;
    const auto s = madeTrail(folder, 5);
    const auto before = foldRepeats(*s, s->sharedTimeOrder(), {}, nullptr, Checkpoint());
    RowBitmap open(s->rowCount());
    for (const std::uint32_t row : *before->shown)
        open.insert(row);
    QCOMPARE(*foldRepeats(*s, s->sharedTimeOrder(), open, nullptr, Checkpoint())->shown, *before->shown);
}

void TestRepeats::bytesAreSummed() {
    const Folder folder;
    std::string text;
    for (const char* bytes : {"100", "0", "2.5e3", "\"17\"", "\"many\"", "-5", "null"}) {
        std::string event = makeEvent(1, std::string(R"(,"additionalEventData":{"bytesTransferredOut":)") + bytes + "}");
        event.replace(event.find("000000000001\""), 12, "0000000000" + std::to_string(10 + text.size() % 89));
        text += event + "\n";
    }
    folder.write("a.json", text);
    const auto s = load(folder.path());
    QCOMPARE(s->timeOrder().size(), 7u);
    OnDemandCache columns;
    Checkpoint checkpoint;
    const auto bytes = columns.column(*s, bytesColumn(), 1, checkpoint);
    const auto folded = foldRepeats(*s, s->sharedTimeOrder(), {}, bytes->get(), checkpoint);
    QCOMPARE(folded->shown->size(), 1u);
    QCOMPARE(folded->bytes, std::vector<std::uint64_t>{100 + 2500 + 17});
}

void TestRepeats::nothingToFold() {
    const auto none = foldRepeats(Snapshot(), std::make_shared<const RowVector>(), {}, nullptr, Checkpoint());
    QVERIFY(none);
    QVERIFY(none->shown->empty());
    Checkpoint stopped;
    stopped.requestStop();
    QVERIFY(!foldRepeats(Snapshot(), std::make_shared<const RowVector>(), {}, nullptr, stopped));
}

QTEST_GUILESS_MAIN(TestRepeats)
#include "tst_repeats.moc"
