#!/usr/bin/env bash
# ./build.sh [TARGET] [--parameter value | --parameter=value | --flag] ...      './build.sh Help' lists them.
#
# Checks names and values, compiles the host if its sources changed, and becomes MSBuild: one process, so signals and the exit status
# are exact. Parameters go over by the environment (BENCH_NAME), where MSBuild evaluates nothing in them. BENCH_HOST=nuke: NUKE instead.
set -euo pipefail

script=${BASH_SOURCE[0]}
while [[ -L $script ]]; do                      # may be called through a symbolic link
    link=$(readlink "$script")
    [[ $link == /* ]] && script=$link || script=${script%/*}/$link
done
[[ $script == */* ]] || script=./$script
caller=$PWD
home=$(cd -P "${script%/*}" && pwd)

fail() { # code, text: a mistake in how we were called
    printf 'error %s: %s\n' "$1" "$2" >&2
    exit 2
}

# --- The catalogue: targets and parameters -------------------------------------------------------------------------------------------

declare -A target_uses target_help target_group kinds defaults param_help
declare -a targets=() params=()
while IFS=$'\t' read -r row name a b text; do
    case $row in
        target) targets+=("$name"); target_group[$name]=$a; target_uses[$name]=$b; target_help[$name]=$text ;;
        param) params+=("$name"); kinds[$name]=$a; defaults[$name]=$b; param_help[$name]=$text ;;
    esac
done <"$home/build/catalog.tsv"

did_you_mean() { # what was typed, the known names...: prints the nearest one as a question
    awk -v typed="$1" 'BEGIN {
        best = int(length(typed) / 3); if (best < 1) best = 1
        t = tolower(typed); n = length(t)
        for (k = 1; k < ARGC; k++) {
            w = tolower(ARGV[k]); m = length(w)
            for (i = 0; i <= n; i++) d[i, 0] = i
            for (j = 0; j <= m; j++) d[0, j] = j
            for (i = 1; i <= n; i++) for (j = 1; j <= m; j++) {
                c = substr(t, i, 1) != substr(w, j, 1)
                x = d[i-1, j] + 1
                if (d[i, j-1] + 1 < x) x = d[i, j-1] + 1
                if (d[i-1, j-1] + c < x) x = d[i-1, j-1] + c
                if (i > 1 && j > 1 && substr(t, i, 1) == substr(w, j-1, 1) && substr(t, i-1, 1) == substr(w, j, 1) && d[i-2, j-2] + 1 < x) x = d[i-2, j-2] + 1
                d[i, j] = x
            }
            if (d[n, m] <= best && (found == "" || d[n, m] < best)) { best = d[n, m]; found = ARGV[k] }
        }
        if (found != "") print "Did you mean \047" found "\047?"; else print "\047./build.sh Help\047 lists them."
    }' "${@:2}"
}

value_form() { # parameter: how its value looks in the help
    case ${kinds[$1]} in
        flag) printf -- '--%s' "$1" ;;
        assignments) printf -- '--%s PATH=VALUE' "$1" ;;
        path | text | number) printf -- '--%s %s' "$1" "${kinds[$1]^^}" ;;
        *) printf -- '--%s %s' "$1" "${kinds[$1]}" ;;
    esac
}

print_param() {
    local default=''
    [[ ${defaults[$1]} == - ]] || default=" [${defaults[$1]}]"
    printf '  %-26s %s%s\n' "$(value_form "$1")" "${param_help[$1]}" "$default"
}

help_all() {
    printf 'Usage: ./build.sh TARGET [--parameter value] ...\n'
    local group='' name
    for name in "${targets[@]}"; do
        if [[ ${target_group[$name]} != "$group" ]]; then
            group=${target_group[$name]}
            case $group in
                run) printf '\nA benchmark:\n' ;;
                look) printf '\nBeside it:\n' ;;
                *) printf '\nThis checkout:\n' ;;
            esac
        fi
        printf '  %-20s %s\n' "$name" "${target_help[$name]}"
    done
    printf '\nParameters:\n'
    for name in "${params[@]}"; do print_param "$name"; done
    printf '\nAlso from the environment (BENCH_OUTPUT_DIR for --output-dir) and from .nuke/parameters.json, in this order.\n'
}

help_target() {
    printf '%s: %s\n' "$1" "${target_help[$1]}"
    local row name text p
    while IFS=$'\t' read -r row name _ _ text; do
        [[ $row == detail && $name == "$1" ]] && printf '%s\n' "$text"
    done <"$home/build/catalog.tsv"
    if [[ ${target_uses[$1]} == - ]]; then
        printf 'It has no parameters.\n'
        return
    fi
    printf '\nParameters:\n'
    for p in ${target_uses[$1]}; do print_param "$p"; done
}

