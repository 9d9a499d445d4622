// SPDX-License-Identifier: Apache-2.0
//
// EventDetail: everything the detail pane shows of one event, as a plain value. Texts are as in the log: the views make
// them safe to look at. Built by the application from what a worker read; GUI thread.
#pragma once

#include "base/jsontree.h"
#include "items/eventtablemodel.h"

#include <QString>

#include <memory>
#include <string>

namespace rastro {

struct EventDetail {
    enum class State : quint8 { Nothing, Reading, Ready, Failed };
    State state = State::Nothing;
    RowId row = kNoRow;
    RowStyle style;
    QString who;
    QString credential; // the access key id in the record; may be empty
    QString holder;     // what is known of who holds it; may be empty
    QString what;
    QString when;
    QString where;
    QString ending;
    QString target;
    QString source; // path of the file or archive member
    QString damage; // what else is wrong with that file; may be empty
    quint64 offset = 0;
    quint64 length = 0;
    QString problem;                        // why it could not be read, when Failed
    std::string bytes;                      // exactly as loaded
    std::shared_ptr<const json::Tree> tree; // null when the bytes are no JSON value
};

} // namespace rastro
