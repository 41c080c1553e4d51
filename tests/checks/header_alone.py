"""Each public header compiles alone, twice in a row, with each compiler that is here: one of C as
strict C99 and as C++20, one of C++ as C++20, and as C++17 without exceptions and RTTI."""

import shutil
import subprocess
import sys

FLAGS = ('-pedantic', '-Wall', '-Wextra', '-Werror', '-fsyntax-only')
STRICTER = ('-Wconversion', '-Wshadow')
# The language, the standard, and what else is said to the compiler.
OF_C = (('c', 'c99'), ('c++', 'c++20'))
OF_CXX = (('c++', 'c++17', *STRICTER, '-fno-exceptions', '-fno-rtti'), ('c++', 'c++20', *STRICTER))

compilers = [name for name in ('gcc', 'clang') if shutil.which(name)]
if not compilers:
    print('neither gcc nor clang is here')
    sys.exit(77)

failed = False
for header in sys.argv[1:]:
    source = f'#include "{header}"\n#include "{header}"\nint slotbuf_header_alone;\n'
    for compiler in compilers:
        for language, standard, *more in OF_CXX if header.endswith('.hpp') else OF_C:
            command = [compiler, *FLAGS, *more, f'-std={standard}', '-x', language, '-']
            run = subprocess.run(command, input=source, text=True)
            if run.returncode:
                print(f'{header}: fails with {compiler} as', standard, *more)
                failed = True
sys.exit(1 if failed or not sys.argv[1:] else 0)
