// SPDX-License-Identifier: Apache-2.0
//
// The real rastro-cli, as a script would call it: exit codes, formats, keys, hostile text, pipes and signals.
#include "ranprogram.h"
#include "support/loading.h"

#include <QFile>
#include <QFloat16> // complete before nlohmann_json asks what it converts to
#include <QIODevice>
#include <QTemporaryDir>
#include <QTest>

#include <QDir>
#include <QProcess>

#include <nlohmann/json.hpp>

#include <csignal>
#include <filesystem>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace rastro::test;
using nlohmann::json;

class TestCli : public QObject {
    Q_OBJECT
private slots:
    void summaryKeys();
    void filters();
    void summaryForPeople();
    void pathsThatAreNotUtf8();
    void exitCodes();
    void queryFormats();
    void sortingAndLimits();
    void duplicatesOnDemand();
    void counts();
    void histogram();
    void sessions();
    void ledger();
    void nothingThere();
    void help();
    void profile();
    void briefing();
    void findings();
    void hostileTextIsEscaped();
    void formulasAreDefused();
    void standardInput();
    void flagsAnywhere();
    void outputFile();
    void closedPipe();
    void interrupted();
    void interruptedAtItsInput();
    void interruptedAtItsOutput();
    void targetsAndSummaries();
    void scope();
    void lists();
};

void TestCli::summaryKeys() {
    const Folder f;
    f.write("a.json", "[" + makeEvent(1) + "," + makeEvent(2) + "," + makeEvent(1) + "]");
    f.write("b.json", makeEvent(5) + "\n{\"x\":}\n");
    f.write("c.txt", "hello");
    const Ran r = run({"summary", q(f.path()), "--json"});
    QCOMPARE(r.code, 1);
    const json j = json::parse(r.out);
    QCOMPARE(j["events"].get<int>(), 3);
    QCOMPARE(j["duplicates"].get<int>(), 1);
    QCOMPARE(j["conflicts"].get<int>(), 0);
    QCOMPARE(j["files"]["read"].get<int>(), 2);
    QCOMPARE(j["files"]["failed"].get<int>(), 0);
    QCOMPARE(j["files"]["ignored"].get<int>(), 1);
    std::vector<std::string> keys;
    const auto ordered = nlohmann::ordered_json::parse(r.out);
    for (const auto& [key, value] : ordered.items())
        keys.push_back(key);
    QCOMPARE(keys, (std::vector<std::string>{"events", "duplicates", "conflicts", "files", "bytes", "timeRange",
                                             "seconds", "eventsPerSecond", "peakMemoryBytes", "failures", "ignored"}));
    QVERIFY(j["bytes"]["compressed"].get<int>() > 300 && j["bytes"]["json"].get<int>() > 300);
    QCOMPARE(j["timeRange"], json({"2024-03-01T00:00:01Z", "2024-03-01T00:00:05Z"}));
    QVERIFY(j["seconds"].get<double>() > 0 && j["eventsPerSecond"].get<double>() > 0 &&
            j["peakMemoryBytes"].get<double>() > 1e6);
    QCOMPARE(j["failures"].size(), std::size_t{1});
    QCOMPARE(j["failures"][0]["path"].get<std::string>(), f.path("b.json"));
    QCOMPARE(j["failures"][0]["offset"].get<std::size_t>(), makeEvent(5).size() + 1);
    QVERIFY(!j["failures"][0]["reason"].get<std::string>().empty());
    QCOMPARE(j["ignored"][0]["path"].get<std::string>(), f.path("c.txt"));
}

