"""Panels of bars or dots drawn by matplotlib, as SVG that stands inside a page.

The same data give the same bytes: no date, no random names. Colours are variables of the page's
style, so that a figure follows it into the dark.
"""

import dataclasses
import io
import re

import matplotlib

matplotlib.use('svg')

from matplotlib.figure import Figure  # noqa: E402 (the backend has to be chosen before)
from matplotlib.ticker import FixedLocator, FuncFormatter, MaxNLocator, NullLocator

# What stands for a variable of the page while matplotlib draws.
COLOURS = {'ink': '#010101', 'soft': '#020202', 'rule': '#030303', 'slotbuf': '#040404',
           'design': '#050505', 'peer': '#060606'}
STYLE = {'svg.fonttype': 'none', 'font.family': 'sans-serif', 'font.size': 9,
         'axes.linewidth': 0.6, 'path.simplify': False}

# Inches.
WIDTH = 10.0
MARGIN = 0.08
ROW = 0.235
HEAD = 0.34
FOOT = 0.42
GAP = 0.3
LETTER = 0.078  # a wide letter of the labels


@dataclasses.dataclass(frozen=True)
class Entry:
    """One bar or dot: its value, how far the line after it reaches, and the text."""
    label: str
    kind: str
    value: float | None
    spread: float
    text: str


@dataclasses.dataclass(frozen=True)
class Panel:
    title: str
    unit: str
    entries: tuple
    is_log: bool = False


def side_by_side(name, panels):
    """Panels about the same subjects, which are named once on the left."""
    count = len(panels)
    label_width = label_room(panels[0])
    width = (WIDTH - 2 * MARGIN - label_width - GAP * (count - 1)) / count
    height = ROW * len(panels[0].entries)
    with matplotlib.rc_context(STYLE | {'svg.hashsalt': name}):
        figure = Figure(figsize=(WIDTH, HEAD + height + FOOT))
        for i, panel in enumerate(panels):
            left = MARGIN + label_width + i * (width + GAP)
            draw(figure, panel, (left, FOOT, width, height), i == 0)
        return svg(figure, name)


def grid(name, panels, columns=2):
    """Panels with subjects of their own; each stands in the column that is shortest so far."""
    ends = [0.0] * columns
    places = []
    for panel in panels:
        column = ends.index(min(ends))
        places.append((panel, column, ends[column]))
        ends[column] += HEAD + ROW * len(panel.entries) + FOOT
    labels = [max((label_room(p) for p, its_column, _ in places if its_column == column), default=0)
              for column in range(columns)]
    cell = (WIDTH - 2 * MARGIN - GAP * (columns - 1)) / columns
    with matplotlib.rc_context(STYLE | {'svg.hashsalt': name}):
        figure = Figure(figsize=(WIDTH, max(ends)))
        for panel, column, top in places:
            inner = ROW * len(panel.entries)
            left = MARGIN + column * (cell + GAP) + labels[column]
            draw(figure, panel,
                 (left, max(ends) - top - HEAD - inner, cell - labels[column], inner), True)
        return svg(figure, name)


def label_room(panel):
    return 0.12 + LETTER * max(len(entry.label) for entry in panel.entries)


def draw(figure, panel, box, has_labels):
    """Draws into a box of inches: left, bottom, width, height."""
    width, height = figure.get_size_inches()
    axes = figure.add_axes((box[0] / width, box[1] / height, box[2] / width, box[3] / height))
    axes.set_title(panel.title, loc='left', fontsize=9.5, fontweight='bold', color=COLOURS['ink'],
                   pad=7)
    axes.set_ylim(len(panel.entries) - 0.5, -0.5)
    scale(axes, panel, box[2])
    for y, entry in enumerate(panel.entries):
        if entry.value is not None:
            mark(axes, panel, y, entry)
    labels(axes, panel, has_labels)
    for side in ('top', 'right', 'left', 'bottom'):
        axes.spines[side].set_visible(False)


