"""The real CPython 2.7, where there is one: builds programs against it, and runs them."""

import os
import pathlib
import subprocess
import sys
import tempfile

SKIPPED = 77
HERE = pathlib.Path(__file__).parent
FINDER = HERE.parent / 'differ/find_python27.py'
WARNINGS = ['-Wall', '-Wextra', '-Wno-missing-field-initializers']


class CPython27:
    """Its folder of headers and its library, and the commands of the compilers, as lists."""

    def __init__(self, headers, library, cc, cxx):
        self.headers, self.libpython = pathlib.Path(headers), pathlib.Path(library)
        self.cc, self.cxx = cc, cxx

    @classmethod
    def found(cls, option, *words):
        """The one below the prefix [option], or any if that is empty; ends the test if there is
        none. [words] are the C compiler's command, --cpp, and the C++ compiler's."""
        middle = words.index('--cpp')
        found = subprocess.run([sys.executable, FINDER, option], capture_output=True, text=True)
        if found.returncode:
            print('skipped:', found.stdout.strip())
            sys.exit(SKIPPED)
        return cls(*found.stdout.split('\n')[:2], words[:middle], words[middle + 1:])

    def compile(self, command, source, result):
        subprocess.run([*command, *WARNINGS, '-isystem', self.headers, f'-I{HERE}', '-c', source,
                        '-o', result], check=True, timeout=60)

    def output(self, source, *, parts=(), standard='c99', options=()):
        """What a program prints that consists of [source] and of [parts], sources of this folder.
        C is compiled by [standard] with [options], C++ by C++11, which the headers still are."""
        with tempfile.TemporaryDirectory() as folder:
            objects = []
            for each in [source, *(HERE / part for part in ('show.c', 'cpython_side.c', *parts))]:
                objects.append(f'{folder}/{pathlib.Path(each).stem}.o')
                is_c = pathlib.Path(each).suffix == '.c'
                command = [*self.cc, f'-std={standard}', *options] if is_c else [
                    *self.cxx, '-std=c++11']
                self.compile(command, each, objects[-1])
            subprocess.run([*self.cxx, *objects, '-o', f'{folder}/program', self.libpython,
                            f'-Wl,-rpath,{self.libpython.parent}', '-ldl', '-lm', '-lutil',
                            '-lpthread'], check=True, timeout=60)
            ran = subprocess.run([f'{folder}/program'], capture_output=True, text=True, timeout=60,
                                 env={**os.environ, 'PYTHONHOME': str(self.headers.parents[1])})
        if ran.returncode or ran.stderr:
            sys.exit(f'{source} on CPython ended with {ran.returncode}: {ran.stderr}')
        return ran.stdout
