// SPDX-License-Identifier: Apache-2.0
#include "items/recordcells.h"

namespace rastro {

const RecordCells* RecordCellCache::find(RowId row) {
    const auto it = m_index.find(index(row));
    if (it == m_index.end())
        return nullptr;
    m_order.splice(m_order.begin(), m_order, it->second);
    return &*it->second;
}

void RecordCellCache::insert(RecordCells cells) {
    const auto key = index(cells.row);
    if (const auto it = m_index.find(key); it != m_index.end())
        m_order.erase(it->second);
    m_order.push_front(std::move(cells));
    m_index[key] = m_order.begin();
    while (m_index.size() > m_capacity) {
        m_index.erase(index(m_order.back().row));
        m_order.pop_back();
    }
}

void RecordCellCache::clear() {
    m_order.clear();
    m_index.clear();
}

} // namespace rastro
