// SPDX-License-Identifier: Apache-2.0
//
// ChainModel: a chain of credentials as a table, what each issued indented below it. Lives in the GUI thread.
#pragma once

#include "lineage/chain.h"

#include <QAbstractTableModel>

#include <memory>

namespace rastro {

class ChainModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Section { Credential, Actor, Issued, First, Last, Events, Errors, Addresses, kSections };
    enum Role { KeyRole = Qt::UserRole + 1, FollowedRole, PossibleRole };

    explicit ChainModel(QObject* parent = nullptr) : QAbstractTableModel(parent) {}

    void setChain(std::shared_ptr<const Snapshot> snapshot, Chain chain);
    const Chain& chain() const { return m_chain; }
    int followedRow() const; // -1 if there is none

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    QString text(const ChainLine& line, int section) const;

    std::shared_ptr<const Snapshot> m_snapshot;
    Chain m_chain;
};

} // namespace rastro
