"""The checks, tried on a small tree that is in order and on the same tree with one thing wrong:
what is in order passes, and each planted wrong is found and named."""

import pathlib
import shutil
import subprocess
import sys
import tempfile

CHECKS = pathlib.Path(__file__).parent

OBJECT_H = '''/* An object, as far as these checks have to know one, is a number. */
#ifndef OBJECT_H
#define OBJECT_H
#define SLOTBUF_LINK(name) __asm__("slotbuf_" #name)
#define SLOTBUF_API(type) extern type
#ifndef SLOTBUF_INLINE
#define SLOTBUF_INLINE extern __inline__ __attribute__((__gnu_inline__, __always_inline__))
#endif
SLOTBUF_API(int) Count(int object) SLOTBUF_LINK(Count);
SLOTBUF_API(int) Count_Slowly(int object) SLOTBUF_LINK(Count_Slowly);
SLOTBUF_INLINE int Count(int object) {
  return object + Count_Slowly(object);
}
extern int (Twice)(int, int (*)(void)) SLOTBUF_LINK(Twice);
#define Twice(object, function) ((object) + (object))
extern const int One SLOTBUF_LINK(One);
#define NEW(type) ((type *)0)
#endif
'''
VERSION_H = '''/* The number of the release, and the same as text. */
#define SLOTBUF_VERSION_MAJOR 0
#define SLOTBUF_VERSION_MINOR 1
#define SLOTBUF_VERSION_PATCH 0
#define SLOTBUF_VERSION "0.1.0"
'''
SYMBOLS_JSON = '''{
  "about": "The C interface of slotbuf for languages that see only symbols, on machines with \
64-bit pointers. docs/ABI.md says how to read this file.",
  "version": "0.1.0",
  "pointer_size": 8,
  "functions": {
    "Count": {"link": "slotbuf_Count", "result": "int", "parameters": [["int", "object"]], \
"variadic": false, "owns": null, "takes": [], "errors": []},
    "Count_Slowly": {"link": "slotbuf_Count_Slowly", "result": "int", "parameters": \
[["int", "object"]], "variadic": false, "owns": null, "takes": [], "errors": []}
  },
  "data": {},
  "structs": {},
  "types": {},
  "constants": {
    "SLOTBUF_VERSION_MAJOR": 0,
    "SLOTBUF_VERSION_MINOR": 1,
    "SLOTBUF_VERSION_PATCH": 0
  },
  "aliases": {}
}
'''
HPP = '''// Everything a host in C++ needs.
#pragma once
#include "slotbuf.h"
'''
ABI_MD = '''# ABI
Inline bodies call `Count_Slowly`.

## Macros without a symbol of their own

| macro | why |
| --- | --- |
| `NEW` | takes a type |
'''
INLINED_C = '''struct object { long word, bytes; };
#define CALLS(name, cold) \\
  extern long cold(struct object *) __asm__("slotbuf_" #cold); \\
  long calls_##name(struct object *object) { \\
    if (__builtin_expect(object->word & 1, 1)) return object->bytes; \\
    return cold(object) + 1; \\
  }
CALLS(PyObject_AsCharBuffer, Char_Slowly)
CALLS(PyObject_AsReadBuffer, Read_Slowly)
CALLS(PyObject_CheckReadBuffer, Check_Slowly)
CALLS(PyObject_AsWriteBuffer, Write_Slowly)
'''
ONCE_C = '''/* This is C99 and C++. */
  ROW(NEW, 0, NEW(int))
  ROW(Twice, 1, Twice(FIRST(2)))
'''
HOST_C = '''/* This is C99 and C++. */
#include <slotbuf.h>
int host(int object) { return Count(object); }
'''
TREE = {
    'include/slotbuf.h': '/* Everything a host needs, gathered here in order. */\n'
                         '#include "../runtime/object.h"\n'
                         '#include "../runtime/version.h"\n'
                         '#include "../objects/array/array.h"\n',
    'include/slotbuf.hpp': HPP,
    'runtime/object.h': OBJECT_H,
    'runtime/version.h': VERSION_H,
    'runtime/intrusive.hh': '#include <boost/intrusive/slist.hpp>\n',
    'runtime/object.cc': '#include "intrusive.hh"\n#include "object.h"\n#include <cstddef>\n',
    'protocol/view.cc': '#include "../runtime/object.h"\n#include "runtime/intrusive.hh"\n',
    'objects/str/str.cc': '#include <slotbuf.h>\n#include "../../protocol/decision.hh"\n'
                          '#include "../numbers/order.hh"\n#include "../array/array.h"\n',
    'objects/numbers/order.hh': '#include "../../runtime/object.h"\n',
    'objects/array/array.h': '/* An array is many numbers in a row here. */\n',
    'objects/array/array.hh': '#include "array.h"\n',
    'protocol/decision.hh': '#include "../runtime/object.h"\n',
    'tools/command.c': '#include <slotbuf.h>\n#include <stdio.h>\n',
    'docs/ABI.md': ABI_MD,
    'inlined.c': INLINED_C,
    'once.c': ONCE_C,
    'host.c': HOST_C,
    'slotbuf.symbols.json': SYMBOLS_JSON,
    'library.cc': 'extern "C" {\n'
                  'int Count(int object) __asm__("slotbuf_Count");\n'
                  'int Count(int object) { return object; }\n'
                  'int slotbuf_Twice(int object) { return object; }\n'
                  'int slotbuf_Count_Slowly(int object) { return object; }\n'
                  'extern const int slotbuf_One = 1;\n'
                  '}\n',
    'plugin.cc': 'static thread_local int own;\n'
                 'extern "C" int *plugin_start() { return &own; }\n',
    'tests/meson.build': '# Nothing yet.\n',
    'slotbuf.map': 'SLOTBUF_0 {\nglobal: slotbuf_*; local: *; };\n',
    'packaging/debian/control': 'Package: libslotbuf0\n',
    'CHANGELOG.md': '# Changes\n\n## 0.1.0, not released yet\n',
}
HEADERS = ('include/slotbuf.h', 'runtime/object.h')

