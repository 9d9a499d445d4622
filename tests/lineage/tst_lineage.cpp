// SPDX-License-Identifier: Apache-2.0
#include "lineage/chain.h"
#include "lineage/lineage.h"

#include "support/loading.h"

#include <QTest>

#include <algorithm>
#include <map>
#include <random>

using namespace rastro;
using namespace rastro::test;

namespace {

std::string timeAt(unsigned second) {
    char text[40];
    std::snprintf(text, sizeof text, "2024-05-01T%02u:%02u:%02uZ", second / 3600, second / 60 % 60, second % 60);
    return text;
}

unsigned eventNumber = 0;

// One event: identity and whatever else, as members with '.
std::string made(unsigned second, const std::string& name, const std::string& identity, const std::string& more = {},
                  const std::string& account = "111111111111") {
    char id[40];
    std::snprintf(id, sizeof id, "00000000-0000-4000-8000-%012x", ++eventNumber);
    return quoted("{'eventVersion':'1.08','eventTime':'" + timeAt(second) + "','eventSource':'sts.amazonaws.com','eventName':'" +
                  name + "','eventID':'" + id + "','userIdentity':{" + identity + "},'recipientAccountId':'" + account + "'" +
                  more + "}\n");
}

std::string user(const std::string& name, const std::string& key) {
    return "'type':'IAMUser','principalId':'AIDA" + name + "','arn':'arn:aws:iam::111111111111:user/" + name +
           "','accountId':'111111111111','userName':'" + name + "'" + (key.empty() ? "" : ",'accessKeyId':'" + key + "'");
}

std::string role(const std::string& name, const std::string& session, const std::string& key, const std::string& created,
                 const std::string& account = "111111111111") {
    return "'type':'AssumedRole','principalId':'AROA" + name + ":" + session + "','arn':'arn:aws:sts::" + account +
           ":assumed-role/" + name + "/" + session + "','accountId':'" + account + "'" +
           (key.empty() ? "" : ",'accessKeyId':'" + key + "'") +
           ",'sessionContext':{'sessionIssuer':{'type':'Role','arn':'arn:aws:iam::" + account + ":role/" + name +
           "','userName':'" + name + "'},'attributes':{'creationDate':'" + created + "'}}";
}

std::string service(const std::string& name) { return "'type':'AWSService','invokedBy':'" + name + "'"; }

std::string issues(const std::string& key) { return ",'responseElements':{'credentials':{'accessKeyId':'" + key + "'}}"; }

struct Trail {
    explicit Trail(const std::string& text) {
        folder.write("a.json", text);
        snapshot = load(folder.path());
        Checkpoint checkpoint;
        lineage = *Lineage::build(*snapshot, checkpoint);
    }
    const Session* session(const std::string& key) const {
        const auto found = std::ranges::find(lineage->sessions(), key, &Session::key);
        return found == lineage->sessions().end() ? nullptr : &*found;
    }
    std::string origin(const std::string& key) const { return session(key) != nullptr ? session(key)->origin : "no session"; }
    std::string person(const std::string& key) const { return session(key) != nullptr ? session(key)->person : "no session"; }
    std::string chain(const std::string& key) const {
        std::string out;
        const auto id = SessionId{static_cast<std::uint32_t>(session(key) - lineage->sessions().data())};
        for (const SessionId parent : lineage->parents(id))
            out += lineage->session(parent).key + " ";
        return out + key;
    }
    Folder folder;
    SnapshotPtr snapshot;
    std::shared_ptr<const Lineage> lineage;
};

// A chain as text: depth, whether it is only possible, what through, key.
std::vector<std::string> linesOf(const Chain& chain) {
    std::vector<std::string> lines;
    for (const ChainLine& line : chain.lines)
        lines.push_back(std::to_string(line.depth) + (line.isPossible ? " possibly " + line.through : std::string()) +
                        (line.key.empty() ? "" : ' ' + line.key) + ' ' + std::to_string(line.events));
    return lines;
}

// Trees of known truth: users, instances and keys from before begin chains of up to eight roles; some issuing events
// are missing.
class RandomTrees {
public:
    struct Truth {
        std::string origin;
        std::vector<std::string> chain;
    };
    RandomTrees(unsigned seed, unsigned heads) : m_random(seed) {
        for (unsigned n = 0; n < heads; ++n)
            plant(std::to_string(n), n % 3);
        std::ranges::shuffle(events, m_random);
    }
    std::map<std::string, Truth> truth; // by key
    std::vector<std::string> events;    // in no order

private:
    unsigned pick(unsigned n) { return static_cast<unsigned>(m_random() % n); }

