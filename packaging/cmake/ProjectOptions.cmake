# SPDX-License-Identifier: Apache-2.0
# Options of a build and the two interface targets every target of the project links.
option(RASTRO_GUI "Build the window (needs Qt Widgets)" ON)
option(RASTRO_TESTS "Build the tests" ON)
option(RASTRO_BENCH "Build the benchmarks" ON)
option(RASTRO_WERROR "Treat warnings as errors" OFF)
option(RASTRO_FUZZ "Link the fuzz targets with libFuzzer (needs clang)" OFF)
# With -O3, GCC 12 sees overlapping copies in the sum of two strings (its bug 105651): -Wno-restrict goes with it, and what
# makes clang's tools accept a word of GCC.
set(RASTRO_MEASURED_OPTIONS "" CACHE STRING "Compiler options of what loading runs through, behind those of the build type")
set(RASTRO_SANITIZE "" CACHE STRING "Sanitizers of the build, as -fsanitize takes them")

add_library(rastro_options INTERFACE)
target_compile_features(rastro_options INTERFACE cxx_std_20)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
if(RASTRO_SANITIZE)
  target_compile_options(rastro_options INTERFACE -fsanitize=${RASTRO_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  target_link_options(rastro_options INTERFACE -fsanitize=${RASTRO_SANITIZE})
endif()

include(Processor)

add_library(rastro_warnings INTERFACE)
target_compile_options(rastro_warnings INTERFACE
  -Wall -Wextra -Wno-missing-field-initializers -Wpedantic -Wshadow -Wnon-virtual-dtor -Wcast-align -Woverloaded-virtual
  -Wformat=2 -Wimplicit-fallthrough $<$<BOOL:${RASTRO_WERROR}>:-Werror>)

find_program(RASTRO_CCACHE ccache)
if(RASTRO_CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER "${RASTRO_CCACHE}")
endif()
