"""The shared library needs libc and nothing else: no other library, no symbol of C++'s own."""

import re
import subprocess
import sys

ALLOWED = {'libc.so.6', 'ld-linux-x86-64.so.2'}
FORBIDDEN = re.compile(r'_Z|__cxa|__gxx')
FROM_CRT = {'__cxa_finalize'}  # libc's; the compiler's start files name it in every shared object

library = sys.argv[1]
dynamic = subprocess.run(['readelf', '-dW', library], capture_output=True, text=True, check=True)
symbols = subprocess.run(['nm', '-D', '--undefined-only', '--without-symbol-versions', library],
                         capture_output=True, text=True, check=True)

problems = [f'needs the library {name}'
            for name in re.findall(r'\(NEEDED\).*\[(.*)\]', dynamic.stdout) if name not in ALLOWED]
problems += [f'needs the symbol {name}'
             for name in (line.split()[-1] for line in symbols.stdout.splitlines())
             if FORBIDDEN.match(name) and name not in FROM_CRT]
sys.exit('\n'.join(problems) or 0)
