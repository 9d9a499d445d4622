// SPDX-License-Identifier: Apache-2.0
#include "query/filter.h"
#include "query/ondemand.h"
#include "query/parties.h"
#include "language/parser.h"
#include "query/pickrows.h"

#include "support/loading.h"
#include "support/mmdb.h"

#include <QTest>

#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <tuple>

using namespace rastro;
using namespace rastro::test;

namespace {

QString partiesIn(const QString& record) {
    const auto tree = json::Tree::parse(record.toStdString());
    if (!tree)
        return QStringLiteral("no JSON");
    QStringList parties;
    for (const std::string& party : partiesOf(*tree))
        parties.append(QString::fromStdString(party));
    return parties.join(u' ');
}

// A call with these request parameters, by a user of account 1.
QString request(const QString& parameters) {
    return QStringLiteral(R"({"userIdentity":{"accountId":"111111111111"},"requestParameters":%1})").arg(parameters);
}

std::uint64_t countOf(const Snapshot& snapshot, OnDemandCache& columns, const std::string& filter) {
    const auto parsed = parseFilter(filter);
    Checkpoint checkpoint;
    const auto rows = filterRows(snapshot, std::get<Expression>(parsed), {columns, {}, 2}, checkpoint);
    return rows ? pickRows(snapshot, snapshot.timeOrder(), *rows, 2, checkpoint)->size() : ~std::uint64_t{0};
}

std::string call(const std::string& user, const std::string& time, const std::string& more, const std::string& account) {
    return quoted("{'eventVersion':'1.08','eventSource':'iam.amazonaws.com','eventName':'GetUser','eventTime':'" + time +
                  "','userIdentity':{'type':'IAMUser','accountId':'" + account + "','arn':'arn:aws:iam::" + account +
                  ":user/" + user + "','userName':'" + user + "'},'recipientAccountId':'" + account + "'" + more + "}\n");
}

// Random events of few users, addresses, regions, calls and agents; times of whole seconds, so that many are equal.
struct RandomTrail {
    struct Event {
        std::string actor, ip, region, api, agent;
        unsigned second;
        unsigned place;
    };
    std::vector<Event> events;
    SnapshotPtr snapshot;

