// SPDX-License-Identifier: Apache-2.0
#include "events/template.h"

#include "events/policyreader.h"
#include "events/valuefilter.h"

#include <algorithm>

namespace rastro {

namespace {

using Part = RecordView::Part;

struct Source {
    Part part = Part::Request;
    std::string_view path;
};

Source sourceOf(std::string_view text) {
    if (text.starts_with('^'))
        return {Part::Response, text.substr(1)};
    if (text.starts_with('/'))
        return {Part::Record, text.substr(1)};
    return {Part::Request, text};
}

// Where the colon before a filter is, else the end; keys may hold colons ("aws:s3:arn").
std::size_t filterAt(std::string_view inside) {
    const std::size_t colon = inside.rfind(':');
    return colon != std::string_view::npos && isFilter(inside.substr(colon + 1)) ? colon : inside.size();
}

class Renderer {
public:
    explicit Renderer(const RecordView& record) : m_record(record) {}

    // Renders until the end or a closing character of the group around; false if a value is missing. Reads on to the
    // end of the group in any case.
    bool sequence(std::string_view& rest, Rendered& out) {
        bool complete = true;
        while (!rest.empty() && rest.front() != '|' && rest.front() != ']') {
            const char c = rest.front();
            if (c == '{')
                complete = placeholder(rest, complete, out) && complete;
            else if (c == '[')
                group(rest, out);
            else
                literal(rest, out);
        }
        return complete;
    }

private:
    static void literal(std::string_view& rest, Rendered& out) {
        const std::size_t length = std::min(rest.find_first_of("{[|]"), rest.size());
        out.text += rest.substr(0, length);
        rest.remove_prefix(length);
    }

    void group(std::string_view& rest, Rendered& out) {
        bool isDone = false;
        do {
            rest.remove_prefix(1); // '[' or '|'
            if (isDone) {
                skip(rest);
                continue;
            }
            const std::size_t length = out.text.size();
            const std::size_t valueAt = out.valueAt;
            isDone = sequence(rest, out);
            if (!isDone) {
                out.text.resize(length);
                out.valueAt = valueAt;
            }
        } while (!rest.empty() && rest.front() == '|');
        if (!rest.empty())
            rest.remove_prefix(1); // ']'
    }

    // Past the alternative at hand, without rendering it.
    static void skip(std::string_view& rest) {
        int depth = 0;
        bool isInside = false; // of a {…}, whose '|' is its own
        while (!rest.empty()) {
            const char c = rest.front();
            if (depth == 0 && !isInside && (c == '|' || c == ']'))
                return;
            isInside = c == '{' || (isInside && c != '}');
            depth += (c == '[') - (c == ']');
            rest.remove_prefix(1);
        }
    }

    bool placeholder(std::string_view& rest, bool isWanted, Rendered& out) {
        const std::size_t close = std::min(rest.find('}'), rest.size());
        const std::string_view inside = rest.substr(1, close - 1);
        rest.remove_prefix(std::min(close + 1, rest.size()));
        if (!isWanted)
            return false;
        return inside.starts_with('?') ? condition(inside.substr(1)) : value(inside, out);
    }

    bool condition(std::string_view test) const {
        const std::size_t equals = test.find('=');
        const Source source = sourceOf(test.substr(0, equals));
        const Values values = m_record.values(source.part, source.path);
        if (equals == std::string_view::npos)
            return values.count > 0;
        std::string expected(test.substr(equals + 1));
        if (expected.starts_with('@')) {
            const Source other = sourceOf(std::string_view(expected).substr(1));
            expected = m_record.text(other.part, other.path);
        }
        return std::ranges::any_of(values.first,
                                   [&](const std::string& v) { return !v.empty() && equalsIgnoringCase(v, expected); });
    }

    bool value(std::string_view sources, Rendered& out) const {
        const std::size_t colon = filterAt(sources);
        const ValueFilter filter = filterOf(sources.substr(std::min(colon + 1, sources.size())));
        sources = sources.substr(0, colon);
        while (true) {
            const std::size_t bar = std::min(sources.find('|'), sources.size());
            const Source source = sourceOf(sources.substr(0, bar));
            const Values values = filter == ValueFilter::Principals
                                      ? principalsOf(m_record.documentAt(source.part, source.path))
                                      : filtered(filter, m_record.values(source.part, source.path), m_record);
            if (values.count > 0) {
                out.valueAt = std::min(out.valueAt, out.text.size());
                out.text += joined(values);
                return true;
            }
            if (bar == sources.size())
                return false;
            sources.remove_prefix(bar + 1);
        }
    }

    const RecordView& m_record;
};

} // namespace

std::optional<Rendered> renderTemplate(std::string_view pattern, const RecordView& record) {
    Rendered out;
    std::string_view rest = pattern;
    if (!Renderer(record).sequence(rest, out) || out.text.empty())
        return std::nullopt;
    return out;
}

bool isWellFormedTemplate(std::string_view pattern) {
    int depth = 0;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        const char c = pattern[i];
        depth += (c == '[') - (c == ']');
        if (depth < 0 || c == '}' || (c == '|' && depth == 0))
            return false;
        if (c != '{')
            continue;
        const std::size_t close = pattern.find('}', i);
        if (close == std::string_view::npos)
            return false;
        const std::string_view inside = pattern.substr(i + 1, close - i - 1);
        const bool isPlain = inside.substr(0, filterAt(inside)).find(':') == std::string_view::npos;
        const bool isOfKms = inside.find("aws:") != std::string_view::npos; // keys of an encryption context
        if (inside.empty() || inside.find_first_of("{[] ") != std::string_view::npos || (!isPlain && !isOfKms))
            return false;
        i = close;
    }
    return depth == 0;
}

std::string joined(const Values& values) {
    const std::size_t shown = values.count <= Values::kKept ? values.count : Values::kKept - 1;
    std::string text;
    for (std::size_t i = 0; i < shown; ++i) {
        text += i == 0 ? "" : ", ";
        text += values.first[i];
    }
    if (values.count > shown)
        text += " +" + std::to_string(values.count - shown);
    return text;
}

std::string shortened(std::string_view value) {
    return std::string(partOfArn(value));
}

} // namespace rastro
