"""The words of the rows in plain language, and how numbers and facts are written everywhere."""

QUESTIONS = {
    'char': 'PyObject_AsCharBuffer that succeeds',
    'read': 'PyObject_AsReadBuffer that succeeds',
    'write': 'PyObject_AsWriteBuffer that succeeds',
    'check': 'PyObject_CheckReadBuffer',
    'refuse': 'PyObject_AsWriteBuffer that fails, and PyErr_Clear',
    'refuse-read': 'PyObject_AsReadBuffer that fails, and PyErr_Clear',
    'refuse-char': 'PyObject_AsCharBuffer that fails, and PyErr_Clear',
    'span': 'pointer and length returned in registers',
    'slots': 'a read by the slots, although the object grants it',
    'chain': 'a dependent chain: the next object is found through the answer of this one',
    'window': 'a read through a buffer object',
    'lease': 'PyObject_GetBuffer and PyBuffer_Release',
    'hold': 'Slotbuf_Lease and PyBuffer_Release',
    'hold-immutable': 'the same, IMMUTABLE',
    'hold-exclusive': 'the same, EXCLUSIVE',
    'ref': 'an INCREF and a DECREF',
    'alloc': 'make an object and free it, last in first out',
    'alloc-live': 'the same while 1000 others live',
    'view': 'make a window or sub-object and free it',
    'error': 'set an error and clear it',
    'cpp-read': 'slotbuf::read_buffer that succeeds',
    'cpp-refuse': 'slotbuf::read_buffer that fails, and the end of its error',
    'cpp-lease': 'slotbuf::lease_of and the end of the lease',
    'append': 'append one byte',
    'extend': 'extend by a block',
    'concat': 'concatenate two blocks',
    'repeat': 'repeat a block',
    'compare': 'compare two equal blocks',
    'rss': 'resident bytes per live object',
    'contended': 'reference counts from two threads at once',
}

OBJECTS = {
    'str': 'a str', 'bytearray': 'a bytearray', 'array': 'an array',
    'memory': 'a buffer that took memory over',
    'buffer': 'a buffer over a str', 'buffer/bytearray': 'a buffer over a bytearray',
    'int': 'an int, which has no slots',
    'host': 'a type of the host with slots and no bytes head',
    'host-one-segment': 'the same with the one-segment declaration',
    'mono': '1024 strs, one type', 'mixed4': '192 objects of 4 types in random order, in L1',
    'mixed8': '192 objects of 8 types in random order, in L1',
    '64MB': 'a million objects of 4 types, shuffled, over 64 MB',
    'str16': 'a str of 16 bytes', 'bytearray16': 'a bytearray of 16 bytes', '1MB': 'one megabyte',
}

# How the questions are put together in tables; a question that is not here has a group of its own.
GROUPS = (
    ('the functions on success', ('char', 'read', 'write', 'check', 'span', 'slots')),
    ('a dependent chain, windows and views', ('chain', 'window', 'lease')),
    ('leases', ('hold', 'hold-immutable', 'hold-exclusive')),
    ('refusals and errors', ('refuse', 'refuse-read', 'refuse-char', 'error')),
    ('the C++ face', ('cpp-read', 'cpp-refuse', 'cpp-lease')),
    ('reference counts', ('ref',)),
    ('making and freeing', ('alloc', 'alloc-live', 'view')),
    ('bulk work', ('append', 'extend', 'concat', 'repeat', 'compare')),
)


def grouped(questions):
    """(heading, questions) for the questions of a run."""
    groups = [(heading, [q for q in members if q in questions]) for heading, members in GROUPS]
    known = {q for _, members in GROUPS for q in members}
    groups += [(q, [q]) for q in questions if q not in known]
    return [(heading, members) for heading, members in groups if members]


def explained(question):
    return QUESTIONS.get(question, question)


def number(value):
    """Three figures that count, however large."""
    if value is None:
        return ''
    if value >= 100:
        return f'{value:,.0f}'
    return f'{value:.1f}' if value >= 10 else f'{value:.2f}'


def count(value):
    """A count of instructions; they are averages, so a part is shown when there is one."""
    if value is None:
        return ''
    return f'{value:,.0f}' if abs(value - round(value)) < 0.05 else f'{value:,.1f}'


def with_version(subject):
    """A subject's name and what is known of its version, which may begin with words of the name."""
    parts = [part for part in subject.version.split(', ') if part and part not in subject.name]
    return subject.name + (f' ({", ".join(parts)})' if parts else '')


def facts(mapping):
    """(name, text) of what the run knows of its machine or tools."""
    for name, value in mapping.items():
        if isinstance(value, dict):
            value = ', '.join(f'{key} {part}' for key, part in value.items())
        elif isinstance(value, list):
            value = ', '.join(map(str, value))
        if value not in (None, ''):
            yield str(name).replace('_', ' '), str(value)
