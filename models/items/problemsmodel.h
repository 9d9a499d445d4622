// SPDX-License-Identifier: Apache-2.0
//
// ProblemsModel: what could not be read and what was left aside while loading, one line each: what it is, file, place,
// reason. Failures first. Paths and reasons are hostile text; what is shown is safe. GUI thread.
#pragma once

#include "store/snapshot.h"

#include <QAbstractTableModel>

#include <memory>

namespace rastro {

class ProblemsModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Section { WhatSection, FileSection, PlaceSection, ReasonSection, SectionCount };
    enum Role { IsFailureRole = Qt::UserRole + 1, RawTextRole };

    explicit ProblemsModel(QObject* parent = nullptr);

    // Nothing happens if there are as many as before, so that a running load does not disturb a reader.
    void setSnapshot(std::shared_ptr<const Snapshot> snapshot);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    bool isFailure(int row) const;
    QString text(int row, int section) const;

    std::shared_ptr<const Snapshot> m_snapshot;
};

} // namespace rastro
