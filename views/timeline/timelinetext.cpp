// SPDX-License-Identifier: Apache-2.0
#include "timeline/timelinetext.h"

#include "common/plaintext.h"
#include "items/nicknames.h"
#include "items/visibletext.h"
#include "timeline/ticks.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

#include <string>

namespace rastro {

namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("Timeline", text);
}

QString number(quint64 n) {
    return QLocale().toString(n);
}

QString kindWord(Kind kind) {
    switch (kind) {
    case Kind::Read:
        return tr("read");
    case Kind::Take:
        return tr("take");
    case Kind::Change:
        return tr("change");
    case Kind::Credential:
        return tr("credential");
    case Kind::SignIn:
        return tr("sign-in");
    case Kind::Service:
        return tr("service");
    case Kind::Insight:
        return tr("insight");
    }
    return {};
}

QString outcomeWord(Outcome outcome) {
    switch (outcome) {
    case Outcome::Ok:
        return tr("ok");
    case Outcome::Denied:
        return tr("denied");
    case Outcome::NotFound:
        return tr("not found");
    case Outcome::Throttled:
        return tr("throttled");
    case Outcome::Failed:
        return tr("failed");
    }
    return {};
}

QString kindLine(const Mark& mark) {
    QStringList parts;
    for (const Kind kind :
         {Kind::Change, Kind::Credential, Kind::Take, Kind::SignIn, Kind::Insight, Kind::Read, Kind::Service}) {
        if (const quint64 n = mark.kinds[static_cast<std::size_t>(kind)])
            parts << kindWord(kind) + QLatin1Char(' ') + number(n);
    }
    return parts.join(QStringLiteral(" · "));
}

QString outcomeLine(const std::array<std::uint32_t, kAllOutcomes.size()>& outcomes) {
    QStringList parts;
    for (const Outcome outcome :
         {Outcome::Denied, Outcome::Failed, Outcome::Throttled, Outcome::NotFound, Outcome::Ok}) {
        if (const quint64 n = outcomes[static_cast<std::size_t>(outcome)])
            parts << outcomeWord(outcome) + QLatin1Char(' ') + number(n);
    }
    return parts.join(QStringLiteral(" · "));
}

// The day of the end only where it is another one.
QString endText(TimeRange range) {
    const bool isSameDay = floorTo(range.from, kMicrosPerDay) == floorTo(range.to, kMicrosPerDay);
    return isSameDay ? dateTimeText(range.to).mid(11) : dateTimeText(range.to);
}

QString barLines(TimeRange range, const Bar& bar) {
    const QString line =
        tr("%1 to %2 UTC: %3").arg(dateTimeText(range.from), endText(range), countedEvents(bar.total));
    return bar.total == 0 ? line : line + QLatin1Char('\n') + outcomeLine(bar.outcomes);
}

} // namespace

QString dateTimeText(Micros time) {
    return fromUtf8(formatTime(time))
        .replace(QLatin1Char('T'), QLatin1Char(' '))
        .remove(QLatin1Char('Z'));
}

QString countedEvents(quint64 count) {
    return count == 1 ? tr("1 event") : tr("%1 events").arg(number(count));
}

namespace {

// Of a lane's value, what tells it from the others.
QString valueLabel(const Lane& lane) {
    if (lane.level == Lane::Level::Services)
        return tr("services of AWS");
    if (lane.key.empty())
        return tr("(none)");
    return lane.shared > 0 ? visibleText(lane.key.substr(lane.shared)).trimmed() : visibleText(LaneIndex::name(lane));
}

// By the nickname of the whole value, or of the name it ends in.
QString calledLane(std::string_view key, const QString& name) {
    const QString byKey = Nicknames::of(key);
    return Nicknames::shown(byKey.isEmpty() ? shortLaneName(key) : key, name);
}

} // namespace

QString laneLabel(const Lane& lane) {
    QString called = calledLane(lane.key, valueLabel(lane));
    if (!lane.who.empty()) {
        const QString who = visibleText(sessionName(lane.who));
        const bool isNamed = !Nicknames::of(lane.who).isEmpty();
        called = tr("%1 · %2").arg(isNamed ? Nicknames::shown(lane.who, who) : calledLane(lane.actor, who), called);
    }
    return lane.isGroup() ? tr("%1 (%2)").arg(called, number(lane.members)) : called;
}

QString describeLane(const Lane& lane) {
    QStringList lines{lane.key.empty() || lane.isGroup() ? laneLabel(lane) : visibleText(lane.key)};
    if (lane.level == Lane::Level::Group)
        lines << visibleText(lane.key);
    if (!lane.who.empty())
        lines << visibleText(lane.who);
    if (const QString called = Nicknames::of(lane.key); !called.isEmpty())
        lines << tr("called %1").arg(called);
    QStringList counts{countedEvents(lane.events())};
    if (lane.changes > 0)
        counts << tr("%1 change, credential or take").arg(number(lane.changes));
    if (lane.denials > 0)
        counts << tr("%1 denied").arg(number(lane.denials));
    if (lane.errors > lane.denials)
        counts << tr("%1 failed otherwise").arg(number(lane.errors - lane.denials));
    if (lane.withoutTime > 0)
        counts << tr("%1 without a time").arg(number(lane.withoutTime));
    return lines.join(QLatin1Char('\n')) + QLatin1Char('\n') + counts.join(QStringLiteral(" · "));
}