# Check, file, what stands there, what is planted instead ('' as the text: at the end), complaint.
PLANTED = (
    ('style.py', 'runtime/object.cc', '', ' ', 'one newline'),
    ('style.py', 'runtime/object.cc', '', '\n', 'one newline'),
    ('style.py', 'runtime/object.cc', '', '// x \n', 'trailing whitespace'),
    ('style.py', 'runtime/object.cc', '', '\tint x;\n', 'a tab'),
    ('style.py', 'runtime/object.cc', '', '// TO' 'DO: more\n', 'for later'),
    ('style.py', 'runtime/object.cc', '', '//\n' * 400, 'longer than'),
    ('style.py', 'tests/meson.build', '', '#' * 101 + '\n', 'wider than'),
    ('style.py', 'runtime/object.h', '', '/* ' + 'x' * 95 + ' */\n', 'wider than'),
    ('layers.py', 'runtime/object.cc', '', '#include "../protocol/decision.hh"\n',
     'runtime does not know'),
    ('layers.py', 'runtime/object.cc', '', '#include <slotbuf.h>\n', 'runtime does not know'),
    ('layers.py', 'protocol/view.cc', '', '#include <slotbuf.h>\n', 'protocol does not know'),
    ('layers.py', 'objects/str/str.cc', '', '#include "tools/command.c"\n',
     'objects does not know'),
    ('layers.py', 'objects/str/str.cc', '', '#include "../array/array.hh"\n',
     'objects/str does not know the internal headers of array'),
    ('layers.py', 'objects/numbers/order.hh', '', '#include "../array/array.hh"\n',
     'objects/numbers does not know the internal headers of array'),
    ('layers.py', 'objects/str/str.cc', '', '#include "gone.hh"\n', 'no such file'),
    ('layers.py', 'objects/str/str.cc', '', '#include <boost/optional.hpp>\n', 'includes Boost'),
    ('layers.py', 'runtime/object.h', '', '#include "intrusive.hh"\n', 'only public headers'),
    ('layers.py', 'include/slotbuf.h', '#include', '// #include', 'does not gather it'),
    ('layers.py', 'runtime/object.h', '/*', '//', 'opens without a comment'),
    ('layers.py', 'include/slotbuf.hpp', '', '#include "../runtime/object.h"\n', 'is a host'),
    ('layers.py', 'include/slotbuf.hpp', '//', '', 'opens without a comment'),
    ('layers.py', 'tools/command.c', '', '#include "../runtime/object.h"\n',
     'a host includes only'),
    ('layers.py', 'tools/command.c', '', '#include <runtime/object.h>\n', 'a host includes only'),
    ('twins.py', 'runtime/object.h', '', '#define Thrice(x) (x)\n', 'macro without a symbol'),
    ('twins.py', 'runtime/object.h', '', 'SLOTBUF_INLINE int Half(int x) { return x / 2; }\n',
     'inline function without a symbol: Half'),
    ('twins.py', 'docs/ABI.md', '', '| `OLD` | gone |\n', 'which is no macro'),
    ('twins.py', 'docs/ABI.md', '', '| `Twice` | gone |\n', 'which has a symbol'),
    ('twins.py', 'docs/ABI.md', '## Macros', '## macros', 'has no section'),
    ('version.py', 'runtime/version.h', 'MINOR 1', 'MINOR 2', 'SLOTBUF_VERSION_MINOR 1'),
    ('version.py', 'runtime/version.h', '"0.1.0"', '"0.1.1"', 'SLOTBUF_VERSION "0.1.0"'),
    ('version.py', 'slotbuf.map', 'SLOTBUF_0', 'SLOTBUF_1', 'the line SLOTBUF_0'),
    ('version.py', 'packaging/debian/control', 'buf0', 'buf1', 'the line Package: libslotbuf0'),
    ('version.py', 'CHANGELOG.md', '0.1.0', '0.0.9', 'begin with 0.1.0'),
    ('abi_doc.py', 'docs/ABI.md', 'Count_Slowly', 'nothing', 'does not name Count_Slowly'),
    ('header_alone.py', 'runtime/object.h', '(int) C', '(size_t) C', 'as c99'),
    ('header_alone.py', 'runtime/object.h', '#define OBJECT_H\n', 'typedef int object;\n',
     'as c++20'),
    ('header_alone.py', 'runtime/object.h', '', 'enum { trailing, };// x\n', 'as c99'),
    ('header_alone.py', 'include/slotbuf.hpp', '', 'inline short f(int i) { return i; }\n',
     'as c++20 -Wconversion'),
    ('header_alone.py', 'include/slotbuf.hpp', '', 'inline void f() { throw 1; }\n',
     'as c++17 -Wconversion -Wshadow -fno-exceptions'),
    ('once.py', 'runtime/object.h', '', '#define Thrice(x) (x)\n', 'has no row for Thrice'),
    ('once.py', 'once.c', '', '  ROW(Gone, 1, Gone(1))\n', 'Gone, which is no macro'),
    ('standards.py', 'host.c', '', 'int unnamed(int, int);;\n', 'as c99'),
    ('standards.py', 'host.c', '', 'char *more = (void *)0;\n', 'as c++11'),
    ('standards.py', 'host.c', 'int object', 'register int object', 'as c++17'),
    ('inlined.py', 'inlined.c', 'Char_Slowly', 'PyObject_AsCharBuffer', 'not one cold function'),
    ('inlined.py', 'inlined.c', 'Read_Slowly', 'PyObject_AsCharBuffer', 'not one cold function'),
    ('inlined.py', 'inlined.c', 'if (', 'if (cold(object) && ', 'leaves before it returns'),
    ('inlined.py', 'inlined.c', '+ 1;', '+ 1; int more;', 'unused'),
    ('inlined.py', 'inlined.c', 'CALLS(PyObject_AsW', 'CALLS(PyObject_asW', 'does not define'),
    ('symbols.py', 'runtime/object.h', 'LINK(One)', 'LINK(Uno)', 'One is labelled as Uno'),
    ('symbols.py', 'runtime/object.h', 'LINK(Twice)', 'LINK(Zwice)', 'Twice is labelled as Zwice'),
    ('symbols.py', 'runtime/object.h', '', 'extern int Gone SLOTBUF_LINK(Gone);\n',
     'but not exported'),
    ('symbols.py', 'library.cc', '', 'extern "C" int slotbuf_more() { return 0; }\n',
     'in no public'),
    ('symbols.py', 'slotbuf.map', 'SLOTBUF_0', 'SLOTBUF_1', 'but not exported'),
    ('described.py', 'runtime/object.h', 'Slowly(int object)', 'Slowly(long object)', 'anew'),
    ('described.py', 'runtime/object.h', 'API(int) Count(', 'API(void *) Count(',
     'does not say who'),
    ('described.py', 'runtime/version.h', 'MINOR 1', 'MINOR 2', 'anew'),
    ('described.py', 'library.cc', 'int slotbuf_Count_S', 'int slotbuf_S',
     'slotbuf_Count_Slowly is nothing'),
    ('needed.py', 'library.cc', '',
     'extern "C" { double cos(double); double (*slotbuf_c)(double) = cos; }\n',
     'needs the library libm'),
    ('needed.py', 'library.cc', '', 'void f(); extern "C" void slotbuf_f() { f(); }\n',
     'needs the symbol _Z1fv'),
    ('static_init.py', 'library.cc', '', 'int f(); int g = f();\n', 'has .init_array'),
    ('static_init.py', 'library.cc', '', 'struct s { ~s(); } g;\n', 'has .init_array'),
    ('static_init.py', 'library.cc', '', '__attribute__((destructor)) void f() {}\n',
     'has .fini_array'),
    ('tls.py', 'library.cc', '', 'thread_local char many[300] = {1};\n'
     'extern "C" char *slotbuf_many() { return many; }\n', 'more than 256'),
    ('plugin.py', 'plugin.cc', '', 'extern "C" int slotbuf_Count(int object) { return object; }\n',
     'exports slotbuf_Count'),
    ('plugin.py', 'plugin.cc', 'static thread_local',
     'static thread_local __attribute__((tls_model("initial-exec")))',
     'needs static thread-local storage'),
)
COMPILE = 'g++ -std=c++20 -fPIC -c library.cc -o library.o'
LINK = 'gcc -shared -Wl,--version-script=slotbuf.map,--as-needed library.o -lm -o library.so'
ARCHIVE = 'ar rcs library.a library.o'
PLUGIN = 'g++ -std=c++20 -fPIC -shared plugin.cc -o plugin.so'
BUILT = ('described.py', 'symbols.py', 'needed.py', 'tls.py', 'static_init.py', 'plugin.py')
ARGUMENTS = {
    'style.py': ['.'],
    'layers.py': ['.'],
    'twins.py': ['docs/ABI.md', *HEADERS],
    'abi_doc.py': ['docs/ABI.md', *HEADERS],
    'header_alone.py': [*HEADERS, 'include/slotbuf.hpp'],
    'once.py': ['once.c', *HEADERS],
    'standards.py': ['include', 'host.c'],
    'inlined.py': ['inlined.c', 'include'],
    'symbols.py': ['library.so', *HEADERS],
    'described.py': ['slotbuf.symbols.json', 'library.so', 'gcc', '--', *HEADERS,
                     'runtime/version.h'],
    'version.py': ['0.1.0', '.'],
    'needed.py': ['library.so'],
    'tls.py': ['library.so'],
    'static_init.py': ['library.a'],
    'plugin.py': ['plugin.so'],
}


def run(check, planted=None):
    """The exit status and the words of [check] on the tree, with one edit if [planted]."""
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        for name, text in TREE.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            if planted and planted[0] == name:
                _, old, new = planted
                text = text.replace(old, new, 1) if old else text + new
            path.write_text(text)
        if check in BUILT:
            for command in (COMPILE, LINK, ARCHIVE, PLUGIN):
                subprocess.run(command.split(), cwd=root, check=True)
        done = subprocess.run([sys.executable, CHECKS / check, *ARGUMENTS[check]], cwd=root,
                              capture_output=True, text=True)
        return done.returncode, done.stdout + done.stderr


if not shutil.which('g++'):
    print('g++ is not here')
    sys.exit(77)
problems = []
for check in sorted({row[0] for row in PLANTED}):
    status, words = run(check)
    if status:
        problems.append(f'{check} fails where nothing is wrong: {words}')
for check, name, old, new, complaint in PLANTED:
    status, words = run(check, (name, old, new))
    if status != 1 or complaint not in words:
        problems.append(f'{check} does not find {new!r} in {name}: {status} {words}')
print(f'{len(PLANTED)} planted wrongs')
sys.exit('\n'.join(problems) or 0)
