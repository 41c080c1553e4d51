#!/bin/sh
# check.sh JOIN SLOW_JOIN: join writes what cat writes, and says what it cannot do. Both programs
# are tried; the second has a system that writes little at once (tests/slow_writev.c).
set -eu
here=$(pwd)
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"

die() {
  echo "$join: $1" >&2
  exit 1
}

# expect FILE: join wrote to out what is in FILE.
expect() { cmp "$1" out || die "wrote something else"; }

# refuses TEXT WORD...: join fails, and says TEXT.
refuses() {
  text=$1 && shift
  if "$join" "$@" >out 2>said; then die "does not refuse $*"; fi
  [ "$(cat said)" = "join: $text" ] || die "says $(cat said), not $text"
}

seq 30000 >numbers
printf 'few bytes' >few
: >empty
mkdir folder

for join in "$here/$1" "$here/$2"; do
  printf 'few bytes' | "$join" numbers -t ' and ' empty - few -t '' numbers >out
  { cat numbers && printf ' and ' && cat few few numbers; } >expected
  expect expected

  # From a pipe and to a pipe, and more segments than one writev takes.
  words=$(seq 1500 | sed 's/^/-t /')
  # shellcheck disable=SC2086
  seq 1500 | "$join" - $words - | cat >out
  { seq 1500 && seq 1500 | tr -d '\n'; } >expected
  expect expected

  # An output that is there already is replaced, and not before all parts are there.
  cp numbers out
  "$join" -o out few few
  printf 'few bytesfew bytes' >expected
  expect expected
  refuses 'missing: No such file or directory' -o few numbers missing
  refuses 'few: it is the output too' -o few numbers few
  [ "$(cat few)" = 'few bytes' ] || die 'changed a file though it failed'

  refuses 'folder: Is a directory' folder
  refuses 'folder: Is a directory' -o folder few
  if [ -c /dev/full ]; then refuses '/dev/full: No space left on device' -o /dev/full few; fi
  if "$join" 2>said; then die 'accepts no parts'; fi
  [ "$(head -n 1 said)" = 'usage: join [-o FILE] PART...' ] || die 'does not say how it is used'
done

# All parts go to one writev.
ONCE=1 "$join" numbers -t ' and ' few >out || die 'calls writev more than once'
echo 'join writes what it should'