    void plant(const std::string& name, unsigned form) {
        const unsigned at = pick(1'000);
        if (form == 0) {
            truth["AKIA" + name] = {"AKIA" + name, {}};
            grow("AKIA" + name, user("u" + name, "AKIA" + name), at, 8);
        } else if (form == 1) {
            const std::string instance = "i-000000000000000" + name;
            events.push_back(made(at, "AssumeRole", service("ec2.amazonaws.com"), issues("ASIAec2" + name)));
            truth["ASIAec2" + name] = {instance, {}};
            grow("ASIAec2" + name, role("app", instance, "ASIAec2" + name, timeAt(at)), at, 8);
        } else {
            truth["ASIAold" + name] = {std::string(kUnknownOrigin), {}};
            grow("ASIAold" + name, role("old", "same", "ASIAold" + name, "2024-04-30T00:00:00Z"), at, 8);
        }
    }

    void grow(const std::string& key, const std::string& identity, unsigned second, unsigned hops) {
        for (unsigned n = 1 + pick(3); n > 0; --n)
            events.push_back(made(second + pick(50), "GetObject", identity));
        for (unsigned n = hops == 0 ? 0 : pick(3); n > 0; --n) {
            const std::string child = "ASIA" + std::to_string(++m_keys);
            const unsigned at = second + 60 + pick(60);
            if (pick(5) == 0) { // its issue is missing
                truth[child] = {std::string(kUnknownOrigin), {}};
            } else {
                events.push_back(made(at, "AssumeRole", identity, issues(child)));
                truth[child] = truth[key];
                truth[child].chain.push_back(key);
            }
            grow(child, role("r" + std::to_string(pick(3)), "same", child, timeAt(at)), at + pick(5), hops - 1);
        }
    }

    std::mt19937 m_random;
    unsigned m_keys = 0;
};

} // namespace

class TestLineage : public QObject {
    Q_OBJECT
private slots:
    void chainOfRoles();
    void keyMadeForAnotherUser();
    void services();
    void signIns();
    void failedAttemptsIssueNothing();
    void copiesOfTwoAccounts();
    void copiesThatDoNotFit();
    void keysOfTwoIssuers();
    void nobodyIsNoPerson();
    void assumedRoot();
    void onlyTheForeignCopy();
    void cyclesHaveNoHead();
    void rolesTakenWithoutAKeyInTheAnswer();
    void rolesSwitchedTo();
    void identityProviders();
    void randomTrees_data();
    void randomTrees();
    void chainAsATree();
    void possibleContinuations();
    void continuationsAreNoOrigin();
    void chainTextIsSafe();
};

void TestLineage::chainOfRoles() {
    const Trail t(made(0, "AssumeRole", user("a", "AKIA1"), issues("ASIA1")) +
                  made(10, "AssumeRole", role("r", "s", "ASIA1", timeAt(0)), issues("ASIA2")) +
                  made(20, "GetObject", role("r2", "s", "ASIA2", timeAt(10))));
    QCOMPARE(t.chain("ASIA2"), std::string("AKIA1 ASIA1 ASIA2"));
    QCOMPARE(t.origin("ASIA2"), std::string("AKIA1"));
    QCOMPARE(t.person("ASIA2"), std::string("arn:aws:iam::111111111111:user/a"));
    QCOMPARE(t.origin("AKIA1"), std::string("AKIA1"));
    QVERIFY(t.session("AKIA1")->issuedBy == kNoRow);
    QCOMPARE(t.snapshot->codedText(Column::IssuedAccessKeyId, t.session("ASIA2")->issuedBy), std::string_view("ASIA2"));
}

void TestLineage::keyMadeForAnotherUser() {
    const Trail t(made(0, "CreateAccessKey", user("a", "AKIA1"),
                        ",'responseElements':{'accessKey':{'accessKeyId':'AKIA2','userName':'b'}}") +
                  made(10, "GetObject", user("b", "AKIA2")));
    QCOMPARE(t.origin("AKIA2"), std::string("AKIA1"));
    QCOMPARE(t.person("AKIA2"), std::string("arn:aws:iam::111111111111:user/b")); // no more than the record shows
}

void TestLineage::services() {
    const Trail t(made(0, "AssumeRole", service("ec2.amazonaws.com"), issues("ASIA1")) +
                  made(1, "GetObject", role("app", "i-0123456789abcdef0", "ASIA1", timeAt(0))) +
                  made(2, "AssumeRole", service("lambda.amazonaws.com"), issues("ASIA2")) +
                  made(3, "GetObject", role("fn", "fn", "ASIA2", timeAt(2))) +
                  made(4, "GetObject", role("old", "i-0aaaaaaaaaaaaaaaa", "ASIA3", "2024-04-30T00:00:00Z")));
    QCOMPARE(t.origin("ASIA1"), std::string("i-0123456789abcdef0"));
    QCOMPARE(t.origin("ASIA2"), std::string("lambda.amazonaws.com"));
    QCOMPARE(t.origin("ASIA3"), std::string(kUnknownOrigin)); // a name is no proof
    QVERIFY(t.person("ASIA1").empty());
    const RowId byService{t.snapshot->timeOrder()[0]};
    QVERIFY(t.lineage->sessionOf(*t.snapshot, byService) == kNoSession);
    QCOMPARE(t.lineage->origin(*t.snapshot, byService), std::string("ec2.amazonaws.com"));
}

void TestLineage::signIns() {
    const std::string created = ",'sessionContext':{'attributes':{'creationDate':'";
    const Trail t(made(100, "ConsoleLogin", user("a", ""), ",'responseElements':{'ConsoleLogin':'Success'}") +
                  made(110, "GetObject", user("a", "ASIA1") + created + timeAt(103) + "'}}") +   // skew of 3 s
                  made(120, "GetObject", user("a", "ASIA2") + created + timeAt(110) + "'}}") +   // 10 s: another one
                  made(130, "ConsoleLogin", user("b", ""), ",'errorMessage':'Failed authentication','responseElements':{'ConsoleLogin':'Failure'}") +
                  made(140, "GetObject", user("b", "ASIA3") + created + timeAt(130) + "'}}") +
                  made(150, "GetObject", role("r", "s", "", timeAt(0))));
    QCOMPARE(t.origin("ASIA1"), std::string("arn:aws:iam::111111111111:user/a"));
    QVERIFY(t.session("ASIA1")->issuedBy != kNoRow);
    QCOMPARE(t.origin("ASIA2"), std::string(kUnknownOrigin));
    QCOMPARE(t.origin("ASIA3"), std::string(kUnknownOrigin));
    QCOMPARE(t.origin("AROAr:s@" + timeAt(0)), std::string(kUnknownOrigin)); // a session without a key
}

void TestLineage::failedAttemptsIssueNothing() {
    const Trail t(made(0, "AssumeRole", user("a", "AKIA1"), ",'errorCode':'AccessDenied'" + issues("ASIA1")) +
                  made(10, "GetObject", role("r", "s", "ASIA1", timeAt(0))));
    QCOMPARE(t.origin("ASIA1"), std::string(kUnknownOrigin));
}

void TestLineage::copiesOfTwoAccounts() {
    const std::string shared = ",'sharedEventID':'11111111-2222-4333-8444-555555555555'";
    const std::string foreign = made(0, "AssumeRole", "'type':'AWSAccount','principalId':'AIDAa','accountId':'111111111111'",
                                      issues("ASIA1") + shared, "222222222222");
    const std::string own = made(0, "AssumeRole", user("a", "AKIA1"), issues("ASIA1") + shared);
    const std::string ownWithoutAnswer = made(0, "AssumeRole", user("a", "AKIA1"), shared);
    const std::string after = made(10, "GetObject", role("r", "s", "ASIA1", timeAt(0), "222222222222"), {}, "222222222222");
    for (const std::string& text : {foreign + own + after, own + foreign + after, foreign + ownWithoutAnswer + after}) {
        const Trail t(text);
        QCOMPARE(t.origin("ASIA1"), std::string("AKIA1"));
        QCOMPARE(t.chain("ASIA1"), std::string("AKIA1 ASIA1"));
    }
}

// A copy that names another principal than the one of the event is of another event, whatever ids they share.
void TestLineage::copiesThatDoNotFit() {
    const std::string after = made(10, "GetObject", role("r", "s", "ASIA1", timeAt(5), "222222222222"), {}, "222222222222");
    const auto ofA = [](const std::string& shared) {
        return made(5, "AssumeRole", "'type':'AWSAccount','principalId':'AIDAa','accountId':'111111111111'",
                    issues("ASIA1") + ",'sharedEventID':'" + shared + "'", "222222222222");
    };
    const std::string id = "11111111-2222-4333-8444-555555555555";
    const std::string ofB = made(5, "AssumeRole", user("b", "AKIA2"), ",'sharedEventID':'" + id + "'");
    const std::string own = made(5, "AssumeRole", user("a", "AKIA1"), ",'sharedEventID':'" + id + "'");
    const std::string ownAgain = made(5, "AssumeRole", user("a", "AKIA3"), ",'sharedEventID':'" + id + "'");
    const std::string known = "AIDAa in account 111111111111, whose copy of the event is not loaded";
    QCOMPARE(Trail(ofB + ofA(id) + after).origin("ASIA1"), known);
    QCOMPARE(Trail(ofB + own + ofA(id) + after).origin("ASIA1"), std::string("AKIA1"));
    QCOMPARE(Trail(own + ownAgain + ofA(id) + after).origin("ASIA1"), known);
    const std::string empty = made(0, "AssumeRole", user("b", "AKIA2"), ",'sharedEventID':''"); // no id at all
    QCOMPARE(Trail(empty + ofA("") + after).origin("ASIA1"), known);
}

// One key cannot have two issuers: which is right is told by the time of its creation, or not at all.
void TestLineage::keysOfTwoIssuers() {
    const std::string after = made(110, "GetObject", role("r", "s", "ASIA1", timeAt(100)));
    const auto by = [](unsigned second, const std::string& name) {
        return made(second, "AssumeRole", user(name, "AKIA" + name), issues("ASIA1"));
    };
    for (const bool isTurned : {false, true}) {
        const auto both = [&](std::string one, std::string other) { return isTurned ? other + one : one + other; };
        QCOMPARE(Trail(both(by(100, "a"), by(100, "b")) + after).origin("ASIA1"), std::string(kContestedOrigin));
        QCOMPARE(Trail(both(by(50, "a"), by(100, "b")) + after).origin("ASIA1"), std::string("AKIAb"));
        QCOMPARE(Trail(both(by(50, "a"), by(60, "b")) + after).origin("ASIA1"), std::string(kContestedOrigin));
        QCOMPARE(Trail(both(by(99, "a"), by(100, "a")) + after).origin("ASIA1"), std::string("AKIAa"));
        QCOMPARE(Trail(both(by(50, "a"), by(100, "b")) + made(110, "GetObject", user("c", "ASIA1"))).origin("ASIA1"),
                 std::string(kContestedOrigin)); // no time of creation
    }
}

void TestLineage::nobodyIsNoPerson() {
    const Trail t(made(0, "AssumeRoleWithWebIdentity", "'type':'WebIdentityUser'", issues("ASIA1")) +
                  made(1, "GetObject", role("r", "s", "ASIA1", timeAt(0))) +
                  made(2, "ConsoleLogin", "'type':'IAMUser','accountId':'111111111111','userName':'HIDDEN_DUE_TO_SECURITY_REASONS'") +
                  made(3, "GetObject", "'type':'AWSAccount','principalId':'','accountId':'ANONYMOUS_PRINCIPAL'"));
    QCOMPARE(t.person("ASIA1"), std::string());
    QCOMPARE(t.lineage->person(*t.snapshot, RowId{2}), std::string());
    QCOMPARE(t.lineage->origin(*t.snapshot, RowId{3}), std::string("anonymous"));
}

// Root that somebody assumed is that somebody.
void TestLineage::assumedRoot() {
    const std::string root = "'type':'Root','principalId':'222222222222','arn':'arn:aws:iam::222222222222:root','accountId':'222222222222',"
                             "'accessKeyId':'ASIA1','sessionContext':{'assumedRoot':'true','attributes':{'creationDate':'" + timeAt(0) + "'}}";
    const std::string used = made(5, "ListBuckets", root, {}, "222222222222");
    QCOMPARE(Trail(used).person("ASIA1"), std::string("root@222222222222"));
    const Trail t(made(0, "AssumeRoot", user("a", "AKIA1"), issues("ASIA1")) + used);
    QCOMPARE(t.origin("ASIA1"), std::string("AKIA1"));
    QCOMPARE(t.person("ASIA1"), std::string("arn:aws:iam::111111111111:user/a"));
}

void TestLineage::onlyTheForeignCopy() {
    const std::string copy = made(0, "AssumeRole", "'type':'AWSAccount','principalId':'AROAx:i-0123','accountId':'333333333333'", issues("ASIA1"));
    const std::string after = made(10, "GetObject", role("r", "s", "ASIA1", timeAt(0)));
    QCOMPARE(Trail(copy + after).origin("ASIA1"), std::string("AROAx:i-0123 in account 333333333333, whose trail is not loaded"));
    // The principal is known by another event of its own, with one credential only.
    const Trail known(copy + after + made(5, "GetObject", role("x", "i-0123", "ASIA9", timeAt(0), "333333333333")));
    QCOMPARE(known.chain("ASIA1"), std::string("ASIA9 ASIA1"));
    // With two it cannot be told which.
    const Trail two(copy + after + made(5, "GetObject", role("x", "i-0123", "ASIA8", timeAt(0), "333333333333")) +
                    made(6, "GetObject", role("x", "i-0123", "ASIA9", timeAt(0), "333333333333")));
    QCOMPARE(two.chain("ASIA1"), std::string("ASIA1"));
}

void TestLineage::cyclesHaveNoHead() {
    const Trail t(made(0, "AssumeRole", role("r", "s", "ASIA1", timeAt(0)), issues("ASIA2")) +
                  made(1, "AssumeRole", role("r", "s", "ASIA2", timeAt(0)), issues("ASIA3")) +
                  made(2, "AssumeRole", role("r", "s", "ASIA3", timeAt(1)), issues("ASIA1")) +
                  made(3, "AssumeRole", role("r", "s", "ASIA4", timeAt(1)), issues("ASIA4")));
    for (const char* key : {"ASIA1", "ASIA2", "ASIA3", "ASIA4"})
        QCOMPARE(t.origin(key), std::string(kUnknownOrigin));
}

void TestLineage::rolesTakenWithoutAKeyInTheAnswer() {
    const auto taking = [](unsigned second, const std::string& who, const std::string& role) {
        return made(second, "AssumeRole", who, ",'requestParameters':{'roleArn':'arn:aws:iam::111111111111:role/path/" + role +
                                                   "','roleSessionName':'s'},'responseElements':null");
    };
    const Trail t(taking(100, user("a", "AKIA1"), "r") + made(110, "GetObject", role("r", "s", "ASIA1", timeAt(104))) +
                  made(120, "GetObject", role("r", "s", "ASIA2", timeAt(110))) +  // ten seconds after: another one
                  made(130, "GetObject", role("r", "t", "ASIA3", timeAt(100))) +  // another session name
                  taking(200, user("a", "AKIA1"), "q") + taking(202, user("b", "AKIA2"), "q") +
                  made(210, "GetObject", role("q", "s", "ASIA4", timeAt(201)))); // one of two: it cannot be told which
    QCOMPARE(t.chain("ASIA1"), std::string("AKIA1 ASIA1"));
    for (const char* key : {"ASIA2", "ASIA3", "ASIA4"})
        QCOMPARE(t.origin(key), std::string(kUnknownOrigin));
}

void TestLineage::rolesSwitchedTo() {
    const auto switching = [](const std::string& from) {
        return made(100, "SwitchRole", role("r", "a", "", "", "222222222222"),
                    ",'additionalEventData':{'SwitchFrom':'" + from + "'},'responseElements':{'SwitchRole':'Success'}", "222222222222");
    };
    const std::string after = made(110, "GetObject", role("r", "a", "ASIA1", timeAt(101), "222222222222"), {}, "222222222222");
    const Trail alone(switching("arn:aws:iam::111111111111:user/a") + after);
    QCOMPARE(alone.origin("ASIA1"), std::string("arn:aws:iam::111111111111:user/a"));
    QCOMPARE(alone.person("ASIA1"), std::string("arn:aws:iam::111111111111:user/a"));
    const Trail both(made(10, "ConsoleLogin", user("a", ""), ",'responseElements':{'ConsoleLogin':'Success'}") +
                     made(20, "ListBuckets", user("a", "ASIA0") + ",'sessionContext':{'attributes':{'creationDate':'" + timeAt(10) + "'}}") +
                     switching("arn:aws:iam::111111111111:user/a") + after);
    QCOMPARE(both.chain("ASIA1"), std::string("ASIA0 ASIA1"));
    const Trail two(switching("arn:aws:iam::111111111111:user/a") + switching("arn:aws:iam::333333333333:user/a") + after);
    QCOMPARE(two.origin("ASIA1"), std::string(kUnknownOrigin)); // of two accounts: it cannot be told which
    QCOMPARE(both.origin("ASIA1"), std::string("arn:aws:iam::111111111111:user/a"));
}

void TestLineage::identityProviders() {
    const std::string saml = "'type':'SAMLUser','principalId':'abc:joe@example.com','userName':'joe@example.com','identityProvider':'abc'";
    const std::string web = "'type':'WebIdentityUser','principalId':'oidc:aud:repo:x','userName':'repo:x','identityProvider':'oidc'";
    const Trail t(made(0, "AssumeRoleWithSAML", saml, issues("ASIA1")) + made(1, "GetObject", role("r", "joe", "ASIA1", timeAt(0))) +
                  made(2, "AssumeRoleWithWebIdentity", web, issues("ASIA2")) + made(3, "AssumeRole", role("r", "ci", "ASIA2", timeAt(2)), issues("ASIA3")) +
                  made(4, "GetObject", role("r2", "ci", "ASIA3", timeAt(3))));
    QVERIFY2(t.origin("ASIA1").find("joe@example.com") != std::string::npos, t.origin("ASIA1").c_str());
    QVERIFY2(t.person("ASIA1").find("joe@example.com") != std::string::npos, t.person("ASIA1").c_str());
    QVERIFY2(t.origin("ASIA3").find("repo:x") != std::string::npos, t.origin("ASIA3").c_str());
    QCOMPARE(t.chain("ASIA3"), std::string("ASIA2 ASIA3"));
}

void TestLineage::randomTrees_data() {
    QTest::addColumn<unsigned>("seed");
    QTest::addColumn<unsigned>("heads");
    for (unsigned seed = 1; seed <= 12; ++seed)
        QTest::addRow("seed %u", seed) << seed << 8u;
    QTest::addRow("many, joined on several threads") << 13u << 400u;
}

// The same whatever the order in which events stand in their files.
void TestLineage::randomTrees() {
    QFETCH(unsigned, seed);
    QFETCH(unsigned, heads);
    const RandomTrees trees(seed, heads);
    const Folder folder;
    for (unsigned file = 0; file < 4; ++file) {
        std::string text;
        for (std::size_t i = file; i < trees.events.size(); i += 4)
            text += trees.events[i];
        folder.write(std::to_string(file) + ".json", text);
    }
    const SnapshotPtr snapshot = load(folder.path());
    QCOMPARE(snapshot->timeOrder().size(), trees.events.size());
    const auto lineage = *Lineage::build(*snapshot, Checkpoint());
    QCOMPARE(lineage->sessions().size(), trees.truth.size());
    QVERIFY(heads < 400 || trees.truth.size() >= 1'000); // enough for several threads
    for (std::uint32_t i = 0; i < lineage->sessions().size(); ++i) {
        const Session& session = lineage->session(SessionId{i});
        const RandomTrees::Truth& expected = trees.truth.at(session.key);
        QCOMPARE(session.origin, expected.origin);
        std::vector<std::string> chain;
        for (const SessionId parent : lineage->parents(SessionId{i}))
            chain.push_back(lineage->session(parent).key);
        QCOMPARE(chain, expected.chain);
    }
}

void TestLineage::chainAsATree() {
    const Trail t(made(0, "AssumeRole", user("a", "AKIA1"), issues("ASIA1")) +
                  made(10, "AssumeRole", role("r", "s", "ASIA1", timeAt(0)), issues("ASIA2")) +
                  made(11, "AssumeRole", role("r", "s", "ASIA1", timeAt(0)), issues("ASIA3")) +
                  made(20, "GetObject", role("r2", "s", "ASIA2", timeAt(10)), ",'sourceIPAddress':'10.0.0.1','errorCode':'AccessDenied'") +
                  made(30, "GetObject", role("r3", "s", "ASIA3", timeAt(11)), ",'sourceIPAddress':'10.0.0.2'") +
                  made(40, "GetObject", user("b", "AKIA9")));
    const RowId row{t.snapshot->timeOrder()[1]};
    const auto chain = chainOf(*t.snapshot, *t.lineage, row, Checkpoint());
    QVERIFY(chain);
    QCOMPARE(chainText(*t.snapshot, *chain).substr(0, 14), std::string("Origin: AKIA1\n"));
    std::string lines;
    for (const ChainLine& line : chain->lines)
        lines += std::to_string(line.depth) + (line.isFollowed ? "*" : " ") + line.key + " " + std::to_string(line.events) + "/" + std::to_string(line.errors) + "\n";
    QCOMPARE(lines, std::string("0 AKIA1 1/0\n1*ASIA1 2/0\n2 ASIA2 1/1\n2 ASIA3 1/0\n"));
    QCOMPARE(chain->lines[3].addresses, std::vector<std::string>{"10.0.0.2"});
    const Trail services(made(0, "AssumeRole", service("ec2.amazonaws.com"), issues("ASIA1")));
    const auto none = chainOf(*services.snapshot, *services.lineage, RowId{0}, Checkpoint());
    QVERIFY(none && none->lines.empty());
    QCOMPARE(none->origin, std::string("ec2.amazonaws.com"));
}

// What one credential made possible under other names: a sign-in with a password set for another user, the role of an
// instance that was sent a command, a role whose trust was changed; not what was there before, failed, or elsewhere.
void TestLineage::possibleContinuations() {
    const std::string created = timeAt(30);
    const std::string console = "'type':'IAMUser','principalId':'AIDAbob','arn':'arn:aws:iam::111111111111:user/bob','accountId':'111111111111',"
                                "'userName':'bob','accessKeyId':'ASIAC','sessionContext':{'attributes':{'creationDate':'" + created + "'}}";
    const Trail t(
        made(0, "DescribeInstances", role("web", "i-0a", "ASIAOLD", timeAt(0))) +
        made(1, "CreateLoginProfile", user("eve", "AKIA1"), ",'requestParameters':{'userName':'bob'}") +
        made(2, "UpdateLoginProfile", user("eve", "AKIA1"), ",'requestParameters':{'userName':'carl'},'errorCode':'AccessDenied'") +
        made(3, "SendCommand", user("eve", "AKIA1"), ",'requestParameters':{'instanceIds':['i-0a','i-0b']}") +
        made(4, "UpdateAssumeRolePolicy", user("eve", "AKIA1"), ",'requestParameters':{'roleName':'door'}") +
        made(30, "ConsoleLogin", user("bob", "")) + made(31, "ListUsers", console) +
        made(40, "GetObject", role("web", "i-0a", "ASIANEW", timeAt(35))) +
        made(50, "GetObject", role("door", "x", "ASIAD", timeAt(45))) +
        made(51, "GetObject", role("door", "x", "ASIAE", timeAt(45), "222222222222"), {}, "222222222222"));
    Checkpoint checkpoint;
    const auto chain = chainOf(*t.snapshot, *t.lineage, RowId{1}, checkpoint);
    QVERIFY(bool(chain));
    QCOMPARE(linesOf(*chain), (std::vector<std::string>{"0 AKIA1 4", "1 possibly user bob ASIAC 1", "1 possibly instance i-0a ASIANEW 1",
                                                        "1 possibly instance i-0b 0", "1 possibly role door ASIAD 1"}));
    QCOMPARE(chain->lines[1].issuedBy, RowId{1});
    const std::string text = chainText(*t.snapshot, *chain);
    QVERIFY2(text.find("  possibly as user bob: ASIAC of bob, made possible 2024-05-01T00:00:01Z by CreateLoginProfile") != std::string::npos, text.c_str());
    QVERIFY(text.find("  possibly as instance i-0b, of which no session is loaded, made possible") != std::string::npos);
}

void TestLineage::continuationsAreNoOrigin() {
    const Trail t(made(3, "SendCommand", user("eve", "AKIA1"), ",'requestParameters':{'instanceIds':['i-0a']}") +
                  made(40, "GetObject", role("web", "i-0a", "ASIANEW", timeAt(35))));
    QCOMPARE(t.origin("ASIANEW"), std::string(kUnknownOrigin));
    QCOMPARE(t.chain("ASIANEW"), std::string("ASIANEW"));
}

void TestLineage::chainTextIsSafe() {
    const Trail t(made(3, "UpdateAssumeRolePolicy", user("eve", "AKIA1"), ",'requestParameters':{'roleName':'x\\nOrigin: nobody'}"));
    Checkpoint checkpoint;
    const auto chain = chainOf(*t.snapshot, *t.lineage, RowId{0}, checkpoint);
    QCOMPARE(chain->lines.size(), std::size_t{2});
    QCOMPARE(std::ranges::count(chainText(*t.snapshot, *chain), '\n'), 3); // a name cannot forge a line
}

QTEST_GUILESS_MAIN(TestLineage)
#include "tst_lineage.moc"
