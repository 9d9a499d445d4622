# SPDX-License-Identifier: Apache-2.0
# Every library the project uses, as an imported target. All come from Debian 12 packages.
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
find_package(ZLIB REQUIRED)
find_package(simdjson REQUIRED)
find_package(nlohmann_json REQUIRED)
find_package(CLI11 REQUIRED)
find_package(LibArchive REQUIRED)
pkg_check_modules(libdeflate REQUIRED IMPORTED_TARGET libdeflate)
pkg_check_modules(re2 REQUIRED IMPORTED_TARGET re2)
pkg_check_modules(xxhash REQUIRED IMPORTED_TARGET libxxhash)
pkg_check_modules(maxminddb REQUIRED IMPORTED_TARGET libmaxminddb)

find_package(Qt6 6.4 REQUIRED COMPONENTS Core Test)
if(RASTRO_GUI)
  find_package(Qt6 6.4 REQUIRED COMPONENTS Gui Widgets Concurrent)
endif()
