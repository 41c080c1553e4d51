"""The figures of the page: which rows each shows, and one sentence that says what is to be seen."""

import dataclasses

import drawing
import roles
from drawing import Entry, Panel
from words import count, number


@dataclasses.dataclass(frozen=True)
class Figure:
    name: str
    title: str
    sentence: str
    svg: str


def figures(results):
    """Those that the run has rows for."""
    made = [(name, title, sentence, make(results)) for name, title, sentence, make in FIGURES]
    return [Figure(*parts) for parts in made if parts[-1]]


def ladder(results):
    """The subjects that read one type, from the floor upwards: alone, in a chain, and counted."""
    rows = [r for r in results.rows_of('read', 'str') if is_design_or_python(r)]
    named = [(r, r.subject) for r in rows]
    ways = (('slots', 'str', 'by slots'), ('read', 'host', "host's type"),
            ('read', 'host-one-segment', 'host, one segment'))
    for question, its_object, way in ways:
        named += [(r, f'{r.subject}, {way}') for r in results.rows_of(question, its_object)
                  if roles.role_of(r.subject, r.kind) == 'shared']
    if not named:
        return ''
    named.sort(key=lambda pair: (pair[0].ns, pair[0].instructions or 0))
    chain = {r.subject: r for r in results.rows_of('chain')}
    panels = [
        Panel('independent calls', 'ns, logarithmic',
              tuple(timed_only(r, label, r.kind) for r, label in named), True),
        Panel('a dependent chain', 'ns, logarithmic',
              tuple(timed_only(chain.get(label), label, r.kind) for r, label in named), True),
        Panel('instructions', 'logarithmic',
              tuple(Entry(label, r.kind, r.instructions or None, 0.0, count(r.instructions))
                    for r, label in named), True)]
    return drawing.side_by_side('ladder', [p for p in panels if any(e.value for e in p.entries)])


def mixed(results):
    objects = [('str', 'one object'), ('mixed4', '4 mixed types, L1'),
               ('mixed8', '8 mixed types, L1'), ('64MB', '4 mixed types, 64 MB')]
    objects = [(o, title) for o, title in objects if results.rows_of('read', o)]
    names = {r.subject for o, _ in objects[1:] for r in results.rows_of('read', o)}
    chosen = [s for s in results.subjects if s.name in names]
    if not chosen:
        return ''
    asked = [(s.name, 'read', s.name, s.kind) for s in chosen]
    asked += [(s.name, 'slots', f'{s.name}, by slots', s.kind) for s in chosen
              if roles.role_of(s.name, s.kind) == 'shared' and results.rows_of('slots')]
    order = max((o for o, _ in objects[1:]), key=lambda o: len(results.rows_of('read', o)))
    asked.sort(key=lambda a: ns_of(results.row(a[0], a[1], order)))
    return drawing.side_by_side('mixed', [
        Panel(title, 'ns, logarithmic',
              tuple(timed_only(results.row(name, question, o), label, kind)
                    for name, question, label, kind in asked), True)
        for o, title in objects])


def peers(results):
    cells = (('AsCharBuffer of a str', 'char', 'str'), ('AsReadBuffer of a str', 'read', 'str'),
             ('AsWriteBuffer of a bytearray', 'write', 'bytearray'),
             ('CheckReadBuffer of a str', 'check', 'str'),
             ('AsReadBuffer of a bytearray', 'read', 'bytearray'),
             ('AsReadBuffer of an array', 'read', 'array'))
    return panels_of('peers', results, cells,
                     lambda r: r.kind != 'design' or is_role(r, 'floor'))


def refusal(results):
    cells = (('AsWriteBuffer of an int, cleared', 'refuse', 'int'),
             ('AsWriteBuffer of a str, cleared', 'refuse', 'str'),
             ('AsReadBuffer of an int, cleared', 'refuse-read', 'int'),
             ('an error set and cleared', 'error', ''))
    return panels_of('refusal', results, cells, is_log=True)


def windows(results):
    cells = (('read through a buffer over a str', 'window', 'buffer'),
             ('read through a buffer over a bytearray', 'window', 'buffer/bytearray'),
             ('a borrow: AsReadBuffer of a bytearray', 'read', 'bytearray'),
             ('a lease: GetBuffer and Release of a bytearray', 'lease', 'bytearray'))
    return panels_of('windows', results, cells)


def linkage(results):
    cells = (('read a str', 'read', 'str'), ('the same in registers', 'span', 'str'),
             ('check a str', 'check', 'str'), ('write to a bytearray', 'write', 'bytearray'),
             ('be refused by an int', 'refuse', 'int'), ('make and free a str', 'alloc', 'str16'))
    return gridded('linkage', [bars(title, linkages(results, question, o), is_sorted=False)
                               for title, question, o in cells], columns=3)


