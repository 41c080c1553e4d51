"""Who is who: the goals speak of roles, a run has subjects with versions in their names."""

import re

KINDS = ('slotbuf', 'design', 'peer')

# The first pattern that a subject's name matches gives its role; kinds keep a peer's words out. The
# order is that of the tables.
ROLES = (
    ('inline', 'slotbuf', r'\binline$'),
    ('static', 'slotbuf', r'\bstatic$'),
    ('shared', 'slotbuf', r'\bshared$'),
    ('shared -fno-plt', 'slotbuf', r'\bno-?plt$'),
    ('floor', 'design', r'\bfloor\b'),
    ('function pointer', 'design', r'\bfunction pointer\b'),
    ('virtual call', 'design', r'\bvirtual\b'),
    ('switch on a tag', 'design', r'\bswitch\b'),
    ('std::variant', 'design', r'\bvariant\b'),
    ('dynamic_cast', 'design', r'\bdynamic_cast\b'),
    ('plain count', 'design', r'\bplain count\b'),
    ('checked count', 'design', r'\bcount checked\b'),
    ('atomic count', 'design', r'\batomic count\b'),
    ('memcpy', 'design', r'^libc$|\bmem(cpy|cmp)\b'),
    ('CPython 2.7', 'peer', r'^cpython[ -]2\.7'),
    ('CPython 3', 'peer', r'^cpython[ -]3'),
    ('hb_blob', 'peer', r'^harfbuzz|hb_blob'),
    ('GBytes', 'peer', r'^glib|gbytes'),
    ('Tcl', 'peer', r'^tcl'),
    ('Lua', 'peer', r'^lua'),
    ('Ruby', 'peer', r'^ruby'),
    ('shared_ptr', 'peer', r'shared_ptr'),
)


def role_of(name, kind):
    """The role of a subject, or None for one that no goal speaks of."""
    for role, its_kind, pattern in ROLES:
        if kind == its_kind and re.search(pattern, name, re.IGNORECASE):
            return role
    return None


def place_of(name, kind):
    """Where a subject stands in the tables: ours, designs, peers; then as above."""
    role = role_of(name, kind)
    return (KINDS.index(kind) if kind in KINDS else len(KINDS),
            [row[0] for row in ROLES].index(role) if role else len(ROLES))


def names_of(results, role):
    """The subjects of the run that have the role, in the run's order."""
    return [s.name for s in results.subjects if role_of(s.name, s.kind) == role]


def why_missing(results, role):
    """Why no subject has the role."""
    for subject in results.left_out:
        if role_of(subject.name, subject.kind) == role:
            return f'{role} was left out: {subject.left_out}'
    return f'{role} is not in this run'