void TestCli::filters() {
    const Folder f;
    const QString trail = q(f.write("a.json", "[" + makeEvent(1, R"(,"requestParameters":{"n":2,"tags":["x","y"]})") + "," +
                                                  makeEvent(2, R"(,"requestParameters":{"n":3,"tags":["y"]})") + "," +
                                                  makeEvent(3, R"(,"errorCode":"AccessDenied")") + "]"));
    QCOMPARE(run({"count", trail, "-w", "outcome:denied"}).out, std::string("1\n"));
    QCOMPARE(run({"count", trail, "--where=requestParameters.tags:y", "-f", "json"}).out, std::string("{\"count\":2}\n"));
    QCOMPARE(run({"count", trail, "-w", "eventName:Nothing"}).code, 0);
    QCOMPARE(run({"query", trail, "-w", "requestParameters.n > 2", "-c", "api,requestParameters.tags", "-f", "csv"}).out,
             std::string("eventName,requestParameters.tags\r\nCall2,y\r\n"));
    QCOMPARE(run({"query", trail, "-s", "requestParameters.n:desc", "-c", "requestParameters.n", "-f", "csv"}).out,
             std::string("requestParameters.n\r\n3\r\n2\r\n\r\n"));
    const auto groups = json::parse(run({"count", trail, "--by", "requestParameters.tags", "-f", "json"}).out);
    QCOMPARE(groups.dump(), std::string(R"([{"count":2,"key":["y"]},{"count":1,"key":["x"]},{"count":1,"key":[null]}])"));
    const auto bins = json::parse(run({"histogram", trail, "-w", "not outcome:denied", "-f", "json", "--bins", "1"}).out);
    QCOMPARE(bins[0]["count"].get<int>(), 2);
    const auto told = json::parse(run({"count", trail, "--by", "outcome", "--sum", "requestParameters.n", "--distinct",
                                       "requestParameters.tags", "--first", "--last", "-f", "json"}).out);
    QCOMPARE(told[0].dump(), std::string(R"({"count":2,"distinct":2,"first":"2024-03-01T00:00:01Z","key":["ok"],)"
                                         R"("last":"2024-03-01T00:00:02Z","sum":5})"));
    for (const char* wrong : {"(", "kind:", "ip > (1)", "api:/(/", "key:@unknown"}) {
        const Ran r = run({"count", trail, "-w", QLatin1String(wrong)});
        QVERIFY2(r.code == 2 && r.out.empty() && !r.err.empty(), wrong);
    }
    QCOMPARE(run({"count", trail, "--sum", "requestParameters.n"}).code, 2);
}

void TestCli::summaryForPeople() {
    const Folder f;
    f.write("a.json",
            "[" + makeEvent(1, R"(,"awsRegion":"\u001b[31m")") + "," + makeEvent(2) + "," + makeEvent(2) + "]");
    f.write("b.json", "{\"Records\":[{]}");
    f.write("c.txt", "hello");
    const Ran r = run({"summary", q(f.path())});
    QCOMPARE(r.code, 1);
    QVERIFY(r.out.starts_with("Events     2 (1 duplicate hidden)\n"));
    QVERIFY(r.out.find("2024-03-01T00:00:01Z to 2024-03-01T00:00:02Z (1 second)") != std::string::npos);
    QVERIFY(r.out.find("1 read, 1 failed, 1 ignored") != std::string::npos);
    QVERIFY(r.out.find("b.json, byte ") != std::string::npos);
    QVERIFY(r.out.find("c.txt") != std::string::npos);
    QVERIFY(r.out.find('\x1b') == std::string::npos);
}

void TestCli::pathsThatAreNotUtf8() {
    const Folder f;
    f.write("a\xFF.json", makeEvent(1) + "{\"x\":}");
    const Ran r = run({"summary", q(f.path()), "--json"});
    const Ran c = run({"count", q(f.path()), "--by", "source", "-f", "json"});
    std::filesystem::remove(f.path("a\xFF.json")); // QTemporaryDir cannot
    QCOMPARE(json::parse(r.out)["failures"][0]["path"].get<std::string>(), f.path("a\\xff.json"));
    QCOMPARE(json::parse(c.out)[0]["key"][0].get<std::string>(), f.path("a\\xff.json"));
}

void TestCli::targetsAndSummaries() {
    const Folder f;
    const auto attach = [](unsigned n, const std::string& user) {
        std::string event = makeEvent(n, R"(,"requestParameters":{"userName":")" + user +
                                             R"(","policyArn":"arn:aws:iam::aws:policy/AdministratorAccess"})");
        event.replace(event.find("Call" + std::to_string(n)), 4 + std::to_string(n).size(), "AttachUserPolicy");
        return event;
    };
    const QString path = q(f.write("a.json", attach(1, "zoe") + attach(2, "adam") + attach(3, "zoe")));
    const Ran table = run({"query", path});
    QVERIFY(table.out.find("iam:AttachUserPolicy  ") != std::string::npos);
    QVERIFY(table.out.find("zoe") != std::string::npos);
    const Ran csv = run({"query", path, "-c", "eventName,summary", "-s", "summary", "-f", "csv"});
    QCOMPARE(csv.code, 0);
    QVERIFY(csv.out.starts_with("eventName,summary\r\nAttachUserPolicy,"));
    QVERIFY(csv.out.find("adam") < csv.out.find("zoe"));
    const json by = json::parse(run({"count", path, "--by", "target", "-f", "json"}).out);
    QCOMPARE(by.size(), std::size_t{2});
    QCOMPARE(by[0]["count"].get<int>(), 2);
    QVERIFY(by[0]["key"][0].get<std::string>().find("zoe") != std::string::npos);
}

