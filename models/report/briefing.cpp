// SPDX-License-Identifier: Apache-2.0
#include "report/briefing.h"

#include "base/jsontree.h"
#include "base/plaintext.h"
#include "events/callkind.h"
#include "language/fields.h"
#include "language/parser.h"
#include "language/unparser.h"
#include "query/pickrows.h"
#include "report/conflicts.h"
#include "report/sectionmaker.h"
#include "store/bulkreader.h"

#include <algorithm>
#include <atomic>
#include <optional>
#include <set>

namespace rastro {

namespace {

constexpr Question kQuestions[] = {
    {"root", "events by root", "userIdentity.type:Root"},
    {"nomfa", "console sign-ins without MFA", "eventName:ConsoleLogin outcome:ok additionalEventData.MFAUsed:No"},
    {"failedsignins", "failed console sign-ins", "eventName:ConsoleLogin not outcome:ok"},
    {"denied", "calls denied", "outcome:denied"},
    {"identities", "users and roles created",
     "eventName:(CreateUser or CreateRole) outcome:ok"},
    {"keys", "lasting credentials made: keys, passwords, certificates",
     "eventName:(CreateAccessKey or CreateLoginProfile or UpdateLoginProfile or UploadSSHPublicKey or "
     "UploadSigningCertificate or CreateServiceSpecificCredential) outcome:ok"},
    {"rights", "rights raised: policies, groups, trust of roles",
     "eventName:(AttachUserPolicy or AttachRolePolicy or AttachGroupPolicy or PutUserPolicy or PutRolePolicy or PutGroupPolicy "
     "or CreatePolicyVersion or SetDefaultPolicyVersion or AddUserToGroup or UpdateAssumeRolePolicy or "
     "AddRoleToInstanceProfile or AssociateIamInstanceProfile or DeleteRolePermissionsBoundary or "
     "DeleteUserPermissionsBoundary) outcome:ok"},
    {"federation", "doors for federation opened",
     "eventName:(CreateSAMLProvider or UpdateSAMLProvider or CreateOpenIDConnectProvider or CreateTrustAnchor or "
     "CreateAccountAssignment or CreateAccessEntry) outcome:ok"},
    {"mfaoff", "MFA devices taken off", "eventName:(DeactivateMFADevice or DeleteVirtualMFADevice) outcome:ok"},
    {"blinding", "logs and guards switched off or narrowed",
     "eventName:(StopLogging or DeleteTrail or UpdateTrail or PutEventSelectors or DeleteDetector or StopConfigurationRecorder "
     "or DeleteConfigurationRecorder or DeleteDeliveryChannel or DeleteFlowLogs or DeleteLogGroup or DisableSecurityHub or "
     "DeleteEventDataStore or LeaveOrganization or UpdateDetector or PutBucketLifecycle or PutBucketLifecycleConfiguration or "
     "EnableRegion) outcome:ok"},
    {"s3", "objects read from S3", "kind:take eventSource:s3.amazonaws.com outcome:ok"},
    {"secrets", "secrets and parameters read",
     "kind:take eventSource:(secretsmanager.amazonaws.com or ssm.amazonaws.com) outcome:ok"},
    {"shares", "snapshots, images and buckets shared or opened",
     "eventName:(ModifySnapshotAttribute or ModifyImageAttribute or ModifyDBSnapshotAttribute or "
     "ModifyDBClusterSnapshotAttribute or PutBucketPolicy or PutBucketAcl or DeleteBucketPublicAccessBlock or "
     "PutBucketReplication or CreateResourceShare) outcome:ok"},
    {"accounts", "calls from other accounts", "userIdentity.type:AWSAccount"},
    {"commands", "commands and shells on machines",
     "eventName:(SendCommand or StartSession or SendSSHPublicKey or SendSerialConsoleSSHPublicKey or ExecuteCommand) outcome:ok"},
    {"machines", "machines started", "eventName:(RunInstances or RequestSpotInstances or RequestSpotFleet) outcome:ok"},
    {"machinestried", "machines that could not be started",
     "eventName:(RunInstances or RequestSpotInstances or RequestSpotFleet) not outcome:ok"},
    {"destroyed", "keys, snapshots and databases destroyed or scheduled to be",
     "eventName:(ScheduleKeyDeletion or DisableKey or DeleteSnapshot or DeleteDBInstance or DeleteDBCluster or "
     "DeleteDBSnapshot or DeleteRecoveryPoint or DeleteBucket) outcome:ok"},
    {"newaddresses", "addresses an actor shows for the first time (its first one too)", "new:ip"},
    {"newregions", "regions an actor is in for the first time (its first one too)", "new:region"},
};

class BriefingBuilder {
public:
    BriefingBuilder(const Snapshot& snapshot, const CoverageMap& coverage, const BriefingWish& wish, OnDemandCache& columns,
                    unsigned threads, Checkpoint& checkpoint)
        : m_snapshot(snapshot)
        , m_coverage(coverage)
        , m_wish(wish)
        , m_columns(columns)
        , m_threads(threads)
        , m_checkpoint(checkpoint)
        , m_maker(snapshot, m_all, columns, threads, checkpoint) {}

