// SPDX-License-Identifier: Apache-2.0
#include "timeline/coveragetext.h"

#include "common/plaintext.h"
#include "timeline/timelinetext.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

#include <algorithm>

namespace rastro {

namespace {

constexpr qsizetype kMostCharacters = 60;
constexpr std::size_t kMostNamed = 4; // rows named one by one in a tip

QString tr(const char* text) {
    return QCoreApplication::translate("Timeline", text);
}

QString number(quint64 n) {
    return QLocale().toString(n);
}

QString shown(const std::string& name) {
    return shortened(visibleText(name), kMostCharacters);
}

// The rows for which `isWanted` holds, the first of them by name; empty if there is none.
template <typename Wanted> QString namesOf(const CoverageMap& map, const Wanted& isWanted) {
    QStringList names;
    std::size_t more = 0;
    for (const CoverageRow& row : map.rows()) {
        if (!isWanted(row))
            continue;
        if (static_cast<std::size_t>(names.size()) < kMostNamed)
            names << coverageRowLabel(row);
        else
            ++more;
    }
    if (more > 0)
        names << tr("%1 more").arg(number(more));
    return names.join(QStringLiteral(", "));
}

QString spanLine(TimeRange range) {
    return tr("%1 to %2 UTC").arg(dateTimeText(range.from), dateTimeText(range.to));
}

QString stoppedLine(const StoppedSpan& span) {
    QString line = stoppedLabel(span);
    if (!span.trail.empty())
        line += tr(", trail %1").arg(shown(span.trail));
    line += tr(", account %1").arg(shown(span.account));
    return line + QStringLiteral(" · ") + spanLine(span.range);
}

QString gapWord(const CoverageMap& map) {
    if (map.isLoading())
        return tr("no log file of this time is loaded yet");
    if (map.isCutShort())
        return tr("no log file of this time is loaded: the load was stopped early");
    return tr("no log file of this time: nothing happened here, or its logs are missing");
}

QString dataLine(const CoverageRow& row, Micros time) {
    if (hasNoDataEvents(row))
        return noDataEventsText();
    if (!row.hasDataEvents() || row.dataEvents.contains(time))
        return {};
    return time < row.dataEvents.from ? tr("no data event before %1").arg(dateTimeText(row.dataEvents.from))
                                      : tr("no data event after %1").arg(dateTimeText(row.dataEvents.to - 1));
}

QStringList rowLines(const CoverageMap& map, const CoverageRow& row, Micros time) {
    QStringList lines{coverageRowLabel(row)};
    if (row.files == 0)
        lines << noFilesText();
    else if (const TimeRange* covered = rangeAt(row.covered, time))
        lines << spanLine(*covered) << tr("logs are there");
    else if (const TimeRange* gap = rangeAt(row.gaps, time))
        lines << spanLine(*gap) << gapWord(map);
    else
        lines << tr("before the first log file or after the last: nothing is known");
    for (const std::uint32_t span : row.stopped) {
        if (map.stopped()[span].range.contains(time))
            lines << stoppedLine(map.stopped()[span]);
    }
    return lines << dataLine(row, time);
}

QStringList summaryLines(const CoverageMap& map, Micros time) {
    QStringList lines;
    if (!map.isKnown())
        lines << coverageUnknownText();
    else if (const CoverageRun* run = map.summaryAt(time))
        lines << spanLine(run->range)
              << tr("logs of %1 of %2 accounts and regions are there").arg(number(run->covered), number(run->rows));
    else
        lines << tr("before the first log file or after the last: nothing is known");
    const auto isGap = [time](const CoverageRow& row) { return row.at(time) == CoverageState::Gap; };
    if (const QString missing = namesOf(map, isGap); !missing.isEmpty())
        lines << gapWord(map) << missing;
    for (const StoppedSpan& span : map.stopped()) {
        if (span.range.contains(time))
            lines << stoppedLine(span);
    }
    const QString without = namesOf(map, [](const CoverageRow& row) { return hasNoDataEvents(row); });
    if (!without.isEmpty())
        lines << noDataEventsText() + QStringLiteral(": ") + without;
    if (map.hasMoreStops())
        lines << tr("more stops of trails than are looked at: later ones are not marked");
    if (map.hasMoreRows())
        lines << tr("more accounts and regions than are shown");
    return lines;
}

} // namespace

QString coverageLabel(const CoverageMap* map) {
    if (map && map->isLoading())
        return tr("logs delivered so far");
    return map && map->isCutShort() ? tr("logs loaded (stopped early)") : tr("logs delivered");
}

QString coverageExtentLabel(const CoverageMap& map) {
    const std::size_t rows = map.rows().size();
    const QString extent = rows == 1 ? shown(map.rows()[0].region) : tr("%1 rows").arg(number(rows));
    return map.hasMoreStops() ? tr("%1, later stops not marked").arg(extent) : extent;
}

QString coverageRowLabel(const CoverageRow& row) {
    return shown(row.account) + QLatin1Char(' ') + shown(row.region);
}

QString coverageUnknownText() {
    return tr("coverage unknown: file names tell nothing");
}

QString noFilesText() {
    return tr("coverage unknown: no log file of it is loaded");
}

QString noDataEventsText() {
    return tr("no data events logged here");
}

QString stoppedLabel(const StoppedSpan& span) {
    const QString what = span.by == StoppedSpan::By::Deleted ? tr("trail deleted") : tr("logging stopped");
    const QString where = span.isEverywhere ? tr("all regions") : shown(span.region);
    if (span.othersLogOn)
        return tr("%1, %2; another trail logs on").arg(what, where);
    const QString label = tr("%1, %2: %3").arg(what, where, durationText(span.range.span()));
    return span.isOpen ? tr("%1, not started again").arg(label) : label;
}

QString durationText(Micros span) {
    const Micros seconds = std::max<Micros>(span, 0) / kMicrosPerSecond;
    const Micros minutes = seconds / 60;
    const Micros hours = minutes / 60;
    const auto two = [](Micros n) { return QStringLiteral("%1").arg(n, 2, 10, QLatin1Char('0')); };
    if (minutes == 0)
        return tr("%1 s").arg(seconds);
    if (hours == 0)
        return tr("%1 min").arg(minutes);
    if (hours < 48)
        return tr("%1 h %2 min").arg(QString::number(hours), two(minutes % 60));
    return tr("%1 d %2 h").arg(QString::number(hours / 24), QString::number(hours % 24));
}

bool hasNoDataEvents(const CoverageRow& row) {
    return row.isDataKnown && !row.hasDataEvents();
}

bool hasNoDataEvents(const CoverageMap& map) {
    const auto rows = map.rows();
    return std::ranges::any_of(rows, &CoverageRow::isDataKnown) &&
           std::ranges::none_of(rows, &CoverageRow::hasDataEvents);
}

QString describeCoverage(const CoverageMap& map, std::optional<std::size_t> row, Micros time) {
    QStringList lines = row ? rowLines(map, map.rows()[*row], time) : summaryLines(map, time);
    lines.removeAll(QString());
    return lines.join(QLatin1Char('\n'));
}

} // namespace rastro
