#!/bin/bash
# boot.sh NAME ROLE HOSTDIR ROOTFS STATEDIR
# The first process of a host. It starts in new mount, UTS, IPC, PID, network and cgroup
# namespaces but still sees the outer machine's files; it mounts the host's own, changes
# over to them and becomes the host's init. No mount is made outside its namespace, so
# all of it is gone when this process is killed.
set -euo pipefail
name=$1 role=$2 dir=$3 rootfs=$4 state=$5
guest=$(cd "$(dirname "$0")" && pwd)

# /proc is still the outer one: "self" has the number this process goes by outside.
# It's kept with the start time, so that a reused number is never taken for this host.
read -r stat < /proc/self/stat
read -r -a field <<< "${stat##*) }"
echo "${stat%% *} ${field[19]}" > "$dir/pid.new"
mv "$dir/pid.new" "$dir/pid"

echo "$name" > /proc/sys/kernel/hostname
echo '0 2147483647' > /proc/sys/net/ipv4/ping_group_range    # any user may ping, as on Debian
mount -t overlay -o "lowerdir=$rootfs,upperdir=$dir/upper,workdir=$dir/work" overlay "$dir/root"
cd "$dir/root"
mount -t proc -o nosuid,nodev,noexec proc proc
mount -t sysfs -o nosuid,nodev,noexec sysfs sys
mount -t tmpfs -o nosuid,mode=755,size=512m tmpfs run
mount -t tmpfs -o nosuid,mode=755,size=1m tmpfs dev
mkdir dev/pts dev/shm dev/net
mount -t devpts -o newinstance,ptmxmode=666,mode=620,gid=5 devpts dev/pts
mount -t tmpfs -o nosuid,nodev,size=2g tmpfs dev/shm
node() { mknod -m "$1" "dev/$2" c "$3" "$4"; }
node 666 null 1 3
node 666 zero 1 5
node 666 full 1 7
node 666 random 1 8
node 666 urandom 1 9
node 666 tty 5 0
node 666 fuse 10 229       # any user: Apptainer mounts its images with FUSE
node 600 net/tun 10 200
node 666 fakegpu0 1 3      # what gres.conf names; reading and writing it does nothing
node 666 fakegpu1 1 3
ln -s pts/ptmx dev/ptmx
ln -s /proc/self/fd dev/fd
ln -s /proc/self/fd/0 dev/stdin
ln -s /proc/self/fd/1 dev/stdout
ln -s /proc/self/fd/2 dev/stderr

# The freezer alone is what Slurm's process tracking needs; in this cgroup namespace its
# root is the host's own group.
if [ -d /sys/fs/cgroup/freezer ]; then
    mount -t tmpfs -o nosuid,mode=755,size=1m tmpfs sys/fs/cgroup
    mkdir sys/fs/cgroup/freezer
    mount -t cgroup -o freezer cgroup sys/fs/cgroup/freezer
fi

mount --bind "$state/home" home
mount --bind "$state/shared" shared
mount --bind "$state/etc-slurm" etc/slurm
mount --bind "$guest" opt/testbed
mount -o remount,bind,ro opt/testbed
[ ! -s "$state/cluster.binds" ] || while IFS= read -r folder; do
    mkdir -p ".$folder"
    mount --bind "$folder" ".$folder"
    mount -o remount,bind,ro ".$folder"
done < "$state/cluster.binds"

read -r _ < "$dir/go"      # written when the network interface is there
export PATH=/usr/sbin:/usr/bin
pivot_root . .
umount -l .
exec chroot . env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
    HOME=/root LANG=C.UTF-8 tini -- bash /opt/testbed/init.sh "$role"