    Result<Report> build() {
        const LoadReport& loaded = m_snapshot.report();
        m_report.subject = loaded.wasCancelled || loaded.ranOutOfMemoryBudget ? "what was loaded before the load was cut short"
                                                                              : "everything loaded";
        m_report.events = m_snapshot.timeOrder().size();
        const Expression errors = negated(columnTerm(Column::Outcome, name(Outcome::Ok)));
        const auto failed = rowsOf(errors);
        if (!failed)
            return failed.error();
        m_report.errors = failed->size();
        findTimes();
        const bool isDone = tellLoaded() && tellProblems() && tellQuestions() && tellPersons() && tellExternal();
        if (!isDone)
            return m_error.value_or(Error{ErrorCode::Cancelled, {}, "the briefing was stopped"});
        return std::move(m_report);
    }

private:
    Result<RowVector> rowsOf(const Expression& filter) {
        const auto found = filterRows(m_snapshot, filter, {m_columns, {}, m_threads}, m_checkpoint);
        if (!found)
            return found.error();
        m_report.unreadRows += found->unreadRows;
        return pickRows(m_snapshot, m_snapshot.timeOrder(), *found, m_threads, m_checkpoint);
    }

    void findTimes() {
        const RowVector& order = m_snapshot.timeOrder();
        m_report.last = newestTime(m_snapshot);
        if (m_report.last != kNoTime)
            m_report.first = m_snapshot.time(RowId{order.front()});
    }

    bool keep(Result<ReportSection> section) {
        if (!section) {
            m_error = section.error();
            return false;
        }
        m_report.sections.push_back(std::move(*section));
        return true;
    }

    static std::uint64_t hoursIn(std::span<const TimeRange> ranges) {
        constexpr Micros kHour = 3'600 * kMicrosPerSecond;
        std::uint64_t hours = 0;
        for (const TimeRange& range : ranges)
            hours += static_cast<std::uint64_t>((range.span() + kHour - 1) / kHour);
        return hours;
    }

    // Accounts and regions with their events and the hours that have no file.
    bool tellLoaded() {
        auto section = m_maker.counts("loaded", "Loaded", m_snapshot.timeOrder(), {Column::Account, Column::AwsRegion},
                                      std::max<std::size_t>(m_wish.mostLines, 200));
        if (!section)
            return keep(section.error());
        for (const CoverageRow& row : m_coverage.rows()) {
            const auto same = std::ranges::find(section->lines, row.account + "  " + row.region, &ReportLine::text);
            if (same == section->lines.end() || row.files == 0)
                continue; // of another account, as names say: of what is loaded they tell nothing
            m_covered += hoursIn(row.covered);
            m_gaps += hoursIn(row.gaps);
            same->text += "  " + counted(row.files, "file");
            if (const std::uint64_t gaps = hoursIn(row.gaps); gaps > 0)
                same->text += ", no file for " + counted(gaps, "hour") + " between them";
            if (!row.stopped.empty())
                same->text += ", logging was stopped " + counted(row.stopped.size(), "time");
        }
        section->note = coverText();
        return keep(std::move(section));
    }

