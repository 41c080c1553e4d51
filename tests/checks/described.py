"""packaging/slotbuf.symbols.json says what the public headers and the library say:
described.py FILE LIBRARY COMPILER... -- HEADER... The headers give names, contracts and structs,
the compiler sizes, offsets and values, the library its symbols. With SLOTBUF_RENEW in the
environment the file is written anew."""

""

import difflib
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

from public_headers import COMMENT, MACRO

ABOUT = ('The C interface of slotbuf for languages that see only symbols, on machines with 64-bit '
         'pointers. docs/ABI.md says how to read this file.')
DECLARED = re.compile(r'/\*(.*?)\*/|'
                      r'\bSLOTBUF_(API|DATA)\(([^()]*)\)\s*(.*?)\bSLOTBUF_LINK\((\w+)\)', re.DOTALL)
STRUCT = re.compile(r'(?<!>\n)^(?:typedef )?struct (?:__attribute__\(\(\w+\)\) )?(slotbuf_\w+) \{\n'
                    r'(.*?)^\} ?(\w*);', re.DOTALL | re.MULTILINE)
DIRECTIVE = re.compile(r'^[ \t]*#(?:.*\\\n)*.*$', re.MULTILINE)
TYPEDEF = re.compile(r'^typedef ([^{};]*);', re.MULTILINE)
ERROR = re.compile(r'(?<!")(?<!of a )\b([A-Z]\w+(?:Error|Interrupt))s?\b(?!\'s)')
SAME_ERROR = re.compile(r'(?:\b(?:errors? of|it is) |^(?:Does what|The answer of|As a macro,) |'
                        r'^(?=\w+ with ))(_?Py\w+|Slotbuf\w+)')
# What a header's opening says of several errors under one name, as a row or as a paragraph.
ERROR_ROW = re.compile(r'^ +(\w+ error)s {3,}(.*?)(?=^ +\w+ errors {3}|^$|\Z)', re.M | re.S)
ERROR_PARAGRAPH = re.compile(r'^.*(?:\("(\w+ error)s"|fail with the (error) in paren)', re.M | re.S)
OBJECTS = ('PyObject *', 'PyVarObject *', 'PyTypeObject *')

# An object's head is a union with bit-fields in it; these are its members under one name each.
HEADS = {
    'PyObject_HEAD': 'uint64_t ob_word; PyTypeObject *ob_type;',
    'PyObject_VAR_HEAD': 'PyObject_HEAD Py_ssize_t ob_size;',
    'SLOTBUF_WORD': 'uint64_t ob_word;',
    'SLOTBUF_BYTES_HEAD': 'PyObject_VAR_HEAD void *ob_bytes;',
    'SLOTBUF_RESIZABLE_HEAD': 'SLOTBUF_BYTES_HEAD Py_ssize_t ob_exports;',
}

# What a result is that is neither a new reference nor called borrowed in its contract.
RESULTS = {
    'PyErr_Format': 'NULL',
    'PyErr_NoMemory': 'NULL',
    'PyByteArray_AS_STRING': 'borrowed',
    'PyString_AS_STRING': 'borrowed',
    'Slotbuf_AsIovec': 'borrowed',
    'Slotbuf_Version': 'borrowed',
    'PyMem_Malloc': 'memory for PyMem_Free',
    'PyMem_Realloc': 'memory for PyMem_Free',
    'PyObject_Malloc': 'memory for PyObject_Free',
    'PyObject_Realloc': 'memory for PyObject_Free',
    'Slotbuf_NewItems': 'memory for PyMem_Free',
    'Slotbuf_ResizeItems': 'memory for PyMem_Free',
}

# All other arguments are borrowed.
TAKEN = {
    'PyErr_Restore': ['type', 'value', 'traceback'],
    'PyMemoryView_FromBuffer': ['view'],
    'PyString_Concat': ['string'],
    'PyString_ConcatAndDel': ['string', 'right'],
    'PyString_InternInPlace': ['string'],
    '_PyString_Resize': ['string'],
    'SlotbufBuffer_FromMemory': ['memory'],
    'Py_DECREF': ['object'],
    'Py_XDECREF': ['object'],
    'Py_DecRef': ['object'],
    'PyBuffer_Release': ['view'],
    'PyMem_Free': ['block'],
    'PyMem_Realloc': ['block'],
    'PyObject_Free': ['block'],
    'PyObject_Realloc': ['block'],
    'PyObject_Del': ['object'],
    'Slotbuf_ResizeItems': ['block'],
}


def spaced(text):
    return ' '.join(text.split())


def split_top(text, separator=','):
    """The parts of [text] between the separators that are in no parentheses."""
    parts, depth = [''], 0
    for letter in text:
        depth += {'(': 1, ')': -1}.get(letter, 0)
        if letter == separator and depth == 0:
            parts.append('')
        else:
            parts[-1] += letter
    return [spaced(part) for part in parts]


