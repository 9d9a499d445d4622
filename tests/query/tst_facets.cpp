// SPDX-License-Identifier: Apache-2.0
#include "query/facets.h"

#include "base/foldedtext.h"
#include "language/fields.h"
#include "support/loading.h"
#include "support/rows.h"

#include <QTest>

#include <map>
#include <random>
#include <set>

using namespace rastro;
using namespace rastro::test;

namespace {

// --- filters by hand

Expression is(const std::string& field, const std::string& value) {
    Expression e;
    e.kind = Expression::Kind::Term;
    e.term.field = *parseField(field);
    e.term.value.kind = Value::Kind::Literal;
    e.term.value.text = value;
    return e;
}
Expression isPresent(const std::string& field) {
    Expression e = is(field, "*");
    e.term.value.kind = Value::Kind::Pattern;
    e.term.value.parts = {{PatternPart::Kind::AnyRun, {}}};
    return e;
}
Expression of(Expression::Kind kind, std::vector<Expression> children) {
    if (children.size() == 1 && kind != Expression::Kind::Not)
        return children.front();
    Expression e;
    e.kind = children.empty() ? Expression::Kind::All : kind;
    e.children = std::move(children);
    return e;
}
Expression anyOf(std::vector<Expression> parts) { return of(Expression::Kind::Or, std::move(parts)); }
Expression allOf(std::vector<Expression> parts) { return of(Expression::Kind::And, std::move(parts)); }
Expression isNot(Expression part) { return of(Expression::Kind::Not, {std::move(part)}); }

// --- events that are known without the engine

struct Made {
    std::map<std::string, std::vector<std::string>> values; // by field, distinct, in order
    bool hasObject = false;                                 // below requestParameters.tags
    bool has(const std::string& field) const { return values.contains(field) || (hasObject && field == kTags); }
    static inline const std::string kTags = "requestParameters.tags";
};

const std::vector<std::string> kFields{"eventName", "awsRegion", "sourceIPAddress", "userAgent", "eventTime", "eventID",
                                       "source",    Made::kTags};

class MadeTrail {
public:
    MadeTrail() {
        std::string files[2];
        for (unsigned i = 0; i < kEvents; ++i) {
            const std::string name = i % 3 == 0 ? "/b.json" : "/a.json";
            const std::string record = make(i, m_folder.path() + name);
            files[i % 3 == 0 ? 1 : 0] += record + "\n";
            if (i % 50 == 0)
                files[1] += record + "\n"; // a copy, to be hidden
        }
        m_folder.write("a.json", files[0]);
        m_folder.write("b.json", files[1]);
        m_snapshot = load(m_folder.path());
    }
    const Snapshot& snapshot() const { return *m_snapshot; }
    const std::vector<Made>& events() const { return m_events; }
    static constexpr unsigned kEvents = 70'000; // more than a chunk

private:
    std::string make(unsigned i, const std::string& source) {
        Made event;
        const auto add = [&](const std::string& field, const std::string& value) {
            auto& list = event.values[field];
            if (std::ranges::find(list, value) == list.end())
                list.push_back(value);
        };
        char id[40];
        std::snprintf(id, sizeof id, "00000000-0000-4000-8000-%012x", i);
        add("eventID", id);
        add("source", i % 50 == 0 && i % 3 != 0 ? m_folder.path() + "/a.json" : source); // the lower path is kept
        const std::string time = "2024-03-01T00:00:" + std::to_string(10 + pick(40)) + "Z";
        add("eventTime", time);
        std::string text = R"({"eventVersion":"1.08","userIdentity":{"type":"IAMUser"},"eventSource":"iam.amazonaws.com","eventID":")" +
                           std::string(id) + R"(","eventTime":")" + time + '"';
        const auto put = [&](const std::string& field, const std::string& value) {
            add(field, value);
            text += ",\"" + field + "\":\"" + value + '"';
        };
        put("eventName", pick(40) == 0 ? "CALL3" : "Call" + std::to_string(std::min(pick(30), pick(30))));
        if (pick(5) != 0)
            put("awsRegion", "region-" + std::to_string(pick(4)));
        if (pick(7) != 0)
            put("sourceIPAddress", "10.0." + std::to_string(pick(9)) + "." + std::to_string(pick(200)));
        if (pick(3) != 0)
            put("userAgent", "agent " + std::to_string(pick(3)));
        text += R"(,"requestParameters":)" + tags(event, add) + "}";
        m_events.push_back(std::move(event));
        return text;
    }

