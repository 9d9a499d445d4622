// SPDX-License-Identifier: Apache-2.0
//
// Trails of every form a record can come in, for tests of the text index, and the plain way to search them.
#pragma once

#include "support/archives.h"
#include "support/loading.h"
#include "support/trailgen/trailgen.h"
#include "textindex/leafreference.h"

#include <algorithm>
#include <random>
#include <string>
#include <utility>
#include <vector>

namespace rastro::test {

inline std::string listOf(const std::vector<std::string>& records) {
    std::string out = R"({"Records":[)";
    for (const std::string& record : records)
        out += (out.back() == '[' ? "" : ",") + record;
    return out + "]}";
}

inline std::vector<std::string> generated(std::uint64_t first, std::uint64_t count) {
    std::vector<std::string> records;
    for (std::uint64_t n = first; n < first + count; ++n)
        records.push_back(trailgen::makeRecord(5, n));
    return records;
}

// An event whose request holds the text, given as it stands in JSON between quotes.
inline std::string eventWith(unsigned n, const std::string& jsonText) {
    return makeEvent(n, ",\"requestParameters\":{\"value\":\"" + jsonText + "\"}");
}

// Plain and gzip files of several blocks, members of archives, records in strings, rows of a CSV, hostile text.
inline void writeMix(const Folder& folder) {
    folder.write("plain.json", listOf(generated(0, 700)));
    folder.write("big.json.gz", gzip(listOf(generated(1'000, 900))));
    for (unsigned i = 0; i < 40; ++i)
        folder.write("small" + std::to_string(i) + ".json.gz", gzip(listOf(generated(2'000 + 10 * i, 10))));
    folder.write("escapes.json", listOf({eventWith(1, "\\u0041dmin\\/role"), eventWith(2, "one\\ntwo"),
                                         eventWith(3, "\\ud83d\\ude00 face"), eventWith(4, "ill \xFF\xC3 formed"),
                                         eventWith(5, "caf\xC3\xA9 \\u00e9t\\u00e9"),
                                         eventWith(6, "{\\\"Statement\\\":[{\\\"Effect\\\":\\\"Allow\\\"}]}"),
                                         eventWith(7, "lone \\ud83d half")}));
    std::string inString;
    for (const char c : eventWith(50, "in \\u0061 lookup"))
        inString += c == '"' || c == '\\' ? std::string("\\") + c : std::string(1, c);
    folder.write("lookup.json", R"({"Events":[{"EventId":"x","CloudTrailEvent":")" + inString + "\"}]}");
    folder.write(
        "history.csv",
        "Event ID,Event time,User name,Event name,Resource type,Resources,AWS access key,AWS region,"
        "Error code,Source IP address\nabc,\"2023-07-10, 12:37:50 PM\",\"Say \"\"Hi\"\", u\",CreateUser,,,,us-east-1,,"
        "1.2.3.4\n");
    std::vector<std::pair<std::string, std::string>> members;
    for (unsigned i = 0; i < 12; ++i)
        members.emplace_back(std::to_string(i) + ".json.gz", gzip(listOf(generated(4'000 + 30 * i, 30))));
    writeArchive(folder.path("a.zip"), ArchiveForm::Zip, members);
    for (unsigned i = 0; i < 12; ++i)
        members[i].second = listOf(generated(5'000 + 10 * i, 10));
    writeArchive(folder.path("a.tar.gz"), ArchiveForm::TarGz, members);
}

// All records as JSON, by row, and the rows a text stands in.
class PlainTexts {
public:
    explicit PlainTexts(const Snapshot& snapshot) {
        RecordReader reader;
        for (std::uint32_t row = 0; row < snapshot.rowCount(); ++row) {
            const auto record = reader.readJson(snapshot, RowId{row});
            m_leaves.push_back(leavesOf(record ? *record : std::string()));
        }
    }

    std::vector<std::uint32_t> rowsWith(const std::vector<std::string>& pieces) const {
        std::vector<std::uint32_t> rows;
        for (std::uint32_t row = 0; row < m_leaves.size(); ++row) {
            if (std::ranges::all_of(pieces, [&](const std::string& piece) { return holds(row, piece); }))
                rows.push_back(row);
        }
        return rows;
    }

    // A few bytes of a leaf of some row, in any letter case.
    const std::vector<std::string>& leaves(std::uint32_t row) const { return m_leaves[row]; }

    // A few bytes of a leaf of some row, in any letter case.
    std::string randomNeedle(std::mt19937& random) const {
        while (true) {
            const std::vector<std::string>& leaves = m_leaves[random() % m_leaves.size()];
            const std::string& leaf = leaves[random() % leaves.size()];
            if (leaf.empty())
                continue;
            std::string needle = leaf.substr(random() % leaf.size(), 1 + random() % 24);
            for (char& c : needle)
                c = random() % 4 == 0 && c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
            return needle;
        }
    }

private:
    bool holds(std::uint32_t row, const std::string& piece) const {
        const std::string folded = plainFold(json::toValidUtf8(piece));
        return std::ranges::any_of(m_leaves[row],
                                   [&](const std::string& leaf) { return leaf.find(folded) != std::string::npos; });
    }

    std::vector<std::vector<std::string>> m_leaves;
};

} // namespace rastro::test
