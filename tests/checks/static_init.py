"""No object of the library runs anything when it is loaded or unloaded."""

import re
import subprocess
import sys

SECTION = re.compile(r'\.(?:init_array|fini_array|preinit_array|ctors|dtors)\b')

archive = sys.argv[1]
listing = subprocess.run(['readelf', '-SW', archive], capture_output=True, text=True, check=True)
members = 0
problems = []
for line in listing.stdout.splitlines():
    if line.startswith('File: '):
        members += 1
        member = line.removeprefix('File: ')
    elif found := SECTION.search(line):
        problems.append(f'{member} has {found.group()}')
if not members:
    problems.append(f'{archive} has no members')
sys.exit('\n'.join(problems) or 0)