find_target() { # name in any case: sets 'found', or fails
    local name
    for name in "${targets[@]}"; do
        [[ ${name,,} == "${1,,}" ]] && found=$name && return
    done
    fail BENCH9001 "there is no target '$1'. $(did_you_mean "$1" "${targets[@]}")"
}

# --- The command line ----------------------------------------------------------------------------------------------------------------

target='' topic='' want_help='' sets=0
declare -a given=()
while (($#)); do
    word=$1
    shift
    case $word in
        -h | --help | -\?) want_help=1; continue ;;
        --) continue ;;
        --*) ;;
        -*) fail BENCH9002 "there is no parameter '$word'. Parameters begin with two dashes; './build.sh Help' lists them." ;;
        *)
            find_target "$word"
            if [[ -z $target ]]; then target=$found
            elif [[ $target == Help && -z $topic ]]; then topic=$found
            else fail BENCH9001 "one target at a time: '$target' or '$found'."; fi
            continue
            ;;
    esac

    name=${word#--} value='' has_value=''
    [[ $name == *=* ]] && has_value=1 value=${name#*=} name=${name%%=*}
    [[ -n ${kinds[$name]+x} ]] || fail BENCH9002 "there is no parameter '--$name'. $(did_you_mean "--$name" "${params[@]/#/--}")"
    if [[ ${kinds[$name]} == flag ]]; then
        [[ -n $has_value ]] || value=true
        [[ $value == true || $value == false ]] || fail BENCH9005 "--$name cannot be '$value'. It is a flag: true or false."
    elif [[ -z $has_value ]]; then
        # A value that begins with dashes itself is written --name=--value.
        [[ -n ${1-} && $1 != --* ]] || fail BENCH9003 "--$name needs a value: $(value_form "$name")."
        value=$1
        shift
    fi
    [[ -n $value ]] || fail BENCH9003 "--$name needs a value: $(value_form "$name")."

    case ${kinds[$name]} in
        number) [[ $value =~ ^[0-9]{1,9}$ ]] || fail BENCH9005 "--$name cannot be '$value'. It is a whole number, 0 or more." ;;
        *\|*) [[ "|${kinds[$name]}|" == *"|$value|"* ]] || fail BENCH9005 "--$name cannot be '$value'. Choose one of: ${kinds[$name]//|/, }." ;;
        path)
            # '.bench/' and relative paths belong to the checkout (see below), also when called from a folder within it.
            [[ $caller != "$home"/* || $value == /* ]] || value=${caller#"$home"/}/$value
            ;;
        assignments) [[ $value == ?*=* ]] || fail BENCH9005 "--$name cannot be '$value'. Write path=value, such as workloads.load.rate=5000." ;;
    esac

    given+=("$name")
    variable=${name^^}
    variable=BENCH_${variable//-/_}
    if [[ ${kinds[$name]} == assignments ]]; then
        # A command line with --set replaces those of the environment as a whole.
        ((sets)) || unset "$variable" "${!BENCH_SET_@}"
        sets=$((sets + 1))
        variable=${variable}_$sets
    fi
    export "$variable=$value"
done

target=${target:-Help}
show_help() {
    [[ $target == Help ]] || topic=$target
    if [[ -n $topic ]]; then help_target "$topic"; else help_all; fi
    exit 0
}

build_host=${BENCH_HOST:-msbuild}
if [[ $build_host != msbuild && $build_host != nuke ]]; then
    near=$(did_you_mean "$build_host" msbuild nuke)
    [[ $near == Did* ]] || near="Choose one of: msbuild, which is the default, and nuke."
    fail BENCH9015 "there is no host '$build_host' (BENCH_HOST). $near"
fi
[[ $target != Help ]] || want_help=1
[[ -z $want_help || $build_host == nuke ]] || show_help

uses=" ${target_uses[$target]} "
for name in ${given[@]+"${given[@]}"}; do
    [[ -n $want_help || $uses == *" $name "* ]] || fail BENCH9004 "$target does not use --$name. './build.sh Help $target' shows what it does use."
done

# --- The .NET SDK --------------------------------------------------------------------------------------------------------------------

dotnet=$(type -P dotnet) || dotnet=''
for candidate in "${DOTNET_ROOT:-}/dotnet" "${HOME:-}/.dotnet/dotnet"; do
    [[ -n $dotnet || ! -x $candidate ]] || dotnet=$candidate
done
get_sdk='Get it with your package manager (apt-get install dotnet-sdk-10.0) or with: curl -sSL https://dot.net/v1/dotnet-install.sh | bash -s -- --channel 10.0'
[[ -n $dotnet ]] || fail BENCH9006 "the .NET 10 SDK is not on PATH, in DOTNET_ROOT or in ~/.dotnet. $get_sdk"

# What only this process should see is named in BENCH_UNSET; the tasks remove it before they start anything (measurements!).
quietly() { # name, value: sets it where the user did not
    [[ -n ${!1+x} ]] || { export "$1=$2"; BENCH_UNSET+=" $1"; }
}
BENCH_UNSET=''
quietly DOTNET_CLI_TELEMETRY_OPTOUT 1
quietly DOTNET_NOLOGO 1
quietly DOTNET_CLI_USE_MSBUILD_SERVER 0
quietly DOTNET_TieredPGO 0                      # no instrumented code in a process that lives for half a second
quietly DOTNET_TieredCompilation 1
[[ $build_host != nuke ]] || quietly NUKE_TELEMETRY_OPTOUT 1

# --- Compile, if the sources changed -------------------------------------------------------------------------------------------------

artifacts=$home/artifacts
nuke_restored() { # looks whether NUKE can be had: in a folder of its own, so that nothing of an attempt is left
    local work reason status=0
    work=$(mktemp -d)
    "$dotnet" restore "$home/build/_build.csproj" -nologo -v:quiet -nodeReuse:false -noAutoResponse -p:ArtifactsPath="$work" >"$work/log" 2>&1 </dev/null || status=$?
    reason=$(sed -n 's/.*error \(NU[0-9]*: [^[]*\).*/\1/p' "$work/log" | head -n 1)
    [[ $status == 0 || -n $reason ]] || reason=$(tail -n 1 "$work/log")
    rm -rf "$work"
    [[ $status == 0 ]] || fail BENCH9014 "the NUKE host needs the package Nuke.Common 10.1.0, which cannot be restored (${reason%% }). Add a feed that has it (dotnet nuget add source URL), or use the default host: leave BENCH_HOST out."
}

# The first thing to know, before anything is compiled. What was compiled once needs no package any more.
[[ $build_host != nuke || -e $artifacts/nuke/_build.dll ]] || nuke_restored
[[ -z $want_help ]] || show_help

sources() { # a text that changes when a source does: names, sizes, times; where find has no -printf, checksums
    cd "$home"
    local roots=(src build/Host.proj Directory.Build.props Directory.Packages.props global.json)
    find "${roots[@]}" -type f -printf '%p %s %T@\n' 2>/dev/null || find "${roots[@]}" -type f -exec cksum {} +
}

compile() {
    local work=$artifacts/host-work log new rid arch
    "$dotnet" --version >/dev/null 2>&1 || fail BENCH9006 "$dotnet has no SDK that global.json accepts ($("$dotnet" --list-sdks 2>/dev/null | cut -d' ' -f1 | paste -sd' ' -)). $get_sdk"
    arch=$(uname -m)
    case $arch in x86_64) arch=x64 ;; aarch64) arch=arm64 ;; esac
    case $(uname -s) in Darwin) rid=osx-$arch ;; *) rid=linux-$arch ;; esac

    if [[ -e $artifacts/host ]]; then printf 'compiling (the sources changed)…\n' >&2; else printf 'compiling (first run, about 30 s)…\n' >&2; fi
    mkdir -p "$work"
    log=$work/compile.log
    # No compiler server and no nodes: nothing may stay behind. No analyzers and no warnings as errors: those are for 'Test' and CI, and
    # a newer SDK with new warnings must not keep anybody from working.
    if ! "$dotnet" msbuild "$home/build/Host.proj" -restore -t:Publish -nologo -v:quiet -m -nodeReuse:false -noAutoResponse \
        -p:Configuration=Release -p:RuntimeIdentifier="$rid" -p:SelfContained=false -p:PublishReadyToRun=true \
        -p:UseSharedCompilation=false -p:RunAnalyzers=false -p:EnforceCodeStyleInBuild=false -p:TreatWarningsAsErrors=false \
        -p:GenerateDocumentationFile=false \
        -p:ArtifactsPath="$work" >"$log" 2>&1 </dev/null; then
        cat "$log" >&2
        printf 'error %s: the host did not compile; the output is above.\n' BENCH9007 >&2
        exit 1
    fi

    # A folder of its own for each compilation: one that a running benchmark was started from must not change under it.
    new=$(mktemp -d "$artifacts/host-XXXXXX")
    chmod 755 "$new"
    local project
    for project in sdk:Bench.Sdk bench-load:Bench.Load bench-hello:Bench.Hello; do
        cp -R "$work/publish/${project#*:}/release_$rid" "$new/${project%%:*}"
    done
    printf '%s\n' "$dotnet" "$(cat "$work/msbuild-path")" >"$new/start"
    printf '%s\n' "$1" >"$new/sources"
    ln -sfn "${new##*/}" "$artifacts/host.new"
    mv -Tf "$artifacts/host.new" "$artifacts/host" 2>/dev/null || { rm -f "$artifacts/host"; mv -f "$artifacts/host.new" "$artifacts/host"; }

    # Older ones go, but for the newest few that may still run.
    local old count=0
    while IFS= read -r old; do
        count=$((count + 1))
        ((count <= 3)) || rm -rf "${old%/sources}"
    done < <(ls -t "$artifacts"/host-??????/sources)
}

