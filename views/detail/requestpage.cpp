// SPDX-License-Identifier: Apache-2.0
#include "detail/requestpage.h"

#include "common/fonts.h"
#include "common/plaintext.h"
#include "common/theme.h"
#include "detail/jsontreeview.h"

#include <QGridLayout>
#include <QLabel>
#include <QScrollBar>
#include <QVBoxLayout>

namespace rastro {

namespace {

constexpr int kWideEnough = 640; // for two columns of JSON

QLabel* dimLabel(const QString& text, QWidget* parent) {
    auto* label = makePlainLabel(parent);
    label->setText(text);
    label->setForegroundRole(QPalette::PlaceholderText);
    return label;
}

} // namespace

RequestPage::RequestPage(QWidget* parent) : QScrollArea(parent) {
    setAccessibleName(tr("Request and response"));
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* page = new QWidget(this);
    page->setBackgroundRole(QPalette::Base);
    page->setAutoFillBackground(true);
    m_grid = new QGridLayout(page);
    m_grid->setContentsMargins(12, 8, 12, 12);
    m_grid->setHorizontalSpacing(24);
    m_grid->setVerticalSpacing(12);
    addSection("requestParameters", tr("Request"));
    addSection("responseElements", tr("Response"));
    addSection("userIdentity", tr("Who"));
    addSection("additionalEventData", tr("More"));
    addSection("serviceEventDetails", tr("Service event"));
    addSection("insightDetails", tr("Insight"));
    addSection("resources", tr("Resources"));
    setWidget(page);
    arrange();
}

void RequestPage::addSection(const char* member, const QString& title) {
    Section s;
    s.member = member;
    s.box = new QWidget(this);
    auto* column = new QVBoxLayout(s.box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    auto* heading = new QHBoxLayout;
    s.title = dimLabel(title.toUpper(), s.box);
    s.title->setFont(bold(scaled(font(), 0.9)));
    heading->addWidget(s.title);
    heading->addStretch();
    auto* name = dimLabel(QLatin1String(member), s.box);
    name->setFont(scaled(font(), 0.9));
    heading->addWidget(name);
    column->addLayout(heading);
    s.empty = dimLabel(QString(), s.box);
    s.empty->setFont(scaled(monospace(font()), 0.95));
    column->addWidget(s.empty);
    s.model = std::make_unique<JsonTreeModel>();
    s.tree = new JsonTreeView(JsonTreeView::Height::OfContents, s.box);
    s.tree->setAccessibleName(title);
    s.tree->setJsonModel(s.model.get());
    column->addWidget(s.tree);
    column->addStretch();
    connect(s.tree, &JsonTreeView::currentShown, this, [this, tree = s.tree](const QRect& rect) {
        const QPoint middle = tree->mapTo(widget(), rect.center());
        ensureVisible(0, middle.y(), 0, rect.height());
    });
    m_sections.push_back(std::move(s));
}

void RequestPage::show(const EventDetail& detail) {
    m_foundIn = 0;
    for (Section& section : m_sections)
        fill(section, detail);
    verticalScrollBar()->setValue(0);
}

void RequestPage::fill(Section& section, const EventDetail& detail) {
    const json::Tree::Index node =
        detail.tree ? detail.tree->find({std::string_view(section.member)}) : json::Tree::kNone;
    const bool isMain = &section - m_sections.data() < 3;
    const bool isThere = node != json::Tree::kNone;
    const bool isNull = isThere && detail.tree->node(node).type == json::Tree::Type::Null;
    const bool isBlank = isThere && detail.tree->isContainer(node) && detail.tree->node(node).childCount == 0;
    section.box->setVisible(isMain || (isThere && !isNull));
    section.empty->setVisible(!isThere || isNull || isBlank);
    section.tree->setVisible(isThere && !isNull && !isBlank);
    if (!isThere)
        section.empty->setText(tr("not in the record"));
    else
        section.empty->setText(isNull ? QStringLiteral("null") : isBlank ? QStringLiteral("{}") : QString());
    if (section.tree->isVisibleTo(section.box))
        section.model->setValue(detail.tree, node, QLatin1String(section.member));
    else
        section.model->clear();
}

void RequestPage::resizeEvent(QResizeEvent* event) {
    QScrollArea::resizeEvent(event);
    if ((viewport()->width() >= kWideEnough) != m_isWide) {
        m_isWide = !m_isWide;
        arrange();
    }
}

void RequestPage::arrange() {
    int row = 0;
    for (std::size_t i = 0; i < m_sections.size(); ++i) {
        m_grid->removeWidget(m_sections[i].box);
        if (m_isWide && i < 2)
            m_grid->addWidget(m_sections[i].box, 0, static_cast<int>(i), Qt::AlignTop);
        else
            m_grid->addWidget(m_sections[i].box, ++row, 0, 1, m_isWide ? 2 : 1, Qt::AlignTop);
    }
    m_grid->setColumnStretch(0, 1);
    m_grid->setColumnStretch(1, m_isWide ? 1 : 0);
    m_grid->setRowStretch(static_cast<int>(m_sections.size()) + 1, 1);
}

bool RequestPage::find(const QString& text, JsonTreeModel::Direction direction) {
    const std::size_t count = m_sections.size();
    const std::size_t step = direction == JsonTreeModel::Direction::Backward ? count - 1 : 1;
    for (std::size_t tried = 0, i = m_foundIn; tried <= count; ++tried, i = (i + step) % count) {
        Section& s = m_sections[i];
        const QModelIndex from = tried == 0 ? s.tree->currentIndex() : QModelIndex();
        const QModelIndex hit = s.model->find(text, from, direction);
        if (!hit.isValid())
            continue;
        for (const Section& other : m_sections)
            other.tree->selectionModel()->clear();
        m_foundIn = i;
        s.tree->reveal(hit);
        return true;
    }
    return false;
}

void RequestPage::markFound(const QString& text) {
    for (const Section& s : m_sections)
        s.tree->setFoundText(text);
}

std::optional<FindResult> RequestPage::foundNow(const QString& text) const {
    FindResult all;
    for (const Section& s : m_sections) {
        const auto here = s.tree->foundNow(text);
        if (!here)
            return std::nullopt;
        if (here->place > 0)
            all.place = all.count + here->place;
        all.count += here->count;
        all.isFound = all.isFound || here->isFound;
    }
    return all;
}

} // namespace rastro