def declarator(text):
    """The type and the name of a parameter or field: `void *(*call)(int)` is `void *(*)(int)`."""
    pointer = re.fullmatch(r'(.*?\(\*)(\w+)(\).*)', text)
    if pointer:
        return pointer[1] + pointer[3], pointer[2]
    plain = re.fullmatch(r'(.*?)(\w+)(\[\d*\])?', text)
    return plain[1].strip() + (plain[3] or ''), plain[2]


def fields(body):
    """The fields of a struct as (type, name), with the head's macros in the place of its union."""
    body = COMMENT.sub(' ', body)
    while re.search(r'\b(%s)\b' % '|'.join(HEADS), body):
        body = re.sub(r'\b(%s)\b' % '|'.join(HEADS), lambda match: HEADS[match[1]], body)
    found = []
    for member in filter(None, split_top(body, ';')):
        first, *more = split_top(member)
        kind, name = declarator(first)
        found += [(kind, name), *((kind, other) for other in more)]
    return found


class Headers:
    """The functions, data, structs and other types that the headers declare, by name."""

    def __init__(self, paths):
        self.text = {path: pathlib.Path(path).read_text() for path in paths}
        self.functions, self.data, self.prose = {}, {}, {}
        for text in self.text.values():
            self.declared(DIRECTIVE.sub('', text), named_errors(text))
        everything = '\n'.join(self.text.values())
        self.structs = {public or f'struct {tag}': fields(body)
                        for tag, body, public in STRUCT.findall(everything)}
        aliases = dict(re.findall(r'^typedef struct (slotbuf_\w+) (\w+);', everything,
                                  re.MULTILINE))
        for tag, public in aliases.items():
            self.structs[public] = self.structs.pop(f'struct {tag}')
        self.types = {}
        for text in TYPEDEF.findall(everything):
            kind, name = declarator(spaced(text))
            if name not in aliases.values():
                self.types[name] = kind
        code = COMMENT.sub(' ', everything)
        self.macros = sorted({name for name, call in MACRO.findall(code) if not call})

    def declared(self, text, named):
        contract = ''
        for comment, kind, result, declaration, name in DECLARED.findall(text):
            if comment:
                contract = spaced(comment.replace('\n *', ' '))
            elif kind == 'DATA':
                self.data[name] = {'link': f'slotbuf_{name}', 'type': result}
            else:
                inside = spaced(declaration).removeprefix(name)[1:-1]
                pairs = [] if inside == 'void' else [
                    (part, '') if part == '...' else declarator(part)
                    for part in split_top(inside)]
                self.functions[name] = {
                    'link': f'slotbuf_{name}',
                    'result': result,
                    'parameters': [list(pair) for pair in pairs if pair[0] != '...'],
                    'variadic': ('...', '') in pairs,
                    'owns': owned(name, result, contract),
                    'takes': TAKEN.get(name, []),
                }
                prose = contract.partition('CPython 2.7:')[0]
                self.prose[name] = ' '.join((prose, *(text for kind, text in named.items() if
                                                      re.search(rf'(?<!no )\b{kind}\b', prose))))

    def errors(self, name, seen=()):
        """The errors that the contract of [name] names, and those of the contracts it refers to."""
        prose = self.prose[name]
        found = set(ERROR.findall(prose)) - set(self.functions)
        for other in set(SAME_ERROR.findall(prose)) & set(self.functions) - {name, *seen}:
            found |= self.errors(other, (name, *seen))
        return found


def named_errors(text):
    """The texts of the opening that say what an "argument error" and the like is, by that name."""
    opening = re.sub(r'^ \* ?', '', text.partition('*/')[0], flags=re.MULTILINE)
    named = dict(ERROR_ROW.findall(opening))
    for paragraph in opening.split('\n\n'):
        kind = ERROR_PARAGRAPH.search(paragraph)
        if kind:
            named[kind[1] or kind[2]] = paragraph
    return named


def owned(name, result, contract):
    if name in RESULTS:
        return RESULTS[name]
    if not result.endswith('*'):
        return None
    if re.search(r'\bborrowed\b', contract):
        return 'borrowed'
    if result in OBJECTS:
        return 'new reference'
    sys.exit(f'the contract of {name} does not say who owns its result, and RESULTS does not')


def run_c(compiler, include, lines, *options):
    """What a C program prints whose main consists of [lines], or what the preprocessor makes."""
    source = '\n'.join(('#include <slotbuf.h>', '#include <stdio.h>', 'int main(void) {', *lines,
                        'return 0;', '}', ''))
    with tempfile.TemporaryDirectory() as folder:
        program = f'{folder}/program'
        subprocess.run([*compiler, '-std=gnu99', f'-I{include}', '-x', 'c', '-', '-o', program,
                        *options], input=source, text=True, check=True)
        if options:
            return pathlib.Path(program).read_text()
        return subprocess.run([program], text=True, check=True, capture_output=True).stdout


