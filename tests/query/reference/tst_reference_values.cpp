// SPDX-License-Identifier: Apache-2.0
//
// The reference of the filter language against expectations written by hand: what kinds of value mean. Numbers, times,
// regular expressions, networks, lists.
#include "query/reference/filtercases.h"

using namespace rastro::reference;
using namespace rastro::reference::test;

class TestReferenceValues : public QObject {
    Q_OBJECT

private slots:
    void numbers_data();
    void numbers();
    void times_data();
    void times();
    void eventTimes_data();
    void eventTimes();
    void zones_data();
    void zones();
    void relativeTimes_data();
    void relativeTimes();
    void regularExpressions_data();
    void regularExpressions();
    void networks_data();
    void networks();
    void lists_data();
    void lists();
};

// Rules 11, 17: comparisons of numbers.
void TestReferenceValues::numbers_data() {
    addCases({
        {"a > 1000", "1 4"},
        {"a >= 1000", "0 1 2 4"},
        {"a < 1000", "3 5 6 7"},
        {"a <= 0", "3 5 6"},
        {"a >= 0", "0 1 2 3 4 6 7"},
        {"a > \"999\"", "0 1 2 4"},
        {"a>1e300", "4"},
        {"a >= 1e400", "4"},
        {"a < -1e400", ""},
        {"a<1e-400", "5"}, // which is zero
        {"a > 1e-400", "0 1 2 4 7"},
        {"a <= 1e-400", "3 5 6"},
        {"a >= -0", "0 1 2 3 4 6 7"},
        {"a > 05", ""},
        {"a > +5", ""},
        {"a > 5.", ""},
        {"a > x", ""},
        {"a > *", ""},
        {"a:-0", "3"},
        {"a:0", "6"},
        {"not a > 1000", "0 2 3 5 6 7 8 9"},
        {"*>1000", "1 4"},
        {"b.c > 3", "9"},
        {"b.* > 3", "9"},
        {"b.c > 9", ""},
    });
}

void TestReferenceValues::numbers() {
    compareCase(eventsOf({
        R"({"a":1000})",
        R"({"a":"1.001e3"})",
        R"({"a":1000.0})",
        R"({"a":-0})",
        R"({"a":1e400})",
        R"({"a":[-5,null]})",
        R"({"a":0})",
        R"({"a":0.00000000000000000001})",
        R"({"a":["0x10","05","1.","", " 7",true,{}]})",
        R"({"b":"{\"c\":[\"2\",5]}"})",
    }));
}

// Rules 16, 17: times in any field.
void TestReferenceValues::times_data() {
    addCases({
        {"a:2023-07-10", "0 1 2 3 4"},
        {"a:\"2023-07-10\"", "4"},
        {"a:2023-07-1?", "4"},
        {"a:2023-07-09", "5"},
        {"a:2023-02-30", "6"},
        {"a:2023-07-10T12:00:00Z", "0"}, // equal instants only in the time column
        {"a < 2023-07-10", "5"},
        {"a <= 2023-07-10", "0 1 2 3 4 5"},
        {"a > 2023-07-10", ""},
        {"a >= 2023-07-10", "0 1 2 3 4"},
        {"a > 2023-07-10T12:00:00Z", "3"},
        {"a >= 2023-07-10T12:00:00Z", "0 1 2 3"},
        {"a < \"2023-07-10 12:00\"", "4 5"},
        {"a <= \"2023-07-10 14:00:00+02:00\"", "0 1 2 4 5"},
        {"a > 20230710T120000Z", "3"},
        {"a > 2023-02-30", ""},
        {"a:20230710", ""},
        {"a >= 20230710", ""},   // a number
        {"2023-07-10", "0 4 7"}, // bare: a text
        {"*:2023-07-10", "0 1 2 3 4"},
    });
}

void TestReferenceValues::times() {
    compareCase(eventsOf({
        R"({"a":"2023-07-10T12:00:00Z"})",
        R"({"a":"20230710T120000.0Z"})",
        R"({"a":["x","20230710T140000+0200"]})",
        R"({"a":"20230710t235959.9999999z"})",
        R"({"a":"2023-07-10"})",
        R"({"a":"20230710T003000+01"})", // the day before, in UTC
        R"({"a":"2023-02-30"})",
        R"({"a":["20230710T0030Z","2023-07-10T24:00:00Z","2023-07-10T12:00:00 Z","2023-7-10","x2023-07-10"]})",
    }));
}

