"""Nothing that is measured was optimised away: callgrind counts, in the loops that are timed, the
loads and stores that the operation cannot do without. least_work.py BUILD [SUBJECT...]"""

import pathlib
import shutil
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parents[2] / 'bench' / 'program'))

from program import Program, Trouble  # noqa: E402 (its folder has to be named before)

# question -> loads and stores of one operation, the loop taken off. What is changed in place counts
# as a store alone. Small strings of Ruby's lie in the object: one load finds pointer and size.
LEAST = {
    'char': (1, 0), 'read': (1, 0), 'write': (1, 0), 'window': (1, 0), 'span': (1, 0),
    'slots': (2, 0), 'check': (1, 0), 'chain': (2, 0), 'lease': (2, 2),
    'refuse': (2, 2), 'refuse-read': (2, 2), 'refuse-char': (2, 2), 'error': (1, 2),
    'ref': (0, 2), 'alloc': (2, 2), 'alloc-live': (3, 3), 'view': (2, 2), 'append': (1, 1),
    'hold': (2, 2), 'hold-immutable': (2, 2), 'hold-exclusive': (2, 2),
    'cpp-read': (1, 0), 'cpp-refuse': (2, 2), 'cpp-lease': (2, 2),
}
# Ours read a flag, a pointer and a size.
LEAST_OF_OURS = {'char': (3, 0), 'read': (3, 0), 'write': (3, 0), 'window': (3, 0), 'span': (3, 0),
                 'slots': (3, 0), 'cpp-read': (3, 0)}
# A megabyte is moved by at most so many bytes at once.
WIDEST = 64
MEGABYTE_IS_WRITTEN = {'extend': True, 'concat': True, 'repeat': True, 'compare': False}


def least(row):
    question = row['question']
    if question in MEGABYTE_IS_WRITTEN:
        moved = row['bytes'] / WIDEST
        return moved, moved if MEGABYTE_IS_WRITTEN[question] else 0
    if row['kind'] == 'slotbuf' or row['subject'] == 'floor':
        return LEAST_OF_OURS.get(question) or LEAST.get(question)
    return LEAST.get(question)


def complaints(results, counts):
    rows = {(row['subject'], row['question'], row['object']): row for row in results['rows']}
    for key, count in counts.items():
        row = rows[key]
        name = f'{key.subject}: {key.question} {key.object}'
        needed = least(row)
        if needed is None:
            yield f'{name}: nobody says what it cannot do without'
        elif count.loads < needed[0] or count.stores < needed[1]:
            yield (f'{name}: {count.loads:g} loads and {count.stores:g} stores, and it needs '
                   f'{needed[0]:g} and {needed[1]:g}: something was optimised away')
        elif count.instructions < sum(needed):
            yield f'{name}: {count.instructions:g} instructions are too few'
    for row in results['rows']:
        if not row['verified']:
            yield f'{row["subject"]}: {row["question"]} {row["object"]}: a wrong answer'


def main(build, *subjects):
    if not shutil.which('valgrind'):
        print('there is no valgrind on the PATH')
        return 77
    program = Program(build, subjects)
    results, counts = program.count(memory=True)
    problems = list(complaints(results, counts))
    print('\n'.join(problems) or f'{len(counts)} loops do their work')
    return 1 if problems or not counts else 0


if __name__ == '__main__':
    try:
        sys.exit(main(*sys.argv[1:]))
    except Trouble as trouble:
        sys.exit(str(trouble))