def mark(axes, panel, y, entry):
    colour = COLOURS.get(entry.kind, COLOURS['peer'])
    farthest = entry.value + entry.spread
    if farthest > entry.value:
        axes.plot([entry.value, farthest], [y, y], color=colour, linewidth=1.2, zorder=3)
    if panel.is_log:
        axes.plot([0, entry.value], [y, y], color=COLOURS['rule'], linewidth=0.8, zorder=2)
        axes.plot([entry.value], [y], marker='o', markersize=6, color=colour, zorder=4,
                  markeredgewidth=0)
    else:
        axes.barh(y, entry.value, height=0.62, color=colour, zorder=3, linewidth=0)
    axes.annotate(entry.text, (farthest, y), xytext=(6, 0), textcoords='offset points',
                  va='center', ha='left', fontsize=8.5, color=COLOURS['ink'], zorder=5)


def scale(axes, panel, width):
    """Room at the right for the longest text, and marks only where there are values."""
    values = [e.value for e in panel.entries if e.value]
    end = max((e.value + e.spread for e in panel.entries if e.value), default=1)
    text_part = min(0.6, (0.15 + LETTER * 0.9 * max(len(e.text) for e in panel.entries)) / width)
    if panel.is_log:
        low = min(values, default=1) / 1.35
        axes.set_xscale('log')
        axes.set_xlim(low, low * (end / low) ** (1 / (1 - text_part)))
        steps = (1, 2, 5) if end / low < 40 else (1,)
        ticks = [step * 10.0 ** power for power in range(-3, 10) for step in steps
                 if low <= step * 10.0 ** power <= end]
    else:
        axes.set_xlim(0, end / (1 - text_part))
        locator = MaxNLocator(5 if width > 2.5 else 3, steps=[1, 2, 5, 10])
        ticks = [tick for tick in locator.tick_values(0, end) if tick <= end]
    axes.xaxis.set_major_locator(FixedLocator(ticks))
    axes.xaxis.set_minor_locator(NullLocator())
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f'{value:,g}'))
    axes.set_xlabel(panel.unit, fontsize=8.5, color=COLOURS['soft'], loc='left', labelpad=3)
    axes.tick_params(axis='x', colors=COLOURS['soft'], labelsize=8, length=0, pad=4)
    axes.grid(axis='x', color=COLOURS['rule'], linewidth=0.6)
    axes.set_axisbelow(True)


def labels(axes, panel, has_labels):
    axes.tick_params(axis='y', length=0, pad=6)
    axes.set_yticks(range(len(panel.entries)))
    axes.set_yticklabels([entry.label if has_labels else '' for entry in panel.entries],
                         fontsize=9)
    for tick, entry in zip(axes.get_yticklabels(), panel.entries):
        tick.set_color(COLOURS['ink'])
        tick.set_fontweight('bold' if entry.kind == 'slotbuf' else 'normal')


def svg(figure, name):
    """What stands between <svg> and </svg>, freed of all that points out of the page."""
    file = io.StringIO()
    figure.patch.set_visible(False)
    for axes in figure.axes:
        axes.patch.set_visible(False)
    figure.savefig(file, format='svg',
                   metadata={'Date': None, 'Creator': None, 'Format': None, 'Type': None})
    text = file.getvalue()
    text = text[text.index('<svg'):]
    text = re.sub(r'<metadata>.*?</metadata>', '', text, flags=re.S)
    text = re.sub(r' xmlns(:\w+)?="[^"]*"', '', text).replace('xlink:href', 'href')
    used = set(re.findall(r'(?:href="#|url\(#)([^")]+)', text))
    text = re.sub(r' id="([^"]+)"',
                  lambda found: f' id="{name}-{found[1]}"' if found[1] in used else '', text)
    text = re.sub(r'(href="#|url\(#)', rf'\1{name}-', text)
    text = re.sub(r'<svg [^>]*viewBox="([^"]+)"[^>]*>', r'<svg viewBox="\1" role="img">', text,
                  count=1)
    for variable, colour in COLOURS.items():
        text = text.replace(colour, f'var(--{variable})')
    return re.sub(r'font: (?:(\w+) )?([\d.]+)px [^;"]*', letters, text).strip()


def letters(found):
    """The page has its own letters; sizes and weights stay."""
    return f'font-size: {found[2]}px; font-weight: {found[1] or "normal"}'
