// SPDX-License-Identifier: Apache-2.0
#include "items/jsontreemodel.h"

#include "items/decodedvalue.h"
#include "items/visibletext.h"

#include <QStringList>

#include <algorithm>

namespace rastro {

namespace {

using json::Tree;

constexpr int kMostNestedDocuments = 6;        // documents in strings in documents …
constexpr std::size_t kMostSearched = 200'000; // items one search makes at most

// What AWS puts in place of parameters too large to log: {"reason":…,"omitted":true,"originalSize":"149893"}
// (CloudTrail user guide, record contents: fields over their size limit are omitted).
bool isOmission(const Tree& tree, Tree::Index node) {
    if (tree.node(node).type != Tree::Type::Object)
        return false;
    const Tree::Index mark = tree.child(node, "omitted");
    return mark != Tree::kNone && tree.text(mark) == "true";
}

QString escapedStep(QString key) {
    return key.replace(u'\\', QLatin1String("\\\\")).replace(u'.', QLatin1String("\\."));
}

} // namespace

JsonTreeModel::JsonTreeModel(QObject* parent) : QAbstractItemModel(parent) {
    m_items.resize(1);
}

void JsonTreeModel::setValue(std::shared_ptr<const Tree> tree, Tree::Index node, const QString& path) {
    beginResetModel();
    m_path = path;
    m_documents.assign(1, Document{std::move(tree), {}, {}});
    m_items.assign(1, Item{});
    m_items[kRootItem].node = node;
    if (isScalar(m_items[kRootItem])) {
        m_items[kRootItem].isExpanded = true;
        addItem(kRootItem, 0, node, false);
    }
    endResetModel();
}

void JsonTreeModel::clear() {
    beginResetModel();
    m_documents.clear();
    m_items.assign(1, Item{});
    endResetModel();
}

void JsonTreeModel::showWhole(const QModelIndex& index) {
    if (!index.isValid())
        return;
    m_items[index.internalId()].isWhole = true;
    emit dataChanged(index, index);
}

// --- items

const JsonTreeModel::Item& JsonTreeModel::itemOf(const QModelIndex& index) const {
    return m_items[index.isValid() ? index.internalId() : kRootItem];
}

bool JsonTreeModel::isScalar(const Item& item) const {
    return item.node == Tree::kNone || !m_documents[item.document].tree->isContainer(item.node);
}

void JsonTreeModel::addItem(ItemId parent, quint32 document, Tree::Index node, bool isDecoded) const {
    Item item;
    item.document = document;
    item.node = node;
    item.parent = parent;
    item.row = static_cast<quint32>(m_items[parent].children.size());
    item.isDecoded = isDecoded;
    m_items[parent].children.push_back(static_cast<ItemId>(m_items.size()));
    m_items.push_back(std::move(item));
}

int JsonTreeModel::depthOfDocuments(ItemId id) const {
    int depth = 0;
    for (; id != kRootItem; id = m_items[id].parent)
        depth += m_items[id].isDecoded ? 1 : 0;
    return depth;
}

void JsonTreeModel::makeChildren(ItemId id) const {
    if (m_items[id].isExpanded || m_documents.empty())
        return;
    m_items[id].isExpanded = true;
    const quint32 document = m_items[id].document;
    const Tree::Index node = m_items[id].node;
    if (node == Tree::kNone)
        return;
    const auto tree = m_documents[document].tree;
    if (tree->isContainer(node)) {
        for (Tree::Index c = tree->node(node).firstChild; c != Tree::kNone; c = tree->node(c).nextSibling)
            addItem(id, document, c, false);
        return;
    }
    if (tree->node(node).type != Tree::Type::String || depthOfDocuments(id) >= kMostNestedDocuments)
        return;
    if (auto decoded = decodeValue(tree->text(node))) {
        const Tree::Index root = decoded->tree ? Tree::root() : Tree::kNone;
        m_documents.push_back({std::move(decoded->tree), std::move(decoded->text), std::move(decoded->how)});
        addItem(id, static_cast<quint32>(m_documents.size() - 1), root, true);
    }
}

QModelIndex JsonTreeModel::index(int row, int column, const QModelIndex& parent) const {
    if (row < 0 || column != 0 || row >= rowCount(parent))
        return {};
    return createIndex(row, 0, quintptr{itemOf(parent).children[static_cast<std::size_t>(row)]});
}

QModelIndex JsonTreeModel::parent(const QModelIndex& index) const {
    return index.isValid() ? indexOf(itemOf(index).parent) : QModelIndex();
}

QModelIndex JsonTreeModel::indexOf(ItemId id) const {
    return id == kRootItem ? QModelIndex() : createIndex(static_cast<int>(m_items[id].row), 0, quintptr{id});
}

int JsonTreeModel::rowCount(const QModelIndex& parent) const {
    if (parent.column() > 0)
        return 0;
    const ItemId id = parent.isValid() ? static_cast<ItemId>(parent.internalId()) : kRootItem;
    makeChildren(id);
    return static_cast<int>(m_items[id].children.size());
}

int JsonTreeModel::columnCount(const QModelIndex&) const {
    return 1;
}

bool JsonTreeModel::hasChildren(const QModelIndex& parent) const {
    return rowCount(parent) > 0;
}

// --- what an item shows

QVariant JsonTreeModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid())
        return {};
    const Item& item = itemOf(index);
    const auto shown = [&] {
        const QString raw = rawText(item);
        return visibleText(item.isWhole ? raw : shortened(raw, kCutCharacters),
                           item.node == Tree::kNone ? LineBreaks::Keep : LineBreaks::Escape);
    };
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return QString(keyText(item) + u' ' + (isScalar(item) ? shown() : summary(item)));
    case KeyRole:
        return keyText(item);
    case ValueRole:
        return isScalar(item) ? shown() : QString();
    case SummaryRole:
        return isScalar(item) ? QString() : summary(item);
    case RawTextRole:
        return isScalar(item) ? rawText(item) : json(item);
    case PathRole:
        return path(static_cast<ItemId>(index.internalId()));
    case JsonRole:
        return json(item);
    case TypeRole:
        return static_cast<int>(item.node == Tree::kNone ? Tree::Type::String
                                                         : m_documents[item.document].tree->node(item.node).type);
    case NoteRole:
        return note(item);
    case IsCutRole:
        return isScalar(item) && !item.isWhole && rawText(item).size() > kCutCharacters;
    default:
        return {};
    }
}

