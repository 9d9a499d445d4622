// SPDX-License-Identifier: Apache-2.0
//
// StartPage: what the window shows before anything is loaded: where to drop, what to open, what was open lately.
// Paths are bytes, as the file system has them. Emits wishes only. GUI thread.
#pragma once

#include <QByteArray>
#include <QList>
#include <QWidget>

class QFrame;
class QVBoxLayout;

namespace rastro {

class StartPage : public QWidget {
    Q_OBJECT
public:
    explicit StartPage(QWidget* parent = nullptr);

    void setRecent(const QList<QByteArray>& paths); // newest first
    void setSampleAvailable(Qt::CheckState isThere);
    void setDropHighlighted(bool isOver);

signals:
    void folderRequested();
    void filesRequested();
    void sampleRequested();
    void openRequested(const QList<QByteArray>& paths);

protected:
    void changeEvent(QEvent* event) override;

private:
    void createDropArea();
    void createRecent();
    void paintDropArea();

    QFrame* m_dropArea;
    QWidget* m_sample = nullptr;
    QWidget* m_recent;
    QVBoxLayout* m_recentList;
    bool m_isOver = false;
};

} // namespace rastro
