"""docs/PROTOCOL.md says what is so: its tables are what a program is answered, the tests that it
names exist, and its code is that of porting.c.

    check_protocol.py ROOT PROGRAM                             protocol_table.c, on slotbuf
    check_protocol.py ROOT --cpython PREFIX_OR_NOTHING CC... --cpp CXX...
"""

import pathlib
import re
import subprocess
import sys

from cpython27 import HERE, CPython27
from tests_by_name import test_cases, transcript_cases

root = pathlib.Path(sys.argv[1])
document = root / 'docs/PROTOCOL.md'
text = document.read_text()
problems = []


def below(heading):
    return text.partition(f'\n## {heading}\n')[2]


errors = {error: number for number, error in
          re.findall(r'^(\d+)\. `(\w+: [^`]*)`', below('The errors'), re.MULTILINE)}
tests = dict(re.findall(r'^- (\w): (.*(?:\n  .*)*)', below('The tests'), re.MULTILINE))


def documented():
    """The rows of the tables that have tests in their cells, in order."""
    for line in text.splitlines():
        if line.startswith('| ') and ' · ' in line:
            yield [cell.strip() for cell in line[1:-1].split(' | ')]


def in_words(cell):
    """A cell as the program prints it, in the document's words."""
    cell = re.sub(r"'[\w.]+'(?= does not have)", "'T'", cell.strip())
    match = re.fullmatch(r'(yes, left|no) \((.*)\)', cell)
    if not match:
        return cell
    number = errors.get(match[2], match[2])
    return f'no ({number})' if match[1] == 'no' else f'yes, ({number}) stays'


def compare_tables(output, with_ours):
    answered = [list(map(in_words, line.split(' | '))) for line in output.splitlines()
                if not line.startswith('# ')]
    said = [[title.removesuffix(' (*ours*)'), *(cell.rpartition(' · ')[0] for cell in cells)]
            for title, *cells in documented() if with_ours or '(*ours*)' not in title]
    for one, other in zip(said, answered):
        if one != other:
            problems.append(f'{document}: says {one}, and the answer is {other}')
    if len(said) != len(answered):
        problems.append(f'{document}: has {len(said)} rows, but the program {len(answered)}')


def check_tests():
    cells = [cell for _, *cells in documented() for cell in cells if cell]
    problems.extend(f'{document}: {cell} names no test' for cell in cells
                    if not re.search(r' · \w$', cell))
    problems.extend(f'{document}: test {letter} is not both named and told'
                    for letter in {cell[-1] for cell in cells} ^ set(tests))
    cases = test_cases(root)
    for told in tests.values():
        told = ' '.join(told.split())
        problems.extend(f'{document}: the test "{name}" does not exist'
                        for name in re.findall(r'"([^"]*)"', told) if name not in cases)
        for transcript in re.findall(r'transcripts/(\w+)\.txt', told):
            named = set(re.findall(r'(?<![\w/.])\w+/\w+(?![\w/.])', told))
            problems.extend(f'{document}: {transcript} has no case {name}'
                            for name in named - transcript_cases(root, transcript))


def check_code():
    code = (HERE / 'porting.c').read_text()
    blocks = re.findall(r'^```c\n(.*?)^```$', text, re.MULTILINE | re.DOTALL)
    problems.extend(f'{document}: porting.c does not have\n{block}' for block in blocks
                    if block not in code)
    if not blocks:
        problems.append(f'{document}: has no code')


if sys.argv[2] == '--cpython':
    cpython = CPython27.found(*sys.argv[3:])
    compare_tables(cpython.output(HERE / 'protocol_table.c', parts=['shapes.c']), with_ours=False)
else:
    ran = subprocess.run([sys.argv[2]], check=True, capture_output=True, text=True, timeout=60)
    compare_tables(ran.stdout, with_ours=True)
    check_tests()
    check_code()
sys.exit('\n'.join(problems) or 0)
