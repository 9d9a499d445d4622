// SPDX-License-Identifier: Apache-2.0
#include "report/ledger.h"

#include "events/expiry.h"
#include "events/recordview.h"
#include "language/parser.h"
#include "query/filter.h"
#include "query/ondemand.h"
#include "query/pickrows.h"
#include "report/ledgerreport.h"
#include "report/ledgerreference.h"
#include "store/recordreader.h"
#include "support/loading.h"

#include <QTest>

#include <algorithm>
#include <filesystem>
#include <set>

using namespace rastro;
using namespace rastro::test;

namespace {

unsigned eventNumber = 0;

// One call, with ' where JSON has "; seconds after ten o'clock.
std::string call(unsigned second, const std::string& source, const std::string& name, const std::string& request,
                 const std::string& response = "null", const std::string& more = {}) {
    char start[80];
    std::snprintf(start, sizeof start, "{'eventVersion':'1.08','eventTime':'2024-05-01T10:%02u:%02uZ'", second / 60, second % 60);
    char id[60];
    std::snprintf(id, sizeof id, "00000000-0000-4000-8000-%012x", ++eventNumber);
    std::string text = std::string(start) + ",'eventID':'" + id + "','eventSource':'" + source + ".amazonaws.com','eventName':'" +
                       name + "','awsRegion':'us-east-1','recipientAccountId':'111111111111','sourceIPAddress':'203.0.113.7'" +
                       ",'requestParameters':" + request + ",'responseElements':" + response +
                       (more.empty() ? ",'userIdentity':{'type':'IAMUser','userName':'eve','accountId':'111111111111'}" : more) + "}\n";
    std::ranges::replace(text, '\'', '"');
    return text;
}

std::string by(const std::string& user, const std::string& key = {}) {
    return ",'userIdentity':{'type':'IAMUser','userName':'" + user + "','accountId':'111111111111'" +
           (key.empty() ? "" : ",'accessKeyId':'" + key + "'") + "}";
}

// "class thing of … state", in order.
QStringList told(const Ledger& ledger) {
    QStringList lines;
    for (const Thing& thing : ledger.things)
        lines.append(QString::fromStdString(std::string(name(thing.what)) + ' ' + thing.thing +
                                            (thing.of.empty() ? "" : " of " + thing.of) + ' ' + std::string(name(thing.state))));
    return lines;
}

struct Trail {
    explicit Trail(const std::string& text) {
        folder.write("a.json", text);
        snapshot = load(folder.path());
    }
    Ledger ledger() const { return ledgerOfRows(snapshot->timeOrder()); }
    Ledger ledgerOfRows(const RowVector& rows) const {
        Checkpoint checkpoint;
        return *ledgerOf(*snapshot, rows, 2, checkpoint);
    }
    Folder folder;
    SnapshotPtr snapshot;
};

} // namespace

class TestLedger : public QObject {
    Q_OBJECT

private slots:
    void netsWhatWasTakenAway();
    void failedCallsLeaveNothing();
    void severalThingsOfOneCall();
    void settingsAreReplaced();
    void eachSettingIsTold();
    void goesWithWhatHeldIt();
    void policiesForTheAccountItself();
    void publicAccessLists();
    void whatRestoresIsNoBlinding();
    void deletionsForGood();
    void othersMayTakeAway();
    void countsUses();
    void linesFilterWhatTheyCount();
    void sessionsThatLive();
    void timesOfExpiry();
    void hostileTexts();
    void stopsWhenAsked();
    void tableIsSound();
    void agreesWithReference_data();
    void agreesWithReference();
};

