// SPDX-License-Identifier: Apache-2.0
#include "store/recordreader.h"

#include "bytes/archive.h"
#include "bytes/file.h"
#include "bytes/gzipstream.h"
#include "bytes/inflate.h"
#include "store/recordbytes.h"

#include <algorithm>
#include <list>

namespace rastro {

namespace {

constexpr std::size_t kWholeBytes = 16u << 20;

// Reads and drops `count` bytes.
Status skip(ByteStream& stream, std::uint64_t count, const SourceInfo& source) {
    std::string sink(256 * 1024, '\0');
    while (count > 0) {
        const auto got = stream.read(sink.data(), static_cast<std::size_t>(std::min<std::uint64_t>(count, sink.size())));
        if (!got)
            return got.error();
        if (*got == 0)
            return sourceChanged(source);
        count -= *got;
    }
    return Done{};
}

Result<std::string> readSpan(ByteStream& stream, std::uint64_t offset, std::size_t length, const SourceInfo& source) {
    if (const Status skipped = skip(stream, offset, source); !skipped)
        return skipped.error();
    std::string bytes(length, '\0');
    std::size_t done = 0;
    while (done < length) {
        const auto count = stream.read(bytes.data() + done, length - done);
        if (!count)
            return count.error();
        if (*count == 0)
            return sourceChanged(source);
        done += *count;
    }
    return bytes;
}

} // namespace

struct RecordReader::State {
    struct Cached {
        const SourceTable* table;
        SourceId source;
        Buffer text;
    };
    std::uint64_t budget = 0;
    std::uint64_t used = 0;
    std::list<Cached> cache; // latest use first
    Inflater inflater;

    const Buffer* find(const SourceTable& table, SourceId id) {
        const auto it = std::ranges::find_if(cache, [&](const Cached& c) { return c.table == &table && c.source == id; });
        if (it == cache.end())
            return nullptr;
        cache.splice(cache.begin(), cache, it);
        return &cache.front().text;
    }
    const Buffer* keep(const SourceTable& table, SourceId id, Buffer text) {
        used += text.capacity();
        cache.push_front({&table, id, std::move(text)});
        while (used > budget && cache.size() > 1) {
            used -= cache.back().text.capacity();
            cache.pop_back();
        }
        return &cache.front().text;
    }

