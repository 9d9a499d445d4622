// SPDX-License-Identifier: Apache-2.0
//
// StatusLine: the foot of the window. Leads with problems, then loaded, shown, selected, duplicates, conflicts; the time
// zone at the end. While something runs, how far it is and a button to stop it. GUI thread.
#pragma once

#include <QTimer>
#include <QWidget>

class QHBoxLayout;
class QLabel;
class QProgressBar;
class QToolButton;

namespace rastro {

struct StatusFacts {
    quint64 problems = 0;
    quint64 loaded = 0;
    quint64 shown = 0;
    quint64 selected = 0;
    quint64 duplicates = 0;
    quint64 conflicts = 0;
    bool isLoading = false;    // counts are "so far"
    bool wasCancelled = false; // and stay so
    bool hasEvents = false;
};

class StatusLine : public QWidget {
    Q_OBJECT
public:
    explicit StatusLine(QWidget* parent = nullptr);

    void setFacts(const StatusFacts& facts);
    // permille < 0: it is not known how far it is.
    void showProgress(const QString& what, int permille);
    void hideProgress();
    bool isShowingProgress() const { return !m_progress->isHidden(); }
    void setHint(const QString& plainText); // what is under the pointer: stays until it is replaced
    void say(const QString& plainText);     // a passing word

signals:
    void problemsRequested();
    void conflictsRequested();
    void cancelRequested();
    void progressShown(); // something runs that can be cancelled
    void progressHidden();

protected:
    void changeEvent(QEvent* event) override;

private:
    QLabel* addLabel(QHBoxLayout& row);
    void createProgress(QHBoxLayout& row);

    QToolButton* m_problems;
    QLabel* m_counts;
    QToolButton* m_conflicts;
    QLabel* m_rest; // of the counts
    QLabel* m_hint;
    QWidget* m_progress;
    QLabel* m_progressText;
    QProgressBar* m_progressBar;
    QToolButton* m_cancel;
    QLabel* m_zone;
    StatusFacts m_facts;
    QTimer m_passing; // until what was said goes
};

} // namespace rastro
