"""The shared library exports exactly the names that the public headers label, all as SLOTBUF_0."""

import subprocess
import sys

from public_headers import PublicHeaders

VERSION = 'SLOTBUF_0'

library, *paths = sys.argv[1:]
headers = PublicHeaders(paths)
problems = [f'{name} is labelled as {label}' for name, label in headers.labelled if name != label]

listing = subprocess.run(['nm', '-D', '--defined-only', '--with-symbol-versions', library],
                         capture_output=True, text=True, check=True)
exported = {line.split()[-1] for line in listing.stdout.splitlines()} - {VERSION}
exported = {symbol for symbol in exported if not symbol.startswith(VERSION + '@')}
promised = {f'slotbuf_{name}@@{VERSION}' for name in headers.names}
problems += [f'exported, but in no public header: {symbol}'
             for symbol in sorted(exported - promised)]
problems += [f'in a public header, but not exported: {symbol}'
             for symbol in sorted(promised - exported)]
if not promised:
    problems.append('the headers label nothing')
sys.exit('\n'.join(problems) or 0)
