// SPDX-License-Identifier: Apache-2.0
#include "report/briefing.h"

#include "cli/commands.h"
#include "cli/interrupt.h"
#include "cli/reporting.h"

namespace rastro::cli {

int runBriefing(const ReportOptions& options) {
    return report(options.input, options.selection,
                  [&](const LoadedTrail& trail, const RowVector&, OnDemandCache& columns) -> Result<std::string> {
                      Checkpoint& stop = interruption();
                      const auto coverage = CoverageMap::build(trail.snapshot, stop);
                      if (coverage == nullptr)
                          return Error{ErrorCode::Cancelled, {}, "the briefing was stopped"};
                      const BriefingWish wish{.mostLines = 50, .readsRecords = true};
                      const auto briefing = briefingOf(*trail.snapshot, *coverage, wish, columns, trail.threads, stop);
                      if (!briefing)
                          return briefing.error();
                      return options.format == Format::Json ? reportJson(*trail.snapshot, *briefing)
                                                            : reportText(*briefing);
                  });
}

} // namespace rastro::cli
