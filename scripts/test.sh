#!/usr/bin/env bash
#
# Checks and tests everything: formatting, lints, unit tests, the application on SQLite and Postgres, and the pages in a real
# browser. On Debian or Ubuntu it installs what is missing, as root or with a sudo that asks for no password; elsewhere it
# says what to install. Exits 0 when all is well.

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

readonly rust_version=1.95
readonly frictionless_version=5.21.0
readonly fhir_resources_version=8.3.0

say() { printf '\n==> %s\n' "$*"; }
die() { printf '\n%s\n' "$*" >&2; exit 1; }
has() { command -v "$1" >/dev/null 2>&1; }

# ---- Rust -----------------------------------------------------------------------------------------------------------

if ! has cargo && [[ -r $HOME/.cargo/env ]]; then
    # shellcheck source=/dev/null
    source "$HOME/.cargo/env"
fi
has cargo || die "Rust is missing: install Rust $rust_version or newer with rustup, then run this script again."

for component in fmt clippy; do
    if ! cargo "$component" --version >/dev/null 2>&1; then
        has rustup || die "cargo $component is missing: install it with your Rust toolchain."
        rustup component add "${component/#fmt/rustfmt}"
    fi
done

# ---- What the tests need from the system ----------------------------------------------------------------------------

# Prints the Debian packages of whatever is missing.
missing_packages() {
    has cc || echo build-essential
    has pkg-config || echo pkg-config
    [[ -e /usr/include/postgresql/libpq-fe.h ]] || pkg-config --exists libpq 2>/dev/null || echo libpq-dev
    compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || has initdb || echo postgresql
    has chromium || has google-chrome || echo chromium chromium-sandbox
    has chromedriver || echo chromium-driver
    has npm || echo nodejs npm
    python3 -c 'import ensurepip, venv' 2>/dev/null || echo python3 python3-venv
}

install_packages() {
    local -a as_root=()
    if [[ $(id -u) -ne 0 ]]; then
        as_root=(sudo -n)
    fi
    if ! has apt-get || ! "${as_root[@]}" true 2>/dev/null; then
        die "These are missing, and cannot be installed from here (Debian's names): $*
Install them, for example with: sudo apt-get install $*"
    fi
    say "Installing $*"
    "${as_root[@]}" apt-get update --quiet
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install --quiet --yes --no-install-recommends "$@"
}

mapfile -t packages < <(missing_packages | tr ' ' '\n')
if [[ ${#packages[@]} -gt 0 ]]; then
    install_packages "${packages[@]}"
fi

# ---- The accessibility rules, the data package validator and the FHIR models ----------------------------------------

readonly axe=tests/browser/node_modules/axe-core
axe_version=$(sed -n 's/.*"axe-core": "\(.*\)".*/\1/p' tests/browser/package.json)
if ! grep -qsF "\"version\": \"$axe_version\"" "$axe/package.json"; then
    say "Fetching axe-core $axe_version"
    npm install --prefix tests/browser --no-package-lock --ignore-scripts --no-audit --no-fund ||
        die "axe-core could not be fetched: the accessibility tests need it in $axe."
fi

readonly venv=target/venv
if [[ ! -x $venv/bin/frictionless || ! -e $venv/frictionless-$frictionless_version ]]; then
    say "Fetching frictionless $frictionless_version"
    rm -rf "$venv"
    python3 -m venv "$venv"
    "$venv/bin/pip" install --quiet --disable-pip-version-check "frictionless==$frictionless_version" ||
        die "frictionless could not be fetched: the export tests validate their data packages with it."
    touch "$venv/frictionless-$frictionless_version"
fi
PERSPEKTIV_FRICTIONLESS=$PWD/$venv/bin/frictionless
export PERSPEKTIV_FRICTIONLESS

readonly fhir=target/venv-fhir
if [[ ! -x $fhir/bin/python || ! -e $fhir/fhir-resources-$fhir_resources_version ]]; then
    say "Fetching fhir.resources $fhir_resources_version"
    rm -rf "$fhir"
    python3 -m venv "$fhir"
    "$fhir/bin/pip" install --quiet --disable-pip-version-check "fhir.resources==$fhir_resources_version" ||
        die "fhir.resources could not be fetched: the FHIR tests validate their questionnaires with it."
    touch "$fhir/fhir-resources-$fhir_resources_version"
fi
PERSPEKTIV_FHIR=$PWD/$fhir/bin/python
export PERSPEKTIV_FHIR

# ---- Checks ---------------------------------------------------------------------------------------------------------

status=0

check() {
    say "$*"
    if ! "$@"; then
        status=1
        say "FAILED: $* (the tests run all the same)"
    fi
}

check cargo fmt --check
check cargo clippy --all-targets -- -D warnings

# Last, so that the output ends with the test runner's own summary. A new snapshot is a failure, never a file to commit.
say "cargo test"
export INSTA_UPDATE=no
cargo test --no-fail-fast || status=1

exit "$status"