    explicit RandomTrail(unsigned seed) {
        std::mt19937 random(seed);
        const auto pick = [&](unsigned n) { return static_cast<unsigned>(random() % n); };
        std::string text;
        for (unsigned i = 0; i < 3'000; ++i) {
            Event e{"u" + std::to_string(pick(8)), pick(9) ? "10.0.0." + std::to_string(pick(20)) : "", "r" + std::to_string(pick(5)),
                    "Call" + std::to_string(pick(30)), "agent" + std::to_string(pick(6)), pick(2'000), i};
            char time[40];
            std::snprintf(time, sizeof time, "2024-05-01T%02u:%02u:%02uZ", e.second / 3600, e.second / 60 % 60, e.second % 60);
            std::string more = ",'awsRegion':'" + e.region + "','userAgent':'" + e.agent + "'";
            if (!e.ip.empty())
                more += ",'sourceIPAddress':'" + e.ip + "'";
            std::string event = call(e.actor, time, more, "111111111111");
            event.replace(event.find("GetUser"), 7, e.api);
            text += event;
            events.push_back(std::move(e));
        }
        snapshot = loadText(text);
    }

    // What the definition says, one event at a time.
    std::map<std::string, std::uint64_t> expected(unsigned learning) const {
        std::vector<Event> sorted = events;
        std::ranges::sort(sorted, {}, [](const Event& e) { return std::tuple(e.second, e.place); });
        std::set<std::tuple<std::string, std::string, std::string>> seen;
        std::map<std::string, std::uint64_t> counts;
        for (const Event& e : sorted) {
            const std::pair<std::string, std::string> shown[] = {{"ip", e.ip}, {"region", e.region}, {"api", e.api}, {"agent", e.agent}};
            for (const auto& [what, value] : shown) {
                const bool isFirst = !value.empty() && seen.emplace(e.actor, what, value).second;
                counts[what] += isFirst && e.second >= sorted.front().second + learning ? 1 : 0;
            }
        }
        return counts;
    }
};

} // namespace

class TestFindings : public QObject {
    Q_OBJECT
private slots:
    void accountOfTheKey();
    void parties_data();
    void parties();
    void survivesHostileRecords();
    void externalGoesByTheAccountsOfTheTrail();
    void externalGoesByTheListOfOurs();
    void firstUses_data();
    void firstUses();
    void firstUseFollowsWhatIsLoadedLater();
    void wordWithADotIsAKey();
    void countriesAndNetworks();
    void brokenNetworkFiles();
    void lineageAsColumns();
};

void TestFindings::parties_data() {
    QTest::addColumn<QString>("record");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char* name, const QString& record, const char* expected) {
        QTest::newRow(name) << record << QString::fromLatin1(expected);
    };
    row("no object", "[1]", "");
    row("caller", R"({"userIdentity":{"accountId":"222222222222"}})", "222222222222");
    row("caller by ARN", R"({"userIdentity":{"arn":"arn:aws:sts::333333333333:assumed-role/r/s"}})", "333333333333");
    row("issuer", R"({"userIdentity":{"sessionContext":{"sessionIssuer":{"arn":"arn:aws:iam::333333333333:role/r"}}}})", "333333333333");
    row("anonymous", R"({"userIdentity":{"type":"AWSAccount","principalId":"","accountId":"ANONYMOUS_PRINCIPAL"}})", "*");
    row("service", R"({"userIdentity":{"type":"AWSService","invokedBy":"ec2.amazonaws.com"}})", "");
    row("resource", R"({"resources":[{"accountId":"444444444444","ARN":"arn:aws:s3:::bucket"}]})", "444444444444");
    row("role to assume", request(R"({"roleArn":"arn:aws:iam::555555555555:role/x"})"), "111111111111 555555555555");
    row("policy of AWS", request(R"({"policyArn":"arn:aws:iam::aws:policy/AdministratorAccess"})"), "111111111111");
    row("number that is no account", request(R"({"size":"555555555555","instanceId":"i-555555555555"})"), "111111111111");
    row("snapshot to an account", request(R"({"createVolumePermission":{"add":{"items":[{"userId":"666666666666"}]}}})"), "111111111111 666666666666");
    row("snapshot to all", request(R"({"createVolumePermission":{"add":{"items":[{"group":"all"}]}}})"), "111111111111 *");
    row("rds", request(R"({"valuesToAdd":["777777777777","all"]})"), "111111111111 777777777777 *");
    row("account as a number", request(R"({"accountId":777777777777})"), "111111111111 777777777777");
    row("lambda", request(R"({"principal":"888888888888"})"), "111111111111 888888888888");
    row("lambda, service", request(R"({"principal":"s3.amazonaws.com"})"), "111111111111");
    row("public acl", request(R"({"x-amz-acl":["public-read"]})"), "111111111111 *");
    row("private acl", request(R"({"x-amz-acl":["private"]})"), "111111111111");
    row("acl by group", request(R"({"AccessControlPolicy":{"Grantee":{"URI":"http://acs.amazonaws.com/groups/global/AllUsers"}}})"), "111111111111 *");
    row("trust policy", request(R"({"assumeRolePolicyDocument":"{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"arn:aws:iam::999999999999:root\"},\"Action\":\"sts:AssumeRole\"}]}"})"), "111111111111 999999999999");
    row("one statement, URL-encoded", request(R"({"policyDocument":"%7B%22Statement%22%3A%7B%22Effect%22%3A%22Allow%22%2C%22Principal%22%3A%22%2A%22%7D%7D"})"), "111111111111 *");
    row("deny", request(R"({"policy":"{\"Statement\":[{\"Effect\":\"Deny\",\"Principal\":\"*\",\"Resource\":\"arn:aws:iam::999999999999:role/x\"}]}"})"), "111111111111");
    row("condition", request(R"({"policy":"{\"Statement\":[{\"Effect\":\"Allow\",\"Resource\":\"*\",\"Condition\":{\"StringEquals\":{\"aws:SourceAccount\":\"999999999999\"}}}]}"})"), "111111111111");
    row("service principal", request(R"({"policy":"{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"Service\":\"ec2.amazonaws.com\"}}]}"})"), "111111111111");
    row("identity provider", request(R"({"policy":"{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"Federated\":\"accounts.example.com\"}}]}"})"), "111111111111 accounts.example.com");
    row("role of another account in a policy", request(R"({"policy":{"Statement":[{"Effect":"Allow","Resource":["arn:aws:iam::121212121212:role/x"]}]}})"), "111111111111 121212121212");
    row("response says nothing", R"({"responseElements":{"accountId":"999999999999"}})", "");
}

void TestFindings::parties() {
    QFETCH(QString, record);
    QFETCH(QString, expected);
    QCOMPARE(partiesIn(record), expected);
}

void TestFindings::survivesHostileRecords() {
    QString deep = "\"222222222222\"";
    for (int i = 0; i < 200; ++i)
        deep = QStringLiteral("{\"account\":%1}").arg(deep);
    QCOMPARE(partiesIn(request(deep)), QStringLiteral("111111111111")); // too deep to be a request
    QString inside = R"({"account":"222222222222"})";
    for (int i = 0; i < 2; ++i)
        inside = QStringLiteral("{\"d\":\"%1\"}").arg(inside.replace('\\', "\\\\").replace('"', "\\\""));
    QCOMPARE(partiesIn(request(inside)), QStringLiteral("111111111111 222222222222"));
    QCOMPARE(partiesIn(request(R"({"Statement":{"Effect":["Allow"],"Principal":"*"}})")), QStringLiteral("111111111111 *"));
    QCOMPARE(partiesIn(R"({"userIdentity":"root","resources":"x","requestParameters":null})"), QString());
    QCOMPARE(partiesIn(R"({"userIdentity":{"accountId":111111111111,"arn":null,"sessionContext":[1]}})"), QString());
}

void TestFindings::externalGoesByTheAccountsOfTheTrail() {
    Folder folder; // its records are read again
    folder.write("a.json", call("a", "2024-05-01T00:00:00Z", ",'requestParameters':{'roleArn':'arn:aws:iam::222222222222:role/x'}", "111111111111") +
                                   call("b", "2024-05-01T00:00:01Z", ",'requestParameters':{'roleArn':'arn:aws:iam::333333333333:role/x'}", "222222222222"));
    const auto snapshot = load(folder.path());
    OnDemandCache columns;
    QCOMPARE(countOf(*snapshot, columns, "party:*"), 2u);
    QCOMPARE(countOf(*snapshot, columns, "external:*"), 1u);
    QCOMPARE(countOf(*snapshot, columns, "external:333333333333 user:b"), 1u);
    QCOMPARE(countOf(*snapshot, columns, "not external:*"), 1u);
    QCOMPARE(countOf(*snapshot, columns, "External:3333*"), 1u);
}

void TestFindings::externalGoesByTheListOfOurs() {
    Folder folder; // its records are read again
    folder.write("a.json", call("a", "2024-05-01T00:00:00Z", ",'requestParameters':{'roleArn':'arn:aws:iam::222222222222:role/x'}", "111111111111"));
    const auto snapshot = load(folder.path());
    OnDemandCache columns;
    QCOMPARE(countOf(*snapshot, columns, "external:*"), 1u);
    columns.setRules({.ours = std::make_shared<const ValueList>(std::vector<std::string>{"111111111111", "222222222222"})});
    QCOMPARE(countOf(*snapshot, columns, "external:*"), 0u);
    columns.setRules({.ours = std::make_shared<const ValueList>(std::vector<std::string>{"222222222222"})});
    QCOMPARE(countOf(*snapshot, columns, "external:111111111111"), 1u);
}

void TestFindings::firstUses_data() {
    QTest::addColumn<unsigned>("learning"); // seconds
    for (const unsigned seconds : {0u, 1u, 300u, 1'999u, 100'000u})
        QTest::addRow("%u s", seconds) << seconds;
}

void TestFindings::firstUses() {
    QFETCH(unsigned, learning);
    const RandomTrail trail(7 + learning);
    OnDemandCache columns;
    columns.setRules({.ours = nullptr, .learning = Micros{learning} * kMicrosPerSecond});
    for (const auto& [what, count] : trail.expected(learning)) {
        QCOMPARE(countOf(*trail.snapshot, columns, "new:" + what), count);
        if (learning == 0)
            QVERIFY(count > 0);
    }
}

// An earlier event that arrives later takes the flag over.
void TestFindings::firstUseFollowsWhatIsLoadedLater() {
    Folder folder;
    folder.write("b.json", call("a", "2024-05-01T00:00:05Z", ",'sourceIPAddress':'10.0.0.1'", "111111111111"));
    OnDemandCache columns;
    const auto before = load(folder.path());
    QCOMPARE(countOf(*before, columns, "new:ip time:2024-05-01T00:00:05Z"), 1u);
    folder.write("c.json", call("a", "2024-05-01T00:00:01Z", ",'sourceIPAddress':'10.0.0.1'", "111111111111"));
    const auto after = load(folder.path());
    QCOMPARE(countOf(*after, columns, "new:ip time:2024-05-01T00:00:05Z"), 0u);
    QCOMPARE(countOf(*after, columns, "new:ip time:2024-05-01T00:00:01Z"), 1u);
}

void TestFindings::wordWithADotIsAKey() {
    Folder folder; // its records are read again
    folder.write("a.json", call("a", "2024-05-01T00:00:00Z", ",'new':'thing','sourceIPAddress':'10.0.0.1'", "111111111111"));
    const auto snapshot = load(folder.path());
    OnDemandCache columns;
    QCOMPARE(countOf(*snapshot, columns, ".new:thing"), 1u);
    QCOMPARE(countOf(*snapshot, columns, "new:thing"), 0u);
    QCOMPARE(countOf(*snapshot, columns, "new:(ip and api)"), 1u);
    QCOMPARE(AnyColumn::named(".new")->name(), std::string(".new"));
    QCOMPARE(AnyColumn::named("NEW")->name(), std::string("new"));
}

void TestFindings::countriesAndNetworks() {
    Folder folder;
    MmdbWriter countries;
    countries.add("203.0.113.0", 24, MmdbWriter::map({{"country", MmdbWriter::map({{"iso_code", MmdbWriter::text("DE")}})}}));
    countries.add("2001:db8::", 32, MmdbWriter::map({{"registered_country", MmdbWriter::map({{"iso_code", MmdbWriter::text("FR")}})}}));
    MmdbWriter networks;
    networks.add("203.0.113.128", 25, MmdbWriter::map({{"autonomous_system_number", MmdbWriter::number(64500)},
                                                        {"autonomous_system_organization", MmdbWriter::text("Example Net")}}));
    const auto book = NetworkBook::open({folder.write("c.mmdb", countries.bytes()), folder.write("n.mmdb", networks.bytes())});
    QVERIFY(book);
    const std::vector<std::tuple<std::string, std::string, std::string>> cases{
        {"203.0.113.7", "DE", ""},          {"203.0.113.200", "DE", "AS64500 Example Net"},
        {"::ffff:203.0.113.200", "DE", "AS64500 Example Net"}, {"2001:db8::1", "FR", ""},
        {"198.51.100.1", "", ""},           {"2001:db9::1", "", ""},
        {"ec2.amazonaws.com", "", ""},      {"AWS Internal", "", ""},
        {"", "", ""}};
    std::string text;
    for (const auto& [address, country, network] : cases) {
        QCOMPARE((*book)->country(address), country);
        QCOMPARE((*book)->network(address), network);
        text += call(address, "2024-05-01T00:00:00Z", ",'sourceIPAddress':'" + address + "'", "111111111111");
    }
    const auto snapshot = loadText(text);
    OnDemandCache columns;
    QCOMPARE(countOf(*snapshot, columns, "country:*"), 0u); // no file, no answer
    columns.setRules({.ours = nullptr, .networks = *book});
    QCOMPARE(countOf(*snapshot, columns, "country:de"), 3u);
    QCOMPARE(countOf(*snapshot, columns, "country:*"), 4u);
    QCOMPARE(countOf(*snapshot, columns, "network:AS64500*"), 2u);
    QCOMPARE(countOf(*snapshot, columns, "not network:*"), 7u);
}

void TestFindings::brokenNetworkFiles() {
    Folder folder;
    QVERIFY(NetworkBook::open({folder.path("none")}).error().code == ErrorCode::NotFound);
    QVERIFY(NetworkBook::open({folder.write("x", "hello")}).error().code == ErrorCode::Malformed);
    MmdbWriter writer;
    writer.add("203.0.113.0", 24, MmdbWriter::map({{"country", MmdbWriter::text("DE")}})); // no map where one is expected
    std::string bytes = writer.bytes();
    const auto odd = NetworkBook::open({folder.write("odd", bytes)});
    QVERIFY(odd);
    QCOMPARE((*odd)->country("203.0.113.7"), std::string());
    const std::size_t data = bytes.find("country");
    for (std::size_t i = data - 2; i < data + 10; ++i) { // whatever stands there, no crash
        std::string broken = bytes;
        broken[i] = static_cast<char>(0xFF);
        if (const auto book = NetworkBook::open({folder.write("broken", broken)})) {
            QVERIFY((*book)->country("203.0.113.7").size() < 1'000);
            QVERIFY((*book)->network("203.0.113.7").size() < 1'000);
        }
    }
}

void TestFindings::lineageAsColumns() {
    Folder folder;
    std::string chained = call("a", "2024-05-01T00:00:00Z", ",'responseElements':{'credentials':{'accessKeyId':'ASIA1'}}", "111111111111");
    chained.replace(chained.find("\"userName\""), 0, "\"accessKeyId\":\"AKIA1\",");
    std::string after = call("x", "2024-05-01T00:01:00Z", {}, "111111111111");
    after.replace(after.find("IAMUser"), 7, "AssumedRole");
    after.replace(after.find("\"userName\""), 0, "\"accessKeyId\":\"ASIA1\",");
    folder.write("a.json", chained + after + call("b", "2024-05-01T00:02:00Z", {}, "111111111111"));
    const auto snapshot = load(folder.path());
    OnDemandCache columns;
    QCOMPARE(countOf(*snapshot, columns, "origin:AKIA1"), 2u);
    QCOMPARE(countOf(*snapshot, columns, "session:ASIA1"), 1u);
    QCOMPARE(countOf(*snapshot, columns, "session:*"), 2u);
    QCOMPARE(countOf(*snapshot, columns, "person:*user/a"), 2u);
    QCOMPARE(countOf(*snapshot, columns, "person:*user/b origin:*user/b"), 1u);
}

void TestFindings::accountOfTheKey() {
    Folder folder;
    const auto event = [](const std::string& key) {
        return R"({"eventVersion":"1","eventSource":"s","eventName":"n","eventTime":"2024-05-01T10:00:00Z","userIdentity":{"type":"IAMUser","accountId":"111111111111","accessKeyId":")" +
               key + "\"}}\n";
    };
    folder.write("a.json", event("AKIAU7JNXC7K7XNL3F6J") + event("ASIAQNZGKIQY56JQ7WML") + event("AKIAIOSFODNN7EXAMPLE") + event(""));
    const SnapshotPtr snapshot = load(folder.path());
    OnDemandCache columns;
    Checkpoint checkpoint;
    const auto column = *columns.column(*snapshot, AnyColumn(Finding::KeyAccount), 2, checkpoint);
    QStringList accounts;
    for (std::uint32_t row = 0; row < snapshot->rowCount(); ++row)
        accounts << QString::fromUtf8(column->text(RowId{row}).data(), static_cast<qsizetype>(column->text(RowId{row}).size()));
    QCOMPARE(accounts, (QStringList{"342082656213", "029608264753", "", ""}));
}

QTEST_GUILESS_MAIN(TestFindings)
#include "tst_findings.moc"
