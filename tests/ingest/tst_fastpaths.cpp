// SPDX-License-Identifier: Apache-2.0
//
// The ways round a full parse that loading takes for what CloudTrail usually writes: they say what the long way says, or
// decline.
#include "base/block32.h"
#include "identity/actor.h"
#include "ingest/identitycache.h"
#include "ingest/identityscan.h"
#include "ingest/interner.h"
#include "ingest/keyguess.h"
#include "ingest/recordextractor.h"
#include "base/jsonmembers.h"

#include <nlohmann/json.hpp>

#include <QTest>

#include <algorithm>
#include <optional>
#include <random>

using namespace rastro;
using Json = nlohmann::ordered_json;

namespace {

constexpr const char* kPointers[kIdentityPaths] = {"/type",
                                                   "/arn",
                                                   "/accountId",
                                                   "/accessKeyId",
                                                   "/userName",
                                                   "/principalId",
                                                   "/invokedBy",
                                                   "/sessionContext/sessionIssuer/arn",
                                                   "/sessionContext/sessionIssuer/userName",
                                                   "/sessionContext/attributes/creationDate",
                                                   "/sessionContext/sourceIdentity",
                                                   "/onBehalfOf/userId"};

std::string randomText(std::mt19937& random) {
    std::string text;
    for (std::size_t i = random() % 30; i > 0; --i)
        text += "abcXYZ019:/._-@ "[random() % 16];
    return text;
}

// An identity with some of the values, some of them null, and keys that are no columns in between.
Json randomIdentity(std::mt19937& random) {
    Json identity = Json::object();
    for (const char* pointer : kPointers) {
        if (random() % 3 == 0)
            identity["other" + std::to_string(random() % 4)] = Json::array({1, randomText(random), Json::object()});
        if (random() % 2 == 0)
            identity[Json::json_pointer(pointer)] = random() % 5 == 0 ? Json(nullptr) : Json(randomText(random));
    }
    return identity;
}

// Whether it is written the usual way. It is JSON in any case, and checked to its end.
bool isRegular(std::string_view identity, IdentityTexts& texts) {
    bool regular = false;
    const json::Scan scan = scanIdentity(identity.data(), identity.data() + identity.size(), 2, texts, regular);
    return scan && scan.at == identity.data() + identity.size() && regular;
}

// One of some sessions that differ in one place or a few, and stand in the log in every way.
Json similarIdentity(std::mt19937& random) {
    const auto number = [&random](unsigned most) { return std::to_string(10 + random() % most); };
    const std::string role = "Role" + number(3);
    const std::string name = "session-" + number(4);
    Json identity{{"type", random() % 8 == 0 ? "AWSAccount" : "AssumedRole"},
                  {"principalId", "AROAXSEZRZQFF3OWKKRUI:" + name},
                  {"arn", "arn:aws:sts::123456789012:assumed-role/" + role + "/" + name},
                  {"accountId", "123456789012"},
                  {"accessKeyId", random() % 9 == 0 ? number(9) : "ASIAXSEZRZQFIWRYPO" + number(20)}};
    const std::string issuer = "arn:aws:iam::123456789012:role/" + role;
    identity["sessionContext"]["sessionIssuer"] = {{"arn", issuer}, {"userName", role}};
    identity["sessionContext"]["attributes"]["creationDate"] = "2026-03-01T23:08:" + number(5) + "Z";
    if (random() % 2 == 0)
        identity["invokedBy"] = "service" + number(3) + ".amazonaws.com";
    constexpr std::array<const char*, 4> kOdd{"/arn", "/accessKeyId", "/sessionContext/attributes/creationDate",
                                              "/sessionContext/sessionIssuer/userName"};
    const Json::json_pointer odd(kOdd[random() % kOdd.size()]);
    switch (random() % 24) {
    case 0: identity[odd] = nullptr; break;
    case 1: identity[odd] = ""; break;
    case 2: identity[odd] = "a\nb" + number(3); break; // written with an escape
    case 3: identity[odd] = 12; break;
    case 4: identity[odd.parent_pointer()].erase(odd.back()); break;
    default: break;
    }
    return identity;
}

// What is found at the pointer, as a column tells it; null if nothing is.
std::optional<std::string> textAt(const Json& identity, const char* pointer) {
    const Json::json_pointer at(pointer);
    if (!identity.contains(at) || identity[at].is_null())
        return {};
    return identity[at].is_string() ? identity[at].get<std::string>() : identity[at].dump();
}

} // namespace

