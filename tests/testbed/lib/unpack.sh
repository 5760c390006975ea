# The files of another Debian, of any architecture, in a folder: to run programs on its libraries. Sourced by ../testbed.
# shellcheck shell=bash

# unpack SUITE ARCHITECTURE FOLDER [PACKAGE,PACKAGE]: a C library and these packages, in some seconds. Nothing of them is run, so there is no shell
# and no configuration. The suite alone, without its updates: what those name has often been replaced already where a suite is old.
unpack() {
    local url said
    url=$(mirror)
    said=$(mmdebstrap --mode=root --variant=extract --format=directory --architectures="$2" \
        --include="libc6,libgcc-s1${4:+,$4}" \
        --aptopt='Acquire::Check-Valid-Until "false"' \
        --aptopt='Acquire::Check-Date "false"' \
        --aptopt='Acquire::Languages "none"' \
        "$1" "$3" "deb $url $1 main" 2>&1) || die "mmdebstrap failed, or $url has no $1 any more: $(grep ^E: <<< "$said" | head -n 2)"
}
