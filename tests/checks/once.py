"""Every function-like macro of the public headers has a row in tests/compile/evaluates_once.c,
which proves that it evaluates each argument once: once.py ROWS HEADER..."""

import pathlib
import re
import sys

from public_headers import PublicHeaders

# Their arguments are types, pieces of a declaration, or the names that a function body is made of.
EVALUATE_NOTHING = {'SLOTBUF_API', 'SLOTBUF_DATA', 'SLOTBUF_LINK', 'SLOTBUF_FORMAT',
                    'SLOTBUF_INLINE_BUFFER', 'SLOTBUF_STRUCT'}

rows, *paths = sys.argv[1:]
macros = PublicHeaders(paths).function_macros
tried = set(re.findall(r'^ *ROW\((\w+),', pathlib.Path(rows).read_text(), re.MULTILINE))

problems = [f'{rows} has no row for {name}' for name in sorted(macros - tried - EVALUATE_NOTHING)]
problems += [f'{rows} has a row for {name}, which is no macro' for name in sorted(tried - macros)]
sys.exit('\n'.join(problems) or 0)