    template <typename Add> std::string tags(Made& event, const Add& add) {
        switch (pick(6)) {
        case 0:
            return "null";
        case 1:
            event.hasObject = true;
            return R"({"tags":{"a":1}})";
        case 2:
            return R"({"tags":[]})";
        default:
            break;
        }
        std::string list;
        for (unsigned n = 1 + pick(3); n > 0; --n) {
            const std::string tag = "tag" + std::to_string(pick(6));
            add(Made::kTags, tag);
            list += (list.empty() ? "\"" : ",\"") + tag + '"';
        }
        return R"({"tags":[)" + list + "]}";
    }
    unsigned pick(unsigned n) { return static_cast<unsigned>(m_random() % n); }

    Folder m_folder;
    std::mt19937 m_random{11};
    std::vector<Made> m_events;
    SnapshotPtr m_snapshot;
};

// --- the slow way

bool holds(const Expression& e, const Made& event) {
    const auto isTrue = [&](const Expression& child) { return holds(child, event); };
    switch (e.kind) {
    case Expression::Kind::All:
        return true;
    case Expression::Kind::And:
        return std::ranges::all_of(e.children, isTrue);
    case Expression::Kind::Or:
        return std::ranges::any_of(e.children, isTrue);
    case Expression::Kind::Not:
        return !isTrue(e.children.front());
    case Expression::Kind::Term:
        break;
    }
    std::string field;
    for (const std::string& step : e.term.field.steps)
        field += (field.empty() ? "" : ".") + step;
    if (e.term.value.kind == Value::Kind::Pattern)
        return event.has(field);
    const auto values = event.values.find(field);
    return values != event.values.end() && std::ranges::any_of(values->second, [&](const std::string& value) {
               return equalsFolded(value, e.term.value.text);
           });
}

struct OwnedTerm {
    std::string field; // empty: of several
    Expression term;
};

struct SlowFacet {
    std::map<std::string, std::uint64_t> counts;
    std::uint64_t missing = 0, objects = 0, rows = 0;
};

SlowFacet countSlowly(const MadeTrail& trail, const std::vector<OwnedTerm>& terms, const std::string& field) {
    SlowFacet out;
    for (const Made& event : trail.events()) {
        const bool isIn = std::ranges::all_of(
            terms, [&](const OwnedTerm& term) { return term.field == field || holds(term.term, event); });
        if (!isIn)
            continue;
        ++out.rows;
        out.missing += event.has(field) ? 0 : 1;
        out.objects += field == Made::kTags && event.hasObject ? 1 : 0;
        if (const auto values = event.values.find(field); values != event.values.end()) {
            for (const std::string& value : values->second)
                ++out.counts[value];
        }
    }
    return out;
}

std::vector<std::pair<std::string, std::uint64_t>> firstOf(const SlowFacet& facet, const FacetWish& wish) {
    std::vector<std::pair<std::string, std::uint64_t>> all;
    for (const auto& value : facet.counts) {
        if (foldedText(value.first).find(foldedText(wish.search)) != std::string::npos)
            all.push_back(value);
    }
    std::ranges::stable_sort(all, [&](const auto& a, const auto& b) {
        return wish.order == FacetOrder::MostFrequent ? a.second > b.second : a.second < b.second;
    });
    all.resize(std::min(all.size(), wish.limit));
    return all;
}

std::vector<OwnedTerm> randomTerms(std::mt19937& random) {
    std::vector<OwnedTerm> terms;
    const auto value = [&](const std::string& field) {
        const std::string n = std::to_string(random() % 4);
        return field == "eventName" ? (random() % 2 ? "call" : "Call") + n
               : field == "awsRegion" ? "region-" + n
               : field == "userAgent" ? "agent " + n
               : field == Made::kTags ? "tag" + n
                                      : "10.0.1." + n;
    };
    const std::vector<std::string> fields{"eventName", "awsRegion", "userAgent", "sourceIPAddress", Made::kTags};
    for (const std::string& field : fields) {
        switch (random() % 7) {
        case 0:
            terms.push_back({field, anyOf({is(field, value(field)), is(field, value(field))})});
            break;
        case 1:
            terms.push_back({field, isNot(is(field, value(field)))});
            break;
        case 2:
            terms.push_back({field, random() % 2 ? isPresent(field) : isNot(isPresent(field))});
            break;
        case 3: {
            const std::string& other = fields[random() % fields.size()];
            terms.push_back({other == field ? field : "", anyOf({is(field, value(field)), isNot(is(other, value(other)))})});
            break;
        }
        default:
            break;
        }
    }
    return terms;
}

