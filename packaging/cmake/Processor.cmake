# SPDX-License-Identifier: Apache-2.0
# What processor to build for. A build runs on the machine that makes it, so by default it uses what that machine has;
# one that is given to others is built with RASTRO_PROCESSOR=baseline.
set(RASTRO_PROCESSOR "auto" CACHE STRING
  "x86-64-v3 (AVX2, BMI2: machines since 2013), baseline (any of its kind) or auto (x86-64-v3 if this machine has it)")
set_property(CACHE RASTRO_PROCESSOR PROPERTY STRINGS auto x86-64-v3 baseline)

if(RASTRO_PROCESSOR STREQUAL "auto")
  include(CheckCXXSourceRuns)
  check_cxx_source_runs([[
    int main() {
      return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") && __builtin_cpu_supports("bmi2") &&
             __builtin_cpu_supports("fma") ? 0 : 1;
    }]] RASTRO_HAS_V3)
endif()
if(RASTRO_PROCESSOR STREQUAL "x86-64-v3" OR (RASTRO_PROCESSOR STREQUAL "auto" AND RASTRO_HAS_V3))
  set(RASTRO_IS_V3 ON)
  # Sums and numbers come out the same on every processor: no multiplication and addition in one.
  target_compile_options(rastro_options INTERFACE -march=x86-64-v3 -ffp-contract=off)
endif()

# A program built for one kind of processor says so on another, before anything of it runs.
function(rastro_check_processor target)
  if(RASTRO_IS_V3)
    target_sources(${target} PRIVATE "${CMAKE_SOURCE_DIR}/models/base/processorcheck.cpp")
    set_source_files_properties("${CMAKE_SOURCE_DIR}/models/base/processorcheck.cpp" PROPERTIES COMPILE_OPTIONS -march=x86-64)
  endif()
endfunction()
