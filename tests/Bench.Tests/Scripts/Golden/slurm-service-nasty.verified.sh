#!/usr/bin/env bash
#SBATCH --nodes=1
#SBATCH --ntasks-per-node=1
#SBATCH --partition="a'b\"c\\ $(id)`id`#"
#SBATCH --no-requeue
#SBATCH --signal=B:TERM@40
#SBATCH "--comment=x' # \"y\\"
#SBATCH "--reservation" "$(id)"
# Service $'n\'; touch pwned\n#': written by Bench; changes are lost.
# What both wrappers do: claim the job, watch over its command, and leave exit.json behind. See DESIGN.md, section 4.
# shellcheck disable=SC2016 # values are data: nothing in them is to be expanded
set -u
# sbatch wrote the job's folder as the working directory. Secrets of job.env live in the environment alone from here on.
if [[ -r job.env ]]; then
  # shellcheck source=/dev/null
  . ./job.env
  rm -f job.env
fi
if [[ -z ${BENCH_JOB_DIR:-} ]]; then
  echo "bench: $(hostname) sees no job.env in $PWD: is the workdir on a file system that all nodes share?" >&2
  exit 73
fi
unset SLURM_EXPORT_ENV # else every srun of the command would start with an empty environment
: "${BENCH_JOB:?}" "${BENCH_JOB_DIR:?}" "${BENCH_NONCE:?}"
export BENCH_TOOLS_DIR=${BENCH_TOOLS_DIR:-} BENCH_REPEAT=${BENCH_REPEAT:-1} BENCH_RESULT_DIR=${BENCH_RESULT_DIR:-$BENCH_JOB_DIR/results}

bench_stop_reason=''
bench_pid=''
bench_watch=''
bench_members=()
bench_sides=()
bench_detail=''
trap 'bench_told' TERM INT HUP
trap 'bench_stop lease' USR1
trap 'bench_stop time-limit' USR2

# The first reason counts. The handler itself ends the command: a flag alone would be missed when it comes just before 'wait'.
# shellcheck disable=SC2317 # traps call it
bench_stop() {
  [[ -n $bench_stop_reason ]] && return
  bench_stop_reason=$1
  [[ -n $bench_pid ]] && bench_take_down
}

# TERM shortly before the end that Slurm has set is the time limit's; every other is somebody's. Slurm may send it a minute early.
# shellcheck disable=SC2317 # traps call it
bench_told() {
  local now
  printf -v now '%(%s)T' -1
  if [[ ! -e $BENCH_JOB_DIR/stop ]] && ((${SLURM_JOB_END_TIME:-0} > 0 && now >= SLURM_JOB_END_TIME - 40 - 60)); then
    bench_stop time-limit
  else
    bench_stop stopped
  fi
}

# A job that was submitted twice runs once: whoever makes this folder is the job, the other touches nothing.
mkdir -p -- "$BENCH_JOB_DIR" || exit 73
if ! mkdir -- "$BENCH_JOB_DIR/claim" 2>/dev/null; then
  [[ -d $BENCH_JOB_DIR/claim ]] && exit 75
  exit 73
fi
: >"$BENCH_JOB_DIR/claim/$SLURM_JOB_ID"
[[ -s $BENCH_JOB_DIR/job.id ]] || printf '%s\n' "$SLURM_JOB_ID" >"$BENCH_JOB_DIR/job.id"
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
# A file 'stop' in the job's folder is a TERM: the way to end a step. $1: 'limited' once the command runs, for waiting is not its time.
bench_watch_over() {
  local seen now stamp
  trap - TERM INT HUP USR1 USR2
  printf -v seen '%(%s)T' -1
  while kill -0 "$$" 2>/dev/null; do
    [[ -e $BENCH_JOB_DIR/stop ]] && kill -TERM "$$"
    if [[ -n ${BENCH_LEASE:-} && -n ${BENCH_LEASE_SECONDS:-} ]]; then
      stamp=$(stat -c %Y -- "$BENCH_LEASE" 2>/dev/null) && seen=$stamp
      printf -v now '%(%s)T' -1
      ((now - seen > BENCH_LEASE_SECONDS)) && kill -USR1 "$$"
    fi
    sleep "${BENCH_WATCH_SECONDS:-2}"
  done
}

# Says that the job runs, before it waits for anything.
bench_begin() {
  bench_stat "$$"
  bench_start=${bench_stat_fields[19]}
  bench_write_json "$BENCH_JOB_DIR/started.json" job "$BENCH_JOB" pid# "$$" startTime# "$bench_start" \
    boot "$(</proc/sys/kernel/random/boot_id)" nonce "$BENCH_NONCE" host "$HOSTNAME" at "$(date -u +%Y-%m-%dT%H:%M:%S.%3NZ)" \
    id "$SLURM_JOB_ID" nodes "${BENCH_STEP_NODES:-${SLURM_STEP_NODELIST:-$SLURM_JOB_NODELIST}}"
  bench_guard waiting
}

# Starts the watch, in place of the one before.
# shellcheck disable=SC2034 # jobs without a limit do not read bench_since
bench_guard() {
  local before=$bench_watch
  set -m
  bench_watch_over "$1" &
  bench_watch=$!
  set +m
  disown "$bench_watch"
  [[ -n $before ]] && kill -KILL -- "-$before" 2>/dev/null
}

# Ends here where somebody wants it: what waits asks this.
bench_check() {
  if [[ -n $bench_stop_reason ]]; then bench_finish 143 "$bench_stop_reason"; fi
}

# Ends before the command runs. $1: status, $2: a sentence for people.
# shellcheck disable=SC2317 # not every wrapper has a reason to
bench_die() {
  echo "bench: $2" >&2
  bench_detail=$2
  bench_finish "$1" ended
}

