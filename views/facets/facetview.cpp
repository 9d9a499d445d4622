// SPDX-License-Identifier: Apache-2.0
#include "facets/facetview.h"

#include "common/plaintext.h"
#include "common/theme.h"
#include "facets/facetsearch.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QHeaderView>
#include <QHelpEvent>
#include <QLocale>
#include <QMenu>
#include <QScrollBar>
#include <QToolTip>

namespace rastro {

namespace {

using RowKind = FacetModel::RowKind;

RowKind kindOf(const QModelIndex& index) { return index.data(FacetModel::KindRole).value<RowKind>(); }

bool isTyping(const QKeyEvent& event) {
    const QString text = event.text();
    return text.size() == 1 && text[0].isPrint() && !text[0].isSpace() &&
           !(event.modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier));
}

} // namespace

FacetView::FacetView(QWidget* parent)
    : QTreeView(parent), m_delegate(new FacetDelegate(this)), m_search(new FacetSearch(viewport())) {
    setItemDelegate(m_delegate);
    setUpLooks();
    connectSearch();
}

void FacetView::setUpLooks() {
    setObjectName(QStringLiteral("facetTree"));
    setAccessibleName(tr("Facets"));
    setHeaderHidden(true);
    setRootIsDecorated(false);
    setIndentation(0);
    setExpandsOnDoubleClick(false);
    setUniformRowHeights(false);
    setFrameShape(QFrame::NoFrame);
    setSelectionMode(NoSelection);
    setEditTriggers(NoEditTriggers);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(ScrollPerPixel);
    setSizeAdjustPolicy(AdjustToContents);
    setMouseTracking(true);
    setTabKeyNavigation(false);
    setMinimumHeight(1);
    viewport()->setBackgroundRole(QPalette::Window);
    header()->setStretchLastSection(true);
    header()->setMinimumSectionSize(1);
}

void FacetView::connectSearch() {
    connect(m_search, &QLineEdit::textEdited, this, [this](const QString& text) {
        if (const auto field = m_facets->fieldAt(m_searched))
            emit searchWanted(*field, text);
    });
    connect(m_search, &FacetSearch::closed, this, [this] {
        const auto field = m_facets->fieldAt(m_searched);
        const bool wasSearching = !m_search->text().isEmpty();
        closeSearch();
        setFocus(Qt::OtherFocusReason);
        if (field && wasSearching)
            emit searchWanted(*field, {});
    });
    connect(m_search, &FacetSearch::left, this, &FacetView::closeSearch);
    connect(m_search, &FacetSearch::valuesWanted, this, [this] {
        const QModelIndex first = m_facets->index(0, 0, m_searched);
        setCurrentIndex(first.isValid() ? first : QModelIndex(m_searched));
        setFocus(Qt::OtherFocusReason); // which closes the field
    });
}

void FacetView::setFacetModel(FacetModel* model) {
    m_facets = model;
    setModel(model);
    const auto openAll = [this](const QModelIndex& parent, int first, int last) {
        for (int row = first; !parent.isValid() && row <= last; ++row)
            setExpanded(m_facets->index(row, 0), true);
        updateGeometry();
    };
    connect(model, &QAbstractItemModel::rowsInserted, this, openAll);
    connect(model, &QAbstractItemModel::rowsRemoved, this, [this] { updateGeometry(); });
    connect(model, &FacetModel::facetsAboutToChange, this, &FacetView::rememberCurrent);
    connect(model, &FacetModel::facetsChanged, this, &FacetView::restoreCurrent);
    openAll({}, 0, model->rowCount() - 1);
}

void FacetView::setFreshness(FacetFreshness freshness) {
    m_delegate->setFreshness(freshness);
    viewport()->update();
}

QModelIndex FacetView::headerOf(const QModelIndex& index) const {
    return index.parent().isValid() ? index.parent() : index;
}

// --- what is wished

