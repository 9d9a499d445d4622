// SPDX-License-Identifier: Apache-2.0
//
// Where results and problems go: results to stdout or a file that appears whole, problems to stderr, always escaped.
// A pipe that its reader closed is no failure. One thread.
#pragma once

#include "export/bytesink.h"
#include "export/inputfiles.h"
#include "store/snapshot.h"

#include <functional>
#include <string>
#include <string_view>

namespace rastro::cli {

class Stdout final : public ByteSink {
public:
    Status write(std::string_view bytes) override;
    bool isClosed() const { return m_isClosed; } // the reader of the pipe went away

private:
    bool m_isClosed = false;
};

// Produces into stdout, or into the file `output` if it is not empty, which appears only if all went well.
// The exit code: `produce` returns its own, or an error.
using Produce = std::function<Result<int>(ByteSink&)>;
int produceInto(const std::string& output, const InputFiles& inputs, const Produce& produce);

// One line on stderr: "rastro-cli: …".
void tellProblem(std::string_view problem);
void tellProblem(const Error& error);

} // namespace rastro::cli