class TestFastPaths : public QObject {
    Q_OBJECT
private slots:
    void identityAsAParserReadsIt();
    void declinesOddIdentities_data();
    void declinesOddIdentities();
    void seesTheFaultsThatScanningSees();
    void takesNoIdentityForAnother();
    void keepsOnlyWhatItMay();
    void endsWithTheText();
    void comparesBlocks();
    void guessesKeysInAnyOrder();
    void keepsNoMoreKeysThanAllowed();
    void internsWhatValuesMean();
    void walksMembers();
};

void TestFastPaths::identityAsAParserReadsIt() {
    std::mt19937 random(3);
    for (int i = 0; i < 3'000; ++i) {
        const Json identity = randomIdentity(random);
        const std::string text = identity.dump(i % 2 == 0 ? -1 : 1);
        IdentityTexts texts;
        QVERIFY2(isRegular(text, texts), text.c_str());
        for (std::size_t k = 0; k < kIdentityPaths; ++k) {
            const Json::json_pointer pointer(kPointers[k]);
            const bool isPresent = identity.contains(pointer) && !identity[pointer].is_null();
            QCOMPARE(texts[k].data() != nullptr, isPresent);
            if (isPresent)
                QCOMPARE(std::string(texts[k]), identity[pointer].get<std::string>());
        }
    }
    IdentityTexts texts;
    QVERIFY(isRegular("{\"accountId\":12e3,\"sessionContext\":true,\"arn\":\"\"}", texts));
    QCOMPARE(std::string(texts[2]), std::string("12e3"));
    QVERIFY(texts[1].data() != nullptr && texts[1].empty());
}

void TestFastPaths::declinesOddIdentities_data() {
    QTest::addColumn<QByteArray>("identity");
    const auto row = [](const char* name, const char* text) { QTest::newRow(name) << QByteArray(text); };
    row("no object", "\"root\"");
    row("list", "[{\"type\":\"Root\"}]");
    row("escape in a value", "{\"userName\":\"a\\u0041\"}");
    row("not ASCII", "{\"userName\":\"\xC3\xA9\"}");
    row("ill-formed", "{\"userName\":\"\xFF\"}");
    row("escaped key", "{\"\\u0061rn\":\"x\"}");
    row("escaped key of nothing", "{\"\\u0062\":\"x\"}");
    row("key twice", "{\"arn\":\"x\",\"arn\":\"y\"}");
    row("key twice, once null", "{\"arn\":null,\"arn\":\"y\"}");
    row("other letters", "{\"ARN\":\"x\"}");
    row("other letters below", "{\"sessionContext\":{\"SessionIssuer\":{\"arn\":\"x\"}}}");
    row("object for a text", "{\"arn\":{}}");
    row("list for a text", "{\"arn\":[]}");
    row("list for an object", "{\"sessionContext\":[]}");
    row("text for an object", "{\"sessionContext\":\"{}\"}");
    row("object twice", "{\"sessionContext\":{},\"sessionContext\":{}}");
}

void TestFastPaths::declinesOddIdentities() {
    QFETCH(QByteArray, identity);
    IdentityTexts texts;
    bool regular = true;
    const json::Scan scan = scanIdentity(identity.data(), identity.data() + identity.size(), 2, texts, regular);
    QVERIFY(scan && scan.at == identity.data() + identity.size());
    QVERIFY(!regular);
}

