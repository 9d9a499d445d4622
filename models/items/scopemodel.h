// SPDX-License-Identifier: Apache-2.0
//
// ScopeChoice and ScopeModel: which accounts, regions and days of a trail folder to load. A choice holds the cells found
// and what is ticked; each model is one list of it (accounts, regions or days), its counts those of the files that
// the ticks of the other two lists leave. All is ticked at first. GUI thread; the choice outlives its models.
#pragma once

#include "ingest/scope.h"

#include <QAbstractListModel>

#include <array>
#include <map>
#include <string>
#include <vector>

namespace rastro {

enum class ScopeList : quint8 { Accounts, Regions, Days };

class ScopeChoice : public QObject {
    Q_OBJECT
public:
    struct Total {
        quint64 files = 0;
        quint64 bytes = 0;
    };
    struct Entry {
        std::string name; // empty: the file's name does not tell
        bool isTicked = true;
        Total total;
    };

    explicit ScopeChoice(std::vector<ScopeCell> cells, QObject* parent = nullptr);

    const std::vector<Entry>& entries(ScopeList list) const { return m_lists[static_cast<std::size_t>(list)]; }
    void setTicked(ScopeList list, int entry, Qt::CheckState state);
    void setAllTicked(ScopeList list, Qt::CheckState state);
    Qt::CheckState allTicked(ScopeList list) const;

    Total all() const { return m_all; }
    Total ticked() const { return m_ticked; }
    Scope scope() const; // everything if all is ticked

signals:
    void changed();

private:
    using Place = std::array<std::size_t, 3>; // of a cell in the three lists
    bool isTicked(const Place& place, int exceptList = -1) const;
    void count();

    std::vector<ScopeCell> m_cells;
    std::vector<Place> m_places;
    std::array<std::vector<Entry>, 3> m_lists;
    Total m_all;
    Total m_ticked;
};

class ScopeModel : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role { FilesRole = Qt::UserRole + 1, BytesRole };
    ScopeModel(ScopeChoice& choice, ScopeList list, QObject* parent = nullptr);

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;

private:
    ScopeChoice& m_choice;
    ScopeList m_list;
};

} // namespace rastro
