"""The results of a run: its machine, its subjects and its rows, read from raw.json or report.json.

Both files have the same keys, so that a report can be drawn again, and compared with, from either.
"""

import dataclasses
import json

import estimate
import roles
from words import OBJECTS


class Asked:
    """Who was asked what, of which object."""

    @property
    def name(self):
        return f'{self.subject}: {self.question} {self.object}'.rstrip()


@dataclasses.dataclass(frozen=True)
class Row(Asked):
    """One question put to one kind of object: what a single operation cost."""
    subject: str
    kind: str
    question: str
    object: str
    sittings: tuple  # nanoseconds, by each of them
    instructions: float | None
    bytes: int
    verified: bool

    @property
    def key(self):
        return self.subject, self.question, self.object

    @property
    def time(self):
        return estimate.of(self.sittings)

    @property
    def is_timed(self):
        """Whether the times can be held against others."""
        return self.verified and all(self.sittings)

    @property
    def ns(self):
        return self.time.value


@dataclasses.dataclass(frozen=True)
class Separate(Asked):
    """A value that a process of its own measured."""
    subject: str
    kind: str
    question: str
    object: str
    value: float
    unit: str


@dataclasses.dataclass(frozen=True)
class Subject:
    name: str
    kind: str
    version: str
    left_out: str


class Results:
    def __init__(self, raw):
        self.raw = raw
        self.machine = raw.get('machine') or {}
        self.tools = raw.get('tools') or {}
        self.when = raw.get('when') or ''
        self.mode = raw.get('mode') or ''
        self.speeds = raw.get('speeds') or {}
        listed = [Subject(s['name'], s.get('kind') or 'peer', s.get('version') or '',
                          s.get('left_out') or '') for s in raw.get('subjects') or []]
        self.subjects = [s for s in listed if not s.left_out]
        self.left_out = [s for s in listed if s.left_out]
        self.rows = [r for r in map(row_of, raw.get('rows') or []) if r is not None]
        kinds = {s.name: s.kind for s in listed} | {r.subject: r.kind for r in self.rows}
        self.separate = [separate_of(s, kinds) for s in raw.get('separate') or []
                         if s.get('value') is not None]
        self.subjects += [Subject(name, kind, '', '') for name, kind in kinds.items()
                          if name not in {s.name for s in listed}]
        self.subjects.sort(key=lambda s: roles.place_of(s.name, s.kind))
        self.by_key = {row.key: row for row in self.rows}

    def row(self, subject, question, object):
        return self.by_key.get((subject, question, object))

    def questions(self):
        """The questions in the order of the first row of each."""
        return list(dict.fromkeys(row.question for row in self.rows))

    def objects(self, question):
        """The objects of a question, in the order of the vocabulary."""
        known = list(OBJECTS)
        found = dict.fromkeys(r.object for r in self.rows if r.question == question)
        return sorted(found, key=lambda o: known.index(o) if o in known else len(known))

    def wrong(self):
        """The rows whose answers were not what they should be; they have no times."""
        return [row for row in self.rows if not row.verified]

    def rows_of(self, question, object=None):
        return [r for r in self.rows
                if r.question == question and object in (None, r.object) and r.verified]


def row_of(raw):
    """A row without a time is as good as none, unless it says that its answer was wrong."""
    is_verified = raw.get('verified', True) is not False
    sittings = tuple(map(float, raw.get('sittings') or ()))
    if is_verified and not sittings:
        return None
    instructions = raw.get('instructions')
    return Row(raw['subject'], raw.get('kind') or 'peer', raw['question'], raw.get('object') or '',
               sittings, None if instructions is None else float(instructions),
               int(raw.get('bytes') or 0), is_verified)


def separate_of(raw, kinds):
    return Separate(raw['subject'], raw.get('kind') or kinds.get(raw['subject'], 'peer'),
                    raw['question'], raw.get('object') or '', float(raw['value']),
                    raw.get('unit') or '')


def read(path):
    with open(path, encoding='utf-8') as file:
        return Results(json.load(file))
