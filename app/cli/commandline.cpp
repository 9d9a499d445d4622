// SPDX-License-Identifier: Apache-2.0
#include "cli/commandline.h"

#include "base/plaintext.h"
#include "base/timestamp.h"
#include "cli/commands.h"
#include "cli/output.h"
#include "cli/selecting.h"
#include "language/grammar.h"
#include "language/parser.h"
#include "language/values.h"
#include "query/listtext.h"
#include "query/timevalue.h"

#include <CLI/CLI.hpp>

#include <exception>
#include <functional>
#include <iostream>
#include <map>

namespace rastro::cli {

namespace {

// A page of Markdown without the escapes its tables need: what stands there can be copied and typed.
std::string asTyped(std::string_view page) {
    std::string text;
    bool isCode = false; // where only the bar of a table is escaped
    for (std::size_t i = 0; i < page.size(); ++i) {
        isCode = isCode != (page[i] == '`');
        const char next = i + 1 < page.size() ? page[i + 1] : '\0';
        if (page[i] == '\\' && (next == '|' || (!isCode && (next == '\\' || next == '*'))))
            ++i;
        text += page[i];
    }
    return text;
}

constexpr std::uint32_t kMostBins = 1'000'000;
constexpr unsigned kMostThreads = 1'024;

const std::map<std::string, Format> kFormats{
    {"table", Format::Table}, {"text", Format::Table}, {"csv", Format::Csv}, {"json", Format::Json}, {"ndjson", Format::Ndjson}};

std::string checkSize(const std::string& text) {
    return text.starts_with('-') ? "a size is not negative" : "";
}

AnyColumn columnNamed(const std::string& name) {
    if (auto column = AnyColumn::named(name))
        return *std::move(column);
    throw CLI::ValidationError("\"" + name + "\" is no column and no path (rastro-cli query --help tells which are)");
}

Expression filterNamed(const std::string& text, const Selection& selection) {
    const auto parsed = parseFilter(text);
    if (const auto* error = std::get_if<SyntaxError>(&parsed))
        throw CLI::ValidationError("the filter is wrong at byte " + std::to_string(error->span.begin) + ": " +
                                   error->expected + "\n  " + escapeControls(text));
    Expression filter = std::get<Expression>(parsed);
    if (const std::string why = whyUnusable(filter, selection); !why.empty())
        throw CLI::ValidationError("the filter cannot be used: " + why);
    return filter;
}

std::vector<AnyColumn> columnsNamed(const std::string& list) {
    std::vector<AnyColumn> columns;
    for (const std::string& name : CLI::detail::split(list, ','))
        columns.push_back(columnNamed(name));
    return columns;
}

void setSort(QueryOptions& options, const std::string& text) {
    const std::size_t colon = text.find(':');
    const std::string order = colon == std::string::npos ? "asc" : text.substr(colon + 1);
    if (order != "asc" && order != "desc")
        throw CLI::ValidationError("the order of a sort is asc or desc, not \"" + order + "\"");
    if (text.find(',') != std::string::npos)
        throw CLI::ValidationError("one column sorts, not several: \"" + text + "\"");
    options.sortColumn = columnNamed(text.substr(0, colon));
    options.sortOrder = order == "desc" ? SortOrder::Descending : SortOrder::Ascending;
}

std::string checkDay(const std::string& day) {
    return day.size() == 10 && parseTime(day) ? std::string() : "\"" + day + "\" is no day of the form YYYY-MM-DD";
}

std::string checkSpan(const std::string& text) {
    return spanNamed(text) ? std::string() : "\"" + text + "\" is no span like 36h or 7d";
}

std::string checkCount(const std::string& text) {
    const bool isDigits = !text.empty() && text.find_first_not_of("0123456789") == std::string::npos;
    return isDigits ? std::string() : "\"" + text + "\" is no number of lines";
}

// An option whose values stand after commas or in several flags, one text after each flag.
CLI::Option* addList(CLI::App& command, const std::string& names, std::vector<std::string>& values,
                     const std::string& help) {
    return command.add_option(names, values, help)->delimiter(',')->allow_extra_args(false)->type_name("A,B,..");
}

// The flags of every command, which may stand before its name too.
void addCommonFlags(CLI::App& command, Input& input) {
    command.add_option("--threads", input.threads, "Threads to use; as many as the machine has by default")
        ->check(CLI::Range(1u, kMostThreads))
        ->type_name("N");
    command.add_option("--limit-inflate", input.inflateLimitBytes, "A file inflates to no more than this (16G)")
        ->check(CLI::Validator(checkSize, ""))
        ->transform(CLI::AsSizeValue(false).description(""))
        ->type_name("SIZE");
    addList(command, "--account", input.scope.accounts, "Load only files of these accounts, told by their names");
    addList(command, "--region", input.scope.regions, "Load only files of these regions");
    command.add_option("--from", input.scope.fromDay, "Load only files of this day and later")
        ->check(CLI::Validator(checkDay, "YYYY-MM-DD"))
        ->type_name("DAY");
    command.add_option("--to", input.scope.toDay, "Load only files of this day and earlier")
        ->check(CLI::Validator(checkDay, "YYYY-MM-DD"))
        ->type_name("DAY");
}

void addFormat(CLI::App& command, Format& format, const std::vector<std::string>& names) {
    command
        .add_option_function<std::string>(
            "-f,--format", [&format](const std::string& name) { format = kFormats.at(name); },
            names.front() + " by default")
        ->check(CLI::IsMember(names))
        ->type_name("");
}

void readList(Selection& selection, const std::string& text) {
    const std::size_t equals = text.find('=');
    const std::string name = text.substr(0, equals);
    if (equals == std::string::npos || fieldValue("@" + name).kind != Value::Kind::List)
        throw CLI::ValidationError("--list is NAME=FILE, and a name has letters, digits, - _ and . only");
    const auto values = valuesOfListFile(text.substr(equals + 1));
    if (!values)
        throw CLI::ValidationError(values.error().what + " (" + escapeControls(values.error().where) + ")");
    selection.lists->insert_or_assign(name, ValueList(*values));
}

std::shared_ptr<const NetworkBook> networksIn(const std::vector<std::string>& paths) {
    auto book = NetworkBook::open(paths);
    if (!book)
        throw CLI::ValidationError(book.error().what + " (" + escapeControls(book.error().where) + ")");
    return *std::move(book);
}

// What findings and lists go by.
void addLists(CLI::App& command, Selection& selection) {
    command
        .add_option_function<std::vector<std::string>>(
            "--list",
            [&selection](const std::vector<std::string>& lists) {
                for (const std::string& list : lists)
                    readList(selection, list);
            },
            "A list of values, one on each line of the file, that @NAME stands for in the filter; the list called ours tells what is not external")
        ->allow_extra_args(false)
        ->type_name("NAME=FILE");
    command
        .add_option_function<std::vector<std::string>>(
            "--mmdb", [&selection](const std::vector<std::string>& paths) { selection.networks = networksIn(paths); },
            "A file in MaxMind's DB format that tells country and network of addresses")
        ->allow_extra_args(false)
        ->type_name("FILE");
    command
        .add_option_function<std::string>(
            "--learning", [&selection](const std::string& text) { selection.learning = *spanNamed(text); },
            "So long after the first event nothing is called new: a number and s, m, h, d or w; 0s by default")
        ->check(CLI::Validator(checkSpan, ""))
        ->type_name("SPAN");
}

// Lists come first, whatever the order of the flags: the library takes options in the order in which they are added.
void addFilter(CLI::App& command, Selection& selection) {
    addLists(command, selection);
    command
        .add_option_function<std::string>(
            "-w,--where", [&selection](const std::string& text) { selection.filter = filterNamed(text, selection); },
            "Only events for which this filter holds, e.g. 'user:Mateo outcome:denied' (help filters)")
        ->type_name("EXPR");
}

void addColumn(CLI::App& command, const std::string& name, std::optional<AnyColumn>& column, const std::string& help) {
    command
        .add_option_function<std::string>(
            name, [&column](const std::string& text) { column = columnNamed(text); }, help)
        ->type_name("COL");
}

void addLimit(CLI::App& command, std::optional<std::uint64_t>& limit, const std::string& help) {
    command
        .add_option_function<std::uint64_t>(
            "-n,--limit", [&limit](const std::uint64_t& n) { limit = n; }, help)
        ->check(CLI::Validator(checkCount, ""))
        ->type_name("N");
}

std::string columnsHelp() {
    std::string text = "Columns are paths into the record, like requestParameters.bucketName, and (alias):";
    std::size_t width = 80;
    for (const ColumnInfo& column : allColumns()) {
        std::string name(column.name);
        if (!column.alias.empty())
            name += " (" + std::string(column.alias) + ")";
        if (width + name.size() + 2 > 78) {
            text += "\n ";
            width = 1;
        }
        text += " " + name;
        width += name.size() + 2;
    }
    text += "\n ";
    for (const FindingInfo& finding : allFindings())
        text += " " + std::string(finding.name);
    return text;
}

// Keeps what the flags fill in, and which command to run with it.
struct CommandLine {
    CLI::App app{"Rastro reads AWS CloudTrail logs: files, folders, archives, whole trails.", "rastro-cli"};
    Input input;
    SummaryOptions summary;
    QueryOptions query;
    CountOptions count;
    HistogramOptions histogram;
    SessionsOptions sessions;
    ReportOptions briefing;
    ReportOptions ledger;
    ReportOptions profile;
    std::string topic; // of help
    std::function<int()> run;

