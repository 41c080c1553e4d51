"""docs/ABI.md names what the inline bodies use of the library: these names are compiled into hosts
that never wrote them."""

import pathlib
import re
import sys

from public_headers import PublicHeaders

abi_doc, *paths = sys.argv[1:]
headers = PublicHeaders(paths)
documented = set(re.findall(r'\w+', pathlib.Path(abi_doc).read_text()))
used = {word for body in headers.inlines.values() for word in re.findall(r'\w+', body)}
compiled_in = (used & headers.names) - set(headers.inlines) - headers.function_macros
sys.exit('\n'.join(f'{abi_doc} does not name {name}, which inline bodies use'
                   for name in sorted(compiled_in - documented)) or 0)