QString JsonTreeModel::keyText(const Item& item) const {
    if (item.isDecoded || item.node == Tree::kNone)
        return {};
    const Tree& tree = *m_documents[item.document].tree;
    if (tree.node(item.node).hasKey)
        return visibleText(shortened(fromUtf8(tree.key(item.node)), kCutCharacters));
    return item.parent == kRootItem && isScalar(m_items[kRootItem]) ? QString() : QStringLiteral("[%1]").arg(item.row);
}

QString JsonTreeModel::rawText(const Item& item) const {
    const Document& document = m_documents[item.document];
    return item.node == Tree::kNone ? document.text : fromUtf8(document.tree->text(item.node));
}

QString JsonTreeModel::summary(const Item& item) const {
    const Tree::Node& node = m_documents[item.document].tree->node(item.node);
    const QString form = node.type == Tree::Type::Array ? QStringLiteral("[%1]") : QStringLiteral("{%1}");
    return form.arg(node.childCount == 0 ? QString() : QString::number(node.childCount));
}

QString JsonTreeModel::note(const Item& item) const {
    if (item.isDecoded)
        return tr("decoded: %1").arg(m_documents[item.document].how);
    if (item.node == Tree::kNone)
        return {};
    const Tree& tree = *m_documents[item.document].tree;
    // The mark itself is flagged too: when the omitted value is the root, nothing else of it is seen.
    const bool isMark = tree.node(item.node).hasKey && tree.key(item.node) == "omitted" &&
                        isOmission(tree, tree.node(item.node).parent);
    return isMark || isOmission(tree, item.node) ? tr("left out by AWS") : QString();
}

QString JsonTreeModel::path(ItemId id) const {
    QStringList steps;
    for (; id != kRootItem; id = m_items[id].parent) {
        const Item& item = m_items[id];
        if (item.isDecoded || item.node == Tree::kNone)
            continue;
        const Tree& tree = *m_documents[item.document].tree;
        if (tree.node(item.node).hasKey && item.node != m_items[kRootItem].node)
            steps.prepend(escapedStep(fromUtf8(tree.key(item.node))));
    }
    if (!m_path.isEmpty())
        steps.prepend(m_path);
    return steps.join(u'.');
}

QString JsonTreeModel::json(const Item& item) const {
    const Document& document = m_documents[item.document];
    return item.node == Tree::kNone ? document.text : fromUtf8(document.tree->raw(item.node));
}

// --- search

bool JsonTreeModel::holds(ItemId id, const QString& text) const {
    const Item& item = m_items[id];
    if (keyText(item).contains(text, Qt::CaseInsensitive))
        return true;
    return isScalar(item) && rawText(item).contains(text, Qt::CaseInsensitive);
}

std::vector<JsonTreeModel::ItemId> JsonTreeModel::inOrder(std::size_t most) const {
    std::vector<ItemId> order;
    std::vector<ItemId> open{kRootItem};
    while (!open.empty() && order.size() < most) {
        const ItemId id = open.back();
        open.pop_back();
        if (id != kRootItem)
            order.push_back(id);
        makeChildren(id);
        open.insert(open.end(), m_items[id].children.rbegin(), m_items[id].children.rend());
    }
    return order;
}

std::optional<std::vector<QModelIndex>> JsonTreeModel::findAll(const QString& text) const {
    std::vector<QModelIndex> all;
    if (text.isEmpty() || m_documents.empty())
        return all;
    const std::vector<ItemId> order = inOrder(kMostCounted + 1);
    if (order.size() > kMostCounted)
        return std::nullopt;
    for (const ItemId id : order) {
        if (holds(id, text))
            all.push_back(indexOf(id));
    }
    return all;
}

QModelIndex JsonTreeModel::find(const QString& text, const QModelIndex& from, Direction direction) const {
    if (text.isEmpty() || m_documents.empty())
        return {};
    std::vector<ItemId> order = inOrder(kMostSearched);
    if (direction == Direction::Backward)
        std::reverse(order.begin(), order.end());
    auto first = order.begin();
    if (from.isValid())
        first = std::find(order.begin(), order.end(), static_cast<ItemId>(from.internalId()));
    if (from.isValid() && first == order.end())
        first = order.begin();
    else if (from.isValid() && direction != Direction::Still)
        ++first;
    const auto hit = std::find_if(first, order.end(), [&](ItemId id) { return holds(id, text); });
    return hit == order.end() ? QModelIndex() : indexOf(*hit);
}

} // namespace rastro
