// SPDX-License-Identifier: Apache-2.0
#include "items/scopemodel.h"

#include "items/visibletext.h"

#include <QLocale>

#include <algorithm>
#include <set>

namespace rastro {

namespace {

const std::string& nameIn(const Scope::Cell& cell, std::size_t list) {
    return list == 0 ? cell.account : list == 1 ? cell.region : cell.day;
}

} // namespace

ScopeChoice::ScopeChoice(std::vector<ScopeCell> cells, QObject* parent) : QObject(parent), m_cells(std::move(cells)) {
    m_places.resize(m_cells.size());
    for (std::size_t list = 0; list < 3; ++list) {
        std::set<std::string> names;
        for (const ScopeCell& cell : m_cells)
            names.insert(nameIn(cell.cell, list));
        for (const std::string& name : names)
            m_lists[list].push_back({name, true, {}});
        for (std::size_t i = 0; i < m_cells.size(); ++i)
            m_places[i][list] = static_cast<std::size_t>(
                std::distance(names.begin(), names.find(nameIn(m_cells[i].cell, list))));
    }
    count();
    m_all = m_ticked;
}

bool ScopeChoice::isTicked(const Place& place, int exceptList) const {
    for (int list = 0; list < 3; ++list) {
        const auto l = static_cast<std::size_t>(list);
        if (list != exceptList && !m_lists[l][place[l]].isTicked)
            return false;
    }
    return true;
}

void ScopeChoice::count() {
    m_ticked = {};
    for (auto& list : m_lists) {
        for (Entry& entry : list)
            entry.total = {};
    }
    const auto add = [](Total& total, const ScopeCell& cell) {
        total.files += cell.files;
        total.bytes += cell.bytes;
    };
    for (std::size_t i = 0; i < m_cells.size(); ++i) {
        if (isTicked(m_places[i]))
            add(m_ticked, m_cells[i]);
        for (int list = 0; list < 3; ++list) {
            const auto l = static_cast<std::size_t>(list);
            if (isTicked(m_places[i], list))
                add(m_lists[l][m_places[i][l]].total, m_cells[i]);
        }
    }
}

void ScopeChoice::setTicked(ScopeList list, int entry, Qt::CheckState state) {
    m_lists[static_cast<std::size_t>(list)][static_cast<std::size_t>(entry)].isTicked = state == Qt::Checked;
    count();
    emit changed();
}

void ScopeChoice::setAllTicked(ScopeList list, Qt::CheckState state) {
    for (Entry& entry : m_lists[static_cast<std::size_t>(list)])
        entry.isTicked = state == Qt::Checked;
    count();
    emit changed();
}

Qt::CheckState ScopeChoice::allTicked(ScopeList list) const {
    const auto& all = entries(list);
    const auto ticked = std::count_if(all.begin(), all.end(), [](const Entry& e) { return e.isTicked; });
    if (ticked == 0)
        return Qt::Unchecked;
    return static_cast<std::size_t>(ticked) == all.size() ? Qt::Checked : Qt::PartiallyChecked;
}

Scope ScopeChoice::scope() const {
    Scope scope;
    const auto areAll = [this](ScopeList l) { return allTicked(l) == Qt::Checked; };
    if (areAll(ScopeList::Accounts) && areAll(ScopeList::Regions) && areAll(ScopeList::Days))
        return scope;
    for (std::size_t i = 0; i < m_cells.size(); ++i) {
        if (!isTicked(m_places[i]))
            continue;
        if (m_cells[i].cell == Scope::Cell{})
            scope.includeUnnamed = true;
        else
            scope.cells.push_back(m_cells[i].cell);
    }
    if (scope.cells.empty()) // nothing but unnamed files: a cell no name can have keeps the others out
        scope.cells.push_back({"-", "-", "-"});
    std::sort(scope.cells.begin(), scope.cells.end());
    return scope;
}

ScopeModel::ScopeModel(ScopeChoice& choice, ScopeList list, QObject* parent)
    : QAbstractListModel(parent)
    , m_choice(choice)
    , m_list(list) {
    connect(&m_choice, &ScopeChoice::changed, this, [this] {
        if (rowCount() > 0)
            emit dataChanged(index(0), index(rowCount() - 1));
    });
}

int ScopeModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_choice.entries(m_list).size());
}

QVariant ScopeModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid())
        return {};
    const auto& entry = m_choice.entries(m_list)[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole: return entry.name.empty() ? tr("not told by the file name") : visibleText(entry.name);
    case Qt::CheckStateRole: return entry.isTicked ? Qt::Checked : Qt::Unchecked;
    case FilesRole: return entry.total.files;
    case BytesRole: return entry.total.bytes;
    case Qt::AccessibleTextRole:
        return tr("%1, %2 files, %3")
            .arg(data(index, Qt::DisplayRole).toString(), QLocale().toString(entry.total.files),
                 QLocale().formattedDataSize(static_cast<qint64>(entry.total.bytes)));
    default: return {};
    }
}

bool ScopeModel::setData(const QModelIndex& index, const QVariant& value, int role) {
    if (!index.isValid() || role != Qt::CheckStateRole)
        return false;
    m_choice.setTicked(m_list, index.row(), static_cast<Qt::CheckState>(value.toInt()));
    return true;
}

Qt::ItemFlags ScopeModel::flags(const QModelIndex& index) const {
    return QAbstractListModel::flags(index) | (index.isValid() ? Qt::ItemIsUserCheckable : Qt::NoItemFlags);
}

} // namespace rastro
