// SPDX-License-Identifier: Apache-2.0
#include "start/startpage.h"

#include "common/fonts.h"
#include "common/plaintext.h"
#include "common/theme.h"

#include <QEvent>
#include <QFrame>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace rastro {

namespace {

constexpr int kMostRecent = 6;
constexpr int kPathCharacters = 76;

QLabel* centred(const QString& text, const QFont& font, QWidget* parent) {
    auto* label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setText(text);
    label->setFont(font);
    label->setAlignment(Qt::AlignCenter);
    label->setWordWrap(true);
    return label;
}

// The end of a path tells more than its beginning.
QString shortPath(const QByteArray& path) {
    const QString text = visibleText(QString::fromLocal8Bit(path));
    return text.size() <= kPathCharacters ? text : QChar(0x2026) + text.right(kPathCharacters - 1);
}

} // namespace

StartPage::StartPage(QWidget* parent)
    : QWidget(parent)
    , m_dropArea(new QFrame(this))
    , m_recent(new QWidget(this)) {
    setAccessibleName(tr("Start"));
    createDropArea();
    createRecent();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(24, 24, 24, 24);
    column->addStretch(2);
    column->addWidget(m_dropArea, 0, Qt::AlignHCenter);
    column->addSpacing(24);
    column->addWidget(m_recent, 0, Qt::AlignHCenter);
    column->addStretch(3);
    setRecent({});
    paintDropArea();
}

void StartPage::createDropArea() {
    m_dropArea->setObjectName(QStringLiteral("dropArea"));
    m_dropArea->setMinimumSize(560, 300);
    m_dropArea->setAccessibleName(tr("Drop area"));
    auto* column = new QVBoxLayout(m_dropArea);
    column->setContentsMargins(32, 40, 32, 32);
    column->setSpacing(8);
    column->addStretch();
    column->addWidget(centred(tr("Drop CloudTrail logs here"), bold(scaled(font(), 1.6)), m_dropArea));
    auto* hint = centred(tr("A trail folder, log files, zip or tar archives, in any mix.\n"
                            "Nothing leaves this machine, and nothing is written to the logs."),
                         font(), m_dropArea);
    hint->setForegroundRole(QPalette::PlaceholderText);
    column->addWidget(hint);
    column->addSpacing(16);
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    row->addStretch();
    const auto addButton = [&](const QString& text, void (StartPage::*wish)()) {
        auto* button = new QPushButton(text, m_dropArea);
        button->setMinimumHeight(fontMetrics().height() * 2);
        button->setAutoDefault(true); // Enter presses it
        connect(button, &QPushButton::clicked, this, wish);
        row->addWidget(button);
        return button;
    };
    setFocusProxy(addButton(tr("Open folder…"), &StartPage::folderRequested));
    addButton(tr("Open files…"), &StartPage::filesRequested);
    m_sample = addButton(tr("Open the &sample"), &StartPage::sampleRequested);
    m_sample->setToolTip(tr("A small made-up story: two days, two accounts, a leaked key"));
    row->addStretch();
    column->addLayout(row);
    column->addStretch();
}

void StartPage::createRecent() {
    auto* column = new QVBoxLayout(m_recent);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    auto* title = centred(tr("Opened lately"), bold(font()), m_recent);
    title->setForegroundRole(QPalette::PlaceholderText);
    title->setAlignment(Qt::AlignLeft);
    column->addWidget(title);
    m_recentList = new QVBoxLayout;
    m_recentList->setSpacing(0);
    column->addLayout(m_recentList);
}

void StartPage::setRecent(const QList<QByteArray>& paths) {
    while (QLayoutItem* item = m_recentList->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (const QByteArray& path : paths.mid(0, kMostRecent)) {
        auto* button = new QPushButton(shortPath(path).replace(u'&', QLatin1String("&&")), m_recent);
        button->setFlat(true);
        button->setAutoDefault(true);
        button->setFont(monospace(font()));
        button->setStyleSheet(QStringLiteral("text-align:left; padding:3px 6px;"));
        button->setAccessibleName(tr("Open %1").arg(shortPath(path)));
        connect(button, &QPushButton::clicked, this, [this, path] { emit openRequested({path}); });
        m_recentList->addWidget(button);
    }
    m_recent->setVisible(!paths.isEmpty());
}

void StartPage::setSampleAvailable(Qt::CheckState isThere) { m_sample->setVisible(isThere == Qt::Checked); }

void StartPage::setDropHighlighted(bool isOver) {
    m_isOver = isOver;
    paintDropArea();
}

void StartPage::paintDropArea() {
    const Theme& theme = Theme::of(palette());
    m_dropArea->setStyleSheet(QStringLiteral("#dropArea { background:%1; border:2px dashed %2; border-radius:12px; }")
                                  .arg(theme.pane.name(), (m_isOver ? theme.accent : theme.line).name()));
}

void StartPage::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        paintDropArea();
}

} // namespace rastro
