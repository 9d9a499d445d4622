// SPDX-License-Identifier: Apache-2.0
// The hands of TimelineView for which lanes there are: by what, below what, in which order, folded, searched.
#include "timeline/timelineview.h"

#include "common/fonts.h"
#include "common/plaintext.h"
#include "items/nicknames.h"
#include "items/visibletext.h"
#include "timeline/timelinetext.h"

#include <QAction>
#include <QActionGroup>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QMenu>
#include <QScrollBar>
#include <QToolButton>

namespace rastro {

namespace {

QString menuText(const AnyColumn& column) {
    return visibleText(shortened(laneColumnName(column), 40)).replace(u'&', QStringLiteral("&&"));
}

} // namespace

// --- whose lanes, and their order

void TimelineView::setLaneWish(const LaneSetting& setting) {
    m_laneSetting = setting;
    const QString by = visibleText(shortened(laneColumnName(setting.column), 16));
    m_laneButton->setText(setting.groups
                              ? tr("%1 › %2 ▾").arg(visibleText(shortened(laneColumnName(*setting.groups), 12)), by)
                              : tr("by %1 ▾").arg(by));
    placeButtons();
}

void TimelineView::wishLanes(const LaneSetting& setting) {
    if (setting.groups != m_laneSetting.groups)
        m_laneChoice.folds.clear();
    if (setting.groups != m_laneSetting.groups || setting.column != m_laneSetting.column)
        m_laneSearch->clear(); // what was looked for is no value of these
    emit lanesWanted(setting);
}

void TimelineView::fillLaneColumns(QMenu& menu) {
    auto* one = new QActionGroup(&menu);
    const auto add = [&](const AnyColumn& column) {
        QAction* action = menu.addAction(menuText(column));
        action->setCheckable(true);
        action->setChecked(column == m_laneSetting.column && !m_laneSetting.groups);
        one->addAction(action);
        connect(action, &QAction::triggered, this, [this, column] { wishLanes({column, {}, m_laneSetting.order}); });
    };
    const std::vector<AnyColumn>& columns = laneColumns();
    std::ranges::for_each(columns, add);
    if (std::ranges::find(columns, m_laneSetting.column) == columns.end())
        add(m_laneSetting.column);
}

void TimelineView::fillLaneGroups(QMenu& menu) {
    auto* one = new QActionGroup(&menu);
    const auto add = [&](const QString& text, const std::optional<AnyColumn>& groups, const AnyColumn& column) {
        QAction* action = menu.addAction(text);
        action->setCheckable(true);
        action->setChecked(m_laneSetting.groups == groups && m_laneSetting.column == column);
        one->addAction(action);
        connect(action, &QAction::triggered, this, [this, groups, column] {
            wishLanes({column, groups, m_laneSetting.order});
        });
    };
    const AnyColumn session(Finding::Session);
    add(tr("&Nothing"), {}, m_laneSetting.column);
    menu.addSeparator();
    add(tr("&Origin, its sessions below"), AnyColumn(Finding::Origin), session);
    add(tr("&Person, their sessions below"), AnyColumn(Finding::Person), session);
    add(tr("&Access key, its clients below"), AnyColumn(Column::IdentityAccessKeyId), AnyColumn(Finding::Client));
    menu.addSeparator();
    const AnyColumn& lanes = m_laneSetting.column;
    for (const AnyColumn& column : laneColumns()) {
        if (column != lanes &&
            !(lanes == session && (column == AnyColumn(Finding::Origin) || column == AnyColumn(Finding::Person))))
            add(tr("%1, %2 below").arg(menuText(column), menuText(lanes)), column, lanes);
    }
}

void TimelineView::fillLaneOrders(QMenu& menu) {
    auto* one = new QActionGroup(&menu);
    const std::pair<LaneOrder, QString> orders[] = {{LaneOrder::Telling, tr("&Changes and denials first")},
                                                    {LaneOrder::Activity, tr("&Most events first")},
                                                    {LaneOrder::FirstSeen, tr("&First seen first")},
                                                    {LaneOrder::Name, tr("By &name")}};
    for (const auto& [order, text] : orders) {
        QAction* action = menu.addAction(text);
        action->setCheckable(true);
        action->setChecked(order == m_laneSetting.order);
        one->addAction(action);
        connect(action, &QAction::triggered, this, [this, order = order] {
            wishLanes({m_laneSetting.column, m_laneSetting.groups, order});
        });
    }
}

void TimelineView::addLaneMenus(QMenu& menu, const std::optional<Hit>& hit) {
    fillLaneColumns(*menu.addMenu(tr("Lanes b&y")));
    fillLaneGroups(*menu.addMenu(tr("Lanes &grouped by")));
    fillLaneOrders(*menu.addMenu(tr("O&rder of lanes")));
    const bool isOnGroup = hit && !isCompact() && hit->lane < laneCount() && m_lanes->lanes()[hit->lane].isGroup();
    if (isOnGroup) {
        const std::size_t lane = hit->lane;
        menu.addAction(m_lanes->lanes()[lane].isFolded ? tr("Unfold this group\tSpace") : tr("Fold this group\tSpace"),
                       this, [this, lane] { toggleFold(lane); });
    }
    if (m_lanes && m_lanes->hasGroups() && !isCompact()) {
        menu.addAction(tr("Fold &all groups"), this, [this] { foldAll(true); });
        menu.addAction(tr("Unfold all grou&ps"), this, [this] { foldAll(false); });
    }
    QAction* find = menu.addAction(tr("Fin&d a lane\tF"), this, &TimelineView::findLane);
    find->setEnabled(!isCompact());
    const int names = geometryNow().names.width();
    menu.addAction(tr("&Wider names"), this, [this, names] { setNamesWidth(names * 5 / 4); });
    menu.addAction(tr("Narrower names"), this, [this, names] { setNamesWidth(names * 4 / 5); });
    menu.addSeparator();
}

// --- folds

void TimelineView::toggleFold(std::size_t lane) {
    if (lane >= laneCount() || !m_lanes->lanes()[lane].isGroup())
        return;
    const Lane& group = m_lanes->lanes()[lane];
    LaneChoice choice = m_laneChoice;
    if (group.level == Lane::Level::Services)
        choice.areServicesFolded = !group.isFolded;
    else
        choice.folds[std::string(group.key)] = !group.isFolded;
    m_cursor = {lane, std::nullopt};
    choose(choice);
    announce();
}

void TimelineView::foldAll(bool areFolded) {
    LaneChoice choice = m_laneChoice;
    choice.folds.clear();
    choice.areFolded = areFolded;
    choose(choice);
}

void TimelineView::choose(const LaneChoice& choice) {
    if (choice == m_laneChoice)
        return;
    m_laneChoice = choice;
    emit choiceWanted(m_laneChoice);
}

// The triangle before a group's name.
bool TimelineView::isOnFold(QPoint point) const {
    const TimelineLayout layout = geometryNow();
    const auto hit = hitAt(point);
    if (!hit || isCompact() || layout.partAt(point) != TimelineLayout::Part::Names ||
        !m_lanes->lanes()[hit->lane].isGroup())
        return false;
    const QRect name = layout.rowName(static_cast<int>(hit->lane - firstLane()));
    return layoutDirection() == Qt::LeftToRight ? point.x() < name.left() + kFoldWidth
                                                : point.x() > name.right() - kFoldWidth;
}

// --- search

void TimelineView::createLaneSearch() {
    m_laneSearch = new QLineEdit(viewport());
    m_laneSearch->setObjectName(QStringLiteral("laneSearch"));
    m_laneSearch->setPlaceholderText(tr("Find a lane (F)"));
    m_laneSearch->setAccessibleName(tr("Find a lane"));
    m_laneSearch->setToolTip(
        tr("Shows only lanes whose name holds this text. Enter goes to them, Esc shows all again."));
    m_laneSearch->setFrame(false);
    m_laneSearch->setClearButtonEnabled(true);
    m_laneSearch->setMaxLength(200);
    m_laneSearch->setFocusPolicy(Qt::ClickFocus); // and by F
    m_laneSearch->setCursor(Qt::IBeamCursor);
    m_laneSearch->installEventFilter(this);
    m_laneSearch->hide();
    m_laneCount = new QLabel(viewport());
    m_laneCount->setTextFormat(Qt::PlainText);
    m_laneCount->setAlignment(Qt::AlignTrailing | Qt::AlignVCenter);
    m_laneCount->hide();
    connect(m_laneSearch, &QLineEdit::textChanged, this, [this](const QString& text) {
        LaneChoice choice = m_laneChoice;
        choice.search = text.trimmed().toStdString();
        choice.alsoFound.clear();
        for (std::string& value : choice.search.empty() ? std::vector<std::string>() : Nicknames::calledLike(text.trimmed()))
            choice.alsoFound.insert(std::move(value));
        choose(choice);
        tellFoundLanes();
    });
}

// Beside the time of the cursor, where nothing else stands.
void TimelineView::placeLaneSearch(const TimelineLayout& layout) {
    const bool isSearching = !m_laneChoice.search.empty();
    const bool isWanted = !isCompact() && m_lanes && !m_lanes->isEmpty() &&
                          (isSearching || m_laneSearch->hasFocus() || static_cast<int>(laneCount()) > layout.rows());
    const QRect footer(layout.names.left() + 8, layout.footer.top() + 1, layout.names.width() - 16,
                       layout.footer.height() - 2);
    const int counted = isSearching ? QFontMetrics(font()).horizontalAdvance(m_laneCount->text()) + 8 : 0;
    const bool isLeft = layoutDirection() == Qt::LeftToRight;
    m_laneSearch->setFont(scaled(font(), 0.9));
    m_laneCount->setFont(m_laneSearch->font());
    m_laneSearch->setGeometry(footer.adjusted(isLeft ? 0 : counted, 0, isLeft ? -counted : 0, 0));
    m_laneCount->setGeometry(isLeft ? QRect(footer.right() - counted, footer.top(), counted, footer.height())
                                    : QRect(footer.left(), footer.top(), counted, footer.height()));
    m_laneSearch->setVisible(isWanted);
    m_laneCount->setVisible(isWanted && isSearching);
}

void TimelineView::tellFoundLanes() {
    const auto found =
        m_lanes ? std::ranges::count_if(m_lanes->lanes(), [](const Lane& lane) { return !lane.isGroup(); }) : 0;
    const QLocale locale;
    m_laneCount->setText(m_laneChoice.search.empty() || !m_lanes
                             ? QString()
                             : tr("%1 of %2")
                                   .arg(locale.toString(static_cast<qulonglong>(found)),
                                        locale.toString(static_cast<qulonglong>(m_lanes->laneCount()))));
    placeLaneSearch(geometryNow());
}

void TimelineView::findLane() {
    if (isCompact() || !m_lanes)
        return;
    m_laneSearch->show(); // else it takes no focus
    m_laneSearch->setFocus(Qt::ShortcutFocusReason);
    m_laneSearch->selectAll();
    placeLaneSearch(geometryNow());
}

bool TimelineView::clearLaneSearch() {
    if (m_laneChoice.search.empty())
        return false;
    m_laneSearch->clear();
    announce();
    return true;
}

// Keys of the search that are not text.
bool TimelineView::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::Enter)
        forgetHovered();
    if (watched != m_laneSearch)
        return QAbstractScrollArea::eventFilter(watched, event);
    const bool isKey = event->type() == QEvent::KeyPress || event->type() == QEvent::ShortcutOverride;
    const int key = isKey ? static_cast<QKeyEvent*>(event)->key() : 0;
    const bool isEscape = key == Qt::Key_Escape;
    const bool isDone = key == Qt::Key_Return || key == Qt::Key_Enter || key == Qt::Key_Down;
    if (event->type() == QEvent::FocusOut)
        QMetaObject::invokeMethod(
            this, [this] { placeLaneSearch(geometryNow()); }, Qt::QueuedConnection);
    if (!isEscape && !isDone)
        return QAbstractScrollArea::eventFilter(watched, event);
    event->accept();
    if (event->type() == QEvent::ShortcutOverride) // of the window: theirs are other keys now
        return true;
    if (isEscape)
        m_laneSearch->clear();
    setFocus(Qt::OtherFocusReason);
    m_area = Area::Lanes;
    if (isDone && laneCount() > 0)
        moveCursor({0, std::nullopt});
    placeLaneSearch(geometryNow());
    return true;
}

} // namespace rastro
