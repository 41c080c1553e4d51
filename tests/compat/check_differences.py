"""docs/DIFFERENCES.md says what is so. Plays each row on slotbuf, or on a CPython 2.7:

    check_differences.py ROOT RUNNER PROGRAM      the conformance runner, and the reproducers in C
    check_differences.py ROOT --cpython PREFIX_OR_NOTHING CC... --cpp CXX...
"""

import pathlib
import re
import subprocess
import sys
import tempfile

import differences
from cpython27 import CPython27
from tests_by_name import test_cases

root = pathlib.Path(sys.argv[1])
document = root / 'docs/DIFFERENCES.md'
rows = differences.rows_of(document)
problems = []


def complain(row, text):
    problems.append(f'{document}: row {row.number}: {text}')


def compare(row, said, answered):
    answered = re.sub(r'\S+:\d+: (?=bad argument)', 'FILE:LINE: ', answered)
    if answered != said:
        complain(row, f'says {said!r}, and the answer is {answered!r}')


def compare_program(side, output):
    answers = dict(line.split(' ', 1) for line in output.splitlines())
    for row in differences.asked_of(side, rows):
        said = row.before if side == 'cpython' else row.after
        compare(row, said, answers.get(str(row.number), 'none'))


def play(runner, row):
    """The last result line of a script."""
    with tempfile.TemporaryDirectory() as folder:
        script = pathlib.Path(folder) / 'row.txt'
        script.write_text('\n'.join(['case row', *row.script, '']))
        script.with_suffix('.expected').write_text('')
        try:
            ran = subprocess.run([runner, '--print', script], capture_output=True, text=True,
                                 timeout=30)
        except subprocess.TimeoutExpired:
            return 'none in 30 seconds'
    printed = ran.stdout.partition('\nend row\n')[0].splitlines()
    results = [line for line in printed if line.startswith(('= ', '! ', '? '))]
    return results[-1] if ran.returncode in (0, 1) and results else f'the exit {ran.returncode}'


def check_words():
    cases = test_cases(root)
    for number, row in enumerate(rows, 1):
        if row.number != number:
            complain(row, f'stands where row {number} should')
        if (row.script or row.code) and not row.after:
            complain(row, 'has a program, but not its answer')
        if not (row.script or row.code or row.tests):
            complain(row, 'has neither a program nor a test')
        for name in row.tests:
            if name not in cases:
                complain(row, f'names the test "{name}", which does not exist')


def check_not_implemented():
    """What the second list says is not there is not declared."""
    listed = document.read_text().partition('\n## What is not implemented\n')[2]
    declared = set(re.findall(r'\w+', '\n'.join(
        path.read_text() for room in ('runtime', 'protocol', 'objects', 'include')
        for path in (root / room).rglob('*.h'))))
    for names in re.findall(r'`(_?Py\w+)\(\)`|(?<!`)\b(Py\w+)', listed):
        if declared.intersection(names):
            problems.append(f'{document}: says that there is no {"".join(names)}')


if sys.argv[2] == '--cpython':
    cpython = CPython27.found(*sys.argv[3:])
    with tempfile.TemporaryDirectory() as folder:
        differences.write('cpython', document, f'{folder}/differences.c')
        compare_program('cpython', cpython.output(
            f'{folder}/differences.c', parts=['reproducer.c'], standard='gnu11'))
else:
    runner, program = sys.argv[2:]
    check_words()
    check_not_implemented()
    for row in rows:
        if row.script:
            compare(row, row.after, play(runner, row))
    ran = subprocess.run([program], capture_output=True, text=True, timeout=60)
    compare_program('slotbuf', ran.stdout)
    if ran.returncode:
        problems.append(f'{program} ended with {ran.returncode}: {ran.stderr}')
sys.exit('\n'.join(problems) or 0)
