// SPDX-License-Identifier: Apache-2.0
#include "query/networkbook.h"

#include "base/addressrange.h"

#include <maxminddb.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <initializer_list>
#include <netinet/in.h>
#include <optional>
#include <system_error>

namespace rastro {

struct NetworkBook::File {
    MMDB_s db{};
    bool isOpen = false;
    ~File() {
        if (isOpen)
            MMDB_close(&db);
    }
};

namespace {

// Mapped addresses (::ffff:a.b.c.d) are looked up as what they map.
sockaddr_storage socketAddress(const Address& address) {
    constexpr std::array<std::uint8_t, 12> kMapped{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};
    sockaddr_storage out{};
    if (std::equal(kMapped.begin(), kMapped.end(), address.begin())) {
        auto* v4 = reinterpret_cast<sockaddr_in*>(&out);
        v4->sin_family = AF_INET;
        std::memcpy(&v4->sin_addr, address.data() + kMapped.size(), 4);
    } else {
        auto* v6 = reinterpret_cast<sockaddr_in6*>(&out);
        v6->sin6_family = AF_INET6;
        std::memcpy(&v6->sin6_addr, address.data(), address.size());
    }
    return out;
}

std::optional<MMDB_entry_s> entryOf(const MMDB_s& db, const sockaddr_storage& address) {
    int error = MMDB_SUCCESS;
    MMDB_lookup_result_s found = MMDB_lookup_sockaddr(&db, reinterpret_cast<const sockaddr*>(&address), &error);
    return error == MMDB_SUCCESS && found.found_entry ? std::optional(found.entry) : std::nullopt;
}

std::optional<MMDB_entry_data_s> dataAt(MMDB_entry_s entry, std::initializer_list<const char*> path) {
    std::vector<const char*> keys(path);
    keys.push_back(nullptr);
    MMDB_entry_data_s data{};
    const int status = MMDB_aget_value(&entry, &data, keys.data());
    return status == MMDB_SUCCESS && data.has_data ? std::optional(data) : std::nullopt;
}

std::string textAt(const MMDB_entry_s& entry, std::initializer_list<const char*> path) {
    const auto data = dataAt(entry, path);
    return data && data->type == MMDB_DATA_TYPE_UTF8_STRING ? std::string(data->utf8_string, data->data_size)
                                                            : std::string();
}

std::string countryIn(const MMDB_entry_s& entry) {
    std::string code = textAt(entry, {"country", "iso_code"});
    return code.empty() ? textAt(entry, {"registered_country", "iso_code"}) : code;
}

std::string networkIn(const MMDB_entry_s& entry) {
    const auto number = dataAt(entry, {"autonomous_system_number"});
    const std::string name = textAt(entry, {"autonomous_system_organization"});
    if (!number || number->type != MMDB_DATA_TYPE_UINT32)
        return name;
    return "AS" + std::to_string(number->uint32) + (name.empty() ? "" : ' ' + name);
}

} // namespace

NetworkBook::NetworkBook() = default;
NetworkBook::~NetworkBook() = default;

Result<std::shared_ptr<const NetworkBook>> NetworkBook::open(const std::vector<std::string>& paths) {
    const std::shared_ptr<NetworkBook> book(new NetworkBook);
    for (const std::string& path : paths) {
        auto file = std::make_unique<File>();
        errno = 0;
        const int status = MMDB_open(path.c_str(), MMDB_MODE_MMAP, &file->db);
        if (status == MMDB_FILE_OPEN_ERROR || status == MMDB_IO_ERROR)
            return Error{errno == ENOENT ? ErrorCode::NotFound : ErrorCode::Unreadable, path,
                         "cannot read the file: " + std::generic_category().message(errno)};
        if (status != MMDB_SUCCESS)
            return Error{ErrorCode::Malformed, path, std::string("this is no MaxMind DB file: ") + MMDB_strerror(status)};
        file->isOpen = true;
        book->m_files.push_back(std::move(file));
    }
    return std::shared_ptr<const NetworkBook>(book);
}

std::string NetworkBook::country(std::string_view address) const {
    const std::optional<Address> parsed = parseAddress(address);
    for (const auto& file : m_files) {
        const auto entry = parsed ? entryOf(file->db, socketAddress(*parsed)) : std::nullopt;
        if (std::string code = entry ? countryIn(*entry) : std::string(); !code.empty())
            return code;
    }
    return {};
}

std::string NetworkBook::network(std::string_view address) const {
    const std::optional<Address> parsed = parseAddress(address);
    for (const auto& file : m_files) {
        const auto entry = parsed ? entryOf(file->db, socketAddress(*parsed)) : std::nullopt;
        if (std::string name = entry ? networkIn(*entry) : std::string(); !name.empty())
            return name;
    }
    return {};
}

} // namespace rastro
