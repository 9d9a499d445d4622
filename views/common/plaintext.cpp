// SPDX-License-Identifier: Apache-2.0
#include "common/plaintext.h"

#include <QLabel>

namespace rastro {

QLabel* makePlainLabel(QWidget* parent) {
    auto* label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    return label;
}

void setPlainText(QLabel& label, const QString& untrusted) {
    label.setTextFormat(Qt::PlainText);
    label.setText(visibleText(untrusted, LineBreaks::Keep));
}

QString plainAsHtml(const QString& untrusted) {
    if (untrusted.isEmpty())
        return {};
    return QLatin1String("<p style='white-space:pre-wrap'>") +
           visibleText(untrusted, LineBreaks::Keep).toHtmlEscaped() + QLatin1String("</p>");
}

void setPlainToolTip(QWidget& widget, const QString& untrusted) {
    widget.setToolTip(plainAsHtml(untrusted));
}

} // namespace rastro
