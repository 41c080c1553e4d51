"""What a run says to each goal: met, missed, too close to say, or not measured and why. Nothing
else is a verdict."""

import dataclasses

import roles
from estimate import Estimate, ratio
from goals import GOALS, saying

MET, MISSED, TOO_CLOSE, NOT_MEASURED = 'met', 'missed', 'too close', 'not measured'
# A count is an average over many operations, and what starts and ends the loop leaves a crumb in
# it. Bytes of an object are whole; the part is the process's own, spread over a million objects.
SLACK = {'over': 0.05, 'count': 0.05, 'value': 0.5}


@dataclasses.dataclass(frozen=True)
class Verdict:
    claim: object
    verdict: str
    why: str = ''
    measured: Estimate | None = None
    shown: str = ''
    ours: str = ''
    theirs: str = ''

    @property
    def text(self):
        return f'{self.verdict}: {self.why}' if self.why else self.verdict

    @property
    def interval(self):
        """From where to where a ratio may lie; what was counted lies where it lies."""
        found = self.measured
        if not found or found.low == found.high:
            return ''
        return f'{figures(found.low)}–{figures(found.high)}'


@dataclasses.dataclass(frozen=True)
class Outcome:
    """A goal with the verdicts on its claims."""
    goal: object
    verdicts: tuple

    @property
    def verdict(self):
        """One missed claim misses the goal, and one that has no verdict leaves it open."""
        return hardest(v.verdict for v in self.verdicts)


class Missing(Exception):
    """A side of a claim that the run does not have; the text says why."""


def judge_all(results):
    return [Outcome(goal, tuple(judge(claim, results) for claim in goal.claims)) for goal in GOALS]


def judge(claim, results):
    """The verdict on a claim: that of its worst cell. A cell that is missing cannot save it."""
    judged, reasons = [], []
    for cell in claim.cells:
        try:
            measured, ours, theirs = compare(claim, cell, results)
            judged.append((held(claim, measured), measured, ours, theirs))
        except Missing as missing:
            reasons.append(str(missing))
    verdict = hardest([found[0] for found in judged] + [NOT_MEASURED for _ in reasons])
    if verdict == NOT_MEASURED:
        return Verdict(claim, NOT_MEASURED, reasons[0])
    worst = min if is_good(claim) else max
    _, measured, ours, theirs = worst((found for found in judged if found[0] == verdict),
                                      key=lambda found: found[1].value)
    where = f' ({worst_cell(claim, ours)})' if len(claim.cells) > 1 else ''
    return Verdict(claim, verdict, '', measured, shown(claim, measured.value) + where,
                   named(ours), named(theirs))


def hardest(verdicts):
    """Of several verdicts the one that stands for all."""
    found = set(verdicts)
    return next(v for v in (MISSED, NOT_MEASURED, TOO_CLOSE, MET) if v in found)


def is_good(claim):
    """Whether more is better."""
    return claim.measure in ('faster', 'ahead')


def held(claim, measured):
    """The verdict on one cell. An interval that holds the goal says nothing of it."""
    limit = claim.limit + SLACK.get(claim.measure, 0)
    best, worst = ((measured.high, measured.low) if is_good(claim) else
                   (-measured.low, -measured.high))
    goal = limit if is_good(claim) else -limit
    return MET if worst >= goal else MISSED if best < goal else TOO_CLOSE


def worst_cell(claim, row):
    """The word that tells this cell from the claim's others."""
    questions = {question for cell in claim.cells for question, _ in cells_of(cell)}
    return row.question if len(questions) > 1 else row.object


def shown(claim, measured):
    if claim.measure in ('over', 'count'):
        sign = '+' if claim.measure == 'over' else ''
        return f'{round(measured, 1) + 0.0:{sign}g} i'
    return (f'{measured:.0f} {claim.against}' if claim.measure == 'value'
            else f'{figures(measured)}x')


