"""Programs compile without a warning in every standard that hosts use, with each compiler that is
here: standards.py INCLUDE_FOLDER PROGRAM... A program in C is compiled as C++ too if it says that
it is both."""

import pathlib
import shutil
import subprocess
import sys

C = ('c99', 'c11', 'c17')
CXX = ('c++11', 'c++14', 'c++17', 'c++20')
FLAGS = ('-Wall', '-Wextra', '-Wpedantic', '-Wshadow', '-Werror', '-O2', '-fsyntax-only')

include, *programs = sys.argv[1:]
compilers = [name for name in ('gcc', 'clang') if shutil.which(name)]
if not compilers:
    print('neither gcc nor clang is here')
    sys.exit(77)

problems = []
for program in programs:
    languages = {'c++': CXX} if program.endswith('.cc') else {'c': C}
    if 'This is C99 and C++.' in pathlib.Path(program).read_text():
        languages['c++'] = CXX
    for language, standards in languages.items():
        for standard in standards:
            for compiler in compilers:
                command = [compiler, *FLAGS, f'-std={standard}', f'-I{include}',
                           f'-I{include}/compat', '-x', language, program]
                if subprocess.run(command).returncode:
                    problems.append(f'{program}: fails with {compiler} as {standard}')
sys.exit('\n'.join(problems) or 0)
