"""Runs slotbuf-bench: for time, for instructions under callgrind, and for what wants a process of
its own."""

import collections
import json
import os
import pathlib
import re
import subprocess
import tempfile

# What callgrind is told. Counting begins and ends where the program says so.
CALLGRIND = ('valgrind', '-q', '--tool=callgrind', '--collect-atstart=no', '--instr-atstart=no',
             '--combine-dumps=yes')
# The C library chooses memcpy and its kin by the processor; the counts are to be the same on all.
TUNABLES = 'glibc.cpu.hwcaps=-AVX,-AVX2,-AVX_Fast_Unaligned_Load,-AVX512F,-AVX512VL,-ERMS,-FSRM'
PART = re.compile(r'^desc: Trigger: Client Request: (\d+) (\w+) (\d+)$|^summary: (.*)$',
                  re.MULTILINE)

Key = collections.namedtuple('Key', 'subject question object')
# Of one operation, the loop taken off; loop is what was taken off. Loads and stores are None where
# they were not asked for.
Count = collections.namedtuple('Count', 'instructions loop loads stores')


class Trouble(Exception):
    """Something is missing, or went wrong in a way that leaves no results."""


class Program:
    """slotbuf-bench of a build, with its subjects."""

    def __init__(self, build, subjects=None, arguments=()):
        place = pathlib.Path(build) / 'bench'
        self.path = place / 'program' / 'slotbuf-bench'
        if not self.path.exists():
            raise Trouble(f'{self.path} is not built: is there a Google Benchmark?')
        self.subjects = subjects or (place / 'subjects.txt').read_text().split('\n')
        self.subjects = [str(subject) for subject in self.subjects if str(subject).strip()]
        self.arguments = list(arguments)

    def run(self, *words, before=(), subjects=None, environment=None):
        """The results, as a dictionary, with the number of the program's exit as 'status'."""
        with tempfile.NamedTemporaryFile(suffix='.json') as out:
            command = [*before, str(self.path), *self.arguments, *words, '--out', out.name,
                       *(subjects or self.subjects)]
            status = subprocess.run(command, env=environment).returncode
            if status not in (0, 1):
                raise Trouble(f'slotbuf-bench ended with {status}: {" ".join(command)}')
            return json.loads(pathlib.Path(out.name).read_text()) | {'status': status}

    def count(self, *words, memory=False):
        """(the results, {Key: Count}). [memory] counts loads and stores too."""
        environment = {'PATH': os.environ.get('PATH', ''), 'LC_ALL': 'C',
                       'GLIBC_TUNABLES': TUNABLES}
        with tempfile.TemporaryDirectory() as folder:
            dump = pathlib.Path(folder) / 'dump'
            before = [*CALLGRIND, f'--callgrind-out-file={dump}']
            if memory:
                before.append('--cache-sim=yes')
            results = self.run('--count', *words, before=before, environment=environment)
            return results, counts_of(results['rows'], dump.read_text())

    def alone(self, *words):
        """Rows with values, each measured in a process of its own."""
        listed = self.run('--list', *words)
        files = {subject['name']: path for path, subject in zip(self.subjects, listed['subjects'])}
        for row in listed['rows']:
            if row['question'] not in ('rss', 'contended') or not row['verified']:
                continue
            name = f'{row["subject"]}: {row["question"]} {row["object"]}'
            found = self.run('--alone', '--filter', f'^{literally(name)}$',
                             subjects=[files[row['subject']]])
            yield from found['rows']


def literally(text):
    """A regular expression of ECMAScript that matches the text alone."""
    return re.sub(r'([.*+?^${}()|\[\]\\/])', r'\\\1', text)


def counts_of(rows, dump):
    """What callgrind dumped, by row. Of a row that stands there several times the least counts."""
    sums = {}
    place = None
    for number, loop, operations, summary in PART.findall(dump):
        if loop:
            place = int(number), loop, int(operations)
        elif place:
            sums[place] = [int(part) for part in summary.split()]
            place = None
    found = {}
    for number in sorted({number for number, _, _ in sums}):
        row = rows[number]
        key = Key(row['subject'], row['question'], row['object'])
        count = count_of(sums, number)
        if key not in found or count.instructions < found[key].instructions:
            found[key] = count
    return found


def count_of(sums, number):
    whole, empty = ([round(events, 2) for events in slope(sums, number, loop)]
                    for loop in ('run', 'empty'))
    net = [round(w - e, 2) for w, e in zip(whole, empty)]
    loads, stores = net[1:3] if len(net) > 2 else (None, None)
    return Count(net[0], empty[0], loads, stores)


def slope(sums, number, loop):
    """Events of one operation: what goes before and after the loop falls out of the difference."""
    (few, less), (many, more) = sorted((operations, events)
                                       for (n, l, operations), events in sums.items()
                                       if (n, l) == (number, loop))
    return [(b - a) / (many - few) for a, b in zip(less, more)]
