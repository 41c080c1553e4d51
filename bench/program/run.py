"""The whole laboratory in one go: times, instruction counts, what wants processes of its own, and
the report: run.py BUILD [--quick] [--compare OLD.json] [--filter REGEX] [--option FILE=TEXT]..."""

import argparse
import datetime
import json
import pathlib
import shutil
import subprocess
import sys
import time

import facts
from program import Program, Trouble
from sittings import key_of, merged

# Where code and objects come to lie is a matter of chance that is settled anew in each process, so
# a run has several; a verdict has to hold in all of them.
SITTINGS = {'full': 5, 'quick': 4}
REPORT = pathlib.Path(__file__).parents[1] / 'report' / 'report.py'


def main(arguments):
    options = parsed(arguments)
    build = pathlib.Path(options.build)
    words = [f'--filter={options.filter}'] if options.filter else []
    mode = 'quick' if options.quick else 'full'
    quick = ['--quick'] if options.quick else []
    program = Program(build, arguments=[f'--option={option}' for option in options.option])
    start = time.monotonic()

    def say(text):
        print(f'[{time.monotonic() - start:4.0f} s] {text}', file=sys.stderr)

    machine = facts.machine()
    sittings = []
    for number in range(1, SITTINGS[mode] + 1):
        say(f'time, in sitting {number} of {SITTINGS[mode]}')
        sittings.append(program.run('--time', *quick, *words))
    rows, speeds = merged(sittings)
    counts = {}
    if shutil.which('valgrind'):
        say('instructions, under callgrind')
        _, counts = program.count(*words)
    else:
        say('no valgrind: instructions are not counted')
    say('memory and contention, in processes of their own')
    separate = list(program.alone(*words))
    say('the report')

    raw = {
        'machine': machine, 'tools': facts.tools(build),
        'when': datetime.datetime.now().astimezone().isoformat(timespec='seconds'),
        'mode': mode,
        'speeds': speeds,
        'subjects': sittings[0]['subjects'],
        'rows': [with_count(row, counts) for row in rows],
        'separate': separate,
    }
    path = build / 'raw.json'
    path.write_text(json.dumps(raw, indent=1) + '\n')
    path.with_name('samples.json').write_text(json.dumps(sittings) + '\n')
    return report(path, options.compare) or max(sitting['status'] for sitting in sittings)


def parsed(arguments):
    parser = argparse.ArgumentParser(prog='./dev bench', description='Measures everything.')
    parser.add_argument('build', help=argparse.SUPPRESS)
    parser.add_argument('--quick', action='store_true', help='fewer and shorter repetitions')
    parser.add_argument('--compare', metavar='OLD.json', help='show what changed since then')
    parser.add_argument('--filter', metavar='REGEX',
                        help='only rows whose "SUBJECT: QUESTION OBJECT" matches')
    parser.add_argument('--option', metavar='FILE=TEXT', action='append', default=[],
                        help='an option for the subject of that file, named without its ending')
    return parser.parse_args(arguments)


# Of a megabyte nearly all instructions are memcpy's, which is another function under valgrind.
LONG = 4096


def with_count(row, counts):
    count = counts.get(key_of(row))
    if row['bytes'] > LONG:
        count = None
    return row | {'instructions': count.instructions if count else None,
                  'loop_instructions': count.loop if count else None}


def report(raw, old):
    python = with_matplotlib()
    if not python:
        print('bench: no page without matplotlib: Debian has it in python3-matplotlib',
              file=sys.stderr)
    page = ['--html', raw.with_name('report.html')] if python else []
    words = ['--compare', old] if old else []
    return subprocess.run([python or sys.executable, REPORT, raw,
                           '--json', raw.with_name('report.json'), *page, *words]).returncode


def with_matplotlib():
    """A Python that has it: the one that is first on the PATH need not be the distribution's."""
    for python in (sys.executable, '/usr/bin/python3'):
        try:
            found = subprocess.run([python, '-c', 'import matplotlib'], capture_output=True)
            if found.returncode == 0:
                return python
        except OSError:
            pass
    return None


if __name__ == '__main__':
    try:
        sys.exit(main(sys.argv[1:]))
    except Trouble as trouble:
        sys.exit(f'bench: {trouble}')
