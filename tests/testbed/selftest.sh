#!/bin/bash
# Prove the testbed from the outside: everything below goes over SSH as the ordinary
# user. The cluster must be up with three nodes or more. Ends with 'N passed, N failed'.
set -uo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source-path=SCRIPTDIR source=lib/check.sh
. "$here/lib/check.sh"

# latency COUNT COMMAND...: median of the wall times, in ms
latency() {
    local i start
    for ((i = 0; i < $1; i++)); do
        start=$(now)
        "${@:2}" > /dev/null
        echo $(($(now) - start))
    done | sort -n | sed -n "$((($1 + 1) / 2))p"
}

echo "== the cluster"
on_login 'sinfo -V; apptainer --version; ssh -V' 2>&1
on_login sinfo
check "copy by sftp" scp -q -r -F "$state/ssh/config" "$here/demo" login:
check "password login is refused" bash -c "! ssh -n -F $state/ssh/config -o PubkeyAuthentication=no login true 2> /dev/null"
check "host to host" on_login ssh -o BatchMode=yes node1 true
check "shared home" on_login 'date > shared-home; ssh node2 cat shared-home | cmp - shared-home'

echo "== what calls cost (median of 10)"
echo "ssh login true                  $(latency 10 on_login true) ms"
echo "ssh login squeue                $(latency 10 on_login squeue) ms"
kept=(-o ControlMaster=auto -o "ControlPath=$state/ssh/kept" -o ControlPersist=20)
on_login_kept() { ssh -n -F "$state/ssh/config" "${kept[@]}" login "$@"; }
on_login_kept true
echo "the same, over a kept connection $(latency 10 on_login_kept squeue) ms"
# shellcheck disable=SC2016  # for the remote shell
on_login 'for c in "squeue" "sinfo" "sacct" "scontrol show job" "sbatch -Q --wrap true"; do
    for i in 1 2 3 4 5 6 7 8 9 10; do
        t=${EPOCHREALTIME/./}; $c > /dev/null; echo $((${EPOCHREALTIME/./} - t))
    done | sort -n | sed -n 5p | awk -v c="$c" "{ printf \"on login: %-21s %.1f ms\n\", c, \$1 / 1000 }"
done; rm -f slurm-*.out'
sleep 3
# shellcheck disable=SC2016
echo "sbatch to the script's first line, ms:" "$(on_login 'cd demo
    printf "#!/bin/bash\necho \$EPOCHREALTIME\n" > clock.sh
    for i in 1 2 3 4 5 6 7 8; do
        sleep 0.$((RANDOM % 10))
        t=${EPOCHREALTIME/./}; sbatch -Q --wait -o clock.out clock.sh
        s=$(cat clock.out); echo $(((${s/./} - t) / 1000))
    done' | tr '\n' ' ')"
# shellcheck disable=SC2016
echo "sbatch to RUNNING in squeue, ms:      " "$(on_login 'cd demo
    for i in 1 2 3 4 5 6 7 8; do
        sleep 0.$((RANDOM % 10))
        t=${EPOCHREALTIME/./}; j=$(sbatch --parsable -o /dev/null --wrap "sleep 5")
        until squeue -h -j $j -o %T | grep -q RUNNING; do :; done
        echo $(((${EPOCHREALTIME/./} - t) / 1000)); scancel $j
    done' | tr '\n' ' ')"

echo "== redis in a container on node1, load from node2"
server=$(submit --nodelist=node1 redis.sbatch)
check "server runs" wait_state "$server" RUNNING
load=$(submit --nodelist=node2 redis-load.sbatch node1)
check "load runs" wait_state "$load" RUNNING
for _ in 1 2 3 4; do
    on_login "sstat -nP -j $server.batch -o JobID,AveCPU,AveRSS,MaxRSS,MaxDiskWrite"
    sleep 1
done
check "sstat sees memory" bash -c "ssh -n -F $state/ssh/config login sstat -nP -j $server.batch -o AveRSS | grep -q K"
check "load is done" wait_state "$load" COMPLETED
output_of "$load" | grep -E '^"'
check "load has numbers" bash -c "ssh -n -F $state/ssh/config login cat demo/redis-load-$load.out | grep -q '^\"GET\"'"
on_login squeue
on_login "scancel $server"
check "server is gone" wait_state "$server" 'CANCELLED.*'
check "nothing is left of it" bash -c "sleep 1; ! ssh -n -F $state/ssh/config node1 pgrep -u bench redis-server"

echo "== nginx on node2, wrk from login; postgres on node1, pgbench from node3"
server=$(submit --nodelist=node2 nginx.sbatch)
check "nginx runs" wait_state "$server" RUNNING
check "nginx answers" on_login 'curl -sS --retry 20 --retry-delay 1 --retry-connrefused http://node2:8081/'
on_login 'wrk -t1 -c8 -d3s --latency http://node2:8081/ | grep -E "Requests/sec|99%"'
on_login "scancel $server"
server=$(submit --nodelist=node1 postgres.sbatch)
check "postgres runs" wait_state "$server" RUNNING
check "postgres answers" on_login 'timeout 20 bash -c "until pg_isready -q -h node1 -p 5440; do sleep 0.1; done"'
on_login 'ssh node3 "pgbench -h node1 -p 5440 -iq -s 1 postgres 2>/dev/null
    pgbench -h node1 -p 5440 -c 4 -T 3 postgres 2>/dev/null" | grep -E "^(latency|tps)"'
on_login "scancel $server"

echo "== a ring of three nodes: iperf3, ping, qperf"
ring=$(submit ring.sbatch)
check "ring is done" wait_state "$ring" COMPLETED
output_of "$ring"

echo "== gpu partition, failure, time limit"
job=$(submit -p gpu --gres=gpu:1 -o gpu-%j.out --wrap "'echo CUDA=\$CUDA_VISIBLE_DEVICES; env | grep GPU'")
check "gpu job" wait_state "$job" COMPLETED
output_of "$job"
job=$(submit -o fail-%j.out --wrap "'exit 3'")
check "failing job" wait_state "$job" FAILED
check "exit code" bash -c "ssh -n -F $state/ssh/config login sacct -nX -j $job -o exitcode | grep -q 3:0"
on_login 'sacct -X -o jobid,jobname%12,partition,state%12,exitcode,elapsed,nodelist | tail -n 12'

summary
