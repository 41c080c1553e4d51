"""The report as lines of a terminal: at most 100 columns, and colour only where it is wanted."""

import os
import textwrap

from goals import saying
from rowtable import WIDTH, Table
from speed import sentences
from verdicts import MET, MISSED, TOO_CLOSE, summary
from words import facts, grouped, number

COLOURS = {MET: '32', MISSED: '31', TOO_CLOSE: '33', 'head': '1'}


def wants_colour(stream):
    return stream.isatty() and not os.environ.get('NO_COLOR') and os.environ.get('TERM') != 'dumb'


class Terminal:
    def __init__(self, stream):
        self.stream = stream
        self.is_coloured = wants_colour(stream)

    def line(self, text=''):
        print(text.rstrip(), file=self.stream)

    def painted(self, text, colour):
        code = COLOURS.get(colour)
        return f'\x1b[{code}m{text}\x1b[0m' if self.is_coloured and code else text

    def head(self, text):
        self.line()
        self.line(self.painted(text, 'head'))

    def wrapped(self, text, indent):
        for line in textwrap.wrap(text, WIDTH, subsequent_indent=' ' * indent):
            self.line(line)

    def run(self, results):
        """The machine, the tools, and who could not come."""
        self.line(self.painted(f'slotbuf bench, {results.mode} run of {results.when}', 'head'))
        for name, text in [*facts(results.machine), *facts(results.tools)]:
            self.wrapped(f'  {name:<12} {text}', 15)
        for sentence in sentences(results):
            self.wrapped(f'  {"speed":<12} {sentence}', 15)
        for subject in results.left_out:
            self.wrapped(f'  left out: {subject.name}: {subject.left_out}', 12)

    def rows(self, results):
        """For each group of questions a table: subjects downwards, cells across."""
        for heading, questions in grouped(results.questions()):
            self.head(f'{heading}: ns/instructions')
            table = Table([r for r in results.rows if r.question in questions], results, questions)
            for line in table.lines():
                self.line(line)

    def separate(self, results):
        if not results.separate:
            return
        self.head('measured in processes of their own')
        for s in results.separate:
            what = f'{s.question} {s.object}'
            self.line(f'  {what:<24}{s.subject:<36}{number(s.value):>10} {s.unit}')

    def wrong(self, results):
        if results.wrong():
            self.head('wrong answers, not timed')
            for row in results.wrong():
                self.line(self.painted(f'  {row.name}', MISSED))

    def goals(self, outcomes):
        self.head('goals')
        notes = []
        for is_stretch in (False, True):
            if is_stretch:
                self.head('stretch')
            for outcome in outcomes:
                if outcome.goal.stretch == is_stretch:
                    self.goal(outcome, notes)
        for mark, note in enumerate(notes, 1):
            self.wrapped(f'  ({mark}) {note}', 6)
        self.line()
        self.wrapped(f'  {summary(outcomes)}', 2)

    def goal(self, outcome, notes):
        """The goal's text on the left, wrapped beside the lines of its claims."""
        left = textwrap.wrap(outcome.goal.text, 28)
        right = []
        for v in outcome.verdicts:
            mark = ''
            if v.why:
                if v.why not in notes:
                    notes.append(v.why)
                mark = f' ({notes.index(v.why) + 1})'
            right.append(f'{v.claim.ours:<8} {saying(v.claim):<24}'
                         + (f'{v.shown:>15} {v.interval:<9} ' if v.shown else ' ' * 16)
                         + self.painted(v.verdict, v.verdict) + mark)
        for i in range(max(len(left), len(right))):
            self.line(f'  {left[i] if i < len(left) else "":<28} '
                      f'{right[i] if i < len(right) else ""}')
        if outcome.goal.tried and outcome.verdict == MISSED:
            self.wrapped('    tried: ' + outcome.goal.tried, 11)

    def comparison(self, comparison):
        self.head(f'compared with the run of {comparison.old_when}')
        for heading, lines in comparison.sections():
            self.line(f'  {heading}')
            for line in lines:
                self.wrapped(f'    {line}', 6)
        self.line(f'  {comparison.unchanged} rows are what they were')
