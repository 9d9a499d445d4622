// SPDX-License-Identifier: Apache-2.0
#include "export/rowwriter.h"

#include "base/plaintext.h"
#include "export/cells.h"

#include <algorithm>

namespace rastro {

namespace {

class CellWriter : public RowWriter {
public:
    void record(std::string&, std::string_view) final {}
    void end(std::string&) override {}
};

// Lines of cells between separators.
class SeparatedWriter final : public CellWriter {
public:
    using Escape = std::string (*)(std::string_view);
    SeparatedWriter(Escape escape, std::string_view separator, std::string_view lineEnd)
        : m_escape(escape), m_separator(separator), m_lineEnd(lineEnd) {}

    void begin(std::string& out, const std::vector<std::string>& columns) override {
        cells(out, {columns.begin(), columns.end()});
    }
    void cells(std::string& out, Cells cells) override {
        for (std::size_t i = 0; i < cells.size(); ++i) {
            if (i > 0)
                out += m_separator;
            if (cells[i])
                out += m_escape(*cells[i]);
        }
        out += m_lineEnd;
    }

private:
    Escape m_escape;
    std::string_view m_separator;
    std::string_view m_lineEnd;
};

// Columns padded for a terminal. Their widths are those of the first rows; a longer cell is never cut.
class TableWriter final : public CellWriter {
public:
    void begin(std::string&, const std::vector<std::string>& columns) override {
        m_widths.assign(columns.size(), 0);
        m_waiting.push_back(columns);
    }
    void cells(std::string& out, Cells cells) override {
        std::vector<std::string> line;
        for (const auto& cell : cells)
            line.push_back(cell && !cell->empty() ? escapeControls(*cell) : "-");
        if (m_isSettled) {
            write(out, line);
            return;
        }
        m_waiting.push_back(std::move(line));
        if (m_waiting.size() > kSampleRows)
            settle(out);
    }
    void end(std::string& out) override {
        if (!m_isSettled)
            settle(out);
    }

private:
    static constexpr std::size_t kSampleRows = 1'000;
    static constexpr std::size_t kWidest = 60;

    void settle(std::string& out) {
        for (const auto& line : m_waiting) {
            for (std::size_t i = 0; i < line.size(); ++i)
                m_widths[i] = std::max(m_widths[i], std::min(characterCount(line[i]), kWidest));
        }
        for (const auto& line : m_waiting)
            write(out, line);
        m_waiting = {};
        m_isSettled = true;
    }

    void write(std::string& out, const std::vector<std::string>& line) const {
        for (std::size_t i = 0; i < line.size(); ++i) {
            out += line[i];
            if (i + 1 == line.size())
                break;
            const std::size_t width = characterCount(line[i]);
            out.append((width < m_widths[i] ? m_widths[i] - width : 0) + 2, ' ');
        }
        out += '\n';
    }

    std::vector<std::size_t> m_widths;
    std::vector<std::vector<std::string>> m_waiting;
    bool m_isSettled = false;
};

class RecordWriter : public RowWriter {
public:
    void cells(std::string&, Cells) final {}
};

class JsonWriter final : public RecordWriter {
public:
    void begin(std::string& out, const std::vector<std::string>&) override { out += "{\"Records\":["; }
    void record(std::string& out, std::string_view record) override {
        out += m_isFirst ? "\n" : ",\n";
        m_isFirst = false;
        out += record;
    }
    void end(std::string& out) override { out += m_isFirst ? "]}\n" : "\n]}\n"; }

private:
    bool m_isFirst = true;
};

class NdjsonWriter final : public RecordWriter {
public:
    void begin(std::string&, const std::vector<std::string>&) override {}
    void record(std::string& out, std::string_view record) override {
        out += jsonLine(record);
        out += '\n';
    }
    void end(std::string&) override {}
};

} // namespace

std::unique_ptr<RowWriter> makeRowWriter(ExportFormat format) {
    switch (format) {
    case ExportFormat::Csv:
        return std::make_unique<SeparatedWriter>(csvCell, ",", "\r\n");
    case ExportFormat::Tsv:
        return std::make_unique<SeparatedWriter>(tsvCell, "\t", "\n");
    case ExportFormat::Json:
        return std::make_unique<JsonWriter>();
    case ExportFormat::Ndjson:
        return std::make_unique<NdjsonWriter>();
    case ExportFormat::Table:
        break;
    }
    return std::make_unique<TableWriter>();
}

} // namespace rastro
