// SPDX-License-Identifier: Apache-2.0
//
// Saving and restoring how the window is arranged: size and place, panes, columns. What an older version saved in
// another form is left aside. GUI thread.
#pragma once

namespace rastro {

class MainWindow;
class Settings;

void saveWindowState(const MainWindow& window, Settings& settings);
void restoreWindowState(MainWindow& window, const Settings& settings);
void forgetWindowState(Settings& settings);

} // namespace rastro
