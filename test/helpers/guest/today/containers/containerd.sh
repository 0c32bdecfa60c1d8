#!/bin/bash
# Containers of containerd alone, in two of its namespaces.
. /share/containers/common.sh
image=docker.io/guest/busybox:latest
for name in c-plain c-host-net; do ctr containers delete $name 2>/dev/null; done
ctr --namespace other containers delete c-scope 2>/dev/null
ctr run --detach $image c-plain sh -c "$idle"
ctr run --detach --net-host --memory-limit 60000000 $image c-host-net sh -c "$idle"
ctr --namespace other run --detach --cgroup system.slice:other:c-scope --runc-systemd-cgroup $image c-scope sh -c "$idle"
