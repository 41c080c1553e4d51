"""Which operations were reached, on which types, with which outcomes, and which texts they gave."""

import pathlib
import re

import words
from generator import PLAIN_TYPES
from material import ATTRIBUTES, EMPTY, GENERIC, METHODS, READERS
from registers import Answer, Line, Registers
from view_hazards import IRREGULAR

LETTERS = {'ok': '=', 'silent': 'q', 'refused': '?', 'touched': '#', 'TypeError': 'T',
           'ValueError': 'V',
           'IndexError': 'I', 'BufferError': 'B', 'MemoryError': 'M', 'OverflowError': 'O',
           'SystemError': 'S', 'RuntimeError': 'R', 'AttributeError': 'A',
           'NotImplementedError': 'N'}
DATA = {'bytes', 'chars', 'items', 'error', 'order', 'access', 'relation', 'flags', 'layout',
        'places', 'generic', 'around', 'reader'}
MASKED = re.compile(r'-?\d+|\bu\.\w+|\b'
                    r'(array\.array|NoneType|memoryview|bytearray|buffer|float|int|'
                    r'long|slice|bool|str|unicode|tuple|list)\b')


def letters_of(outcomes):
    """One letter an outcome; the errors that were left behind stand in brackets."""
    left = ''.join(sorted({LETTERS.get(outcome[5:], 'E') for outcome in outcomes
                           if outcome.startswith('left:')}))
    plain = sorted({LETTERS.get(outcome, 'E') for outcome in outcomes
                    if not outcome.startswith('left:')})
    return ''.join(plain) + (f'({left})' if left else '')


class Coverage:
    def __init__(self):
        self.cells = {}  # (row, type) -> set of outcomes
        self.texts = set()  # (row, text of an error)
        self.operations = 0

    def add(self, line, registers, answer):
        """Takes in a line; the registers are those before it."""
        self.operations += 1
        if answer.first.startswith('? unset'):
            return
        for row, type in self.places(line, registers):
            outcomes = self.cells.setdefault((row, type), set())
            outcomes |= answer.outcomes()
        for result in answer.results:
            if result.startswith('!') and line.word not in ('raise', 'again'):
                self.texts.add((self.row(line), MASKED.sub('*', result)))

    @staticmethod
    def row(line):
        is_named = line.word in ('call', 'attr', 'generic', 'number') and len(line.operands) > 1
        return f'{line.word} {line.operands[1]}' if is_named else line.word

    def places(self, line, registers):
        """A line counts for the type of its first object, and in another row for the second one."""
        row = self.row(line)
        types = [registers[name].type for name in self.named(line) if registers[name] is not None]
        if line.word in ('user', 'array') or not types:
            types = [f'u.{line.operands[0]}' if line.word == 'user' else '-']
        if line.word == 'generic':
            types = [line.operands[0]]
        yield row, types[0]
        if len(types) > 1:
            yield f'{row} ..', types[-1]

    @staticmethod
    def named(line):
        """The operands that name registers."""
        if line.word in ('call', 'attr'):
            return line.operands[:1] + line.operands[2:]
        kinds = words.FORMS[line.word].split()
        return [operand for kind, operand in zip(kinds, line.operands) if kind not in DATA]

    def empty(self, types):
        """The rows and types that can be and were not."""
        return [cell for cell in all_cells(types) if cell not in self.cells]

    def table(self, types):
        """The lines of the table: a row an operation, a column a type or a family of types."""
        columns = ['-', 'view', 'memory'] + [type for type in types if not type.startswith('u.')]
        columns += FAMILIES
        rows = [[''] + columns]
        for row in sorted({row for row, _ in self.cells}):
            rows.append([row] + [self.cell(row, column) for column in columns])
        widths = [max(map(len, column)) for column in zip(*rows)]
        for row in rows:
            yield '  '.join(cell.ljust(width) for cell, width in zip(row, widths)).rstrip()

    def cell(self, row, column):
        members = FAMILIES.get(column, lambda type: type == column)
        return letters_of({outcome for (reached, type), outcomes in self.cells.items()
                           if reached == row and members(type) for outcome in outcomes})

    def missing_from(self, other):
        """The cells and texts of another coverage that this one has not."""
        cells = [(row, type, outcome) for (row, type), outcomes in sorted(other.cells.items())
                 for outcome in sorted(outcomes - self.cells.get((row, type), set()))]
        return cells, sorted(other.texts - self.texts)


