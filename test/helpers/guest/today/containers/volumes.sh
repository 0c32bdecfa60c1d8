#!/bin/bash
# A volume of LVM, to which a container writes: what reaches the disk goes through two devices.
. /share/containers/common.sh
if [ ! -e /dev/volumes/logical ]; then
	pvcreate --quiet /dev/vdd
	vgcreate --quiet volumes /dev/vdd
	lvcreate --quiet --yes --size 400M --name logical volumes
	mke2fs -q -t ext4 /dev/volumes/logical
fi
mkdir -p /logical
mount /dev/volumes/logical /logical
docker run --detach --name d-logical -v /logical:/d guest/busybox:latest \
	sh -c "dd if=/dev/zero of=/d/file bs=1M count=100 oflag=direct; $idle" >/dev/null
for _ in $(seq 60); do
	[ "$(stat -c %s /logical/file 2>/dev/null)" = 104857600 ] && break
	sleep 1
done
