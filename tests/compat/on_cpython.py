"""A program is honest 2.x code if it compiles against the Python.h of a real CPython 2.7 and prints
the same there: on_cpython.py NAME 'c c++' PREFIX_OR_NOTHING CC... --cpp CXX..."""

import difflib
import shutil
import sys
import tempfile

from cpython27 import HERE, CPython27

name, languages, *words = sys.argv[1:]
cpython = CPython27.found(*words)
expected = (HERE / f'{name}.expected').read_text()

# The casts of 2.4 are to functions of ints, as far as 2.7 is concerned; it warns of them.
old_casts = ['-Wno-cast-function-type', '-Wno-incompatible-pointer-types']

good = True
for language in languages.split():
    suffix = {'c': '.c', 'c++': '.cc'}[language]
    with tempfile.TemporaryDirectory() as folder:
        source = shutil.copy(HERE / f'{name}.c', f'{folder}/{name}{suffix}')
        printed = cpython.output(source, options=old_casts)
    good &= printed == expected
    sys.stdout.writelines(difflib.unified_diff(
        expected.splitlines(True), printed.splitlines(True), 'expected', f'on CPython, {language}'))
sys.exit(not good)