    std::string coverText() const {
        if (m_covered == 0)
            return "the names of the files do not tell which hours they cover";
        std::string text = grouped(m_covered) + " of " + grouped(m_covered + m_gaps) +
                           " hours of an account and region present";
        return m_coverage.isCutShort() ? "loading was cut short; " + text : text;
    }

    bool tellProblems() {
        const LoadReport& report = m_snapshot.report();
        ReportSection section{.name = "problems", .title = "Problems"};
        const auto add = [&](std::uint64_t count, std::string_view what) {
            if (count > 0)
                section.lines.push_back({.text = std::string(what), .events = count});
        };
        add(report.failures.size(), "places where files could not be read");
        std::uint64_t conflicts = 0;
        for (const std::uint32_t row : m_snapshot.timeOrder())
            conflicts += m_snapshot.isConflict(RowId{row}) ? 1 : 0;
        add(conflicts, "events whose id another event with other content has too");
        if (conflicts > 0)
            section.lines.back().filter = conflictFilter(m_snapshot);
        const UnreadFiles unread = unreadFiles(report);
        add(unread.all, "files that may hold events, in a form that is not read");
        add(report.filesIgnored - std::min(unread.whole, report.filesIgnored), "files that are no events");
        const auto isTimed = [this](std::uint32_t row) { return m_snapshot.time(RowId{row}) != kNoTime; };
        const RowVector& order = m_snapshot.timeOrder();
        const auto untimed = static_cast<std::uint64_t>(order.end() - std::ranges::partition_point(order, isTimed));
        add(untimed, "events without a time: they stand at the end, and no question of time finds them");
        if (untimed > 0)
            section.lines.back().filter = "not time:*";
        section.all = section.lines.size();
        section.note = "signatures of log files are not checked";
        return keep(std::move(section));
    }

    bool tellQuestions() {
        ReportSection section{.name = "questions", .title = "Questions", .note = coverText()};
        for (const Question& question : kQuestions) {
            const auto rows = answer(question);
            if (!rows) {
                m_error = rows.error();
                return false;
            }
            section.lines.push_back(lineOf(question, *rows));
        }
        section.all = section.lines.size();
        return keep(std::move(section));
    }

    ReportLine lineOf(const Question& question, const RowVector& rows) const {
        ReportLine line{.text = std::string(question.text), .events = rows.size(), .filter = std::string(question.filter), .isQuiet = rows.empty()};
        const EndedWell endedWell(m_snapshot);
        for (const std::uint32_t row : rows) {
            const Micros time = m_snapshot.time(RowId{row});
            line.errors += endedWell(RowId{row}) ? 0 : 1;
            line.first = line.first == kNoTime ? time : line.first;
            line.last = time == kNoTime ? line.last : time;
        }
        return line;
    }

    // What only the record tells is asked of the few rows that the columns leave, not of all.
    Result<RowVector> answer(const Question& question) {
        const Expression filter = std::get<Expression>(parseFilter(question.filter));
        Expression inColumns;
        std::vector<FieldPath> inRecords;
        std::vector<std::string> wanted;
        for (const Expression& term : topLevelTerms(filter)) {
            const bool isPath = term.kind == Expression::Kind::Term && !AnyColumn(term.term.field).column() &&
                                !AnyColumn(term.term.field).finding();
            if (!isPath) {
                inColumns = both(inColumns, term);
                continue;
            }
            inRecords.push_back(term.term.field);
            wanted.push_back(term.term.value.text);
        }
        Result<RowVector> rows = rowsOf(inColumns);
        if (!rows || inRecords.empty())
            return rows;
        return whereRecordsSay(*rows, inRecords, wanted);
    }