void TestLedger::netsWhatWasTakenAway() {
    const Trail trail(call(1, "iam", "CreateUser", "{'userName':'a'}") + call(2, "iam", "CreateUser", "{'userName':'b'}") +
                      call(3, "iam", "DeleteUser", "{'userName':'a'}") + call(4, "iam", "CreateUser", "{'userName':'a'}") +
                      call(5, "iam", "AttachUserPolicy", "{'userName':'b','policyArn':'arn:aws:iam::aws:policy/X'}") +
                      call(6, "iam", "DetachUserPolicy", "{'userName':'a','policyArn':'arn:aws:iam::aws:policy/X'}") +
                      call(7, "cloudtrail", "StopLogging", "{'name':'arn:aws:cloudtrail:us-east-1:111111111111:trail/t'}") +
                      call(8, "cloudtrail", "StartLogging", "{'name':'t'}"));
    const QStringList expected{"user a gone", "user b there", "user a there", "rights arn:aws:iam::aws:policy/X of b there",
                               "blinding t gone"};
    QCOMPARE(told(trail.ledger()), expected);
}

void TestLedger::failedCallsLeaveNothing() {
    const std::string denied = by("eve") + ",'errorCode':'AccessDenied'";
    const Trail trail(call(1, "iam", "CreateUser", "{'userName':'a'}", "null", denied) +
                      call(2, "iam", "CreateUser", "{'userName':'b'}") +
                      call(3, "iam", "DeleteUser", "{'userName':'b'}", "null", denied) +
                      call(4, "ec2", "CreateUser", "{'userName':'c'}")); // another service's call of that name
    QCOMPARE(told(trail.ledger()), QStringList{"user b there"});
}

void TestLedger::severalThingsOfOneCall() {
    const std::string instances = "{'instancesSet':{'items':[{'instanceId':'i-1'},{'instanceId':'i-2'},{'instanceId':'i-3'},"
                                  "{'instanceId':'i-4'},{'instanceId':'i-5'}]}}";
    const std::string permission =
        "{'groupId':'sg-1','ipPermissions':{'items':[{'ipProtocol':'tcp','fromPort':22,'toPort':22,'ipRanges':{'items':"
        "[{'cidrIp':'0.0.0.0/0'}]},'ipv6Ranges':{'items':[{'cidrIpv6':'::/0'}]}},{'ipProtocol':'-1','groups':{'items':"
        "[{'groupId':'sg-9'}]}}]}}";
    const std::string revoked = "{'groupId':'sg-1','ipPermissions':{'items':[{'ipProtocol':'tcp','fromPort':22,'toPort':22,"
                                "'ipRanges':{'items':[{'cidrIp':'0.0.0.0/0'}]}}]}}";
    const Trail trail(call(1, "ec2", "RunInstances", "{}", instances) +
                      call(2, "ec2", "TerminateInstances", "{'instancesSet':{'items':[{'instanceId':'i-2'},{'instanceId':'i-5'}]}}") +
                      call(3, "ec2", "AuthorizeSecurityGroupIngress", permission) +
                      call(4, "ec2", "RevokeSecurityGroupIngress", revoked));
    const QStringList expected{"instance i-1 there",
                               "instance i-2 gone",
                               "instance i-3 there",
                               "instance i-4 there",
                               "instance i-5 gone",
                               "opening tcp 22 from 0.0.0.0/0 of sg-1 gone",
                               "opening tcp 22 from ::/0 of sg-1 there",
                               "opening all from sg-9 of sg-1 there"};
    QCOMPARE(told(trail.ledger()), expected);
}

void TestLedger::settingsAreReplaced() {
    const Trail trail(call(1, "iam", "UpdateAssumeRolePolicy", "{'roleName':'r'}", "null", by("eve")) +
                      call(2, "iam", "UpdateAssumeRolePolicy", "{'roleName':'r'}", "null", by("eve")) +
                      call(3, "iam", "UpdateAssumeRolePolicy", "{'roleName':'r'}", "null", by("ana")));
    const RowVector order = trail.snapshot->timeOrder();
    const Ledger hers = trail.ledgerOfRows({order[0], order[1]});
    QCOMPARE(told(hers), QStringList{"trust r changed"});
    QCOMPARE(hers.things[0].times, std::uint64_t{2});
    QCOMPARE(index(hers.things[0].made), order[1]); // the last setting is the one that counted
    QCOMPARE(index(hers.things[0].end), order[2]);
    QCOMPARE(told(trail.ledger()), QStringList{"trust r there"});
}

