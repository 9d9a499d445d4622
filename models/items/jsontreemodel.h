// SPDX-License-Identifier: Apache-2.0
//
// JsonTreeModel: one value of a record as a tree of one column, its items made when they are first looked at. Strings
// that hold a document get a child with the document decoded. Nothing is altered: every item knows the raw JSON it
// stands for. Lives in the GUI thread; the tree behind it is shared and immutable.
#pragma once

#include "base/jsontree.h"

#include <QAbstractItemModel>

#include <memory>
#include <optional>
#include <vector>

namespace rastro {

class JsonTreeModel : public QAbstractItemModel {
    Q_OBJECT
public:
    enum Role {
        KeyRole = Qt::UserRole + 1, // key or [index], safe to show
        ValueRole,                  // scalar as shown (visible, cut at kCutCharacters unless asked for in full)
        SummaryRole,                // of a container: "{3}", "[12]"
        RawTextRole,                // scalar as it is meant, whole, nothing escaped
        PathRole,                   // path as the query language writes it
        JsonRole,                   // the value as it stands in its document
        TypeRole,                   // json::Tree::Type as int
        NoteRole,                   // "decoded: URL, JSON", "left out by AWS: …" or empty
        IsCutRole,                  // the value shown is not all of it
    };
    static constexpr qsizetype kCutCharacters = 4096;

    explicit JsonTreeModel(QObject* parent = nullptr);

    // Shows the children of `node`, or the node itself if it is a scalar. path: where the node stands in its record.
    void setValue(std::shared_ptr<const json::Tree> tree, json::Tree::Index node, const QString& path);
    void clear();
    void showWhole(const QModelIndex& index); // of a value that is cut

    // The next item in the order of the document whose key or value holds `text` (letter case folded); invalid if there
    // is none up to its end. From an invalid index: the first or the last.
    enum class Direction : quint8 { Forward, Backward, Still /* forward, the item itself included */ };
    QModelIndex find(const QString& text, const QModelIndex& from, Direction direction) const;
    // All of them, in order; nullopt if there are more than kMostCounted items to look at.
    static constexpr std::size_t kMostCounted = 20'000;
    std::optional<std::vector<QModelIndex>> findAll(const QString& text) const;

    QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    QModelIndex parent(const QModelIndex& index) const override;
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    bool hasChildren(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;

private:
    using ItemId = quint32;
    static constexpr ItemId kRootItem = 0;
    struct Document {
        std::shared_ptr<const json::Tree> tree; // null: decoded text
        QString text;
        QString how; // empty: the record itself
    };
    struct Item {
        quint32 document = 0;
        json::Tree::Index node = json::Tree::kNone; // kNone: the text of the document
        ItemId parent = kRootItem;
        quint32 row = 0;
        bool isExpanded = false; // children made
        bool isDecoded = false;  // root of a decoded document
        bool isWhole = false;    // shown in full length
        std::vector<ItemId> children;
    };

    const Item& itemOf(const QModelIndex& index) const;
    void makeChildren(ItemId id) const;
    void addItem(ItemId parent, quint32 document, json::Tree::Index node, bool isDecoded) const;
    int depthOfDocuments(ItemId id) const;

    bool isScalar(const Item& item) const;
    QString keyText(const Item& item) const;
    QString rawText(const Item& item) const;
    QString summary(const Item& item) const;
    QString note(const Item& item) const;
    QString path(ItemId id) const;
    QString json(const Item& item) const;
    std::vector<ItemId> inOrder(std::size_t most) const; // of the document, all items made, up to so many
    bool holds(ItemId id, const QString& text) const;
    QModelIndex indexOf(ItemId id) const;

    QString m_path;
    mutable std::vector<Document> m_documents;
    mutable std::vector<Item> m_items; // m_items[0]: the invisible root
};

} // namespace rastro