Expression filterOf(const std::vector<OwnedTerm>& terms) {
    std::vector<Expression> parts;
    for (const OwnedTerm& term : terms)
        parts.push_back(term.term);
    return allOf(std::move(parts));
}

Result<FacetCounts> countOf(const Snapshot& snapshot, const FacetRequest& request, unsigned threads = 2) {
    static OnDemandCache cache;
    Checkpoint checkpoint;
    return countFacets(snapshot, request, {cache, {}, threads}, checkpoint);
}

} // namespace

class TestFacets : public QObject {
    Q_OBJECT
private slots:
    void agreesWithTheSlowWay_data();
    void agreesWithTheSlowWay();
    void knownRowsChangeNothing();
    void marks();
    void namedValuesStayInSight();
    void numbersAndPlaces();
    void emptySnapshot();
    void refusesAndStops();

private:
    std::unique_ptr<MadeTrail> m_trail = std::make_unique<MadeTrail>();
};

void TestFacets::agreesWithTheSlowWay_data() {
    QTest::addColumn<unsigned>("seed");
    QTest::addColumn<FacetOrder>("order");
    QTest::addColumn<QByteArray>("search");
    for (unsigned seed = 0; seed < 9; ++seed) {
        const auto order = seed % 3 == 1 ? FacetOrder::RareFirst : FacetOrder::MostFrequent;
        QTest::addRow("%u", seed) << seed << order << QByteArray(seed % 4 == 3 ? "L1" : seed % 8 == 6 ? "g" : "");
    }
}

void TestFacets::agreesWithTheSlowWay() {
    QFETCH(unsigned, seed);
    QFETCH(FacetOrder, order);
    QFETCH(QByteArray, search);
    std::mt19937 random(seed);
    const std::vector<OwnedTerm> terms = seed == 0 ? std::vector<OwnedTerm>() : randomTerms(random);
    FacetRequest request{filterOf(terms), nullptr, {}};
    for (const std::string& field : kFields)
        request.wishes.push_back({*AnyColumn::named(field), 3 + seed, order, search.toStdString()});
    const auto counts = countOf(m_trail->snapshot(), request, 1 + seed % 3);
    QVERIFY(counts);
    QCOMPARE(counts->facets.size(), kFields.size());
    for (std::size_t i = 0; i < kFields.size(); ++i) {
        const Facet& facet = counts->facets[i];
        const SlowFacet slow = countSlowly(*m_trail, terms, kFields[i]);
        const auto first = firstOf(slow, {Column::Kind, MadeTrail::kEvents, order, search.toStdString()});
        QCOMPARE(facet.rows, slow.rows);
        QCOMPARE(facet.distinct, std::uint64_t{slow.counts.size()});
        QCOMPARE(facet.found, std::uint64_t{first.size()});
        QCOMPARE(facet.listed, std::min(first.size(), std::size_t{3 + seed}));
        std::uint64_t missing = 0;
        std::uint64_t objects = 0;
        for (std::size_t v = 0; v < facet.values.size(); ++v) {
            const FacetValue& value = facet.values[v];
            missing += value.kind == FacetValue::Kind::Missing ? value.count : 0;
            objects += value.kind == FacetValue::Kind::Object ? value.count : 0;
            if (v >= facet.listed)
                continue;
            QCOMPARE(value.count, first[v].second);
            if (kFields[i] == "eventID") // in order of storage: each stands once
                QVERIFY(slow.counts.contains(value.text));
            else
                QCOMPARE(value.text, first[v].first);
        }
        QCOMPARE(missing, search.isEmpty() ? slow.missing : 0);
        QCOMPARE(objects, search.isEmpty() ? slow.objects : 0);
    }
}

