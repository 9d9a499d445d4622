// SPDX-License-Identifier: Apache-2.0
//
// FacetJob: counts the values of facets behind the window; the newest request wins. Facets of stored columns come first
// and at once; those of paths, whose columns may have to be made by a pass over the records, follow on their own with
// progress. Lives in the GUI thread.
#pragma once

#include "async/newest.h"
#include "query/facets.h"
#include "textindex/textindex.h"

#include <QObject>

#include <memory>
#include <string>
#include <vector>

namespace rastro {

struct CountWish {
    std::shared_ptr<const Snapshot> snapshot;
    FacetRequest request;
    FilterContext context;
    std::shared_ptr<const TextIndex> index; // may be null
};

struct FacetResults {
    std::shared_ptr<const Snapshot> snapshot;
    std::vector<Facet> facets;    // those of this delivery; empty if it failed
    std::uint64_t unreadRows = 0; // records that could not be read
    std::string problem;          // why it failed, a sentence; empty if it did not
};

class FacetJob : public QObject {
    Q_OBJECT
public:
    // The columns are shared with whoever filters and sorts the same trail.
    explicit FacetJob(std::shared_ptr<OnDemandCache> columns, QObject* parent = nullptr);
    ~FacetJob() override;

    // Replaces whatever was asked for before.
    void count(CountWish wish);
    void cancel();
    bool isRunning() const { return m_stored.isRunning() || m_made.isRunning(); }
    double progress() const; // 0..1; of making columns, the long part

signals:
    // Once or twice for a request; done when isRunning() is false.
    void facetsReady(const rastro::FacetResults& results);

private:
    void start(Newest<FacetResults>& part, CountWish wish);

    std::shared_ptr<OnDemandCache> m_columns;
    Newest<FacetResults> m_stored;
    Newest<FacetResults> m_made;
};

} // namespace rastro
