// SPDX-License-Identifier: Apache-2.0
//
// FilterEdit: the whole filter as one line of text. Fields are coloured, a fault is underlined where it is, invisible
// characters stand as boxes, a pasted key, address, account, ARN or id becomes its term. Owned by FilterBar. GUI
// thread.
#pragma once

#include "language/expression.h"
#include "language/parser.h"

#include <QPlainTextEdit>

#include <optional>
#include <string>

namespace rastro {

class FilterEdit : public QPlainTextEdit {
    Q_OBJECT
public:
    explicit FilterEdit(QWidget* parent = nullptr);

    std::string filter() const { return m_filter; }                        // UTF-8, as it means
    void setFilter(std::string_view filter);                               // cursor at the end; not told as an edit
    void replaceFilter(const std::string& filter, std::size_t cursorByte); // as a person's edit, can be undone
    std::size_t cursorByte() const;
    void select(TextSpan span);
    int xOf(std::size_t byte) const; // of a place in the text, in this widget

    // What the text is: a filter, or where and why not.
    bool isFilter() const { return !m_error.has_value(); }
    const Expression& expression() const { return m_expression; } // of a filter
    const std::optional<SyntaxError>& error() const { return m_error; }
    QString hiddenCharacters() const; // "U+202E, U+0007", empty without any

signals:
    void filterEdited();
    void cursorMoved();
    void keyOffered(QKeyEvent* event, bool& isTaken); // before the line takes it
    void focusGone(Qt::FocusReason reason);

protected:
    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    bool canInsertFromMimeData(const QMimeData* source) const override;
    void insertFromMimeData(const QMimeData* source) override;
    QMimeData* createMimeDataFromSelection() const override;
    void wheelEvent(QWheelEvent* event) override;

private:
    void read(); // the text again: parse, colour
    void takeChange();
    void markUp();
    void centreLine();
    std::optional<std::string> recognisedTerm(const QString& pasted) const;
    QTextCursor cursorOver(TextSpan span) const;

    std::string m_filter;
    Expression m_expression;
    std::optional<SyntaxError> m_error;
    bool m_isSetting = false;
};

} // namespace rastro