    CommandLine() {
        app.set_version_flag("--version", "rastro-cli " RASTRO_VERSION);
        app.require_subcommand(1);
        addCommonFlags(app, input);
        app.footer("Exit codes: 0 done, 1 something failed, 2 wrong usage, 3 no event could be read.");
        addSummary();
        addQuery();
        addCount();
        addHistogram();
        addSessions();
        addLedger();
        addProfile();
        addBriefing();
        addHelp();
    }

    bool hasCommand(const std::string& name) const {
        return !app.get_subcommands([&](const CLI::App* one) { return one->check_name(name); }).empty();
    }

    // Options: those of one command, which get the common ones when it is complete.
    template <typename Options>
    CLI::App& add(const std::string& name, const std::string& help, Options& options, int (*command)(const Options&)) {
        CLI::App& sub = *app.add_subcommand(name, help);
        sub.add_option("paths", input.paths, "Files, folders (with all below), or - for standard input")
            ->required()
            ->type_name("PATH");
        addCommonFlags(sub, input);
        sub.parse_complete_callback([this, &options, command] {
            run = [this, &options, command] {
                options.input = input;
                return command(options);
            };
        });
        return sub;
    }

    void checkGroups() const {
        constexpr std::size_t kMostColumns = 3;
        if (count.tellsMore() && (count.by.empty() || count.by.size() > kMostColumns))
            throw CLI::ValidationError("--sum, --distinct, --first and --last are of groups: give --by one to three columns");
    }

