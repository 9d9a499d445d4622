// SPDX-License-Identifier: Apache-2.0
//
// DetailHead: the sentence that tells an event: who did what to what, how it ended, when and from where; badges for
// what is special about its row; the place of its bytes. Wrapped, never cut, selectable. GUI thread.
#pragma once

#include "items/eventdetail.h"

#include <QTextEdit>

namespace rastro {

class DetailHead : public QTextEdit {
    Q_OBJECT
public:
    explicit DetailHead(QWidget* parent = nullptr);

    void show(const EventDetail& detail);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void write();
    void writeSentence(QTextCursor& cursor) const;
    void writePlace(QTextCursor& cursor) const;
    void writeBadges(QTextCursor& cursor) const;
    void followHeight();

    EventDetail m_detail;
};

} // namespace rastro