is_compiled() { [[ -r $artifacts/host/sources && $(<"$artifacts/host/sources") == "$now" ]]; }

compile_nuke() {
    local log=$artifacts/nuke-work/compile.log new
    printf 'compiling the NUKE host…\n' >&2
    mkdir -p "$artifacts/nuke-work"
    new=$(mktemp -d "$artifacts/nuke-XXXXXX")
    chmod 755 "$new"
    if ! "$dotnet" msbuild "$home/build/_build.csproj" -restore -t:Publish -nologo -v:quiet -m -nodeReuse:false -noAutoResponse \
        -p:Configuration=Release -p:UseSharedCompilation=false -p:RunAnalyzers=false -p:EnforceCodeStyleInBuild=false -p:TreatWarningsAsErrors=false \
        -p:GenerateDocumentationFile=false -p:ArtifactsPath="$artifacts/nuke-work" -p:PublishDir="$new/" >"$log" 2>&1 </dev/null; then
        cat "$log" >&2
        rm -rf "$new"
        printf 'error %s: the host did not compile; the output is above.\n' BENCH9007 >&2
        exit 1
    fi
    printf '%s\n' "$1" >"$new/sources"
    local old
    for old in "$artifacts"/nuke-??????; do
        [[ $old == "$new" || ! -e $old/sources ]] || rm -rf "$old"
    done
    ln -sfn "${new##*/}" "$artifacts/nuke"
}