// Cut short and with bytes changed, an identity has the fault at the place that json::scanValue() names.
void TestFastPaths::seesTheFaultsThatScanningSees() {
    std::mt19937 random(11);
    int faults = 0;
    for (int i = 0; i < 4'000; ++i) {
        std::string text = randomIdentity(random).dump(i % 2 == 0 ? -1 : 1);
        if (i % 3 == 0)
            text.resize(1 + random() % text.size());
        for (std::size_t k = random() % 3; i % 3 != 0 && k > 0; --k)
            text[1 + random() % (text.size() - 1)] = "\"{}[]:,\\nx1"[random() % 11];
        IdentityTexts texts;
        bool regular = false;
        const int depth = random() % 9 == 0 ? json::kMaxDepth - static_cast<int>(random() % 4) : 2;
        const json::Scan expected = json::scanValue(text.data(), text.data() + text.size(), depth);
        const json::Scan scan = scanIdentity(text.data(), text.data() + text.size(), depth, texts, regular);
        QCOMPARE(json::describe(scan.fault), json::describe(expected.fault));
        QCOMPARE(scan.at - text.data(), expected.at - text.data());
        faults += !scan;
    }
    QVERIFY(faults > 1'000);
}

// Identities that are alike share a place in the cache and what they have in common; none has a value of another.
void TestFastPaths::takesNoIdentityForAnother() {
    EventStore store;
    Interner interner(store);
    IdentityCache cache(interner);
    std::mt19937 random(17);
    for (int i = 0; i < 40'000; ++i) {
        const Json identity = similarIdentity(random);
        const std::string own = identity.dump();
        const std::string record = own + (random() % 3 == 0 ? "" : ",\"eventTime\":\"2026-03-01T23:08:32Z\"");
        const json::Scan scan = cache.scan(record.data(), record.data() + record.size(), 2);
        QVERIFY(scan);
        QCOMPARE(static_cast<std::size_t>(scan.at - record.data()), own.size());
        std::array<std::optional<std::string>, kIdentityPaths> texts;
        const IdentityCache::Identity& found = cache.identity();
        for (std::size_t k = 0; k < kIdentityPaths; ++k) {
            texts[k] = textAt(identity, kPointers[k]);
            QCOMPARE(found.codes[k] != kMissing, texts[k].has_value());
            const std::string_view text = store.dictionary(IdentityCache::kColumns[k]).value(found.codes[k]);
            QVERIFY2(text == texts[k].value_or(""), own.c_str());
        }
        EventRow row;
        found.fill(row);
        QVERIFY2((row.flags & flags::kIrregular) == 0, own.c_str());
        QCOMPARE(row.codes[codedIndex(Column::IdentityArn)], found.codes[1]);
        const auto fact = [&](std::size_t k) { return std::string_view(texts[k] ? *texts[k] : std::string_view()); };
        const Actor actor = actorOf(
            {fact(0), fact(1), fact(2), fact(3), fact(4), fact(5), fact(6), fact(7), fact(8), fact(11)});
        QVERIFY2(store.dictionary(Column::Actor).value(found.codes[kIdentityPaths]) == actor.name, own.c_str());
        QVERIFY2(store.dictionary(Column::ActorKey).value(found.codes[kIdentityPaths + 1]) == actor.key, own.c_str());
    }
}

// What is written in an odd way between those that are not, at every place where a text may end, and too large to be kept.
void TestFastPaths::keepsOnlyWhatItMay() {
    EventStore store;
    Interner interner(store);
    IdentityCache cache(interner);
    const std::string usual = R"({"type":"AssumedRole","principalId":"AROAXSEZRZQFF3OWKKRUI:s",)"
                              R"("arn":"arn:aws:sts::1:assumed-role/R/s",)"
                              R"("accountId":"123456789012","accessKeyId":"ASIAXSEZRZQFIWRYPOWV")";
    const auto key = [&] { return store.dictionary(Column::IdentityAccessKeyId).value(cache.identity().codes[3]); };
    const auto scan = [&](const std::string& text, int depth) {
        const std::vector<char> exact(text.begin(), text.end()); // a byte read behind it is seen by a sanitizer
        return cache.scan(exact.data(), exact.data() + exact.size(), depth);
    };
    for (int round = 0; round < 3; ++round) {
        QVERIFY(scan(usual + "}", 2) && cache.identity().isRegular);
        QCOMPARE(key(), std::string_view("ASIAXSEZRZQFIWRYPOWV"));
        QVERIFY(scan(usual + R"(,"accessKeyId":"ASIAXSEZRZQFIWRYPOWX"})", 2) && !cache.identity().isRegular);
        QVERIFY(scan(usual + R"(,"ARN":"x"})", 2) && !cache.identity().isRegular);
        QVERIFY(scan(usual + R"(,"filler":")" + std::string(100'000, 'x') + R"("})", 2) && cache.identity().isRegular);
        QCOMPARE(key(), std::string_view("ASIAXSEZRZQFIWRYPOWV"));
        QVERIFY(scan("{}", 2) && cache.identity().codes[3] == kMissing);
        QVERIFY(scan("null", 2) && cache.identity().codes[3] == kMissing);
    }
    for (std::size_t size = 0; size <= usual.size(); ++size)
        QCOMPARE(scan(usual.substr(0, size), 2).fault, json::Fault::UnexpectedEnd);
    // Known from a place where it was not too deep.
    const std::string nested = usual + R"(,"x":[[1]]})";
    QVERIFY(scan(nested, json::kMaxDepth - 3));
    QCOMPARE(scan(nested, json::kMaxDepth - 2).fault, json::Fault::TooDeep);
    QVERIFY(scan(nested, 1));
}

// A record cut anywhere ends too early, and what lies behind the text is not looked at.
void TestFastPaths::endsWithTheText() {
    EventStore store;
    RecordExtractor extractor(store);
    ExtractedRecord record;
    const std::string whole = R"({"eventVersion":"1.11","userIdentity":{"type":"Root","accountId":"123456789012"},)"
                              R"("eventTime":"2026-03-01T23:08:32Z","eventSource":"s3.amazonaws.com","readOnly":true,)"
                              R"("eventName":"GetObject","responseElements":null,"x":[1.5e3,{"y":"\\u0041"}]})";
    for (int round = 0; round < 2; ++round) { // the second time its keys are known
        for (std::size_t size = 1; size <= whole.size(); ++size) {
            const std::vector<char> exact(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size));
            const json::Scan scan = extractor.extract(exact.data(), exact.data() + exact.size(), record);
            QCOMPARE(scan.fault, size == whole.size() ? json::Fault::None : json::Fault::UnexpectedEnd);
        }
        QVERIFY(record.isEvent);
    }
}

