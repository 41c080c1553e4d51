"""One program on both sides, line by line, and where they come apart."""

import re

from hazards import hazard_of
from player import Player, PlayerDied
from registers import Answer, Line, Registers

# tests/conformance/exceptions.c has the same one: slotbuf has no unicode type.
EXCEPTED = '! NotImplementedError: an item of typecode u is a unicode'

MASKED = re.compile(r'u\.\w+|[0-9a-f]{2,}|\d')
SAME, VETOED, DIFFERENT, OVER = range(4)


class Difference:
    """The program up to the line that differs, and what either side wrote for that."""

    def __init__(self, lines, want, got, types):
        self.lines, self.want, self.got = lines, want, got
        last = Line(lines[-1])
        named = last.operands[1] if last.word in ('call', 'attr') else ''
        named += ' '.join(re.sub(r'u\.(sub_str|sub_ba|sub|nb)?.*', r'u.\1', type) for type in types)
        masked = [MASKED.sub('#', ' '.join(side[:2])) for side in (want, got)]
        self.signature = (last.word, named, *masked)  # the same for the same cause

    def __str__(self):
        want, got = ('\n'.join(side) or '(nothing)' for side in (self.want, self.got))
        return '\n'.join(self.lines) + f'\n-- CPython\n{want}\n-- slotbuf\n{got}\n'


class Trial:
    """Plays programs. What ended one in difference stands in [difference]."""

    def __init__(self, slotbuf, cpython):
        self.players = [Player(cpython), Player(slotbuf)]
        self.excepted = 0
        self.coverage = None  # takes in what is played, if anybody wants that

    def begin(self, name):
        self.registers = Registers()
        self.lines = []
        self.difference = None
        self.tell(f'case {name}')

    def tell(self, line):
        """The lines that both write, and whether both are alive."""
        answers, alive = [], True
        for player in self.players:
            player.send(line)
        for player in self.players:
            try:
                answers.append(player.receive())
            except PlayerDied as death:
                answers.append(str(death).splitlines())
                alive = False
        return answers, alive

    def ask(self, name):
        return self.players[0].play(f'facts {name}')[-1]

    def play(self, whole):
        line = Line(whole)
        if hazard_of(line, self.registers, self.ask) is not None:
            return VETOED
        self.lines.append(whole)
        (want, got), alive = self.tell(whole)
        if any(text.startswith(EXCEPTED) for text in got):
            self.excepted += 1
            return OVER
        if want != got or not alive:
            types = [self.registers[name].type for name in line.operands
                     if self.registers[name] is not None]
            self.difference = Difference(self.lines[:], want, got, types)
            return DIFFERENT
        answer = Answer(want)
        if self.coverage is not None:
            self.coverage.add(line, self.registers, answer)
        self.registers.follow(line, answer)
        return SAME

    def end(self):
        """Ends the case; False if that differs."""
        self.lines.append('end')
        (want, got), alive = self.tell('end')
        if self.difference is None and (want != got or not alive):
            self.difference = Difference(self.lines[:], want, got, [])
        return self.difference is None

    def run(self, lines):
        """Plays a whole program; True if it differs. What is vetoed makes it invalid."""
        self.begin('shrunk')
        for line in lines:
            verdict = SAME if line == 'end' else self.play(line)
            if verdict in (VETOED, OVER):
                self.tell('end')
                return False
            if verdict == DIFFERENT:
                break
        self.end()
        return self.difference is not None

    def close(self):
        """Ends both players, and tells what was wrong with their ends: leaks, for instance."""
        return [end for end in (player.close() for player in self.players) if end]
