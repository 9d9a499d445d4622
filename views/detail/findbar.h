// SPDX-License-Identifier: Apache-2.0
//
// FindBar: a line to search with at the foot of the detail pane: text, previous, next, close. GUI thread.
#pragma once

#include "detail/findresult.h"
#include "items/jsontreemodel.h"

#include <QWidget>

class QLabel;
class QLineEdit;

namespace rastro {

class FindBar : public QWidget {
    Q_OBJECT
public:
    explicit FindBar(QWidget* parent = nullptr);

    void open(); // shows it and takes the focus
    QString text() const;
    void showResult(const FindResult& result); // of the text that is there
    void clearResult();

signals:
    void findRequested(const QString& text, rastro::JsonTreeModel::Direction direction);
    void closed();

protected:
    bool event(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    QLineEdit* m_edit;
    QLabel* m_message;
};

} // namespace rastro
