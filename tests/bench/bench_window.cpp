// SPDX-License-Identifier: Apache-2.0
//
// bench_window [EVENTS [READS]]: the real window, offscreen: milliseconds from the drop of a trail to the first rows
// painted, the longest stall of the window while all of it loads, and from the choice of an event anywhere to its
// detail; and from the last key of a filter to the painted table. Longest values are told twice: of all, and of those in
// which the processor was not seen to be slower than usual (ProcessorPace). Prints JSON.
#include "bench/benchtools.h"
#include "filter/filterbar.h"
#include "filter/filteredit.h"
#include "gui/windowfixture.h"

#include <QTimer>

#include <random>

using namespace rastro;
using namespace rastro::test;
using namespace rastro::bench;

namespace {

// Milliseconds from its making to the first paint of a table that has rows.
class FirstRows : public QObject {
public:
    explicit FirstRows(EventTableView& table) : m_table(table) { table.viewport()->installEventFilter(this); }
    double millis = -1;

protected:
    bool eventFilter(QObject*, QEvent* event) override {
        if (event->type() == QEvent::Paint && millis < 0 && m_table.model()->rowCount() > 0)
            millis = m_clock.milliseconds();
        return false;
    }

private:
    EventTableView& m_table;
    Clock m_clock;
};

// Looks at the pace of the processor after each event that took some time.
class PacedApplication : public QApplication {
public:
    using QApplication::QApplication;

    bool notify(QObject* receiver, QEvent* event) override {
        ++m_depth;
        const Clock clock;
        const bool isTaken = QApplication::notify(receiver, event);
        if (--m_depth == 0 && clock.milliseconds() > 2)
            m_wasSlow = m_pace.isSlow() || m_wasSlow;
        return isTaken;
    }
    // Whether it was slow since the last call, or is.
    bool takeSlowness() { return m_pace.isSlow() | std::exchange(m_wasSlow, false); }

private:
    ProcessorPace m_pace;
    int m_depth = 0;
    bool m_wasSlow = false;
};

// The longest of all values, and of those met at the usual pace of the processor.
class Longest {
public:
    void add(double millis, bool isSlowed) {
        ++m_count;
        m_ofAll = std::max(m_ofAll, millis);
        if (isSlowed)
            ++m_slowed;
        else
            m_atUsualPace = std::max(m_atUsualPace, millis);
    }
    Json json() const {
        return {{"ofAll", m_ofAll}, {"atUsualPace", m_atUsualPace}, {"count", m_count}, {"slowed", m_slowed}};
    }

private:
    double m_ofAll = 0;
    double m_atUsualPace = 0;
    int m_count = 0;
    int m_slowed = 0;
};

// Stalls of the window, in the thread that has them.
class Stalls {
public:
    explicit Stalls(PacedApplication& application)
        : m_watchdog([this, &application](std::chrono::milliseconds waited) {
              const bool wasSlow = std::exchange(m_isSlow, application.takeSlowness());
              m_longest.add(static_cast<double>(waited.count()), wasSlow || m_isSlow);
          }) {}
    Json json() const { return m_longest.json(); }

private:
    bool m_isSlow = false;
    Longest m_longest;
    Watchdog m_watchdog;
};

struct Details {
    std::vector<double> millis;
    Longest longest;
};

Details readDetails(WindowFixture& w, int reads, PacedApplication& application) {
    std::mt19937_64 random(11);
    Details details;
    QTimer awake; // nothing may come: the loop below looks at the clock all the same
    awake.start(100);
    for (int i = 0; i < reads; ++i) {
        const bool wasSlow = application.takeSlowness();
        const Clock clock;
        bool isPainted = false;
        const RowId row = w.model().rowId(static_cast<int>(random() % static_cast<std::uint64_t>(w.rows())));
        w.table().setCurrentRow(row);
        while (!isPainted && clock.seconds() < 10) {
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents); // as exec() does: it takes no core
            isPainted = w.detail().detail().row == row && w.detail().detail().state == EventDetail::State::Ready;
        }
        w.detail().grab(); // painting belongs to it
        const double millis = clock.milliseconds();
        if (isPainted) {
            details.millis.push_back(millis);
            details.longest.add(millis, wasSlow | application.takeSlowness());
        }
    }
    return details;
}