FAMILIES = {
    'u.old': lambda type: type.startswith('u.') and not type.startswith(('u.nb', 'u.sub')),
    'u.nb*': lambda type: type.startswith(('u.nb', 'u.sub_nb')),
    'u.sub_*': lambda type: type.startswith('u.sub') and not type.startswith(
        ('u.sub_str', 'u.sub_ba', 'u.sub_nb')),
    'u.sub_str*': lambda type: type.startswith('u.sub_str'),
    'u.sub_ba*': lambda type: type.startswith('u.sub_ba'),
}


LEGEND = ('= ok, q failed without an error, ? refused, # out-parameters touched, (x) success with '
          'x left '
          'behind; errors: T type, V value, I index, B buffer, M memory, O overflow, S system, '
          'R runtime, A attribute, N not implemented, E another')


def makeable(kinds):
    """The types that a program can make."""
    return PLAIN_TYPES + [f'u.{kind}' for kind in kinds]


TAKE_OBJECT = {'object', 'null', 'other', 'item', 'key'}


def all_cells(types):
    """Every row and type that can be: words with each type first, those of two objects with each
    type
    second, methods and attributes with the types that have them."""
    for word, form in words.FORMS.items():
        objects = [kind for kind in form.split() if kind in TAKE_OBJECT]
        for type in types:
            if objects and not is_impossible(word, type):
                yield word, type
            if len(objects) > 1 and not is_impossible(f'{word} ..', type):
                yield f'{word} ..', type
    for reader in READERS:
        for type in types:
            yield f'number {reader}', type
    for how in GENERIC:
        for type in types:
            if not is_impossible(f'generic {how}', type):
                yield f'generic {how}', type
    for word, table in (('call', METHODS), ('attr', ATTRIBUTES)):
        for type, names in table.items():
            for name in names.split():
                yield f'{word} {name}', type
        for type in types:
            yield f'{word} nosuch', type
    for name in METHODS['bytearray'].split():
        for type in filter(FAMILIES['u.sub_ba*'], types):
            yield f'call {name}', type


def is_impossible(word, type):
    """Why, tells hazards.py."""
    if word == 'string_repr':
        return type != 'str' and not FAMILIES['u.sub_str*'](type)
    if word.startswith('generic'):
        if type == 'memoryview':
            return word not in ('generic new', 'generic alloc')
        return type not in EMPTY and not type.startswith('u.')
    if word == 'objstr':
        return type == 'memoryview' or FAMILIES['u.old'](type) or FAMILIES['u.nb*'](type) or \
            FAMILIES['u.sub_*'](type)
    if word == 'onepiece':
        return type in IRREGULAR or type in ('u.nb_err', 'u.nb_quiet')
    return word == 'refcnt' and type in ('NoneType', 'bool', 'int')


def of_transcripts(folder):
    """The coverage of recorded transcripts: what was reached there can be reached."""
    coverage = Coverage()
    for script in sorted(pathlib.Path(folder).glob('*.txt')):
        recorded = script.with_suffix('.expected').read_text().splitlines()
        registers, line, results = Registers(), None, []
        for text in recorded + ['end']:
            if text[:1] in ('=', '!', '?', '~'):
                results.append(text)
                continue
            if line is not None:
                coverage.add(line, registers, Answer(results))
                registers.follow(line, Answer(results))
            if text.startswith('case '):
                registers = Registers()
            is_line = text and not text.startswith(('case ', 'end'))
            line, results = (Line(text), []) if is_line else (None, [])
    return coverage
