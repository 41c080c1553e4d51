"""What a program must not do because CPython 2.7.18 is undefined there, or because the answer
depends on addresses.

Each function looks at a line before it is played, and says with True that it must not be. Those
marked `row:` stand for rows of the unsafe table in DIFFERENCES.md; the rest are limits of what two
processes can be compared in. The facts (cpython/facts.c) are CPython's own, so that a program gets
as near to the edge as it can.
"""

from words import FORMS

MAX = 2**63 - 1
SMALL, HUGE = 1 << 12, 1 << 62  # between them memory could be had, or not

ADDRESS_ORDERED = {'memoryview', 'list', 'tuple', 'unicode'}
SHARED = {'NoneType', 'bool', 'int', 'NotImplementedType'}
TWO_DIMENSIONS = {'u.nb_2d', 'u.nb_fortran'}
IRREGULAR = TWO_DIMENSIONS | {'u.nb_gap'}
RESIZING = {'iconcat', 'irepeat', 'setslice', 'delslice', 'delitem', 'setkey', 'delkey',
            'ba_resize',
            'call append', 'call extend', 'call insert', 'call pop', 'call remove',
            'call fromstring'}
AFTER_PRESET = {'as_char', 'as_read', 'as_write', 'check_read'}


def number(word):
    """MAX-3 and the like; None for what is no number."""
    base = {'MAX': MAX, 'MIN': -MAX - 1}.get(word[:3], 0)
    digits = word[3:] if base else word
    try:
        return base + int(digits or '0')
    except ValueError:
        return None


class Scene:
    """A line, the registers before it, and CPython's facts about them, asked once for a line."""

    def __init__(self, line, registers, ask):
        self.line, self.registers, self.ask = line, registers, ask
        self.told = {}
        operands = line.operands
        self.word = line.word
        if line.word == 'call' and len(operands) > 1:
            self.word = f'call {operands[1]}'
        self.first = operands[0] if operands else None
        self.last = operands[-1] if len(operands) > 1 else None

    def facts(self, name):
        if name not in self.told:
            pairs = (fact.split('=') for fact in self.ask(name).split()[1:])
            self.told[name] = {label: value for label, value in pairs}
        return self.told[name]

    def fact(self, name, label):
        return int(self.facts(name).get(label, 0))

    def range(self, name, label):
        """A range of memory that holds something, or None."""
        start, _, size = self.facts(name).get(label, '-').partition('+')
        return (int(start), int(start) + int(size)) if size and int(size) > 0 else None

    def type(self, name):
        return self.registers.type_of(name)

    def is_a(self, name, base):
        """Whether a register holds a bytearray, str or array.array, subtypes included."""
        type = self.type(name) or ''
        subtypes = {'bytearray': 'u.sub_ba', 'str': 'u.sub_str'}.get(base, 'none')
        return type == base or type.startswith(subtypes)

    def is_user(self, name):
        type = self.type(name) or ''
        return type.startswith('u.') and not type.startswith(('u.sub_ba', 'u.sub_str'))

    def same_object(self, one, other):
        return self.fact(one, 'id') == self.fact(other, 'id')

    def stands_on(self, name, base):
        """Whether [name] is a window on [base] and not [base] itself."""
        return (self.registers[name] is not None and not self.same_object(name, base) and
                self.fact(name, 'root') == self.fact(base, 'root'))


def span(scene, size):
    """Start and end of what operands 1 and 2 of a setslice select."""
    start, end, _ = slice(*map(number, scene.line.operands[1:3])).indices(size)
    return start, max(start, end)


def overlap(one, other):
    return one is not None and other is not None and one[0] < other[1] and other[0] < one[1]


def takes_wrong_register(scene):
    """The runner does not play a line whose operand is a view where an object is wanted."""
    if scene.word == 'del':
        return False
    wanted = {'view': 'view', 'memory': 'memory'}.get(FORMS[scene.line.word].split(' ')[0],
    'object')
    cells = [scene.registers[name] for name in scene.line.operands]
    return any(cell is not None and cell.content != wanted for cell in cells)


