"""Finds a CPython 2.7 with headers and a shared library: find_python27.py [PREFIX].

Looks below PREFIX if that is given, else among pyenv's versions and where python2.7-config says.
Prints
the folder of the headers and the library; or why there is none, and fails."""

import pathlib
import os
import shutil
import subprocess
import sys


def prefixes(given):
    if given:
        return [pathlib.Path(given).expanduser()]
    root = os.environ.get('PYENV_ROOT', '~/.pyenv')
    found = sorted(pathlib.Path(root).expanduser().glob('versions/2.7*'), reverse=True)
    config = shutil.which('python2.7-config')
    if config:
        told = subprocess.run([config, '--prefix'], capture_output=True, text=True)
        found.append(pathlib.Path(told.stdout.strip() or '/nowhere'))
    return found


def main(given=''):
    for prefix in prefixes(given):
        headers = prefix / 'include/python2.7'
        libraries = sorted((prefix / 'lib').glob('**/libpython2.7.so'))
        if (headers / 'Python.h').exists() and libraries:
            print(headers, libraries[0], sep='\n')
            return 0
    print(f'no CPython 2.7 with headers and a shared library below {given}' if given else
          'no CPython 2.7 with headers and a shared library: neither -Dpython27=PREFIX, pyenv nor '
          'python2.7-config has one')
    return 1


if __name__ == '__main__':
    sys.exit(main(*sys.argv[1:2]))
