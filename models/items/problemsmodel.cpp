// SPDX-License-Identifier: Apache-2.0
#include "items/problemsmodel.h"

#include "items/visibletext.h"

#include <QLocale>

namespace rastro {

namespace {

bool hasSameProblems(const LoadReport& a, const LoadReport& b) {
    return a.failures.size() == b.failures.size() && a.ignored.size() == b.ignored.size() &&
           a.failuresBeyondList == b.failuresBeyondList;
}

} // namespace

ProblemsModel::ProblemsModel(QObject* parent)
    : QAbstractTableModel(parent)
    , m_snapshot(std::make_shared<Snapshot>()) {}

void ProblemsModel::setSnapshot(std::shared_ptr<const Snapshot> snapshot) {
    const bool isSame = &snapshot->sources() == &m_snapshot->sources() &&
                        hasSameProblems(snapshot->report(), m_snapshot->report());
    if (isSame) {
        m_snapshot = std::move(snapshot);
        return;
    }
    beginResetModel();
    m_snapshot = std::move(snapshot);
    endResetModel();
}

int ProblemsModel::rowCount(const QModelIndex& parent) const {
    if (parent.isValid())
        return 0;
    const LoadReport& report = m_snapshot->report();
    return static_cast<int>(report.failures.size() + report.ignored.size()) + (report.failuresBeyondList > 0 ? 1 : 0);
}

int ProblemsModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : SectionCount; }

bool ProblemsModel::isFailure(int row) const {
    const LoadReport& report = m_snapshot->report();
    return static_cast<std::size_t>(row) < report.failures.size() + (report.failuresBeyondList > 0 ? 1 : 0);
}

QString ProblemsModel::text(int row, int section) const {
    const LoadReport& report = m_snapshot->report();
    const auto i = static_cast<std::size_t>(row);
    if (section == WhatSection)
        return isFailure(row) ? tr("failed") : tr("ignored");
    if (i < report.failures.size()) {
        const LoadFailure& f = report.failures[i];
        if (section == PlaceSection)
            return f.offset < 0 ? QString() : tr("byte %1").arg(QLocale().toString(static_cast<qint64>(f.offset)));
        return fromUtf8(section == FileSection ? f.path : f.reason);
    }
    if (isFailure(row))
        return section == ReasonSection
                   ? tr("%1 more failures, not listed").arg(QLocale().toString(quint64{report.failuresBeyondList}))
                   : QString();
    const IgnoredFile& f = report.ignored[i - report.failures.size() - (report.failuresBeyondList > 0 ? 1 : 0)];
    if (section == PlaceSection)
        return {};
    return fromUtf8(section == FileSection ? f.path : f.reason);
}

QVariant ProblemsModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid())
        return {};
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole: return visibleText(text(index.row(), index.column()));
    case RawTextRole: return text(index.row(), index.column());
    case IsFailureRole: return isFailure(index.row());
    default: return {};
    }
}

QVariant ProblemsModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case WhatSection: return tr("Problem");
    case FileSection: return tr("File");
    case PlaceSection: return tr("Place");
    case ReasonSection: return tr("Reason");
    default: return {};
    }
}

} // namespace rastro
