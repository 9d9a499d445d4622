// SPDX-License-Identifier: Apache-2.0
//
// What a file is, by its first bytes: magic numbers first, then the first character (facts: RFC 1952, PKZIP appnote,
// zstd and bzip2 frame formats, Parquet, SQLite; the exports of Athena, CloudWatch Logs and others).
#pragma once

#include <string_view>

namespace rastro {

enum class ContentKind : unsigned char { Empty, Json, EventHistoryCsv, Gzip, Archive, Other };

struct Content {
    ContentKind kind = ContentKind::Other;
    std::string_view reason; // why it is ignored, for Empty and Other
};

Content contentOf(std::string_view head); // at least the first 512 bytes, if there are as many

} // namespace rastro