    void checkDays() const {
        const Scope& scope = input.scope;
        if (!scope.fromDay.empty() && !scope.toDay.empty() && scope.fromDay > scope.toDay)
            throw CLI::ValidationError("--from is a day after --to");
    }

    void addSummary() {
        CLI::App& sub = add("summary", "What is in a trail, and what could not be read", summary, runSummary);
        addFormat(sub, summary.format, {"table", "json"});
        sub.add_flag_callback(
            "--json", [this] { summary.format = Format::Json; }, "The same as -f json");
    }

    void addSessions() {
        CLI::App& sub = add("sessions", "The credentials behind the events: who issued each, and where the chain begins",
                            sessions, runSessions);
        addFilter(sub, sessions.selection);
        addFormat(sub, sessions.format, {"table", "json"});
    }

    void addLedger() {
        CLI::App& sub = add("ledger", "What the events made, opened, shared or switched off, and whether it is still there", ledger,
                            runLedger);
        addFilter(sub, ledger.selection);
        addFormat(sub, ledger.format, {"text", "json"});
    }

    void addProfile() {
        CLI::App& sub = add("profile", "Who or what one key, person, address, account, role or resource is, and all it did", profile,
                            runProfile);
        sub.add_option("--of", profile.of, "An access key, address, account, ARN, actor, person, user agent, resource, or field:value")
            ->required()
            ->type_name("VALUE");
        addFilter(sub, profile.selection);
        addFormat(sub, profile.format, {"text", "json"});
    }

    void addBriefing() {
        CLI::App& sub = add("briefing", "What is loaded, its holes, and the first questions with their counts", briefing, runBriefing);
        addLists(sub, briefing.selection);
        addFormat(sub, briefing.format, {"text", "json"});
    }

