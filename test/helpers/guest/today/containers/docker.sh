#!/bin/bash
# Docker's containers, each with one thing that sets it apart.
. /share/containers/common.sh
image=guest/busybox:latest
start() {
	name=$1
	shift
	docker run --detach --name "d-$name" "$@" >/dev/null || echo "d-$name did not start"
}

# Those of an earlier boot are of no use.
docker ps --all --quiet | xargs --no-run-if-empty docker rm --force >/dev/null
mkdir -p /data/volume /data/written
systemctl set-property job.slice CPUQuota=20% TasksMax=20 MemoryMax=200M
start web -p 8080:80 -p 127.0.0.1:8443:443/udp --label com.docker.compose.project=shop --label com.docker.compose.service=web \
	--label com.docker.compose.container-number=1 --health-cmd true --health-interval 60s $image httpd -f -p 80
start sick --health-cmd false --health-interval 60s --health-retries 1 $image sh -c "$idle"
start limits --memory 64m --cpus 0.3 --pids-limit 50 $image sh -c "$idle"
start terminal --tty $image sh
start init --init $image sleep 70001
start host-pid --pid host $image sh -c 'sh -c "sleep 70011; :" & trap "exit 0" TERM; wait'
start host-net --network host $image sh -c "$idle"
start host-ipc --ipc host --uts host $image sh -c "$idle"
start host-cgroup --cgroupns host $image sh -c "$idle"
start privileged --privileged $image sh -c "$idle"
start read-only --read-only --tmpfs /tmp $image sh -c "$idle"
start volumes -v /data/volume:/d -v named:/v $image sh -c "$idle"
start data-disk -v /data:/d $image sh -c "$idle"
start host-root -v /:/host:ro $image sh -c "$idle"
start host-etc -v /etc:/host-etc $image sh -c "$idle"
start net-peer --network container:d-web $image sh -c "$idle"
start pid-peer --pid container:d-web $image sh -c "$idle"
start loop --restart always $image sh -c 'sleep 2; exit 1'
start paused $image sh -c 'sleep 70031 & sleep 70032'
docker pause d-paused >/dev/null
start oom --memory 20m --memory-swap 20m $image sh -c 'tail /dev/zero'
start swap --memory 40m --memory-swap 300m $image \
	sh -c 'x=$(head -c 60000000 /dev/zero | tr "\0" x); trap "exit 0" TERM; sleep 70041 & wait; echo $x'
start slice --cgroup-parent job.slice $image sh -c "$idle"
start socket -v /var/run/docker.sock:/var/run/docker.sock $image sh -c "$idle"
start writer -v /data/written:/d $image sh -c 'while :; do dd if=/dev/zero of=/d/file bs=1M count=4 oflag=direct 2>/dev/null; sleep 5; done'
start ended $image sh -c 'exit 42'
start capable --cap-add SYS_ADMIN --security-opt seccomp=unconfined $image sh -c "$idle"
