// SPDX-License-Identifier: Apache-2.0
#include "store/sources.h"

#include <algorithm>
#include <numeric>

namespace rastro {

SourceId SourceTable::add(SourceInfo info) {
    const std::lock_guard lock(m_mutex);
    m_sources.push_back(std::move(info));
    return SourceId{static_cast<std::uint32_t>(m_sources.size() - 1)};
}

void SourceTable::setRestarts(SourceId id, std::shared_ptr<const RestartPoints> restarts) {
    const std::lock_guard lock(m_mutex);
    m_sources[index(id)].restarts = std::move(restarts);
}

void SourceTable::setCsvHeader(SourceId id, std::string header) {
    const std::lock_guard lock(m_mutex);
    m_sources[index(id)].csvHeader = std::move(header);
}

void SourceTable::setMemberPlace(SourceId id, std::uint64_t offset, std::uint64_t bytes) {
    const std::lock_guard lock(m_mutex);
    m_sources[index(id)].memberOffset = offset;
    m_sources[index(id)].memberBytes = bytes;
}

SourceInfo SourceTable::info(SourceId id) const {
    const std::lock_guard lock(m_mutex);
    return m_sources[index(id)];
}

std::string SourceTable::path(SourceId id) const {
    const std::lock_guard lock(m_mutex);
    return m_sources[index(id)].path;
}

std::size_t SourceTable::size() const {
    const std::lock_guard lock(m_mutex);
    return m_sources.size();
}

std::vector<std::uint32_t> SourceTable::ranks() const {
    const std::lock_guard lock(m_mutex);
    std::vector<std::uint32_t> order(m_sources.size());
    std::iota(order.begin(), order.end(), 0u);
    const auto byPath = [this](std::uint32_t a, std::uint32_t b) { return m_sources[a].path < m_sources[b].path; };
    if (!std::is_sorted(order.begin(), order.end(), byPath))
        std::stable_sort(order.begin(), order.end(), byPath);
    std::vector<std::uint32_t> ranks(order.size());
    for (std::uint32_t i = 0; i < order.size(); ++i)
        ranks[order[i]] = i;
    return ranks;
}

} // namespace rastro
