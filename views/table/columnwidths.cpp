// SPDX-License-Identifier: Apache-2.0
#include "table/columnwidths.h"

#include "common/fonts.h"
#include "items/eventtablemodel.h"
#include "table/eventdelegate.h"

#include <QFontMetrics>
#include <QHeaderView>
#include <QScopedValueRollback>

#include <algorithm>
#include <cstdint>

namespace rastro {

namespace {

constexpr int kMarkWidth = 26;
constexpr int kMostYielded = 35; // percent of a column that can do with less

// Characters a column shows without being cut, as a rule.
int characters(Column column) {
    switch (column) {
    case Column::EventTime:
        return 19;
    case Column::EventName:
        return 26;
    case Column::Target:
        return 20;
    case Column::Summary:
        return 40;
    case Column::Actor:
        return 18;
    case Column::SourceIPAddress:
        return 15;
    case Column::Account:
    case Column::RecipientAccountId:
    case Column::IdentityAccountId:
        return 12;
    case Column::AwsRegion:
        return 13;
    case Column::Outcome:
    case Column::Kind:
        return 9;
    case Column::EventId:
    case Column::RequestId:
    case Column::SharedEventId:
        return 36;
    default:
        return 20;
    }
}

// Shares of spare room.
int appetite(Column column) {
    switch (column) {
    case Column::Summary:
        return 6;
    case Column::Target:
    case Column::ErrorMessage:
        return 4;
    case Column::Actor:
        return 3;
    case Column::EventName:
    case Column::UserAgent:
    case Column::IdentityArn:
    case Column::IssuerArn:
        return 2;
    default:
        return 0;
    }
}

} // namespace

ColumnWidths::ColumnWidths(QHeaderView& header, const EventDelegate& delegate, QObject* parent)
    : QObject(parent), m_header(header), m_delegate(delegate) {
    // A width of 0 is a column that is hidden or shown.
    connect(&header, &QHeaderView::sectionResized, this, [this](int, int before, int now) {
        if (!m_isFitting && before > 0 && now > 0)
            m_areOwn = true;
    });
}

void ColumnWidths::reset() {
    m_areOwn = false;
    fit(m_room);
}

int ColumnWidths::leastWidth(int section) const {
    const auto column = EventTableModel::columnOf(section);
    if (!column && section < EventTableModel::kFirstPathSection)
        return kMarkWidth;
    const QString title = m_header.model()->headerData(section, Qt::Horizontal).toString() + QStringLiteral(" ▴");
    const int titleWidth = QFontMetrics(bold(m_header.font())).horizontalAdvance(title) + 12;
    if (!column) // a path: long titles are cut
        return std::clamp(titleWidth, m_delegate.widthOf(Column::Target, 16), m_delegate.widthOf(Column::Target, 36));
    return std::max(titleWidth, m_delegate.widthOf(*column, characters(*column)));
}

void ColumnWidths::fit(int room) {
    m_room = room;
    if (m_areOwn || m_header.model() == nullptr)
        return;
    const QScopedValueRollback fitting(m_isFitting, true);
    int least = 0;
    int shares = 0;
    int yielding = 0; // pixels of the columns that can also do with less
    for (int section = 0; section < m_header.count(); ++section) {
        if (m_header.isSectionHidden(section))
            continue;
        const auto column = EventTableModel::columnOf(section);
        least += leastWidth(section);
        shares += column ? appetite(*column) : 0;
        yielding += column && appetite(*column) > 0 ? leastWidth(section) : 0;
    }
    // Where there is too little room, texts are cut before a column is lost; below that the table scrolls.
    const int lack = std::clamp(least - room, 0, yielding * kMostYielded / 100);
    int spare = std::max(room - least, 0);
    for (int section = 0; section < m_header.count(); ++section) {
        const auto column = EventTableModel::columnOf(section);
        const int share = column && !m_header.isSectionHidden(section) ? appetite(*column) : 0;
        const int more = shares > 0 ? spare * share / shares : 0; // the last one takes what rounding left
        spare -= more;
        shares -= share;
        const int width = leastWidth(section);
        const int less = share == 0 ? 0 : static_cast<int>((std::int64_t{lack} * width + yielding - 1) / yielding);
        m_header.resizeSection(section, width + more - less);
    }
}

} // namespace rastro
