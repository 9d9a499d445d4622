// SPDX-License-Identifier: Apache-2.0
#include "bench/reference/bytes.h"
#include "bench/reference/filequeue.h"

#include <libdeflate.h>
#include <simdjson.h>

#include <cstring>
#include <memory>

namespace rastro::bench {

namespace {

struct Free {
    void operator()(libdeflate_decompressor* inflater) const { libdeflate_free_decompressor(inflater); }
};

class Walker {
public:
    Walker() : m_inflater(libdeflate_alloc_decompressor()) {}

    Result<Measured> load(const std::string& path) {
        if (const Status status = readInto(m_packed, path); !status)
            return status.error();
        if (m_packed.size() < 18)
            return Error{ErrorCode::Malformed, path, "no gzip file"};
        std::uint32_t size = 0; // ISIZE, little-endian; a generated file is one member below 4 GB
        std::memcpy(&size, m_packed.data() + m_packed.size() - 4, 4);
        if (m_text.size() < size + simdjson::SIMDJSON_PADDING)
            m_text.resize(size + simdjson::SIMDJSON_PADDING);
        std::size_t inflated = 0;
        const auto result = libdeflate_gzip_decompress(m_inflater.get(), m_packed.data(), m_packed.size(),
                                                       m_text.data(), size, &inflated);
        if (result != LIBDEFLATE_SUCCESS || inflated != size)
            return Error{ErrorCode::Malformed, path, "does not inflate"};
        return walk(path, size);
    }

private:
    Result<Measured> walk(const std::string& path, std::size_t size) {
        Measured measured;
        simdjson::ondemand::document document;
        simdjson::ondemand::array records;
        if (m_parser.iterate(m_text.data(), size, m_text.size()).get(document) != simdjson::SUCCESS ||
            document["Records"].get_array().get(records) != simdjson::SUCCESS)
            return Error{ErrorCode::Malformed, path, "no Records array"};
        for (auto element : records) {
            simdjson::ondemand::object record;
            std::string_view text;
            if (element.get_object().get(record) != simdjson::SUCCESS ||
                record.raw_json().get(text) != simdjson::SUCCESS)
                return Error{ErrorCode::Malformed, path, "a record is no object"};
            measured.events += 1;
            measured.bytes += text.size();
        }
        return measured;
    }

    std::unique_ptr<libdeflate_decompressor, Free> m_inflater;
    simdjson::ondemand::parser m_parser;
    std::string m_packed;
    std::string m_text;
};

} // namespace

Result<Measured> walkReference(const std::vector<std::string>& files, unsigned threads) {
    return runOver<Walker>(files, threads);
}

} // namespace rastro::bench
