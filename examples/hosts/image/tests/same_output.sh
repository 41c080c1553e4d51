#!/bin/sh
# same_output.sh PROGRAM EXPECTED: the program succeeds and prints what is expected.
set -eu
out=$(mktemp)
trap 'rm -f "$out"' EXIT
"$1" >"$out"
diff "$2" "$out"
