// SPDX-License-Identifier: Apache-2.0
#include "status/statusline.h"

#include "common/fonts.h"
#include "common/plaintext.h"
#include "common/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QProgressBar>
#include <QToolButton>

#include <chrono>

namespace rastro {

namespace {

QString number(quint64 n) { return QLocale().toString(n); }

} // namespace

StatusLine::StatusLine(QWidget* parent)
    : QWidget(parent)
    , m_problems(new QToolButton(this))
    , m_progress(new QWidget(this))
    , m_progressText(new QLabel(this))
    , m_progressBar(new QProgressBar(this))
    , m_cancel(new QToolButton(this)) {
    setAccessibleName(tr("Status"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(8, 2, 12, 2);
    row->setSpacing(16);
    m_problems->setAutoRaise(true);
    m_problems->setFont(bold(font()));
    m_problems->setToolTip(tr("List what could not be read"));
    m_problems->hide();
    connect(m_problems, &QToolButton::clicked, this, &StatusLine::problemsRequested);
    m_passing.setSingleShot(true);
    connect(&m_passing, &QTimer::timeout, this, [this] { m_hint->clear(); });
    row->addWidget(m_problems);
    m_counts = addLabel(*row);
    m_counts->setAccessibleName(tr("Counts"));
    m_conflicts = new QToolButton(this);
    m_conflicts->setAutoRaise(true);
    m_conflicts->setToolTip(tr("Show the events whose id another event with other content has too"));
    m_conflicts->hide();
    connect(m_conflicts, &QToolButton::clicked, this, &StatusLine::conflictsRequested);
    row->addWidget(m_conflicts);
    m_rest = addLabel(*row);
    m_hint = addLabel(*row);
    m_hint->setForegroundRole(QPalette::PlaceholderText);
    m_hint->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    row->setStretchFactor(m_hint, 1);
    createProgress(*row);
    m_zone = addLabel(*row);
    m_zone->setText(tr("times in UTC"));
    m_zone->setForegroundRole(QPalette::PlaceholderText);
    hideProgress();
}

QLabel* StatusLine::addLabel(QHBoxLayout& row) {
    auto* label = new QLabel(this);
    label->setTextFormat(Qt::PlainText);
    row.addWidget(label);
    return label;
}

void StatusLine::createProgress(QHBoxLayout& row) {
    auto* inner = new QHBoxLayout(m_progress);
    inner->setContentsMargins(0, 0, 0, 0);
    inner->setSpacing(8);
    m_progressText->setTextFormat(Qt::PlainText);
    m_progressText->setAccessibleName(tr("Progress"));
    m_progressBar->setTextVisible(false);
    m_progressBar->setFixedSize(120, 8);
    m_progressBar->setAccessibleName(tr("Progress"));
    m_cancel->setText(tr("Cancel"));
    m_cancel->setToolTip(tr("Stop; what is loaded stays (Esc)"));
    connect(m_cancel, &QToolButton::clicked, this, &StatusLine::cancelRequested);
    inner->addWidget(m_progressText);
    inner->addWidget(m_progressBar);
    inner->addWidget(m_cancel);
    row.addWidget(m_progress);
}

void StatusLine::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        setFacts(m_facts); // its colours are of the theme
}

void StatusLine::setFacts(const StatusFacts& f) {
    m_facts = f;
    const Theme& theme = Theme::of(palette());
    m_problems->setVisible(f.problems > 0);
    m_problems->setText(f.problems == 1 ? tr("1 problem") : tr("%1 problems").arg(number(f.problems)));
    QPalette colors = palette();
    colors.setColor(QPalette::ButtonText, theme.deniedText);
    m_problems->setPalette(colors);
    m_conflicts->setVisible(f.conflicts > 0);
    m_conflicts->setText(f.conflicts == 1 ? tr("1 conflict") : tr("%1 conflicts").arg(number(f.conflicts)));
    m_rest->setVisible(f.wasCancelled && f.hasEvents);
    m_rest->setText(tr("load cancelled"));
    if (!f.hasEvents && !f.isLoading) {
        m_counts->setText(f.wasCancelled ? tr("cancelled before an event was read") : QString());
        return;
    }
    const bool isPartial = f.isLoading || f.wasCancelled;
    QStringList parts;
    parts << (isPartial ? tr("%1 loaded so far").arg(number(f.loaded)) : tr("%1 loaded").arg(number(f.loaded)));
    parts << tr("%1 shown").arg(number(f.shown));
    parts << tr("%1 selected").arg(number(f.selected));
    if (f.duplicates > 0)
        parts << (f.duplicates == 1 ? tr("1 duplicate") : tr("%1 duplicates").arg(number(f.duplicates)));
    m_counts->setText(parts.join(QStringLiteral("    ")));
}

void StatusLine::showProgress(const QString& what, int permille) {
    m_progressText->setText(what);
    m_progressBar->setRange(0, permille < 0 ? 0 : 1000);
    m_progressBar->setValue(permille);
    m_progress->show();
    emit progressShown();
}

void StatusLine::hideProgress() {
    m_progress->hide();
    emit progressHidden();
}

void StatusLine::setHint(const QString& plainText) {
    m_passing.stop();
    m_hint->setText(visibleText(plainText));
}

void StatusLine::say(const QString& plainText) {
    constexpr std::chrono::seconds kRead{8};
    setHint(plainText);
    m_passing.start(kRead);
}

} // namespace rastro