void FacetView::choose(const QModelIndex& index, FacetEdit edit, Qt::KeyboardModifiers modifiers) {
    const auto field = m_facets->fieldAt(index);
    if (!field || !m_facets->canPick(index))
        return;
    if (modifiers & Qt::AltModifier)
        edit = edit == FacetEdit::Exclude ? FacetEdit::AllBut : FacetEdit::Only;
    emit valueChosen(*field, m_facets->choiceAt(index), edit);
}

void FacetView::activate(const QModelIndex& index, Qt::KeyboardModifiers modifiers) {
    switch (kindOf(index)) {
    case RowKind::Header:
        setExpanded(index, !isExpanded(index));
        break;
    case RowKind::Value:
    case RowKind::Missing:
        choose(index, FacetEdit::Toggle, modifiers);
        break;
    case RowKind::More:
        emit moreWanted(*m_facets->fieldAt(index));
        break;
    case RowKind::Object:
    case RowKind::Note:
        break;
    }
}

void FacetView::toggleOrder(const QModelIndex& index) {
    const QModelIndex header = headerOf(index);
    const auto order = header.data(FacetModel::OrderRole).value<FacetOrder>();
    emit orderWanted(*m_facets->fieldAt(header),
                     order == FacetOrder::MostFrequent ? FacetOrder::RareFirst : FacetOrder::MostFrequent);
}

void FacetView::act(const QModelIndex& index, FacetSpot spot, Qt::KeyboardModifiers modifiers) {
    switch (spot) {
    case FacetSpot::Row:
        activate(index, modifiers);
        break;
    case FacetSpot::Pick:
        choose(index, FacetEdit::Pick, modifiers);
        break;
    case FacetSpot::Exclude:
        choose(index, FacetEdit::Exclude, modifiers);
        break;
    case FacetSpot::Search:
        openSearch(index);
        break;
    case FacetSpot::Order:
        toggleOrder(index);
        break;
    case FacetSpot::Remove:
        emit removeWanted(*m_facets->fieldAt(index));
        break;
    case FacetSpot::None:
        break;
    }
}

// --- keyboard

bool FacetView::actOnKey(const QKeyEvent& event) {
    const QModelIndex index = currentIndex();
    if (!index.isValid())
        return false;
    if (event.matches(QKeySequence::Find)) {
        openSearch(index);
        return true;
    }
    switch (event.key()) {
    case Qt::Key_Space:
    case Qt::Key_Return:
    case Qt::Key_Enter:
        activate(index, event.modifiers());
        return true;
    case Qt::Key_Plus:
        choose(index, FacetEdit::Pick, event.modifiers());
        return true;
    case Qt::Key_Minus:
        choose(index, FacetEdit::Exclude, event.modifiers());
        return true;
    case Qt::Key_Delete:
        emit removeWanted(*m_facets->fieldAt(index));
        return true;
    default:
        break;
    }
    if (!isTyping(event))
        return false;
    openSearch(index, event.text());
    return true;
}

void FacetView::keyPressEvent(QKeyEvent* event) {
    if (m_facets == nullptr || !actOnKey(*event))
        QTreeView::keyPressEvent(event);
}

// --- mouse

FacetSpot FacetView::spotAt(const QPoint& position, const QModelIndex& index) const {
    if (!index.isValid())
        return FacetSpot::None;
    QStyleOptionViewItem option;
    initViewItemOption(&option);
    option.rect = visualRect(index);
    return FacetDelegate::geometry(option, index).spotAt(kindOf(index), position);
}

QRect FacetView::spotRect(const QModelIndex& index, FacetSpot spot) const {
    QStyleOptionViewItem option;
    initViewItemOption(&option);
    option.rect = visualRect(index);
    const FacetGeometry g = FacetDelegate::geometry(option, index);
    switch (spot) {
    case FacetSpot::Pick:
        return g.pick;
    case FacetSpot::Exclude:
        return g.exclude;
    case FacetSpot::Search:
        return g.search;
    case FacetSpot::Order:
        return g.order;
    case FacetSpot::Remove:
        return g.remove;
    case FacetSpot::Row:
        return g.gutter;
    case FacetSpot::None:
        break;
    }
    return {};
}

void FacetView::setHover(const QPoint& position) {
    const QModelIndex index = indexAt(position);
    m_delegate->setHover(index, spotAt(position, index));
    viewport()->update();
}

