"""Makes programs of the conformance scripts, one of each case, as far as their operations map.

    seed.py REPLAY FOLDER SCRIPT...

What words, numbers and flags there are, and which bytes stand for them, REPLAY --words tells. What
does not fit into a program, such as a ninth register, is left out.
"""

import pathlib
import re
import subprocess
import sys

LONGEST, REGISTERS, VIEWS, SPARE = 23, 8, 4, 7
MOST = 9223372036854775807

# How the transcripts say it, where the name is another. A method's is behind `call`.
WORDS = {
    'slice': 'slice_of', 'tostr': 'text', 'objstr': 'text', 'ref': 'copy', 'richobj': 'rich',
    'string_concat_del': 'string_concat', 'string_asas': 'string_size', 'ba_resize': 'resize',
    'call tostring': 'tostring', 'call tobytes': 'tobytes', 'call tolist': 'list_size',
    'call count': 'array_count', 'call index': 'array_index',
}
METHODS = {'append', 'extend', 'insert', 'pop', 'remove', 'reverse', 'byteswap', 'fromstring'}
CHOICES = {'lt': 0, 'le': 1, 'eq': 2, 'ne': 3, 'gt': 4, 'ge': 5, 'C': 0, 'F': 1, 'A': 2}


class Unmapped(Exception):
    """An operation that no program can hold."""


class Vocabulary:
    """What the replay says."""

    def __init__(self, replay):
        self.words, self.forms, self.numbers, self.flags = {}, {}, {}, {}
        told = subprocess.run([replay, '--words'], check=True, capture_output=True, text=True)
        for line in told.stdout.splitlines():
            what, *rest = line.split()
            if what == 'word':
                self.forms[rest[0]] = rest[1]
                self.words[rest[0]] = len(self.words)
            elif what == 'number':
                self.numbers.setdefault(int(rest[1]), int(rest[0]))
            elif what == 'typecodes':
                self.typecodes = rest[0]
            else:
                self.flags[rest[0]] = len(self.flags)

    def flag(self, names):
        """One of the flags that a view is asked with."""
        return self.flags.get(names.split('|')[0], 0)

    def number(self, word):
        match = re.fullmatch(r'(MAX|MIN)?([+-]?\d+)?', word)
        if not match or not word:
            raise Unmapped(word)
        base = {'MAX': MOST, 'MIN': -MOST - 1, None: 0}[match[1]]
        value = base + int(match[2] or 0)
        if value not in self.numbers:
            raise Unmapped(word)
        return self.numbers[value]


def data(word):
    hexadecimal, _, times = word.partition('*')
    if hexadecimal == '-':
        return b'\0'
    content = (bytes.fromhex(hexadecimal) * int(times or 1))[:LONGEST]
    return bytes([len(content)]) + content


class Case:
    """The program of one case, and which of its registers stand for those of the script."""

    def __init__(self, vocabulary):
        self.vocabulary, self.program = vocabulary, b''
        self.objects, self.views = {}, {}

    def register(self, name, known, room):
        if name not in known:
            if len(known) == room or not re.fullmatch(r'[A-Za-z]\w*', name):
                raise Unmapped(name)
            known[name] = len(known)
        return known[name]

    def operand(self, letter, word):
        if letter in 'rO':
            # A number where an object is wanted becomes an int, in a register that is kept for it.
            if re.fullmatch(r'-?\d+|MAX\S*|MIN\S*', word):
                number = self.vocabulary.number(word)
                self.program += bytes([self.vocabulary.words['int'], SPARE, number])
                return bytes([SPARE])
            return bytes([self.register(word, self.objects, SPARE)])
        if letter in 'vV':
            return bytes([self.register(word, self.views, VIEWS)])
        if letter == 'T':
            return bytes([max(self.vocabulary.typecodes.find(word), 0)])
        if letter == 'F':
            return bytes([self.vocabulary.flag(word)])
        if letter == 'B':
            return data(word)
        if word in CHOICES:
            return bytes([CHOICES[word]])
        return bytes([self.vocabulary.number(word)])

    def add(self, target, word, operands):
        if word == 'call':
            word = f'call {operands.pop(1)}'
        word = WORDS.get(word, word)
        if word.removeprefix('call ') in METHODS:
            word = word.removeprefix('call ')
        if word == 'pop' and len(operands) == 1:
            operands.append('-1')
        if word not in self.vocabulary.words:
            raise Unmapped(word)
        form = self.vocabulary.forms[word]
        if form[0] == 'r' or (form[0] == 'v' and len(form) > 1):
            operands.insert(0, target or 'dropped')
        if word in ('buffer_new', 'str_size') and operands:
            operands[1:] = operands[1:2]
        if len(operands) < len(form):
            raise Unmapped(word)
        # Evaluated first: a number may need an operation of its own ahead of this one.
        said = b''.join(self.operand(*pair) for pair in zip(form, operands))
        self.program += bytes([self.vocabulary.words[word]]) + said


def programs(vocabulary, script):
    case = Case(vocabulary)
    for line in script.read_text().splitlines():
        if line.startswith('case '):
            yield case.program
            case = Case(vocabulary)
            continue
        match = re.match(r'(?:(\w+) = )?(\w+) ?(.*)', line.split(' : ')[0])
        if not match:
            continue
        try:
            case.add(match[1], match[2], match[3].split())
        except (Unmapped, IndexError):
            continue
    yield case.program


def main():
    replay, folder, *scripts = sys.argv[1:]
    vocabulary = Vocabulary(replay)
    into = pathlib.Path(folder)
    into.mkdir(parents=True, exist_ok=True)
    made = {program for script in scripts
            for program in programs(vocabulary, pathlib.Path(script)) if program}
    for number, program in enumerate(sorted(made)):
        (into / f'seed_{number:05}').write_bytes(program)
    print(f'{len(made)} seeds')


main()
