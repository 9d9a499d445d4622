// SPDX-License-Identifier: Apache-2.0
#include "layering/includerules.h"

#include <algorithm>
#include <array>
#include <optional>
#include <regex>

namespace rastro::layering {

namespace fs = std::filesystem;

namespace {

using Names = std::vector<std::string_view>;

struct Layer {
    std::string_view name;
    Names mayInclude; // other folders; its own is always allowed
    Names qtModules;
    Names neverIncludes; // beginnings of other headers
};

const Names kEngine{"base",     "bytes", "identity", "events",   "store",     "ingest", "textindex", "lineage",
                    "language", "paths", "query",    "timeline", "report",    "integrity", "export"};

Names engineAnd(Names more) {
    more.insert(more.end(), kEngine.begin(), kEngine.end());
    return more;
}

// Views paint and emit intent: no file is opened, no thread started, nothing parsed there.
const Names kNotInViews{"QFile>", "QSaveFile", "QTemporary", "QThread",  "QProcess", "QJson", "fstream",
                        "thread", "future",    "nlohmann",   "simdjson", "archive",  "zlib"};
// Background work in Qt's manner stays in async; everything else asks it.
const Names kOnlyInAsync{"QtConcurrent", "QPromise", "QFuture"};

Names joined(Names a, const Names& b) {
    a.insert(a.end(), b.begin(), b.end());
    return a;
}

const std::vector<Layer>& layers() {
    static const std::vector<Layer> table{
        {"base", {}, {}, {}},
        {"bytes", {"base"}, {}, {}},
        {"identity", {"base"}, {}, {}},
        {"events", {"base", "identity"}, {}, {}},
        {"store", {"base", "bytes", "events"}, {}, {}},
        {"ingest", {"base", "bytes", "identity", "events", "store"}, {}, {}},
        {"textindex", {"base", "bytes", "store"}, {}, {}},
        {"lineage", {"base", "identity", "store"}, {}, {}},
        {"language", {"base", "store"}, {}, {}},
        {"paths", {"base", "language", "store"}, {}, {}},
        {"query", {"base", "identity", "events", "store", "textindex", "lineage", "language", "paths"}, {}, {}},
        {"timeline", {"base", "identity", "events", "store", "lineage", "language", "query"}, {}, {}},
        {"report", {"base", "identity", "events", "store", "lineage", "language", "query", "timeline"}, {}, {}},
        {"integrity", {"base", "bytes", "store", "ingest"}, {}, {}},
        {"export", {"base", "events", "store", "language", "paths", "query"}, {}, {}},
        {"casefile", {"base", "store"}, {"QtCore", "QtGui", "QtSql"}, kOnlyInAsync},
        {"async", kEngine, {"QtCore", "QtConcurrent"}, {}},
        {"items", engineAnd({"async", "casefile"}), {"QtCore", "QtGui"}, kOnlyInAsync},
        {"views",
         {"base", "identity", "events", "store", "lineage", "language", "query", "timeline", "report", "items"},
         {"QtCore", "QtGui", "QtWidgets", "QtSvg", "QtPrintSupport"},
         joined(kNotInViews, kOnlyInAsync)},
        {"app/gui",
         engineAnd({"casefile", "async", "items", "views"}),
         {"QtCore", "QtGui", "QtWidgets", "QtSvg", "QtPrintSupport", "QtDBus"},
         kOnlyInAsync},
        {"app/cli", kEngine, {"QtCore"}, kOnlyInAsync},
    };
    return table;
}

const Layer* findLayer(std::string_view name) {
    const auto found = std::ranges::find(layers(), name, &Layer::name);
    return found == layers().end() ? nullptr : &*found;
}

bool contains(const Names& names, std::string_view name) {
    return std::ranges::find(names, name) != names.end();
}

std::string_view folderOf(std::string_view path) {
    return path.substr(0, path.rfind('/'));
}

// The project file an include in quotes names: beside the includer, or below an include root.
std::optional<std::string> resolve(const SourceTree& tree, std::string_view includer, std::string_view header) {
    const std::array<std::string, 4> places{std::string(folderOf(includer)), "models", "views", "app"};
    for (const std::string& place : places) {
        std::string path = fs::path(place + '/' + std::string(header)).lexically_normal().generic_string();
        if (tree.contains(path))
            return path;
    }
    return std::nullopt;
}

// The name of views/NAME/…, which sees only itself and views/common; empty for a file right in views/.
std::string_view viewFolder(std::string_view path) {
    const std::string_view folder = folderOf(path);
    return folder.starts_with("views/") ? folder.substr(6) : std::string_view();
}

std::string wrongProjectInclude(const Layer& layer, std::string_view includer, const std::string& target) {
    const std::string to = layerOf(target);
    if (to != layer.name && !contains(layer.mayInclude, to))
        return std::string(layer.name) + " may not include " + (to.empty() ? target : to);
    const std::string_view toView = viewFolder(target);
    if (to == "views" && layer.name == "views" && toView != viewFolder(includer) && toView != "common")
        return "a view may not know another view (" + target + "); they meet in app";
    return {};
}

struct Include {
    std::string header;
    bool quoted = false;
};

std::optional<Include> includeOf(std::string_view line) {
    static const std::regex pattern(R"re(^\s*#\s*include\s*([<"])([^>"]+)[>"])re");
    std::match_results<std::string_view::const_iterator> match;
    if (!std::regex_search(line.begin(), line.end(), match, pattern))
        return std::nullopt;
    return Include{match[2].str(), match[1].str() == "\""};
}

std::string wrongLibraryInclude(const Layer& layer, const QtHeaders& qt, const std::string& header) {
    const std::string whole = header + '>';
    for (const std::string_view never : layer.neverIncludes) {
        if (whole.starts_with(never))
            return std::string(layer.name) + " may not include <" + header + '>';
    }
    if (!qt.isQt(header))
        return {};
    const std::string module = qt.moduleOf(header);
    if (!contains(layer.qtModules, module))
        return std::string(layer.name) + " may not include <" + header + "> of " + (module.empty() ? "Qt" : module);
    return {};
}

std::string wrongInclude(const SourceTree& tree, const QtHeaders& qt, std::string_view path, const Include& include) {
    const Layer* layer = findLayer(layerOf(path));
    if (layer == nullptr)
        return "this folder has no line in the table of tests/layering/includerules.cpp";
    if (!include.quoted)
        return wrongLibraryInclude(*layer, qt, include.header);
    if (include.header.ends_with(".moc"))
        return {};
    const std::optional<std::string> target = resolve(tree, path, include.header);
    return target ? wrongProjectInclude(*layer, path, *target) : '"' + include.header + "\" is no file of the project";
}

void reach(const Layer& from, std::set<std::string>& seen) {
    for (const std::string_view next : from.mayInclude) {
        if (seen.emplace(next).second)
            if (const Layer* layer = findLayer(next))
                reach(*layer, seen);
    }
}

} // namespace

