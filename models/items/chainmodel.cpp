// SPDX-License-Identifier: Apache-2.0
#include "items/chainmodel.h"

#include "items/visibletext.h"
#include "query/celltext.h"

#include <QLocale>

#include <algorithm>

namespace rastro {

namespace {

QString shown(std::string_view text) { return visibleText(shortened(fromUtf8(text), 300)); }

QString timeText(Micros time) { return time == kNoTime ? QStringLiteral("—") : shown(formatTime(time)); }

} // namespace

void ChainModel::setChain(std::shared_ptr<const Snapshot> snapshot, Chain chain) {
    beginResetModel();
    m_snapshot = std::move(snapshot);
    m_chain = std::move(chain);
    endResetModel();
}

int ChainModel::followedRow() const {
    const auto found = std::ranges::find(m_chain.lines, true, &ChainLine::isFollowed);
    return found == m_chain.lines.end() ? -1 : static_cast<int>(found - m_chain.lines.begin());
}

int ChainModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_chain.lines.size());
}

int ChainModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : kSections; }

QVariant ChainModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid())
        return {};
    const ChainLine& line = m_chain.lines[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole: // no tool tip: Qt would take text from logs for HTML
        return text(line, index.column());
    case KeyRole:
        return fromUtf8(line.key);
    case FollowedRole:
        return line.isFollowed;
    case PossibleRole:
        return line.isPossible;
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(index.column() == Events || index.column() == Errors ? Qt::AlignRight | Qt::AlignVCenter
                                                                                      : Qt::AlignLeft | Qt::AlignVCenter);
    default:
        return {};
    }
}

QString ChainModel::text(const ChainLine& line, int section) const {
    switch (section) {
    case Credential:
        return QString(line.depth * 4, u' ') +
               (line.isPossible ? QStringLiteral("┄ ") + tr("possibly %1").arg(shown(line.through)) + (line.key.empty() ? QString() : u' ' + shown(line.key))
                                : (line.depth > 0 ? QStringLiteral("└ ") : QString()) + shown(line.key));
    case Actor:
        return line.isPossible && line.key.empty() ? tr("no session of it is loaded") : shown(line.actor);
    case Issued:
        return line.issuedBy == kNoRow ? QStringLiteral("—")
                                       : tr("%1, %2").arg(shown(eventLabel(*m_snapshot, line.issuedBy)),
                                                          timeText(m_snapshot->time(line.issuedBy)));
    case First:
        return timeText(line.first);
    case Last:
        return timeText(line.last);
    case Events:
        return QLocale().toString(static_cast<qulonglong>(line.events));
    case Errors:
        return QLocale().toString(static_cast<qulonglong>(line.errors));
    default:
        break;
    }
    QStringList addresses;
    for (const std::string& address : line.addresses)
        addresses << shown(address);
    return addresses.join(QStringLiteral(", "));
}

QVariant ChainModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    const QString titles[] = {tr("Credential"), tr("Actor"), tr("Issued or made possible by"), tr("First"), tr("Last"), tr("Events"), tr("Errors"), tr("Addresses")};
    return section < kSections ? titles[section] : QVariant();
}

} // namespace rastro
