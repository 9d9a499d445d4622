// SPDX-License-Identifier: Apache-2.0
#include "async/facetjob.h"

#include <algorithm>
#include <functional>
#include <thread>

namespace rastro {

namespace {

unsigned workers() { return std::max(1u, std::thread::hardware_concurrency()); }

} // namespace

FacetJob::FacetJob(std::shared_ptr<OnDemandCache> columns, QObject* parent)
    : QObject(parent)
    , m_columns(std::move(columns))
    , m_stored([this](const FacetResults& results) { emit facetsReady(results); })
    , m_made([this](const FacetResults& results) { emit facetsReady(results); }) {}

FacetJob::~FacetJob() = default;

void FacetJob::cancel() {
    m_stored.cancel();
    m_made.cancel();
}

void FacetJob::start(Newest<FacetResults>& part, CountWish wish) {
    part.start([columns = m_columns, wish = std::move(wish)](Checkpoint& checkpoint) -> FacetResults {
        const FilterTools tools{*columns, wish.context, workers(), wish.index.get()};
        Result<FacetCounts> counts = countFacets(*wish.snapshot, wish.request, tools, checkpoint);
        if (!counts)
            return {wish.snapshot, {}, 0, counts.error().what};
        return {wish.snapshot, std::move(counts->facets), counts->unreadRows, {}};
    });
}

void FacetJob::count(CountWish wish) {
    cancel();
    CountWish made = wish;
    const auto isMade = [](const FacetWish& facet) { return facet.field.isMade(); };
    std::erase_if(wish.request.wishes, isMade);
    std::erase_if(made.request.wishes, std::not_fn(isMade));
    if (!wish.request.wishes.empty())
        start(m_stored, std::move(wish));
    if (!made.request.wishes.empty())
        start(m_made, std::move(made));
}

double FacetJob::progress() const {
    const auto& part = m_made.isRunning() ? m_made : m_stored;
    const auto checkpoint = part.checkpoint();
    if (!checkpoint || checkpoint->total() == 0)
        return 0;
    return static_cast<double>(checkpoint->done()) / static_cast<double>(checkpoint->total());
}

} // namespace rastro