// A door that was opened and shut again is told, not only the last word.
void TestLedger::eachSettingIsTold() {
    const auto trust = [](unsigned second, const std::string& principal) {
        return call(second, "iam", "UpdateAssumeRolePolicy",
                    "{'roleName':'r','policyDocument':{'Statement':[{'Effect':'Allow','Principal':{'AWS':'" + principal + "'}}]}}");
    };
    const Trail trail(trust(1, "222222222222") + trust(2, "222222222222") + trust(3, "111111111111"));
    const Ledger ledger = trail.ledger();
    QCOMPARE(told(ledger), (QStringList{"trust r changed", "trust r there"}));
    QCOMPARE(ledger.things[0].times, std::uint64_t{2});
    QVERIFY(ledger.things[0].summary.find("222222222222") != std::string::npos);
    QCOMPARE(index(ledger.things[0].end), trail.snapshot->timeOrder()[2]);
}

void TestLedger::goesWithWhatHeldIt() {
    const std::string policy = "'policyArn':'arn:aws:iam::aws:policy/X'";
    const Trail trail(
        call(1, "iam", "AttachUserPolicy", "{'userName':'n'," + policy + "}") + call(2, "iam", "AttachRolePolicy", "{'roleName':'n'," + policy + "}") +
        call(3, "ec2", "AuthorizeSecurityGroupIngress", "{'groupId':'sg-1','cidrIp':'0.0.0.0/0','ipProtocol':'tcp','fromPort':1,'toPort':1}") +
        call(4, "cloudtrail", "PutEventSelectors", "{'trailName':'t'}") + call(5, "iam", "DeleteRole", "{'roleName':'n'}") +
        call(6, "ec2", "DeleteSecurityGroup", "{'groupId':'sg-1'}") +
        call(7, "cloudtrail", "DeleteTrail", "{'name':'arn:aws:cloudtrail:us-east-1:111111111111:trail/t'}") +
        call(8, "iam", "AttachRolePolicy", "{'roleName':'n'," + policy + "}"));
    const Ledger ledger = trail.ledger();
    const std::string rights = "rights arn:aws:iam::aws:policy/X of n ";
    QCOMPARE(told(ledger), (QStringList{QString::fromStdString(rights + "there"), QString::fromStdString(rights + "gone"),
                                        QString::fromStdString(rights + "there"), "opening tcp 1 from 0.0.0.0/0 of sg-1 gone",
                                        "blinding t gone", "blinding t there"}));
    QCOMPARE(index(ledger.things[1].end), trail.snapshot->timeOrder()[4]); // of the role, not of the user of that name
    QCOMPARE(nameOf(ledger.things[4]), std::string("event selectors of t"));
    QCOMPARE(stateWords(ledger.things[4]), std::string_view("gone"));
    QCOMPARE(nameOf(ledger.things[5]), std::string("t"));
    QCOMPARE(stateWords(ledger.things[5]), std::string_view("not undone"));
}

void TestLedger::policiesForTheAccountItself() {
    const auto policy = [](unsigned second, const std::string& bucket, const std::string& principal) {
        return call(second, "s3", "PutBucketPolicy",
                    "{'bucketName':'" + bucket + "','bucketPolicy':{'Statement':[{'Effect':'Deny','Principal':'*'},{'Effect':'Allow','Principal':" +
                        principal + "}]}}");
    };
    const std::string own = "{'AWS':['arn:aws:iam::111111111111:root','arn:aws:iam::111111111111:user/a']}";
    const Trail trail(policy(1, "own", own) + policy(2, "service", "{'Service':'cloudtrail.amazonaws.com'}") +
                      policy(3, "foreign", "{'AWS':['111111111111','222222222222']}") + policy(4, "all", "'*'") +
                      policy(5, "shut", "'*'") + policy(6, "shut", own) +
                      call(7, "s3", "PutBucketPolicy", "{'bucketName':'unread','bucketPolicy':7}") +
                      call(8, "kms", "PutKeyPolicy", "{'keyId':'k','policy':'not JSON'}"));
    QCOMPARE(told(trail.ledger()), (QStringList{"share foreign there", "share all there", "share shut gone", "share unread there", "share k there"}));
}

