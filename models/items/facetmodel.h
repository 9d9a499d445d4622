// SPDX-License-Identifier: Apache-2.0
//
// FacetModel: facets as a tree of two levels: fields, and below each its values with counts. Holds what is wished of each
// facet (how many values, which order, which search) and shows the counts it is given; a field whose counts have not
// come yet is pending. Rows change in place and at the end of their field only. Lives in the GUI thread.
#pragma once

#include "query/facetedit.h"
#include "query/facets.h"

#include <QAbstractItemModel>

#include <optional>
#include <vector>

namespace rastro {

class FacetModel : public QAbstractItemModel {
    Q_OBJECT
public:
    enum class RowKind : quint8 { Header, Value, Object, Missing, More, Note };
    enum Role {
        KindRole = Qt::UserRole + 1, // RowKind
        RawTextRole,                 // of values: the full text, nothing escaped
        CountRole,                   // quint64: of a value its rows, of a header its distinct values, of More the rest
        ShareRole,                   // double: of the rows counted, 0 to 1
        MarkRole,                    // FacetMark
        OrderRole,                   // of a header: FacetOrder
        SearchRole,                  // of a header: QString, the text searched for
        FoundRole,                   // of a header: quint64, distinct values that hold it
        PendingRole,                 // of a header: bool
    };
    static constexpr std::size_t kFirstLimit = 5; // values shown of a facet at first

    explicit FacetModel(QObject* parent = nullptr);

    // Fields stay in order of adding; one that is there already is not added twice.
    void addField(const AnyColumn& field);
    void removeField(const AnyColumn& field);
    void setFields(const std::vector<AnyColumn>& fields);
    std::vector<AnyColumn> fields() const;

    // What is to be counted for it all.
    std::vector<FacetWish> wishes() const;
    void setOrder(const AnyColumn& field, FacetOrder order);
    void setSearch(const AnyColumn& field, const QString& text);
    void wishMore(const AnyColumn& field); // twice as many values, then more and more

    // By their fields; those of other fields are dropped, fields not among them stay as they are.
    void setFacets(const std::vector<Facet>& facets);
    // Nothing is known any more: another trail.
    void clearCounts();

    QModelIndex indexOf(const AnyColumn& field) const;            // of its header
    std::optional<AnyColumn> fieldAt(const QModelIndex& index) const; // of a header or of anything below it
    bool canPick(const QModelIndex& index) const;         // a value, or the row of those without one
    FacetChoice choiceAt(const QModelIndex& index) const; // of a row that can be picked

    QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    QModelIndex parent(const QModelIndex& child) const override;
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;

signals:
    void facetsAboutToChange(); // views remember what they stand on
    void facetsChanged();

private:
    struct Row {
        RowKind kind = RowKind::Value;
        FacetValue value;       // of Value, Object and Missing
        std::uint64_t rest = 0; // of More
        bool operator==(const Row&) const = default;
    };
    struct Section {
        quintptr id; // stays while others come and go
        FacetWish wish;
        std::optional<Facet> facet;
        std::vector<Row> rows;
    };

    const Section* sectionOf(const QModelIndex& index) const;
    const Row* rowOf(const QModelIndex& index) const; // null for a header
    Section* find(const AnyColumn& field);
    static std::vector<Row> rowsOf(const Section& section);
    void setRows(Section& section, std::vector<Row> rows);
    void headerChanged(const Section& section);
    QVariant headerData(const Section& section, int role) const;
    QVariant rowData(const Section& section, const Row& row, int role) const;
    QString rowText(const Section& section, const Row& row) const;
    QString spokenText(const Section& section, const Row& row) const;
    static double shareOf(const Section& section, const Row& row);

    std::vector<Section> m_sections;
    quintptr m_nextId = 1;
};

} // namespace rastro

Q_DECLARE_METATYPE(rastro::FacetModel::RowKind)
Q_DECLARE_METATYPE(rastro::FacetMark)
Q_DECLARE_METATYPE(rastro::FacetOrder)