now=$(sources)
nuke_now=
[[ $build_host != nuke ]] || nuke_now=$(printf '%s\n' "$now"; cksum "$home"/build/*.cs "$home"/build/{_build.csproj,Bench.Nuke.props} 2>/dev/null || true)
is_nuke_compiled() { [[ $build_host != nuke || (-r $artifacts/nuke/sources && $(<"$artifacts/nuke/sources") == "$nuke_now") ]]; }
if ! is_compiled || ! is_nuke_compiled; then
    mkdir -p "$artifacts"
    (
        # Two at once must not both compile.
        if type -P flock >/dev/null; then
            flock -n 9 || { printf 'waiting for another build.sh that compiles…\n' >&2; flock 9; }
        fi
        is_compiled || compile "$now" 9>&-
        is_nuke_compiled || compile_nuke "$nuke_now" 9>&-
    ) 9>"$artifacts/host.lock" || exit
fi

# --- Become the host -----------------------------------------------------------------------------------------------------------------

host=$artifacts/$(readlink "$artifacts/host")
{ IFS= read -r compiled_by; IFS= read -r msbuild; } <"$host/start"
if [[ $compiled_by == "$dotnet" && -f $msbuild ]]; then
    start=("$dotnet" exec "$msbuild")
else
    start=("$dotnet" msbuild)
fi

# '.bench/' is in the checkout, or in the caller's folder where that is elsewhere.
root=$home
[[ $caller == "$home" || $caller == "$home"/* ]] || root=$caller
export BENCH_UNSET BENCH_TARGET=$target BENCH_HOME=$home BENCH_ROOT=$root
if [[ $build_host == nuke ]]; then
    cd "$home"                                  # NUKE looks for .nuke/ from here on upwards
    exec "$dotnet" exec "$artifacts/$(readlink "$artifacts/nuke")/_build.dll" "$target"
fi
exec "${start[@]}" "$home/build/Bench.proj" "-t:$target" "-p:BenchTarget=$target" "-p:BenchSdkAssembly=$host/sdk/Bench.Sdk.dll" \
    -nologo -noAutoResponse -nodeReuse:false -noConsoleLogger "-logger:Bench.Sdk.BenchLogger,$host/sdk/Bench.Sdk.dll"
