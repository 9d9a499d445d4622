// SPDX-License-Identifier: Apache-2.0
//
// DetailPane: one event read closely: a head sentence, then its request and response, the record as tree and as text.
// It is given what a worker read and says so plainly when there is nothing, not yet, or no longer anything to show.
// GUI thread.
#pragma once

#include "detail/findresult.h"
#include "items/eventdetail.h"
#include "items/jsontreemodel.h"

#include <QWidget>

class QLabel;
class QMenu;
class QStackedWidget;
class QTabWidget;

namespace rastro {

class DetailHead;
class FindBar;
class JsonTreeView;
class RequestPage;
class TextPage;

class DetailPane : public QWidget {
    Q_OBJECT
public:
    explicit DetailPane(QWidget* parent = nullptr);

    void show(const EventDetail& detail);
    const EventDetail& detail() const { return m_detail; }
    void setNote(const QString& text); // a word above the event; empty: none
    void openFind();

    enum class Page : quint8 { Request, Tree, Text };
    void setPage(Page page);
    RequestPage& requestPage() { return *m_request; }
    TextPage& textPage() { return *m_text; }
    DetailHead& head() { return *m_head; }

protected:
    void showEvent(QShowEvent* event) override;

signals:
    void saveRecordRequested();
    void menuOpening(QMenu& menu, const QString& path, const QString& value, int type); // see JsonTreeView

private:
    void createPages();
    void layOut();
    void showMessage(const QString& message);
    void find(const QString& text, JsonTreeModel::Direction direction);
    bool findInTree(const QString& text, JsonTreeModel::Direction direction);
    void markFound(std::optional<bool> known = std::nullopt); // what is looked for, in the page that is shown
    std::optional<FindResult> foundNow(const QString& text) const;

    EventDetail m_detail;
    QStackedWidget* m_states;
    QLabel* m_message;
    QLabel* m_note;
    DetailHead* m_head;
    QTabWidget* m_tabs;
    RequestPage* m_request;
    JsonTreeModel m_treeModel;
    JsonTreeView* m_tree;
    TextPage* m_text;
    FindBar* m_find;
};

} // namespace rastro
