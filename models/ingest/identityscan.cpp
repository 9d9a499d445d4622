// SPDX-License-Identifier: Apache-2.0
#include "ingest/identityscan.h"

#include "base/foldedtext.h"
#include "base/jsonmembers.h"
#include "base/jsonstring.h"
#include "base/samebytes.h"

#include <span>

namespace rastro {

namespace {

// One key on the way to a column: a value of its own, or the keys below it. No two of one object differ in their letters
// alone.
struct Step {
    std::string_view key;
    int text = -1; // which of IdentityTexts
    std::span<const Step> below = {};
};

constexpr std::array kIssuer{Step{"arn", 7}, Step{"userName", 8}};
constexpr std::array kAttributes{Step{"creationDate", 9}};
constexpr std::array kSession{Step{"sessionIssuer", -1, kIssuer}, Step{"attributes", -1, kAttributes},
                              Step{"sourceIdentity", 10}};
constexpr std::array kOnBehalfOf{Step{"userId", 11}};
constexpr std::array kIdentity{Step{"type", 0},        Step{"arn", 1},
                               Step{"accountId", 2},   Step{"accessKeyId", 3},
                               Step{"userName", 4},    Step{"principalId", 5},
                               Step{"invokedBy", 6},   Step{"sessionContext", -1, kSession},
                               Step{"onBehalfOf", -1, kOnBehalfOf}};

bool takeText(std::string_view value, std::string_view& text) {
    switch (value[0]) {
    case '{': case '[': return false;
    case 'n': return true;
    case '"':
        text = value.substr(1, value.size() - 2);
        return json::isPlain(text);
    default: text = value; return true;
    }
}

class IdentityScan {
public:
    IdentityScan(const char* end, IdentityTexts& texts) : m_end(end), m_texts(texts) {}

    json::Scan walk(const char* p, int depth, std::span<const Step> steps) {
        unsigned seen = 0;
        return json::scanMembers(p, m_end, depth, [&](std::string_view key, const char* value) {
            const std::size_t i = stepAt(key, steps);
            if (i == steps.size())
                return json::scanValue(value, m_end, depth + 1);
            m_isRegular = m_isRegular && sameBytes(steps[i].key, key) && (seen >> i & 1) == 0;
            seen |= 1u << i;
            return take(value, depth + 1, steps[i]);
        });
    }
    bool isRegular() const { return m_isRegular; }

private:
    // Which of the steps the key stands for, in any letters; their number if none.
    std::size_t stepAt(std::string_view key, std::span<const Step> steps) {
        std::size_t i = 0;
        while (i < steps.size() && (steps[i].key.size() != key.size() || !equalsFolded(steps[i].key, key)))
            ++i;
        if (i == steps.size() && key.find('\\') != std::string_view::npos)
            m_isRegular = false;
        return i;
    }

    json::Scan take(const char* value, int depth, const Step& step) {
        if (step.text < 0 && *value == '{')
            return walk(value, depth, step.below);
        const json::Scan scan = json::scanValue(value, m_end, depth);
        if (!scan)
            return scan;
        const std::string_view text(value, static_cast<std::size_t>(scan.at - value));
        m_isRegular = (step.text >= 0 ? takeText(text, m_texts[static_cast<std::size_t>(step.text)])
                                      : *value != '[' && *value != '"') &&
                      m_isRegular;
        return scan;
    }

    const char* m_end;
    IdentityTexts& m_texts;
    bool m_isRegular = true;
};

} // namespace

json::Scan scanIdentity(const char* p, const char* end, int depth, IdentityTexts& texts, bool& isRegular) {
    texts = {};
    isRegular = *p == '{';
    if (!isRegular)
        return json::scanValue(p, end, depth);
    IdentityScan identity(end, texts);
    const json::Scan scan = identity.walk(p, depth, kIdentity);
    isRegular = identity.isRegular();
    return scan;
}

} // namespace rastro
