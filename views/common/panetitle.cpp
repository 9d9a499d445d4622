// SPDX-License-Identifier: Apache-2.0
#include "common/panetitle.h"

#include "common/fonts.h"

#include <QDockWidget>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

namespace rastro {

PaneTitle::PaneTitle(QDockWidget& pane) : QWidget(&pane) {
    auto* name = new QLabel(pane.windowTitle(), this);
    name->setTextFormat(Qt::PlainText);
    name->setFont(bold(scaled(font(), 0.9)));
    name->setForegroundRole(QPalette::PlaceholderText);
    auto* hide = new QToolButton(this);
    hide->setText(QStringLiteral("✕"));
    hide->setAutoRaise(true);
    hide->setAccessibleName(tr("Hide the pane %1").arg(pane.windowTitle()));
    hide->setToolTip(tr("Hide; the View menu brings it back"));
    connect(hide, &QToolButton::clicked, &pane, &QDockWidget::close);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(10, 0, 2, 0);
    row->addWidget(name);
    row->addStretch();
    row->addWidget(hide);
}

} // namespace rastro
