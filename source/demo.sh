#!/bin/sh
# Makes the containers of the demo with util-linux alone, prints "ready", and keeps them until its standard input ends:
# whatever becomes of the program that started it, nothing stays behind.
# Called with a word it is a stage inside a container instead.

programs=web-server:web-worker:log-shipper:job-runner

# Stage 1, in all new namespaces but that of cgroups, whose root shall be the container's own one: goes into its cgroups.
if [ "$1" = enter ]; then
	shift
	name=$1 folder=$2
	shift 2
	for cgroup in $NSTOP_DEMO_CGROUPS; do
		# Zero means whoever writes.
		echo 0 2>/dev/null >"$cgroup/$name/cgroup.procs"
	done
	# Read from the outer /proc, so it is the outer pid.
	read -r pid rest </proc/self/stat
	echo "$name" 2>/dev/null >/proc/sys/kernel/hostname
	exec "$@" sh "$folder/demo.sh" settle "$name" "$folder" "$pid"
fi

# Stage 2, with all namespaces: makes its file system and becomes the first process.
if [ "$1" = settle ]; then
	name=$2 folder=$3 pid=$4
	place=$folder/$name
	PATH=$folder/bin:$PATH
	if [ "$name" = demo-web ] && mount -t tmpfs demo "$place" && mkdir "$place/upper" "$place/work" "$place/root" &&
		mount -t overlay -o "lowerdir=/,upperdir=$place/upper,workdir=$place/work" demo "$place/root" && [ -x "$place/root/bin/sh" ]; then
		cd "$place/root" || exit
		mkdir -p old proc sys dev usr/local/bin
		rm -f etc/hostname
		echo "$name" >etc/hostname
		cp "$folder/bin/"* usr/local/bin/
		mkdir -p ".$folder/demo-nested"
		cp "$folder/demo.sh" "$folder/demo-nested-hostname" ".$folder/"
		mount -t proc proc proc || mount --rbind /proc proc
		mount --rbind /sys sys
		mount --rbind /dev dev
		pivot_root . old
		cd /
		umount -l old
		rmdir old
		PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
	else
		mount --bind "$folder/$name-hostname" /etc/hostname
		mount -t proc proc /proc
	fi 2>/dev/null
	export PATH
	case $name in
	demo-web) program=web-server ;;
	demo-sidecar) program=log-shipper ;;
	demo-nested) program=job-runner ;;
	esac
	echo "$name $pid"
	exec "$program" "$folder"
fi
