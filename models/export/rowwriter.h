// SPDX-License-Identifier: Apache-2.0
//
// RowWriter: one export format. Turns rows into text piece by piece, in the order they come, with memory that does not
// grow with them. One thread at a time; owned by the exporter.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace rastro {

enum class ExportFormat : std::uint8_t { Csv, Tsv, Table, Json, Ndjson };

// Whether a format is made of records rather than of cells.
constexpr bool isMadeOfRecords(ExportFormat format) {
    return format == ExportFormat::Json || format == ExportFormat::Ndjson;
}

using Cells = std::vector<std::optional<std::string>>; // nullopt: missing

class RowWriter {
public:
    virtual ~RowWriter() = default;
    virtual void begin(std::string& out, const std::vector<std::string>& columns) = 0;
    virtual void cells(std::string& out, Cells cells) = 0;              // cell formats
    virtual void record(std::string& out, std::string_view record) = 0; // record formats
    virtual void end(std::string& out) = 0;
};

std::unique_ptr<RowWriter> makeRowWriter(ExportFormat format);

} // namespace rastro
