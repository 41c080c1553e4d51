"""The release has its number in meson.build alone; what repeats it says the same:
version.py NUMBER ROOT."""

import pathlib
import re
import sys

number, root = sys.argv[1], pathlib.Path(sys.argv[2])
major, minor, patch = number.split('.')
# A file, and a line of it.
REPEATED = (
    ('runtime/version.h', f'#define SLOTBUF_VERSION_MAJOR {major}'),
    ('runtime/version.h', f'#define SLOTBUF_VERSION_MINOR {minor}'),
    ('runtime/version.h', f'#define SLOTBUF_VERSION_PATCH {patch}'),
    ('runtime/version.h', f'#define SLOTBUF_VERSION "{number}"'),
    ('slotbuf.map', f'SLOTBUF_{major} {{'),
    ('packaging/debian/control', f'Package: libslotbuf{major}'),
)

problems = [f'{name} does not have the line {line}' for name, line in REPEATED
            if line not in (root / name).read_text().splitlines()]
newest = re.search(r'^## ([\d.]+)', (root / 'CHANGELOG.md').read_text(), re.MULTILINE)
if not newest or newest[1] != number:
    problems.append(f'CHANGELOG.md does not begin with {number}')
sys.exit('\n'.join(problems) or 0)