void TestCli::exitCodes() {
    const Folder f;
    const QString good = q(f.write("a.json", makeEvent(1)));
    QCOMPARE(run({"summary", good}).code, 0);
    QCOMPARE(run({"summary", q(f.write("none.json", "{}"))}).code, 3);
    QCOMPARE(run({"summary", q(f.path("absent"))}).code, 3);
    QCOMPARE(run({"summary", good, q(f.path("absent"))}).code, 1);
    QCOMPARE(run({}).code, 2);
    QCOMPARE(run({"nonsense", good}).code, 2);
    QVERIFY(run({"nonsense", good}).err.find("there is no command \"nonsense\"") != std::string::npos);
    QCOMPARE(run({"summary"}).code, 2);
    QCOMPARE(run({"query", good, "-c", "no..column"}).code, 2);
    QCOMPARE(run({"query", good, "-f", "xml"}).code, 2);
    QCOMPARE(run({"summary", good, "--limit-inflate", "much"}).code, 2);
    QCOMPARE(run({"summary", good, "--from", "yesterday"}).code, 2);
    QCOMPARE(run({"--version"}).code, 0);
    QVERIFY(run({"--help"}).out.find("histogram") != std::string::npos);
}

void TestCli::queryFormats() {
    const Folder f;
    const std::string spaced =
        "{ \"eventVersion\":\"1\",\n \"eventName\":\"A\",\r\n\"eventSource\":\"s3.amazonaws.com\",\"x\":\"a\\nb\" }";
    const QString path = q(f.write("a.json", spaced + "\n" + makeEvent(2)));
    const Ran j = run({"query", path, "-f", "json"});
    QCOMPARE(j.code, 0);
    QCOMPARE(json::parse(j.out)["Records"].size(), std::size_t{2});
    QVERIFY(j.out.find(spaced) != std::string::npos);
    const Ran n = run({"query", path, "-f", "ndjson"});
    QCOMPARE(std::ranges::count(n.out, '\n'), std::ptrdiff_t{2});
    QVERIFY(n.out.starts_with(makeEvent(2) + "\n")); // no time stands last
    const Ran c = run({"query", path, "-f", "csv"});
    QVERIFY(c.out.starts_with("eventTime,eventName,target,actor,sourceIPAddress,account,awsRegion,outcome\r\n"));
    const Ran t = run({"query", path});
    QVERIFY(t.out.find("Call2") != std::string::npos);
}

void TestCli::sortingAndLimits() {
    const Folder f;
    const QString path = q(f.write("a.json", makeEvent(3) + makeEvent(1) + makeEvent(20) + makeEvent(2)));
    QCOMPARE(q(run({"query", path, "-f", "csv", "-c", "eventName"}).out),
             q("eventName\r\nCall1\r\nCall2\r\nCall3\r\nCall20\r\n"));
    QCOMPARE(q(run({"query", path, "-f", "csv", "-c", "api", "-s", "eventTime:desc", "-n", "2"}).out),
             q("eventName\r\nCall20\r\nCall3\r\n"));
    QCOMPARE(q(run({"query", path, "-f", "csv", "-c", "api", "-s", "API"}).out),
             q("eventName\r\nCall1\r\nCall2\r\nCall20\r\nCall3\r\n"));
    QCOMPARE(q(run({"query", path, "-f", "csv", "-c", "api", "-s", "offset"}).out),
             q("eventName\r\nCall3\r\nCall1\r\nCall20\r\nCall2\r\n"));
}

