// SPDX-License-Identifier: Apache-2.0
//
// CompletionPopup: the list of suggestions under the line being typed. Never takes the focus: the line offers it keys.
// Nothing is chosen until an arrow key or the mouse chooses it, so that Enter keeps its meaning. GUI thread.
#pragma once

#include <QWidget>

class QAbstractItemModel;
class QListView;

namespace rastro {

class CompletionPopup : public QWidget {
    Q_OBJECT
public:
    CompletionPopup(QAbstractItemModel* model, QWidget* line);

    void showAt(const QPoint& globalPosition); // of its upper left corner; the model has rows
    int chosenRow() const;                     // -1: none
    void choose(int row);
    void step(int by); // from none down to the first, up to the last; past an end to none
    QListView& list() const { return *m_list; }

signals:
    void picked(int row);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QSize sizeForRows() const;
    QListView* m_list;
};

} // namespace rastro
