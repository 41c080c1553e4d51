"""A run as slotbuf-bench writes it, small and made up; the figures are near to real ones."""

import copy

SLOTBUF = ('slotbuf inline', 'slotbuf static', 'slotbuf shared', 'slotbuf shared-noplt')
DESIGNS = ('floor', 'virtual call', 'switch on a tag', 'std::variant', 'function pointer',
           'dynamic_cast', 'plain count', 'atomic count', 'libc')
PEERS = ('CPython 2.7.18', 'CPython 3.11.2', 'HarfBuzz hb_blob', 'GLib GBytes', 'Tcl byte array',
         'Lua string', 'Ruby string', 'std::shared_ptr')
KINDS = ({name: 'slotbuf' for name in SLOTBUF} | {name: 'design' for name in DESIGNS}
         | {name: 'peer' for name in PEERS})

# question and object -> nanoseconds and instructions of each subject, by its first letters
FIGURES = {
    'char str': {'slotbuf inline': (0.37, 8), 'slotbuf static': (1.5, 24),
                 'slotbuf shared': (1.94, 25), 'CPython 2': (4.71, 64), 'CPython 3': (6.15, 117)},
    'read str': {'slotbuf inline': (0.36, 8), 'slotbuf static': (1.4, 24),
                 'slotbuf shared': (2.2, 25), 'slotbuf shared-noplt': (1.97, 24),
                 'floor': (0.35, 7), 'virtual': (1.66, 11), 'switch': (1.13, 15),
                 'std::variant': (1.25, 13), 'function': (1.4, 9),
                 'dynamic_cast': (18.6, 302), 'CPython 2': (5.02, 64),
                 'CPython 3': (6.33, 117), 'HarfBuzz': (1.99, 13), 'GLib': (2.23, 15),
                 'Tcl': (1.97, 25), 'Lua': (2.25, 39), 'Ruby': (0.35, 9)},
    'read mixed4': {'slotbuf inline': (0.56, 11), 'floor': (0.57, 11), 'virtual': (7.76, 11),
                    'switch': (7.72, 15), 'std::variant': (7.81, 13), 'function': (7.8, 9),
                    'dynamic_cast': (25.2, 302), 'CPython 2': (14.6, 67)},
    'read mixed8': {'slotbuf inline': (0.56, 11), 'floor': (0.58, 11), 'virtual': (8.65, 11),
                    'switch': (8.61, 15), 'std::variant': (8.84, 13), 'function': (8.6, 9),
                    'dynamic_cast': (26.5, 302), 'CPython 2': (15.8, 67)},
    'read 64MB': {'slotbuf inline': (11.5, 11), 'floor': (11.3, 11), 'virtual': (22.9, 11),
                  'switch': (24.2, 15), 'std::variant': (27.0, 13), 'function': (23.2, 9),
                  'dynamic_cast': (178, 302), 'CPython 2': (83.1, 67), 'CPython 3': (121, 123)},
    'read host': {'slotbuf shared': (4.9, 64), 'slotbuf static': (4.4, 63)},
    'read host-one-segment': {'slotbuf shared': (3.6, 45)},
    'read bytearray': {'slotbuf inline': (0.36, 8), 'slotbuf shared': (2.2, 25),
                       'CPython 2': (4.47, 66), 'CPython 3': (8.34, 130)},
    'write bytearray': {'slotbuf inline': (0.5, 9), 'slotbuf static': (1.5, 24),
                        'slotbuf shared': (2.27, 26), 'CPython 2': (4.44, 66),
                        'CPython 3': (8.14, 129)},
    'check str': {'slotbuf inline': (0.35, 5), 'slotbuf static': (1.4, 9), 'floor': (0.35, 4),
                  'slotbuf shared': (1.66, 9), 'CPython 2': (3.39, 26), 'CPython 3': (5.61, 91)},
    'span str': {'slotbuf static': (1.39, 9), 'slotbuf shared': (1.66, 10),
                 'slotbuf shared-noplt': (1.4, 9)},
    'chain str': {'slotbuf inline': (2.21, 11), 'floor': (2.2, 11), 'slotbuf shared': (4.9, 28),
                  'CPython 2': (5.34, 68), 'CPython 3': (6.37, 124)},
    'refuse int': {'slotbuf inline': (1.17, 13), 'slotbuf static': (2.21, 35),
                   'slotbuf shared': (3.88, 36), 'slotbuf shared-noplt': (3.19, 34),
                   'CPython 2': (19.3, 291), 'CPython 3': (108, 1858)},
    'refuse str': {'slotbuf static': (5.6, 66), 'slotbuf shared': (6.87, 69),
                   'CPython 2': (21.3, 315), 'CPython 3': (57.0, 1022)},
    'window buffer': {'slotbuf inline': (0.36, 8), 'slotbuf shared': (2.3, 25),
                      'CPython 2': (11.09, 158)},
    'window buffer/bytearray': {'slotbuf inline': (3.2, 40), 'CPython 2': (11.2, 160)},
    'lease bytearray': {'slotbuf shared': (4.0, 60), 'CPython 2': (7.56, 100),
                        'CPython 3': (7.25, 98)},
    'ref str': {'slotbuf inline': (0.73, 15), 'plain': (0.55, 5), 'atomic': (3.91, 5),
                'CPython 2': (0.83, 6), 'CPython 3': (0.59, 6), 'HarfBuzz': (4.49, 44),
                'GLib': (6.65, 50), 'Tcl': (0.56, 9), 'std::shared_ptr': (5.77, 21)},
    'alloc str16': {'slotbuf static': (3.51, 46), 'slotbuf shared': (5.2, 69),
                    'CPython 2': (9.02, 142), 'CPython 3': (11.1, 144), 'HarfBuzz': (28.6, 531),
                    'GLib': (26.5, 502), 'Tcl': (39.6, 538), 'Lua': (18.5, 317),
                    'Ruby': (18.1, 673), 'std::shared_ptr': (20.8, 344)},
    'alloc-live str16': {'slotbuf static': (3.66, 51), 'slotbuf shared': (5.97, 71),
                         'CPython 2': (10.4, 149), 'CPython 3': (11.9, 149)},
    'alloc bytearray16': {'slotbuf static': (8.4, 120), 'slotbuf shared': (9.9, 130),
                          'CPython 2': (18.0, 290), 'CPython 3': (16.0, 248)},
    'view buffer': {'slotbuf static': (5.6, 70), 'CPython 2': (10.5, 135)},
    'append bytearray': {'slotbuf shared': (9.0, 60), 'CPython 2': (10.0, 70)},
    'extend 1MB': {'slotbuf shared': (30500, 300), 'libc': (30000, 250),
                   'CPython 2': (31000, 400)},
    'concat 1MB': {'slotbuf shared': (61000, 300), 'libc': (60000, 250),
                   'CPython 2': (62000, 400),
                   'CPython 3': (61500, 400)},
    'repeat 1MB': {'slotbuf shared': (30200, 300), 'libc': (30000, 250),
                   'CPython 2': (30900, 400)},
    'compare 1MB': {'slotbuf shared': (25000, 300), 'libc': (24800, 250),
                    'CPython 2': (25100, 400)},
}


