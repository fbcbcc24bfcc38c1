#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# Runs any command; with APPLY_MIGRATIONS=true the database is migrated first.
# Set it on one process only: migrations must not run twice at the same time.
set -eu
case "${APPLY_MIGRATIONS:-}" in
    1 | true | yes | on) python -m backend migrate --noinput ;;
esac
exec "$@"
