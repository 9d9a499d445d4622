// SPDX-License-Identifier: Apache-2.0
//
// FollowWindow: the chain of credentials behind an event, from the head down. A window of its own that stays while the
// main one goes on. GUI thread.
#pragma once

#include "items/chainmodel.h"

#include <QDialog>

class QLabel;
class QPushButton;
class QTableView;

namespace rastro {

class FollowWindow : public QDialog {
    Q_OBJECT
public:
    explicit FollowWindow(QWidget* parent = nullptr);

    void show(std::shared_ptr<const Snapshot> snapshot, Chain chain, const QString& text);
    ChainModel& model() { return m_model; }
    QTableView& table() { return *m_table; }

signals:
    void sessionActivated(const QString& key); // its events are wanted
    void originActivated(const QString& origin);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void activate(int row);

    ChainModel m_model;
    QString m_text;
    QLabel* m_note;
    QTableView* m_table;
    QPushButton* m_copy;
    QPushButton* m_all;
};

} // namespace rastro
