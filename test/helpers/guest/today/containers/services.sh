#!/bin/bash
# No containers, whatever namespaces they have: services with private parts. And two that are, of no engine.
. /share/containers/common.sh
start() {
	name=$1
	shift
	systemd-run --quiet --unit="s-$name" "$@"
}
start plain sleep 75001
start files -p PrivateTmp=yes -p ProtectSystem=strict sleep 75002
start pids -p PrivatePIDs=yes sleep 75003
start network -p PrivateNetwork=yes -p PrivateUsers=yes -p PrivateMounts=yes sleep 75004
start dynamic -p DynamicUser=yes sleep 75005
start root -p RootDirectory=/var/lib/machines/n-program /bin/sleep 75006
start all -p DynamicUser=yes -p PrivatePIDs=yes -p PrivateNetwork=yes -p PrivateIPC=yes -p PrivateUsers=yes sleep 75007
background bwrap --ro-bind / / --dev /dev --proc /proc --unshare-all sleep 76001
background unshare --fork --pid --mount-proc sleep 76002