void TestLedger::publicAccessLists() {
    const std::string everybody = "'AccessControlPolicy':{'AccessControlList':{'Grant':[{'Permission':'READ','Grantee':{'URI':"
                                  "'http://acs.amazonaws.com/groups/global/AllUsers'}}]}}";
    const Trail trail(call(1, "s3", "PutBucketAcl", "{'bucketName':'a','acl':'','x-amz-acl':['public-read']}") +
                      call(2, "s3", "PutBucketAcl", "{'bucketName':'b'," + everybody + "}") +
                      call(3, "s3", "PutBucketAcl", "{'bucketName':'c','x-amz-acl':['private']}") +
                      call(4, "s3", "CreateBucket", "{'bucketName':'d','x-amz-acl':'public-read-write'}") +
                      call(5, "s3", "CreateBucket", "{'bucketName':'e'}") +
                      call(6, "s3", "PutObjectAcl", "{'bucketName':'e','key':'k','x-amz-acl':['public-read']}") +
                      call(7, "s3", "PutBucketAcl", "{'bucketName':'b','x-amz-acl':['private']}"));
    const Ledger ledger = trail.ledger();
    QCOMPARE(told(ledger), (QStringList{"share a there", "share b gone", "share d there", "share k of e there"}));
    QCOMPARE(nameOf(ledger.things[0]), std::string("access list of a"));
}

void TestLedger::whatRestoresIsNoBlinding() {
    const auto selectors = [](unsigned second, const std::string& name, const std::string& what) {
        return call(second, "cloudtrail", "PutEventSelectors", "{'trailName':'" + name + "','eventSelectors':[{" + what + "}]}");
    };
    const Trail trail(selectors(1, "t", "'readWriteType':'ReadOnly','includeManagementEvents':true") +
                      selectors(2, "u", "'readWriteType':'All','includeManagementEvents':false") +
                      selectors(3, "t", "'readWriteType':'All','includeManagementEvents':true") +
                      selectors(4, "v", "'readWriteType':'All','includeManagementEvents':true"));
    QCOMPARE(told(trail.ledger()), (QStringList{"blinding t gone", "blinding u there"}));
}

void TestLedger::deletionsForGood() {
    const Trail trail(
        call(1, "secretsmanager", "DeleteSecret", "{'secretId':'a','forceDeleteWithoutRecovery':true}", "{'deletionDate':'May 1, 2024, 10:00:01 AM'}") +
        call(2, "secretsmanager", "DeleteSecret", "{'secretId':'b'}", "{'deletionDate':'Jun 1, 2024, 10:00:01 AM'}") +
        call(3, "rds", "DeleteDBInstance", "{'dBInstanceIdentifier':'d','skipFinalSnapshot':true}") +
        call(4, "rds", "DeleteDBInstance", "{'dBInstanceIdentifier':'e','skipFinalSnapshot':false,'finalDBSnapshotIdentifier':'f'}"));
    const Ledger ledger = trail.ledger();
    QCOMPARE(told(ledger), (QStringList{"copy f there", "deletion b there", "destruction a there", "destruction d there"}));
    QCOMPARE(stateWords(ledger.things[2]), std::string_view("destroyed"));
    const std::string contain = containText(*trail.snapshot, ledger);
    QVERIFY2(contain.find("due 2024-06-01T10:00:01Z") != std::string::npos, contain.c_str());
    QCOMPARE(std::ranges::count(contain, '\n'), 2); // nothing can be done about what is destroyed
}

