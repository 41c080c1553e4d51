"""In C++ a struct that does not start with PyObject_HEAD does not compile where slotbuf sees it,
and every other does."""

import shutil
import subprocess
import sys

STRUCTS = """
struct number { long value; };
struct head { PyObject_HEAD long value; };
struct counted { PyObject_VAR_HEAD long value; };
struct derived : SlotbufBytesObject { long value; ~derived() {} };
struct twice : derived { long more; };
struct member { PyStringObject string; long value; };
struct vtable : SlotbufBytesObject { virtual ~vtable() {} };
struct vtable_of_own { PyObject_HEAD virtual void call() {} };
struct second : number, SlotbufBytesObject { };
struct behind { long value; PyObject_HEAD };
template <class T> T *make(PyTypeObject *type) { return PyObject_New(T, type); }
"""
USES = (
    'PyObject_New({}, type)',
    'PyObject_NEW({}, type)',
    'PyObject_NewVar({}, type, 3)',
    'PyObject_NEW_VAR({}, type, 3)',
    'PyObject_INIT(({} *)block, type)',
    'PyObject_INIT_VAR(({} *)block, type, 3)',
    'make<{}>(type)',
)
TAKEN = ('head', 'counted', 'derived', 'twice', 'member', 'PyObject', 'PyVarObject')
REFUSED = ('vtable', 'vtable_of_own', 'second', 'behind')
TEXT = 'the struct of an object must start with PyObject_HEAD'

compilers = [name for name in ('g++', 'clang++') if shutil.which(name)]
if not compilers:
    print('neither g++ nor clang++ is here')
    sys.exit(77)


def compile_uses(compiler, standard, uses):
    body = ''.join(f'  (void)({use});\n' for use in uses)
    source = (f'#include <slotbuf.h>\n{STRUCTS}\n'
              f'void use(PyTypeObject *type, void *block) {{\n  (void)block;\n{body}}}\n')
    command = [compiler, f'-std={standard}', '-Wall', '-Wextra', '-Wpedantic', '-Werror',
               '-Wno-non-virtual-dtor', '-fsyntax-only', '-I', sys.argv[1], '-x', 'c++', '-']
    return subprocess.run(command, input=source, text=True, stderr=subprocess.PIPE)


failed = False
for compiler in compilers:
    for standard in ('c++11', 'c++20'):
        run = compile_uses(compiler, standard,
                           [use.format(name) for use in USES for name in TAKEN])
        if run.returncode:
            print(f'{compiler} as {standard} refuses a struct that is right:\n{run.stderr}')
            failed = True
    for name in REFUSED:
        for use in USES:
            run = compile_uses(compiler, 'c++20', [use.format(name)])
            if not run.returncode or TEXT not in run.stderr:
                print(f'{compiler} takes {use.format(name)}')
                failed = True
sys.exit(failed)
