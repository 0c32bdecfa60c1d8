#!/bin/bash
# Podman's containers of root, in pods and by systemd (Quadlet).
. /share/containers/common.sh
image=docker.io/guest/busybox:latest
start() {
	name=$1
	shift
	podman run --detach --name "p-$name" "$@" >/dev/null || echo "p-$name did not start"
}

# nstop asks no engine that would have to be started for that.
systemctl start podman.service
podman rm --all --force >/dev/null
podman pod rm --all --force >/dev/null
start web -p 9090:80 $image httpd -f -p 80
start host-pid --pid host $image sh -c "$idle"
start host-net --network host $image sh -c "$idle"
start limits --memory 50m --cpus .5 $image sh -c "$idle"
start users --uidmap 0:200000:65536 $image sh -c "$idle"
start once --rm $image sh -c "$idle"
start data-disk -v /data:/d $image sh -c "$idle"
start ended $image sh -c 'exit 7'
podman pod create --name duo >/dev/null
start duo-a --pod duo $image sh -c "$idle"
start duo-b --pod duo $image sh -c "$idle"
start paused $image sh -c "$idle"
podman pause p-paused >/dev/null

mkdir -p /etc/containers/systemd
quadlet() {
	printf '[Container]\nImage=%s\nContainerName=%s\nExec=sleep %s\nPull=never\n%s\n' $image "$1" "$2" "$3" \
		>"/etc/containers/systemd/$1.container"
}
quadlet q-plain 78001 ''
quadlet q-host-pid 78002 'PodmanArgs=--pid=host'
quadlet q-no-conmon 78003 'PodmanArgs=--cgroups=no-conmon'
quadlet q-memory 78004 'PodmanArgs=--memory=50m'
systemctl daemon-reload
systemctl start q-plain q-host-pid q-no-conmon q-memory
