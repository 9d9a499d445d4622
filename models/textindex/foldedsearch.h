// SPDX-License-Identifier: Apache-2.0
//
// FoldedSearch: where a text stands in another, A to Z and a to z being the same. Looks for the two bytes of the needle
// that logs hold least of, 16 places at a time. Immutable, any thread.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace rastro {

class FoldedSearch {
public:
    explicit FoldedSearch(std::string folded); // the needle with A to Z as a to z

    const std::string& needle() const { return m_needle; }
    // The first place at or after `from`, or npos. The empty needle is everywhere.
    std::size_t find(std::string_view text, std::size_t from = 0) const;
    bool occursIn(std::string_view text) const { return find(text) != std::string_view::npos; }

private:
    bool isAt(const char* place) const;

    std::string m_needle;
    std::size_t m_first = 0; // places of the two bytes, m_first <= m_second
    std::size_t m_second = 0;
};

} // namespace rastro
