#!/bin/bash
# Machines of systemd-nspawn: a service, one with a single program, one that boots.
. /share/containers/common.sh
for name in n-service n-program n-boot; do
	root_file_system "/var/lib/machines/$name"
done
systemctl start systemd-nspawn@n-service
background systemd-nspawn --quiet --directory /var/lib/machines/n-program --machine n-program --register=yes /bin/sleep 78801
background systemd-nspawn --quiet --boot --directory /var/lib/machines/n-boot --machine n-boot --private-network
for _ in $(seq 60); do
	[ "$(machinectl list --no-legend | wc -l)" -ge 3 ] && break
	sleep 1
done
