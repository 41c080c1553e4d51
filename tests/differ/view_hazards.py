"""The part of hazards.py that is about views."""

TWO_DIMENSIONS = {'u.nb_2d', 'u.nb_fortran'}
IRREGULAR = TWO_DIMENSIONS | {'u.nb_gap', 'u.nb_3d', 'u.nb_back', 'u.nb_zero', 'u.nb_bare',
                              'u.nb_rows', 'u.nb_hand', 'u.nb_keep', 'u.nb_name', 'u.nb_free'}
IN_ONE_PIECE = {'concat', 'iconcat', 'ba_concat', 'string_concat', 'string_concat_del', 'getitem',
                'bytearray_from', 'slice', 'setitem', 'setslice', 'setkey', 'contains', 'count',
                'index', 'compare', 'rich', 'richobj', 'copydata', 'onepiece', 'call tolist',
                'call extend', 'call fromstring', 'call append', 'call insert', 'call remove',
                'call count', 'call index', 'poke_view'}


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


def uses_dead_view(scene):
    """A released view may point to memory that is gone."""
    dead = {name for name in scene.registers.names('view') if scene.registers[name].released}
    return (scene.word in ('view', 'contiguous', 'adopt', 'cast', 'address', 'gather_view',
                           'spread_view') and scene.first in dead)


def follows_absent_strides(scene):
    """row: PyBuffer_GetPointer on a view without strides; row: PyBuffer_IsContiguous and others
    of one dimension that has strides or a shape, and not both."""
    word = scene.word
    if word in ('address', 'gather_view', 'spread_view', 'contiguous') and \
            scene.registers[scene.first] is not None:
        return scene.fact(scene.first, 'ndim') > 0 and not scene.fact(scene.first, 'strided')
    return False


def lacks_format(scene):
    """row: memoryview.tolist() of a view without a format, and its attribute."""
    return (scene.type(scene.first) == 'memoryview' and scene.word in ('call tolist', 'attr') and
            not scene.fact(scene.first, 'formatted') and
            scene.line.operands[1] in ('tolist', 'format'))


def reads_as_if_in_one_piece(scene):
    """rows: what shows memory from the view's start on, wherever its items lie."""
    return scene.word in IN_ONE_PIECE and any(
        (scene.registers[name] is not None and scene.registers[name].content == 'view' or
         scene.type(name) == 'memoryview' or scene.is_user(name)) and scene.fact(name, 'back')
        for name in scene.line.operands)


def shows_what_nobody_owns(scene):
    """row: a memoryview on a view without an exporter never gives its base back."""
    return (scene.word in ('memoryview', 'onepiece') and 'owned' in scene.facts(scene.first) and
            not scene.fact(scene.first, 'owned'))


def slices_flattened_view(scene):
    """row: a slice of a view of one dimension whose exporter gives more, or none; row: of one whose
    items are smaller than the exporter's."""
    return (scene.type(scene.first) == 'memoryview' and scene.word in ('getitem', 'slice') and
            scene.fact(scene.first, 'ndim') == 1 and
            (scene.fact(scene.first, 'below') not in (1, -1) or
             scene.fact(scene.first, 'item_below') > scene.fact(scene.first, 'item')))


def loses_what_is_named(scene):
    """row: a view on a memoryview whose exporter names another object."""
    takes = scene.word in IN_ONE_PIECE or scene.word in (
        'getbuf', 'gather', 'spread', 'memoryview', 'call tobytes', 'nest', 'hand')
    return takes and any(scene.type(name) == 'memoryview' and scene.fact(name, 'strays')
                         for name in scene.line.operands)


def slices_without_shape(scene):
    """row: a slice of a memoryview without a shape."""
    if scene.type(scene.first) != 'memoryview' or scene.fact(scene.first, 'shaped') or \
            scene.fact(scene.first, 'ndim') != 1:
        return False
    return (scene.word in ('slice', 'setslice') or scene.word in ('getitem', 'setkey') and
            scene.type(scene.line.operands[1]) == 'slice')


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


def copies_past_the_end(scene):
    """row: PyObject_CopyData between layouts that do not fit looks for indices that are not there,
    and copies items of the source's size."""
    if scene.word != 'copydata':
        return False
    source, target = scene.facts(scene.last), scene.facts(scene.first)
    if 'size' not in source or 'size' not in target or not ('ndim' in source or 'ndim' in target):
        return False
    one_dimension = {'ndim': '1', 'item': '1', 'packed': '1', 'packed_in_columns': '1'}
    source, target = ({**one_dimension, 'shape': side['size'], **side} for side in (source, target))
    if any(source[order] == target[order] == '1' for order in ('packed', 'packed_in_columns')):
        return False
    shapes = [[int(length) for length in side['shape'].split(',') if length]
              for side in (source, target)]
    return not (len(shapes[0]) == len(shapes[1]) == int(source['ndim']) == int(target['ndim']) and
                int(source['item']) <= int(target['item']) and
                all(map(int.__le__, *shapes)))


VIEW_HAZARDS = [
    takes_item_of_two_dimensions,
    uses_dead_view,
    follows_absent_strides,
    lacks_format,
    reads_as_if_in_one_piece,
    shows_what_nobody_owns,
    slices_flattened_view,
    loses_what_is_named,
    slices_without_shape,
    fails_to_make_one_piece,
    copies_past_the_end,
]
