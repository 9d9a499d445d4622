// SPDX-License-Identifier: Apache-2.0
//
// DecodedValue: what stands inside a string of a record: a JSON document, the same URL-encoded (IAM policies), or
// base64 of text or JSON (user data, messages). Only what decodes wholly and reads as text counts; a key id is not
// taken for base64. Pure functions, any thread.
#pragma once

#include "base/jsontree.h"

#include <QString>

#include <memory>
#include <optional>
#include <string_view>

namespace rastro {

struct DecodedValue {
    QString how;                            // "JSON", "URL, JSON", "base64", "base64, JSON"
    std::shared_ptr<const json::Tree> tree; // null when the value is text
    QString text;                           // empty when it is a tree
};

// text: the string as it is meant (after the JSON unescape), UTF-8.
std::optional<DecodedValue> decodeValue(std::string_view text);

} // namespace rastro