void FacetView::mousePressEvent(QMouseEvent* event) {
    const QModelIndex index = indexAt(event->position().toPoint());
    m_pressed = index;
    m_pressedSpot = event->button() == Qt::LeftButton ? spotAt(event->position().toPoint(), index) : FacetSpot::None;
    if (index.isValid())
        setCurrentIndex(index);
    event->accept();
}

void FacetView::mouseDoubleClickEvent(QMouseEvent* event) { mousePressEvent(event); } // two clicks are two clicks

void FacetView::mouseMoveEvent(QMouseEvent* event) {
    setHover(event->position().toPoint());
    event->accept();
}

void FacetView::mouseReleaseEvent(QMouseEvent* event) {
    const QPoint at = event->position().toPoint();
    const QModelIndex index = indexAt(at);
    const FacetSpot spot = spotAt(at, index);
    const bool isClick = event->button() == Qt::LeftButton && index.isValid() && m_pressed == index &&
                         m_pressedSpot == spot;
    m_pressed = QPersistentModelIndex();
    if (isClick)
        act(index, spot, event->modifiers());
    setHover(at);
    event->accept();
}

bool FacetView::viewportEvent(QEvent* event) {
    if (event->type() == QEvent::Leave) {
        m_delegate->setHover({}, FacetSpot::None);
        viewport()->update();
    }
    if (event->type() == QEvent::ToolTip) {
        const auto& help = static_cast<const QHelpEvent&>(*event);
        const QModelIndex index = indexAt(help.pos());
        QToolTip::showText(help.globalPos(), plainAsHtml(toolTip(index, spotAt(help.pos(), index))), viewport());
        return true;
    }
    return QTreeView::viewportEvent(event);
}