    Result<std::string> span(const SourceTable& table, SourceId id, std::uint64_t offset, std::size_t length);
    Result<std::string> fromFile(const SourceInfo& source, const File& file, std::uint64_t offset, std::size_t length);
    Result<std::string> fromMember(const SourceInfo& source, ByteStream& member, std::uint64_t offset, std::size_t length,
                                   Buffer& whole);
    Result<std::string> fromTar(const SourceInfo& source, const File& file, std::uint64_t offset, std::size_t length,
                                Buffer& whole);
    Result<std::string> fromArchive(const SourceInfo& source, std::uint64_t offset, std::size_t length, Buffer& whole);
    bool inflateWhole(const SourceInfo& source, const File& file, Buffer& text);
};

RecordReader::RecordReader(std::uint64_t cacheBytes) : m_state(std::make_unique<State>()) {
    m_state->budget = cacheBytes;
}
RecordReader::~RecordReader() = default;

bool RecordReader::State::inflateWhole(const SourceInfo& source, const File& file, Buffer& text) {
    if (!source.isGzip || source.restarts != nullptr || source.fileBytes > kWholeBytes)
        return false;
    Buffer compressed;
    return file.readAll(compressed, kWholeBytes) &&
           inflater.inflateWhole(compressed.view(), text, kWholeBytes) == InflateOutcome::Complete;
}

Result<std::string> RecordReader::State::fromFile(const SourceInfo& source, const File& file, std::uint64_t offset,
                                                  std::size_t length) {
    if (!source.isGzip) {
        FileStream stream(file, offset);
        return readSpan(stream, 0, length, source);
    }
    const RestartPoint* point = source.restarts ? source.restarts->before(offset) : nullptr;
    const std::uint64_t from = point != nullptr ? point->compressedOffset - (point->bits != 0 ? 1 : 0) : 0;
    FileStream compressed(file, from);
    GzipStream gzip(compressed, from);
    if (point != nullptr) {
        if (const Status resumed = gzip.resume(*point); !resumed)
            return resumed.error();
    }
    return readSpan(gzip, offset - (point != nullptr ? point->inflatedOffset : 0), length, source);
}

// The text of a member from its stream: brought in whole when it is of moderate size, for the cache.
Result<std::string> RecordReader::State::fromMember(const SourceInfo& source, ByteStream& member, std::uint64_t offset,
                                                    std::size_t length, Buffer& whole) {
    GzipStream gzip(member);
    ByteStream& stream = source.isGzip ? static_cast<ByteStream&>(gzip) : member;
    whole.setSize(0);
    whole.reserve(kWholeBytes);
    while (whole.size() < kWholeBytes) {
        const auto count = stream.read(whole.data() + whole.size(), kWholeBytes - whole.size());
        if (!count || *count == 0)
            break;
        whole.setSize(whole.size() + *count);
    }
    if (offset + length <= whole.size())
        return std::string(whole.view().substr(static_cast<std::size_t>(offset), length));
    std::string bytes(whole.view().substr(std::min<std::size_t>(static_cast<std::size_t>(offset), whole.size())));
    auto rest = readSpan(stream, offset - std::min<std::uint64_t>(offset, whole.size()), length - bytes.size(), source);
    whole.release();
    if (!rest)
        return rest.error();
    return bytes + *rest;
}

Result<std::string> RecordReader::State::fromArchive(const SourceInfo& source, std::uint64_t offset, std::size_t length,
                                                     Buffer& whole) {
    auto archive = Archive::open(source.filePath);
    if (!archive)
        return archive.error();
    while (true) {
        const auto member = (*archive)->next();
        if (!member)
            return member.error();
        if (!*member)
            return sourceChanged(source);
        if ((*member)->index == source.memberIndex)
            return fromMember(source, **archive, offset, length, whole);
    }
}

// The same for a tar member whose place is known: the archive before it is not walked.
Result<std::string> RecordReader::State::fromTar(const SourceInfo& source, const File& file, std::uint64_t offset,
                                                 std::size_t length, Buffer& whole) {
    if (source.restarts == nullptr) {
        FileStream tar(file, source.memberOffset);
        LimitedStream member(tar, source.memberBytes);
        return fromMember(source, member, offset, length, whole);
    }
    const RestartPoint* point = source.restarts->before(source.memberOffset);
    const std::uint64_t from = point != nullptr ? point->compressedOffset - (point->bits != 0 ? 1 : 0) : 0;
    FileStream compressed(file, from);
    GzipStream tar(compressed, from);
    if (point != nullptr) {
        if (const Status resumed = tar.resume(*point); !resumed)
            return resumed.error();
    }
    if (const Status skipped = skip(tar, source.memberOffset - (point != nullptr ? point->inflatedOffset : 0), source); !skipped)
        return skipped.error();
    LimitedStream member(tar, source.memberBytes);
    return fromMember(source, member, offset, length, whole);
}

Result<std::string> RecordReader::State::span(const SourceTable& table, SourceId id, std::uint64_t offset,
                                              std::size_t length) {
    const SourceInfo source = table.info(id);
    const auto file = File::open(source.filePath);
    if (!file)
        return Error{file.error().code, source.path, file.error().what};
    const FileIdentity& now = file->identity();
    if (now != FileIdentity{source.fileBytes, source.modifiedNanos, source.inode, source.device})
        return sourceChanged(source);
    if (const Buffer* text = find(table, id)) {
        if (offset + length > text->size())
            return sourceChanged(source);
        return std::string(text->view().substr(static_cast<std::size_t>(offset), length));
    }
    if (source.isArchive) {
        Buffer whole;
        auto bytes = source.memberOffset != 0 ? fromTar(source, *file, offset, length, whole)
                                              : fromArchive(source, offset, length, whole);
        if (whole.size() != 0 && whole.size() < kWholeBytes)
            keep(table, id, std::move(whole));
        return bytes;
    }
    if (Buffer text; inflateWhole(source, *file, text) && offset + length <= text.size())
        return std::string(
            keep(table, id, std::move(text))->view().substr(static_cast<std::size_t>(offset), length));
    return fromFile(source, *file, offset, length);
}

Result<std::string> RecordReader::read(const Snapshot& snapshot, RowId row) {
    const SourceId source = snapshot.source(row);
    auto span = m_state->span(snapshot.sources(), source, snapshot.offset(row), snapshot.length(row));
    if (!span)
        return span;
    return recordFromSpan(snapshot, row, snapshot.sources().info(source), *std::move(span));
}

Result<std::string> RecordReader::readJson(const Snapshot& snapshot, RowId row) {
    auto record = read(snapshot, row);
    if (!record)
        return record;
    return recordAsJson(snapshot, row, snapshot.sources().info(snapshot.source(row)), *std::move(record));
}

} // namespace rastro
