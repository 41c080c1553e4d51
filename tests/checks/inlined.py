"""The granted way of the four functions is inline: in tests/compile/inlined.c, compiled at -O2, it
returns without a call, and what is called otherwise is a function of another name. The compilers
see through the inline bodies and have nothing to warn about."""

import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

FOUR = ('PyObject_AsCharBuffer', 'PyObject_AsReadBuffer', 'PyObject_CheckReadBuffer',
        'PyObject_AsWriteBuffer')
FLAGS = ('-std=c99', '-O2', '-fPIC', '-pedantic', '-Wall', '-Wextra', '-Werror')
FUNCTION = re.compile(r'^[0-9a-f]+ <(\w+(?:\.cold)?)>:$')
RELOCATION = re.compile(r'R_X86_64_(?:PLT32|PC32|GOTPCREL\w*)\s+(slotbuf_\w+)')
LEAVES = re.compile(r'\tcall\b|\tjmp\b.*\n.*R_X86_64')

source, include_dir = sys.argv[1:]


def disassemble(compiler):
    """The instructions of each function, in order; a relocation follows its instruction."""
    with tempfile.TemporaryDirectory() as folder:
        binary = pathlib.Path(folder) / 'inlined.o'
        subprocess.run([compiler, *FLAGS, f'-I{include_dir}', '-c', source, '-o', binary],
                       check=True)
        listing = subprocess.run(['objdump', '-dr', '--no-show-raw-insn', binary],
                                 capture_output=True, text=True, check=True).stdout
    functions = {}
    for line in listing.splitlines():
        if found := FUNCTION.match(line):
            lines = functions.setdefault(found.group(1), [])
        elif line.startswith((' ', '\t')):
            lines.append(line)
    return functions


def complaints(functions):
    for name in FOUR:
        lines = functions.get('calls_' + name, [])
        cold_lines = functions.get(f'calls_{name}.cold', [])
        targets = set(RELOCATION.findall('\n'.join(lines + cold_lines)))
        if not lines:
            yield f'{source} does not define calls_{name}'
        elif len(targets) != 1 or targets & {'slotbuf_' + other for other in FOUR}:
            yield f'{name}: calls {sorted(targets)}, not one cold function'
        for line, after in zip(lines, lines[1:] + ['']):
            if re.search(r'\tret', line):
                break
            if LEAVES.search(f'{line}\n{after}'):
                yield f'{name}: leaves before it returns: {line.strip()}'


if not shutil.which('objdump'):
    print('objdump is not here')
    sys.exit(77)
compilers = [name for name in ('gcc', 'clang') if shutil.which(name)]
problems = [f'{compiler}: {text}' for compiler in compilers
            for text in complaints(disassemble(compiler))]
sys.exit('\n'.join(problems) or (0 if compilers else 77))
