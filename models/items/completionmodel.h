// SPDX-License-Identifier: Apache-2.0
//
// CompletionModel: what may come next in a filter being typed, one line each: text, other name or meaning, count.
// Values and paths are hostile text; what is shown is safe. GUI thread.
#pragma once

#include "query/completion.h"

#include <QAbstractListModel>

#include <vector>

namespace rastro {

class CompletionModel : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role { NoteRole = Qt::UserRole + 1, CountRole, KindRole };

    explicit CompletionModel(QObject* parent = nullptr);

    void setSuggestions(std::vector<Suggestion> suggestions);
    const Suggestion& suggestion(int row) const { return m_suggestions[static_cast<std::size_t>(row)]; }

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;

private:
    std::vector<Suggestion> m_suggestions;
};

} // namespace rastro
