#!/usr/bin/python3
"""Turns the raw results of slotbuf-bench into a table, report.json and report.html.

    report.py RAW.json [--json FILE] [--html FILE] [--compare OLD.json] [--quiet]
    report.py RAW.json --markdown

RAW.json and OLD.json may also be a report.json of this program. It ends with 0 whatever the
verdicts are: they are for people to read.
"""

import argparse
import json
import os
import sys

import markdown
import results as run_results
from comparison import Comparison
from speed import sentences
from terminal import Terminal
from verdicts import as_data, judge_all, summary


def main(arguments):
    options = parsed(arguments)
    sys.stdout.reconfigure(errors='replace')
    try:
        results = run_results.read(options.raw)
        old = run_results.read(options.compare) if options.compare else None
    except (OSError, ValueError, KeyError) as problem:
        return f'report.py: cannot read the results: {problem!r}'
    outcomes = judge_all(results)
    comparison = Comparison(old, results) if old else None
    if options.markdown:
        print(markdown.section(results, outcomes))
        return 0
    if options.json:
        write(options.json, as_json(results, outcomes))
    if options.html:
        # matplotlib is slow to load and wanted by the page alone.
        import page
        write(options.html, page.page(results, outcomes, comparison))
    if options.quiet:
        print(summary(outcomes))
    else:
        show(Terminal(sys.stdout), results, outcomes, comparison)
    return 0


def parsed(arguments):
    parser = argparse.ArgumentParser(description='Reports what slotbuf-bench measured.')
    parser.add_argument('raw', metavar='RAW.json')
    parser.add_argument('--json', metavar='FILE', help='write the rows and the goals')
    parser.add_argument('--html', metavar='FILE', help='write a page that stands by itself')
    parser.add_argument('--compare', metavar='OLD.json', help='show what changed since then')
    parser.add_argument('--quiet', action='store_true', help='print one line')
    parser.add_argument('--markdown', action='store_true',
                        help='print the section of docs/BENCHMARKS.md and do nothing else')
    return parser.parse_args(arguments)


def as_json(results, outcomes):
    """The raw results, word for word, what is to be said of the machine's speed, and the goals."""
    data = results.raw | {'speed': list(sentences(results)), 'goals': as_data(outcomes)}
    return json.dumps(data, indent=1, ensure_ascii=False) + '\n'


def show(terminal, results, outcomes, comparison):
    terminal.run(results)
    terminal.rows(results)
    terminal.separate(results)
    terminal.wrong(results)
    terminal.goals(outcomes)
    if comparison:
        terminal.comparison(comparison)


def write(path, text):
    with open(path, 'w', encoding='utf-8') as file:
        file.write(text)


if __name__ == '__main__':
    try:
        sys.exit(main(sys.argv[1:]))
    except BrokenPipeError:
        # Whoever reads has seen enough; nothing may be written to the pipe at exit either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
