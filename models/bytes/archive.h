// SPDX-License-Identifier: Apache-2.0
//
// Archive: the members of a zip, tar or tar.gz file, opened in place with libarchive, in the order they stand there.
// Members are streamed, never unpacked to disk, and their names are only names. Not thread-safe.
#pragma once

#include "base/result.h"
#include "bytes/bytestream.h"
#include "bytes/file.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace rastro {

struct ArchiveMember {
    std::string name;
    std::uint64_t index = 0; // position in the archive, counting members that are not files too
    bool isRegularFile = false;
    bool isEncrypted = false;
    std::uint64_t bytes = 0;          // of its data
    std::uint64_t headerPosition = 0; // in a tar: where its header begins, in the inflated archive
};

struct RestartPoints;

class Archive final : public ByteStream {
public:
    // True for the first 512 bytes (or fewer) of a zip or tar file.
    static bool isZip(std::string_view head);
    static bool isTar(std::string_view head);

    static Result<std::unique_ptr<Archive>> open(const std::string& path);
    bool isTarFormat() const;
    // Of a tar.gz, noted while it is read; null for everything else.
    std::shared_ptr<const RestartPoints> restartPoints() const;
    ~Archive() override;

    // The next member, nullopt at the end; an error ends the archive.
    Result<std::optional<ArchiveMember>> next();
    // Bytes of the member next() gave last.
    Result<std::size_t> read(char* to, std::size_t size) override;

private:
    struct State;
    explicit Archive(std::unique_ptr<State> state);
    std::unique_ptr<State> m_state;
};

} // namespace rastro
