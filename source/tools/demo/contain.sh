#!/bin/sh
# What runs in the containers of the demo, each part under a name of its own. Each first process waits for the end of the same pipe, descriptor 3: so it ends even if nobody is left to end it.

await_end() {
	read -r _ <&3
}

# Takes a little of the processor.
toil() {
	while sleep 0.5; do
		head -c 3000000 /dev/zero | cksum >/dev/null
	done
}

part=${0##*/}
case $part in

# The programs.
web-server)
	web-worker toil 3<&- &
	web-worker rest 3<&- &
	unshare --pid --fork --kill-child unshare --mount --uts --ipc --net enter demo-nested job-runner &
	await_end
	;;
web-worker)
	[ "$1" = rest ] || toil
	exec sleep 86400
	;;
log-shipper | job-runner)
	sleep 86400 3<&- &
	await_end
	;;

# The first stage in a container: all namespaces but that of cgroups, which takes the container's cgroup for its root and so has to come after it.
enter)
	for cgroup in $NSTOP_DEMO_CGROUPS; do
		# Zero is whoever writes it.
		echo 0 >"$cgroup/$1/cgroup.procs"
	done 2>/dev/null
	# This /proc is still the outer one, so the pid is the outer one too.
	read -r pid _ </proc/self/stat
	# What lies inside demo-web could not leave a cgroup namespace of that.
	if [ "$1" = demo-web ] || ! unshare --cgroup true 2>/dev/null; then
		exec settle "$@" "$pid"
	fi
	exec unshare --cgroup settle "$@" "$pid"
	;;

# The second stage: its name, its own /proc, its program.
settle)
	{
		hostname "$1" || echo "$1" >/proc/sys/kernel/hostname
		mount --bind "$NSTOP_DEMO_FOLDER/hostname/$1" /etc/hostname
		mount -t proc proc /proc
	} 2>/dev/null
	echo "$3" >"$NSTOP_DEMO_FOLDER/pid/$1"
	exec "$2"
	;;

*)
	echo "$part is no part of the demo" >&2
	exit 1
	;;
esac
