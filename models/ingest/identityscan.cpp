// SPDX-License-Identifier: Apache-2.0
#include "ingest/identityscan.h"

#include "base/foldedtext.h"
#include "base/jsonmembers.h"
#include "base/jsonstring.h"
#include "base/samebytes.h"

#include <span>

namespace rastro {

namespace {

// One key on the way to a column: a value of its own, or the keys below it.
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
    explicit IdentityScan(IdentityTexts& texts) : m_texts(texts) {}

    bool walk(std::string_view object, std::span<const Step> steps) {
        unsigned seen = 0;
        bool isRegular = true;
        json::forEachMember(object, [&](std::string_view key, std::string_view value) {
            if (key.find('\\') != std::string_view::npos)
                isRegular = false;
            for (std::size_t i = 0; i < steps.size(); ++i) {
                if (steps[i].key.size() == key.size() && equalsFolded(steps[i].key, key)) {
                    isRegular = isRegular && sameBytes(steps[i].key, key) && (seen >> i & 1) == 0 && take(value, steps[i]);
                    seen |= 1u << i;
                }
            }
        });
        return isRegular;
    }

private:
    bool take(std::string_view value, const Step& step) {
        if (step.text >= 0)
            return takeText(value, m_texts[static_cast<std::size_t>(step.text)]);
        return value[0] == '{' ? walk(value, step.below) : value[0] != '[' && value[0] != '"';
    }

    IdentityTexts& m_texts;
};

} // namespace

bool scanIdentity(std::string_view object, IdentityTexts& texts) {
    texts = {};
    return object.empty() || object[0] != '{' ? object.empty() : IdentityScan(texts).walk(object, kIdentity);
}

} // namespace rastro
