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
    void eventsOfOneSignIn();
    void runsAroundEachPlace_data();
    void runsAroundEachPlace();
    void howSomebodySignedIn_data();
    void howSomebodySignedIn();
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
        std::string event =
            makeEvent(1, std::string(R"(,"additionalEventData":{"bytesTransferredOut":)") + bytes + "}");
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

namespace {

// An event of a sign-in: who, what, when (second of an hour), how it ended.
std::string signIn(const std::string& user, const std::string& call, unsigned second, bool isOk,
                   const std::string& more = {}) {
    static unsigned n = 0;
    std::string event = makeEvent(n++);
    const auto put = [&](const std::string& from, const std::string& to) {
        const std::size_t at = event.find(from);
        event.replace(at, from.size(), to);
    };
    put("\"Call" + std::to_string(n - 1) + '"', '"' + call + '"');
    put("iam.amazonaws.com", "signin.amazonaws.com");
    put("user/u\"", "user/" + user + '"');
    const std::size_t at = event.find("\"eventTime\":\"") + 13;
    char time[32];
    std::snprintf(time, sizeof time, "2024-05-01T08:%02u:%02uZ", second / 60, second % 60);
    event.replace(at, 20, time);
    event.pop_back();
    return event + R"(,"eventType":"AwsConsoleSignIn","sourceIPAddress":"198.51.100.7")" +
           (isOk ? "" : R"(,"errorMessage":"Failed authentication")") + more + "}\n";
}

QStringList shownOf(const Snapshot& s, const FoldedRows& folded) {
    QStringList shown;
    for (std::size_t i = 0; i < folded.shown->size(); ++i) {
        const RowId row{(*folded.shown)[i]};
        shown << QStringLiteral("%1 %2 x%3%4")
                     .arg(QString::fromStdString(std::string(s.codedText(Column::EventName, row))),
                          QString::fromStdString(std::string(s.codedText(Column::Outcome, row))))
                     .arg(folded.events(i))
                     .arg(std::ranges::find(folded.signIns, i) != folded.signIns.end() ? QStringLiteral(" sign-in")
                                                                                       : QString());
    }
    return shown;
}

} // namespace