def repeats_empty_buffer(scene):
    """row: repeating an empty buffer."""
    return (scene.word in ('repeat', 'irepeat') and scene.type(scene.first) == 'buffer' and
            scene.fact(scene.first, 'size') == 0)


def feeds_array_its_own_middle(scene):
    """row: array.fromstring of a buffer over itself, not at its start."""
    if scene.word != 'call fromstring' or scene.type(scene.first) != 'array.array':
        return False
    source, own = scene.range(scene.last, 'reads'), scene.range(scene.first, 'reads')
    return overlap(source, own) and source[0] != own[0]


def grows_bytearray_by_buffer_on_itself(scene):
    """row: bytearray += buffer over itself; row: bytearray.extend(buffer over itself)."""
    return (scene.word in ('iconcat', 'call extend', 'setslice', 'setkey') and
            scene.is_a(scene.first, 'bytearray') and scene.type(scene.last) == 'buffer' and
            scene.stands_on(scene.last, scene.first))


def grows_array_by_items_of_itself(scene):
    """The loop over a growing window never ends."""
    return (scene.word == 'call extend' and scene.type(scene.first) == 'array.array' and
            len(scene.line.operands) == 3 and scene.stands_on(scene.last, scene.first))


def moves_unlocked_export(scene):
    """row: export through a buffer does not lock the base."""
    resizable = scene.is_a(scene.first, 'bytearray') or scene.type(scene.first) == 'array.array'
    if scene.word not in RESIZING or not resizable:
        return False
    names = [name for name in scene.registers.names('object', 'view')
             if scene.type(name) in (None, 'memoryview', 'buffer')]
    return any(scene.fact(name, 'through') and
               scene.fact(name, 'root') == scene.fact(scene.first, 'id') for name in names)


def hides_view(scene):
    """A slice that holds a view would hide it from the check before."""
    return (scene.word == 'slicekey' and
            any(scene.type(name) in ('memoryview', 'buffer', 'slice') or scene.is_user(name)
                for name in scene.line.operands))


def uses_spare_room_of_exported(scene):
    """row: += on an exported bytearray with spare room."""
    if scene.word not in ('iconcat', 'irepeat') or not scene.is_a(scene.first, 'bytearray'):
        return False
    size, room = scene.fact(scene.first, 'size'), scene.fact(scene.first, 'room')
    exported = scene.fact(scene.first, 'exports') > 0
    if scene.word == 'irepeat':
        more = size * max(number(scene.last), 0) - size
        return exported and more > 0 and size + more < room
    on_itself = scene.fact(scene.last, 'id') == scene.fact(scene.first, 'id')
    if not exported and not on_itself:
        return False
    more = scene.fact(scene.last, 'size')
    if scene.type(scene.last) not in ('str', 'bytearray', 'buffer', 'memoryview'):
        return room > size + 1
    return more > 0 and size + more < room


def wants_too_much(scene):
    """row: bytearray that cannot be allocated; row: empty bytearray *= huge (array and repeat loop
    as
    well). Other sizes are small, or so huge that nobody has the memory."""
    sizes = {'str_size', 'bytearray_size', 'buffer_new', 'ba_resize', 'string_resize'}
    if scene.word in sizes:
        size = number(scene.line.operands[-1])
        return SMALL < size < HUGE or (scene.word == 'bytearray_size' and size > SMALL)
    if scene.word == 'bytearray_from' and scene.type(scene.first) in ('int', 'long'):
        return SMALL < scene.registers[scene.first].detail < HUGE
    if scene.word not in ('repeat', 'irepeat') or scene.type(scene.first) is None:
        return False
    size, count = max(scene.fact(scene.first, 'size'), 0), number(scene.last)
    is_bytearray = scene.is_a(scene.first, 'bytearray')
    if size == 0:
        return count > SMALL and (is_bytearray or scene.type(scene.first) == 'array.array')
    if is_bytearray and scene.word == 'repeat' and HUGE <= size * count <= MAX:
        return True
    return SMALL * 4 < size * count < HUGE


