// SPDX-License-Identifier: Apache-2.0
#include "support/trailgen/singlefile.h"

#include "support/trailgen/texts.h"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <functional>
#include <thread>

namespace rastro::trailgen {

namespace {

constexpr std::uint64_t kBlockRecords = 2048;
constexpr std::size_t kWindow = 32768; // what deflate looks back

struct Block {
    std::string text;
    std::string before; // the end of the text before it
    std::string packed;
    std::uint64_t number = 0;
    bool isLast = false;
};

void inParallel(std::vector<Block>& blocks, std::size_t count, const std::function<void(Block&)>& act) {
    std::vector<std::jthread> threads;
    for (std::size_t i = 1; i < count; ++i)
        threads.emplace_back([&act, &block = blocks[i]] { act(block); });
    act(blocks[0]);
}

// One member made of pieces: each ends on a byte (sync flush) and may refer back into the piece before it.
void deflateBlock(Block& block, int level) {
    z_stream stream{};
    deflateInit2(&stream, level, Z_DEFLATED, -15, 8, Z_DEFAULT_STRATEGY);
    if (!block.before.empty())
        deflateSetDictionary(&stream, reinterpret_cast<const Bytef*>(block.before.data()),
                             static_cast<uInt>(block.before.size()));
    block.packed.resize(deflateBound(&stream, block.text.size()) + 64);
    stream.next_in = reinterpret_cast<Bytef*>(block.text.data());
    stream.avail_in = static_cast<uInt>(block.text.size());
    stream.next_out = reinterpret_cast<Bytef*>(block.packed.data());
    stream.avail_out = static_cast<uInt>(block.packed.size());
    deflate(&stream, block.isLast ? Z_FINISH : Z_SYNC_FLUSH);
    block.packed.resize(stream.total_out);
    deflateEnd(&stream);
}

class SingleFileWriter {
public:
    SingleFileWriter(const TrailPlan& plan, const std::string& path)
        : m_plan(plan)
        , m_path(path)
        , m_file(path, std::ios::binary | std::ios::trunc)
        , m_isGzip(plan.spec.format == Format::SingleGzip)
        , m_isLines(plan.spec.format == Format::Ndjson) {}

    Result<TrailSummary> run() {
        const std::uint64_t count = (m_plan.spec.events + kBlockRecords - 1) / kBlockRecords;
        std::vector<Block> blocks(m_plan.spec.threads);
        writeHead();
        for (std::uint64_t first = 0; first < count; first += blocks.size()) {
            const auto used = static_cast<std::size_t>(std::min<std::uint64_t>(blocks.size(), count - first));
            for (std::size_t i = 0; i < used; ++i) {
                blocks[i].number = first + i;
                blocks[i].isLast = first + i + 1 == count;
            }
            writeRound(blocks, used);
        }
        writeTail();
        m_file.close();
        if (!m_file)
            return Error{ErrorCode::Unreadable, m_path, "cannot be written"};
        m_summary.files = 1;
        m_summary.events = m_plan.spec.events;
        return m_summary;
    }

private:
    void makeText(Block& block) const {
        RecordMaker maker;
        block.text = block.number == 0 && !m_isLines ? "{\"Records\":[" : "";
        const std::uint64_t end = std::min(m_plan.spec.events, (block.number + 1) * kBlockRecords);
        auto file = std::upper_bound(m_plan.files.begin(), m_plan.files.end(), block.number * kBlockRecords,
                                     [](std::uint64_t n, const PlannedFile& f) { return n < f.first; });
        --file;
        for (std::uint64_t n = block.number * kBlockRecords; n < end; ++n) {
            while (n >= file->first + file->count)
                ++file;
            appendRecordText(block.text, maker, m_plan, *file, n);
            if (m_isLines)
                block.text += '\n';
            else if (n + 1 < m_plan.spec.events)
                block.text += ',';
        }
        if (block.isLast && !m_isLines)
            block.text += "]}";
    }

    void writeRound(std::vector<Block>& blocks, std::size_t used) {
        inParallel(blocks, used, [this](Block& block) { makeText(block); });
        if (m_isGzip)
            compress(blocks, used);
        for (std::size_t i = 0; i < used; ++i) {
            const std::string& bytes = m_isGzip ? blocks[i].packed : blocks[i].text;
            m_file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
            m_summary.jsonBytes += blocks[i].text.size();
            m_summary.fileBytes += bytes.size();
        }
    }

    void compress(std::vector<Block>& blocks, std::size_t used) {
        for (std::size_t i = 0; i < used; ++i) {
            blocks[i].before = m_window;
            const std::string& text = blocks[i].text;
            m_window = text.substr(text.size() - std::min(text.size(), kWindow));
            m_check = crc32_z(m_check, reinterpret_cast<const Bytef*>(text.data()), text.size());
        }
        inParallel(blocks, used, [this](Block& block) { deflateBlock(block, m_plan.spec.level); });
    }

    void writeHead() {
        constexpr std::array<char, 10> head = {'\x1f', '\x8b', 8, 0, 0, 0, 0, 0, 0, 3};
        if (m_isGzip)
            m_file.write(head.data(), head.size());
    }

    void writeTail() {
        if (!m_isGzip)
            return;
        std::array<char, 8> tail{}; // CRC32 and the size modulo 2^32, little-endian (RFC 1952)
        for (std::size_t i = 0; i < 4; ++i) {
            tail[i] = static_cast<char>((m_check >> (8 * i)) & 0xff);
            tail[4 + i] = static_cast<char>((m_summary.jsonBytes >> (8 * i)) & 0xff);
        }
        m_file.write(tail.data(), tail.size());
        m_summary.fileBytes += 18;
    }

    const TrailPlan& m_plan;
    std::string m_path;
    std::ofstream m_file;
    bool m_isGzip;
    bool m_isLines;
    std::string m_window;
    uLong m_check = 0;
    TrailSummary m_summary;
};

} // namespace

Result<TrailSummary> writeSingleFile(const TrailPlan& plan, const std::string& folder) {
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    const std::string name = plan.spec.format == Format::Ndjson ? "/trail.ndjson"
                             : plan.spec.format == Format::Json ? "/trail.json"
                                                                : "/trail.json.gz";
    return SingleFileWriter(plan, folder + name).run();
}

} // namespace rastro::trailgen
