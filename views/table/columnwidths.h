// SPDX-License-Identifier: Apache-2.0
//
// ColumnWidths: how wide the columns of the event table are: enough for what they hold and for their titles, and spare
// room shared by the columns whose texts are long, which also give way first. Once a person has resized a column the
// widths are theirs, until reset. Works on the table's header, owned by the table, GUI thread.
#pragma once

#include <QFont>
#include <QObject>

class QHeaderView;

namespace rastro {

class EventDelegate;

class ColumnWidths : public QObject {
    Q_OBJECT
public:
    ColumnWidths(QHeaderView& header, const EventDelegate& delegate, QObject* parent);

    void reset();       // back to widths of our own
    void fit(int room); // to a viewport of so many pixels; nothing if the widths are a person's

    int leastWidth(int section) const;

    bool areOwn() const { return m_areOwn; }
    void setOwn(Qt::CheckState areOwn) { m_areOwn = areOwn == Qt::Checked; }

private:
    QHeaderView& m_header;
    const EventDelegate& m_delegate;
    int m_room = 0;
    bool m_areOwn = false; // resized by hand
    bool m_isFitting = false;
};

} // namespace rastro