# Runs a program beside the command, as a group of its own that is no member of the job: neither measured nor waited for.
# It is told the command's group, for services may write a title over the environment that would tell them.
bench_beside() {
  set -m
  (unset BENCH_JOB && export BENCH_GROUP=$bench_pid && exec -- "$@") >>"$BENCH_JOB_DIR/beside.log" 2>&1 &
  bench_sides+=("$!")
  set +m
  disown "$!"
}

# Ends what runs beside the command; a moment to write down what it has.
bench_end_sides() {
  local side try
  for side in "${bench_sides[@]:+${bench_sides[@]}}"; do kill -TERM -- "-$side" 2>/dev/null; done
  for side in "${bench_sides[@]:+${bench_sides[@]}}"; do
    for ((try = 0; try < 20; try++)); do
      kill -0 -- "-$side" 2>/dev/null || break
      sleep 0.05
    done
    kill -KILL -- "-$side" 2>/dev/null
  done
  bench_sides=()
}

# Milliseconds since 1970, in bench_now.
bench_time() {
  bench_now=$(date +%s%N)
  bench_now=$((bench_now / 1000000))
}

# This node's clock against the shared file system's: the time of a file that was just made.
# shellcheck disable=SC2034 # clients that wait for nobody do not read bench_correction
bench_measure_clock() {
  local file=$BENCH_JOB_DIR/.clock.$$ stamp before offset
  bench_time
  before=$bench_now
  : >"$file" && stamp=$(stat -c %.3Y -- "$file") || return
  bench_time
  rm -f -- "$file"
  offset=$(((before + bench_now) / 2 - ${stamp/[.,]/}))
  bench_write_json "$BENCH_JOB_DIR/clock.json" host "$HOSTNAME" offset_ms# "$offset" at "$(date -u +%Y-%m-%dT%H:%M:%S.%3NZ)"
}

# What the job's processes use, on each of its nodes. Without bench-load there are no samples, and the job goes on.
bench_sample() {
  local tool=$BENCH_TOOLS_DIR/bench-load/bench-load short=${BENCH_JOB%.*}
  short=${short##*.}
  [[ -x $tool ]] || return 0
  bench_beside "$tool" sample --job "$BENCH_JOB" --source "$short" --out "$BENCH_JOB_DIR/samples.csv" --every 1s
}

# Runs bench_command as a group of its own.
bench_launch() {
  bench_check
  set -m
  (bench_command) &
  bench_pid=$!
  set +m
  bench_guard limited
  bench_sample
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
  trap '' TERM INT HUP USR1 USR2 # nothing is left to end, and exit.json is to be whole
  bench_end_sides
  [[ -n $bench_detail ]] && set -- "$@" detail "$bench_detail"
  shift 2
  bench_write_json "$BENCH_JOB_DIR/exit.json" code# "$code" signal# "$signal" reason "$reason" at "$(date -u +%Y-%m-%dT%H:%M:%S.%3NZ)" "$@"
  exit "$code"
}


bench_command() {
  cd -- "$BENCH_JOB_DIR" || exit 73
  exec -- 'x; touch /tmp/pwned #' 'it'\''s' '$(id)' $'a\nb\t\'c\'\\'
}

# This node as the others of the cluster know it, in HOSTNAME: a name that leads to more than the loopback, else its first address.
bench_name_node() {
  local name address
  for name in "$(timeout 5 hostname -f 2>/dev/null)" "${SLURMD_NODENAME:-}" "$HOSTNAME"; do
    address=$(timeout 5 getent ahosts "$name" 2>/dev/null)
    [[ -n $name && -n $address && $address != 127.* && $address != ::1* ]] && HOSTNAME=$name && return
  done
  read -r address _ <<<"$(hostname -I 2>/dev/null)"
  HOSTNAME=${address:-$HOSTNAME}
}

bench_load_modules() {
  local file name
  set +u # their scripts know no 'set -u'
  for file in "${LMOD_PKG:-/usr/share/lmod/lmod}/init/bash" /etc/profile.d/{modules,lmod,z00_lmod,00-modulepath}.sh /usr/share/{modules,Modules}/init/bash; do
    type module >/dev/null 2>&1 && break
    # shellcheck source=/dev/null
    [[ -r $file ]] && . "$file"
  done
  type module >/dev/null 2>&1 || bench_die 71 "There are no environment modules on $HOSTNAME, and the cluster file asks for some."
  for name in "$@"; do
    # Some versions tell failures by words alone.
    module load "$name" 2>"$BENCH_JOB_DIR/module.log" && ! grep -q 'ERROR' "$BENCH_JOB_DIR/module.log" && continue
    cat -- "$BENCH_JOB_DIR/module.log" >&2
    bench_die 71 "The module '$name' cannot be loaded on $HOSTNAME."
  done
  rm -f -- "$BENCH_JOB_DIR/module.log"
  set -u
}

bench_name_node
bench_begin
bench_measure_clock
bench_load_modules 'a b;c'
export S=$'$(id)\n'

export SERVICE_NAME=$'n\'; touch pwned\n#' SERVICE_HOSTNAME=$HOSTNAME SERVICE_PORT=''
bench_scheme='http'
export SERVICE_URL=$bench_scheme://$SERVICE_HOSTNAME${SERVICE_PORT:+:$SERVICE_PORT}

bench_launch
bench_write_json "$BENCH_JOB_DIR/endpoint.json" service "$SERVICE_NAME" scheme "$bench_scheme" host "$SERVICE_HOSTNAME" \
  port# "${SERVICE_PORT:-0}" pid# "$bench_pid" nonce "$BENCH_NONCE"
bench_await