void TestLedger::othersMayTakeAway() {
    const Trail trail(call(1, "iam", "CreateAccessKey", "{'userName':'a'}", "{'accessKey':{'accessKeyId':'AKIA1','userName':'a'}}", by("eve")) +
                      call(2, "iam", "UpdateAccessKey", "{'userName':'a','accessKeyId':'AKIA1','status':'Inactive'}", "null", by("ana")) +
                      call(3, "iam", "CreateUser", "{'userName':'z'}", "null", by("ana")));
    const RowVector order = trail.snapshot->timeOrder();
    const Ledger hers = trail.ledgerOfRows({order[0]});
    QCOMPARE(told(hers), QStringList{"access key AKIA1 gone"}); // and nothing of what ana made
    QCOMPARE(index(hers.things[0].end), order[1]);
    QVERIFY(told(trail.ledgerOfRows({})).empty());
}

void TestLedger::countsUses() {
    const Trail trail(call(1, "sts", "GetCallerIdentity", "null", "null", by("early", "AKIA1")) +
                      call(2, "iam", "CreateAccessKey", "{'userName':'a'}", "{'accessKey':{'accessKeyId':'AKIA1'}}") +
                      call(3, "sts", "GetCallerIdentity", "null", "null", by("a", "AKIA1")) +
                      call(4, "sts", "GetCallerIdentity", "null", "null", by("b", "AKIA1")) +
                      call(5, "iam", "CreateUser", "{'userName':'n'}") + call(6, "sts", "GetCallerIdentity", "null", "null", by("n")) +
                      call(7, "ec2", "CreateKeyPair", "{'keyName':'k'}"));
    const Ledger ledger = trail.ledger();
    QCOMPARE(told(ledger), (QStringList{"user n there", "access key AKIA1 there", "key pair k there"}));
    QCOMPARE(ledger.things[0].uses.events, std::uint64_t{1});
    const Uses& uses = ledger.things[1].uses;
    QCOMPARE(uses.events, std::uint64_t{2}); // not what came before it was made
    QCOMPARE(uses.actors, (std::vector<std::string>{"a", "b"}));
    QCOMPARE(uses.addresses, std::vector<std::string>{"203.0.113.7"});
    QCOMPARE(formatTime(uses.last), std::string("2024-05-01T10:00:04Z"));
    QVERIFY(!ledger.things[2].isUseKnown);
}

// A line of the report leads to the event that made the thing and to its uses.
void TestLedger::linesFilterWhatTheyCount() {
    for (const char* path : {RASTRO_SOURCE_DIR "/resources/sample", RASTRO_SHARED_DIR "/data/invictus-ir+aws_dataset"}) {
        if (!std::filesystem::exists(path))
            continue;
        const SnapshotPtr snapshot = load(path);
        Checkpoint checkpoint;
        const Report report = ledgerReport(*snapshot, *ledgerOf(*snapshot, snapshot->timeOrder(), 2, checkpoint));
        int checked = 0;
        OnDemandCache columns;
        for (const ReportSection& section : report.sections) {
            for (const ReportLine& line : section.lines) {
                const auto filter = std::get<Expression>(parseFilter(line.filter));
                const auto found = filterRows(*snapshot, filter, {columns, {}, 2}, checkpoint);
                const std::uint64_t rows = pickRows(*snapshot, snapshot->timeOrder(), *found, 2, checkpoint)->size();
                const bool isTwice = snapshot->isConflict(line.row) && rows == line.events + 1; // two events of one id
                QVERIFY2(rows == line.events || isTwice, (line.text + " by " + line.filter + ": " + std::to_string(rows)).c_str());
                ++checked;
            }
        }
        QVERIFY(checked > 5);
    }
}

