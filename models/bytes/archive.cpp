// SPDX-License-Identifier: Apache-2.0
#include "bytes/archive.h"

#include "bytes/gzipstream.h"
#include "bytes/inflate.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>
#include <vector>

#include <archive.h>
#include <archive_entry.h>

namespace rastro {

struct Archive::State {
    archive* handle = archive_read_new();
    std::uint64_t index = 0;
    std::string path;
    bool readable = true;
    // The part of the member that libarchive gave last and read() has not yet passed on, and where it stands in it.
    // archive_read_data() would keep back what came before damage.
    std::string_view pending;
    std::uint64_t pendingAt = 0;
    std::uint64_t position = 0;
    std::optional<Error> failure; // what is wrong behind the pending part
    bool lacksDirectory = false; // a zip file cut off before its end
    // A gzip layer is inflated by ourselves, so that later reads can start in the middle.
    std::optional<File> file;
    std::unique_ptr<FileStream> compressed;
    std::unique_ptr<GzipStream> gzip;
    std::vector<char> block;
    ~State() { archive_read_free(handle); }

    static la_ssize_t readBlock(archive* handle, void* self, const void** data) {
        auto* state = static_cast<State*>(self);
        const auto count = state->gzip->read(state->block.data(), state->block.size());
        if (!count) {
            archive_set_error(handle, EIO, "%s", count.error().what.c_str());
            return -1;
        }
        *data = state->block.data();
        return static_cast<la_ssize_t>(*count);
    }
};

namespace {

Error errorOf(archive* handle, const std::string& path) {
    const char* text = archive_error_string(handle);
    return {ErrorCode::Malformed, path, std::string("damaged archive: ") + (text != nullptr ? text : "it ends early, or a member is not whole")};
}

// Without its directory, nothing tells whether members of a zip file are missing; libarchive reads what there is.
bool hasDirectory(const File& file) {
    // APPNOTE.TXT 4.3.16: the record stands within its own size and that of the longest comment from the end.
    constexpr std::size_t kRecord = 22;
    constexpr std::size_t kMostFromEnd = kRecord + 65'535;
    const std::uint64_t size = file.identity().bytes;
    std::string tail(static_cast<std::size_t>(std::min<std::uint64_t>(size, kMostFromEnd)), '\0');
    const auto count = file.readAt(size - tail.size(), tail.data(), tail.size());
    const std::size_t at = tail.rfind(std::string_view("PK\x05\x06", 4));
    return count && at != std::string::npos && at + kRecord <= *count;
}

} // namespace

bool Archive::isZip(std::string_view head) {
    return head.starts_with(std::string_view("PK\x03\x04", 4)) || head.starts_with(std::string_view("PK\x05\x06", 4));
}

bool Archive::isTar(std::string_view head) { return head.size() >= 262 && head.substr(257, 5) == "ustar"; }

Archive::Archive(std::unique_ptr<State> state) : m_state(std::move(state)) {}
Archive::~Archive() = default;

Result<std::unique_ptr<Archive>> Archive::open(const std::string& path) {
    auto state = std::make_unique<State>();
    state->path = path;
    archive_read_support_format_zip(state->handle);
    archive_read_support_format_tar(state->handle);
    auto file = File::open(path);
    if (!file)
        return file.error();
    char head[4] = {};
    const auto headBytes = file->readAt(0, head, sizeof head);
    int opened = ARCHIVE_OK;
    if (headBytes && looksLikeGzip({head, *headBytes})) {
        state->file = std::move(*file);
        state->compressed = std::make_unique<FileStream>(*state->file);
        state->gzip = std::make_unique<GzipStream>(*state->compressed);
        state->gzip->noteRestartPoints();
        state->block.resize(1u << 18);
        opened = archive_read_open(state->handle, state.get(), nullptr, &State::readBlock, nullptr);
    } else {
        state->lacksDirectory = headBytes && isZip({head, *headBytes}) && !hasDirectory(*file);
        opened = archive_read_open_filename(state->handle, path.c_str(), 1 << 18);
    }
    if (opened != ARCHIVE_OK)
        return errorOf(state->handle, path);
    return std::unique_ptr<Archive>(new Archive(std::move(state)));
}

bool Archive::isTarFormat() const {
    return (archive_format(m_state->handle) & ARCHIVE_FORMAT_BASE_MASK) == ARCHIVE_FORMAT_TAR;
}

std::shared_ptr<const RestartPoints> Archive::restartPoints() const {
    return m_state->gzip ? m_state->gzip->restartPoints() : nullptr;
}

Result<std::optional<ArchiveMember>> Archive::next() {
    archive_entry* entry = nullptr;
    const int result = archive_read_next_header(m_state->handle, &entry);
    if (result == ARCHIVE_EOF && m_state->lacksDirectory)
        return Error{ErrorCode::Malformed, m_state->path,
                     "the archive ends early: its list of members is missing, so some may be too"};
    if (result == ARCHIVE_EOF)
        return std::optional<ArchiveMember>{};
    if (result != ARCHIVE_OK && result != ARCHIVE_WARN)
        return errorOf(m_state->handle, m_state->path);
    ArchiveMember member;
    const char* name = archive_entry_pathname(entry);
    member.name = name != nullptr ? name : "member " + std::to_string(m_state->index);
    member.index = m_state->index++;
    member.isRegularFile = archive_entry_filetype(entry) == AE_IFREG && archive_entry_hardlink(entry) == nullptr;
    member.isEncrypted = archive_entry_is_encrypted(entry) > 0;
    member.bytes = archive_entry_size_is_set(entry) != 0 ? static_cast<std::uint64_t>(archive_entry_size(entry)) : 0;
    member.headerPosition = static_cast<std::uint64_t>(archive_read_header_position(m_state->handle));
    m_state->readable = true;
    m_state->pending = {};
    m_state->failure.reset();
    m_state->position = 0;
    return std::optional<ArchiveMember>(std::move(member));
}

Result<std::size_t> Archive::read(char* to, std::size_t size) {
    State& state = *m_state;
    while (state.pending.empty() && state.readable) {
        const void* block = nullptr;
        std::size_t blockSize = 0;
        la_int64_t offset = 0;
        const int result = archive_read_data_block(state.handle, &block, &blockSize, &offset);
        state.readable = result == ARCHIVE_OK;
        if (result == ARCHIVE_EOF)
            break;
        if (result != ARCHIVE_OK)
            state.failure = errorOf(state.handle, state.path);
        if (result == ARCHIVE_OK || result == ARCHIVE_WARN) { // a wrong sum is told with the last block
            state.pending = {static_cast<const char*>(block), blockSize};
            state.pendingAt = static_cast<std::uint64_t>(offset);
        }
    }
    if (state.pending.empty() && state.failure)
        return *std::exchange(state.failure, std::nullopt);
    const std::uint64_t hole = state.pending.empty() ? 0 : state.pendingAt - std::min(state.pendingAt, state.position);
    const std::size_t count = static_cast<std::size_t>(std::min<std::uint64_t>(size, hole != 0 ? hole : state.pending.size()));
    if (hole != 0) { // of a sparse file in a tar
        std::memset(to, 0, count);
    } else if (count != 0) {
        std::memcpy(to, state.pending.data(), count);
        state.pending.remove_prefix(count);
        state.pendingAt += count;
    }
    state.position += count;
    return count;
}

} // namespace rastro