def counts(results):
    made = [bars('one thread: an INCREF and a DECREF', results.rows_of('ref'))]
    contended = [s for s in results.separate if s.question == 'contended']
    made += [separate(f'two threads at once, {o}', [s for s in contended if s.object == o])
             for o in dict.fromkeys(s.object for s in contended)]
    return gridded('counts', made)


def allocation(results):
    cells = (('a str of 16 bytes', 'alloc', 'str16'), ('a bytearray of 16', 'alloc', 'bytearray16'),
             ('a buffer or sub-object', 'view', 'buffer'),
             ('a str of 16, 1000 live', 'alloc-live', 'str16'))
    made = [bars(title, results.rows_of(question, o)) for title, question, o in cells]
    sizes = [s for s in results.separate if s.question == 'rss']
    made += [separate(f'resident bytes for each live {o}', [s for s in sizes if s.object == o])
             for o in dict.fromkeys(s.object for s in sizes)]
    return gridded('allocation', made)


def bulk(results):
    made = []
    for question in ('extend', 'concat', 'repeat', 'compare'):
        rows = [r for r in results.rows_of(question) if r.bytes and r.ns]
        rows.sort(key=lambda r: r.ns)
        made.append(Panel(question, 'GB/s, more is better', tuple(
            Entry(r.subject, r.kind, r.bytes / r.ns, 0.0, number(r.bytes / r.ns))
            for r in rows)))
    return gridded('bulk', made)


def linkages(results, question, object):
    """Our rows, named by the linkage alone."""
    return [dataclasses.replace(r, subject=r.subject.removeprefix('slotbuf '))
            for r in results.rows_of(question, object) if r.kind == 'slotbuf']


def panels_of(name, results, cells, wanted=lambda row: True, is_log=False):
    return gridded(name, [
        bars(title, [r for r in results.rows_of(question, o or None) if wanted(r)], is_log)
        for title, question, o in cells])


def gridded(name, panels, columns=2):
    panels = [p for p in panels if p.entries]
    return drawing.grid(name, panels, columns) if panels else ''


def bars(title, rows, is_log=False, is_sorted=True):
    if is_sorted:
        rows = sorted(rows, key=lambda r: (r.ns, r.instructions or 0))
    return Panel(title, 'ns, logarithmic' if is_log else 'ns',
                 tuple(map(timed, rows)), is_log)


def separate(title, values):
    values = sorted(values, key=lambda s: s.value)
    return Panel(title, values[0].unit, tuple(
        Entry(s.subject, s.kind, s.value, 0.0, number(s.value)) for s in values))


def timed(row):
    """An entry with both measures."""
    instructions = '' if row.instructions is None else f' · {count(row.instructions)} i'
    return Entry(row.subject, row.kind, row.ns, above(row), number(row.ns) + instructions)


def timed_only(row, label, kind):
    """An entry without the instructions, and without a mark if there is no row."""
    if row is None:
        return Entry(label, kind, None, 0.0, '')
    return Entry(label, kind, row.ns, above(row), number(row.ns))


def above(row):
    """How far the slowest sitting lies above the middle one."""
    return max(row.sittings) - row.ns


def is_design_or_python(row):
    return row.kind != 'peer' or (roles.role_of(row.subject, row.kind) or '').startswith('CPython')


def is_role(row, role):
    return roles.role_of(row.subject, row.kind) == role


def ns_of(row):
    return row.ns if row else float('inf')


FIGURES = (
    ('ladder', 'The ladder of dispatch',
     'What one read costs by design, from one written by hand, the floor, to dynamic_cast: when '
     'calls do not wait for each other, when each waits for the last, and in instructions.',
     ladder),
    ('peers', 'The functions, and who else offers them',
     'What the same question costs in slotbuf and in its peers; shorter is better.', peers),
    ('mixed', 'What mixed types cost',
     'The same read when the types come in an order that no predictor learns, and when memory sets '
     'the pace: how far a dot moves to the right is the price of the branch.', mixed),
    ('allocation', 'Making and freeing',
     'What it costs to make an object and free it, and how many bytes one that lives takes.',
     allocation),
    ('refusal', 'Refusals',
     'What a failing call costs when its caller clears the error and goes on.', refusal),
    ('windows', 'Windows and leases',
     'What it costs to read through a buffer object, and what holding the bytes still costs beside '
     'borrowing them.', windows),
    ('linkage', 'How slotbuf is linked',
     'The same calls inline, in a static library, in a shared one through the PLT, and in a shared '
     'one without it.', linkage),
    ('counts', 'Reference counts',
     'What a pair costs by policy and by peer, alone and with two threads on one object.', counts),
    ('bulk', 'Bulk work of one megabyte',
     'How near whole operations come to memcpy and memcmp.', bulk),
)
