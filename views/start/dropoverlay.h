// SPDX-License-Identifier: Apache-2.0
//
// DropOverlay: a veil over the window while files are dragged over it that says what a drop will do. GUI thread.
#pragma once

#include <QWidget>

namespace rastro {

class DropOverlay : public QWidget {
    Q_OBJECT
public:
    explicit DropOverlay(QWidget* parent);

    void showOver(const QString& text); // covers its parent

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_text;
};

} // namespace rastro
