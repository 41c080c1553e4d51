"""The library's thread-local storage fits into what a running host has left for it, so that it can
be opened by dlopen although it uses the initial-exec model."""

import re
import subprocess
import sys

LIMIT = 256

library = sys.argv[1]
listing = subprocess.run(['readelf', '-lW', library], capture_output=True, text=True, check=True)
segment = re.search(r'^\s*TLS(?:\s+0x[0-9a-f]+){4}\s+(0x[0-9a-f]+)', listing.stdout, re.MULTILINE)
size = int(segment.group(1), 16) if segment else 0
print(f'{size} bytes of thread-local storage')
sys.exit(f'more than {LIMIT}' if size > LIMIT else 0)
