# SPDX-License-Identifier: Apache-2.0
# The shapes of target in this project: an engine library (no Qt), a Qt library, a test, a fuzz target.

# rastro_library(name SOURCES ... DEPENDS ... [MEASURED]): a static library of one folder, included as "folder/file.h".
# MEASURED: what loading runs through, optimised as in a release where RASTRO_MEASURED_OPTIONS says so.
function(rastro_library name)
  cmake_parse_arguments(ARG "MEASURED" "" "SOURCES;DEPENDS;PRIVATE_DEPENDS" ${ARGN})
  add_library(${name} STATIC ${ARG_SOURCES})
  target_include_directories(${name} PUBLIC "${CMAKE_SOURCE_DIR}/models" "${CMAKE_SOURCE_DIR}/views")
  target_link_libraries(${name} PUBLIC rastro_options ${ARG_DEPENDS} PRIVATE rastro_warnings ${ARG_PRIVATE_DEPENDS})
  if(ARG_MEASURED)
    target_compile_options(${name} PRIVATE ${RASTRO_MEASURED_OPTIONS})
  endif()
endfunction()

# rastro_qt_library(name SOURCES ... DEPENDS ...): the same with moc and strict string conversions.
function(rastro_qt_library name)
  rastro_library(${name} ${ARGN})
  set_target_properties(${name} PROPERTIES AUTOMOC ON)
  target_compile_definitions(${name} PRIVATE QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_FOREACH)
endfunction()

# rastro_test(name SOURCES ... DEPENDS ... LABELS ...): a Qt Test program, run by ctest, headless by default.
# Labels: unit (the default), threaded, gui, system, layering, bench. A test labelled gui is left out of builds without
# the window, one labelled bench of builds without benchmarks. Target tests-LABEL builds every test of that label.
function(rastro_test name)
  cmake_parse_arguments(ARG "" "TIMEOUT" "SOURCES;DEPENDS;LABELS" ${ARGN})
  if(NOT ARG_LABELS)
    set(ARG_LABELS unit)
  endif()
  if(NOT ARG_TIMEOUT)
    set(ARG_TIMEOUT 300)
  endif()
  if((NOT RASTRO_GUI AND "gui" IN_LIST ARG_LABELS) OR (NOT RASTRO_BENCH AND "bench" IN_LIST ARG_LABELS))
    return()
  endif()
  add_executable(${name} ${ARG_SOURCES})
  set_target_properties(${name} PROPERTIES AUTOMOC ON)
  target_link_libraries(${name} PRIVATE rastro_options rastro_warnings Qt6::Test ${ARG_DEPENDS})
  target_include_directories(${name} PRIVATE "${CMAKE_SOURCE_DIR}/tests")
  target_compile_definitions(${name} PRIVATE
    RASTRO_SOURCE_DIR="${CMAKE_SOURCE_DIR}" RASTRO_SHARED_DIR="${CMAKE_SOURCE_DIR}/../shared")
  foreach(label IN LISTS ARG_LABELS)
    if(NOT TARGET tests-${label})
      add_custom_target(tests-${label})
    endif()
    add_dependencies(tests-${label} ${name})
  endforeach()
  add_test(NAME ${name} COMMAND ${name})
  set_tests_properties(${name} PROPERTIES LABELS "${ARG_LABELS}" TIMEOUT ${ARG_TIMEOUT}
    ENVIRONMENT "LC_ALL=C.UTF-8;QT_QPA_PLATFORM=offscreen;RASTRO_BIN_DIR=${CMAKE_RUNTIME_OUTPUT_DIRECTORY}")
endfunction()

# rastro_fuzz(name SOURCES ... DEPENDS ... CORPUS name): a fuzz target, LLVMFuzzerTestOneInput; its files are in
# tests/fuzz/corpus/NAME, its words in tests/fuzz/NAME.dict. With RASTRO_FUZZ it is a fuzzer, which ctest runs for a minute under the label fuzz; in every other build
# the same code goes once through the corpus, as a test of the label unit.
function(rastro_fuzz name)
  cmake_parse_arguments(ARG "" "CORPUS" "SOURCES;DEPENDS" ${ARGN})
  set(corpus "${CMAKE_SOURCE_DIR}/tests/fuzz/corpus/${ARG_CORPUS}")
  add_executable(${name} ${ARG_SOURCES})
  target_link_libraries(${name} PRIVATE rastro_options rastro_warnings ${ARG_DEPENDS})
  if(RASTRO_FUZZ)
    set(found "${CMAKE_BINARY_DIR}/corpus/${ARG_CORPUS}") # what a run finds stays out of the sources
    file(MAKE_DIRECTORY "${found}")
    target_link_options(${name} PRIVATE -fsanitize=fuzzer)
    add_test(NAME ${name} COMMAND ${name} -max_total_time=60 -timeout=10
      "-dict=${CMAKE_SOURCE_DIR}/tests/fuzz/${ARG_CORPUS}.dict" "${found}" "${corpus}")
    set(label fuzz)
  else()
    target_sources(${name} PRIVATE "${CMAKE_SOURCE_DIR}/tests/fuzz/replay.cpp")
    add_test(NAME ${name} COMMAND ${name} "${corpus}")
    set(label unit)
  endif()
  set_tests_properties(${name} PROPERTIES LABELS ${label} TIMEOUT 300)
  if(NOT TARGET tests-${label})
    add_custom_target(tests-${label})
  endif()
  add_dependencies(tests-${label} ${name})
endfunction()