void TestFastPaths::comparesBlocks() {
    std::mt19937 random(23);
    std::array<char, 80> a{};
    std::array<char, 80> b{};
    for (int i = 0; i < 20'000; ++i) {
        std::ranges::generate(a, [&] { return "ab\"\\\xFF"[random() % 5]; });
        std::ranges::generate(b, [&] { return "ab\"\\\xFF"[random() % 5]; });
        const std::size_t at = random() % 48;
        std::uint32_t either = 0;
        std::uint32_t equal = 0;
        for (std::size_t k = 0; k < 32; ++k) {
            either |= std::uint32_t{a[at + k] == '"' || a[at + k] == '\\'} << k;
            equal |= std::uint32_t{a[at + k] == b[k]} << k;
        }
        QCOMPARE(Block32(a.data() + at).equalEither('"', '\\'), either);
        QCOMPARE(Block32(a.data() + at).equal(Block32(b.data())), equal);
    }
}

void TestFastPaths::guessesKeysInAnyOrder() {
    const std::vector<std::string> keys{"eventVersion", "userIdentity", "eventTime", "eventName", "tlsDetails", "",
                                        "EVENTNAME", "requestParameters", "a", "event\\u004eame", "eventNam", "eventNames"};
    std::mt19937 random(5);
    KeyGuess guess;
    int guessed = 0;
    for (int record = 0; record < 4'000; ++record) {
        guess.startRecord();
        const std::size_t count = 1 + random() % keys.size();
        for (std::size_t i = 0; i < count; ++i) {
            const std::string& key = keys[random() % 4 == 0 ? random() % keys.size() : i];
            const std::string text = "\"" + key + "\":\"value\"";
            const KeyGuess::Key* known = guess.match(text.data(), text.data() + text.size());
            guessed += known != nullptr;
            if (known != nullptr)
                QCOMPARE(std::string(known->text.view()), "\"" + key + "\":");
            else
                known = &guess.learn(key);
            QCOMPARE(known->key, recordKey(key));
            QCOMPARE(known->isColumnInOtherLetters, known->key == RecordKey::Other && isColumnInOtherLetters(key));
        }
        // A key cut off by the end of the text is never guessed.
        const std::string cut = "\"eventVersion\"";
        guess.startRecord();
        QVERIFY(guess.match(cut.data(), cut.data() + cut.size()) == nullptr);
    }
    QVERIFY(guessed > 5'000);
}

void TestFastPaths::keepsNoMoreKeysThanAllowed() {
    KeyGuess guess;
    for (int i = 0; i < 10'000; ++i) {
        guess.startRecord();
        QCOMPARE(guess.learn("key" + std::to_string(i)).key, RecordKey::Other);
        QCOMPARE(guess.learn("eventName").key, RecordKey::EventName);
        QCOMPARE(guess.learn(std::string(5'000, 'k')).key, RecordKey::Other);
    }
}

// Bytes that mean another value than they show are never taken for it, whichever was seen first.
void TestFastPaths::internsWhatValuesMean() {
    EventStore store;
    Interner interner(store);
    const auto text = [&](Code code) { return store.dictionary(Column::UserAgent).value(code); };
    for (int round = 0; round < 3; ++round) {
        QCOMPARE(text(interner.intern(Column::UserAgent, "a\\n")), std::string_view("a\\n"));
        QCOMPARE(text(interner.internRaw(Column::UserAgent, "a\\n")), std::string_view("a\n"));
        QCOMPARE(text(interner.internRaw(Column::UserAgent, "a\\\\n")), std::string_view("a\\n"));
        QCOMPARE(text(interner.internRaw(Column::UserAgent, "\xFF")), std::string_view("\xEF\xBF\xBD"));
        QCOMPARE(text(interner.internRaw(Column::UserAgent, "")), std::string_view());
        QCOMPARE(interner.internRaw(Column::UserAgent, ""), interner.intern(Column::UserAgent, ""));
    }
    std::mt19937 random(9);
    for (int i = 0; i < 100'000; ++i) {
        const std::string value = "agent " + std::to_string(random() % 9'000) + std::string(random() % 3, '-');
        QCOMPARE(text(interner.internRaw(Column::UserAgent, value)), std::string_view(value));
    }
}

void TestFastPaths::walksMembers() {
    std::vector<std::pair<std::string, std::string>> members;
    json::forEachMember("{ \"a\" : [1, {\"b\":2}] ,\n\"\\\"\":\"}\",\"a\":null }",
                        [&](std::string_view key, std::string_view value) { members.emplace_back(key, value); });
    const std::vector<std::pair<std::string, std::string>> expected{
        {"a", "[1, {\"b\":2}]"}, {"\\\"", "\"}\""}, {"a", "null"}};
    QCOMPARE(members, expected);
    json::forEachMember("{ }", [](std::string_view, std::string_view) { QFAIL("an empty object has no members"); });
}

QTEST_GUILESS_MAIN(TestFastPaths)
#include "tst_fastpaths.moc"