def reads_unfilled(scene):
    """Nobody fills a new str of one byte, which may be shared."""
    return scene.word == 'str_size' and scene.line.operands[0] == '1'


def grows_too_large(scene):
    """Programs that double something all the time say nothing new."""
    words = ('concat', 'iconcat', 'ba_concat', 'call extend', 'call fromstring', 'string_concat',
             'string_concat_del', 'setslice', 'setkey')
    return (scene.word in words and scene.registers[scene.last] is not None and
            scene.fact(scene.first, 'size') + scene.fact(scene.last, 'size') > SMALL)


def resizes_to_negative(scene):
    """row: wrong types to PyByteArray_Resize and its kin, negative size."""
    return scene.word == 'ba_resize' and number(scene.line.operands[1]) < 0


def takes_repr_of_other(scene):
    """row: wrong types to PyString_Repr."""
    return scene.word == 'string_repr' and not scene.is_a(scene.first, 'str')


def takes_memory_of_size_minus_one(scene):
    """row: memory buffer of size -1."""
    return (scene.word in ('buffer_mem', 'buffer_rwmem') and
            not (number(scene.last) >= 0 or number(scene.last) < -1))


def overflows_offset(scene):
    """row: integer overflow of offsets."""
    if scene.word not in ('buffer', 'buffer_rw') or scene.type(scene.first) != 'buffer':
        return False
    return number(scene.line.operands[1]) + scene.fact(scene.first, 'offset') > MAX


def copies_over_itself(scene):
    """row: overlapping copy."""
    first, last = scene.first, scene.last
    if scene.word == 'setslice' and scene.is_a(first, 'bytearray'):
        size = scene.fact(first, 'size')
        start, end = span(scene, size)
        return scene.stands_on(last, first) and scene.fact(last, 'size') == end - start
    if scene.word == 'setkey' and scene.is_a(first, 'bytearray'):
        return scene.stands_on(last, first)
    if scene.word == 'setslice' and scene.type(first) == 'buffer':
        target = scene.range(first, 'writes')
        if target is None:
            return False
        start, end = span(scene, target[1] - target[0])
        return overlap((target[0] + start, target[0] + end), scene.range(last, 'reads'))
    if scene.word == 'setkey' and scene.type(first) == 'array.array':
        return scene.stands_on(last, first)
    if scene.word in ('copydata', 'setkey'):
        return (overlap(scene.range(first, 'writes'), scene.range(last, 'reads')) or
                scene.fact(first, 'root') == scene.fact(last, 'root'))
    return False


def takes_item_of_two_dimensions(scene):
    """row: item of a 2-d memoryview; looking through all items never ends."""
    key_words = scene.word in ('getitem', 'setkey')
    if key_words and scene.type(scene.line.operands[1]) not in ('int', 'long', 'bool'):
        return False
    if scene.word == 'call extend':
        return (scene.type(scene.last) == 'memoryview' and scene.fact(scene.last, 'ndim') > 1 and
                scene.type(scene.first) == 'array.array')
    return ((key_words or scene.word in ('item', 'contains', 'count', 'index')) and
            scene.type(scene.first) == 'memoryview' and scene.fact(scene.first, 'ndim') > 1)


def orders_by_address(scene):
    """row: ordering of two memoryviews or two user objects of one type."""
    ordering = scene.word == 'compare' or (
        scene.word in ('rich', 'richobj') and scene.last in ('lt', 'le', 'gt', 'ge'))
    if not ordering:
        return False
    one, other = scene.line.operands[:2]
    return (scene.type(one) == scene.type(other) and
            (scene.type(one) in ADDRESS_ORDERED or scene.is_user(one)) and
            not scene.same_object(one, other))