    // `help`, `help filters`, `help query`.
    void addHelp() {
        CLI::App& sub = *app.add_subcommand("help", "Help on a command, or on how to write filters: help filters");
        sub.add_option("topic", topic, "A command, or filters")->type_name("TOPIC");
        sub.parse_complete_callback([this] {
            const CLI::App* command = topic.empty() ? &app : nullptr;
            for (const CLI::App* one : app.get_subcommands([](CLI::App*) { return true; }))
                command = one->get_name() == topic ? one : command;
            if (command == nullptr && topic != "filters")
                throw CLI::ValidationError("there is no help on \"" + topic + "\": it is on filters and on the commands");
            run = [this, command] {
                // Asked in the plain way, a program tells of the command that was given: of this one.
                const std::string text = command == nullptr ? asTyped(grammarPage())
                                         : command == &app
                                             ? app.get_formatter()->make_help(&app, app.get_name(), CLI::AppFormatMode::Normal)
                                             : command->help();
                return produceInto({}, {}, [&](ByteSink& sink) -> Result<int> {
                    const Status written = sink.write(text);
                    return written ? Result<int>(int{kDone}) : Result<int>(written.error());
                });
            };
        });
    }

    void addQuery() {
        CLI::App& sub = add("query", "Events as a table, CSV, or their original JSON", query, runQuery);
        addFilter(sub, query.selection);
        sub.add_option_function<std::string>(
               "-c,--columns", [this](const std::string& list) { query.columns = columnsNamed(list); },
               "Columns to show, after commas; those of the window by default")
            ->type_name("COL,COL,..");
        sub.add_option_function<std::string>(
               "-s,--sort", [this](const std::string& text) { setSort(query, text); }, "Order; time by default")
            ->type_name("COL[:desc]");
        addLimit(sub, query.limit, "Show the first N events only");
        addFormat(sub, query.format, {"table", "csv", "json", "ndjson"});
        sub.add_option("-o,--output", query.output, "Write to this file, which appears when all is done")
            ->type_name("FILE");
        sub.add_flag_callback(
            "--duplicates", [this] { query.duplicates = QueryOptions::Duplicates::Shown; },
            "Show duplicates and replaced rows too");
        sub.footer(columnsHelp());
    }

    void addCount() {
        CLI::App& sub = add("count", "How many events there are, by columns if you like", count, runCount);
        addFilter(sub, count.selection);
        sub.add_option_function<std::string>(
               "--by", [this](const std::string& list) { count.by = columnsNamed(list); },
               "Count for each combination of these columns, largest first")
            ->type_name("COL[,COL]");
        addColumn(sub, "--sum", count.sum, "The sum of this column's numbers in each group");
        addColumn(sub, "--distinct", count.distinct, "How many different values of this column each group has");
        sub.add_flag("--first", count.tellsFirst, "The first time of each group");
        sub.add_flag("--last", count.tellsLast, "The last time of each group");
        addLimit(sub, count.limit, "Show the N largest only");
        addFormat(sub, count.format, {"table", "csv", "json"});
        sub.footer(columnsHelp());
    }

    void addHistogram() {
        CLI::App& sub = add("histogram", "How many events there are over time", histogram, runHistogram);
        addFilter(sub, histogram.selection);
        sub.add_option("--bins", histogram.bins, "Number of bins, 100 by default")
            ->check(CLI::Range(1u, kMostBins))
            ->type_name("N");
        addFormat(sub, histogram.format, {"csv", "json"});
    }
};

} // namespace

int runCommandLine(int argc, char** argv) {
    try {
        CommandLine line;
        if (argc > 1 && argv[1][0] != '-' && !line.hasCommand(argv[1])) {
            tellProblem("there is no command \"" + escapeControls(argv[1]) + "\"; `rastro-cli --help` lists them");
            return kWrongUsage;
        }
        try {
            line.app.parse(argc, argv);
            line.checkDays();
            line.checkGroups();
        } catch (const CLI::ParseError& error) {
            return line.app.exit(error) == 0 ? int{kDone} : int{kWrongUsage};
        }
        return line.run();
    } catch (const std::exception& error) { // no memory left, or a fault of ours: said plainly, not by a core dump
        std::cerr << "rastro-cli: " << error.what() << '\n';
        return kSomethingFailed;
    }
}

} // namespace rastro::cli
