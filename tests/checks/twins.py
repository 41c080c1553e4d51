"""Languages that see only symbols reach everything: each inline function and function-like macro of
the public headers is exported too, or docs/ABI.md says why it cannot be."""

import pathlib
import re
import sys

from public_headers import PublicHeaders

HEADING = '## Macros without a symbol of their own'

abi_doc, *paths = sys.argv[1:]
headers = PublicHeaders(paths)

section = pathlib.Path(abi_doc).read_text().partition(HEADING + '\n')[2].partition('\n## ')[0]
first_cells = re.findall(r'^\|([^|]*)\|', section, re.MULTILINE)
excused = {name for cell in first_cells for name in re.findall(r'`(\w+)', cell)}

macros = {name for name in headers.function_macros if not name.startswith('SLOTBUF_')}
problems = [f'inline function without a symbol: {name}'
            for name in sorted(set(headers.inlines) - headers.names)]
problems += [f'macro without a symbol or a row in {abi_doc}: {name}'
             for name in sorted(macros - headers.names - excused)]
problems += [f'{abi_doc} has a row for {name}, which is no macro'
             for name in sorted(excused - headers.macros)]
problems += [f'{abi_doc} has a row for {name}, which has a symbol'
             for name in sorted(excused & headers.names)]
if not section:
    problems.append(f'{abi_doc} has no section "{HEADING}"')
sys.exit('\n'.join(problems) or 0)
