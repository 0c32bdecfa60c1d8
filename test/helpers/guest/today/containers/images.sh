#!/bin/bash
# One image of busybox for every engine.
set -eu
. /share/containers/common.sh
tree=$(mktemp -d)
root_file_system "$tree"
tar -C "$tree" -c . | docker import --change 'ENV PATH=/bin' --change 'CMD ["sh"]' - guest/busybox:latest >/dev/null
docker save guest/busybox:latest -o /var/tmp/busybox.tar
chmod 644 /var/tmp/busybox.tar
podman load --quiet --input /var/tmp/busybox.tar >/dev/null
runuser --login ann --command 'XDG_RUNTIME_DIR=/run/user/1000 podman load --quiet --input /var/tmp/busybox.tar' >/dev/null
ctr image import /var/tmp/busybox.tar >/dev/null
ctr --namespace other image import /var/tmp/busybox.tar >/dev/null
