#!/bin/bash
# Two of Incus' containers: one with ids of its own, one without and with limits.
. /share/containers/common.sh
systemctl start incus.service
incus admin init --preseed <<'Y'
storage_pools:
- name: default
  driver: dir
profiles:
- name: default
  devices:
    root:
      path: /
      pool: default
      type: disk
Y
incus delete --force i-plain i-privileged 2>/dev/null
tree=$(mktemp -d)
root_file_system "$tree/rootfs"
printf 'architecture: x86_64\ncreation_date: 1700000000\nproperties:\n  description: busybox\n  os: busybox\n' >"$tree/metadata.yaml"
tar -C "$tree" -czf /var/tmp/incus.tar.gz .
incus image show busybox >/dev/null 2>&1 || incus image import /var/tmp/incus.tar.gz --alias busybox
incus launch --quiet busybox i-plain
incus launch --quiet busybox i-privileged \
	-c security.privileged=true -c limits.memory=100MiB -c limits.cpu.allowance=20ms/100ms -c limits.processes=40
