// SPDX-License-Identifier: Apache-2.0
#include "query/repeats.h"

#include "base/parallel.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace rastro {

namespace {

// The bytes each value of the column says; 0 for what is no number of bytes.
std::vector<std::uint64_t> bytesByCode(const OnDemandColumn& column) {
    std::vector<std::uint64_t> bytes(column.dictionarySize());
    for (std::uint32_t code = 2; code < bytes.size(); ++code) {
        const std::string_view text = column.value(Code{code});
        double value = 0;
        const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
        if (read.ec == std::errc() && value > 0 && value < 1e15)
            bytes[code] = static_cast<std::uint64_t>(value);
    }
    return bytes;
}

} // namespace

std::size_t FoldedRows::shownAt(std::uint32_t place) const {
    const auto next = std::upper_bound(places.begin(), places.end() - 1, place);
    return static_cast<std::size_t>(next - places.begin()) - 1;
}

bool isRepeat(const Snapshot& snapshot, RowId a, RowId b) {
    constexpr std::array kSame{Column::EventName, Column::ActorKey, Column::Outcome, Column::EventSource};
    return std::ranges::all_of(kSame, [&](Column column) { return snapshot.code(column, a) == snapshot.code(column, b); });
}

AnyColumn bytesColumn() { return AnyColumn(FieldPath{{"additionalEventData", "bytesTransferredOut"}}); }

Result<FoldedRows> foldRepeats(const Snapshot& snapshot, std::shared_ptr<const RowVector> rows, const RowBitmap& open,
                               const OnDemandColumn* bytes, const Checkpoint& checkpoint) {
    FoldedRows folded{.all = std::move(rows)};
    const RowVector& all = *folded.all;
    const auto isOpen = [&](std::uint32_t row) { return row < open.rowCount() && open.contains(row); };
    RowVector shown;
    std::size_t run = 0; // where the run began
    bool isRunOpen = false;
    const auto endRun = [&](std::size_t end) {
        for (std::size_t place = run; place < (isRunOpen ? end : std::min(run + 1, end)); ++place) {
            shown.push_back(all[place]);
            folded.places.push_back(static_cast<std::uint32_t>(place));
        }
    };
    forBlocks({0, all.size()}, checkpoint, [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) {
            if (i > 0 && !isRepeat(snapshot, RowId{all[i - 1]}, RowId{all[i]})) {
                endRun(i);
                run = i;
                isRunOpen = false;
            }
            isRunOpen = isRunOpen || (i > run && isOpen(all[i]));
        }
    });
    if (checkpoint.isStopRequested())
        return Error{ErrorCode::Cancelled, {}, "folding was stopped"};
    endRun(all.size());
    folded.places.push_back(static_cast<std::uint32_t>(all.size()));
    folded.shown = std::make_shared<const RowVector>(std::move(shown));
    if (bytes == nullptr)
        return folded;
    const std::vector<std::uint64_t> byCode = bytesByCode(*bytes);
    folded.bytes.resize(folded.shown->size());
    for (std::size_t i = 0; i < folded.bytes.size(); ++i) {
        for (std::uint32_t place = folded.places[i]; place < folded.places[i + 1]; ++place)
            folded.bytes[i] += byCode[index(bytes->code(RowId{all[place]}))];
    }
    return folded;
}

} // namespace rastro
