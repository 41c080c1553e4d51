"""Declarations for LuaJIT, Rust and koffi from slotbuf.symbols.json, with every layout asserted."""

import re

RUST = {
    'void': 'c_void', 'char': 'c_char', 'double': 'f64', 'int': 'c_int', 'long': 'c_long',
    'long long': 'c_longlong', 'unsigned short': 'c_ushort', 'unsigned int': 'c_uint',
    'unsigned long': 'c_ulong', 'unsigned long long': 'c_ulonglong', 'size_t': 'usize',
    'intptr_t': 'isize', 'uint64_t': 'u64',
}
RUST_WORDS = {'type', 'where'}


def known(described, text):
    """The structs and other types that the C type [text] has inside, not behind a pointer."""
    words = re.findall(r'\w+', text)
    yield from (word for word in words if word in described['types'])
    base = re.sub(r'\[\d*\]$', '', text)
    if base in described['structs']:
        yield base


def ordered(described):
    """All structs and other types, each after those that it has inside."""
    done = {}

    def visit(name):
        if name in done:
            return
        done[name] = None
        struct = described['structs'].get(name)
        inside = [field['type'] for field in struct['fields']] if struct else \
            [described['types'][name]]
        for text in inside:
            for other in known(described, text):
                visit(other)
        order.append(name)

    order = []
    for name in [*described['types'], *described['structs']]:
        visit(name)
    return order


def c_declared(kind, name):
    """The declaration of [name] in C: its place is inside the type of a function pointer."""
    if '(*)' in kind:
        return kind.replace('(*)', f'(*{name})', 1)
    base, bracket, count = kind.partition('[')
    return f'{base} {name}{bracket}{count}'


def lua(described):
    """A cdef, in which every name is the source name, and the constants."""
    structs = described['structs']
    lines = ['local ffi = require("ffi")', 'ffi.cdef[[']
    lines += [f'typedef struct {name} {name};' for name in structs if ' ' not in name]
    for name in ordered(described):
        if name in structs:
            fields = ' '.join(c_declared(field['type'], field['name']) + ';'
                              for field in structs[name]['fields'])
            lines.append(f'struct {name.removeprefix("struct ")} {{ {fields} }};')
        else:
            lines.append(f'typedef {c_declared(described["types"][name], name)};')
    for name, function in described['functions'].items():
        parameters = [c_declared(*pair) for pair in function['parameters']]
        parameters += ['...'] if function['variadic'] else []
        lines.append(f'{function["result"]} {name}({", ".join(parameters) or "void"}) '
                     f'__asm__("{function["link"]}");')
    lines += [f'extern {data["type"]} {name} __asm__("{data["link"]}");'
              for name, data in described['data'].items()]
    lines.append(']]')
    for name, struct in structs.items():
        lines.append(f'assert(ffi.sizeof("{name}") == {struct["size"]})')
        lines += [f'assert(ffi.offsetof("{name}", "{field["name"]}") == {field["offset"]})'
                  for field in struct['fields']]
    lines += ['constants = {', *(f'  {name} = {value if abs(value) < 1 << 53 else f"{value}LL"},'
                                 for name, value in described['constants'].items()), '}']
    return '\n'.join([*lines, ''])


def rust_type(described, text):
    """The C type [text] in Rust."""
    text = text.strip()
    function = re.fullmatch(r'(.*?)\(\*\)\((.*)\)', text)
    if function:
        parameters = [rust_type(described, unnamed(described, part))
                      for part in function[2].split(',')]
        result = rust_result(described, function[1])
        return f'Option<unsafe extern "C" fn({", ".join(parameters)}){result}>'
    array = re.fullmatch(r'(.*)\[(\d+)\]', text)
    if array:
        return f'[{rust_type(described, array[1])}; {array[2]}]'
    if text.endswith('*'):
        inside = text[:-1].strip()
        constant = inside.endswith('const') or inside.startswith('const ') and '*' not in inside
        if constant:
            inside = inside.removesuffix('const') if '*' in inside else inside[len('const '):]
        return f'*{"const" if constant else "mut"} {rust_type(described, inside)}'
    return RUST.get(text, text.removeprefix('struct ').removeprefix('const '))


def rust_result(described, text):
    return '' if text.strip() == 'void' else f' -> {rust_type(described, text)}'


def unnamed(described, parameter):
    """The type of a parameter that may have a name."""
    parameter = parameter.strip()
    match = re.fullmatch(r'(.*[\s*])(\w+)', parameter)
    types = {*described['types'], *described['structs'],
             *(word for name in RUST for word in name.split())}
    return match[1].strip() if match and match[2] not in types else parameter


