"""Rows as a table of text: subjects downwards, questions and objects across, in blocks."""

from words import count, number

WIDTH = 100
GAP = '  '


class Table:
    def __init__(self, rows, results, questions):
        self.cells = {(r.subject, (r.question, r.object)): cell_text(r) for r in rows}
        self.columns = [(q, o) for q in questions for o in results.objects(q)]
        having = {subject for subject, _ in self.cells}
        self.names = [s.name for s in results.subjects if s.name in having]
        self.name_width = max((len(name) for name in self.names), default=0) + 2

    def lines(self):
        for columns in self.blocks():
            if columns[0] != self.columns[0]:
                yield ''
            texts = {column: self.texts(column) for column in columns}
            widths = [width_of(column, texts[column]) for column in columns]
            yield self.line('', [q if i == 0 or columns[i - 1][0] != q else ''
                                 for i, (q, _) in enumerate(columns)], widths)
            yield self.line('', [o for _, o in columns], widths)
            for i, name in enumerate(self.names):
                row = [texts[column][i] for column in columns]
                if any(row):
                    yield self.line(name, row, widths)

    def line(self, name, texts, widths):
        cells = GAP.join(f'{text:<{width}}' for text, width in zip(texts, widths))
        return f'  {name:<{self.name_width}}{cells}'.rstrip()

    def texts(self, column):
        """A column's cells, their strokes below each other."""
        cells = [self.cells.get((name, column), ('', '')) for name in self.names]
        widest = max(len(time) for time, _ in cells)
        return [f'{time:>{widest}}{rest}' if time else '' for time, rest in cells]

    def blocks(self):
        """The columns in groups that fit the width."""
        block, used = [], 2 + self.name_width
        for column in self.columns:
            width = width_of(column, self.texts(column)) + len(GAP)
            if block and used + width > WIDTH:
                yield block
                block, used = [], 2 + self.name_width
            block.append(column)
            used += width
        if block:
            yield block


def width_of(column, texts):
    return max(map(len, [*column, *texts]))


def cell_text(row):
    """(nanoseconds, stroke and instructions)"""
    if not row.verified:
        return 'wrong', ''
    return number(row.ns), '' if row.instructions is None else f'/{count(row.instructions)}'
