"""The C++ face costs what the C calls cost: cpp_costs.py PROGRAM. In each pair of functions of
tests/cpp/costs.cc, which do the same a thousand times, the one by the face executes no more
instructions than the one by C."""

import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

# What the face may execute more. A lease is in memory together with its error, which is looked at
# twice, and it looks whether its bytes are in one piece, which C leaves to the caller. Clang tests
# once more whether there is an object to give back.
PAIRS = {'read': 0, 'write': 0, 'char': 0, 'row_of': 0, 'hold': 0, 'lease': 10, 'copy': 2}
ROUNDS = 1000  # what is done once in a function is less than one in a round
ROW = re.compile(r'^ *([\d,]+) .*[:/](c|cpp)_(\w+)(?: |$)', re.MULTILINE)

program, = sys.argv[1:]
if not shutil.which('callgrind_annotate'):
    print('valgrind is not here')
    sys.exit(77)

with tempfile.TemporaryDirectory() as folder:
    counts = pathlib.Path(folder) / 'counts'
    subprocess.run(['valgrind', '--quiet', '--tool=callgrind', f'--callgrind-out-file={counts}',
                    program], check=True, env={**os.environ, 'LD_BIND_NOW': '1'})
    listing = subprocess.run(['callgrind_annotate', '--inclusive=yes', '--threshold=100', counts],
                             check=True, capture_output=True, text=True).stdout
instructions = {(face, name): int(count.replace(',', '')) / ROUNDS
                for count, face, name in ROW.findall(listing)}

problems = []
for name, more in PAIRS.items():
    by_c, by_cpp = instructions.get(('c', name)), instructions.get(('cpp', name))
    print(f'{name}: {by_c} instructions by the C call, {by_cpp} by the C++ face')
    if by_c is None or by_cpp is None or by_cpp >= by_c + more + 1:
        problems.append(f'{name}: the C++ face costs more')
sys.exit('\n'.join(problems) or 0)