def row(subject, question, object, ns, instructions):
    return {'subject': subject, 'kind': KINDS[subject], 'question': question, 'object': object,
            'sittings': sittings(ns),
            'instructions': instructions, 'loop_instructions': 3,
            'bytes': 1 << 20 if object == '1MB' else 0, 'verified': True}


def sittings(ns):
    """Five that agree but for some percent which all rows have in common."""
    return [round(ns * part, 4) for part in (0.99, 1.01, 1, 0.98, 1.02)]


def named(start):
    """The subject whose name is, or begins with, the letters."""
    return start if start in KINDS else next(name for name in KINDS if name.startswith(start))


def a_run():
    rows = [row(named(start), *cell.split(), ns, instructions)
            for cell, figures in FIGURES.items()
            for start, (ns, instructions) in figures.items()]
    return copy.deepcopy({
        'machine': {'cpu': 'Made-up 9000', 'cores': 2, 'kernel': '6.1.0', 'governor': 'unknown'},
        'tools': {'compiler': 'gcc 12.2.0', 'flags': '-O2', 'meson': '1.0.1', 'valgrind': '3.19.0',
                  'libc': 'glibc 2.36', 'benchmark': '1.7.1'},
        'when': '2026-01-02T03:04:05', 'mode': 'full',
        'speeds': {'cycle': 0.278, 'addition': 0.06, 'clock': None, 'core': None},
        'subjects': [{'name': name, 'kind': kind, 'version': 'made up'}
                     for name, kind in KINDS.items()]
                    + [{'name': 'CPython 3.13.0', 'kind': 'peer', 'left_out': 'no library named'}],
        'rows': rows,
        'separate': [
            {'question': 'rss', 'subject': 'slotbuf shared', 'object': 'str16', 'value': 64.2,
             'unit': 'bytes'},
            {'question': 'rss', 'subject': 'CPython 2.7.18', 'object': 'str16', 'value': 64.6,
             'unit': 'bytes'},
            {'question': 'contended', 'subject': 'plain count', 'object': 'str', 'value': 7.9,
             'unit': 'ns'},
            {'question': 'contended', 'subject': 'slotbuf inline', 'object': 'str', 'value': 65.0,
             'unit': 'ns'},
        ]})


def without(run, **words):
    """The run without the rows in which all these words stand."""
    run['rows'] = [r for r in run['rows'] if any(r[key] != word for key, word in words.items())]
    return run


def with_row(run, subject, cell, **changes):
    """The run with one row changed: ns sets all its sittings about this value."""
    for r in run['rows']:
        if (r['subject'], f"{r['question']} {r['object']}") == (subject, cell):
            if 'ns' in changes:
                r['sittings'] = sittings(changes['ns'])
            r |= {key: value for key, value in changes.items() if key != 'ns'}
            return run
    raise KeyError((subject, cell))
