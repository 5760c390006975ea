#!/usr/bin/env bash
# What the benchmarks here measure with, to be sourced from the checkout's folder; $work is the caller's scratch folder.

publish() { # project, name, 'managed' where native code is not wanted: prints the program, native where there is a C linker
    local linker kind=(-p:SelfContained=false) out=artifacts/bench/$2
    for linker in clang gcc; do
        if [[ ${3:-} != managed ]] && command -v "$linker" >/dev/null; then
            kind=(-p:PublishAot=true "-p:CppCompilerAndLinker=$linker")
            break
        fi
    done
    dotnet publish "$1" -c Release -r "linux-$(uname -m | sed 's/x86_64/x64/; s/aarch64/arm64/')" -o "$out" --nologo -v quiet -p:DebugType=none \
        "-p:ArtifactsPath=$PWD/artifacts/bench/work" "${kind[@]}" >"${work:?}/publish.log" 2>&1 || { cat "$work/publish.log" >&2; exit 1; }
    printf '%s\n' "$out/$2"
}
