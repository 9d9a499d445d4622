// SPDX-License-Identifier: Apache-2.0
#include "cli/output.h"

#include "base/plaintext.h"
#include "cli/commands.h"
#include "cli/interrupt.h"
#include "export/atomicfile.h"

#include <cerrno>
#include <system_error>

#include <unistd.h>

namespace rastro::cli {

namespace {

int exitCodeOf(const Error& error) {
    if (const int interrupted = interruptedExitCode(); interrupted != 0)
        return interrupted;
    tellProblem(error);
    return error.code == ErrorCode::InvalidArgument ? kWrongUsage : kSomethingFailed;
}

int produceIntoFile(const std::string& output, const InputFiles& inputs, const Produce& produce) {
    const auto file = AtomicFile::create(output, inputs);
    if (!file)
        return exitCodeOf(file.error());
    const Result<int> code = produce(**file);
    if (!code)
        return exitCodeOf(code.error());
    if (const Status committed = (*file)->commit(); !committed)
        return exitCodeOf(committed.error());
    return *code;
}

} // namespace

Status Stdout::write(std::string_view bytes) {
    while (!bytes.empty()) {
        if (interruption().isStopRequested()) // the reader of a pipe may never read on
            return Error{ErrorCode::Cancelled, {}, "the output was stopped"};
        const ssize_t count = ::write(STDOUT_FILENO, bytes.data(), bytes.size());
        if (count >= 0) {
            bytes.remove_prefix(static_cast<std::size_t>(count));
        } else if (errno != EINTR) {
            m_isClosed = errno == EPIPE;
            return Error{ErrorCode::NoSpace, "standard output",
                         "cannot write: " + std::generic_category().message(errno)};
        }
    }
    return Done{};
}

int produceInto(const std::string& output, const InputFiles& inputs, const Produce& produce) {
    if (!output.empty())
        return produceIntoFile(output, inputs, produce);
    Stdout sink;
    const Result<int> code = produce(sink);
    if (code)
        return *code;
    return sink.isClosed() ? int{kDone} : exitCodeOf(code.error());
}

void tellProblem(std::string_view problem) {
    const std::string line = "rastro-cli: " + escapeControls(problem) + "\n";
    writeAll(STDERR_FILENO, line);
}

void tellProblem(const Error& error) {
    tellProblem(error.where.empty() ? error.what : visibleBytes(error.where) + ": " + error.what);
}

} // namespace rastro::cli