void TestFacets::knownRowsChangeNothing() {
    OnDemandCache cache;
    Checkpoint checkpoint;
    for (unsigned seed = 20; seed < 23; ++seed) {
        std::mt19937 random(seed);
        FacetRequest request{filterOf(randomTerms(random)), nullptr, {}};
        for (const std::string& field : kFields)
            request.wishes.push_back({*AnyColumn::named(field), 10, FacetOrder::MostFrequent, {}});
        const auto plain = countOf(m_trail->snapshot(), request);
        QVERIFY(plain);
        auto rows = filterRows(m_trail->snapshot(), request.filter, {cache, {}, 2}, checkpoint);
        QVERIFY(rows);
        request.filtered = std::make_shared<const RowBitmap>(std::move(rows->rows));
        const auto known = countOf(m_trail->snapshot(), request);
        QVERIFY(known);
        QVERIFY(plain->facets == known->facets);
    }
}

void TestFacets::marks() {
    RowMaker maker;
    std::vector<EventRow> rows;
    for (const char* name : {"a", "A", "b", "c"})
        rows.push_back(maker.row(1, rows.size(), {{Column::EventName, name}}));
    rows.push_back(maker.row(1, rows.size()));
    maker.append(maker.source("/a"), rows);
    const auto s = maker.publish();
    const auto marksFor = [&](const Expression& filter) {
        std::map<std::string, FacetMark> marks;
        const auto counts = countOf(*s, {filter, nullptr, {{Column::EventName, 10, FacetOrder::MostFrequent, {}}}});
        for (const FacetValue& value : counts->facets[0].values)
            marks[value.kind == FacetValue::Kind::Missing ? "-" : value.text] = value.mark;
        return marks;
    };
    using enum FacetMark;
    using Marks = std::map<std::string, FacetMark>;
    const std::string f = "eventName";
    QVERIFY(marksFor({}) == (Marks{{"a", None}, {"A", None}, {"b", None}, {"c", None}, {"-", None}}));
    QVERIFY(marksFor(is(f, "a")) ==
            (Marks{{"a", Picked}, {"A", Picked}, {"b", LeftOut}, {"c", LeftOut}, {"-", LeftOut}}));
    QVERIFY(marksFor(anyOf({is(f, "b"), isNot(isPresent(f))})) ==
            (Marks{{"a", LeftOut}, {"A", LeftOut}, {"b", Picked}, {"c", LeftOut}, {"-", Picked}}));
    QVERIFY(marksFor(allOf({isNot(is(f, "c")), isPresent(f)})) ==
            (Marks{{"a", None}, {"A", None}, {"b", None}, {"c", Excluded}, {"-", Excluded}}));
    QVERIFY(marksFor(isNot(anyOf({is(f, "a"), is(f, "b")}))) ==
            (Marks{{"a", Excluded}, {"A", Excluded}, {"b", Excluded}, {"c", None}, {"-", None}}));
    // A term that names no value takes part all the same.
    Expression range = is(f, "b");
    range.term.value = {Value::Kind::Regex, "^[bc]$", {}};
    QVERIFY(marksFor(range) == (Marks{{"a", LeftOut}, {"A", LeftOut}, {"b", None}, {"c", None}, {"-", LeftOut}}));
}