    Result<RowVector> whereRecordsSay(const RowVector& rows, const std::vector<FieldPath>& paths,
                                      const std::vector<std::string>& wanted) {
        std::vector<std::uint8_t> isIn(rows.size());
        const bool isDone = readRecordViews(
            m_snapshot, rows, RecordForm::Json, m_threads, m_checkpoint,
            [&](unsigned, std::size_t place, const Result<std::string_view>& record) {
                const auto tree = record ? json::Tree::parse(std::string(*record)) : Result<json::Tree>(record.error());
                if (!tree)
                    return;
                bool holds = true;
                for (std::size_t i = 0; i < paths.size(); ++i) {
                    json::Tree::Index at = json::Tree::root();
                    for (const std::string& step : paths[i].steps)
                        at = at == json::Tree::kNone ? at : tree->child(at, step);
                    holds = holds && at != json::Tree::kNone && tree->text(at) == wanted[i];
                }
                isIn[place] = holds ? 1 : 0;
            });
        if (!isDone)
            return Error{ErrorCode::Cancelled, {}, "the briefing was stopped"};
        RowVector found;
        for (std::size_t i = 0; i < rows.size(); ++i) {
            if (isIn[i] != 0)
                found.push_back(rows[i]);
        }
        return found;
    }

    bool tellPersons() {
        const Expression changed = std::get<Expression>(parseFilter("kind:(change or credential) outcome:ok person:*"));
        const auto rows = rowsOf(changed);
        if (!rows)
            return keep(rows.error());
        return keep(m_maker.counts("persons", "Persons by what they changed", *rows, {AnyColumn(Finding::Person)},
                                   m_wish.mostLines, changed));
    }

    // Accounts that call and whose trail this is not; with every record read also those named in targets and policies.
    bool tellExternal() {
        if (m_wish.readsRecords) {
            const Expression external = std::get<Expression>(parseFilter("external:*"));
            const auto rows = rowsOf(external);
            if (!rows)
                return keep(rows.error());
            return keep(m_maker.counts("external", "Outside: callers, targets, policies and shares", *rows,
                                       {AnyColumn(Finding::External)}, m_wish.mostLines));
        }
        std::set<std::string_view> ours;
        for (std::uint32_t code = 1; code < m_snapshot.dictionarySize(Column::RecipientAccountId); ++code)
            ours.insert(m_snapshot.value(Column::RecipientAccountId, Code{code}));
        Expression foreign;
        for (std::uint32_t code = 1; code < m_snapshot.dictionarySize(Column::IdentityAccountId); ++code) {
            const std::string_view account = m_snapshot.value(Column::IdentityAccountId, Code{code});
            if (account.empty() || ours.contains(account))
                continue;
            Expression term = columnTerm(Column::IdentityAccountId, account);
            if (foreign.kind == Expression::Kind::Or)
                foreign.children.push_back(std::move(term));
            else if (foreign.kind == Expression::Kind::Term)
                foreign = Expression{.kind = Expression::Kind::Or, .children = {foreign, std::move(term)}};
            else
                foreign = std::move(term);
        }
        ReportSection none{.name = "external", .title = "Callers from outside"};
        none.note = "targets, policies and shares: ask for external:*";
        if (foreign.kind == Expression::Kind::All || ours.empty())
            return keep(std::move(none));
        const auto rows = rowsOf(foreign);
        if (!rows)
            return keep(rows.error());
        auto section = m_maker.counts(none.name, none.title, *rows, {Column::IdentityAccountId}, m_wish.mostLines);
        if (section)
            section->note = none.note;
        return keep(std::move(section));
    }

    const Snapshot& m_snapshot;
    const CoverageMap& m_coverage;
    const BriefingWish& m_wish;
    OnDemandCache& m_columns;
    unsigned m_threads;
    Checkpoint& m_checkpoint;
    const Expression m_all;
    SectionMaker m_maker;
    std::uint64_t m_covered = 0; // hours of accounts and regions
    std::uint64_t m_gaps = 0;
    std::optional<Error> m_error;
    Report m_report;
};

} // namespace

std::span<const Question> briefingQuestions() {
    return kQuestions;
}

Result<Report> briefingOf(const Snapshot& snapshot, const CoverageMap& coverage, const BriefingWish& wish,
                          OnDemandCache& columns, unsigned threads, Checkpoint& checkpoint) {
    return BriefingBuilder(snapshot, coverage, wish, columns, threads, checkpoint).build();
}

} // namespace rastro
