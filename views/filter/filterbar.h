// SPDX-License-Identifier: Apache-2.0
//
// FilterBar: the filter as one line: chips of its top-level terms, and on wish the whole as text with completion,
// history and the place of a fault. At its end the count, a mark while work goes on, and a button to clear. It knows
// the language and nothing of data: counts, values and paths are given by its owner. GUI thread.
#pragma once

#include "filter/filterterm.h"
#include "query/anycolumn.h"
#include "query/completion.h"

#include <QStringList>
#include <QWidget>

#include <memory>
#include <vector>

class QKeyEvent;
class QLabel;
class QToolButton;

namespace rastro {

class BusyMark;
class ChipStrip;
class FilterCompleter;
class FilterEdit;
class FreeRoom;

class FilterBar : public QWidget {
    Q_OBJECT
public:
    explicit FilterBar(QWidget* parent = nullptr);

    // The filter in effect; a text being typed that says otherwise gives way. Disabled terms of the bar stay where they are,
    // unless the filter has one of them again.
    void setExpression(const Expression& expression);
    Expression expression() const; // of the enabled terms
    // Everything in the bar, disabled terms too: for views that are saved.
    void setTerms(FilterTerms terms);
    const FilterTerms& terms() const;

    void setHistory(QStringList texts); // the last one first
    void setCatalog(std::shared_ptr<const Catalog> catalog);
    void setValues(const AnyColumn& column, std::vector<ValueCount> values); // the answer to valuesWanted
    void setCount(const QString& text);
    void setBusy(bool isBusy);
    // A word on the answer, empty: none. Fault: there is no answer, e.g. for an unknown list; the bar is red.
    enum class Notice : quint8 { Word, Fault };
    void setNotice(const QString& text, Notice notice = Notice::Word);

    // While a text is typed that is no filter: what the table shows instead.
    void setStillShown(const Expression& expression);

    bool isEditing() const { return m_isEditing; }
    QString editedText() const; // while it is edited

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

    FilterEdit& edit() const { return *m_edit; }
    ChipStrip& strip() const { return *m_strip; }
    FilterCompleter& completer() const { return *m_completer; }

public slots:
    void focusText();  // as text, cursor at its end
    void focusChips(); // the first chip, or the text if there is none
    void clear();      // every term, disabled ones too

signals:
    // By Enter, a gesture on a chip or clear(): the filter from now on. text: as typed, else canonical.
    void applied(const rastro::Expression& expression, const QString& text);
    // While typing, also what is no filter yet; after Escape once more with the filter that was in effect before.
    void edited(const QString& text);
    void valuesWanted(const rastro::AnyColumn& column, const QString& typed);
    void gaveWay(const QString& text); // what was typed when another filter came into effect
    void focusLeft(); // Enter or Escape: the focus may go to where it belongs

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;

private:
    enum class State : quint8 { Empty, Filter, Fault, Unfinished /* more must follow, and nobody said it is all */ };

    void makeParts();
    void connectParts();
    void placeParts();
    void startEditing(int term); // -1: none selected
    void stopEditing();
    void submit();
    void cancel();
    void takeFocusLoss(Qt::FocusReason reason);
    void applyTerms();
    bool takeKey(const QKeyEvent& event);
    bool walkHistory(int by);
    void showState();
    State state() const;
    QString faultText() const;
    QString shownText() const;

    ChipStrip* m_strip;
    FreeRoom* m_free; // the room behind the chips, where typing begins
    FilterEdit* m_edit;
    FilterCompleter* m_completer;
    QLabel* m_message;
    BusyMark* m_busy;
    QLabel* m_count;
    QToolButton* m_clear;

    QStringList m_history;
    qsizetype m_historyPlace = -1; // -1: what is being typed
    QString m_draft;
    std::string m_before; // the filter when editing began
    std::string m_lastFilter; // what is shown while the text is no filter
    QString m_notice;
    bool m_isUnanswered = false;
    bool m_isRefused = false; // Enter came on what is no filter
    QString m_fault; // what the message says, before it is elided
    bool m_isEditing = false;
};

} // namespace rastro
