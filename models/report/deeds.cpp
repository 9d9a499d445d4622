// SPDX-License-Identifier: Apache-2.0
#include "report/deeds.h"

#include "events/calltable.h"
#include "events/describe.h"
#include "query/jsonnumber.h"
#include "store/bulkreader.h"

namespace rastro {

namespace {

// The folder of an object: "bucket/a/b/" of "bucket/a/b/c".
std::string placeOf(std::string_view service, const std::string& target) {
    const std::size_t slash = target.rfind('/');
    return service == "s3" && slash != std::string::npos ? target.substr(0, slash + 1) : target;
}

void tell(std::string_view record, std::string_view service, Deed& deed) {
    const auto tree = json::Tree::parse(std::string(record));
    if (!tree)
        return;
    Description told = describe(*tree);
    deed.isRead = true;
    deed.summary = std::move(told.summary);
    deed.place = placeOf(service, told.target);
    deed.bytesOut = jsonNumber(tree->textAt({"additionalEventData", "bytesTransferredOut"}));
}

} // namespace

std::optional<std::vector<Deed>> readDeeds(const Snapshot& snapshot, const RowVector& rows, unsigned threads,
                                           Checkpoint& checkpoint) {
    std::vector<Deed> deeds(rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const RowId row{rows[i]};
        deeds[i].row = row;
        deeds[i].call = std::string(serviceOfSource(snapshot.codedText(Column::EventSource, row))) + ':' +
                        std::string(snapshot.codedText(Column::EventName, row));
        deeds[i].summary = "(record not readable: " + deeds[i].call + ')';
    }
    const bool isDone = readRecordViews(snapshot, rows, RecordForm::Json, threads, checkpoint,
                                        [&](unsigned, std::size_t place, const Result<std::string_view>& record) {
                                            const std::string& call = deeds[place].call;
                                            if (record)
                                                tell(*record, std::string_view(call).substr(0, call.find(':')), deeds[place]);
                                        });
    return isDone ? std::optional(std::move(deeds)) : std::nullopt;
}

} // namespace rastro
