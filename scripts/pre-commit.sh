#!/bin/sh
# Called by pre-commit (.pre-commit-hooks.yaml): the command line from this copy of the repository, built at first use.
set -eu
here=$(cd "$(dirname "$0")/.." && pwd)
cli="$here/dist/cli.cjs"
if [ ! -f "$cli" ]; then
  echo "Claimmark is built once, for this and all later runs." >&2
  (cd "$here" && npm ci --no-audit --no-fund --loglevel=error && node esbuild.mjs) >&2
fi
exec node "$cli" "$@"
