// SPDX-License-Identifier: Apache-2.0
#include "items/completionmodel.h"

#include "items/visibletext.h"

#include <QLocale>

namespace rastro {

namespace {

constexpr qsizetype kMostCharacters = 200;

QString shown(const std::string& text) {
    // Four bytes a character at most: no more of a long value is looked at than can be shown.
    const std::string_view start = std::string_view(text).substr(0, 4 * kMostCharacters);
    return text.empty() ? CompletionModel::tr("(empty)") : shortened(visibleText(start), kMostCharacters);
}

QString meaningOf(const std::string& sign) {
    if (sign == "and")
        return CompletionModel::tr("both hold");
    if (sign == "or")
        return CompletionModel::tr("one of them holds");
    if (sign == "not")
        return CompletionModel::tr("the next does not hold");
    if (sign == ":")
        return CompletionModel::tr("is");
    if (sign == "<")
        return CompletionModel::tr("before, less than");
    if (sign == "<=")
        return CompletionModel::tr("to, at most");
    return sign == ">" ? CompletionModel::tr("after, more than") : CompletionModel::tr("from, at least");
}

QString noteOf(const Suggestion& suggestion) {
    switch (suggestion.kind) {
    case Suggestion::Kind::Operator:
        return meaningOf(suggestion.label);
    case Suggestion::Kind::List:
        return CompletionModel::tr("list");
    case Suggestion::Kind::Field:
        return suggestion.other.empty() ? QString() : shown(suggestion.other);
    case Suggestion::Kind::Path:
    case Suggestion::Kind::Value:
        break;
    }
    return {};
}

QString countOf(const Suggestion& suggestion) {
    return suggestion.count ? QLocale().toString(quint64{*suggestion.count}) : QString();
}

QString spoken(const Suggestion& suggestion) {
    QString text = shown(suggestion.label);
    if (const QString note = noteOf(suggestion); !note.isEmpty())
        text += QLatin1String(", ") + note;
    if (suggestion.count)
        text += QLatin1String(", ") + CompletionModel::tr("%1 events").arg(countOf(suggestion));
    return text;
}

} // namespace

CompletionModel::CompletionModel(QObject* parent) : QAbstractListModel(parent) {}

void CompletionModel::setSuggestions(std::vector<Suggestion> suggestions) {
    beginResetModel();
    m_suggestions = std::move(suggestions);
    endResetModel();
}

int CompletionModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_suggestions.size());
}

QVariant CompletionModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid())
        return {};
    const Suggestion& known = suggestion(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return shown(known.label);
    case Qt::AccessibleTextRole:
        return spoken(known);
    case NoteRole:
        return noteOf(known);
    case CountRole:
        return countOf(known);
    case KindRole:
        return static_cast<int>(known.kind);
    default:
        return {};
    }
}

} // namespace rastro
