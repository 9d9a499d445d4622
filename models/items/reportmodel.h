// SPDX-License-Identifier: Apache-2.0
//
// ReportModel: a report as a tree: sections, below them their lines. Lives in the GUI thread.
#pragma once

#include "report/reportlines.h"

#include <QAbstractItemModel>

#include <memory>

namespace rastro {

class ReportModel : public QAbstractItemModel {
    Q_OBJECT
public:
    enum Section { What, Events, Errors, First, Last, kSections };
    enum Role {
        FilterRole = Qt::UserRole + 1, // text; empty for sections and for lines no filter shows
        RowRole,                       // the event a line is about, as a number; none: kNoRow
        SectionRole,                   // whether it is a section
        RawTextRole,                   // as in the log
        QuietRole,                     // a line with nothing to act upon
    };

    explicit ReportModel(QObject* parent = nullptr) : QAbstractItemModel(parent) {}

    void setReport(Report report);
    const Report& report() const { return m_report; }
    bool hasErrors() const; // some line counts events that did not end well
    QString asText() const; // all of it, a line each, for pasting

    QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    QModelIndex parent(const QModelIndex& child) const override;
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    static bool isSection(const QModelIndex& index) { return index.internalId() == 0; }
    const ReportSection& sectionOf(const QModelIndex& index) const;
    QVariant sectionData(const ReportSection& section, int column, int role) const;
    QVariant lineData(const ReportLine& line, int column, int role) const;

    Report m_report;
};

} // namespace rastro
