// SPDX-License-Identifier: Apache-2.0
#include "report/profile.h"

#include "cli/commands.h"
#include "cli/interrupt.h"
#include "cli/reporting.h"
#include "query/pickrows.h"

#include <cstdint>

namespace rastro::cli {

int runProfile(const ReportOptions& options) {
    return report(options.input, options.selection,
                  [&](const LoadedTrail& trail, const RowVector& rows, OnDemandCache& columns) -> Result<std::string> {
                      Checkpoint& stop = interruption();
                      const auto subject = subjectNamed(*trail.snapshot, options.of, columns, trail.threads, stop);
                      if (!subject)
                          return subject.error();
                      const FilterTools tools{columns, {}, trail.threads};
                      const auto found = filterRows(*trail.snapshot, subject->filter, tools, stop);
                      if (!found)
                          return found.error();
                      const auto mine = pickRows(*trail.snapshot, rows, *found, trail.threads, stop);
                      if (!mine)
                          return mine.error();
                      const ProfileWish all{.mostRecords = SIZE_MAX, .mostFiles = SIZE_MAX, .mostLines = 1'000};
                      auto profile = profileOf(*trail.snapshot, *subject, *mine, all, columns, trail.threads, stop);
                      if (!profile)
                          return profile.error();
                      profile->unreadRows += found->unreadRows;
                      return options.format == Format::Json ? reportJson(*trail.snapshot, *profile)
                                                            : reportText(*profile);
                  });
}

} // namespace rastro::cli
