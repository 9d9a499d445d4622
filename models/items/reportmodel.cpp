// SPDX-License-Identifier: Apache-2.0
#include "items/reportmodel.h"

#include "items/visibletext.h"

#include <QLocale>

#include <algorithm>

namespace rastro {

namespace {

constexpr qsizetype kMostCharacters = 4'000; // of a line

QString number(std::uint64_t value) { return QLocale().toString(static_cast<qulonglong>(value)); }

QString timeText(Micros time) {
    if (time == kNoTime)
        return {};
    QString text = fromUtf8(formatTime(time));
    return text.replace(u'T', u' ').remove(u'Z');
}

} // namespace

void ReportModel::setReport(Report report) {
    beginResetModel();
    m_report = std::move(report);
    endResetModel();
}

bool ReportModel::hasErrors() const {
    return std::ranges::any_of(m_report.sections, [](const ReportSection& section) {
        return std::ranges::any_of(section.lines, [](const ReportLine& line) { return line.errors > 0; });
    });
}

QString ReportModel::asText() const {
    QString text = visibleText(fromUtf8(m_report.subject)) + u'\n';
    for (int s = 0; s < rowCount(); ++s) {
        const QModelIndex section = index(s, What);
        text += u'\n' + section.data().toString() + u'\n';
        for (int l = 0; l < rowCount(section); ++l) {
            QStringList cells;
            for (const int column : {Events, What, First, Last})
                cells << index(l, column, section).data().toString();
            text += cells.join(u'\t') + u'\n';
        }
    }
    return text;
}

// The id of a line is the place of its section, from 1.
QModelIndex ReportModel::index(int row, int column, const QModelIndex& parent) const {
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, parent.isValid() ? static_cast<quintptr>(parent.row()) + 1 : 0);
}

QModelIndex ReportModel::parent(const QModelIndex& child) const {
    return !child.isValid() || isSection(child) ? QModelIndex() : createIndex(static_cast<int>(child.internalId()) - 1, 0, quintptr{0});
}

int ReportModel::rowCount(const QModelIndex& parent) const {
    if (!parent.isValid())
        return static_cast<int>(m_report.sections.size());
    return isSection(parent) && parent.column() == 0 ? static_cast<int>(sectionOf(parent).lines.size()) : 0;
}

int ReportModel::columnCount(const QModelIndex&) const { return kSections; }

const ReportSection& ReportModel::sectionOf(const QModelIndex& index) const {
    const auto place = isSection(index) ? static_cast<std::size_t>(index.row()) : static_cast<std::size_t>(index.internalId()) - 1;
    return m_report.sections[place];
}

QVariant ReportModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid())
        return {};
    const ReportSection& section = sectionOf(index);
    return isSection(index) ? sectionData(section, index.column(), role)
                            : lineData(section.lines[static_cast<std::size_t>(index.row())], index.column(), role);
}

QVariant ReportModel::sectionData(const ReportSection& section, int column, int role) const {
    if (role == SectionRole)
        return true;
    if (role == RowRole)
        return static_cast<quint32>(kNoRow);
    if (role != Qt::DisplayRole || column != What)
        return {};
    QString text = fromUtf8(section.title);
    if (section.all > section.lines.size())
        text += tr(", %1 of %2").arg(number(section.lines.size()), number(section.all));
    else if (section.lines.empty())
        text += tr(": none");
    if (!section.note.empty())
        text += QStringLiteral(" (%1)").arg(visibleText(fromUtf8(section.note)));
    return text;
}

QVariant ReportModel::lineData(const ReportLine& line, int column, int role) const {
    switch (role) {
    case SectionRole:
        return false;
    case FilterRole:
        return fromUtf8(line.filter);
    case RowRole:
        return static_cast<quint32>(line.row);
    case RawTextRole:
        return fromUtf8(line.text);
    case QuietRole:
        return line.isQuiet;
    case Qt::TextAlignmentRole:
        return column == Events || column == Errors ? QVariant(Qt::AlignRight | Qt::AlignVCenter) : QVariant();
    case Qt::DisplayRole:
        break;
    default:
        return {};
    }
    switch (column) {
    case What:
        return visibleText(shortened(fromUtf8(line.text), kMostCharacters));
    case Events:
        return line.events == 0 && line.row != kNoRow ? QString() : number(line.events);
    case Errors:
        return line.errors == 0 ? QString() : number(line.errors);
    case First:
        return timeText(line.first);
    default:
        return timeText(line.last);
    }
}

QVariant ReportModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case What:
        return tr("What");
    case Events:
        return tr("Events");
    case Errors:
        return tr("Not ok");
    case First:
        return tr("First");
    default:
        return tr("Last");
    }
}

} // namespace rastro
