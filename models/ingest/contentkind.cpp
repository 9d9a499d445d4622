// SPDX-License-Identifier: Apache-2.0
#include "ingest/contentkind.h"

#include "bytes/archive.h"
#include "bytes/inflate.h"
#include "store/summaryrow.h"

#include <algorithm>

namespace rastro {

namespace {

struct Magic {
    std::string_view bytes;
    std::string_view reason;
};
constexpr Magic kMagics[] = {
    {"\x28\xB5\x2F\xFD", "zstd compressed: not read yet"},
    {"BZh", "bzip2 compressed: not read yet"},
    {"\xFD\x37zXZ", "xz compressed: not read"},
    {"7z\xBC\xAF", "7-zip archive: not read"},
    {"PAR1", "Parquet file (Security Lake or a data lake copy): not read yet"},
    {"SQLite format 3", "SQLite database: not CloudTrail logs"},
    {"\xFF\xFE", "UTF-16 text: not read yet"},
    {"\xFE\xFF", "UTF-16 text: not read yet"},
    {"%PDF", "PDF document: not CloudTrail logs"},
    {"\x7F" "ELF", "a program: not CloudTrail logs"},
};

std::string_view firstLine(std::string_view text) {
    return text.substr(0, std::min(text.find('\n'), text.size()));
}

bool isCloudWatchExport(std::string_view line) {
    return line.size() > 26 && line[4] == '-' && line[7] == '-' && line[10] == 'T' && line[19] == '.' &&
           line[23] == 'Z' && line[24] == ' ' && line[25] == '{';
}

constexpr std::size_t kLeastHead = 512; // less is all there is

Content csvContent(std::string_view line) {
    if (isEventHistoryHeader(line))
        return {ContentKind::EventHistoryCsv, {}};
    if (line.find("_raw") != std::string_view::npos)
        return {ContentKind::Other, "Splunk CSV export: not read yet"};
    if (line.find("@message") != std::string_view::npos)
        return {ContentKind::Other, "Logs Insights CSV: not read yet"};
    if (line.find("eventname") != std::string_view::npos || line.find("eventName") != std::string_view::npos)
        return {ContentKind::Other, "CSV of a query (Athena or CloudTrail Lake): not read yet"};
    return {ContentKind::Other, "CSV that is not an Event-history download"};
}

} // namespace

Content contentOf(std::string_view head) {
    if (head.empty())
        return {ContentKind::Empty, "empty file"};
    if (looksLikeGzip(head))
        return {ContentKind::Gzip, {}};
    if (Archive::isZip(head) || Archive::isTar(head))
        return {ContentKind::Archive, {}};
    for (const Magic& magic : kMagics) {
        if (head.starts_with(magic.bytes))
            return {ContentKind::Other, magic.reason};
    }
    if (head.starts_with("\xEF\xBB\xBF"))
        head.remove_prefix(3);
    const std::size_t first = head.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos && head.size() < kLeastHead)
        return {ContentKind::Other, "nothing but blanks"};
    if (first == std::string_view::npos)
        return {ContentKind::Json, {}}; // as far as seen: nobody shall hide records behind blanks
    if (head[first] == '{' || head[first] == '[')
        return {ContentKind::Json, {}};
    const std::string_view line = firstLine(head.substr(first));
    if (isCloudWatchExport(line))
        return {ContentKind::Other, "CloudWatch Logs export to S3: not read yet"};
    if (head.find("{\"eventVersion\"") != std::string_view::npos || head.find("{\"Records\"") != std::string_view::npos)
        return {ContentKind::Json, {}}; // damaged at its start
    if (line.find(',') != std::string_view::npos)
        return csvContent(line);
    return {ContentKind::Other, "not JSON, CSV or an archive of them"};
}

} // namespace rastro
