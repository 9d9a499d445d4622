// SPDX-License-Identifier: Apache-2.0
//
// FreeRoom: the room behind the chips that looks like an empty line of text and becomes one when it is clicked, entered
// or typed into. Owned by FilterBar. GUI thread.
#pragma once

#include <QAbstractButton>

namespace rastro {

class FreeRoom : public QAbstractButton {
    Q_OBJECT
public:
    explicit FreeRoom(QWidget* parent = nullptr);

    QSize sizeHint() const override;

signals:
    void textStarted(const QString& text); // empty: by Enter
    void steppedBack();                    // to the chips
    void leaveRequested();

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
};

} // namespace rastro
