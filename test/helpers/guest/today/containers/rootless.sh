#!/bin/bash
# Containers of ann, who is nobody special.
. /share/containers/common.sh
systemctl start user@1000
cat >/var/tmp/rootless.sh <<'Y'
export XDG_RUNTIME_DIR=/run/user/1000 DBUS_SESSION_BUS_ADDRESS=unix:path=/run/user/1000/bus
cd
idle='trap "exit 0" TERM; sleep 80001 & wait'
image=docker.io/guest/busybox:latest
systemctl --user start podman.socket podman.service
podman rm --all --force >/dev/null
podman pod rm --all --force >/dev/null
podman run --detach --name a-plain $image sh -c "$idle" >/dev/null
podman run --detach --name a-host-net --network host --memory 64m $image sh -c "$idle" >/dev/null
podman run --detach --name a-web -p 9191:80 $image httpd -f -p 80 >/dev/null
podman pod create --name a-pod >/dev/null
podman run --detach --pod a-pod --name a-pod-one $image sh -c "$idle" >/dev/null
mkdir -p ~/.config/containers/systemd
printf '[Container]\nImage=%s\nContainerName=a-quadlet\nExec=sleep 80004\nPull=never\n' $image \
	>~/.config/containers/systemd/a-quadlet.container
systemctl --user daemon-reload
systemctl --user start a-quadlet
Y
runuser --login ann --command 'bash /var/tmp/rootless.sh'