def rust(described):
    """A module with every function but the one that takes a va_list, which Rust does not have."""
    structs = described['structs']
    lines = ['#![allow(non_camel_case_types, non_upper_case_globals, non_snake_case, dead_code)]',
             'use std::mem::{size_of, MaybeUninit};', 'use std::os::raw::*;',
             'use std::ptr::addr_of;']
    opaque = {name for name in re.findall(r'struct (\w+)', str(described))
              if f'struct {name}' not in structs}
    lines += [f'#[repr(C)] pub struct {name} {{ nothing: [u8; 0] }}' for name in sorted(opaque)]
    lines += [f'pub type {name} = {rust_type(described, kind)};'
              for name, kind in described['types'].items()]
    offsets = []
    for name, struct in structs.items():
        name = name.removeprefix('struct ')
        fields = ', '.join(f'pub {field["name"]}: {rust_type(described, field["type"])}'
                           for field in struct['fields'])
        lines.append(f'#[repr(C)] #[derive(Clone, Copy)] pub struct {name} {{ {fields} }}')
        lines.append(f'const _: () = assert!(size_of::<{name}>() == {struct["size"]});')
        offsets.append(f'let place = MaybeUninit::<{name}>::uninit(); let it = place.as_ptr();')
        offsets += [f'assert_eq!(addr_of!((*it).{field["name"]}) as usize - it as usize, '
                    f'{field["offset"]});' for field in struct['fields']]
    lines += ['pub unsafe fn assert_offsets() {', *offsets, '}']
    lines += [f'pub const {name}: i64 = {value};' for name, value in described['constants'].items()]
    lines.append('extern "C" {')
    for name, function in described['functions'].items():
        if any(kind == 'va_list' for kind, _ in function['parameters']):
            continue
        parameters = [f'{word + "_" if word in RUST_WORDS else word}: {rust_type(described, kind)}'
                      for kind, word in function['parameters']]
        parameters += ['...'] if function['variadic'] else []
        lines.append(f'#[link_name = "{function["link"]}"] pub fn {name}({", ".join(parameters)})'
                     f'{rust_result(described, function["result"])};')
    lines += [f'#[link_name = "{data["link"]}"] pub static mut {name}: '
              f'{rust_type(described, data["type"])};' for name, data in described['data'].items()]
    return '\n'.join([*lines, '}', ''])


def koffi_type(described, text):
    """The C type [text] for koffi: pointers are addresses, texts that nobody writes are strings."""
    while text in described['types']:
        text = described['types'][text]
    if text == 'const char *':
        return 'str'
    return 'void *' if '*' in text else text.removeprefix('struct ')


def koffi(described):
    """A function from koffi and the library's path to the functions, addresses and constants."""
    structs = described['structs']
    lines = ['"use strict";', 'module.exports = (koffi, path) => {',
             'const library = koffi.load(path);', 'const slotbuf = {};',
             'const layout = (name, size, fields, offsets) => {',
             '  const type = koffi.struct(name, fields);',
             '  const wrong = Object.keys(offsets).filter(',
             '    (field) => koffi.offsetof(type, field) !== offsets[field]);',
             '  if (koffi.sizeof(type) !== size || wrong.length) throw Error(name + " " + wrong);',
             '};']
    for name in ordered(described):
        if name not in structs:
            continue
        fields, offsets = [], []
        for field in structs[name]['fields']:
            base, bracket, count = field['type'].partition('[')
            kind = f'"{koffi_type(described, base)}"'
            if bracket:
                kind = f'koffi.array({kind}, {count[:-1]})'
            fields.append(f'{field["name"]}: {kind}')
            offsets.append(f'{field["name"]}: {field["offset"]}')
        lines.append(f'layout("{name.removeprefix("struct ")}", {structs[name]["size"]}, '
                     f'{{{", ".join(fields)}}}, {{{", ".join(offsets)}}});')
    for name, function in described['functions'].items():
        kinds = [koffi_type(described, kind) for kind, _ in function['parameters']]
        if function['variadic'] or 'va_list' in kinds:
            continue
        listed = ', '.join(f'"{kind}"' for kind in kinds)
        lines.append(f'slotbuf.{name} = library.func("{function["link"]}", '
                     f'"{koffi_type(described, function["result"])}", [{listed}]);')
    lines += [f'slotbuf.{name} = library.symbol("{data["link"]}", "char");'
              for name, data in described['data'].items()]
    lines += [f'slotbuf.{name} = {value}{"" if abs(value) < 1 << 53 else "n"};'
              for name, value in described['constants'].items()]
    return '\n'.join([*lines, 'return slotbuf;', '};', ''])
