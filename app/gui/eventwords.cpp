// SPDX-License-Identifier: Apache-2.0
#include "gui/eventwords.h"

#include <QCoreApplication>

namespace rastro {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("rastro::EventWords", text); }
QString fromUtf8(std::string_view text) { return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())); }

QString problemText(const Error& error) {
    switch (error.code) {
    case ErrorCode::Changed: return tr("Its file has changed since it was loaded, so what is there now is not this event.");
    case ErrorCode::NotFound: return tr("Its file is no longer there.");
    case ErrorCode::Unreadable: return tr("Its file can no longer be read: %1.").arg(fromUtf8(error.what));
    default: return fromUtf8(error.what);
    }
}

} // namespace

std::vector<RecordCells> toRecordCells(const std::vector<CellTexts>& cells) {
    std::vector<RecordCells> out;
    out.reserve(cells.size());
    for (const CellTexts& c : cells) {
        RecordCells made{c.row, fromUtf8(c.target), fromUtf8(c.summary), c.pathsVersion, {}};
        for (const std::vector<std::string>& values : c.paths) {
            QStringList& texts = made.paths.emplace_back();
            for (const std::string& value : values)
                texts.append(fromUtf8(value));
        }
        out.push_back(std::move(made));
    }
    return out;
}

EventDetail detailOf(const ReadRecord& record, const Snapshot& snapshot, const RowStyle& style) {
    EventDetail d;
    d.state = record.error ? EventDetail::State::Failed : EventDetail::State::Ready;
    d.row = record.row;
    d.style = style;
    d.who = fromUtf8(record.words.who);
    d.what = fromUtf8(record.words.what);
    d.when = fromUtf8(record.words.when);
    d.where = fromUtf8(record.words.where);
    d.ending = fromUtf8(record.words.ending);
    d.target = fromUtf8(record.words.target);
    d.source = fromUtf8(snapshot.text(Column::Source, record.row));
    d.offset = snapshot.offset(record.row);
    d.length = snapshot.length(record.row);
    d.problem = record.error ? problemText(*record.error) : QString();
    d.bytes = record.bytes;
    d.tree = record.tree;
    return d;
}

} // namespace rastro
