// SPDX-License-Identifier: Apache-2.0
//
// Archives for tests, written by libarchive.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include <archive.h>
#include <archive_entry.h>

namespace rastro::test {

enum class ArchiveForm { Zip, Tar, TarGz };

inline void writeArchive(const std::string& path, ArchiveForm form,
                         const std::vector<std::pair<std::string, std::string>>& members) {
    archive* a = archive_write_new();
    if (form == ArchiveForm::Zip)
        archive_write_set_format_zip(a);
    else
        archive_write_set_format_pax_restricted(a);
    if (form == ArchiveForm::TarGz)
        archive_write_add_filter_gzip(a);
    archive_write_open_filename(a, path.c_str());
    for (const auto& [name, bytes] : members) {
        archive_entry* e = archive_entry_new();
        archive_entry_set_pathname(e, name.c_str());
        archive_entry_set_size(e, static_cast<la_int64_t>(bytes.size()));
        archive_entry_set_filetype(e, AE_IFREG);
        archive_entry_set_perm(e, 0644);
        archive_write_header(a, e);
        archive_write_data(a, bytes.data(), bytes.size());
        archive_entry_free(e);
    }
    archive_write_free(a);
}

} // namespace rastro::test
