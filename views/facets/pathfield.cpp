// SPDX-License-Identifier: Apache-2.0
#include "facets/pathfield.h"

#include "common/theme.h"
#include "items/visibletext.h"
#include "query/anycolumn.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QKeyEvent>
#include <QStandardItemModel>

namespace rastro {

namespace {

constexpr int kPathRole = Qt::UserRole + 1;

} // namespace

PathField::PathField(QWidget* parent) : QLineEdit(parent), m_suggestions(new QStandardItemModel(this)) {
    setObjectName(QStringLiteral("facetPath"));
    setPlaceholderText(tr("+ any path…"));
    setAccessibleName(tr("Add a facet of any field or path"));
    setToolTip(tr("A field or a path into the record, as in filters: requestParameters.bucketName"));
    setFrame(false);
    setMaxLength(4'000);
    setTextMargins(18, 2, 4, 2); // in line with the values
    auto* completer = new QCompleter(m_suggestions, this);
    completer->setCompletionRole(kPathRole); // shown is the display role, made safe to look at
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    completer->setFilterMode(Qt::MatchContains);
    completer->setMaxVisibleItems(12);
    setCompleter(completer);
    connect(this, &QLineEdit::returnPressed, this, [this] { give(text()); });
    connect(this, &QLineEdit::textEdited, this, [this] { show(Verdict::Good); });
    show(Verdict::Good);
}

void PathField::setSuggestions(const QStringList& paths) {
    m_suggestions->clear();
    for (const QString& path : paths) {
        auto* item = new QStandardItem(visibleText(shortened(path, 300)));
        item->setData(path, kPathRole);
        item->setEditable(false);
        m_suggestions->appendRow(item);
    }
}

void PathField::give(const QString& text) {
    const QString path = text.trimmed();
    if (path.isEmpty())
        return;
    if (!AnyColumn::named(path.toStdString())) {
        show(Verdict::NoField);
        return;
    }
    clear();
    emit fieldGiven(path);
}

void PathField::show(Verdict verdict) {
    m_verdict = verdict;
    const Theme& theme = Theme::of(palette());
    QPalette colors = palette();
    colors.setColor(QPalette::Base, theme.window);
    colors.setColor(QPalette::Text, verdict == Verdict::Good ? theme.text : theme.failed);
    m_isPainting = true;
    setPalette(colors);
    m_isPainting = false;
    setAccessibleDescription(verdict == Verdict::Good ? QString() : tr("This is no field or path"));
}

void PathField::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape && !text().isEmpty()) {
        clear();
        show(Verdict::Good);
        return;
    }
    QLineEdit::keyPressEvent(event);
}

void PathField::changeEvent(QEvent* event) {
    QLineEdit::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && !m_isPainting)
        show(m_verdict);
}

} // namespace rastro