// Rules 16, 18: the time column.
void TestReferenceValues::eventTimes_data() {
    addCases({
        {"eventTime:2023-07-10", "0 1 2 6"},
        {"eventTime:2023-07-10T12:00:00Z", "0 1 6"},
        {"time:\"2023-07-10 12:00:00\"", "0 1 6"},
        {"eventTime:\"2023-07-10T14:00:00.000+02:00\"", "0 1 6"},
        {"eventTime:2023-07-10T12:00*", "0 1 6"},
        {"eventTime:2023-07-10T12:00:00?", "0 6"},
        {"eventTime < 2023-07-11", "0 1"},
        {"eventTime >= 2023-07-10T12:00:00Z", "0 1 2"},
        {"eventTime > 2023-07-12", "2"}, // the last of two counts
        {"eventTime < 9999-01-01", "0 1 2"},
        {".eventTime < 9999-01-01", "0 1 2"},
        {".time < 9999-01-01", "5"},
        {"eventTime:*", "0 1 2 3 4 6"},
        {"eventTime:later", "3"},
        {"eventTime > 5", "4"},
        {"not eventTime < 9999-01-01", "3 4 5 6"},
    });
}

void TestReferenceValues::eventTimes() {
    compareCase(eventsOf({
        R"({"eventTime":"2023-07-10T12:00:00Z"})",
        R"({"eventTime":"2023-07-10T12:00:00.000+00:00","x":{"eventTime":"2024-01-01"}})",
        R"({"eventTime":"2023-07-10","eventTime":"2023-08-01T00:00:00Z","eventTime":"?"})",
        R"({"eventTime":"later"})",
        R"({"eventTime":1689000000})",
        R"({"time":"2023-07-10T12:00:00Z"})",
        R"({"eventTime":["2023-07-10T12:00:00Z"]})",
    }));
}

// Rules 16, 17 in a zone two hours east of UTC.
void TestReferenceValues::zones_data() {
    addCases({
        {"a:2023-07-10", "1 2"},
        {"a < 2023-07-10", "0"},
        {"a > 2023-07-10", "3"},
        {"a >= 2023-07-10T00:00:00", "1 2 3"},
        {"a >= 2023-07-10T00:00:00Z", "2 3"},
        {"eventTime:\"2023-07-10T02:00:00\"", "2"},
    });
}

void TestReferenceValues::zones() {
    compareCase(eventsOf({
                    R"({"a":"2023-07-09T21:59:59Z"})",
                    R"({"a":"2023-07-09T22:00:00Z"})",
                    R"({"a":"2023-07-10T21:59:59Z","eventTime":"2023-07-10T00:00:00Z"})",
                    R"({"a":"2023-07-10T22:00:00Z"})",
                }),
                {.zoneOffsetMinutes = 120});
}

// Rule 17: now is 2023-11-14T22:13:20Z, the newest event is of 2023-11-10T00:00:00Z.
void TestReferenceValues::relativeTimes_data() {
    addCases({
        {"eventTime >= last", "2"},
        {"eventTime > last-1d", "2"},
        {"eventTime >= last-1d", "1 2"},
        {"eventTime >= last-24h", "1 2"},
        {"eventTime >= last-1440m", "1 2"},
        {"eventTime >= last-86399s", "2"},
        {"eventTime >= last-1w", "1 2"},
        {"eventTime >= last-2w", "0 1 2"},
        {"eventTime < now", "0 1 2"},
        {"a > now", "3"},
        {"a > now-1w", "2 3"},
        {"a <= now-48h", "2"},
        {"a < last", ""},
        {"a >= last", "2 3"},
        {"eventTime:last", ""},
        {"eventTime > last-", ""},
        {"eventTime > last-5", ""},
        {"eventTime > last-1.5d", ""},
        {"eventTime > last+1d", ""},
        {"eventTime > last-5y", ""},
        {"eventTime > yesterday", ""},
    });
}

void TestReferenceValues::relativeTimes() {
    compareCase(eventsOf({
        R"({"eventTime":"2023-11-01T00:00:00Z"})",
        R"({"eventTime":"2023-11-09T00:00:00Z"})",
        R"({"eventTime":"2023-11-10T00:00:00Z","a":"2023-11-10T00:00:00Z"})",
        R"({"eventTime":"soon","a":"2024-01-01"})",
    }));
    QCOMPARE(answer(eventsOf({R"({"a":"2023-11-10"})"}), "a <= last"), "");
}

