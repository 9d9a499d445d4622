// SPDX-License-Identifier: Apache-2.0
#include "query/reference/utf8.h"

namespace rastro::reference {

namespace {

// The decoder of the WHATWG Encoding Standard: it knows which second bytes a lead byte takes, and so ends an ill-formed
// part exactly where table 3-8 does.
struct Sequence {
    std::size_t following = 0; // bytes still expected
    unsigned lowest = 0x80;
    unsigned highest = 0xBF;
};

bool startSequence(unsigned lead, Sequence& s) {
    s = {};
    if (lead >= 0xC2 && lead <= 0xDF)
        s.following = 1;
    else if (lead >= 0xE0 && lead <= 0xEF)
        s.following = 2;
    else if (lead >= 0xF0 && lead <= 0xF4)
        s.following = 3;
    if (lead == 0xE0)
        s.lowest = 0xA0;
    else if (lead == 0xED)
        s.highest = 0x9F;
    else if (lead == 0xF0)
        s.lowest = 0x90;
    else if (lead == 0xF4)
        s.highest = 0x8F;
    return s.following != 0;
}

} // namespace

void appendCodePoint(std::string& out, char32_t c) {
    const auto add = [&out](char32_t byte) { out.push_back(static_cast<char>(static_cast<unsigned char>(byte))); };
    if (c <= 0x7F) {
        add(c);
        return;
    }
    const int following = c <= 0x7FF ? 1 : c <= 0xFFFF ? 2 : 3;
    static constexpr char32_t kLead[] = {0, 0xC0, 0xE0, 0xF0};
    add(kLead[following] + (c >> (6 * following)));
    for (int i = following - 1; i >= 0; --i)
        add(0x80 + ((c >> (6 * i)) & 0x3F));
}

std::string repaired(std::string_view bytes) {
    std::string out;
    std::size_t i = 0;
    while (i < bytes.size()) {
        const std::size_t start = i;
        const auto lead = static_cast<unsigned char>(bytes[i++]);
        Sequence s;
        bool isWhole = lead < 0x80;
        if (!isWhole && startSequence(lead, s)) {
            while (s.following > 0 && i < bytes.size()) {
                const auto next = static_cast<unsigned char>(bytes[i]);
                if (next < s.lowest || next > s.highest)
                    break;
                ++i;
                s = {s.following - 1, 0x80, 0xBF};
            }
            isWhole = s.following == 0;
        }
        if (isWhole)
            out.append(bytes.substr(start, i - start));
        else
            appendCodePoint(out, kReplacement);
    }
    return out;
}

} // namespace rastro::reference
