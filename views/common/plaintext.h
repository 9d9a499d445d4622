// SPDX-License-Identifier: Apache-2.0
//
// The one way text from logs gets into widgets: never as rich text, invisible characters as visible escapes.
// Labels and tool tips that show such text are made here. GUI thread.
#pragma once

#include "items/visibletext.h"

class QLabel;
class QWidget;

namespace rastro {

// A label that never takes its text for HTML; selectable with mouse and keyboard.
QLabel* makePlainLabel(QWidget* parent = nullptr);
void setPlainText(QLabel& label, const QString& untrusted);

// Plain text as the HTML of exactly that text: for tool tips and message boxes, which guess what they are given.
QString plainAsHtml(const QString& untrusted);
void setPlainToolTip(QWidget& widget, const QString& untrusted);

} // namespace rastro
