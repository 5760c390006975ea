#!/usr/bin/env bash
# Client 'p1-net': written by Bench; changes are lost.
# What both wrappers do: claim the job, watch over its command, and leave exit.json behind. See DESIGN.md, section 4.
# shellcheck disable=SC2016 # values are data: nothing in them is to be expanded
set -u
: "${BENCH_JOB:?}" "${BENCH_JOB_DIR:?}" "${BENCH_NONCE:?}"
export BENCH_TOOLS_DIR=${BENCH_TOOLS_DIR:-} BENCH_REPEAT=${BENCH_REPEAT:-1} BENCH_RESULT_DIR=${BENCH_RESULT_DIR:-$BENCH_JOB_DIR/results}

bench_stop_reason=''
bench_pid=''
bench_watch=''
bench_members=()
trap 'bench_stop stopped' TERM INT HUP
trap 'bench_stop lease' USR1
trap 'bench_stop time-limit' USR2

# The first reason counts. The handler itself ends the command: a flag alone would be missed when it comes just before 'wait'.
# shellcheck disable=SC2317 # traps call it
bench_stop() {
  [[ -n $bench_stop_reason ]] && return
  bench_stop_reason=$1
  [[ -n $bench_pid ]] && bench_take_down
}

# A job that was submitted twice runs once: whoever makes this folder is the job, the other touches nothing.
mkdir -p -- "$BENCH_JOB_DIR" || exit 73
if ! mkdir -- "$BENCH_JOB_DIR/claim" 2>/dev/null; then
  [[ -d $BENCH_JOB_DIR/claim ]] && exit 75
  exit 73
fi
exec </dev/null >>"$BENCH_JOB_DIR/stdout.log" 2>>"$BENCH_JOB_DIR/stderr.log"

# $1 as a JSON string, in bench_json_result.
bench_json() {
  local LC_ALL=C char i
  bench_json_result=''
  for ((i = 0; i < ${#1}; i++)); do
    char=${1:i:1}
    case $char in
      '"' | \\) bench_json_result+="\\$char" ;;
      [[:cntrl:]])
        printf -v char '\\u%04x' "'$char"
        bench_json_result+=$char
        ;;
      *) bench_json_result+=$char ;;
    esac
  done
  bench_json_result="\"$bench_json_result\""
}

