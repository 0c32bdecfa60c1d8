#!/bin/bash
# What happens in the guest: containers of a real engine, and such as other runtimes make them, put there by hand; then they are looked at with nstop and without.
export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
export LANG=C.UTF-8 HOME=/tmp
unset DOCKER_HOST
share=/tmp/share
top=/sys/fs/cgroup
. $share/settings
exec >$share/log 2>&1

end() {
	sync
	echo o >/proc/sysrq-trigger
	sleep 60
}
trap end EXIT

until_so() {
	for attempt in $(seq 300); do
		"$@" >/dev/null 2>&1 && return
		sleep 0.1
	done
	echo "It did not come about: $*"
	exit 1
}

hostname guest
busybox ip link set lo up
mkdir /disk $top/init
mount /dev/vda /disk
for pid in $(cat $top/cgroup.procs); do echo "$pid" >$top/init/cgroup.procs; done 2>/dev/null
delegate() { for controller in cpu memory io pids cpuset; do echo +$controller >"$1/cgroup.subtree_control"; done; }
delegate $top

cat >/tmp/dind <<'Y'
#!/bin/sh
mkdir /sys/fs/cgroup/init
for pid in $(cat /sys/fs/cgroup/cgroup.procs); do echo $pid >/sys/fs/cgroup/init/cgroup.procs; done
for controller in $(cat /sys/fs/cgroup/cgroup.controllers); do echo +$controller >/sys/fs/cgroup/cgroup.subtree_control; done
exec dockerd --bridge none --iptables=false --exec-opt native.cgroupdriver=cgroupfs
Y
chmod +x /tmp/dind
echo "{}" >/tmp/settings.json
dockerd --data-root /disk/docker --exec-root /run/docker --pidfile /run/docker.pid --host unix:///run/docker.sock --config-file /tmp/settings.json --bridge none --iptables=false --log-level error --exec-opt native.cgroupdriver=cgroupfs &
until_so docker version

# One image of busybox, one that has nothing but the places for this machine's programs.
mkdir -p /tmp/busybox/{bin,dev,etc,proc,root,sys,tmp}
cp "$(command -v busybox)" /tmp/busybox/bin/
for applet in sh sleep dd cat head tail touch; do ln -s busybox /tmp/busybox/bin/$applet; done
tar -C /tmp/busybox -c . | docker import - nstop-test/busybox:latest
mkdir -p /tmp/machine/{usr,etc,var/lib/docker,tmp,run,proc,sys,dev,root}
for name in bin sbin lib lib64; do ln -s usr/$name /tmp/machine/$name; done
ln -s /run /tmp/machine/var/run
echo 'root:x:0:0:root:/root:/bin/sh' >/tmp/machine/etc/passwd
printf 'root:x:0:\ndocker:x:999:\n' >/tmp/machine/etc/group
tar -C /tmp/machine -c . | docker import - nstop-test/machine:latest
docker save nstop-test/busybox:latest -o /tmp/image.tar

run() { cat /proc/uptime; docker run --detach --network none --name "$@"; }
image=nstop-test/busybox:latest
run dind --privileged -v /usr:/usr:ro -v /etc/alternatives:/etc/alternatives:ro -v /var/lib/docker -v /tmp:/given:ro --tmpfs /run --tmpfs /tmp nstop-test/machine:latest /given/dind
run writer -v /disk/data:/data $image sh -c 'dd if=/dev/zero of=/data/file bs=1M count=8 conv=fsync; touch /data/written; until [ -f /data/go ]; do sleep 0.1; done; cat /data/file >/dev/null; touch /data/read; exec sleep 3000'
run filled --memory 48m --tmpfs /held -v /disk/data:/data:ro $image sh -c 'dd if=/dev/zero of=/held/file bs=1M count=8; until [ -f /data/read ]; do sleep 0.1; done; cat /bin/busybox >/dev/null; exec sleep 3000'
run oom --memory 24m $image sh -c 'head -c 100m /dev/zero | tail -c 90m >/dev/null; sleep 3000 & wait'
run idle $image sh -c 'sleep 3000 & sleep 3001 & wait'
run paused $image sleep 3000
run ended $image sh -c 'exit 5'
docker pause paused
until_so test -f /disk/data/written
echo 3 >/proc/sys/vm/drop_caches
touch /disk/data/go
until_so test -f /disk/data/read
until_so docker exec dind docker version
docker exec dind docker load -i /given/image.tar
docker exec dind docker run --detach --network none --name inside --memory 32m $image sh -c 'sleep 3000 & wait'

# Below systemd and Kubernetes, without either.
place() {
	mkdir -p "$top$1"
	local current=$top name
	local names=(${1//\// })
	for name in "${names[@]:0:${#names[@]}-1}"; do current=$current/$name; [ "$name" = plain ] && return; delegate $current; done
}
enter() {
	(echo $BASHPID >"$top$1/cgroup.procs"; shift; exec unshare --pid --fork --mount --uts --ipc --net "$@") &
}
a=$(printf 'a%.0s' {1..64}) b=$(printf 'b%.0s' {1..64}) c=$(printf 'c%.0s' {1..64})
scope=/system.slice/docker-$a.scope
place $scope
echo 40M >$top/system.slice/memory.max
enter $scope sleep 3101
pod=/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-pod6c2f5c1e_1b9e_4f7a_9d2b_0123456789ab.slice/cri-containerd-$b.scope
place $pod
echo '50000 100000' >$top$pod/cpu.max
echo 50 >$top$pod/pids.max
enter $pod sh -c 'sleep 3102 & wait'
place /lxc.payload.threads
mkdir $top/lxc.payload.threads/threads
echo threaded >$top/lxc.payload.threads/threads/cgroup.type
enter /lxc.payload.threads sleep 3103
# Here no controller was handed on: there are no numbers but those of the kernel itself.
mkdir -p $top/plain/docker/$c
enter /plain/docker/$c sleep 3104
until_so pgrep -f 'sleep 3104'
until_so grep -q 'oom_kill 1' $top/docker/$(docker inspect -f '{{.Id}}' oom)/memory.events

run burner --cpus 0.3 --memory 64m --pids-limit 20 $image sh -c 'while :; do :; done'
$node $share/look.ts $share/before.json
$node $share/program/cli.js --host unix:///run/docker.sock --json --watch --interval 1 2>$share/stderr | head -n 6 >$share/documents
$node $share/look.ts $share/after.json
docker ps --all --no-trunc --format '{{.ID}} {{.Names}}' >$share/names
docker exec dind docker ps --all --no-trunc --format '{{.ID}} {{.Names}}' >$share/names-inside
