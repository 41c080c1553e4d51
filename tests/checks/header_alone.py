"""Each public header compiles alone, twice in a row, as strict C99 and as C++20, with each compiler
that is here."""

import shutil
import subprocess
import sys

LANGUAGES = (('c', 'c99'), ('c++', 'c++20'))
FLAGS = ('-pedantic', '-Wall', '-Wextra', '-Werror', '-fsyntax-only')

compilers = [name for name in ('gcc', 'clang') if shutil.which(name)]
if not compilers:
    print('neither gcc nor clang is here')
    sys.exit(77)

failed = False
for header in sys.argv[1:]:
    source = f'#include "{header}"\n#include "{header}"\nint slotbuf_header_alone;\n'
    for compiler in compilers:
        for language, standard in LANGUAGES:
            command = [compiler, *FLAGS, f'-std={standard}', '-x', language, '-']
            run = subprocess.run(command, input=source, text=True)
            if run.returncode:
                print(f'{header}: fails with {compiler} as {standard}')
                failed = True
sys.exit(1 if failed or not sys.argv[1:] else 0)
