"""A line before it is played: what it is about, and what CPython knows of that."""

MAX = 2**63 - 1


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
        if line.word in ('call', 'generic') and len(operands) > 1:
            self.word = f'{line.word} {operands[1]}'
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
