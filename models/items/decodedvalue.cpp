// SPDX-License-Identifier: Apache-2.0
#include "items/decodedvalue.h"

#include "items/visibletext.h"

#include <QByteArray>
#include <QStringDecoder>

#include <algorithm>

namespace rastro {

namespace {

constexpr std::size_t kMostBytes = 4u << 20; // longer strings are shown as they are
constexpr qsizetype kLeastBase64 = 16;       // characters; shorter ones are words

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

std::shared_ptr<const json::Tree> parseDocument(std::string_view text) {
    const std::string_view body = trimmed(text);
    if (body.size() < 2 || (body.front() != '{' && body.front() != '['))
        return nullptr;
    auto tree = json::Tree::parse(std::string(body));
    return tree ? std::make_shared<const json::Tree>(std::move(*tree)) : nullptr;
}

bool isHex(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

// Empty unless every % begins an escape and there is one.
QByteArray percentDecoded(std::string_view text) {
    std::size_t escapes = 0;
    for (std::size_t i = text.find('%'); i != std::string_view::npos; i = text.find('%', i + 1), ++escapes) {
        if (i + 2 >= text.size() || !isHex(text[i + 1]) || !isHex(text[i + 2]))
            return {};
    }
    if (escapes == 0)
        return {};
    return QByteArray::fromPercentEncoding(QByteArray(text.data(), static_cast<qsizetype>(text.size())));
}

std::optional<QString> readableText(const QByteArray& bytes) {
    QStringDecoder decode(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const QString text = decode(bytes);
    if (decode.hasError() || text.isEmpty())
        return std::nullopt;
    const bool reads = std::all_of(text.begin(), text.end(), [](QChar c) {
        return c == u'\n' || c == u'\r' || c == u'\t' || !isInvisible(c.unicode()) || c.isSurrogate();
    });
    const auto ascii = std::count_if(text.begin(), text.end(), [](QChar c) { return c.unicode() < 0x80; });
    return reads && ascii * 10 >= text.size() * 8 ? std::optional(text) : std::nullopt;
}

std::optional<DecodedValue> fromBase64(std::string_view text) {
    QByteArray encoded(text.data(), static_cast<qsizetype>(text.size()));
    encoded.replace('\n', "").replace('\r', "");
    if (encoded.size() < kLeastBase64)
        return std::nullopt;
    const bool isUrlForm = encoded.contains('-') || encoded.contains('_');
    const auto form = isUrlForm ? QByteArray::Base64UrlEncoding : QByteArray::Base64Encoding;
    const auto decoded = QByteArray::fromBase64Encoding(encoded, form | QByteArray::AbortOnBase64DecodingErrors);
    if (!decoded)
        return std::nullopt;
    const std::optional<QString> plain = readableText(decoded.decoded);
    if (!plain)
        return std::nullopt;
    if (auto tree = parseDocument(decoded.decoded.toStdString()))
        return DecodedValue{QStringLiteral("base64, JSON"), std::move(tree), {}};
    return DecodedValue{QStringLiteral("base64"), nullptr, *plain};
}

} // namespace

std::optional<DecodedValue> decodeValue(std::string_view text) {
    if (text.size() < 2 || text.size() > kMostBytes)
        return std::nullopt;
    if (auto tree = parseDocument(text))
        return DecodedValue{QStringLiteral("JSON"), std::move(tree), {}};
    if (const QByteArray decoded = percentDecoded(text); !decoded.isEmpty()) {
        if (auto tree = parseDocument(decoded.toStdString()))
            return DecodedValue{QStringLiteral("URL, JSON"), std::move(tree), {}};
        return std::nullopt;
    }
    return fromBase64(text);
}

} // namespace rastro
