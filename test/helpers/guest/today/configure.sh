#!/bin/sh
# configure.sh TREE PUBLIC-KEY: users, disks, network and services of the guest.
set -eu
tree=$1
key=$2
in_tree() { chroot "$tree" "$@"; }

mkdir -p "$tree/share" "$tree/data"
cat >"$tree/etc/fstab" <<'Y'
/dev/vda / ext4 defaults 0 0
/dev/vdb /data ext4 defaults,nofail 0 0
/dev/vdc none swap sw,nofail 0 0
share /share 9p trans=virtio,version=9p2000.L,nofail 0 0
Y
echo guest >"$tree/etc/hostname"
printf '127.0.0.1 localhost\n127.0.1.1 guest.example guest\n' >"$tree/etc/hosts"

# ann runs containers without root and without being logged in, dora may ask Docker.
for user in ann:1000 dora:1001; do
	name=${user%:*}
	in_tree useradd --create-home --uid "${user#*:}" --shell /bin/bash "$name"
	install -d -o "${user#*:}" -g "${user#*:}" -m 700 "$tree/home/$name/.ssh"
	install -o "${user#*:}" -g "${user#*:}" -m 600 "$key" "$tree/home/$name/.ssh/authorized_keys"
done
install -d -m 700 "$tree/root/.ssh"
install -m 600 "$key" "$tree/root/.ssh/authorized_keys"
in_tree usermod --append --groups docker dora
grep -q '^ann:' "$tree/etc/subuid" || echo ann:100000:65536 >>"$tree/etc/subuid"
grep -q '^ann:' "$tree/etc/subgid" || echo ann:100000:65536 >>"$tree/etc/subgid"
mkdir -p "$tree/var/lib/systemd/linger"
touch "$tree/var/lib/systemd/linger/ann"

printf '[Match]\nName=en* eth0\n[Network]\nAddress=10.0.2.15/24\n' >"$tree/etc/systemd/network/10-wired.network"
mkdir -p "$tree/etc/ssh/sshd_config.d" "$tree/etc/systemd/system.conf.d"
printf 'PermitRootLogin prohibit-password\nUseDNS no\n' >"$tree/etc/ssh/sshd_config.d/guest.conf"
# An emulated machine needs patience.
printf '[Manager]\nDefaultTimeoutStartSec=300\nDefaultDeviceTimeoutSec=300\n' >"$tree/etc/systemd/system.conf.d/slow.conf"

# Containers live on while Docker is stopped.
mkdir -p "$tree/etc/docker"
echo '{"live-restore": true}' >"$tree/etc/docker/daemon.json"

# Podman's service would end five seconds after each question.
for level in system user; do
	mkdir -p "$tree/etc/systemd/$level/podman.service.d"
	printf '[Service]\nExecStart=\nExecStart=/usr/bin/podman system service --time=0\n' >"$tree/etc/systemd/$level/podman.service.d/awake.conf"
done

in_tree systemctl --quiet enable systemd-networkd ssh docker.socket docker podman.socket containerd
for unit in systemd-networkd-wait-online.service apt-daily.timer apt-daily-upgrade.timer dpkg-db-backup.timer e2scrub_all.timer fstrim.timer \
	incus.service incus-startup.service; do
	in_tree systemctl --quiet disable "$unit" 2>/dev/null || :
done