void TestFacets::namedValuesStayInSight() {
    RowMaker maker;
    std::vector<EventRow> rows;
    for (unsigned i = 0; i < 100; ++i)
        rows.push_back(maker.row(1, i, {{Column::EventName, "n" + std::to_string(i % 10)}}));
    rows.push_back(maker.row(1, 100, {{Column::EventName, "rare"}}));
    maker.append(maker.source("/a"), rows);
    const auto s = maker.publish();
    FacetRequest request{anyOf({is("api", "rare"), is("eventName", "n0"), is("api", "Not There")}), nullptr, {}};
    request.wishes = {{Column::EventName, 2, FacetOrder::MostFrequent, {}}};
    const auto counts = countOf(*s, request);
    QVERIFY(counts);
    const Facet& facet = counts->facets[0];
    QCOMPARE(facet.listed, std::size_t{2});
    QCOMPARE(facet.values.size(), std::size_t{4});
    QVERIFY((facet.values[0] == FacetValue{FacetValue::Kind::Text, "n0", 10, FacetMark::Picked}));
    QVERIFY((facet.values[2] == FacetValue{FacetValue::Kind::Text, "rare", 1, FacetMark::Picked}));
    QVERIFY((facet.values[3] == FacetValue{FacetValue::Kind::Text, "Not There", 0, FacetMark::Picked}));
    request.wishes[0].search = "RAR"; // then only those that hold it
    const auto found = countOf(*s, request);
    QVERIFY(found);
    QCOMPARE(found->facets[0].values.size(), std::size_t{1});
    // As many as a pasted list holds: a bounded number is shown, in bounded time.
    std::vector<Expression> many;
    for (unsigned i = 0; i < 60'000; ++i)
        many.push_back(is("eventName", "x" + std::to_string(i)));
    request = {anyOf(many), nullptr, {{Column::EventName, 2, FacetOrder::MostFrequent, {}}}};
    request.filtered = std::make_shared<const RowBitmap>(s->rowCount());
    const auto bounded = countOf(*s, request);
    QVERIFY(bounded);
    QCOMPARE(bounded->facets[0].values.size(), 2 + kMostMarked);
    QVERIFY(bounded->facets[0].values.back().mark == FacetMark::Picked);
}

void TestFacets::numbersAndPlaces() {
    RowMaker maker;
    for (const char* path : {"/same", "/other", "/same"}) {
        std::vector<EventRow> rows;
        for (unsigned i = 0; i < 30; ++i)
            rows.push_back(maker.row(i % 3 == 0 ? kNoTime : Micros{i % 2 == 0 ? -5 : 7} * kMicrosPerSecond, i % 4,
                                     i % 5 == 0 ? std::map<Column, std::string>{}
                                                : std::map<Column, std::string>{
                                                      {Column::RequestId, i % 2 == 0 ? "text" : formatGuid({1, 2})}}));
        maker.append(maker.source(path), rows);
    }
    const auto s = maker.publish();
    FacetRequest request;
    for (const Column column : {Column::Source, Column::EventTime, Column::Offset, Column::RequestId})
        request.wishes.push_back({column, 10, FacetOrder::MostFrequent, {}});
    const auto counts = countOf(*s, request);
    QVERIFY(counts);
    const auto textOf = [&](std::size_t i) {
        std::string all;
        for (const FacetValue& value : counts->facets[i].values)
            all += (value.kind == FacetValue::Kind::Missing ? "-" : value.text) + "=" + std::to_string(value.count) + " ";
        return all;
    };
    QCOMPARE(textOf(0), std::string("/same=60 /other=30 "));
    QCOMPARE(textOf(1), std::string("1969-12-31T23:59:55Z=30 1970-01-01T00:00:07Z=30 -=30 "));
    QCOMPARE(textOf(2), std::string("0=24 1=24 2=21 3=21 "));
    QCOMPARE(textOf(3), "00000000-0000-0001-0000-000000000002=36 text=36 -=18 ");
}

void TestFacets::emptySnapshot() {
    const Snapshot nothing;
    FacetRequest request{is("eventName", "x"), nullptr, {{Column::EventName, 5, FacetOrder::MostFrequent, {}},
                                                         {Column::EventTime, 5, FacetOrder::MostFrequent, {}}}};
    const auto counts = countOf(nothing, request);
    QVERIFY(counts);
    QCOMPARE(counts->facets[0].rows, 0u);
    QCOMPARE(counts->facets[0].distinct, 0u);
    QCOMPARE(counts->facets[0].values.size(), std::size_t{1}); // the value picked
    QVERIFY(counts->facets[1].values.empty());
    request.wishes.clear();
    QVERIFY(countOf(nothing, request)->facets.empty());
}

void TestFacets::refusesAndStops() {
    Expression bad = is("eventName", "(");
    bad.term.value = {Value::Kind::Regex, "(", {}};
    FacetRequest request{bad, nullptr, {{Column::EventName, 5, FacetOrder::MostFrequent, {}}}};
    const auto refused = countOf(m_trail->snapshot(), request);
    QVERIFY(!refused);
    QVERIFY(refused.error().code == ErrorCode::InvalidArgument);
    OnDemandCache cache;
    Checkpoint stopped;
    stopped.requestStop();
    request.filter = {};
    const auto cancelled = countFacets(m_trail->snapshot(), request, {cache, {}, 2}, stopped);
    QVERIFY(!cancelled);
    QVERIFY(cancelled.error().code == ErrorCode::Cancelled);
}

QTEST_GUILESS_MAIN(TestFacets)
#include "tst_facets.moc"