void TestCli::duplicatesOnDemand() {
    const Folder f;
    const QString path = q(f.write("a.json", makeEvent(3) + makeEvent(3)));
    QCOMPARE(json::parse(run({"query", path, "-f", "json"}).out)["Records"].size(), std::size_t{1});
    QCOMPARE(json::parse(run({"query", path, "-f", "json", "--duplicates"}).out)["Records"].size(), std::size_t{2});
}

void TestCli::counts() {
    const Folder f;
    const QString path = q(f.write("a.json", makeEvent(3) + makeEvent(4, R"(,"errorCode":"AccessDenied")") +
                                                 makeEvent(5, R"(,"errorCode":"AccessDenied")")));
    QCOMPARE(q(run({"count", path}).out), QStringLiteral("3\n"));
    QCOMPARE(json::parse(run({"count", path, "-f", "json"}).out), json({{"count", 3}}));
    const json by = json::parse(run({"count", path, "--by", "errorCode,awsRegion", "-f", "json"}).out);
    QCOMPARE(by,
             json::parse(R"([{"key":["AccessDenied","us-east-1"],"count":2},{"key":[null,"us-east-1"],"count":1}])"));
    QCOMPARE(json::parse(run({"count", path, "--by", "err", "-n", "1", "-f", "json"}).out).size(), std::size_t{1});
}

void TestCli::histogram() {
    const Folder f;
    std::string text = R"({"eventVersion":"1","eventName":"A","eventSource":"s"})";
    for (unsigned n = 0; n <= 100; ++n)
        text += makeEvent(n);
    const Ran r = run({"histogram", q(f.write("a.json", text)), "--bins", "10", "-f", "json"});
    QCOMPARE(r.code, 0);
    const json bins = json::parse(r.out);
    QCOMPARE(bins.size(), std::size_t{10});
    int sum = 0;
    for (std::size_t i = 0; i < bins.size(); ++i) {
        sum += bins[i]["count"].get<int>();
        QVERIFY(i == 0 || bins[i]["from"] == bins[i - 1]["to"]);
    }
    QCOMPARE(sum, 101);
    QCOMPARE(bins[9]["count"].get<int>(), 11); // the last bin is closed
    QVERIFY(r.err.find("without a time") != std::string::npos);
    QCOMPARE(json::parse(run({"histogram", q(f.path("a.json")), "-f", "json"}).out).size(), std::size_t{100});
}

// The bundled story: the key that stopped logging goes back to the leaked one, over a role.
void TestCli::sessions() {
    const QString sample = QStringLiteral(RASTRO_SOURCE_DIR "/resources/sample");
    const Ran r = run({"sessions", sample, "-w", "api:StopLogging outcome:ok", "-f", "json"});
    QCOMPARE(r.code, 0);
    const json all = json::parse(r.out);
    QCOMPARE(all.size(), std::size_t{1});
    std::vector<std::string> keys;
    const auto ordered = nlohmann::ordered_json::parse(r.out);
    for (const auto& [key, value] : ordered[0].items())
        keys.push_back(key);
    QCOMPARE(keys, (std::vector<std::string>{"key", "actor", "person", "origin", "issuedBy", "parents", "first", "last",
                                             "events", "errors", "sourceIPs"}));
    QCOMPARE(all[0]["key"], json("AKIARZPUZDIKAH3K2JC3"));
    QCOMPARE(all[0]["origin"], json("AKIARZPUZDIKD7PRKXCQ")); // mateo's
    QCOMPARE(all[0]["parents"], json({"AKIARZPUZDIKD7PRKXCQ", "ASIARZPUZDIKNAQXG32X"}));
    QCOMPARE(all[0]["issuedBy"], json("0cccd2d3-42aa-4bd2-970c-163c3fd0e83c"));
    QCOMPARE(all[0]["events"], json(1));
    QCOMPARE(all[0]["sourceIPs"], json({"203.0.113.140"}));
    const json leaked = json::parse(run({"sessions", sample, "-w", "key:AKIARZPUZDIKD7PRKXCQ", "-f", "json"}).out);
    QVERIFY(leaked[0]["issuedBy"].is_null());
    QVERIFY(leaked[0]["parents"].empty());
    QVERIFY(run({"sessions", sample}).out.find("autoscaling.amazonaws.com") != std::string::npos);
    QCOMPARE(run({"sessions", sample, "-w", "api:NoSuchCall", "-f", "json"}).out, std::string("[]\n"));
}

