# SPDX-License-Identifier: Apache-2.0
# What processor to build for. A build runs on the machine that makes it, so by default it uses what that machine has;
# one that is given to others is built with RASTRO_PROCESSOR=baseline.
set(RASTRO_PROCESSOR "auto" CACHE STRING
  "x86-64-v3 (AVX2, BMI2: machines since 2013), baseline (any of its kind) or auto (x86-64-v3 if this machine has it)")
set_property(CACHE RASTRO_PROCESSOR PROPERTY STRINGS auto x86-64-v3 baseline)

set(RASTRO_PROCESSOR_CHECK "${CMAKE_SOURCE_DIR}/models/base/processorcheck.cpp")

if(NOT RASTRO_PROCESSOR MATCHES "^(auto|x86-64-v3|baseline)$")
  message(FATAL_ERROR "RASTRO_PROCESSOR is auto, x86-64-v3 or baseline, not ${RASTRO_PROCESSOR}")
endif()
if(RASTRO_PROCESSOR STREQUAL "auto")
  # What the programs do at their start, as a program of its own: it ends with 0 where they would go on.
  file(WRITE "${CMAKE_BINARY_DIR}/processor/main.cpp" "int main() { return 0; }\n")
  try_run(RASTRO_PROCESSOR_RUN RASTRO_PROCESSOR_COMPILES
    SOURCES "${RASTRO_PROCESSOR_CHECK}" "${CMAKE_BINARY_DIR}/processor/main.cpp" CXX_STANDARD 20)
  if(RASTRO_PROCESSOR_COMPILES AND RASTRO_PROCESSOR_RUN EQUAL 0)
    set(RASTRO_HAS_V3 ON)
  endif()
endif()
if(RASTRO_PROCESSOR STREQUAL "x86-64-v3" OR (RASTRO_PROCESSOR STREQUAL "auto" AND RASTRO_HAS_V3))
  set(RASTRO_IS_V3 ON)
  # Sums and numbers come out the same on every processor: no multiplication and addition in one.
  target_compile_options(rastro_options INTERFACE -march=x86-64-v3 -ffp-contract=off)
endif()

# A program built for one kind of processor says so on another, before anything of it runs.
function(rastro_check_processor target)
  if(RASTRO_IS_V3)
    target_sources(${target} PRIVATE "${RASTRO_PROCESSOR_CHECK}")
    set_source_files_properties("${RASTRO_PROCESSOR_CHECK}" PROPERTIES COMPILE_OPTIONS -march=x86-64)
  endif()
endfunction()