void TestLedger::sessionsThatLive() {
    const auto issue = [](unsigned second, const std::string& key, const std::string& expires) {
        return call(second, "sts", "AssumeRole", "{'roleArn':'r'}",
                    "{'credentials':{'accessKeyId':'" + key + "','expiration':'" + expires + "'},'assumedRoleUser':{'arn':'arn-of-" + key + "'}}");
    };
    const Trail trail(issue(1, "ASIA1", "May 1, 2024, 10:00:30 AM") + issue(2, "ASIA2", "May 1, 2024, 11:00:00 AM") +
                      issue(3, "ASIA3", "whenever") + call(60, "sts", "GetCallerIdentity", "null"));
    const Ledger ledger = trail.ledger();
    QCOMPARE(ledger.sessions.size(), std::size_t{1}); // one is over by the end of the logs, of one nobody knows
    QCOMPARE(ledger.sessions[0].key, std::string("ASIA2"));
    QCOMPARE(ledger.sessions[0].actor, std::string("arn-of-ASIA2"));
    QVERIFY(containText(*trail.snapshot, ledger).find("expires 2024-05-01T11:00:00Z") != std::string::npos);
}

void TestLedger::timesOfExpiry() {
    const auto text = [](std::string_view written) {
        const Micros time = expiryOf(written);
        return QString::fromStdString(time == kNoTime ? "none" : formatTime(time));
    };
    QCOMPARE(text("Mar 17, 2026, 3:51:33 PM"), QString("2026-03-17T15:51:33Z"));
    QCOMPARE(text("Mar 17, 2026 12:00:01 AM"), QString("none")); // not the form that is written
    QCOMPARE(text("Mar 17, 2026, 12:00:01 AM"), QString("2026-03-17T00:00:01Z"));
    QCOMPARE(text("Mar 17, 2026, 12:00:01\xE2\x80\xAFPM"), QString("2026-03-17T12:00:01Z"));
    QCOMPARE(text("2026-03-17T15:51:33Z"), QString("2026-03-17T15:51:33Z"));
    QCOMPARE(text("1773762693"), QString("2026-03-17T15:51:33Z"));
    for (const char* wrong : {"", "Foo 17, 2026, 3:51:33 PM", "Mar 99, 2026, 3:51:33 PM", "Mar 17, 2026, 13:51:33 PM", "99999999999999999999",
                              "Mar 17, 2026, 3:51:33 XM", "Mar", "Mar 17, 99999999, 3:51:33 PM"})
        QCOMPARE(text(wrong), QString("none"));
}

void TestLedger::hostileTexts() {
    const Trail trail(call(1, "iam", "CreateUser", "{'userName':'a\\nuser b, account 1: all is well'}") +
                      call(2, "iam", "CreateUser", "{'userName':{'deep':[{'er':1}]}}") + call(3, "iam", "CreateUser", "'no object'") +
                      call(4, "iam", "CreateUser", "{'userName':['x',null,7,'x']}") + call(5, "iam", "CreateUser", "[]", "[]") +
                      call(6, "ec2", "AuthorizeSecurityGroupIngress", "{'groupId':'g','ipPermissions':{'items':[null,3,'x',{}]}}"));
    const Ledger ledger = trail.ledger();
    QCOMPARE(told(ledger), (QStringList{"user a\nuser b, account 1: all is well there", "user x there", "user 7 there"}));
    const std::string text = containText(*trail.snapshot, ledger);
    QCOMPARE(std::ranges::count(text, '\n'), 3); // a name cannot forge a line
}

void TestLedger::stopsWhenAsked() {
    const Trail trail(call(1, "iam", "CreateUser", "{'userName':'a'}"));
    Checkpoint stopped;
    stopped.requestStop();
    const auto ledger = ledgerOf(*trail.snapshot, trail.snapshot->timeOrder(), 2, stopped);
    QVERIFY(!ledger);
    QCOMPARE(ledger.error().code, ErrorCode::Cancelled);
    Checkpoint checkpoint;
    QVERIFY(ledgerOf(Snapshot(), {}, 2, checkpoint)->things.empty());
}

