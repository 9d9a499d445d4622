// SPDX-License-Identifier: Apache-2.0
#include "export/cells.h"

#include "base/jsonscan.h"

namespace rastro {

bool startsFormula(std::string_view cell) {
    const char* end = cell.data() + cell.size();
    if (cell.starts_with('-')) {
        const json::Scan scan = json::scanValue(cell.data(), end);
        if (scan && scan.at == end)
            return false; // a negative number and nothing else
    }
    return !cell.empty() && std::string_view("=+-@\t\r").find(cell.front()) != std::string_view::npos;
}

std::string csvCell(std::string_view cell) {
    const bool isFormula = startsFormula(cell);
    if (cell.find_first_of(",\"\r\n") == std::string_view::npos)
        return isFormula ? "'" + std::string(cell) : std::string(cell);
    std::string out = isFormula ? "\"'" : "\"";
    for (const char c : cell) {
        if (c == '"')
            out += '"';
        out += c;
    }
    return out += '"';
}

std::string tsvCell(std::string_view cell) {
    std::string out = startsFormula(cell) ? "'" : "";
    for (const char c : cell) {
        switch (c) {
        case '\t':
            out += "\\t";
            break;
        case '\n':
            out += "\\n";
            break;
        case '\r':
            out += "\\r";
            break;
        default:
            out += c;
        }
    }
    return out;
}

std::string jsonLine(std::string_view record) {
    std::string out;
    out.reserve(record.size());
    bool isInString = false;
    for (std::size_t i = 0; i < record.size(); ++i) {
        const char c = record[i];
        const bool breaks = c == '\r' || c == '\n';
        if (breaks && isInString)
            out += c == '\r' ? "\\r" : "\\n";
        else if (!breaks)
            out += c;
        if (c == '"')
            isInString = !isInString;
        else if (c == '\\' && isInString && i + 1 < record.size() && record[i + 1] != '\r' && record[i + 1] != '\n')
            out += record[++i];
    }
    return out;
}

} // namespace rastro
