"""The words of a program and the operands they take.

A form names the kind of each operand; the generator or its material (generator.py,
material.py) has a function for each of them. The words in MAKERS and RESULTS make something
that a register may keep.
"""

MAKERS = {
    'str': 'bytes', 'cstr': 'chars', 'intern': 'chars', 'str_size': 'size', 'bytearray': 'bytes',
    'bytearray_size': 'size', 'bytearray_from': 'object', 'array': 'items',
    'buffer': 'object offset window',
    'buffer_rw': 'object offset window', 'mem': 'bytes', 'buffer_mem': 'memory window',
    'buffer_rwmem': 'memory window', 'buffer_new': 'size', 'memoryview': 'object', 'none': '',
    'int': 'integer', 'long': 'integer', 'float': 'real', 'user': 'kind bytes bytes',
    'ref': 'object',
    'getbuf': 'object flags', 'slicekey': 'part part part', 'adopt': 'view',
    'onepiece': 'object access order', 'format': 'format',
    'generic': 'generic', 'nest': 'around depth nested', 'ulong': 'integer',
}

RESULTS = {
    'concat': 'object other', 'iconcat': 'object other', 'repeat': 'object count',
    'irepeat': 'object count', 'item': 'object index', 'slice': 'object bound bound',
    'getitem': 'object key', 'richobj': 'object other relation', 'objstr': 'object',
    'ba_concat': 'object other', 'call': 'method', 'attr': 'attribute',
}

ACTIONS = {
    'del': 'any', 'peek': 'memory', 'as_char': 'null out', 'as_read': 'null out',
    'as_write': 'null out',
    'check_read': 'object', 'preset': 'preset', 'slot_segcount': 'object nolen',
    'slot_read': 'object segment', 'slot_write': 'object segment', 'slot_char': 'object segment',
    'segments': 'object', 'procs': 'object', 'checks': 'object', 'poke': 'object offset bytes',
    'view': 'view', 'release': 'view', 'contiguous': 'view order', 'poke_view': 'view offset bytes',
    'len': 'object', 'seqlen': 'object', 'istrue': 'object', 'setitem': 'object index item',
    'setslice': 'object bound bound other', 'delitem': 'object index',
    'delslice': 'object bound bound',
    'setkey': 'object key item', 'delkey': 'object key', 'contains': 'object item',
    'count': 'object item', 'index': 'object item', 'compare': 'object other',
    'rich': 'object other relation', 'hash': 'object', 'hasheq': 'object other', 'repr': 'object',
    'tostr': 'object', 'same': 'object other', 'refcnt': 'object', 'dump': 'object',
    'string_repr': 'object bit',
    'string_concat': 'object null', 'string_concat_del': 'object null',
    'string_resize': 'object size',
    'string_asas': 'object nolen', 'string_size': 'object', 'string_asstring': 'object',
    'ba_resize': 'object size', 'ba_asstring': 'object', 'indices': 'slice length',
    'plain_indices': 'slice length', 'gather': 'object order', 'spread': 'object order bytes',
    'copydata': 'object other', 'strides': 'order strides', 'raise': 'error null',
    'again': 'error null', 'cast': 'view layout', 'address': 'view places',
    'gather_view': 'view order', 'spread_view': 'view order bytes',
    'hand': 'exporter shown', 'shorten': 'fresh few',
    'interned': 'fresh', 'intern_here': 'fresh', 'string_stored': 'object',
    'number': 'numeric reader',
}

FORMS = {**MAKERS, **RESULTS, **ACTIONS}

# Words that are drawn more often than the rest: the deep states are behind them.
OFTEN = {'call': 12, 'setslice': 4, 'setitem': 4, 'setkey': 4, 'getitem': 4, 'iconcat': 3,
         'concat': 3,
         'rich': 3, 'compare': 2, 'buffer': 3, 'buffer_rw': 3, 'memoryview': 3, 'getbuf': 3,
         'slice': 2, 'cast': 6, 'gather_view': 2, 'address': 2, 'hand': 3, 'generic': 3,
         'contains': 2, 'count': 2, 'index': 2, 'release': 2, 'adopt': 5, 'string_concat': 2,
         'del': 2}
