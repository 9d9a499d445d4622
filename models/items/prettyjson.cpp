// SPDX-License-Identifier: Apache-2.0
#include "items/prettyjson.h"

#include "items/visibletext.h"

namespace rastro {

namespace {

using json::Tree;

class Printer {
public:
    Printer(const Tree& tree, LongStrings longStrings) : m_tree(tree), m_longStrings(longStrings) {}

    PrettyJson print() {
        // Depth is limited by the parser (json::kMaxDepth), so recursion is safe.
        value(Tree::root(), 0);
        return std::move(m_out);
    }

private:
    void line(int depth) {
        m_out.text += u'\n';
        m_out.text += QString(2 * depth, u' ');
    }

    void token(std::string_view raw) {
        const QString text = fromUtf8(raw);
        if (m_longStrings == LongStrings::Whole || text.size() <= kLongStringCharacters) {
            m_out.text += visibleText(text);
            return;
        }
        m_out.hasCuts = true;
        m_out.text += visibleText(shortened(text, kLongStringCharacters));
        m_out.text += u'"';
    }

    void value(Tree::Index i, int depth) {
        if (!m_tree.isContainer(i)) {
            token(m_tree.raw(i));
            return;
        }
        const bool isObject = m_tree.node(i).type == Tree::Type::Object;
        m_out.text += isObject ? u'{' : u'[';
        for (Tree::Index c = m_tree.node(i).firstChild; c != Tree::kNone; c = m_tree.node(c).nextSibling) {
            line(depth + 1);
            member(c, depth + 1);
            if (m_tree.node(c).nextSibling != Tree::kNone)
                m_out.text += u',';
        }
        if (m_tree.node(i).firstChild != Tree::kNone)
            line(depth);
        m_out.text += isObject ? u'}' : u']';
    }

    void member(Tree::Index i, int depth) {
        if (m_tree.node(i).hasKey) {
            m_out.text += u'"';
            token(m_tree.rawKey(i));
            m_out.text += QLatin1String("\": ");
        }
        value(i, depth);
    }

    const Tree& m_tree;
    LongStrings m_longStrings;
    PrettyJson m_out;
};

} // namespace

PrettyJson prettyJson(const Tree& tree, LongStrings longStrings) {
    return Printer(tree, longStrings).print();
}

} // namespace rastro
