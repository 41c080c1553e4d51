"""What changed between two runs: rows beyond the noise, instructions to the letter, verdicts."""

import dataclasses

import estimate
from verdicts import TOO_CLOSE, judge_all
from words import count, facts, number

# The same loop placed differently in memory may take a cycle more or less, with not one instruction
# changed; that says nothing of the code. A cycle is a third of a nanosecond or less.
ONE_CYCLE = 0.34
LEAST_CHANGE = 0.05
ONE_INSTRUCTION = 0.5
LEAST_CLOCK = 0.02


@dataclasses.dataclass(frozen=True)
class Change:
    """A row that is not what it was."""
    old: object
    new: object

    @property
    def time(self):
        return estimate.change(self.old, self.new)

    @property
    def ratio(self):
        return self.time.value

    @property
    def more_instructions(self):
        if self.old.instructions is None or self.new.instructions is None:
            return 0.0
        return self.new.instructions - self.old.instructions

    @property
    def is_slower(self):
        """Time beyond the noise decides, and where there is none, instructions."""
        return self.ratio > 1 if self.is_of_time else self.more_instructions > 0

    @property
    def has_other_code(self):
        return abs(self.more_instructions) >= ONE_INSTRUCTION

    @property
    def is_of_time(self):
        if self.time.low <= 1 <= self.time.high or abs(self.ratio - 1) <= LEAST_CHANGE:
            return False
        is_counted = None not in (self.old.instructions, self.new.instructions)
        return (self.has_other_code or not is_counted
                or abs(self.new.ns - self.old.ns) > ONE_CYCLE)

    @property
    def text(self):
        time = f'{number(self.old.ns)} → {number(self.new.ns)} ns ({self.ratio - 1:+.0%})'
        if not self.is_of_time:
            time += ', within the noise'
        if not self.has_other_code:
            return time
        return (f'{time}; {count(self.old.instructions)} → {count(self.new.instructions)} i '
                f'({self.more_instructions:+.0f})')


class Comparison:
    def __init__(self, old, new):
        self.old_when = old.when
        self.warnings = list(warnings_of(old, new))
        changes = [Change(old.by_key[key], row) for key, row in new.by_key.items()
                   if key in old.by_key and row.is_timed and old.by_key[key].is_timed]
        changed = [c for c in changes if c.is_of_time or c.has_other_code]
        changed.sort(key=lambda c: (c.new.kind != 'slotbuf', -abs(c.ratio - 1)))
        # What is not ours and has the same instructions as before tells of the machine.
        told = [c for c in changed if c.new.kind == 'slotbuf' or c.has_other_code]
        self.slower = [c for c in told if c.is_slower]
        self.faster = [c for c in told if not c.is_slower]
        self.moved = [c for c in changed if c not in told]
        self.unchanged = len(changes) - len(changed)
        self.new_rows = [row for key, row in new.by_key.items() if key not in old.by_key]
        self.gone_rows = [row for key, row in old.by_key.items() if key not in new.by_key]
        self.verdicts = list(verdicts_of(judge_all(old), judge_all(new)))

    def sections(self):
        """(heading, lines), the most urgent first; nothing for what did not happen."""
        sections = [
            ('beware', self.warnings),
            ('goals with another verdict', self.verdicts),
            ('slower, or more instructions', [lined(c) for c in self.slower]),
            ('faster, or fewer instructions', [lined(c) for c in self.faster]),
            ('designs and peers with the instructions they had', stillness(self.moved)),
            ('new rows', grouped(self.new_rows)),
            ('rows that are gone', grouped(self.gone_rows)),
        ]
        return [(heading, lines) for heading, lines in sections if lines]


def lined(change):
    return f'{change.new.name}: {change.text}'


def stillness(moved):
    """How still the machine was, told by code that did not change."""
    if not moved:
        return []
    ratios = [c.ratio - 1 for c in moved]
    return [f'{len(moved)} of their times moved, by {min(ratios):+.0%} to {max(ratios):+.0%}: so '
            'much is not the code']


def grouped(rows):
    """A line for each subject's question."""
    groups = {}
    for row in rows:
        groups.setdefault(f'{row.subject}: {row.question}', []).append(row.object)
    return [f'{name} {", ".join(objects)}' for name, objects in groups.items()]


def warnings_of(old, new):
    for before, after in ((old.machine, new.machine), (old.tools, new.tools)):
        then, now = dict(facts(before)), dict(facts(after))
        for key in dict.fromkeys([*then, *now]):
            if key != 'load' and then.get(key) != now.get(key):
                yield f'{key} was {then.get(key, "unknown")}, is {now.get(key, "unknown")}'
    if old.raw and not old.rows:
        yield 'the old run has no times by sittings; an earlier version made it'
    cycles = [run.speeds.get('cycle') for run in (old, new)]
    if all(cycles) and abs(cycles[1] / cycles[0] - 1) > LEAST_CLOCK:
        yield f'a cycle took {number(cycles[0])} ns, takes {number(cycles[1])} ns'
    if old.mode != new.mode:
        yield f'a {new.mode} run is held against a {old.mode} one'
    versions = {s.name: s.version for s in old.subjects}
    for s in new.subjects:
        if s.kind != 'slotbuf' and versions.get(s.name, s.version) != s.version:
            yield f'{s.name} was {versions[s.name]}, is {s.version}'


def verdicts_of(old, new):
    """Goals are matched by their texts, claims by their places. What is too close to say has not
    changed."""
    before = {outcome.goal.text: outcome for outcome in old}
    for outcome in new:
        then = before.get(outcome.goal.text)
        if then and then.verdict != outcome.verdict and TOO_CLOSE not in (then.verdict,
                                                                          outcome.verdict):
            figures = '; '.join(
                f'{b.shown or "nothing"} → {a.shown or "nothing"}'
                for b, a in zip(then.verdicts, outcome.verdicts) if b.verdict != a.verdict)
            yield f'{outcome.goal.text}: {then.verdict} → {outcome.verdict} ({figures})'
