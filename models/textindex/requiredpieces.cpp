// SPDX-License-Identifier: Apache-2.0
#include "textindex/requiredpieces.h"

namespace rastro {

namespace {

bool isDigit(char c) {
    return c >= '0' && c <= '9';
}

bool isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool isHexDigit(char c) {
    return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

// Walks an expression at its top level. Whatever it is not sure of ends the piece being gathered or the whole.
class RegexPieces {
public:
    explicit RegexPieces(std::string_view pattern) : m_left(pattern) {}

    std::vector<std::string> take() {
        while (!m_left.empty()) {
            if (!step())
                return {};
        }
        endPiece();
        return std::move(m_pieces);
    }

private:
    bool step() {
        const char c = m_left.front();
        switch (c) {
        case '|':
        case ')':
            return false;
        case '(':
            endPiece();
            return skipGroup();
        case '[':
            endPiece();
            return skipClass();
        case '\\':
            return escape();
        case '*':
        case '?':
            dropLast();
            break;
        case '+':
            endPiece();
            return skipPlus();
        case '.':
        case '^':
        case '$':
            endPiece();
            break;
        case '{':
            dropLast();
            skipRepeat();
            return true;
        default:
            if (static_cast<unsigned char>(c) >= 0x80)
                endPiece();
            else
                m_piece += c;
        }
        m_left.remove_prefix(1);
        return true;
    }

    void endPiece() {
        if (!m_piece.empty())
            m_pieces.push_back(std::move(m_piece));
        m_piece.clear();
    }

    // What the quantifier that comes now stands behind may be missing.
    void dropLast() {
        if (!m_piece.empty())
            m_piece.pop_back();
        endPiece();
    }

    // "+" or "+?"; what is repeated once more may be missing after all, or is an error.
    bool skipPlus() {
        m_left.remove_prefix(m_left.starts_with("+?") ? 2 : 1);
        return m_left.empty() || std::string_view("*+?{").find(m_left.front()) == std::string_view::npos;
    }

    // "{2,3}"; any other brace is a literal one, and leaving that out does no harm.
    void skipRepeat() {
        std::size_t end = 1;
        while (end < m_left.size() && (isDigit(m_left[end]) || m_left[end] == ','))
            ++end;
        m_left.remove_prefix(end < m_left.size() && m_left[end] == '}' ? end + 1 : 1);
    }

    // "[^]a-z[:digit:]\]]": a bracket that comes first is a member.
    bool skipClass() {
        m_left.remove_prefix(1);
        if (m_left.starts_with('^'))
            m_left.remove_prefix(1);
        for (bool isFirst = true; !m_left.empty(); isFirst = false) {
            if (m_left.starts_with("[:")) {
                const std::size_t end = m_left.find(":]", 2);
                m_left.remove_prefix(end == std::string_view::npos ? 1 : end + 2);
                continue;
            }
            const char c = m_left.front();
            if (c == '\\' && m_left.size() > 1)
                m_left.remove_prefix(1);
            m_left.remove_prefix(1);
            if (c == ']' && !isFirst)
                return true;
        }
        return false;
    }

    bool skipGroup() {
        int depth = 0;
        while (!m_left.empty()) {
            const char c = m_left.front();
            if (c == '[') {
                if (!skipClass())
                    return false;
                continue;
            }
            if (c == '\\') {
                if (m_left.starts_with("\\Q")) // text in which brackets mean nothing
                    return false;
                m_left.remove_prefix(1);
                if (m_left.empty())
                    return false;
            } else if (c == '(') {
                ++depth;
            } else if (c == ')') {
                --depth;
            }
            m_left.remove_prefix(1);
            if (depth == 0)
                return true;
        }
        return false;
    }

    bool escape() {
        if (m_left.size() < 2)
            return false;
        const char c = m_left[1];
        m_left.remove_prefix(2);
        if (!isLetter(c) && !isDigit(c) && static_cast<unsigned char>(c) < 0x80) {
            m_piece += c; // of punctuation: itself
            return true;
        }
        endPiece();
        if (c == 'x')
            return skipCode(2);
        if (c == 'p' || c == 'P')
            return skipCode(1);
        if (isDigit(c)) { // octal
            while (!m_left.empty() && isDigit(m_left.front()))
                m_left.remove_prefix(1);
            return true;
        }
        return c != 'Q';
    }

    // What belongs to \x or \p: in braces, or so many characters.
    bool skipCode(std::size_t characters) {
        if (m_left.starts_with('{')) {
            const std::size_t end = m_left.find('}');
            m_left.remove_prefix(end == std::string_view::npos ? m_left.size() : end + 1);
            return end != std::string_view::npos;
        }
        if (m_left.size() < characters || (characters == 2 && !(isHexDigit(m_left[0]) && isHexDigit(m_left[1]))))
            return false;
        m_left.remove_prefix(characters);
        return true;
    }

    std::string_view m_left;
    std::string m_piece;
    std::vector<std::string> m_pieces;
};

} // namespace

std::vector<std::string> requiredPiecesOfRegex(std::string_view pattern) {
    return RegexPieces(pattern).take();
}

std::vector<std::string_view> viewsOf(std::span<const std::string> pieces) {
    return {pieces.begin(), pieces.end()};
}

} // namespace rastro
