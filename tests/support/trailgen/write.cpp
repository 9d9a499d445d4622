// SPDX-License-Identifier: Apache-2.0
//
// A planned trail onto the disk, on several threads.
#include "support/trailgen/gzip.h"
#include "support/trailgen/singlefile.h"
#include "support/trailgen/texts.h"
#include "support/trailgen/trailgen.h"

#include <atomic>
#include <mutex>
#include <optional>
#include <thread>

namespace rastro::trailgen {

namespace {

class TreeWriter {
public:
    TreeWriter(const TrailPlan& plan, std::string folder) : m_plan(plan), m_folder(std::move(folder)) {}

    Result<TrailSummary> run() {
        {
            std::vector<std::jthread> threads;
            for (unsigned i = 0; i < m_plan.spec.threads; ++i)
                threads.emplace_back([this] { work(); });
        }
        if (m_error)
            return *m_error;
        return m_summary;
    }

private:
    void work() {
        RecordMaker maker;
        GzipWriter gzip(m_plan.spec.level);
        std::string text;
        TrailSummary own;
        for (std::size_t i = m_next++; i < m_plan.files.size(); i = m_next++) {
            const PlannedFile& file = m_plan.files[i];
            text.clear();
            own.duplicates += appendFileText(text, maker, m_plan, file);
            const auto packed = gzip.compress(text, static_cast<std::uint32_t>(file.delivered / kMicrosPerSecond));
            own.files += 1;
            own.events += file.count;
            own.jsonBytes += text.size();
            own.fileBytes += packed.size();
            if (const Status status = writeFile(m_folder + "/" + file.path, packed); !status) {
                fail(status.error());
                return;
            }
        }
        add(own);
    }

    void add(const TrailSummary& own) {
        const std::lock_guard lock(m_mutex);
        m_summary.files += own.files;
        m_summary.events += own.events;
        m_summary.duplicates += own.duplicates;
        m_summary.jsonBytes += own.jsonBytes;
        m_summary.fileBytes += own.fileBytes;
    }

    void fail(const Error& error) {
        const std::lock_guard lock(m_mutex);
        m_error = error;
        m_next = m_plan.files.size();
    }

    const TrailPlan& m_plan;
    std::string m_folder;
    std::atomic<std::size_t> m_next = 0;
    std::mutex m_mutex; // guards what follows
    TrailSummary m_summary;
    std::optional<Error> m_error;
};

} // namespace

Result<TrailSummary> generateTrail(const TrailSpec& spec, const std::string& folder) {
    const TrailPlan plan = planTrail(spec);
    if (spec.format != Format::S3)
        return writeSingleFile(plan, folder);
    return TreeWriter(plan, folder).run();
}

} // namespace rastro::trailgen