QtHeaders::QtHeaders(fs::path headers) : m_headers(std::move(headers)) {}

bool QtHeaders::isFound() const {
    return fs::exists(m_headers / "QtCore" / "QObject");
}

bool QtHeaders::isQt(std::string_view header) const {
    if (header.size() < 2 || header[0] != 'Q')
        return !moduleOf(header).empty(); // qobject.h
    return (header[1] >= 'A' && header[1] <= 'Z') || header[1] == 't';
}

std::string QtHeaders::moduleOf(std::string_view header) const {
    if (const std::size_t slash = header.find('/'); slash != std::string_view::npos)
        return header.starts_with("Qt") ? std::string(header.substr(0, slash)) : std::string();
    if (fs::exists(m_headers / header)) // <QtWidgets> of QtWidgets/
        return std::string(header);
    for (const char* module :
         {"QtCore", "QtGui", "QtWidgets", "QtConcurrent", "QtSql", "QtSvg", "QtSvgWidgets", "QtPrintSupport", "QtDBus",
          "QtNetwork", "QtOpenGL", "QtOpenGLWidgets", "QtXml", "QtTest"}) {
        if (fs::exists(m_headers / module / header))
            return module;
    }
    return {};
}

std::string layerOf(std::string_view path) {
    if (path.starts_with("views/"))
        return "views";
    std::string_view folder = folderOf(path);
    if (path.starts_with("models/"))
        return std::string(folder.substr(7, folder.find('/', 7) - 7));
    return path.starts_with("app/") ? std::string(folder.substr(0, folder.find('/', 4))) : std::string();
}

Findings checkIncludes(const SourceTree& tree, const QtHeaders& qt) {
    Findings findings;
    for (const auto& [path, text] : tree) {
        if (!(isCpp(path) || isHeader(path)) || layerOf(path).empty())
            continue;
        std::size_t number = 0;
        for (const std::string_view line : linesOf(text)) {
            ++number;
            const std::optional<Include> include = includeOf(line);
            if (std::string wrong = include ? wrongInclude(tree, qt, path, *include) : std::string(); !wrong.empty())
                findings.push_back(at(path, number, wrong));
        }
    }
    return findings;
}

std::set<std::string> cyclicLayers() {
    std::set<std::string> cyclic;
    for (const Layer& layer : layers()) {
        std::set<std::string> seen;
        reach(layer, seen);
        if (seen.contains(std::string(layer.name)))
            cyclic.emplace(layer.name);
    }
    return cyclic;
}

} // namespace rastro::layering
