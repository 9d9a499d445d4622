// SPDX-License-Identifier: Apache-2.0
#include "async/reportjob.h"
#include "query/pickrows.h"

#include "report/briefing.h"
#include "report/ledgerreport.h"
#include "report/profile.h"

#include <algorithm>
#include <thread>

namespace rastro {

namespace {

Result<Report> briefing(const ReportWish& wish, OnDemandCache& columns, unsigned threads, Checkpoint& checkpoint) {
    const auto coverage = CoverageMap::build(wish.snapshot, checkpoint);
    if (coverage == nullptr)
        return Error{ErrorCode::Cancelled, {}, "the briefing was stopped"};
    return briefingOf(*wish.snapshot, *coverage, {}, columns, threads, checkpoint);
}

Result<Report> profile(const ReportWish& wish, OnDemandCache& columns, unsigned threads, Checkpoint& checkpoint) {
    const auto subject = subjectNamed(*wish.snapshot, wish.of, columns, threads, checkpoint);
    if (!subject)
        return subject.error();
    const auto found = filterRows(*wish.snapshot, subject->filter, {columns, wish.context, threads}, checkpoint);
    if (!found)
        return found.error();
    const auto rows = pickRows(*wish.snapshot, wish.snapshot->timeOrder(), *found, threads, checkpoint);
    if (!rows)
        return rows.error();
    ProfileWish most;
    if (wish.isComplete)
        most.mostRecords = most.mostFiles = SIZE_MAX;
    return profileOf(*wish.snapshot, *subject, *rows, most, columns, threads, checkpoint);
}

} // namespace

ReportJob::ReportJob(std::shared_ptr<OnDemandCache> columns, QObject* parent)
    : QObject(parent)
    , m_columns(std::move(columns))
    , m_newest([this](const ReportOutcomePtr& outcome) { emit reportReady(outcome); }) {}

ReportJob::~ReportJob() = default;

void ReportJob::make(ReportWish wish) {
    m_newest.start([columns = m_columns, wish = std::move(wish)](Checkpoint& checkpoint) -> ReportOutcomePtr {
        const unsigned all = std::max(1u, std::thread::hardware_concurrency());
        const unsigned threads = wish.kind == ReportKind::Briefing ? (all + 1) / 2 : all; // nobody waits for a briefing
        auto outcome = std::make_shared<ReportOutcome>();
        outcome->kind = wish.kind;
        outcome->snapshot = wish.snapshot;
        outcome->of = wish.of;
        outcome->isComplete = wish.isComplete;
        Result<Report> made = Report();
        if (wish.kind == ReportKind::Ledger) {
            const auto ledger = ledgerOf(*wish.snapshot, *wish.rows, threads, checkpoint);
            made = ledger ? Result<Report>(ledgerReport(*wish.snapshot, *ledger)) : Result<Report>(ledger.error());
            outcome->text = ledger ? containText(*wish.snapshot, *ledger) : std::string();
        } else {
            made = wish.kind == ReportKind::Profile ? profile(wish, *columns, threads, checkpoint)
                                                    : briefing(wish, *columns, threads, checkpoint);
        }
        if (made)
            outcome->report = std::move(*made);
        else
            outcome->error = made.error();
        return outcome;
    });
}

} // namespace rastro
