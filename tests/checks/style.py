"""What clang-format does not see: stray whitespace, missing final newlines, wide lines (in public
headers those of comments), files that hold two nouns, and work that was left for later."""

import os
import pathlib
import re
import sys

CODE = {'.h', '.hh', '.hpp', '.cc', '.c', '.py'}
TEXT = CODE | {'.md', '.txt', '.build', '.map'}
SCRIPTS = {'abi', 'build', 'by_default', 'cmake', 'dev', 'hosts', 'installed', 'misfits', 'package',
           'run', 'subproject'}
DATA = {'transcripts', 'subprojects', '.git'}
LINES = 400
COLUMNS = 100
LATER = re.compile(r'\b(?:TO[D]O|FI[X]ME|X[X]X)\b')

root = pathlib.Path(sys.argv[1])


def texts():
    for folder, folders, names in os.walk(root):
        folders[:] = [name for name in folders if name not in DATA and not name.startswith('build')]
        for name in sorted(names):
            path = pathlib.Path(folder) / name
            if path.suffix in TEXT or name in SCRIPTS:
                yield path


def complaints(path):
    text = path.read_text()
    if not text.endswith('\n') or text.endswith('\n\n'):
        yield 0, 'does not end with one newline'
    lines = text.splitlines()
    is_narrow = path.suffix in CODE | {'.build'} or path.name in SCRIPTS
    if path.suffix in CODE and len(lines) > LINES:
        yield len(lines), f'is longer than {LINES} lines'
    for number, line in enumerate(lines, 1):
        if line != line.rstrip() or '\t' in line:
            yield number, 'has a tab or trailing whitespace'
        if is_narrow and len(line) > COLUMNS:
            yield number, f'is wider than {COLUMNS} columns'
        if LATER.search(line):
            yield number, 'leaves work for later'


problems = [f'{path}:{number}: {text}' for path in texts() for number, text in complaints(path)]
sys.exit('\n'.join(problems) or 0)
