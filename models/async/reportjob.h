// SPDX-License-Identifier: Apache-2.0
//
// ReportJob: makes briefings, profiles and ledgers behind the window; only the report asked for last arrives. Lives in
// the GUI thread.
#pragma once

#include "async/newest.h"
#include "query/filter.h"
#include "report/reportlines.h"

#include <QObject>

#include <memory>
#include <optional>
#include <string>

namespace rastro {

enum class ReportKind : std::uint8_t { Briefing, Profile, Ledger };

struct ReportWish {
    ReportKind kind = ReportKind::Briefing;
    std::shared_ptr<const Snapshot> snapshot;
    std::string of;                        // of a profile
    bool isComplete = false;               // of a profile: all its records are read, however long that takes
    std::shared_ptr<const RowVector> rows; // of a ledger: the events it is of
    FilterContext context;
};

struct ReportOutcome {
    ReportKind kind = ReportKind::Briefing;
    std::shared_ptr<const Snapshot> snapshot;
    std::string of; // of a profile
    bool isComplete = false;
    Report report;
    std::string text; // of a ledger: what to contain, for pasting
    std::optional<Error> error;
};
using ReportOutcomePtr = std::shared_ptr<const ReportOutcome>;

class ReportJob : public QObject {
    Q_OBJECT
public:
    explicit ReportJob(std::shared_ptr<OnDemandCache> columns, QObject* parent = nullptr);
    ~ReportJob() override;

    void make(ReportWish wish);
    void cancel() { m_newest.cancel(); }
    bool isRunning() const { return m_newest.isRunning(); }

signals:
    void reportReady(const rastro::ReportOutcomePtr& outcome);

private:
    std::shared_ptr<OnDemandCache> m_columns;
    Newest<ReportOutcomePtr> m_newest;
};

} // namespace rastro