def figures(ratio):
    """Two places as far as they can decide."""
    return f'{ratio:.2f}' if ratio < 10 else f'{ratio:.1f}'


def named(row):
    return row.name if row else ''


def compare(claim, cell, results):
    """(an estimate of what is claimed, our row, their row) for one of a claim's cells."""
    if claim.measure == 'value':
        found = separate(results, cell)
        return exactly(found.value), found, None
    is_counted = claim.measure in ('over', 'count')
    ours = find(results, claim.ours, cell, is_counted)
    if claim.measure == 'count':
        return exactly(ours.instructions), ours, None
    if claim.measure == 'ahead':
        theirs = quickest_other_peer(results, cell)
    else:
        theirs = find(results, claim.against, claim.theirs or cell, is_counted)
    if claim.measure == 'over':
        return exactly(ours.instructions - theirs.instructions), ours, theirs
    for row in (ours, theirs):
        if not all(row.sittings):
            raise Missing(f'{named(row)} took no time at all')
    above, below = (ours, theirs) if claim.measure == 'within' else (theirs, ours)
    return ratio(above, below), ours, theirs


def exactly(value):
    return Estimate(value, value, value)


def find(results, role, cell, is_counted):
    """The best row of a role's subjects in a cell: the one that is hardest to beat."""
    names = roles.names_of(results, role)
    if not names:
        raise Missing(roles.why_missing(results, role))
    reasons = []
    for question, object in cells_of(cell):
        rows = [row for name in names if (row := results.row(name, question, object))]
        true = [row for row in rows if row.verified]
        usable = [row for row in true if not is_counted or row.instructions is not None]
        if usable:
            return min(usable, key=lambda row: row.instructions if is_counted else row.ns)
        reasons.append(f'{names[0]} has no {question} {object}' if not rows else
                       f'the answer of {named(rows[0])} was wrong' if not true else
                       f'the instructions of {named(true[0])} were not counted')
    raise Missing(reasons[-1])


def quickest_other_peer(results, cell):
    rows = [row for question, object in cells_of(cell) for row in results.rows_of(question, object)
            if row.kind == 'peer' and roles.role_of(row.subject, row.kind) != 'CPython 2.7']
    if not rows:
        raise Missing(f'no other peer has {cell}')
    return min(rows, key=lambda row: row.ns)


def separate(results, cell):
    """Our value in a cell that processes of their own measured: the largest one."""
    for question, object in cells_of(cell):
        found = [s for s in results.separate
                 if s.kind == 'slotbuf' and (s.question, s.object) == (question, object)]
        if found:
            return max(found, key=lambda s: s.value)
    raise Missing(f'no process of its own measured {cell} of slotbuf')


def cells_of(cell):
    return [tuple(words.split()) for words in cell.split(' | ')]


def summary(outcomes):
    """How the goals stand, in one line."""
    def counted(chosen):
        return ', '.join(f'{sum(o.verdict == v for o in chosen)} {v}'
                         for v in (MET, MISSED, TOO_CLOSE, NOT_MEASURED))
    return (f'{counted([o for o in outcomes if not o.goal.stretch])}; stretch: '
            f'{counted([o for o in outcomes if o.goal.stretch])}')


def as_data(outcomes):
    """The goals as report.json has them: a row for each claim."""
    return [{'goal': o.goal.text, 'stretch': o.goal.stretch, 'verdict': o.verdict,
             'tried': o.goal.tried if o.verdict == MISSED else '',
             'claims': [{'subject': v.claim.ours or 'slotbuf', 'goal': saying(v.claim),
                         'limit': v.claim.limit, 'shown': v.shown, **as_numbers(v.measured),
                         'verdict': v.text, 'ours': v.ours, 'theirs': v.theirs}
                        for v in o.verdicts]} for o in outcomes]


def as_numbers(measured):
    return {'measured': measured and measured.value, 'low': measured and measured.low,
            'high': measured and measured.high}
