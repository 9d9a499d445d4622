// SPDX-License-Identifier: Apache-2.0
#include "store/sourcecursor.h"

#include "bytes/archive.h"
#include "bytes/file.h"
#include "bytes/gzipstream.h"
#include "bytes/inflate.h"
#include "store/recordbytes.h"

#include <algorithm>
#include <cstring>
#include <optional>

namespace rastro {

namespace {

constexpr std::size_t kWholeBytes = 16u << 20; // gzip files up to this size are inflated at once
constexpr std::size_t kWindowBytes = 1u << 20; // what is read ahead of a stream
constexpr std::uint64_t kJumpBytes = 4u << 20; // a gap in a plain file worth a jump

Error stopped(const SourceInfo& source) {
    return {ErrorCode::Cancelled, source.path, "reading was stopped"};
}

} // namespace

struct SourceCursor::State {
    const Checkpoint& checkpoint;
    explicit State(const Checkpoint& stop) : checkpoint(stop) {}

    std::optional<File> file;
    std::string filePath;
    std::optional<SourceId> current;
    std::optional<Error> failure; // of the current source: told for each of its records without trying again

    std::unique_ptr<Archive> archive;
    std::uint64_t member = 0; // the archive stands in it
    std::unique_ptr<FileStream> raw;
    std::unique_ptr<GzipStream> gzip;
    ByteStream* stream = nullptr; // null: the text is whole in `window`

    Buffer window; // bytes [windowStart, windowStart + size) of the inflated source
    std::uint64_t windowStart = 0;
    Inflater inflater;
    Buffer compressed;

    std::uint64_t windowEnd() const { return windowStart + window.size(); }

