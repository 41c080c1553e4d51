"""The rows of docs/DIFFERENCES.md. As a program, writes their reproducers in C as one C program:
differences.py slotbuf|cpython DIFFERENCES.md OUTPUT.c"""

import pathlib
import re
import sys

CODE = re.compile(r'`([^`]*)`')
ANSWER = re.compile(r'`([^`]*)`(?::|$)')


def answer_in(cell):
    match = ANSWER.match(cell)
    return match and match[1]


class Row:
    """One difference: what CPython 2.7 answers and what slotbuf does, None where words describe
    it; and how to see it, as a script or as C, or neither."""

    def __init__(self, cells):
        number, before, after, how, tests = cells
        self.number = int(number)
        self.before, self.after = answer_in(before), answer_in(after)
        code = CODE.findall(how)
        self.code = code[0] if how.startswith('C: ') else None
        self.script = code[0].split(' / ') if how.startswith('`') else None
        self.tests = re.findall(r'"([^"]*)"', tests)

    def function(self):
        *statements, answer = self.code.split('; ')
        lines = [f'  {statement};' for statement in statements]
        return '\n'.join([f'static void row_{self.number}(void) {{', f'  begin({self.number});',
                          *lines, f'  ANSWER(({answer}));', '}', ''])


def rows_of(document):
    lines = [line for line in pathlib.Path(document).read_text().splitlines()
             if re.match(r'\| \d+ \|', line)]
    return [Row([cell.strip() for cell in line[1:-1].split(' | ')]) for line in lines]


def asked_of(side, rows):
    """The rows in C that [side] can be asked."""
    return [row for row in rows if row.code and (side == 'slotbuf' or row.before)]


def write(side, document, output):
    rows = asked_of(side, rows_of(document))
    pathlib.Path(output).write_text('\n'.join([
        '#include "reproducer.h"', '', *(row.function() for row in rows), 'int main(void) {',
        '  side_start();', *(f'  row_{row.number}();' for row in rows), '  side_end();',
        '  return 0;', '}', '']))


if __name__ == '__main__':
    write(*sys.argv[1:])