// Rules 6, 19.
void TestReferenceValues::regularExpressions_data() {
    addCases({
        {"a:/^(Get|List)/", "0 1"},
        {"a:/^(get|list)obj/", "0"},
        {"a:/(?-i)^get/", "1"},
        {"a:/^$/", "5"},
        {"/^list/", ""},
        {"/log/", "2 3"},
        {"/LOG/", "2 3"},
        {"a:/aws/", "2"},
        {"a:/aws/log", "2"},
        {"a:/aws/log/", "2"}, // a regular expression with a slash in it
        {"a:/aws/x/", ""},
        {"a:(/log$/)", "2 3"},
        {"a:(/^get/ or /log$/)", "0 1 2 3"},
        {"a:/./", "0 1 2 3 4"},
        {"a:/^..$/", "4"}, // Latin-1: two bytes
        {"a:/\\xc3/", "4"},
        {"a://", ""},
        {"a:/x\\/y/", ""},
        {"a:/a(b)c\"d/", ""},
        {"a:/ws /", ""}, // a blank: two words
        {"b:/x/", ""},   // never on objects
        {"b.*:/x/", "6"},
        {"*:/x/", "6"},
        {"c:/1/", "7"},
        {"/tru/", "7"},
    });
}

void TestReferenceValues::regularExpressions() {
    compareCase(eventsOf({
        R"({"a":"GetObject"})",
        R"({"a":"getThing"})",
        R"({"a":"/aws/log"})",
        R"({"a":"the log"})",
        "{\"a\":\"\xC3\xA9\"}",
        R"({"a":["",{"z":null}]})",
        R"({"b":{"x":"x"}})",
        R"({"c":[1.5,true]})",
    }));
}

// Rules 7, 20.
void TestReferenceValues::networks_data() {
    addCases({
        {"ip:10.0.0.0/8", "0 1 5"},
        {"ip:10.200.1.7/8", "0 5"}, // host bits masked; the text of row 1 is another
        {"ip:10.1.2.3", "0"},
        {"ip:10.1.2.3/32", "0 5"},
        {"ip:\"10.0.0.0/8\"", "1"},
        {"ip:10.0.0.0\\/8", "1"},
        {"ip:0.0.0.0/0", "0 4 5"},
        {"ip:0.0.0.0/33", ""},
        {"ip:2001:db8::/32", "2"},
        {"ip:2001:DB8:0::1/128", "2"},
        {"ip:::/0", "2"},
        {"ip:::ffff:10.0.0.0/104", "0 5"},
        {"ip:(10.0.0.0/8 or 2001:db8::/32)", "0 1 2 5"},
        {"10.0.0.0/8", "1"},
        {"ip:10.0.0.*/8", "1"}, // a pattern
        {"not ip:10.0.0.0/8", "2 3 4 6"},
        {"c.*:0.0.0.0/0", "6"},
        {"ip:1.2.3/24", ""},
        {"ip:01.2.3.4/8", ""},
    });
}

void TestReferenceValues::networks() {
    compareCase(eventsOf({
        R"({"sourceIPAddress":"10.1.2.3"})",
        R"({"sourceIPAddress":"10.0.0.0/8"})",
        R"({"sourceIPAddress":"2001:0db8::1"})",
        R"({"sourceIPAddress":["ec2.amazonaws.com"," 10.1.1.1","10.1.1.1:80","010.1.1.1","10.1.1","10.1.1.256","::1%lo"]})",
        R"({"sourceIPAddress":"192.168.0.1"})",
        R"({"sourceIPAddress":"::ffff:10.1.2.3"})",
        R"({"c":[{"cidrIp":"0.0.0.0/0"}]})",
    }));
}

// Rule 8.
void TestReferenceValues::lists_data() {
    addCases({
        {"a:@known", "0 1"},
        {"a:@KNOWN", "0 1"},
        {"a:(@known or 3)", "0 1 2"},
        {"a:@unknown", ""},
        {"not a:@unknown", "0 1 2 3 4"},
        {"a:\\@known", "3"},
        {"a:\"@known\"", "3"},
        {"a:@", "4"},
        {"@known", "3"},
    });
}

void TestReferenceValues::lists() {
    compareCase(eventsOf({R"({"a":"One"})", R"({"a":2})", R"({"a":3})", R"({"a":"@known"})", R"({"a":"@"})"}),
                {.lists = {{"known", {"one", "2"}}}});
    const auto parsed = Filter::parse("a:@B or not c:(@a or x)");
    QCOMPARE(std::get<Filter>(parsed).lists(), (std::set<std::string>{"a", "b"}));
}

QTEST_APPLESS_MAIN(TestReferenceValues)
#include "tst_reference_values.moc"