    Status begin(const SourceInfo& source, std::uint64_t offset);
    Status openFile(const SourceInfo& source);
    Status enterMember(const SourceInfo& source);
    bool inflateWhole(const SourceInfo& source);
    Status startGzip(const SourceInfo& source, std::uint64_t offset);
    void startPlain(std::uint64_t offset);
    bool mustStartOver(const SourceInfo& source, std::uint64_t offset) const;
    Status refill(const SourceInfo& source, std::uint64_t keepFrom, std::size_t length);
    Result<std::string_view> span(const SourceInfo& source, std::uint64_t offset, std::size_t length);
};

Status SourceCursor::State::openFile(const SourceInfo& source) {
    if (!file || filePath != source.filePath) {
        archive.reset();
        file.reset();
        Result<File> opened = File::open(source.filePath);
        if (!opened)
            return Error{opened.error().code, source.path, opened.error().what};
        file.emplace(std::move(*opened));
        filePath = source.filePath;
    }
    if (file->identity() != FileIdentity{source.fileBytes, source.modifiedNanos, source.inode, source.device})
        return sourceChanged(source);
    return Done{};
}

Status SourceCursor::State::enterMember(const SourceInfo& source) {
    if (archive == nullptr || member >= source.memberIndex) {
        auto opened = Archive::open(source.filePath);
        if (!opened)
            return opened.error();
        archive = std::move(*opened);
    }
    while (true) {
        if (checkpoint.isStopRequested())
            return stopped(source);
        const auto next = archive->next();
        if (!next || !*next) {
            archive.reset();
            return next ? sourceChanged(source) : next.error();
        }
        member = (*next)->index;
        if (member == source.memberIndex)
            break;
    }
    stream = archive.get();
    if (source.isGzip) {
        gzip = std::make_unique<GzipStream>(*archive);
        stream = gzip.get();
    }
    return Done{};
}

bool SourceCursor::State::inflateWhole(const SourceInfo& source) {
    if (source.restarts != nullptr || source.fileBytes > kWholeBytes || !file->readAll(compressed, kWholeBytes) ||
        inflater.inflateWhole(compressed.view(), window, kWholeBytes) != InflateOutcome::Complete) {
        window.setSize(0);
        return false;
    }
    return true;
}

Status SourceCursor::State::startGzip(const SourceInfo& source, std::uint64_t offset) {
    const RestartPoint* point = source.restarts ? source.restarts->before(offset) : nullptr;
    const std::uint64_t from = point != nullptr ? point->compressedOffset - (point->bits != 0 ? 1 : 0) : 0;
    raw = std::make_unique<FileStream>(*file, from);
    gzip = std::make_unique<GzipStream>(*raw, from);
    stream = gzip.get();
    if (point == nullptr)
        return Done{};
    windowStart = point->inflatedOffset;
    return gzip->resume(*point);
}

void SourceCursor::State::startPlain(std::uint64_t offset) {
    raw = std::make_unique<FileStream>(*file, offset);
    stream = raw.get();
    windowStart = offset;
}

Status SourceCursor::State::begin(const SourceInfo& source, std::uint64_t offset) {
    stream = nullptr;
    gzip.reset(); // before what it reads from
    raw.reset();
    window.setSize(0);
    windowStart = 0;
    if (const Status opened = openFile(source); !opened)
        return opened;
    if (source.isArchive)
        return enterMember(source);
    if (!source.isGzip) {
        startPlain(offset);
        return Done{};
    }
    return inflateWhole(source) ? Status(Done{}) : startGzip(source, offset);
}

// The stream cannot go back, and need not plod through a long gap.
bool SourceCursor::State::mustStartOver(const SourceInfo& source, std::uint64_t offset) const {
    if (stream == nullptr)
        return false;
    if (offset < windowStart)
        return true;
    if (source.isArchive || offset < windowEnd() + kJumpBytes)
        return false;
    if (!source.isGzip)
        return true;
    const RestartPoint* point = source.restarts ? source.restarts->before(offset) : nullptr;
    return point != nullptr && point->inflatedOffset > windowEnd();
}

// More of the stream behind what stands in the window from `keepFrom` on, of which `length` bytes are wanted.
Status SourceCursor::State::refill(const SourceInfo& source, std::uint64_t keepFrom, std::size_t length) {
    if (stream == nullptr)
        return sourceChanged(source);
    const std::uint64_t from = std::clamp(keepFrom, windowStart, windowEnd());
    const auto kept = static_cast<std::size_t>(windowEnd() - from);
    if (kept != 0)
        std::memmove(window.data(), window.data() + (from - windowStart), kept);
    window.setSize(kept);
    windowStart = from;
    window.reserve(std::max(kWindowBytes, length + kWindowBytes / 4));
    const auto count = stream->read(window.data() + kept, window.capacity() - kept);
    if (!count)
        return count.error();
    if (*count == 0)
        return sourceChanged(source);
    window.setSize(kept + *count);
    return Done{};
}

Result<std::string_view> SourceCursor::State::span(const SourceInfo& source, std::uint64_t offset, std::size_t length) {
    while (offset + length > windowEnd()) {
        if (checkpoint.isStopRequested())
            return stopped(source);
        if (const Status filled = refill(source, offset, length); !filled)
            return filled.error();
    }
    return window.view().substr(static_cast<std::size_t>(offset - windowStart), length);
}

SourceCursor::SourceCursor(const Checkpoint& checkpoint) : m_state(std::make_unique<State>(checkpoint)) {}
SourceCursor::~SourceCursor() = default;

Result<std::string_view> SourceCursor::view(SourceId id, const SourceInfo& source, std::uint64_t offset,
                                            std::size_t length) {
    State& s = *m_state;
    if (s.current != id || (!s.failure && s.mustStartOver(source, offset))) {
        s.current = id;
        s.failure.reset();
        if (const Status begun = s.begin(source, offset); !begun)
            s.failure = begun.error();
    }
    if (s.failure)
        return *s.failure;
    auto bytes = s.span(source, offset, length);
    if (!bytes)
        s.failure = bytes.error();
    return bytes;
}

} // namespace rastro