// What the stranger left, and what became of it.
void TestCli::ledger() {
    const QString sample = QStringLiteral(RASTRO_SOURCE_DIR "/resources/sample");
    const Ran r = run({"ledger", sample, "-w", "origin:AKIARZPUZDIKD7PRKXCQ", "-f", "json"});
    QCOMPARE(r.code, 0);
    const json all = json::parse(r.out);
    QCOMPARE(all["unread"], json(0));
    json user;
    json rights;
    for (const json& thing : all["things"]) {
        QCOMPARE(thing["origin"], json("AKIARZPUZDIKD7PRKXCQ"));
        if (thing["class"] == "user")
            user = thing;
        if (thing["thing"] == "arn:aws:iam::aws:policy/ReadOnlyAccess")
            rights = thing;
    }
    QCOMPARE(user["thing"], json("svc-backup"));
    QCOMPARE(user["state"], json("gone"));
    QCOMPARE(user["made"]["id"], json("dadeb0e5-7da6-46a2-bb05-4f5b7ce1e414"));
    QCOMPARE(user["end"]["id"], json("4cbc5fc4-631a-49cf-b67a-35829a1770a1"));
    QCOMPARE(user["used"]["sourceIPs"], json({"203.0.113.140"}));
    QCOMPARE(rights["class"], json("rights")); // only the forged record says so
    QCOMPARE(rights["end"]["id"], user["end"]["id"]); // gone with the user
    const std::string text = run({"ledger", sample, "-w", "api:CreateAccessKey"}).out;
    QVERIFY(text.find("To contain\naccess key AKIARZPUZDIKBQRUH3VK") != std::string::npos);
    QVERIFY(run({"ledger", sample, "-w", "api:NoSuchCall"}).out.find("nothing made") == 0);
}

void TestCli::nothingThere() {
    const QTemporaryDir folder;
    const Ran empty = run({"count", folder.path()});
    QCOMPARE(empty.code, 3);
    QCOMPARE(empty.out, std::string("0\n"));
    QVERIFY(empty.err.find("there are no files") != std::string::npos);
    QFile other(folder.filePath("a.json"));
    QVERIFY(other.open(QIODevice::WriteOnly) && other.write("{\"a\":1}") > 0);
    other.close();
    QVERIFY(run({"count", folder.path()}).err.find("1 file with something else") != std::string::npos);
    QCOMPARE(run({"count", folder.path(), "--limit-inflate=-5"}).code, 2);
}

void TestCli::help() {
    QVERIFY(run({"help"}).out.find("briefing") != std::string::npos);
    const std::string filters = run({"help", "filters"}).out;
    QVERIFY(filters.find("# Filters") == 0);
    QVERIFY(filters.find("api:/^(Get|List)/") != std::string::npos); // as it is typed, not as Markdown writes it
    QVERIFY(filters.find("\\\" and \\\\ stand for") != std::string::npos);
    QVERIFY(run({"help", "query"}).out.find("--columns") != std::string::npos);
    QCOMPARE(run({"help", "nothing"}).code, 2);
}

