#!/bin/sh
# First process of the guest, from its initramfs: takes the machine around it for its root, without changing that, and a tree of cgroups of version 2 alone.
export PATH=/bin
busybox mount -t proc proc /proc
busybox mount -t sysfs sys /sys
busybox mount -t devtmpfs dev /dev
for module in $(busybox cat /modules/order); do
	busybox insmod "/modules/$module.ko"
done
busybox mount -t 9p -o trans=virtio,version=9p2000.L,ro,cache=loose machine /lower
busybox mount -t tmpfs upper /upper
busybox mkdir /upper/changes /upper/work
busybox mount -t overlay -o lowerdir=/lower,upperdir=/upper/changes,workdir=/upper/work root /root
busybox mount -t tmpfs run /root/run
busybox mount -t tmpfs tmp /root/tmp
busybox mkdir /root/tmp/share
busybox mount -t 9p -o trans=virtio,version=9p2000.L share /root/tmp/share
busybox mount -t cgroup2 cgroup /sys/fs/cgroup
for name in sys dev proc; do
	busybox mount --move /$name /root/$name
done
exec busybox switch_root /root /bin/bash /tmp/share/scene.sh
