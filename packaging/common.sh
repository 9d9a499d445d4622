# SPDX-License-Identifier: Apache-2.0
# Shared by packaging/run and packaging/test: the Debian packages of the project and how a preset is built.
# Sourced, never run.

# Everything the programs and their tests need on a Debian 12 with nothing but its base system.
BUILD_PACKAGES=(
  g++ cmake ninja-build pkgconf
  qt6-base-dev
  libsimdjson-dev nlohmann-json3-dev libdeflate-dev zlib1g-dev libarchive-dev libxxhash-dev libcli11-dev libre2-dev
  libmaxminddb-dev
)
RUN_PACKAGES=(fonts-dejavu-core) # a proportional and a monospace font, for a machine that has none
WAYLAND_PACKAGES=(qt6-wayland)   # only where there is no X server
TEST_PACKAGES=(fonts-dejavu-core)

top=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

fail() {
  printf '%s: %s\n' "${0##*/}" "$*" >&2
  exit 1
}

# The packages among the arguments that are not installed, one a line.
missing_packages() {
  local package
  for package in "$@"; do
    [ "$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || printf '%s\n' "$package"
  done
}

# Runs a command as root, or says what to type where that is not possible.
as_root() {
  if [ "$(id -u)" = 0 ]; then
    "$@"
  elif command -v sudo >/dev/null; then
    sudo "$@"
  else
    return 1
  fi
}

# Installs what is missing; does nothing, not even ask apt, when all is there.
ensure_packages() {
  command -v dpkg-query >/dev/null && command -v apt-get >/dev/null ||
    fail "this is not a Debian system; install the like of these yourself and build with CMake: $*"
  local missing
  mapfile -t missing < <(missing_packages "$@")
  [ ${#missing[@]} -gt 0 ] || return 0

  printf 'Installing %s\n' "${missing[*]}" >&2
  local apt=(env DEBIAN_FRONTEND=noninteractive apt-get -q -y -o DPkg::Lock::Timeout=300)
  as_root "${apt[@]}" update >&2 || printf 'The package lists could not be refreshed; trying with those at hand.\n' >&2
  as_root "${apt[@]}" install --no-install-recommends "${missing[@]}" >&2 || true
  mapfile -t missing < <(missing_packages "$@")
  [ ${#missing[@]} -eq 0 ] ||
    fail "these packages could not be installed; as root, run: apt-get install --no-install-recommends ${missing[*]}"
}

# build_preset PRESET TARGET…: configures once, then leaves it to ninja to find what changed.
build_preset() {
  local preset=$1 build="$top/build/$1"
  shift
  if [ ! -f "$build/build.ninja" ] || [ "$top/CMakePresets.json" -nt "$build/build.ninja" ]; then
    (cd "$top" && cmake --preset "$preset") || return 1
  fi
  cmake --build "$build" --parallel "$(nproc)" --target "$@"
}