QString FacetView::toolTip(const QModelIndex& index, FacetSpot spot) const {
    if (!index.isValid())
        return {};
    switch (spot) {
    case FacetSpot::Pick:
        return tr("Filter for this value (+); with Alt in place of the others");
    case FacetSpot::Exclude:
        return tr("Filter this value out (−); with Alt in place of the others");
    case FacetSpot::Search:
        return tr("Search inside this facet (Ctrl+F, or just type)");
    case FacetSpot::Order:
        return headerOf(index).data(FacetModel::OrderRole).value<FacetOrder>() == FacetOrder::MostFrequent
                   ? tr("Show rare values first")
                   : tr("Show the most frequent values first");
    case FacetSpot::Remove:
        return tr("Remove this facet (Delete)");
    case FacetSpot::Row:
    case FacetSpot::None:
        break;
    }
    const QString raw = shortened(index.data(FacetModel::RawTextRole).toString(), 2'000);
    if (kindOf(index) != RowKind::Value)
        return raw;
    return tr("%1\n%2 events, %3 %")
        .arg(visibleText(raw), FacetDelegate::countText(index),
             QLocale().toString(index.data(FacetModel::ShareRole).toDouble() * 100, 'f', 1));
}

// --- menu

void FacetView::fillMenu(QMenu& menu, const QModelIndex& index) {
    const auto add = [&](const QString& text, auto action) {
        connect(menu.addAction(text), &QAction::triggered, this, action);
    };
    const QPersistentModelIndex at(index);
    if (m_facets->canPick(index)) {
        add(tr("&Filter for"), [=, this] { choose(at, FacetEdit::Pick, {}); });
        add(tr("Filter &out"), [=, this] { choose(at, FacetEdit::Exclude, {}); });
        add(tr("&Only this"), [=, this] { choose(at, FacetEdit::Only, {}); });
        add(tr("All &but this"), [=, this] { choose(at, FacetEdit::AllBut, {}); });
        if (kindOf(index) == RowKind::Value)
            add(tr("&Copy value"),
                [=] { QGuiApplication::clipboard()->setText(at.data(FacetModel::RawTextRole).toString()); });
        menu.addSeparator();
    }
    const bool isRareFirst =
        headerOf(index).data(FacetModel::OrderRole).value<FacetOrder>() == FacetOrder::RareFirst;
    add(tr("&Search in this facet"), [=, this] { openSearch(at); });
    add(isRareFirst ? tr("&Most frequent first") : tr("&Rare first"), [=, this] { toggleOrder(at); });
    add(tr("Remove &facet"), [=, this] {
        if (const auto field = m_facets->fieldAt(at))
            emit removeWanted(*field);
    });
    if (const auto field = m_facets->fieldAt(index))
        emit menuOpening(menu, *field, kindOf(index) == RowKind::Value ? m_facets->choiceAt(index) : FacetChoice());
}

void FacetView::contextMenuEvent(QContextMenuEvent* event) {
    const bool isMouse = event->reason() == QContextMenuEvent::Mouse;
    const QModelIndex index = isMouse ? indexAt(event->pos()) : currentIndex();
    if (!index.isValid())
        return;
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    fillMenu(*menu, index);
    menu->popup(isMouse ? event->globalPos() : viewport()->mapToGlobal(visualRect(index).bottomLeft()));
}

// --- search

void FacetView::openSearch(const QModelIndex& index, const QString& typed) {
    const QModelIndex header = headerOf(index);
    m_searched = header;
    setExpanded(header, true);
    scrollTo(header);
    m_delegate->setSearching(header);
    m_search->setAccessibleName(tr("Search in %1").arg(header.data().toString()));
    m_search->setPlaceholderText(header.data().toString());
    m_search->setText(typed.isEmpty() ? header.data(FacetModel::SearchRole).toString() : typed);
    placeSearch();
    m_search->show();
    m_search->setFocus(Qt::OtherFocusReason);
    if (!typed.isEmpty())
        emit searchWanted(*m_facets->fieldAt(header), typed);
    viewport()->update();
}

void FacetView::closeSearch() {
    m_search->hide();
    m_searched = QPersistentModelIndex();
    m_delegate->setSearching({});
    viewport()->update();
}

void FacetView::placeSearch() {
    if (!m_searched.isValid()) {
        m_search->hide();
        return;
    }
    QStyleOptionViewItem option;
    initViewItemOption(&option);
    option.rect = visualRect(m_searched);
    const QRect text = FacetDelegate::geometry(option, m_searched).text;
    m_search->setGeometry(text.adjusted(-4, 0, 0, 0));
}

void FacetView::scrollContentsBy(int dx, int dy) {
    QTreeView::scrollContentsBy(dx, dy);
    placeSearch();
}

void FacetView::resizeEvent(QResizeEvent* event) {
    QTreeView::resizeEvent(event);
    placeSearch();
}

void FacetView::doItemsLayout() {
    QTreeView::doItemsLayout();
    placeSearch();
    updateGeometry();
}

// --- keeping place

QSize FacetView::viewportSizeHint() const {
    const QModelIndex last = m_facets != nullptr && m_facets->rowCount() > 0
                                 ? m_facets->index(m_facets->rowCount() - 1, 0)
                                 : QModelIndex();
    if (!last.isValid())
        return {160, 0};
    const int below = isExpanded(last) ? m_facets->rowCount(last) : 0;
    const QRect bottom = visualRect(below > 0 ? m_facets->index(below - 1, 0, last) : last);
    return {160, bottom.bottom() + 1 + verticalScrollBar()->value()};
}

void FacetView::rememberCurrent() {
    m_keptHeader = currentIndex().parent();
    m_keepsValue = m_facets->canPick(currentIndex());
    m_keptValue = m_facets->choiceAt(currentIndex());
}

void FacetView::restoreCurrent() {
    updateGeometry();
    placeSearch();
    if (!m_keptHeader.isValid() || !m_keepsValue)
        return;
    for (int row = 0; row < m_facets->rowCount(m_keptHeader); ++row) {
        const QModelIndex index = m_facets->index(row, 0, m_keptHeader);
        if (m_facets->canPick(index) && m_facets->choiceAt(index) == m_keptValue) {
            selectionModel()->setCurrentIndex(index, QItemSelectionModel::NoUpdate);
            return;
        }
    }
}

} // namespace rastro
