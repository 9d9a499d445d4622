// SPDX-License-Identifier: Apache-2.0
//
// DiffModel: two documents side by side as a table: field, left, right; all lines or only those that differ, with the
// objects around them. Lives in the GUI thread.
#pragma once

#include "paths/jsondiff.h"

#include <QAbstractTableModel>

#include <vector>

namespace rastro {

class DiffModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Section { Field, Left, Right };
    enum Role { DepthRole = Qt::UserRole + 1, KindRole /* DiffLine::Kind as int */, RawTextRole };

    explicit DiffModel(QObject* parent = nullptr) : QAbstractTableModel(parent) {}

    void setDiff(Diff diff, const QString& left, const QString& right); // names of the two
    const Diff& diff() const { return m_diff; }
    void setOnlyDifferences(bool only);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    void choose();
    QVariant textOf(const DiffLine& line, int section, int role) const;

    Diff m_diff;
    QString m_left;
    QString m_right;
    bool m_onlyDifferences = true;
    std::vector<std::uint32_t> m_shown; // lines
};

} // namespace rastro
