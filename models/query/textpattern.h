// SPDX-License-Identifier: Apache-2.0
//
// TextPattern: text with wildcards, compared with A-Z folded: `*` any run of bytes, `?` one character. Takes time linear
// in the text, whatever the pattern. Immutable, any thread.
#pragma once

#include "language/expression.h"

#include <string>
#include <string_view>
#include <vector>

namespace rastro {

class TextPattern {
public:
    enum class Extent : std::uint8_t { Whole, Inside /* anywhere in the text */ };
    static constexpr std::size_t kLongestWithAnyOne = 1'024; // bytes between two `*` when there is a `?` among them

    TextPattern() = default;
    TextPattern(const std::vector<PatternPart>& parts, Extent extent);
    static TextPattern literal(std::string_view text, Extent extent);

    bool isTooLong() const { return m_isTooLong; } // see kLongestWithAnyOne; it then matches nothing
    bool matches(std::string_view text) const;

private:
    struct Segment {
        std::string text;             // folded; anyOne holds the places of `?`, where text has a filler
        std::vector<std::size_t> anyOne;
        bool isPlain() const { return anyOne.empty(); }
    };
    static std::size_t matchAt(const Segment& segment, std::string_view folded, std::size_t at);
    static std::size_t find(const Segment& segment, std::string_view folded, std::size_t from, std::size_t& end);
    bool matchesFolded(std::string_view folded) const;

    std::vector<Segment> m_segments; // between the `*`
    bool m_isAnchoredAtStart = true;
    bool m_isAnchoredAtEnd = true;
    bool m_isTooLong = false;
};

} // namespace rastro
