"""Finds a CPython 3 with headers and a shared library below a prefix: find_python3.py PREFIX.

Prints, a line each, its version, its prefix, the folder of its headers, its library, and its array
module if that is a file of its own, or -. Else prints why it cannot be used, and fails."""

import pathlib
import subprocess
import sys

QUESTION = '''
import array, os, platform, sys, sysconfig
facts = sysconfig.get_config_vars()
print(platform.python_version())
print(sys.base_prefix)
print(sysconfig.get_path('include'))
print(os.path.join(facts['LIBDIR'], facts['INSTSONAME']))
print(getattr(array, '__file__', '-'))
'''


def main(given):
    python = pathlib.Path(given).expanduser() / 'bin/python3'
    if not python.exists():
        print(f'no CPython 3 in {given}')
        return 1
    asked = subprocess.run([python, '-I', '-c', QUESTION], capture_output=True, text=True)
    answer = asked.stdout.split('\n')
    if asked.returncode:
        print(f'{python} fails: {asked.stderr.strip()}')
        return 1
    version, _, headers, library, _ = answer[:5]
    if not library.endswith('.so') and '.so.' not in library or not pathlib.Path(library).exists():
        print(f'CPython {version} has no shared library')
        return 1
    if not (pathlib.Path(headers) / 'Python.h').exists():
        print(f'CPython {version} has no headers: Debian has them in python3-dev')
        return 1
    print(asked.stdout.strip())
    return 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1]))
