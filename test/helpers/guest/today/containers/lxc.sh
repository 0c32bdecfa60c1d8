#!/bin/bash
# Two of LXC's containers: one started by hand, one by its unit.
. /share/containers/common.sh
for name in l-hand l-unit; do
	root_file_system "/var/lib/lxc/$name/rootfs"
	cat >"/var/lib/lxc/$name/config" <<-Y
	lxc.uts.name = $name
	lxc.rootfs.path = dir:/var/lib/lxc/$name/rootfs
	lxc.net.0.type = empty
	lxc.include = /usr/share/lxc/config/common.conf
	lxc.apparmor.profile = unconfined
	lxc.init.cmd = /bin/busybox init
	lxc.cgroup2.memory.max = 128M
	Y
done
lxc-start --name l-hand --daemon
systemctl start lxc@l-unit
