"""A plugin that the static library is linked into exports no name of slotbuf, so that several do
not share one by accident, and needs no static thread-local storage, for which a process has little
room."""

import subprocess
import sys

plugin = sys.argv[1]


def output_of(*command):
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


listing = output_of('nm', '-D', '--defined-only', plugin)
problems = [f'exports {name}' for name in (line.split()[-1] for line in listing.splitlines())
            if 'slotbuf' in name.lower()]
if 'STATIC_TLS' in output_of('readelf', '-dW', plugin):
    problems.append('needs static thread-local storage')
sys.exit('\n'.join(problems) or 0)
