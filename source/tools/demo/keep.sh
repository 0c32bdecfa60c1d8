#!/bin/sh
# Makes the containers of the demo with util-linux alone, says "ready", and keeps them until its standard input ends: whatever becomes of the program that started it, nothing stays behind.
# The word is the file with what runs in them.

folder=$(mktemp -d "${TMPDIR:-/tmp}/nstop-demo-XXXXXX") || exit
# The folder's name tells this run from others, so its cgroups do too.
group=${folder##*/}
cgroups=
web=
sidecar=
# Without it a signal would end the shell before it has cleaned up; the end of the input comes anyway.
trap 'exit 1' HUP INT TERM
trap clean EXIT

is_child() {
	[ -n "$1" ] && read -r _ _ _ parent _ 2>/dev/null </proc/"$1"/stat && [ "$parent" = $$ ]
}

# The first processes have seen the end of the pipe themselves, unless they were stopped.
clean() {
	trap '' HUP INT TERM
	exec 3<&-
	tries=0
	while is_child "$web" || is_child "$sidecar"; do
		tries=$((tries + 1))
		[ $tries -lt 50 ] || for pid in $web $sidecar; do
			is_child "$pid" && kill -KILL "$pid"
		done
		sleep 0.02
	done
	for cgroup in $cgroups; do
		remove "$cgroup"
	done
	rm -rf "$folder"
}

# A process that has just ended may still be in its cgroup.
remove() {
	tries=0
	until rmdir "$1"/demo-* "$1" 2>/dev/null || [ ! -d "$1" ] || [ $tries -eq 200 ]; do
		tries=$((tries + 1))
		sleep 0.02
	done
}

# A directory for each container in each hierarchy that lets us, with limits on one of them.
make_cgroups() {
	while read -r _ _ _ _ point rest; do
		case $rest in
		*' - cgroup '* | *' - cgroup2 '*) ;;
		*) continue ;;
		esac
		parent=$point/$group
		mkdir "$parent" 2>/dev/null || continue
		cgroups="$cgroups $parent"
		prepare "$point" "$parent"
		for name in $names; do
			mkdir "$parent/$name" && prepare "$parent" "$parent/$name"
		done
		limit "$parent/demo-web"
	done </proc/self/mountinfo
}

# A cgroup of cpuset takes nobody before it has processors and memory, and one of version 2 hands on only the controllers that it is told to.
prepare() {
	for file in cpuset.cpus cpuset.mems; do
		[ ! -f "$1/$file" ] || [ -f "$1/cgroup.controllers" ] || cat "$1/$file" >"$2/$file"
	done
	[ ! -f "$2/cgroup.controllers" ] || [ "$1" = "$parent" ] || for controller in $(cat "$2/cgroup.controllers"); do
		echo "+$controller" >"$2/cgroup.subtree_control"
	done
}

limit() {
	for setting in memory.limit_in_bytes=67108864 memory.max=67108864 pids.max=40; do
		[ ! -f "$1/${setting%=*}" ] || echo "${setting#*=}" >"$1/${setting%=*}"
	done
}

# Waits until a container has told its pid, and gives up when it has ended.
await() {
	tries=0
	until [ -s "$folder/pid/$1" ]; do
		tries=$((tries + 1))
		if [ $tries -eq 500 ] || ! is_child "$2"; then
			echo "$1 could not be made" >&2
			exit 1
		fi
		sleep 0.02
	done
}

names='demo-web demo-sidecar demo-nested'
mkdir "$folder/bin" "$folder/hostname" "$folder/pid"
cp "$1" "$folder/bin/contain"
chmod 755 "$folder/bin/contain"
for part in enter settle web-server web-worker log-shipper job-runner; do
	ln -s contain "$folder/bin/$part"
done
for name in $names; do
	echo "$name" >"$folder/hostname/$name"
done
make_cgroups 2>/dev/null

export PATH="$folder/bin:$PATH" NSTOP_DEMO_FOLDER="$folder" NSTOP_DEMO_CGROUPS="$cgroups"
# Background commands of a shell get no input unless it is given to them.
exec 3<&0
# Only what is made after the fork belongs to the container alone, and not to who made it too.
user=
joined=
if unshare --user --map-root-user true 2>/dev/null; then
	user='--user --map-root-user'
	joined='--user --preserve-credentials'
fi
# shellcheck disable=SC2086
unshare $user --pid --fork --kill-child unshare --mount --uts --ipc --net enter demo-web web-server </dev/null >/dev/null &
web=$!
await demo-web $web
read -r inside <"$folder/pid/demo-web"
# shellcheck disable=SC2086
nsenter --target "$inside" $joined --net unshare --pid --fork --kill-child unshare --mount --uts --ipc enter demo-sidecar log-shipper </dev/null >/dev/null &
sidecar=$!
await demo-sidecar $sidecar
await demo-nested $web
echo ready
read -r _
