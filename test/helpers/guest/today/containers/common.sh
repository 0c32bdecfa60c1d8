# What the scripts beside this one share: an idle command, and a small root file system of busybox.
idle='trap "exit 0" TERM; sleep 80000 & wait'

# root_file_system DIRECTORY
root_file_system() {
	mkdir -p "$1"/bin "$1"/sbin "$1"/etc "$1"/proc "$1"/sys "$1"/dev "$1"/tmp "$1"/root "$1"/run "$1"/var "$1"/usr/lib
	cp "$(command -v busybox)" "$1/bin/busybox"
	chroot "$1" /bin/busybox --install -s /bin
	ln -sf ../bin/busybox "$1/sbin/init"
	printf 'root:x:0:0:root:/root:/bin/sh\nguest:x:1000:1000:guest:/root:/bin/sh\n' >"$1/etc/passwd"
	printf 'root:x:0:\nguest:x:1000:\n' >"$1/etc/group"
	printf 'ID=busybox\nNAME=busybox\nVERSION_ID=1\n' >"$1/etc/os-release"
	printf '::sysinit:/bin/true\n::respawn:/bin/sleep 77001\n::respawn:/bin/httpd -f -p 8000\n' >"$1/etc/inittab"
	ln -sfn /run "$1/var/run"
	chmod 1777 "$1/tmp"
}

# background COMMAND…: goes on when this shell has ended.
background() {
	setsid "$@" </dev/null >/dev/null 2>&1 &
}
