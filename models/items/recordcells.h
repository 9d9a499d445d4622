// SPDX-License-Identifier: Apache-2.0
//
// RecordCellCache: the cells made from records last (target, summary, paths), by row; the oldest go first. Not
// thread-safe.
#pragma once

#include "base/ids.h"

#include <QString>
#include <QStringList>

#include <cstddef>
#include <cstdint>
#include <list>
#include <unordered_map>
#include <vector>

namespace rastro {

struct RecordCells {
    RowId row = kNoRow;
    QString target;
    QString summary;
    bool isUnreadable = false;      // the record could not be read again: both are not known
    quint32 pathsVersion = 0;       // which paths were asked for
    std::vector<QStringList> paths; // for each of them the values it reaches, in the order of the record
};

class RecordCellCache {
public:
    explicit RecordCellCache(std::size_t capacity = 20'000) : m_capacity(capacity) {}

    const RecordCells* find(RowId row); // counts as a use; valid until the next insert
    void insert(RecordCells cells);
    void clear();
    std::size_t size() const { return m_index.size(); }

private:
    std::size_t m_capacity;
    std::list<RecordCells> m_order; // newest use first
    std::unordered_map<std::uint32_t, std::list<RecordCells>::iterator> m_index;
};

} // namespace rastro
