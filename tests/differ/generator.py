"""Writes programs: each step is a few lines, the objects that an operation needs and the operation.

The generator knows what the registers hold (registers.py) and proposes; what must not be played is
sorted out afterwards (hazards.py)."""

import material
import words

PLAIN_TYPES = ['str', 'bytearray', 'array.array', 'buffer', 'memoryview', 'NoneType', 'int', 'long',
               'float', 'bool', 'slice', 'tuple', 'list']
PLAIN_BASES = ['str', 'bytearray', 'array.array', 'buffer']
ODD = [f'u.{kind}' for kind in ('segdirty', 'quiet', 'readerr', 'allerr', 'writeerr', 'seg2',
       'noread',
                                'writeonly', 'log', 'noseg', 'segquiet', 'segerr')]
MOST_REGISTERS = 14
PRESET_WORDS = ['as_char', 'as_read', 'as_write', 'check_read']
# The first operand, if the second matters.
RIGHT_OF = ['bytearray', 'array.array', 'str', 'buffer', 'buffer', 'buffer']


class Generator:
    def __init__(self, random, registers, kinds):
        self.material = material.Material(random)
        self.random, self.registers = random, registers
        self.types = PLAIN_TYPES + [f'u.{kind}' for kind in kinds]
        self.kinds = kinds
        self.old = [f'u.{kind}' for kind in kinds if not kind.startswith(('nb', 'sub_nb'))]
        self.views = [f'u.{kind}' for kind in kinds if kind.startswith('nb') or kind == 'both']
        self.all_words = [word for word in words.FORMS for _ in range(words.OFTEN.get(word, 1))]
        self.made = 0
        self.step_lines = []
        self.planned = {}  # the types of what the step makes
        self.first = self.second = self.named = None

    def step(self, goal=None):
        """The lines of one step; [goal] is a cell of the coverage table to go to."""
        self.step_lines, self.planned = [], {}
        self.second = self.named = None
        if goal is not None:
            self.go_to(*goal)
        elif len(self.registers.cells) < 3 or self.material.chance(0.1):
            self.make(self.some_type())
        elif len(self.registers.cells) > MOST_REGISTERS:
            self.write('del')
        elif self.material.chance(0.01):
            self.deep()
        else:
            self.write(self.random.choice(self.all_words))
        return self.step_lines

    def go_to(self, row, type):
        word, _, rest = row.partition(' ')
        if word in PRESET_WORDS and self.material.chance(0.5):
            self.step_lines += self.preset(word, self.make(type))
        elif rest == '..':
            self.second = self.make(type)
            self.write(word, self.an_object(RIGHT_OF) if self.material.chance(0.7) else None)
        elif word == 'number':
            self.step_lines.append(f'number {self.make(type)} {rest}')
        elif word == 'generic':
            self.step_lines.append(f'{self.new_name("g")} = generic {type} {rest} 0')
        else:
            self.named = rest
            object = self.make(type)
            if self.material.chance(0.2):
                self.step_lines.append(f'{self.new_name("m")} = memoryview {object}')
            self.write(word, object)

    def write(self, word, first=None):
        """Adds the line of an operation. [first] becomes its first object."""
        self.first = first
        operands = [self.operand(kind) for kind in words.FORMS[word].split()]
        if word == 'preset':
            self.step_lines += operands[0]
            return
        line = ' '.join([word] + [operand for operand in operands if operand != ''])
        is_kept = word in words.MAKERS or (word in words.RESULTS and self.material.chance(0.6))
        target = self.target(word, operands) if is_kept else None
        self.step_lines.append(f'{target} = {line}' if target else line)

    def target(self, word, operands):
        """A new register most of the time; += and *= go where they came from."""
        if word in ('iconcat', 'irepeat') and self.material.chance(0.8):
            return operands[0]
        names = self.registers.names('object', 'view')
        if names and self.material.chance(0.08):
            return self.random.choice(names)
        return self.new_name(word)

    def new_name(self, word):
        self.made += 1
        return f'{word[0]}{self.made}'

    # Objects

    def some_type(self):
        return self.random.choice(PLAIN_TYPES[:5] if self.material.chance(0.5) else self.types)

    def make(self, type):
        """Adds the lines that make an object of a type, and gives its register."""
        first, self.first = self.first, None
        maker = getattr(self, 'make_' + type.split('.')[0])
        name = self.new_name(type.split('.')[-1])
        self.step_lines.append(f'{name} = {maker(type)}')
        self.planned[name] = type
        self.first = first
        return name

    def type_of(self, name):
        return self.planned.get(name) or self.registers.type_of(name) or ''

    def make_str(self, type):
        word = self.random.choice(('str', 'str', 'str', 'cstr', 'intern'))
        return f'{word} {self.material.chars() if word != "str" else self.material.bytes()}'

    def make_bytearray(self, type):
        return f'bytearray {self.material.bytes()}'

    def make_array(self, type):
        return f'array {self.operand_items()}'

    def make_buffer(self, type):
        if self.material.chance(0.12):
            return f'buffer_new {self.material.size()}'
        if self.material.chance(0.2):
            word = self.random.choice(('buffer_mem', 'buffer_rwmem'))
            return f'{word} {self.operand_memory()} {self.material.window()}'
        word = self.random.choice(('buffer', 'buffer_rw'))
        types = self.random.choice((ODD, self.old, PLAIN_BASES, PLAIN_BASES, PLAIN_BASES))
        base = self.an_object(types) if self.material.chance(0.9) else self.operand_object()
        return f'{word} {base} {self.material.offset()} {self.material.window()}'

    def make_memoryview(self, type):
        return f'memoryview {self.an_object(("str", "bytearray", "buffer", *self.views))}'

    def make_NoneType(self, type):
        return 'none'

    def make_int(self, type):
        return f'int {self.material.integer()}'

    def make_long(self, type):
        return f'long {self.material.integer()}'

    def make_float(self, type):
        return f'float {self.material.real()}'

    def make_bool(self, type):
        one = self.make('int')
        return f'richobj {one} {one} {self.random.choice(("eq", "ne"))}'

    def make_slice(self, type):
        return f'slicekey {self.operand_part()} {self.operand_part()} {self.operand_part()}'

    def make_tuple(self, type):
        return f'attr {self.make("memoryview")} shape'

    def make_list(self, type):
        return f'call {self.make("memoryview")} tolist'

    def make_u(self, type):
        return f'user {type[2:]} {self.material.bytes()} {self.material.bytes()}'

    def an_object(self, types):
        """A register of one of these types, a new one if there is none or so it falls."""
        names = [name for name in self.registers.names('object')
                 if self.registers.type_of(name) in types]
        if names and self.material.chance(0.8):
            return self.random.choice(names)
        return self.make(self.random.choice(types))

    # Operands

    def operand(self, kind):
        own = getattr(self, 'operand_' + kind, None)
        return own() if own is not None else getattr(self.material, kind)()

    def operand_object(self):
        if self.first is not None:
            return self.first
        names = self.registers.names('object')
        if names and self.material.chance(0.85):
            self.first = self.random.choice(names)
        else:
            self.first = self.make(self.some_type())
        return self.first

    def operand_other(self):
        if self.second is not None:
            return self.second
        if self.material.chance(0.1):
            return self.first
        first, self.first = self.first, None
        other = self.operand_object()
        self.first = first
        return other

    def operand_null(self):
        if self.second is None and self.material.chance(0.06):
            return 'NULL'
        return self.operand_other() if self.first is not None else self.operand_object()

    def operand_item(self):
        """What can be an item of something, half of the time."""
        if self.second is not None:
            return self.second
        if self.type_of(self.first) == 'array.array' and self.material.chance(0.5):
            return self.make(self.random.choice(('int', 'int', 'float', 'long')))
        if self.material.chance(0.5):
            return self.operand_other()
        if self.material.chance(0.5):
            name = self.new_name('v')
            value = self.random.choice(('61', '62', '00', 'ff', '61', '6162', '-'))
            self.step_lines.append(f'{name} = str {value}')
            return name
        return self.an_object(('int', 'int', 'long', 'float', 'bool', 'str'))

    def operand_key(self):
        if self.second is not None:
            return self.second
        if self.material.chance(0.45):
            return self.an_object(('slice',))
        if self.material.chance(0.6):
            name = self.new_name('k')
            self.step_lines.append(f'{name} = int {self.material.index()}')
            return name
        return self.an_object(('int', 'long', 'bool')) if self.material.chance(0.5) else \
            self.operand_other()

    def operand_slice(self):
        return self.an_object(('slice',)) if self.material.chance(0.97) else self.operand_object()

    def operand_part(self):
        """A part of a slice: a number, or a register."""
        if self.material.chance(0.35):
            return self.an_object(('NoneType',))
        if self.material.chance(0.95):
            return self.material.index()
        if self.material.chance(0.4):
            name = self.new_name('l')
            self.step_lines.append(f'{name} = ulong {self.material.integer()}')
            return name
        return self.an_object(('long', 'float', 'str', 'bool', 'int'))

    def operand_memory(self):
        names = self.registers.names('memory')
        if names and self.material.chance(0.7):
            return self.random.choice(names)
        name = self.new_name('m')
        self.step_lines.append(f'{name} = mem {self.material.bytes()}')
        return name

    def operand_view(self):
        names = self.registers.names('view')
        if names and self.material.chance(0.8):
            return self.random.choice(names)
        name = self.new_name('p')
        object = self.an_object(('str', 'bytearray', 'buffer', 'memoryview', *self.views))
        flags = self.random.choice(('FULL_RO', 'RECORDS_RO', self.material.flags()))
        self.step_lines.append(f'{name} = getbuf {object} {flags}')
        return name

    def operand_generic(self):
        types = [type for type in self.types if type.startswith('u.')]
        return self.material.generic(material.EMPTY if self.material.chance(0.6) else types)

    def operand_numeric(self):
        if self.first is None:
            self.first = self.an_object(('int', 'long', 'long', 'float', 'bool')) \
                if self.material.chance(0.7) else self.operand_object()
        return self.first

    def operand_nested(self):
        return self.an_object(('int', 'int', 'NoneType', 'str', 'bytearray', 'float', 'long'))

    def operand_fresh(self):
        """A str that nobody else has, most of the time."""
        if self.first is None and self.material.chance(0.4):
            return self.an_object(('str',))
        self.first = self.first or self.make('str')
        return self.first

    def deep(self):
        """Two deep things of the same shape, and what meets both."""
        how, depth = self.material.around(), self.material.depth()
        names = []
        for _ in range(2):
            inner = self.operand_nested()
            names.append(self.new_name('n'))
            self.step_lines.append(f'{names[-1]} = nest {how} {depth} {inner}')
        word = self.random.choice(('compare', 'rich', 'richobj', 'repr', 'tostr', 'hash', 'hasheq',
                                   'concat'))
        self.second = names[1]
        self.write(word, names[0])

    def operand_exporter(self):
        """What hands on the view of another."""
        if self.material.chance(0.05):
            return self.operand_object()
        self.first = self.make('u.' + self.random.choice(('nb_hand', 'nb_hand', 'nb_keep',
                                                          'nb_keep', 'nb_name')))
        return self.first

    def operand_shown(self):
        """Somebody whose view another may hand on."""
        if self.material.chance(0.1):
            return self.operand_other()
        first, self.first = self.first, None
        shown = self.an_object(('str', 'bytearray', 'bytearray', 'buffer', 'memoryview',
                                *self.views))
        self.first = first
        return shown

    def operand_any(self):
        names = self.registers.names('object', 'view')
        return self.random.choice(names) if names else self.make(self.some_type())

    def operand_method(self):
        object = self.first
        if object is None:
            types = ('bytearray', 'bytearray', 'array.array', 'array.array', 'memoryview')
            object = self.an_object(types) if self.material.chance(0.95) else self.operand_object()
            self.first = object
        type = 'bytearray' if 'sub_ba' in self.type_of(object) else self.type_of(object)
        method = self.named or \
            self.random.choice(material.METHODS.get(type, 'append tolist nosuch').split())
        return ' '.join([object, method] + self.arguments(method))

    def arguments(self, method):
        item = lambda: self.material.integer() if self.material.chance(0.4) else self.operand_item()
        if method in ('append', 'remove', 'count', 'index'):
            arguments = [item()]
        elif method in ('extend', 'fromstring'):
            arguments = [self.operand_other() if self.material.chance(0.97)
                         else self.material.integer()]
        elif method == 'insert':
            where = self.material.index() if self.material.chance(0.9) else self.operand_other()
            arguments = [where, item()]
        elif method == 'pop':
            arguments = [] if self.material.chance(0.4) else \
                [self.material.index() if self.material.chance(0.9) else self.operand_other()]
        else:
            arguments = []
        if self.material.chance(0.03):
            arguments = arguments[1:] if self.material.chance(0.5) else (arguments + ['1', '2'])[:3]
        return arguments

    def operand_attribute(self):
        object = self.first or (self.an_object(('array.array', 'memoryview'))
                                if self.material.chance(0.9) else self.operand_object())
        names = material.ATTRIBUTES.get(self.type_of(object), 'nosuch')
        return f'{object} {self.named or self.random.choice(names.split())}'

    def operand_preset(self):
        return self.preset(self.random.choice(PRESET_WORDS), None)

    def preset(self, word, first):
        """An error, and the call that meets it."""
        self.write(word, first)
        call = self.step_lines.pop()
        text = self.random.choice(('earlier', '', 'with "quotes" and \\', 'at 0x1f and 0xFFz',
                                  'a : b', 'before', 'p'))
        return [f'preset {self.random.choice(material.ERRORS)} : {text}', call]

    def operand_kind(self):
        return self.random.choice(self.kinds)

    def operand_items(self):
        code = self.material.typecode()
        return f'{code} {self.material.items(code) if code in material.TYPECODES else "6162"}'

    def operand_length(self):
        return str(self.random.choice((0, 1, 2, 3, 5, 8, 100)))

    def operand_strides(self):
        return ' '.join(str(self.random.randint(0, 5)) for _ in range(self.random.randint(2, 4)))

    def operand_relation(self):
        return self.random.choice(material.RELATIONS)

    def operand_error(self):
        return self.random.choice(material.EXCEPTIONS)

    def operand_segment(self):
        return self.random.choice(('0', '0', '0', '0', '1', '-1', '2', 'MAX', 'MIN'))

    def operand_order(self):
        return self.random.choice('CFA')

    def operand_access(self):
        return self.random.choice(('READ', 'READ', 'WRITE'))

    def operand_bit(self):
        return self.random.choice('01')

    def operand_nolen(self):
        return self.random.choice(('', '', 'nolen'))

    def operand_out(self):
        return self.random.choice(('', '', '', 'nobuf', 'nolen', 'nobuf nolen'))
