"""Holds the instruction counts of the key calls against the budget of the compiler:

    budget.py BUILD           fails, and says which call and by how much, if one costs more
    budget.py --renew BUILD   writes the counts of the build to the budget

A budget is of one version of a compiler and of the C library, whose malloc is counted too; with
others nothing is judged. A call may cost one instruction more, or two of a hundred."""

import argparse
import json
import pathlib
import platform
import re
import shutil
import sys

FOLDER = pathlib.Path(__file__).parent
sys.path.insert(0, str(FOLDER.parent / 'program'))

import facts  # noqa: E402 (its folder has to be named before)
from program import Program, Trouble  # noqa: E402

SUBJECTS = ('slotbuf inline', 'slotbuf static', 'slotbuf shared')
CALLS = (
    'char str', 'read str', 'read mixed8', 'write bytearray', 'check str', 'check int', 'span str',
    'slots str', 'slots bytearray', 'read host', 'read host-one-segment', 'chain str',
    'window buffer', 'window buffer/bytearray', 'refuse int', 'refuse str', 'refuse-read int',
    'refuse-char array', 'error ', 'ref str', 'lease str', 'lease bytearray', 'lease buffer',
    'alloc str16', 'alloc-live str16', 'alloc bytearray16', 'alloc int', 'view buffer',
    'append bytearray',
)
MORE = 1
MORE_OF_A_HUNDRED = 2


def main(arguments):
    parser = argparse.ArgumentParser(description='Holds instruction counts against the budget.')
    parser.add_argument('build')
    parser.add_argument('--renew', action='store_true', help='write the budget')
    options = parser.parse_args(arguments)
    tools = tools_of(options.build)
    path = FOLDER / f'{tools["compiler"].split()[0]}.json'
    counts = measured(options.build)
    if options.renew:
        path.write_text(json.dumps({'tools': tools, 'counts': counts}, indent=1) + '\n')
        print(f'{path.name}: {sum(map(len, counts.values()))} counts written')
        return 0
    budget = json.loads(path.read_text())
    if budget['tools'] != tools:
        print(f'not judged: the budget is of {", ".join(budget["tools"].values())}, '
              f'this is {", ".join(tools.values())}')
        return 0
    problems = list(complaints(budget['counts'], counts))
    notes = list(savings(budget['counts'], counts))
    print('\n'.join(problems or [f'{path.name}: no call costs more than its budget']))
    if notes:
        print('cheaper than the budget: ' + '; '.join(notes))
    if problems:
        print('If that is as it should be, ./dev budget renews the budget; the commit says why.')
    return 1 if problems else 0


def tools_of(build):
    line = facts.compiler_of(pathlib.Path(build))[0]
    version = facts.first_line(line, '--version') if line else None
    if not version:
        raise Trouble(f'there is no compiler to be found in {build}')
    family = 'clang' if 'clang' in version else 'gcc'
    number = re.findall(r'\d+\.\d+\.\d+', version)[0]
    return {'compiler': f'{family} {number}', 'libc': ' '.join(platform.libc_ver())}


def measured(build):
    """{subject: {call: instructions}}, in the order of the tables above."""
    if not shutil.which('valgrind'):
        raise Trouble('there is no valgrind on the PATH')
    program = Program(build)
    program.subjects = [path for path in program.subjects
                        if pathlib.Path(path).name.startswith('slotbuf-')]
    _, counts = program.count()
    by_name = {(key.subject, f'{key.question} {key.object}'): count.instructions
               for key, count in counts.items()}
    return {subject: {call: by_name[subject, call] for call in CALLS if (subject, call) in by_name}
            for subject in SUBJECTS}


def allowed(figure):
    return max(figure + MORE, figure * (1 + MORE_OF_A_HUNDRED / 100))


def pairs(budget, counts):
    """(name, figure of the budget or None, figure counted or None), for all of both."""
    for subject in dict.fromkeys([*budget, *counts]):
        old, new = budget.get(subject, {}), counts.get(subject, {})
        for call in dict.fromkeys([*old, *new]):
            yield f'{subject}: {call}'.strip(), old.get(call), new.get(call)


def complaints(budget, counts):
    for name, old, new in pairs(budget, counts):
        if old is None:
            yield f'{name}: {new:g} instructions, and has no budget'
        elif new is None:
            yield f'{name}: is in the budget, and was not counted'
        elif new > allowed(old):
            yield (f'{name}: {new:g} instructions, {new - old:g} more than its budget of {old:g} '
                   f'(at most {allowed(old):g})')


def savings(budget, counts):
    for name, old, new in pairs(budget, counts):
        if old is not None and new is not None and old > allowed(new):
            yield f'{name} {old:g} -> {new:g}'


if __name__ == '__main__':
    try:
        sys.exit(main(sys.argv[1:]))
    except Trouble as trouble:
        sys.exit(f'budget: {trouble}')