void TestCli::profile() {
    const QString sample = QStringLiteral(RASTRO_SOURCE_DIR "/resources/sample");
    QCOMPARE(run({"profile", sample}).code, 2); // of what?
    const Ran r = run({"profile", sample, "--of", "203.0.113.140", "-f", "json"});
    QCOMPARE(r.code, 0);
    const json all = json::parse(r.out);
    QCOMPARE(all["of"], json("address 203.0.113.140"));
    QCOMPARE(all["filter"], json("ip:203.0.113.140"));
    QCOMPARE(all["events"].get<int>(), std::stoi(run({"count", sample, "-w", "ip:203.0.113.140"}).out));
    for (const char* name : {"time", "addresses", "agents", "accounts", "regions", "services", "actors", "keys", "persons", "origins",
                             "enumerated", "changed", "took", "denied", "minted", "new"})
        QVERIFY2(all["sections"][name]["lines"].is_array(), name);
    QVERIFY(run({"profile", sample, "--of", "svc-backup"}).out.find("shared snap-0c94e1b7f2a58d36e with 999988887777") !=
            std::string::npos);
    const json narrowed = json::parse(run({"profile", sample, "--of", "svc-backup", "-w", "api:StopLogging", "-f", "json"}).out);
    QCOMPARE(narrowed["events"], json(1));
}

void TestCli::briefing() {
    const QString sample = QStringLiteral(RASTRO_SOURCE_DIR "/resources/sample");
    const json all = json::parse(run({"briefing", sample, "-f", "json"}).out);
    QCOMPARE(all["events"], json(2974));
    QCOMPARE(all["sections"]["questions"]["lines"][1]["text"], json("console sign-ins without MFA"));
    QCOMPARE(all["sections"]["questions"]["lines"][1]["events"], json(1));
    QVERIFY(run({"briefing", sample}).out.find("265 of 282 hours") != std::string::npos);
    const Folder f;
    f.write("ours.txt", "999988887777\n123456789012\n210987654321\n");
    const json known = json::parse(run({"briefing", sample, "--list", "ours=" + q(f.path("ours.txt")), "-f", "json"}).out);
    QVERIFY(known["sections"]["external"]["lines"].empty());
}

void TestCli::findings() {
    const QString sample = QStringLiteral(RASTRO_SOURCE_DIR "/resources/sample");
    const Folder f;
    QCOMPARE(run({"count", sample, "-w", "external:*"}).out, std::string("3\n")); // the snapshot that was shared
    QCOMPARE(run({"query", sample, "-w", "external:*", "-c", "api,external", "-f", "csv", "-n", "1"}).out,
             std::string("eventName,external\r\nModifySnapshotAttribute,999988887777\r\n"));
    const QString ours = QStringLiteral("ours=") + q(f.write("ours", "123456789012\n210987654321\n999988887777\n"));
    QCOMPARE(run({"count", sample, "-w", "external:*", "--list", ours}).out, std::string("0\n"));
    const int all = std::stoi(run({"count", sample, "-w", "new:ip"}).out);
    const int late = std::stoi(run({"count", sample, "-w", "new:ip", "--learning", "1d"}).out);
    QVERIFY(late > 0 && late < all);
    QCOMPARE(run({"count", sample, "--learning", "soon"}).code, 2);
    QCOMPARE(run({"count", sample, "--mmdb", q(f.path("none"))}).code, 2);
    QCOMPARE(run({"count", sample, "-w", "origin:AKIARZPUZDIKD7PRKXCQ api:StopLogging"}).out, std::string("1\n"));
}

