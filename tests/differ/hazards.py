"""What a program must not do because CPython 2.7.18 is undefined there, or because the answer
depends on addresses.

Each function looks at a line before it is played, and says with True that it must not be. Those
marked `row:` stand for rows of the unsafe table in DIFFERENCES.md; the rest are limits of what two
processes can be compared in. The facts (cpython/facts.c) are CPython's own, so that a program gets
as near to the edge as it can.
"""

from material import EMPTY, GENERIC
from scene import MAX, Scene, number, overlap, span
from view_hazards import VIEW_HAZARDS
from words import FORMS

SMALL, HUGE = 1 << 12, 1 << 62  # between them memory could be had, or not
ADDRESS_ORDERED = {'memoryview', 'list', 'tuple', 'unicode'}
SHARED = {'NoneType', 'bool', 'int', 'NotImplementedType'}
RESIZING = {'iconcat', 'irepeat', 'setslice', 'delslice', 'delitem', 'setkey', 'delkey',
            'ba_resize',
            'call append', 'call extend', 'call insert', 'call pop', 'call remove',
            'call fromstring'}
AFTER_PRESET = {'as_char', 'as_read', 'as_write', 'check_read'}


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
    return (scene.word in ('iconcat', 'call extend', 'setslice') and
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
             if scene.type(name) in (None, 'memoryview', 'buffer', 'u.nb_hand', 'u.nb_keep')]
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
    if scene.word == 'setslice' and scene.type(first) == 'buffer':
        target = scene.range(first, 'writes')
        if target is None:
            return False
        start, end = span(scene, target[1] - target[0])
        return overlap((target[0] + start, target[0] + end), scene.range(last, 'reads'))
    if scene.word == 'setkey' and scene.type(first) == 'buffer':
        key = scene.line.operands[1]
        return (scene.type(key) == 'slice' and not scene.fact(key, 'leaps') and
                overlap(scene.range(first, 'writes'), scene.range(last, 'reads')))
    if scene.word == 'copydata':
        return (overlap(scene.range(first, 'writes'), scene.range(last, 'reads')) or
                scene.fact(first, 'root') == scene.fact(last, 'root'))
    return False


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
    one_byte = scene.type(scene.first) == 'str' and scene.fact(scene.first, 'size') < 2
    if scene.word != 'refcnt':
        return scene.word == 'interned' and one_byte
    return scene.type(scene.first) in SHARED or one_byte or scene.fact(scene.first, 'shared') > 0


def compares_small_ints(scene):
    """CPython has each int from -5 to 256 once."""
    both = {'int'} == {scene.type(scene.first), scene.type(scene.last)}
    return scene.word == 'same' and both and scene.same_object(scene.first, scene.last)


def keeps_name_of_bool(scene):
    """The str of a bool is interned in CPython, and new here."""
    return scene.word == 'objstr' and scene.type(scene.first) == 'bool' and scene.line.target


def orders_nan(scene):
    """CPython orders a NaN and a number of another type by where the two types are in memory."""
    def is_nan(name):
        value = scene.registers[name].detail if scene.type(name) == 'float' else 0
        return value != value
    if scene.word == 'nest':
        return is_nan(scene.last)
    return scene.word == 'compare' and any(is_nan(name) for name in scene.line.operands[:2])


def goes_to_the_edge(scene):
    """CPython has each int from -5 to 256 once, and what is itself is not compared."""
    return (scene.word == 'nest' and number(scene.line.operands[1]) in (999, 1000) and
            scene.type(scene.last) in ('int', 'array.array'))


def reads_large_float(scene):
    """row: a float of any size has a long."""
    value = scene.registers[scene.first].detail if scene.type(scene.first) == 'float' else 0
    return scene.word == 'number' and 2.0**64 <= abs(value) < float('inf')


def makes_half_an_object(scene):
    """rows: what a generic constructor leaves zero crashes, and memory for a memoryview needs a
    head before it; a long of zeros is no normal one."""
    if scene.word not in ('generic ' + how for how in GENERIC):
        return False
    type, how, items = scene.line.operands
    if type not in EMPTY and not type.startswith('u.'):
        return True
    if type == 'memoryview' and how not in ('new', 'alloc'):
        return True
    counted = how in ('alloc', 'var', 'init_var') if type == 'long' else how in ('var', 'init_var')
    return counted and items != '0' and type != 'str' and not type.startswith('u.sub_str')


def keeps_hash(scene):
    """A str that is shortened after its hash was taken keeps it."""
    return (scene.word == 'shorten' and scene.type(scene.first) == 'str' and
            scene.fact(scene.first, 'hashed'))


def hides_deep_view(scene):
    """As hides_view."""
    return (scene.word == 'nest' and scene.first in ('start', 'stop', 'step') and
            (scene.type(scene.last) in ('memoryview', 'buffer', 'slice') or
             scene.is_user(scene.last)))


def forgets_memory(scene):
    """Buffers over memory do not hold it."""
    memory = scene.registers.names('memory')
    return scene.line.target in memory or (scene.word == 'del' and scene.first in memory)


def ignores_preset(scene):
    """A preset error is for the four functions."""
    return scene.registers.error_preset and scene.word not in AFTER_PRESET


HAZARDS = VIEW_HAZARDS + [
    takes_wrong_register,
    ignores_preset,
    forgets_memory,
    compares_small_ints,
    orders_nan,
    keeps_name_of_bool,
    goes_to_the_edge,
    reads_large_float,
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
    feeds_array_its_own_middle,
    grows_bytearray_by_buffer_on_itself,
    grows_array_by_items_of_itself,
    uses_spare_room_of_exported,
    copies_over_itself,
    moves_unlocked_export,
    makes_half_an_object,
    keeps_hash,
    hides_deep_view,
]


def hazard_of(line, registers, ask):
    """The first hazard of a line, or None."""
    scene = Scene(line, registers, ask)
    return next((hazard for hazard in HAZARDS if hazard(scene)), None)