def constants(headers, compiler, include):
    """The values of the macros that are integers, and the macros that are another name."""
    marks = [f'"@{name}" {name} @' for name in headers.macros]
    marked = run_c(compiler, include, marks, '-E', '-P')
    expanded = {name: spaced(text) for name, text in re.findall(r'"@(\w+)"([^@]*)@', marked)}
    integers = [name for name, text in expanded.items()
                if re.search(r'\d', text) and name != 'SLOTBUF_SINGLE_THREADED' and
                not re.sub(r'\b(0[xX][\da-fA-F]+|\d+)[uUlL]*\b|\b(u?int\d*_t|long|int)\b'
                           r'|[-+*~|&()<>\s]', '', text)]
    lines = [f'printf("%s%llu\\n", ({name}) < 0 ? "-" : "", ({name}) < 0 ? '
             f'0 - (unsigned long long)({name}) : (unsigned long long)({name}));'
             for name in integers]
    values = map(int, run_c(compiler, include, lines).split())
    known = headers.functions.keys() | headers.data.keys() | headers.structs.keys()
    aliases = {name: text for name, text in sorted(expanded.items()) if text in known}
    return dict(zip(integers, values, strict=True)), aliases


def layouts(headers, compiler, include):
    lines, described = [], {}
    for struct, members in headers.structs.items():
        lines.append(f'printf("%zu %zu\\n", sizeof({struct}), __alignof__({struct}));')
        lines += [f'printf("%zu %zu\\n", offsetof({struct}, {name}), '
                  f'sizeof((({struct} *)0)->{name}));' for _, name in members]
    numbers = iter(map(int, run_c(compiler, include, lines).split()))
    for struct, members in headers.structs.items():
        described[struct] = {'size': next(numbers), 'align': next(numbers), 'fields': [
            {'name': name, 'type': kind, 'offset': next(numbers), 'size': next(numbers)}
            for kind, name in members]}
    return described


def described(paths, compiler):
    """The contents of the file, as its sections."""
    include = next(path for path in paths if path.endswith('/slotbuf.h')).rpartition('/')[0]
    headers = Headers(paths)
    integers, aliases = constants(headers, compiler, include)
    for name, function in headers.functions.items():
        function['errors'] = sorted(headers.errors(name))
    return {
        'about': ABOUT,
        'version': re.search(r'SLOTBUF_VERSION "(.*)"', '\n'.join(headers.text.values()))[1],
        'pointer_size': 8,
        'functions': headers.functions,
        'data': headers.data,
        'structs': layouts(headers, compiler, include),
        'types': headers.types,
        'constants': integers,
        'aliases': aliases,
    }


def written(sections):
    """The sections as JSON with a line for each entry, so that a change shows as a line."""
    parts = []
    for name, value in sections.items():
        if value and isinstance(value, dict):
            lines = [f'    {json.dumps(key)}: {json.dumps(value[key])}' for key in sorted(value)]
            value = '{\n' + ',\n'.join(lines) + '\n  }'
        else:
            value = json.dumps(value)
        parts.append(f'  {json.dumps(name)}: {value}')
    return '{\n' + ',\n'.join(parts) + '\n}\n'


def exported(library):
    """The symbols of the library by their kind in nm: T is a function, what else there is data."""
    dynamic = [] if library.endswith('.a') else ['-D']
    listing = subprocess.run(['nm', '-g', '--defined-only', *dynamic, library], text=True,
                             check=True, capture_output=True).stdout
    return {match[2]: match[1] for match in re.finditer(r' ([A-Z]) (slotbuf_\w+)', listing)}


def missing(sections, library):
    """What the library has not, or has as another thing."""
    symbols = exported(library)
    for section in ('functions', 'data'):
        for entry in sections[section].values():
            kind = symbols.get(entry['link'], 'nothing')
            if kind == 'nothing' or (kind == 'T') != (section == 'functions'):
                yield f'of {section}: {entry["link"]} is {kind} in {library}'


def main(arguments):
    split = arguments.index('--')
    path, library, *compiler = arguments[:split]
    if sys.maxsize < 1 << 32:
        print('it describes 64-bit machines')
        sys.exit(77)
    sections = described(arguments[split + 1:], compiler)
    text = written(sections)
    file = pathlib.Path(path)
    if 'SLOTBUF_RENEW' in os.environ:
        file.write_text(text)
    kept = file.read_text() if file.exists() else ''
    problems = list(missing(sections, library))
    if kept != text:
        problems += difflib.unified_diff(kept.splitlines(), text.splitlines(), path, 'the headers',
                                         lineterm='', n=0)
        problems.append('./dev abi describes it anew')
    sys.exit('\n'.join(problems) or 0)


main(sys.argv[1:])
