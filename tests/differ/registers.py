"""What the registers of a program hold, as far as the answers of CPython tell."""

import re

EVENT = '~'


class Line:
    """A line of a program: `[target =] word operands... [ : text]`."""

    def __init__(self, whole):
        self.whole = whole
        front, _, self.text = whole.partition(' : ')
        words = front.split()
        self.target = words[0] if words[1:2] == ['='] else None
        if self.target is not None:
            words = words[2:]
        self.word, self.operands = words[0], words[1:]


class Answer:
    """What a player wrote for a line: its result lines, events left out."""

    def __init__(self, lines):
        self.results = [line for line in lines if not line.startswith(EVENT)]

    @property
    def first(self):
        return self.results[0] if self.results else ''

    @property
    def succeeded(self):
        return self.first.startswith('=')

    def outcomes(self):
        """The outcome classes: `ok`, names of errors, and what is odd."""
        found = {self.outcome(line) for line in self.results}
        return found - {None} or {'ok'}

    @staticmethod
    def outcome(line):
        error = re.match(r'(?:segment \d+: )?! (\w+):', line)
        if error:
            return error[1]
        if line.startswith('!! success'):
            return 'left:' + line.split()[6].rstrip(':')
        if line.startswith('!! failure'):
            return 'silent'
        if line.startswith('!! out-parameters'):
            return 'touched'
        if line.startswith('?'):
            return 'refused'
        return 'ok' if line.startswith('=') else None


class Register:
    def __init__(self, content, type, detail=None):
        self.content = content  # 'object', 'view' or 'memory'
        self.type = type  # an object's tp_name
        self.detail = detail  # a number's value, the flags of a view
        self.released = False  # a view


class Registers:
    """All registers of the running case."""

    def __init__(self):
        self.cells = {}
        self.error_preset = False

    def __getitem__(self, name):
        return self.cells.get(name)

    def names(self, *contents):
        return [name for name, cell in self.cells.items() if cell.content in contents]

    def type_of(self, name):
        cell = self.cells.get(name)
        return cell.type if cell is not None and cell.content == 'object' else None

    def follow(self, line, answer):
        """Takes in what a line did."""
        self.error_preset = line.word == 'preset'
        if line.word in ('string_concat', 'string_concat_del', 'string_resize'):
            self.follow_place(line, answer)
        if not answer.succeeded:
            return
        if line.word in ('del', 'adopt'):
            self.cells.pop(line.operands[0], None)
        if line.word == 'release':
            self.cells[line.operands[0]].released = True
        if line.target is not None:
            self.cells[line.target] = self.made_by(line, answer)

    def made_by(self, line, answer):
        if line.word == 'mem':
            return Register('memory', 'memory')
        if line.word == 'getbuf':
            return Register('view', 'view', line.operands[1])
        return self.object_shown(answer)

    @staticmethod
    def object_shown(answer):
        type, _, shown = answer.first[2:].partition(' ')
        read = {'int': int, 'long': int, 'float': float}.get(type)
        value = read(shown.strip('"L')) if read else None
        return Register('object', type, value)

    def follow_place(self, line, answer):
        """The words that put another object into the place of their first operand, or nothing."""
        if answer.first.startswith('?'):
            return
        if answer.succeeded and answer.first != '= register cleared':
            self.cells[line.operands[0]] = self.object_shown(answer)
        else:
            self.cells.pop(line.operands[0], None)
