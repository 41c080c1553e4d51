"""Live differential test: random programs on CPython 2.7 and on slotbuf, everything compared.

    differ.py [--seed N] [--operations N] [--seconds N] [--findings FILE] SLOTBUF CPYTHON
    differ.py --play FILE SLOTBUF CPYTHON        plays one program and shows where it differs
    differ.py --skip REASON                      tells why there is nothing to compare with

SLOTBUF and CPYTHON are the two players (player.c). Ends with 0 if all was alike, 1 if not, 77 if it
was skipped. README.md tells more.
"""

import argparse
import pathlib
import random
import sys
import time

import coverage
from generator import Generator
from material import kinds
from shrink import shrink
from trial import DIFFERENT, SAME, VETOED, Trial

CONFORMANCE = pathlib.Path(__file__).parent.parent / 'conformance'
CASE = 60  # operations that a program has, more or less


class Run:
    def __init__(self, arguments):
        self.trial = Trial(arguments.slotbuf, arguments.cpython)
        self.random = random.Random(arguments.seed)
        self.kinds = kinds((CONFORMANCE / 'kinds.c').read_text())
        self.types = coverage.makeable(self.kinds)
        self.transcripts = coverage.of_transcripts(CONFORMANCE / 'transcripts')
        self.coverage = self.trial.coverage = coverage.Coverage()
        self.findings = {}  # signature -> [how often, text]
        self.cases = 0
        self.goals = []

    def case(self):
        trial = self.trial
        trial.begin(f'seed/{self.cases}')
        self.cases += 1
        generator = Generator(self.random, trial.registers, self.kinds)
        verdict = SAME
        while len(trial.lines) < CASE and verdict in (SAME, VETOED):
            for line in generator.step(self.goal()):
                verdict = trial.play(line)
                if verdict != SAME:
                    break
        if verdict in (SAME, VETOED):
            verdict = self.look_at_all()
        if verdict in (SAME, VETOED):
            trial.end()
        else:
            trial.tell('end')
        if trial.difference is not None:
            self.note(trial.difference)

    def look_at_all(self):
        """What the registers hold at last."""
        registers = self.trial.registers
        for name in registers.names('object', 'view'):
            word = 'dump' if registers[name].content == 'object' else 'view'
            if self.trial.play(f'{word} {name}') == DIFFERENT:
                return DIFFERENT
        return SAME

    def goal(self):
        """Now and then a step goes where nobody has been, and then where too few have been."""
        if self.random.random() > 0.25:
            return None
        if not self.goals:
            self.goals = self.coverage.empty(self.types) or self.missing() * 3 + \
                self.random.sample(list(coverage.all_cells(self.types)), 500)
            self.random.shuffle(self.goals)
        return self.goals.pop()

    def missing(self):
        """The cells of which the transcripts have an outcome that is not reached yet."""
        cells, _ = self.coverage.missing_from(self.transcripts)
        possible = set(coverage.all_cells(self.types))
        return [(row, type) for row, type, _ in cells if (row, type) in possible]

    def note(self, difference):
        signature = difference.signature
        if signature in self.findings:
            self.findings[signature][0] += 1
            return
        self.findings[signature] = [1, '']
        lines = shrink(difference.lines, lambda lines: self.differs_alike(lines, signature))
        again = self.trial.run(lines)
        text = str(self.trial.difference) if again else 'not again: ' + str(difference)
        self.findings[signature][1] = text
        print(f'\n== difference {len(self.findings)}\n{text}', flush=True)

    def differs_alike(self, lines, signature):
        kept, self.trial.coverage = self.trial.coverage, None
        differs = self.trial.run(lines)
        self.trial.coverage = kept
        return differs and self.trial.difference.signature == signature

    def report(self):
        print('\n'.join(self.coverage.table(self.types)))
        print(coverage.LEGEND)
        for word, type in self.coverage.empty(self.types):
            print(f'empty: {word} {type}')
        cells, texts = self.coverage.missing_from(self.transcripts)
        for cell in cells:
            print('transcripts have the cell', *cell)
        for text in texts:
            print('transcripts have the text', *text)


def go(arguments):
    run, start = Run(arguments), time.monotonic()

    def is_over():
        if arguments.seconds is not None:
            return time.monotonic() - start >= arguments.seconds
        return run.coverage.operations >= arguments.operations

    while not is_over() and len(run.findings) < arguments.differences:
        run.case()
    ends = run.trial.close()
    if arguments.table:
        run.report()
    for end in ends:
        print(end)
    for count, text in run.findings.values():
        print(f'{count} times: {text.splitlines()[0]}')
    cells = sum(len(outcomes) for outcomes in run.coverage.cells.values())
    print(f'seed {arguments.seed}: {run.cases} programs, {run.coverage.operations} operations, '
          f'{cells} cells, {len(run.coverage.texts)} error texts, {run.trial.excepted} unicode, '
          f'{len(run.findings)} differences in {time.monotonic() - start:.0f} s')
    return 1 if run.findings or ends else 0


def play(arguments):
    trial = Trial(arguments.slotbuf, arguments.cpython)
    lines = [line for line in pathlib.Path(arguments.play).read_text().splitlines()
             if line and not line.startswith(('#', 'case ', 'end'))]
    differs = trial.run(lines)
    print(trial.difference if differs else f'alike: {len(trial.lines)} of {len(lines)} operations')
    return 1 if differs else 0


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--seed', type=int, default=1)
    parser.add_argument('--operations', type=int, default=20000)
    parser.add_argument('--seconds', type=int)
    parser.add_argument('--differences', type=int, default=20, help='stop after so many')
    parser.add_argument('--table', action='store_true')
    parser.add_argument('--play')
    parser.add_argument('--skip')
    parser.add_argument('slotbuf', nargs='?')
    parser.add_argument('cpython', nargs='?')
    arguments = parser.parse_args()
    if arguments.skip:
        print('skipped:', arguments.skip)
        return 77
    return play(arguments) if arguments.play else go(arguments)


if __name__ == '__main__':
    sys.exit(main())
