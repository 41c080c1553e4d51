"""The section of docs/BENCHMARKS.md that holds the last full results."""

from goals import saying
from speed import sentences
from verdicts import MISSED, summary
from words import count, facts, number, with_version

# The rows that the section shows: (heading, question, object).
KEY_ROWS = (
    ('read a str', 'read', 'str'),
    ('read, 8 mixed types', 'read', 'mixed8'),
    ('read, 64 MB', 'read', '64MB'),
    ('dependent chain', 'chain', 'str'),
    ('AsWriteBuffer refused by an int', 'refuse', 'int'),
    ('INCREF and DECREF', 'ref', 'str'),
    ('alloc and free a 16-byte str', 'alloc', 'str16'),
)


def section(results, outcomes):
    parts = ['## The last full results', machine(results), goals(outcomes), rows(results)]
    return '\n\n'.join(part for part in parts if part)


def machine(results):
    """The machine and the tools as a list, then who was left out."""
    lines = [f'A {results.mode} run of {results.when}.', '']
    lines += [f'- {name}: {text}' for name, text in
              [*facts(results.machine), *facts(results.tools)]]
    lines += [f'- speed: {sentence}' for sentence in sentences(results)]
    lines += [f'- measured: {", ".join(with_version(s) for s in results.subjects)}']
    lines += [f'- left out: {s.name} ({s.left_out})' for s in results.left_out]
    return '\n'.join(lines)


def goals(outcomes):
    lines = [f'### Goals: {summary(outcomes)}', '',
             table_row('row', 'ours', 'goal', 'measured', 'interval', 'verdict'), RULE * 6 + '|']
    for outcome in outcomes:
        stretch = 'stretch: ' if outcome.goal.stretch else ''
        for i, v in enumerate(outcome.verdicts):
            lines.append(table_row(stretch + outcome.goal.text if i == 0 else '', v.claim.ours,
                                   saying(v.claim), v.shown, v.interval, v.text))
    reasons = [f'- {outcome.goal.text}: {outcome.goal.tried}.' for outcome in outcomes
               if outcome.verdict == MISSED and outcome.goal.tried]
    if reasons:
        lines += ['', 'What was missed, and why:', '', *reasons]
    return '\n'.join(lines)


def rows(results):
    """One line for each subject, one column for each key row that the run has."""
    columns = [row for row in KEY_ROWS if results.rows_of(row[1], row[2])]
    if not columns:
        return ''
    lines = ['### Key rows: nanoseconds / instructions', '',
             table_row('subject', *(heading for heading, _, _ in columns)),
             RULE * (len(columns) + 1) + '|']
    for subject in results.subjects:
        cells = [cell(results.row(subject.name, q, o)) for _, q, o in columns]
        if any(cells):
            lines.append(table_row(subject.name, *cells))
    return '\n'.join(lines)


RULE = '| --- '


def table_row(*cells):
    return '| ' + ' | '.join(str(cell).replace('|', '\\|') for cell in cells) + ' |'


def cell(row):
    if row is None or not row.verified:
        return ''
    return number(row.ns) + (f' / {count(row.instructions)}'
                              if row.instructions is not None else '')
