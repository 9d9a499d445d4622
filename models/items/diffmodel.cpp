// SPDX-License-Identifier: Apache-2.0
#include "items/diffmodel.h"

#include "items/visibletext.h"

#include <utility>

namespace rastro {

namespace {

constexpr int kLongestShown = 400;

// Told without colour too.
QString signOf(DiffLine::Kind kind) {
    switch (kind) {
    case DiffLine::Kind::Changed: return QStringLiteral("≠ ");
    case DiffLine::Kind::LeftOnly: return QStringLiteral("− ");
    case DiffLine::Kind::RightOnly: return QStringLiteral("+ ");
    case DiffLine::Kind::Same: break;
    }
    return QStringLiteral("   ");
}

} // namespace

void DiffModel::setDiff(Diff diff, const QString& left, const QString& right) {
    beginResetModel();
    m_diff = std::move(diff);
    m_left = left;
    m_right = right;
    choose();
    endResetModel();
}

void DiffModel::setOnlyDifferences(bool only) {
    beginResetModel();
    m_onlyDifferences = only;
    choose();
    endResetModel();
}

void DiffModel::choose() {
    m_shown.clear();
    for (std::uint32_t line = 0; line < m_diff.lines.size(); ++line) {
        if (!m_onlyDifferences || m_diff.lines[line].kind != DiffLine::Kind::Same)
            m_shown.push_back(line);
    }
}

int DiffModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_shown.size());
}

int DiffModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : 3; }

QVariant DiffModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid())
        return {};
    const DiffLine& line = m_diff.lines[m_shown[static_cast<std::size_t>(index.row())]];
    switch (role) {
    case Qt::DisplayRole:
    case RawTextRole:
        return textOf(line, index.column(), role);
    case DepthRole:
        return line.depth;
    case KindRole:
        return static_cast<int>(line.kind);
    default:
        return {};
    }
}

QVariant DiffModel::textOf(const DiffLine& line, int section, int role) const {
    if (section == Field) {
        const QString key = line.key.empty() && line.depth == 0 ? tr("event") : fromUtf8(line.key);
        if (role == RawTextRole)
            return key;
        return QString(line.depth * 2, u' ') + signOf(line.kind) + visibleText(shortened(key, kLongestShown)) +
               (line.isDocument ? tr(" (decoded)") : QString());
    }
    const QString text = fromUtf8(section == Left ? line.left : line.right);
    return role == RawTextRole ? text : visibleText(shortened(text, kLongestShown));
}

QVariant DiffModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == Field ? tr("Field") : section == Left ? m_left : m_right;
}

} // namespace rastro
