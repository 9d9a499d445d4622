// SPDX-License-Identifier: Apache-2.0
//
// Outwards: walks an order of rows from a place to both ends, in blocks of the rows of a set. One thread.
#pragma once

#include "query/bitmap.h"
#include "store/snapshot.h"

#include <algorithm>

namespace rastro {

class Outwards {
public:
    // wanted: the rows to be given; those that the order does not have come last.
    Outwards(const RowVector& order, std::size_t near, RowBitmap wanted)
        : m_order(order), m_below(std::min(near, order.size())), m_above(m_below), m_wanted(std::move(wanted)) {}

    // Up to `most` more rows (at least one from each side that has some), none farther than those of a later call;
    // ascending, as rows of a file are neighbours in storage. Empty at the end.
    RowVector next(std::size_t most) {
        RowVector rows;
        const std::size_t half = std::max<std::size_t>(most / 2, 1);
        takeAbove(rows, half);
        const std::size_t above = rows.size();
        takeBelow(rows, above < half ? most - above : half);
        if (rows.size() - above < half)
            takeAbove(rows, most - std::min(most, rows.size()));
        if (rows.empty())
            takeRest(rows, most);
        sort(rows);
        return rows;
    }

private:
    // Many rows by way of a bitmap: cheaper than any comparison.
    void sort(RowVector& rows) const {
        if (rows.size() < 4'096) {
            std::ranges::sort(rows);
            return;
        }
        RowBitmap set(m_wanted.rowCount());
        for (const std::uint32_t row : rows)
            set.insert(row);
        rows.clear();
        set.forEach([&](std::uint32_t row) { rows.push_back(row); });
    }
    void takeAbove(RowVector& rows, std::size_t most) {
        for (; m_above < m_order.size() && most > 0; ++m_above)
            most -= take(rows, m_order[m_above]);
    }
    void takeBelow(RowVector& rows, std::size_t most) {
        for (; m_below > 0 && most > 0; --m_below)
            most -= take(rows, m_order[m_below - 1]);
    }
    void takeRest(RowVector& rows, std::size_t most) {
        for (; m_rest < m_wanted.rowCount() && most > 0; ++m_rest)
            most -= take(rows, m_rest);
    }
    std::size_t take(RowVector& rows, std::uint32_t row) {
        if (!m_wanted.contains(row))
            return 0;
        m_wanted.erase(row);
        rows.push_back(row);
        return 1;
    }

    const RowVector& m_order;
    std::size_t m_below; // places [m_below, m_above) are done
    std::size_t m_above;
    RowBitmap m_wanted;
    std::uint32_t m_rest = 0;
};

} // namespace rastro
