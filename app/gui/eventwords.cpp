// SPDX-License-Identifier: Apache-2.0
#include "gui/eventwords.h"

#include "identity/accountofid.h"
#include "items/visibletext.h"
#include "lineage/lineage.h"

#include <QCoreApplication>
#include <QStringList>

namespace rastro {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("rastro::EventWords", text); }

// The first thing that is wrong with the file of a row: its records may be, too.
QString damageOf(const Snapshot& snapshot, RowId row) {
    const auto& failures = snapshot.report().failures; // few
    if (failures.empty())
        return {};
    const std::string path = snapshot.text(Column::Source, row);
    const auto found = std::ranges::find(failures, path, &LoadFailure::path);
    return found == failures.end() ? QString() : fromUtf8(found->reason);
}

QString problemText(const Error& error) {
    switch (error.code) {
    case ErrorCode::Changed: return tr("Its file has changed since it was loaded, so what is there now is not this event.");
    case ErrorCode::NotFound: return tr("Its file is no longer there.");
    case ErrorCode::Unreadable: return tr("Its file can no longer be read: %1.").arg(fromUtf8(error.what));
    default: return fromUtf8(error.what);
    }
}

// What is known of who holds the credential of an event, never more than records say.
QString holderOf(const Snapshot& snapshot, RowId row, const Lineage* lineage) {
    const std::string_view key = snapshot.codedText(Column::IdentityAccessKeyId, row);
    const std::string_view user = snapshot.codedText(Column::IdentityUserName, row);
    const std::string_view actor = snapshot.codedText(Column::ActorKey, row);
    QStringList known;
    if (isLongTermKey(key) && !user.empty())
        known << tr("a key of user %1").arg(fromUtf8(user));
    if (lineage != nullptr) {
        const std::string origin = lineage->origin(snapshot, row);
        const std::string person = lineage->person(snapshot, row);
        if (!origin.empty() && origin != key && origin != actor)
            known << tr("origin %1").arg(fromUtf8(origin));
        if (!person.empty() && person != actor && person != origin)
            known << tr("person %1").arg(fromUtf8(person));
    }
    return known.join(QStringLiteral(" · "));
}

} // namespace

std::vector<RecordCells> toRecordCells(const std::vector<CellTexts>& cells) {
    std::vector<RecordCells> out;
    out.reserve(cells.size());
    for (const CellTexts& c : cells) {
        RecordCells made{c.row, fromUtf8(c.target), fromUtf8(c.summary), c.isUnreadable, c.pathsVersion, {}};
        for (const std::vector<std::string>& values : c.paths) {
            QStringList& texts = made.paths.emplace_back();
            for (const std::string& value : values)
                texts.append(fromUtf8(value));
        }
        out.push_back(std::move(made));
    }
    return out;
}

EventDetail detailOf(const ReadRecord& record, const Snapshot& snapshot, const Lineage* lineage, const RowStyle& style) {
    EventDetail d;
    d.state = record.error ? EventDetail::State::Failed : EventDetail::State::Ready;
    d.row = record.row;
    d.style = style;
    d.who = fromUtf8(record.words.who);
    d.credential = fromUtf8(snapshot.codedText(Column::IdentityAccessKeyId, record.row));
    d.holder = holderOf(snapshot, record.row, lineage);
    d.what = fromUtf8(record.words.what);
    d.when = fromUtf8(record.words.when);
    d.where = fromUtf8(record.words.where);
    d.ending = fromUtf8(record.words.ending);
    d.target = fromUtf8(record.words.target);
    d.source = fromUtf8(snapshot.text(Column::Source, record.row));
    d.damage = damageOf(snapshot, record.row);
    d.offset = snapshot.offset(record.row);
    d.length = snapshot.length(record.row);
    d.problem = record.error ? problemText(*record.error) : QString();
    d.bytes = record.bytes;
    d.tree = record.tree;
    return d;
}

} // namespace rastro