def shows_address(scene):
    """The str of such an object has its address in it, and dumping it shows that in hex."""
    return (scene.word == 'objstr' and
            (scene.is_user(scene.first) or scene.type(scene.first) == 'memoryview'))


def counts_shared(scene):
    """Who else holds None, a small int or an interned string is nobody's business."""
    if scene.word != 'refcnt':
        return False
    one_byte = scene.type(scene.first) == 'str' and scene.fact(scene.first, 'size') < 2
    return scene.type(scene.first) in SHARED or one_byte or scene.fact(scene.first, 'shared') > 0


def compares_small_ints(scene):
    """CPython has each int from -5 to 256 once."""
    both = {'int'} == {scene.type(scene.first), scene.type(scene.last)}
    return scene.word == 'same' and both and scene.same_object(scene.first, scene.last)


def keeps_name_of_bool(scene):
    """The str of a bool is interned in CPython, and new here."""
    return scene.word == 'objstr' and scene.type(scene.first) == 'bool' and scene.line.target


def uses_dead_view(scene):
    """A released view may point to memory that is gone."""
    dead = {name for name in scene.registers.names('view') if scene.registers[name].released}
    return scene.word in ('view', 'contiguous', 'adopt') and scene.first in dead


def adopts_bare_view(scene):
    """row: PyBuffer_GetPointer on a view without strides; a memoryview reads its format and
    strides as
    if they were there."""
    return (scene.word == 'adopt' and scene.registers[scene.first] is not None and
            not scene.registers[scene.first].detail.startswith(('FULL', 'RECORDS')))


def fails_to_make_one_piece(scene):
    """PyMemoryView_GetContiguous frees a memoryview that it has not filled when the exporter
    refuses,
    and gives one on memory that it does not hold when the items are not in one piece."""
    if scene.word != 'onepiece':
        return False
    type, access = scene.type(scene.first), scene.line.operands[1]
    if type in IRREGULAR or type in ('u.nb_err', 'u.nb_quiet'):
        return True
    if type in ('memoryview', 'buffer') or type == 'u.nb_ro' or scene.is_a(scene.first, 'str'):
        unreadable = type == 'buffer' and scene.range(scene.first, 'reads') is None
        scattered = type == 'memoryview' and not scene.fact(scene.first, 'flat')
        return access == 'WRITE' or unreadable or scattered
    return False


def copies_into_more_dimensions(scene):
    """PyObject_CopyData looks for indices that the source does not have."""
    return scene.word == 'copydata' and (
        {scene.type(scene.first), scene.type(scene.last)} & (IRREGULAR | {'u.nb_0d', 'memoryview'}))


def forgets_memory(scene):
    """Buffers over memory do not hold it."""
    memory = scene.registers.names('memory')
    return scene.line.target in memory or (scene.word == 'del' and scene.first in memory)


def ignores_preset(scene):
    """A preset error is for the four functions."""
    return scene.registers.error_preset and scene.word not in AFTER_PRESET


HAZARDS = [
    takes_wrong_register,
    ignores_preset,
    forgets_memory,
    compares_small_ints,
    keeps_name_of_bool,
    uses_dead_view,
    adopts_bare_view,
    hides_view,
    shows_address,
    counts_shared,
    orders_by_address,
    takes_repr_of_other,
    resizes_to_negative,
    takes_memory_of_size_minus_one,
    wants_too_much,
    grows_too_large,
    reads_unfilled,
    overflows_offset,
    repeats_empty_buffer,
    takes_item_of_two_dimensions,
    feeds_array_its_own_middle,
    grows_bytearray_by_buffer_on_itself,
    grows_array_by_items_of_itself,
    uses_spare_room_of_exported,
    copies_over_itself,
    moves_unlocked_export,
    fails_to_make_one_piece,
    copies_into_more_dimensions,
]


def hazard_of(line, registers, ask):
    """The first hazard of a line, or None."""
    scene = Scene(line, registers, ask)
    return next((hazard for hazard in HAZARDS if hazard(scene)), None)