// From the last key of a filter to the painted table, other rows in it. The whole window answers: facets, histogram.
std::vector<double> keystrokeMillis(WindowFixture& w) {
    std::vector<double> millis;
    FilterBar& bar = w.window().filterBar();
    const auto settle = [&] { return QTest::qWaitFor([&] { return w.isIdle(); }, 60'000); };
    QTimer awake;
    awake.start(100);
    for (const char* text : {"outcome:denied", "awsRegion:us-east-1", "not outcome:ok", "eventName:get*", "kind:change outcome:denied",
                             "user:a*", "sourceIPAddress:10.0.0.0/8", "eventName:(GetObject or PutObject)"}) {
        w.application().filtering().apply({});
        if (!settle())
            break;
        bar.focusText();
        const QString filter = QString::fromLatin1(text);
        QTest::keyClick(&bar.edit(), Qt::Key_A, Qt::ControlModifier); // what was typed last goes
        QTest::keyClicks(&bar.edit(), filter.chopped(1));
        if (!settle())
            break;
        const SharedRows before = w.model().rows();
        const Clock clock;
        QTest::keyClicks(&bar.edit(), filter.last(1));
        while (w.model().rows() == before && clock.seconds() < 10)
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        w.table().viewport()->repaint();
        millis.push_back(clock.milliseconds());
        const int painted = w.rows(); // must be the answer, not a state on the way to it
        if (!settle() || w.rows() != painted || painted == 0)
            std::cerr << text << ": " << painted << " rows were painted, " << w.rows() << " are right\n";
    }
    return millis;
}

} // namespace

int main(int argc, char** argv) {
    PacedApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("rastro"));
    const std::uint64_t events = argument(argc, argv, 1, 1'000'000);
    const int reads = static_cast<int>(argument(argc, argv, 2, 200));
    const MemoryFolder folder;
    trailgen::TrailSpec spec;
    spec.events = events;
    spec.threads = threadCount();
    const trailgen::TrailPlan plan = trailgen::planTrail(spec);
    if (!generateElsewhere(spec, folder.path("trail")))
        return 1;
    WindowFixture w;
    if (!w.activate())
        return 1;
    auto stalls = std::make_unique<Stalls>(application);
    const FirstRows first(w.table());
    const Clock clock;
    w.application().loading().add(pathsOf(folder.path("trail")));
    // A trail of more than 2,000 files asks for its scope first: Enter, as a person would.
    const auto done = [&] {
        if (QWidget* dialog = QApplication::activeModalWidget())
            QTest::keyClick(dialog, Qt::Key_Return);
        return w.isIdle() && w.rows() > 0;
    };
    const bool isLoaded = QTest::qWaitFor(done, 600'000);
    const double seconds = clock.seconds();
    const int rows = w.rows();
    const Json stall = stalls->json();
    stalls.reset();
    const Details details = readDetails(w, reads, application);
    // As after a minute's reading.
    const bool isIndexed = QTest::qWaitFor([&] { return !w.application().filtering().isIndexing(); }, 120'000);
    const std::vector<double> keys = keystrokeMillis(w);
    const Json out{{"events", rows},
                   {"files", plan.files.size()},
                   {"firstRowsMs", first.millis},
                   {"loadSeconds", seconds},
                   {"longestStallMs", stall},
                   {"detailMedianMs", median(details.millis)},
                   {"detailLongestMs", details.longest.json()},
                   {"keystrokeMedianMs", median(keys)},
                   {"keystrokeLongestMs", *std::ranges::max_element(keys)}};
    std::cout << out.dump(2) << '\n';
    return isLoaded && isIndexed && details.millis.size() == static_cast<std::size_t>(reads) ? 0 : 1;
}
