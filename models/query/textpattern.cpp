// SPDX-License-Identifier: Apache-2.0
#include "query/textpattern.h"

#include "base/foldedtext.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace rastro {

namespace {

constexpr std::size_t kNowhere = std::string_view::npos;

// Bytes of the character at text[at]; the text is valid UTF-8.
std::size_t characterBytes(std::string_view text, std::size_t at) {
    std::size_t end = at + 1;
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80)
        ++end;
    return end - at;
}

// Linear in the text where the C library offers that; string_view::find is not.
std::size_t findText(std::string_view text, std::string_view needle, std::size_t from) {
#if defined(__GLIBC__)
    const void* hit = memmem(text.data() + from, text.size() - from, needle.data(), needle.size());
    return hit == nullptr ? kNowhere : static_cast<std::size_t>(static_cast<const char*>(hit) - text.data());
#else
    return text.find(needle, from);
#endif
}

} // namespace

TextPattern::TextPattern(const std::vector<PatternPart>& parts, Extent extent)
    : m_isAnchoredAtStart(extent == Extent::Whole), m_isAnchoredAtEnd(extent == Extent::Whole) {
    m_segments.emplace_back();
    for (const PatternPart& part : parts) {
        Segment& last = m_segments.back();
        switch (part.kind) {
        case PatternPart::Kind::Text:
            last.text += foldedText(part.text);
            break;
        case PatternPart::Kind::AnyOne:
            last.anyOne.push_back(last.text.size());
            last.text += '?';
            break;
        case PatternPart::Kind::AnyRun:
            if (!last.text.empty() || (m_segments.size() == 1 && m_isAnchoredAtStart))
                m_segments.emplace_back();
            break;
        }
    }
    // A `*` at an end leaves an empty segment there, which says that this end is free.
    if (m_segments.size() > 1 && m_segments.front().text.empty()) {
        m_segments.erase(m_segments.begin());
        m_isAnchoredAtStart = false;
    }
    if (!parts.empty() && parts.back().kind == PatternPart::Kind::AnyRun) {
        m_isAnchoredAtEnd = false;
        if (m_segments.size() > 1 && m_segments.back().text.empty())
            m_segments.pop_back();
    }
    m_isTooLong = std::ranges::any_of(m_segments, [](const Segment& segment) {
        return !segment.isPlain() && segment.text.size() > kLongestWithAnyOne;
    });
}

TextPattern TextPattern::literal(std::string_view text, Extent extent) {
    return TextPattern({{PatternPart::Kind::Text, std::string(text)}}, extent);
}

// Where the segment ends if it stands at text[at].
std::size_t TextPattern::matchAt(const Segment& segment, std::string_view text, std::size_t at) {
    if (segment.isPlain())
        return text.substr(at).starts_with(segment.text) ? at + segment.text.size() : kNowhere;
    auto anyOne = segment.anyOne.begin();
    for (std::size_t i = 0; i < segment.text.size(); ++i) {
        if (at >= text.size())
            return kNowhere;
        if (anyOne != segment.anyOne.end() && *anyOne == i) {
            at += characterBytes(text, at);
            ++anyOne;
        } else if (text[at++] != segment.text[i]) {
            return kNowhere;
        }
    }
    return at;
}

std::size_t TextPattern::find(const Segment& segment, std::string_view text, std::size_t from, std::size_t& end) {
    if (segment.isPlain()) {
        const std::size_t at = findText(text, segment.text, from);
        end = at == kNowhere ? kNowhere : at + segment.text.size();
        return at;
    }
    for (std::size_t at = from; at <= text.size(); at += at < text.size() ? characterBytes(text, at) : 1) {
        end = matchAt(segment, text, at);
        if (end != kNowhere)
            return at;
    }
    return kNowhere;
}

bool TextPattern::matchesFolded(std::string_view text) const {
    std::size_t at = 0;
    for (std::size_t i = 0; i < m_segments.size(); ++i) {
        const Segment& segment = m_segments[i];
        const bool isFirst = i == 0 && m_isAnchoredAtStart;
        const bool isLast = i + 1 == m_segments.size() && m_isAnchoredAtEnd;
        if (isFirst) {
            at = matchAt(segment, text, at);
            if (at == kNowhere)
                return false;
            if (isLast)
                return at == text.size();
        } else if (isLast) {
            // The last place where it could stand: `?` takes characters of one to four bytes, so try from the end.
            const std::size_t longest = segment.text.size() + 3 * segment.anyOne.size();
            std::size_t start = text.size() > longest ? text.size() - longest : 0;
            for (start = std::max(start, at); start <= text.size(); ++start) {
                const bool isInside = start < text.size() && (static_cast<unsigned char>(text[start]) & 0xC0) == 0x80;
                if (!(isInside && !segment.isPlain()) && matchAt(segment, text, start) == text.size())
                    return true;
            }
            return false;
        } else {
            std::size_t end = at;
            if (find(segment, text, at, end) == kNowhere)
                return false;
            at = end;
        }
    }
    return true;
}

bool TextPattern::matches(std::string_view text) const {
    if (m_isTooLong)
        return false;
    std::array<char, 512> small;
    if (text.size() <= small.size()) {
        std::ranges::transform(text, small.begin(), folded);
        return matchesFolded({small.data(), text.size()});
    }
    return matchesFolded(foldedText(text));
}

} // namespace rastro