void TestCli::hostileTextIsEscaped() {
    const Folder f;
    const QString path = q(f.write("a.json", makeEvent(1, R"(,"userAgent":"\u001b[31mred\u202e\u0007")")));
    const Ran r = run({"query", path, "-c", "userAgent"});
    QCOMPARE(r.code, 0);
    QVERIFY(r.out.find('\x1b') == std::string::npos && r.out.find('\x07') == std::string::npos);
    QVERIFY(r.out.find("\xE2\x80\xAE") == std::string::npos);
    QVERIFY(r.out.find("red") != std::string::npos);
}

void TestCli::formulasAreDefused() {
    const Folder f;
    const QString path = q(f.write("a.json", makeEvent(1, R"(,"userAgent":"=cmd|' /C calc'!A0")") +
                                                 makeEvent(2, R"(,"userAgent":"a,\"b\"\n")")));
    const Ran r = run({"query", path, "-f", "csv", "-c", "userAgent"});
    QVERIFY(r.out.find("\r\n'=cmd|") != std::string::npos);
    QVERIFY(r.out.find("\"a,\"\"b\"\"\n\"") != std::string::npos);
}

void TestCli::standardInput() {
    const Ran r = run({"summary", "-", "--json"}, QByteArray::fromStdString(gzip(makeEvent(1) + makeEvent(2) + "{")));
    QCOMPARE(r.code, 1);
    const json j = json::parse(r.out);
    QCOMPARE(j["events"].get<int>(), 2);
    QCOMPARE(j["failures"][0]["path"].get<std::string>(), std::string("-"));
    const Ran raw = run({"query", "-", "-f", "ndjson"}, QByteArray::fromStdString(makeEvent(7)));
    QCOMPARE(q(raw.out), q(makeEvent(7) + "\n"));
}

void TestCli::flagsAnywhere() {
    const Folder f;
    f.write("--odd.json", makeEvent(1));
    const QString path = q(f.write("a.json", makeEvent(1)));
    QCOMPARE(run({"--threads", "1", "summary", "-f", "json", path, "--limit-inflate", "1G"}).code, 0);
    QProcess p;
    p.setWorkingDirectory(q(f.path()));
    p.start(QDir::current().absoluteFilePath(program()), {"count", "--", "--odd.json"});
    QVERIFY(p.waitForFinished());
    QCOMPARE(p.readAllStandardOutput(), QByteArray("1\n"));
}

void TestCli::outputFile() {
    const Folder f;
    const QString path = q(f.write("a.json", makeEvent(1)));
    QCOMPARE(run({"query", path, "-f", "ndjson", "-o", q(f.path("out"))}).code, 0);
    QFile out(q(f.path("out")));
    QVERIFY(out.open(QIODevice::ReadOnly));
    QCOMPARE(out.readAll().toStdString(), makeEvent(1) + "\n");
    QCOMPARE(run({"query", path, "-f", "ndjson", "-o", path}).code, 2);
    QVERIFY(QFile(path).size() == static_cast<qint64>(makeEvent(1).size()));
    QVERIFY(run({"query", path, "-o", q(f.path("no/such/folder/out"))}).code != 0);
    QCOMPARE(QDir(q(f.path())).entryList(QDir::Files | QDir::Hidden).size(), 2); // no temporary file is left
}

void TestCli::closedPipe() {
    const Folder f;
    std::string text;
    for (unsigned n = 0; n < 20'000; ++n)
        text += makeEvent(n);
    const std::string path = f.write("a.json", text);
    QProcess p;
    p.start(QStringLiteral("bash"),
            {"-c", QStringLiteral("'%1' query '%2' -f ndjson 2>'%3' | head -n 1 >/dev/null; echo ${PIPESTATUS[0]}")
                       .arg(program(), q(path), q(f.path("err")))});
    QVERIFY(p.waitForFinished(60'000));
    QCOMPARE(p.readAllStandardOutput(), QByteArray("0\n"));
    QCOMPARE(QFile(q(f.path("err"))).size(), qint64{0});
}

void TestCli::interrupted() {
    const Folder f;
    std::string text;
    for (unsigned n = 0; n < 30'000; ++n)
        text += makeEvent(n, ",\"p\":\"" + std::string(3000, 'x') + "\"");
    const std::string path = f.write("a.json", text);
    QProcess p;
    p.start(program(), {"query", q(path), "-f", "json", "-o", q(f.path("out"))});
    QVERIFY(p.waitForStarted());
    ::kill(static_cast<pid_t>(p.processId()), SIGINT);
    QVERIFY(p.waitForFinished(20'000));
    if (p.exitStatus() == QProcess::CrashExit) // the signal came before the program could ask for it
        QCOMPARE(p.exitCode(), static_cast<int>(SIGINT));
    else
        QVERIFY(p.exitCode() == 130 || p.exitCode() == 0);
    QVERIFY(QDir(q(f.path())).entryList(QDir::Files | QDir::Hidden).size() <= (p.exitCode() == 0 ? 2 : 1));
}

void TestCli::interruptedAtItsInput() {
    const Folder f;
    QProcess p;
    p.start(program(), {"query", "-", "-f", "json", "-o", q(f.path("out"))});
    QVERIFY(p.waitForStarted());
    p.write(QByteArray(8'000'000, ' ')); // more than a pipe holds: when it is gone, the program is reading
    while (p.bytesToWrite() > 0)
        QVERIFY(p.waitForBytesWritten(20'000));
    ::kill(static_cast<pid_t>(p.processId()), SIGINT);
    QVERIFY(p.waitForFinished(20'000));
    QCOMPARE(p.exitStatus(), QProcess::NormalExit);
    QCOMPARE(p.exitCode(), 130);
    QVERIFY(QDir(q(f.path())).isEmpty(QDir::Files | QDir::Hidden));
}

void TestCli::interruptedAtItsOutput() {
    const Folder f;
    std::string text;
    for (unsigned n = 0; n < 30'000; ++n)
        text += makeEvent(n, ",\"p\":\"" + std::string(3'000, 'x') + "\"");
    const std::string path = f.write("a.json", text);
    // The pipe is read by one byte only: then the program waits in its write.
    const std::string pipe = f.path("pipe");
    QCOMPARE(::mkfifo(pipe.c_str(), 0600), 0);
    const int fd = ::open(pipe.c_str(), O_RDWR | O_CLOEXEC);
    QVERIFY(fd >= 0);
    QProcess p;
    p.setStandardOutputFile(q(pipe));
    p.start(program(), {"query", q(path), "-f", "ndjson"});
    char byte = 0;
    QCOMPARE(::read(fd, &byte, 1), ssize_t{1});
    ::kill(static_cast<pid_t>(p.processId()), SIGINT);
    const bool isFinished = p.waitForFinished(20'000);
    ::close(fd);
    QVERIFY(isFinished);
    QCOMPARE(p.exitStatus(), QProcess::NormalExit);
    QCOMPARE(p.exitCode(), 130);
}

void TestCli::scope() {
    const Folder f;
    f.write("123456789012_CloudTrail_us-east-1_20230710T1145Z_aaaaaaaaaaaaaaaa.json", makeEvent(1));
    f.write("210987654321_CloudTrail_eu-west-1_20230711T1145Z_aaaaaaaaaaaaaaaa.json", makeEvent(2));
    QCOMPARE(q(run({"count", q(f.path()), "--account", "210987654321"}).out), QStringLiteral("1\n"));
    QCOMPARE(q(run({"count", q(f.path()), "--region", "eu-west-1,us-east-1", "--to", "2023-07-10"}).out),
             QStringLiteral("1\n"));
    QCOMPARE(run({"count", q(f.path()), "--from", "2024-01-01"}).code, 3);
}

void TestCli::lists() {
    const Folder f;
    f.write("a.json", "[" + makeEvent(1) + "," + makeEvent(2) + "," + makeEvent(3) + "]");
    const Folder other;
    const std::string names = other.write("names.txt", "# calls\nCall1\r\ncall3\n");
    const auto count = [&](const QStringList& flags) { return run(QStringList{"count", q(f.path())} + flags); };
    QCOMPARE(count({"--list", q("ioc=" + names), "-w", "eventName:@ioc"}).out, std::string("2\n"));
    QCOMPARE(count({"-w", "not eventName:@ioc", "--list", q("ioc=" + names)}).out, std::string("1\n")); // in any order
    QCOMPARE(count({"-w", "eventName:@ioc"}).code, 2);
    QVERIFY(count({"-w", "eventName:@ioc"}).err.find("no list") != std::string::npos);
    QCOMPARE(count({"--list", q("ioc=" + names + "-none"), "-w", "eventName:@ioc"}).code, 2);
    QCOMPARE(count({"--list", q(names), "-w", "eventName:@ioc"}).code, 2);
    QCOMPARE(count({"--list", q("a b=" + names)}).code, 2);
}

QTEST_APPLESS_MAIN(TestCli)
#include "tst_cli.moc"
