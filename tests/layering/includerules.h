// SPDX-License-Identifier: Apache-2.0
//
// Which folder may include which, and how much of Qt each may see. The table is the layering of ARCHITECTURE.md;
// a new folder gets its line here before its first file builds.
#pragma once

#include "layering/sourcetree.h"

#include <set>

namespace rastro::layering {

// Which Qt module a header such as "QWidget" or "QtWidgets/QWidget" belongs to; empty if none of them has it.
class QtHeaders {
public:
    explicit QtHeaders(std::filesystem::path headers); // the folder that holds QtCore, QtGui, …

    bool isFound() const;
    bool isQt(std::string_view header) const; // looks like one of Qt's, whether it exists or not
    std::string moduleOf(std::string_view header) const;

private:
    std::filesystem::path m_headers;
};

// The folder of the table a file belongs to: "store", "views", "app/cli"; empty outside app, models and views.
std::string layerOf(std::string_view path);

// Every include line of app, models and views that the table does not allow.
Findings checkIncludes(const SourceTree& tree, const QtHeaders& qt);

// Folders that can reach themselves through the table; it has to stay free of cycles.
std::set<std::string> cyclicLayers();

} // namespace rastro::layering
