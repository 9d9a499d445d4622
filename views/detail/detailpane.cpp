// SPDX-License-Identifier: Apache-2.0
#include "detail/detailpane.h"

#include "common/plaintext.h"
#include "detail/detailhead.h"
#include "detail/findbar.h"
#include "detail/jsontreeview.h"
#include "detail/requestpage.h"
#include "detail/textpage.h"

#include <QLabel>
#include <QStackedWidget>
#include <QTabBar>
#include <QTabWidget>
#include <QVBoxLayout>

namespace rastro {

DetailPane::DetailPane(QWidget* parent)
    : QWidget(parent)
    , m_states(new QStackedWidget(this))
    , m_message(makePlainLabel(this))
    , m_note(makePlainLabel(this))
    , m_head(new DetailHead(this))
    , m_tabs(new QTabWidget(this))
    , m_request(new RequestPage(this))
    , m_tree(new JsonTreeView(JsonTreeView::Height::OfLayout, this))
    , m_text(new TextPage(this))
    , m_find(new FindBar(this)) {
    setAccessibleName(tr("Event"));
    setMinimumWidth(240);
    createPages();
    layOut();
    connect(m_find, &FindBar::findRequested, this, &DetailPane::find);
    connect(m_find, &FindBar::closed, this, [this] {
        m_find->hide();
        markFound();
        m_tabs->currentWidget()->setFocus();
    });
    connect(m_tabs, &QTabWidget::currentChanged, this, [this] { markFound(); });
    for (const JsonTreeView* tree : findChildren<JsonTreeView*>())
        connect(tree, &JsonTreeView::menuOpening, this, &DetailPane::menuOpening);
    connect(m_text, &TextPage::saveRequested, this, &DetailPane::saveRecordRequested);
    show(EventDetail{});
}

void DetailPane::createPages() {
    m_tree->setJsonModel(&m_treeModel);
    m_tree->setAccessibleName(tr("Record as tree"));
    m_tabs->setDocumentMode(true);
    m_tabs->tabBar()->setDrawBase(false);
    m_tabs->tabBar()->setExpanding(false);
    m_tabs->setUsesScrollButtons(false); // narrow, all three are there with shorter names
    m_tabs->setElideMode(Qt::ElideRight);
    m_tabs->addTab(m_request, tr("Request and response"));
    m_tabs->addTab(m_tree, tr("Record"));
    m_tabs->addTab(m_text, tr("Text"));
    for (int i = 0; i < m_tabs->count(); ++i)
        m_tabs->setTabToolTip(i, m_tabs->tabText(i));
}

void DetailPane::layOut() {
    m_message->setAlignment(Qt::AlignCenter);
    m_message->setWordWrap(true);
    m_message->setMargin(24);
    m_message->setForegroundRole(QPalette::PlaceholderText);
    auto* event = new QWidget(this);
    auto* column = new QVBoxLayout(event);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_note->setWordWrap(true);
    m_note->setContentsMargins(12, 6, 12, 0);
    m_note->setForegroundRole(QPalette::PlaceholderText);
    m_note->setAccessibleName(tr("Note"));
    m_note->setObjectName(QStringLiteral("note"));
    m_note->hide();
    column->addWidget(m_note);
    column->addWidget(m_head);
    column->addWidget(m_tabs, 1);
    column->addWidget(m_find);
    m_states->addWidget(m_message);
    m_states->addWidget(event);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(m_states);
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
}

void DetailPane::setNote(const QString& text) {
    setPlainText(*m_note, text);
    m_note->setVisible(!text.isEmpty());
}

void DetailPane::setPage(Page page) {
    m_tabs->setCurrentIndex(static_cast<int>(page));
}

void DetailPane::showMessage(const QString& message) {
    setPlainText(*m_message, message);
    m_states->setCurrentIndex(0);
}

void DetailPane::show(const EventDetail& detail) {
    m_detail = detail;
    switch (detail.state) {
    case EventDetail::State::Nothing:
        return showMessage(tr("Select an event to read it."));
    case EventDetail::State::Reading:
        return showMessage(tr("Reading…"));
    case EventDetail::State::Failed:
        return showMessage(tr("This event cannot be shown.\n\n%1\n\n%2").arg(detail.problem, detail.source));
    case EventDetail::State::Ready:
        break;
    }
    m_head->show(detail);
    m_request->show(detail);
    if (detail.tree)
        m_treeModel.setValue(detail.tree, json::Tree::root(), QString());
    else
        m_treeModel.clear();
    m_text->show(detail);
    m_states->setCurrentIndex(1);
    if (m_find->isVisible())
        markFound();
}

void DetailPane::openFind() {
    if (m_detail.state == EventDetail::State::Ready)
        m_find->open();
    markFound();
}

bool DetailPane::findInTree(const QString& text, JsonTreeModel::Direction direction) {
    QModelIndex hit = m_treeModel.find(text, m_tree->currentIndex(), direction);
    if (!hit.isValid())
        hit = m_treeModel.find(text, {}, direction);
    if (hit.isValid())
        m_tree->reveal(hit);
    return hit.isValid();
}

void DetailPane::find(const QString& text, JsonTreeModel::Direction direction) {
    bool isFound = false;
    if (!text.isEmpty()) {
        switch (static_cast<Page>(m_tabs->currentIndex())) {
        case Page::Request:
            isFound = m_request->find(text, direction);
            break;
        case Page::Tree:
            isFound = findInTree(text, direction);
            break;
        case Page::Text:
            isFound = m_text->find(text, direction);
            break;
        }
    }
    markFound(isFound);
}

// known: whether there is a match at all, where that is known without counting.
void DetailPane::markFound(std::optional<bool> known) {
    const QString text = m_find->isVisible() ? m_find->text() : QString();
    m_request->markFound(text);
    m_tree->setFoundText(text);
    m_text->markFound(text);
    if (text.isEmpty())
        return m_find->clearResult();
    if (const auto counted = foundNow(text))
        m_find->showResult(*counted);
    else if (known)
        m_find->showResult({.isFound = *known});
    else
        m_find->clearResult();
}

std::optional<FindResult> DetailPane::foundNow(const QString& text) const {
    constexpr std::size_t kMostCountedBytes = 512u << 10; // beyond it counting would be felt
    if (m_detail.bytes.size() > kMostCountedBytes)
        return std::nullopt;
    switch (static_cast<Page>(m_tabs->currentIndex())) {
    case Page::Request:
        return m_request->foundNow(text);
    case Page::Tree:
        return m_tree->foundNow(text);
    case Page::Text:
        return m_text->foundNow(text);
    }
    return std::nullopt;
}

// What was counted while the pane was out of sight.
void DetailPane::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    if (!m_find->isHidden())
        markFound();
}

} // namespace rastro