# Writes {"key": value, …} to file $1 in one piece. Then pairs: a key that ends with '#' takes its value as it is, a number or null.
bench_write_json() {
  local file=$1 text='' key
  shift
  while (($# > 0)); do
    key=${1%#}
    if [[ $1 == *'#' ]]; then
      bench_json_result=$2
    else
      bench_json "$2"
    fi
    text+="${text:+, }\"$key\": $bench_json_result"
    shift 2
  done
  printf '{%s}\n' "$text" >"$file.$$.tmp" && mv -f -- "$file.$$.tmp" "$file"
}

# The fields of /proc/$1/stat behind the program's name, which may hold blanks: [0] state, [2] group, [19] start time. False: no such process.
bench_stat() {
  local line
  { read -r line <"/proc/$1/stat"; } 2>/dev/null || return 1
  read -ra bench_stat_fields <<<"${line##*) }"
}

# Every living process of this job but the wrapper's own, in bench_members: the command's group, and what carries BENCH_JOB wherever it went.
bench_find_members() {
  local folder pid entry
  bench_members=()
  for folder in /proc/[0-9]*; do
    pid=${folder#/proc/}
    [[ $pid == "$$" ]] && continue
    bench_stat "$pid" || continue
    [[ ${bench_stat_fields[0]} == [ZX] || ${bench_stat_fields[2]} == "$bench_watch" ]] && continue
    if [[ ${bench_stat_fields[2]} == "$bench_pid" ]]; then
      bench_members+=("$pid")
    elif ((bench_stat_fields[19] >= bench_start && bench_stat_fields[2] != $$)); then
      while IFS= read -r -d '' entry; do
        if [[ $entry == "BENCH_JOB=$BENCH_JOB" ]]; then
          bench_members+=("$pid")
          break
        fi
      done 2>/dev/null <"$folder/environ"
    fi
  done 2>/dev/null
}

# Ends all that the job has started: TERM, the grace (SECONDS counts whole ones: never shorter, up to one longer), KILL. CONT wakes what is frozen, so that it can obey.
bench_take_down() {
  local deadline=$((SECONDS + 10)) told=' ' pid
  while true; do
    bench_find_members
    ((${#bench_members[@]} == 0)) && return
    if ((SECONDS > deadline)); then
      kill -KILL "${bench_members[@]}" 2>/dev/null
      ((SECONDS > deadline + 10)) && return # not even KILL ends it: the kernel holds it
    else
      for pid in "${bench_members[@]}"; do
        [[ $told == *" $pid "* ]] && continue
        # It ends what it has started on all nodes itself, and writes down how far it came.
        [[ $pid != "$bench_pid" ]] && ((SECONDS + 10 / 2 < deadline)) && bench_stat "$bench_pid" && [[ ${bench_stat_fields[0]} != [ZX] ]] && continue
        kill -TERM "$pid" 2>/dev/null
        kill -CONT "$pid" 2>/dev/null
        told+="$pid "
      done
    fi
    # To look through all processes costs more than to look at one: the command itself first.
    while sleep 0.02; ((SECONDS <= deadline)) && bench_stat "$bench_pid" && [[ ${bench_stat_fields[0]} != [ZX] ]]; do :; done
  done
}

# Tells the wrapper when the lease has run out (USR1) or the time is over (USR2). A lease file that is gone is as old as our last sight of it.
bench_watch_over() {
  local seen now stamp
  trap - TERM INT HUP USR1 USR2
  printf -v seen '%(%s)T' -1
  while kill -0 "$$" 2>/dev/null; do
    if [[ -n ${BENCH_LEASE:-} && -n ${BENCH_LEASE_SECONDS:-} ]]; then
      stamp=$(stat -c %Y -- "$BENCH_LEASE" 2>/dev/null) && seen=$stamp
      printf -v now '%(%s)T' -1
      ((now - seen > BENCH_LEASE_SECONDS)) && kill -USR1 "$$"
    fi
    sleep "${BENCH_WATCH_SECONDS:-3}"
  done
}

# Runs bench_command as a group of its own.
bench_launch() {
  bench_stat "$$"
  bench_start=${bench_stat_fields[19]}
  bench_write_json "$BENCH_JOB_DIR/started.json" job "$BENCH_JOB" pid# "$$" startTime# "$bench_start" \
    boot "$(</proc/sys/kernel/random/boot_id)" nonce "$BENCH_NONCE" host "$HOSTNAME" at "$(date -u +%Y-%m-%dT%H:%M:%S.%3NZ)"
  [[ -n $bench_stop_reason ]] && bench_finish 143 "$bench_stop_reason"
  set -m
  (bench_command) &
  bench_pid=$!
  bench_watch_over &
  bench_watch=$!
  set +m
  disown "$bench_watch"
  [[ -n $bench_stop_reason ]] && bench_take_down # it came between the start and the pid
}

# Waits for the command, however it ends, and finishes. 'wait' also returns when a signal came; the shell keeps the status until it is asked.
bench_await() {
  local status reason
  while true; do
    wait "$bench_pid" 2>/dev/null
    status=$?
    bench_stat "$bench_pid" && [[ ${bench_stat_fields[0]} != [ZX] ]] && continue
    break
  done
  if [[ -n $bench_stop_reason ]]; then
    wait "$bench_pid" 2>/dev/null
    status=$?
  fi
  reason=${bench_stop_reason:-ended}
  bench_take_down
  bench_finish "$status" "$reason"
}

# The last act: exit.json, and the end. $1: the command's status, $2: why it ended.
bench_finish() {
  local code=$1 signal=null reason=$2
  ((code > 128 && code <= 192)) && signal=$((code - 128))
  [[ $reason == lease ]] && code=76
  [[ $reason == time-limit ]] && code=77
  [[ -n $bench_watch ]] && kill -KILL -- "-$bench_watch" 2>/dev/null
  bench_write_json "$BENCH_JOB_DIR/exit.json" code# "$code" signal# "$signal" reason "$reason" at "$(date -u +%Y-%m-%dT%H:%M:%S.%3NZ)"
  exit "$code"
}


bench_command() {
  cd -- "$BENCH_RESULT_DIR" || exit 73
  exec -- "${BENCH_TOOLS_DIR}"'/bench-load/bench-load' 'pattern' '--plan' "${BENCH_JOB_DIR}"'/pattern.json' -- apptainer exec "${bench_binds[@]}" --pwd "$PWD" "$BENCH_IMAGE"
}

# The run's folder and the tools are in the container where they are outside.
bench_binds=(--bind "${BENCH_WORKSPACE:-$BENCH_JOB_DIR}")
[[ -d $BENCH_TOOLS_DIR ]] && bench_binds+=(--bind "$BENCH_TOOLS_DIR")

# Values are data: without this the container's shell would expand what stands in them.
export APPTAINER_NO_EVAL=1 SINGULARITY_NO_EVAL=1

# Where the service is, from the orchestrator.
export SERVICE_NAME='' SERVICE_HOSTNAME='' SERVICE_PORT='' SERVICE_URL=''
if [[ -f $BENCH_JOB_DIR/service.env ]]; then
  # shellcheck source=/dev/null
  . "$BENCH_JOB_DIR/service.env"
fi

mkdir -p -- "$BENCH_RESULT_DIR" || exit 73
bench_launch
bench_await
