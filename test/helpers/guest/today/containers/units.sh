#!/bin/bash
# No containers either: what systemd makes of services that fail, restart, fork and freeze, deep slices, and units of users.
. /share/containers/common.sh
start() {
	name=$1
	shift
	systemd-run --quiet --unit="$name" "$@"
}
start u-failed sh -c 'exit 3' || :
start u-loop -p Restart=always -p RestartSec=10 -p StartLimitIntervalSec=0 sh -c 'exit 7' || :
start 'u-with\x2dhyphen' -p 'Description=With a hyphen, and é' sleep 75101
start u-deep --slice=u-one-two-three.slice -p MemoryMax=64M sleep 75102
# The eldest process is not the main one.
start u-forking -p Type=forking -p PIDFile=/run/u-forking.pid sh -c 'sleep 75103 & sleep 75104 & echo $! >/run/u-forking.pid'
# What it has left lives on without a main process.
start u-left -p Type=oneshot -p RemainAfterExit=yes sh -c 'sleep 75105 &'
start u-inner -p Delegate=yes sh -c 'cd "/sys/fs/cgroup$(cut -d: -f3 /proc/self/cgroup)"; mkdir inner; echo $$ >inner/cgroup.procs; exec sleep 75106'
start u-frozen sleep 75107
systemctl freeze u-frozen
cat >/etc/systemd/system/u-template@.service <<'Y'
[Service]
ExecStart=sleep 75108
Y
systemctl daemon-reload
systemctl start 'u-template@some\x2fpath.service'
background systemd-run --quiet --scope --unit=u-scope sh -c 'sleep 75109 & sleep 75110'
runuser --login ann --command \
	'export XDG_RUNTIME_DIR=/run/user/1000; systemd-run --user --quiet --unit=u-own sleep 75111
	systemd-run --user --quiet --unit=u-own-deep --slice=u-own.slice sleep 75112'
for _ in $(seq 60); do
	[ "$(systemctl show u-loop.service --property=NRestarts --value)" -ge 1 ] && [ -e /sys/fs/cgroup/system.slice/u-scope.scope ] && break
	sleep 1
done