QString describeSession(const SessionBar& bar) {
    const QString issued = bar.issued == kNoTime ? tr("issued at a time that is not told")
                                                 : tr("issued %1 UTC").arg(dateTimeText(bar.issued));
    return bar.expires == kNoTime ? issued : tr("%1, expires %2 UTC").arg(issued, dateTimeText(bar.expires));
}

QString describeMark(const QString& lane, const Mark& mark, const LaneIndex& lanes) {
    QString when = dateTimeText(lanes.snapshot().time(mark.first));
    if (mark.count > 1)
        when = tr("%1, first %2").arg(countedEvents(mark.count), when);
    return lane + QLatin1Char('\n') + tr("%1 UTC").arg(when) + QLatin1Char('\n') + kindLine(mark) + QLatin1Char('\n') +
           outcomeLine(mark.outcomes);
}

QString describeEvent(const Lane& lane, const LaneIndex& lanes, RowId row) {
    const Snapshot& snapshot = lanes.snapshot();
    return tr("%1: %2, %3, %4, %5 UTC")
        .arg(laneLabel(lane), visibleText(snapshot.codedText(Column::EventName, row)),
             visibleText(snapshot.codedText(Column::Kind, row)), visibleText(snapshot.codedText(Column::Outcome, row)),
             dateTimeText(snapshot.time(row)));
}

QString describeStep(Micros step) {
    const auto counted = [step](Micros unit, const char* word) {
        return QStringLiteral("%1 %2").arg(step / unit).arg(tr(word));
    };
    if (step < kMicrosPerSecond)
        return counted(1000, "ms");
    if (step < 60 * kMicrosPerSecond)
        return counted(kMicrosPerSecond, "s");
    if (step < 3600 * kMicrosPerSecond)
        return counted(60 * kMicrosPerSecond, "min");
    return step < kMicrosPerDay ? counted(3600 * kMicrosPerSecond, "h") : counted(kMicrosPerDay, "d");
}

QString describeBar(const Histogram& histogram, Micros time) {
    const auto bar = histogram.barAt(time);
    return bar ? barLines(histogram.rangeOf(*bar), histogram.bars[*bar]) : QString();
}

QString describeRange(const Histogram& histogram, TimeRange range) {
    Bar sum;
    const auto first = histogram.barAt(range.from);
    const auto last = histogram.barAt(range.to - 1);
    const bool isWhole = first && last && histogram.rangeOf(*first).from == range.from &&
                         histogram.rangeOf(*last).to == range.to;
    if (!isWhole)
        return tr("%1 to %2 UTC").arg(dateTimeText(range.from), endText(range));
    for (std::size_t i = *first; i <= *last; ++i) {
        sum.total += histogram.bars[i].total;
        for (std::size_t o = 0; o < sum.outcomes.size(); ++o)
            sum.outcomes[o] += histogram.bars[i].outcomes[o];
    }
    return barLines(range, sum);
}

QString barsLabel(const Histogram& histogram, BarScale scale) {
    const QString step = describeStep(histogram.step);
    return scale == BarScale::Logarithmic ? tr("per %1, log scale").arg(step) : tr("events per %1").arg(step);
}

QString mostLabel(const Histogram& histogram) {
    return tr("≤ %1").arg(number(histogram.highest()));
}

QString lanesLabel(const LaneIndex& lanes) {
    const quint64 count = lanes.laneCount();
    if (lanes.column() == AnyColumn(Column::ActorKey))
        return count == 1 ? tr("1 actor") : tr("%1 actors").arg(number(count));
    return count == 1 ? tr("1 lane") : tr("%1 lanes").arg(number(count));
}

const std::vector<AnyColumn>& laneColumns() {
    static const std::vector<AnyColumn> columns{Column::ActorKey,
                                                AnyColumn(Finding::Person),
                                                AnyColumn(Finding::Origin),
                                                AnyColumn(Finding::Session),
                                                AnyColumn(Finding::Client),
                                                Column::IdentityAccessKeyId,
                                                Column::SourceIPAddress,
                                                Column::UserAgent,
                                                Column::Account,
                                                Column::AwsRegion,
                                                Column::EventSource,
                                                Column::EventName};
    return columns;
}

QString laneColumnName(const AnyColumn& column) {
    if (column == AnyColumn(Column::ActorKey))
        return tr("actor");
    const std::string title = column.title();
    const QString text = fromUtf8(title);
    return column.column() || column.finding() ? text.at(0).toLower() + text.mid(1) : text;
}

QString clockText(Micros time, Micros span) {
    constexpr Micros kMinute = 60 * kMicrosPerSecond;
    const QString text = dateTimeText(span < kMinute ? time : floorTo(time, kMicrosPerSecond));
    return span < 2 * kMicrosPerDay ? text.mid(11) : text;
}

} // namespace rastro
