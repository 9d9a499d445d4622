// SPDX-License-Identifier: Apache-2.0
#include "query/repeats.h"

#include "base/foldedtext.h"
#include "base/parallel.h"
#include "events/recordview.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdlib>

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

AnyColumn bytesColumn() {
    return AnyColumn(FieldPath{{"additionalEventData", "bytesTransferredOut"}});
}

namespace {

// Whether one row repeats another: same actor, service, call and outcome.
bool isRepeat(const Snapshot& snapshot, RowId a, RowId b) {
    constexpr std::array kSame{Column::EventName, Column::ActorKey, Column::Outcome, Column::EventSource};
    return std::ranges::all_of(kSame,
                               [&](Column column) { return snapshot.code(column, a) == snapshot.code(column, b); });
}

// Follows rows one after the other and says where a run ends. A sign-in begins with whatever asks who it is and ends
// with the event that tells how it went; what repeats is no sign-in of several steps.
class RunReader {
public:
    explicit RunReader(const Snapshot& snapshot)
        : m_snapshot(snapshot)
        , m_signIn(snapshot.find(Column::Kind, "signin"))
        , m_ends{snapshot.find(Column::EventName, "ConsoleLogin"),
                 snapshot.find(Column::EventName, "UserAuthentication")} {}

    void begin() { m_isSignIn = false; }
    bool continues(RowId before, RowId row) {
        const bool isStep = !ends(before) && areOneSignIn(before, row);
        if (m_isSignIn)
            return isStep;
        if (isRepeat(m_snapshot, before, row))
            return true;
        m_isSignIn = isStep;
        return isStep;
    }
    bool isSignIn() const { return m_isSignIn; } // the run so far
    bool mayContinue(RowId before, RowId row) const {
        return isRepeat(m_snapshot, before, row) || areOneSignIn(before, row);
    }
    bool ends(RowId row) const {
        const Code name = m_snapshot.code(Column::EventName, row);
        return name != kMissing && (name == m_ends[0] || name == m_ends[1]);
    }

private:
    // Of one actor from one address, within five minutes of each other.
    bool areOneSignIn(RowId a, RowId b) const {
        constexpr Micros kApart = 5 * 60 * kMicrosPerSecond;
        constexpr std::array kSame{Column::Kind, Column::ActorKey, Column::SourceIPAddress};
        if (m_signIn == kMissing || m_snapshot.code(Column::Kind, a) != m_signIn)
            return false;
        const Micros from = m_snapshot.time(a), to = m_snapshot.time(b);
        return std::ranges::all_of(kSame, [&](Column c) { return m_snapshot.code(c, a) == m_snapshot.code(c, b); }) &&
               from != kNoTime && to != kNoTime && std::abs(to - from) <= kApart;
    }
    const Snapshot& m_snapshot;
    Code m_signIn;
    std::array<Code, 2> m_ends;
    bool m_isSignIn = false;
};

} // namespace

Run runAround(const Snapshot& snapshot, const RowVector& all, std::size_t place) {
    RunReader reader(snapshot);
    std::size_t first = place; // no run reaches beyond this
    while (first > 0 && reader.mayContinue(RowId{all[first - 1]}, RowId{all[first]}))
        --first;
    std::size_t end = first + 1;
    reader.begin();
    for (; end < all.size(); ++end) {
        if (reader.continues(RowId{all[end - 1]}, RowId{all[end]}))
            continue;
        if (end > place)
            break;
        first = end;
        reader.begin();
    }
    return {first, end, reader.isSignIn() && reader.ends(RowId{all[end - 1]}) ? end - 1 : first};
}

std::string signInWords(const json::Tree& record) {
    const RecordView view(record);
    const auto text = [&](std::string_view path) { return view.text(RecordView::Part::Record, path); };
    std::string words;
    if (view.eventName() == "ConsoleLogin") {
        const std::string type = text("userIdentity.type");
        words = type == "IAMUser" || type == "Root" ? "password" : type.empty() ? "" : "federated";
    } else {
        words = text("additionalEventData.CredentialType");
        std::ranges::transform(words, words.begin(), folded);
    }
    const std::string mfa = text("additionalEventData.MFAUsed");
    if (mfa == "Yes" || mfa == "No")
        words.append(words.empty() ? "" : ", ").append(mfa == "Yes" ? "MFA" : "no MFA");
    return words;
}

Result<FoldedRows> foldRepeats(const Snapshot& snapshot, std::shared_ptr<const RowVector> rows, const RowBitmap& open,
                               const OnDemandColumn* bytes, const Checkpoint& checkpoint) {
    FoldedRows folded{.all = std::move(rows)};
    const RowVector& all = *folded.all;
    const auto isOpen = [&](std::uint32_t row) { return row < open.rowCount() && open.contains(row); };
    RunReader reader(snapshot);
    RowVector shown;
    std::size_t run = 0; // where the run began
    bool isRunOpen = false;
    const auto endRun = [&](std::size_t end) {
        for (std::size_t place = run; place < (isRunOpen ? end : std::min(run + 1, end)); ++place) {
            shown.push_back(all[place]);
            folded.places.push_back(static_cast<std::uint32_t>(place));
        }
        if (isRunOpen || !reader.isSignIn())
            return;
        folded.signIns.push_back(static_cast<std::uint32_t>(shown.size() - 1));
        if (reader.ends(RowId{all[end - 1]})) // else it tells nothing more than the first one
            shown.back() = all[end - 1];
    };
    forBlocks({0, all.size()}, checkpoint, [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) {
            if (i > 0 && !reader.continues(RowId{all[i - 1]}, RowId{all[i]})) {
                endRun(i);
                run = i;
                isRunOpen = false;
                reader.begin();
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
