// SPDX-License-Identifier: Apache-2.0
//
// How a table looks and behaves that lists lines to be read: whole rows, no grid, Tab leaves it. GUI thread.
#pragma once

class QString;
class QTableView;

namespace rastro {

void setUpListTable(QTableView& table, const QString& accessibleName);

} // namespace rastro
