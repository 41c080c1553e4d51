"""report.html: one page that needs nothing beside it."""

import pathlib
from html import escape

from figures import figures
from goals import saying
from speed import sentences
from verdicts import MET, MISSED, TOO_CLOSE, summary
from words import OBJECTS, count, explained, facts, number, with_version

STYLE = pathlib.Path(__file__).with_name('page.css')
KEY = (('slotbuf', 'slotbuf'), ('design', 'designs, written for comparison'),
       ('peer', 'peers, as their makers ship them'))


def page(results, outcomes, comparison=None):
    parts = [head(results), run(results), goals_section(outcomes)]
    if comparison:
        parts.append(comparison_section(comparison))
    parts += [figure_key(), *(figure_section(f) for f in figures(results)),
              rows_section(results), separate_section(results)]
    body = '\n'.join(part for part in parts if part)
    return (f'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
            f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            f'<title>slotbuf: what a dispatch costs</title>\n<style>\n{STYLE.read_text()}</style>\n'
            f'</head>\n<body>\n{body}\n</body>\n</html>\n')


def head(results):
    return ('<h1>What a dispatch costs</h1>\n'
            '<p class="soft">slotbuf, the designs it could have had, and its peers, asked the '
            f'same questions in one process. A {escape(results.mode)} run of '
            f'{escape(results.when)}.</p>')


def run(results):
    """The machine, the tools, who was measured and who was left out."""
    lines = [definition(name, text) for name, text in
             [*facts(results.machine), *facts(results.tools)]]
    lines += [definition('speed', sentence) for sentence in sentences(results)]
    measured = [with_version(s) for s in results.subjects if s.kind == 'peer']
    lines.append(definition('peers', '; '.join(measured) or 'none'))
    lines += [definition('left out', f'{s.name}: {s.left_out}') for s in results.left_out]
    lines += [definition('wrong answer', row.name) for row in results.wrong()]
    return '<h2>Where it was measured</h2>\n<dl>\n' + '\n'.join(lines) + '\n</dl>'


def definition(name, text):
    return f'<dt>{escape(name)}</dt><dd>{escape(text)}</dd>'


def goals_section(outcomes):
    lines = ['<h2>Goals</h2>',
             f'<p>{escape(summary(outcomes))}. A ratio is the middle one of those of the sittings, '
             'which the interval spans; a goal within the interval is too close to say. i are '
             'instructions, the loop not counted.</p>', '<div class="wide"><table>',
             table_head('row', 'ours', 'goal', '#measured', '#interval', 'verdict')]
    for outcome in outcomes:
        stretch = '<small>stretch</small> ' if outcome.goal.stretch else ''
        tried = (f'<br><small>{escape(outcome.goal.tried)}</small>'
                 if outcome.goal.tried and outcome.verdict == MISSED else '')
        for i, v in enumerate(outcome.verdicts):
            style = {MET: 'met', MISSED: 'missed', TOO_CLOSE: 'close'}.get(v.verdict, 'open')
            held = escape(f'{v.ours} against {v.theirs}' if v.theirs else v.ours, True)
            text = stretch + escape(outcome.goal.text) + tried
            start = ('<tr class="more">' if i else
                     f'<tr><td rowspan="{len(outcome.verdicts)}">{text}</td>')
            lines.append(
                f'{start}<td>{escape(v.claim.ours)}</td>'
                f'<td class="short">{escape(saying(v.claim))}</td>'
                f'<td class="number" title="{held}">{escape(v.shown)}</td>'
                f'<td class="number">{escape(v.interval)}</td>'
                f'<td class="{style}">{escape(v.text)}</td></tr>')
    return '\n'.join([*lines, '</table></div>'])


def comparison_section(comparison):
    lines = [f'<h2>Compared with the run of {escape(comparison.old_when)}</h2>']
    for heading, items in comparison.sections():
        lines += [f'<h3>{escape(heading)}</h3>', '<ul>',
                  *(f'<li>{escape(item)}</li>' for item in items), '</ul>']
    return '\n'.join([*lines, f'<p>{comparison.unchanged} rows are what they were.</p>'])


def figure_key():
    spans = ''.join(f'<span style="--colour: var(--{kind})">{escape(text)}</span>'
                    for kind, text in KEY)
    return (f'<h2>Figures</h2>\n<p class="key">{spans}</p>\n<p class="soft">A dot or the end of a '
            'bar is the middle one of the sittings, and the thin line after it reaches to the '
            'slowest. The numbers are nanoseconds · instructions (i).</p>')


def figure_section(figure):
    svg = figure.svg.replace('role="img"', f'role="img" aria-label="{escape(figure.title)}"', 1)
    return (f'<h2>{escape(figure.title)}</h2>\n<p>{escape(figure.sentence)}</p>\n'
            f'<figure>{svg}</figure>')


def rows_section(results):
    lines = ['<h2>All rows</h2>',
             '<p>Nanoseconds of one operation: the middle one of the sittings, and the '
             'interval that they span.</p>']
    for question in results.questions():
        rows = [r for r in results.rows if r.question == question]
        lines += [f'<details><summary><code>{escape(question)}</code> '
                  f'{escape(explained(question))} '
                  f'<span class="soft">({len(rows)})</span></summary>',
                  '<div class="wide"><table>',
                  table_head('object', 'subject', '#ns', '#from', '#to', '#instructions')]
        for object in results.objects(question):
            lines += [row_line(r) for r in rows if r.object == object]
        lines.append('</table></div></details>')
    return '\n'.join(lines)


def row_line(row):
    object = (f'<td title="{escape(OBJECTS.get(row.object, ""), True)}">'
              f'<code>{escape(row.object)}</code></td>')
    if not row.verified:
        return (f'<tr>{object}<td>{escape(row.subject)}</td>'
                '<td class="missed" colspan="4">its answer was wrong</td></tr>')
    cells = (number(row.ns), number(row.time.low), number(row.time.high), count(row.instructions))
    return (f'<tr>{object}<td>{escape(row.subject)}</td>'
            + ''.join(f'<td class="number">{cell}</td>' for cell in cells) + '</tr>')


def separate_section(results):
    if not results.separate:
        return ''
    lines = ['<h2>Measured in processes of their own</h2>', '<div class="wide"><table>',
             table_head('question', 'object', 'subject', '#value', 'unit')]
    lines += [f'<tr><td>{escape(s.question)}</td><td><code>{escape(s.object)}</code></td>'
              f'<td>{escape(s.subject)}</td><td class="number">{number(s.value)}</td>'
              f'<td>{escape(s.unit)}</td></tr>' for s in results.separate]
    return '\n'.join([*lines, '</table></div>'])


def table_head(*names):
    """A name that begins with # stands over numbers."""
    cells = (f'<th class="number">{name[1:]}</th>' if name[0] == '#' else f'<th>{name}</th>'
             for name in names)
    return f'<tr>{"".join(cells)}</tr>'