// Whatever can be made can be named, and each class has a name of its own.
void TestLedger::tableIsSound() {
    std::set<std::string_view> names;
    for (const LedgerCall& entry : ledgerCalls()) {
        QVERIFY2(!entry.thing.empty() && !entry.name.empty(), entry.name.data());
        QVERIFY2(!entry.name.ends_with("2015") && entry.service.find('.') == std::string_view::npos, entry.name.data());
        QVERIFY(entry.only.empty() || entry.only.find_first_of("=:") != std::string_view::npos);
        QVERIFY(!holderKey(entry).empty());
        names.insert(name(entry.what));
        QVERIFY(!title(entry.what).empty());
    }
    QCOMPARE(names.size(), std::size_t{20});
    for (const HolderEnd& end : holderEnds()) {
        const auto isHeld = [&](const LedgerCall& call) { return call.service == end.service && holderKey(call) == end.holder; };
        QVERIFY2(std::ranges::any_of(ledgerCalls(), isHeld), end.name.data());
    }
}

void TestLedger::agreesWithReference_data() {
    QTest::addColumn<QString>("path");
    QTest::addColumn<int>("least");
    QTest::newRow("the story") << QStringLiteral(RASTRO_SOURCE_DIR "/resources/sample") << 5;
    for (const auto& [name, least] : {std::pair("invictus-ir+aws_dataset", 30), std::pair("OTRF+Security-Datasets", 0),
                                      std::pair("adanalvarez+TrailDiscover", 0)}) {
        const std::filesystem::path path = std::filesystem::path(RASTRO_SHARED_DIR) / "data" / name;
        if (std::filesystem::exists(path))
            QTest::newRow(name) << QString::fromStdString(path.string()) << least;
        else
            qInfo("shared data %s is not here: not compared", name);
    }
}

void TestLedger::agreesWithReference() {
    QFETCH(QString, path);
    QFETCH(int, least);
    const SnapshotPtr snapshot = load(path.toStdString());
    std::vector<nlohmann::json> events;
    RecordReader reader;
    for (const std::uint32_t row : snapshot->timeOrder()) {
        const auto record = reader.readJson(*snapshot, RowId{row});
        QVERIFY(bool(record));
        events.push_back(nlohmann::json::parse(*record, nullptr, false));
    }
    Checkpoint checkpoint;
    const auto ledger = ledgerOf(*snapshot, snapshot->timeOrder(), 2, checkpoint);
    QVERIFY(bool(ledger));
    std::multiset<std::string> lines;
    for (const Thing& thing : ledger->things) {
        const std::string what(name(thing.what));
        const bool isPlain = what != "rights" || thing.summary.find("inline") == std::string::npos;
        const std::string call(snapshot->codedText(Column::EventName, thing.made));
        const bool isKnown = isInReference(what) && isPlain && call != "AddUserToGroup" && call != "AssociateIamInstanceProfile" &&
                             call != "AttachGroupPolicy" && (what != "share" || call == "ModifySnapshotAttribute") &&
                             (what != "copy" || call == "CreateSnapshot");
        if (isKnown)
            lines.insert(what + ' ' + thing.thing + (thing.of.empty() ? "" : " of " + thing.of) + ' ' + std::string(name(thing.state)) +
                         (thing.end == kNoRow ? "" : ' ' + snapshot->identifierText(Column::EventId, thing.end)));
    }
    const std::multiset<std::string> expected = referenceLedger(events);
    std::vector<std::string> missing;
    std::vector<std::string> extra;
    std::ranges::set_difference(expected, lines, std::back_inserter(missing));
    std::ranges::set_difference(lines, expected, std::back_inserter(extra));
    for (const std::string& line : missing)
        qWarning("only in the reference: %s", line.c_str());
    for (const std::string& line : extra)
        qWarning("only in the ledger: %s", line.c_str());
    QVERIFY(missing.empty() && extra.empty());
    QVERIFY(static_cast<int>(lines.size()) >= least);
}

QTEST_APPLESS_MAIN(TestLedger)
#include "tst_ledger.moc"
