// SPDX-License-Identifier: Apache-2.0
#include "ingest/filereader.h"

#include "ingest/contentkind.h"
#include "ingest/documentreader.h"
#include "ingest/pipedstream.h"
#include "ingest/segmentedfile.h"
#include "ingest/segmentqueue.h"
#include "ingest/summaryreader.h"

#include <algorithm>

namespace rastro {

namespace {

constexpr std::size_t kHeadBytes = 64 * 1024;
constexpr std::size_t kUsualCompressedBytes = 1u << 20;
constexpr std::size_t kUsualTextBytes = 2u << 20;
constexpr std::size_t kWholeBytes = 16u << 20; // up to here a text is held in memory whole

// Follows how many bytes of the file a stream has used, for the progress.
class CountingStream final : public ByteStream {
public:
    CountingStream(ByteStream& inner, std::atomic<std::uint64_t>& counter) : m_inner(inner), m_counter(counter) {}
    Result<std::size_t> read(char* to, std::size_t size) override {
        auto count = m_inner.read(to, size);
        if (count)
            m_counter.fetch_add(*count, std::memory_order_relaxed);
        return count;
    }

private:
    ByteStream& m_inner;
    std::atomic<std::uint64_t>& m_counter;
};

// Bytes that were read ahead, then the rest of a stream.
class JoinedStream final : public ByteStream {
public:
    JoinedStream(std::string_view head, ByteStream& rest) : m_head(head), m_rest(rest) {}
    Result<std::size_t> read(char* to, std::size_t size) override {
        auto count = m_head.read(to, size);
        return *count != 0 ? count : m_rest.read(to, size);
    }

private:
    MemoryStream m_head;
    ByteStream& m_rest;
};

// Fills a buffer up to `limit` bytes; true if the stream ended before that.
Result<bool> readUpTo(ByteStream& stream, Buffer& buffer, std::size_t limit) {
    buffer.setSize(0);
    buffer.reserve(kHeadBytes);
    while (buffer.size() < limit) {
        if (buffer.size() == buffer.capacity())
            buffer.reserve(std::min(buffer.capacity() * 2, limit));
        const auto count = stream.read(buffer.data() + buffer.size(), buffer.capacity() - buffer.size());
        if (!count)
            return count.error();
        if (*count == 0)
            return true;
        buffer.setSize(buffer.size() + *count);
    }
    return false;
}

// By its first bytes, inflated if need be.
bool isArchive(const File& file) {
    char head[512];
    FileStream plain(file);
    const auto count = plain.read(head, sizeof head);
    if (!count || !looksLikeGzip({head, *count}))
        return count && contentOf({head, *count}).kind == ContentKind::Archive;
    FileStream compressed(file);
    GzipStream gzip(compressed);
    std::size_t size = 0;
    while (size < sizeof head) {
        const auto more = gzip.read(head + size, sizeof head - size);
        if (!more || *more == 0)
            break;
        size += *more;
    }
    return Archive::isTar({head, size});
}

// What was read before something failed, then that failure.
class FailedStream final : public ByteStream {
public:
    FailedStream(std::string_view read, Error error) : m_read(read), m_error(std::move(error)) {}
    Result<std::size_t> read(char* to, std::size_t size) override {
        auto count = m_read.read(to, size);
        return *count != 0 ? count : Result<std::size_t>(m_error);
    }

private:
    MemoryStream m_read;
    Error m_error;
};

} // namespace

FileReader::FileReader(EventStore& store, const LoadOptions& options, LoadProgress& progress,
                       const Checkpoint& checkpoint, SegmentQueue& segments)
    : m_store(store), m_options(options), m_progress(progress), m_checkpoint(checkpoint), m_segments(segments),
      m_extractor(store) {
    m_compressed.reserve(kUsualCompressedBytes);
    m_text.reserve(kUsualTextBytes);
}

void FileReader::tell(const std::string& path, bool isFailure, std::string reason) {
    m_store.updateReport([&](LoadReport& report) {
        if (isFailure) {
            ++report.filesFailed;
            report.failures.push_back({path, -1, std::move(reason)});
        } else {
            ++report.filesIgnored;
            report.ignored.push_back({path, std::move(reason)});
        }
    });
}

bool FileReader::help() { return m_segments.help(m_extractor, m_text); }

void FileReader::read(const FoundFile& found) {
    const auto file = File::open(found.path);
    if (!file) {
        tell(found.path, true, file.error().what);
        return;
    }
    if (found.onlyIfArchive && !isArchive(*file)) {
        m_store.updateReport([](LoadReport& report) { ++report.filesOutOfScope; });
        m_progress.bytesDone.fetch_add(file->identity().bytes, std::memory_order_relaxed);
        return;
    }
    m_store.updateReport([&](LoadReport& report) { report.compressedBytes += file->identity().bytes; });
    SourceInfo source;
    source.path = source.filePath = found.path;
    source.fileBytes = file->identity().bytes;
    source.modifiedNanos = file->identity().modifiedNanos;
    source.inode = file->identity().inode;
    source.device = file->identity().device;
    readOpened(*file, source);
}

void FileReader::readOpened(const File& file, SourceInfo& source) {
    const bool isSmall = source.fileBytes <= kWholeBytes;
    m_compressed.setSize(0);
    m_compressed.reserve(kHeadBytes);
    if (isSmall) {
        if (const Status status = file.readAll(m_compressed, kWholeBytes); !status)
            return tell(source.path, true, status.error().what);
        m_progress.bytesDone.fetch_add(source.fileBytes, std::memory_order_relaxed);
    } else {
        const auto count = file.readAt(0, m_compressed.data(), kHeadBytes);
        if (!count)
            return tell(source.path, true, count.error().what);
        m_compressed.setSize(*count);
    }
    const std::string_view head = m_compressed.view();
    const Content content = contentOf(head.substr(0, kHeadBytes));
    if (content.kind == ContentKind::Archive)
        return readArchive(source);
    if (content.kind == ContentKind::Gzip)
        return readGzip(file, source, isSmall);
    if (content.kind == ContentKind::Other || content.kind == ContentKind::Empty)
        return tell(source.path, false, std::string(content.reason));
    if (!isSmall)
        return readBigPlain(file, source, head);
    TextWindow text(head);
    readText(text, source);
}

void FileReader::readGzip(const File& file, SourceInfo& source, bool isInMemory) {
    source.isGzip = true;
    const std::size_t limit = std::min<std::uint64_t>(kWholeBytes, m_options.inflateLimitBytes);
    if (!isInMemory || m_inflater.inflateWhole(m_compressed.view(), m_text, limit) != InflateOutcome::Complete)
        return readGzipStream(file, source);
    if (Archive::isTar(m_text.view())) {
        source.isGzip = false;
        return readArchive(source);
    }
    TextWindow text(m_text.view());
    readText(text, source);
}

void FileReader::readGzipStream(const File& file, SourceInfo& source) {
    FileStream compressed(file);
    std::atomic<std::uint64_t> ignored{0};
    CountingStream counted(compressed, source.fileBytes > kWholeBytes ? m_progress.bytesDone : ignored);
    GzipStream gzip(counted);
    gzip.noteRestartPoints();
    PipedStream piped(gzip, m_options.inflateLimitBytes);
    TextWindow text(piped, m_text);
    if (Archive::isTar({text.begin(), static_cast<std::size_t>(text.end() - text.begin())})) {
        piped.stop();
        source.isGzip = false;
        return readArchive(source);
    }
    readText(text, source, [&](SourceId id) {
        piped.stop();
        if (id == kNoSource)
            return;
        if (auto points = gzip.restartPoints(); points && !points->points.empty())
            m_store.sources().setRestarts(id, std::move(points));
    });
}

// Where the first record of a plain file stands, and whether it is in a list; 0 if that is not plain to see.
static std::uint64_t firstRecordOf(std::string_view head, bool& isList) {
    const char* p = head.data();
    const char* end = p + head.size();
    if (head.starts_with("\xEF\xBB\xBF"))
        p += 3;
    p = json::skipSpace(p, end);
    isList = p < end && *p == '[';
    const char* key = p < end && *p == '{' ? json::skipSpace(p + 1, end) : end;
    if (std::string_view(key, static_cast<std::size_t>(end - key)).starts_with("\"Records\"")) {
        p = json::skipSpace(key + 9, end);
        p = p < end && *p == ':' ? json::skipSpace(p + 1, end) : end;
        isList = p < end && *p == '[';
    }
    if (isList)
        p = json::skipSpace(p + 1, end);
    return p < end && *p == '{' ? static_cast<std::uint64_t>(p - head.data()) : 0;
}

void FileReader::readBigPlain(const File& file, SourceInfo& source, std::string_view head) {
    bool isList = false;
    const std::uint64_t first = firstRecordOf(head, isList);
    const bool isCut = (isList || head.starts_with("{\"eventVersion\"")) && contentOf(head).kind == ContentKind::Json;
    std::uint64_t from = 0;
    bool needsComma = false;
    const SourceId id = m_store.sources().add(source);
    RecordSink sink(m_store, id, source.path, &m_progress);
    if (isCut) {
        auto segments = std::make_shared<SegmentedFile>(file, first, isList, sink, m_progress, m_checkpoint);
        m_segments.readAll(segments, m_extractor, m_text);
        from = segments->restOffset();
        needsComma = segments->isRestBehindRecord();
    }
    FileStream rest(file, from);
    std::atomic<std::uint64_t> ignored{0};
    CountingStream counted(rest, isCut ? ignored : m_progress.bytesDone);
    TextWindow text(counted, m_text, from);
    if (contentOf(head).kind == ContentKind::EventHistoryCsv) {
        m_store.sources().setCsvHeader(id, readSummaryRows(m_extractor, text, sink, m_checkpoint));
    } else if (!m_checkpoint.isStopRequested()) {
        DocumentReader reader(m_extractor, text, sink, m_checkpoint);
        if (isCut && isList && from > first)
            reader.readRest(needsComma);
        else
            reader.readAll();
    }
    m_store.updateReport([&](LoadReport& report) { report.jsonBytes += text.bytesSeen(); });
    sink.finish();
}

SourceId FileReader::readText(TextWindow& text, const SourceInfo& source,
                                             const std::function<void(SourceId)>& afterwards) {
    const std::string_view seen(text.begin(), static_cast<std::size_t>(text.end() - text.begin()));
    const Content content = contentOf(seen);
    const bool isDamaged = text.error().has_value() && seen.empty();
    if (isDamaged || content.kind == ContentKind::Empty || content.kind == ContentKind::Other) {
        if (afterwards)
            afterwards(kNoSource);
        tell(source.path, text.error().has_value(), text.error() ? text.error()->what : std::string(content.reason));
        return kNoSource;
    }
    if (content.kind == ContentKind::Gzip || content.kind == ContentKind::Archive) {
        tell(source.path, false, "compressed twice, or an archive inside an archive: not opened");
        return kNoSource;
    }
    const SourceId id = m_store.sources().add(source);
    RecordSink sink(m_store, id, source.path, &m_progress);
    if (content.kind == ContentKind::EventHistoryCsv) {
        m_store.sources().setCsvHeader(id, readSummaryRows(m_extractor, text, sink, m_checkpoint));
        if (text.error())
            sink.addFailure(static_cast<std::int64_t>(text.bytesSeen()), text.error()->what);
    } else {
        DocumentReader(m_extractor, text, sink, m_checkpoint).readAll();
    }
    m_store.updateReport([&](LoadReport& report) { report.jsonBytes += text.bytesSeen(); });
    if (afterwards)
        afterwards(id);
    sink.finish();
    return id;
}

void FileReader::readArchive(SourceInfo source) {
    source.isArchive = true;
    auto archive = Archive::open(source.filePath);
    if (!archive)
        return tell(source.path, true, archive.error().what);
    walkMembers(**archive, source);
}

void FileReader::walkMembers(Archive& archive, const SourceInfo& source) {
    std::vector<SourceId> read;
    SourceId last = kNoSource; // its data ends where the next header begins
    std::uint64_t lastBytes = 0;
    while (!m_checkpoint.isStopRequested()) {
        const auto member = archive.next();
        if (!member)
            tell(source.filePath, true, member.error().what);
        if (!member || !*member)
            break;
        if (last != kNoSource && archive.isTarFormat() && (*member)->headerPosition > lastBytes)
            m_store.sources().setMemberPlace(last, (*member)->headerPosition - (lastBytes + 511) / 512 * 512, lastBytes);
        last = kNoSource;
        if (!(*member)->isRegularFile)
            continue;
        SourceInfo inside = source;
        inside.member = (*member)->name;
        inside.memberIndex = (*member)->index;
        inside.path = source.filePath + "!/" + inside.member;
        lastBytes = (*member)->bytes;
        if (!m_options.scope.includes(inside.path))
            m_store.updateReport([](LoadReport& report) { ++report.filesOutOfScope; });
        else if ((*member)->isEncrypted)
            tell(inside.path, true, "encrypted member of an archive");
        else if ((last = readMember(archive, inside)) != kNoSource)
            read.push_back(last);
    }
    if (const auto restarts = archive.restartPoints()) {
        for (const SourceId id : read)
            m_store.sources().setRestarts(id, restarts);
    }
}

SourceId FileReader::readMember(Archive& archive, const SourceInfo& found) {
    SourceInfo source = found;
    const auto isWhole = readUpTo(archive, m_compressed, kWholeBytes);
    source.isGzip = looksLikeGzip(m_compressed.view());
    if (!isWhole) {
        FailedStream damaged(m_compressed.view(), isWhole.error());
        return readStreamed(damaged, source);
    }
    if (*isWhole && !source.isGzip) {
        TextWindow text(m_compressed.view());
        return readText(text, source);
    }
    if (*isWhole && m_inflater.inflateWhole(m_compressed.view(), m_text, kWholeBytes) == InflateOutcome::Complete) {
        TextWindow text(m_text.view());
        return readText(text, source);
    }
    JoinedStream joined(m_compressed.view(), archive);
    return readStreamed(joined, source);
}

SourceId FileReader::readStreamed(ByteStream& member, const SourceInfo& source) {
    GzipStream gzip(member);
    PipedStream piped(source.isGzip ? static_cast<ByteStream&>(gzip) : member, m_options.inflateLimitBytes);
    TextWindow text(piped, m_text);
    return readText(text, source, [&](SourceId) { piped.stop(); });
}

} // namespace rastro