void TestRepeats::eventsOfOneSignIn() {
    const Folder folder;
    std::string text;
    text += signIn("ana", "CheckMfa", 0, true) + signIn("ana", "ConsoleLogin", 9, true);         // with MFA
    text += signIn("ana", "CheckMfa", 20, true) + signIn("ana", "ConsoleLogin", 31, false);      // another, that failed
    text += signIn("ana", "ConsoleLogin", 40, false) + signIn("ana", "ConsoleLogin", 41, false); // attempts are repeats
    text += signIn("bob", "CredentialChallenge", 60, true) + signIn("bob", "CredentialVerification", 65, true) +
            signIn("bob", "CredentialVerification", 70, true) + signIn("bob", "UserAuthentication", 71, true);
    text += signIn("eve", "CheckMfa", 80, true) + signIn("fay", "ConsoleLogin", 81, true);              // two people
    text += signIn("gil", "CheckMfa", 90, true) + signIn("gil", "ConsoleLogin", 1'000, true);           // too far apart
    text += signIn("hal", "CheckMfa", 1'100, true) + signIn("hal", "CredentialChallenge", 1'101, true); // has no end
    folder.write("a.json", text);
    const auto s = load(folder.path());
    const auto folded = foldRepeats(*s, s->sharedTimeOrder(), {}, nullptr, Checkpoint());
    const QStringList expected{QStringLiteral("ConsoleLogin ok x2 sign-in"),
                               QStringLiteral("ConsoleLogin failed x2 sign-in"),
                               QStringLiteral("ConsoleLogin failed x2"),
                               QStringLiteral("UserAuthentication ok x4 sign-in"),
                               QStringLiteral("CheckMfa ok x1"),
                               QStringLiteral("ConsoleLogin ok x1"),
                               QStringLiteral("CheckMfa ok x1"),
                               QStringLiteral("ConsoleLogin ok x1"),
                               QStringLiteral("CheckMfa ok x2 sign-in")};
    QStringList shown = shownOf(*s, *folded);
    for (QString& line : shown)
        line.replace(QStringLiteral(" denied "),
                     QStringLiteral(" failed ")); // how a failed sign-in is called is not at stake
    QVERIFY2(shown == expected, qPrintable(shown.join(QStringLiteral("; "))));
}

void TestRepeats::runsAroundEachPlace_data() {
    QTest::addColumn<unsigned>("seed");
    for (const unsigned seed : {1u, 2u, 3u, 4u})
        QTest::addRow("%u", seed) << seed;
}

// Of every row that is folded away, and of every one once its run is open, the run is the same.
void TestRepeats::runsAroundEachPlace() {
    QFETCH(unsigned, seed);
    std::mt19937 random(seed);
    const Folder folder;
    std::string text;
    const char* calls[] = {"CheckMfa", "ConsoleLogin", "ConsoleLogin", "CredentialVerification", "UserAuthentication"};
    unsigned second = 0;
    for (int i = 0; i < 400; ++i)
        text += signIn(random() % 6 ? "ana" : "bob", calls[random() % 5], second += random() % 8, random() % 4 != 0);
    folder.write("a.json", text);
    const auto s = load(folder.path());
    const auto folded = foldRepeats(*s, s->sharedTimeOrder(), {}, nullptr, Checkpoint());
    const RowVector& all = s->timeOrder();
    for (std::size_t i = 0; i < folded->shown->size(); ++i) {
        RowBitmap open(s->rowCount());
        for (std::uint32_t place = folded->places[i]; place < folded->places[i + 1]; ++place) {
            const Run run = runAround(*s, all, place);
            QCOMPARE(run.first, std::size_t{folded->places[i]});
            QCOMPARE(run.end, std::size_t{folded->places[i + 1]});
            QCOMPARE(all[run.lead], (*folded->shown)[i]);
            if (place > folded->places[i])
                open.insert(all[place]);
        }
        const auto opened = foldRepeats(*s, s->sharedTimeOrder(), open, nullptr, Checkpoint());
        QCOMPARE(opened->shown->size(), folded->shown->size() + folded->events(i) - 1);
    }
}

void TestRepeats::howSomebodySignedIn_data() {
    QTest::addColumn<QByteArray>("record");
    QTest::addColumn<QString>("words");
    const auto add = [](const char* name, const char* record, const char* words) {
        QTest::newRow(name) << QByteArray(record).replace('\'', '"') << QString::fromLatin1(words);
    };
    add("user", "{'eventName':'ConsoleLogin','userIdentity':{'type':'IAMUser'},'additionalEventData':{'MFAUsed':'No'}}",
        "password, no MFA");
    add("root", "{'eventName':'ConsoleLogin','userIdentity':{'type':'Root'},'additionalEventData':{'MFAUsed':'Yes'}}",
        "password, MFA");
    add("role", "{'eventName':'ConsoleLogin','userIdentity':{'type':'AssumedRole'},'additionalEventData':{}}",
        "federated");
    add("Identity Center",
        "{'eventName':'UserAuthentication','additionalEventData':{'CredentialType':'PASSWORD,TOTP'}}", "password,totp");
    add("odd MFA", "{'eventName':'ConsoleLogin','additionalEventData':{'MFAUsed':[1]}}", "");
    add("nothing", "{}", "");
}

void TestRepeats::howSomebodySignedIn() {
    QFETCH(QByteArray, record);
    QFETCH(QString, words);
    const auto tree = json::Tree::parse(record.toStdString());
    QVERIFY(tree);
    QCOMPARE(QString::fromStdString(signInWords(*tree)), words);
}

QTEST_GUILESS_MAIN(TestRepeats)
#include "tst_repeats.moc"
