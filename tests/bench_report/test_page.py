"""The page: it stands by itself, its figures are SVG, and the same results give the same bytes."""

import html.parser
import importlib.util
import re
import subprocess
import sys
import unittest
import xml.etree.ElementTree as xml

import results
import runs
import verdicts

if importlib.util.find_spec('matplotlib') is None:
    print('matplotlib is not here')
    sys.exit(77)

import figures  # noqa: E402 (it needs matplotlib)
import page  # noqa: E402
from comparison import Comparison  # noqa: E402

VOID = {'meta', 'br'}


def made(run, old=None):
    found = results.Results(run)
    comparison = Comparison(results.Results(old), found) if old else None
    return page.page(found, verdicts.judge_all(found), comparison)


class Nesting(html.parser.HTMLParser):
    """Every element that is opened is closed, in order."""

    def __init__(self):
        super().__init__()
        self.open = []
        self.wrong = []

    def handle_starttag(self, tag, attributes):
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.wrong.append((tag, self.getpos()))


class Page(unittest.TestCase):
    text = made(runs.a_run())

    def test_nothing_is_fetched_from_outside(self):
        self.assertNotRegex(self.text, r'https?:|//\w|@import|<link|<script|<img|<iframe')
        for target in re.findall(r'(?:href|src)="([^"]*)"|url\(([^)]*)\)', self.text):
            self.assertTrue(''.join(target).startswith('#'), target)

    def test_each_reference_has_one_target(self):
        ids = re.findall(r' id="([^"]+)"', self.text)
        self.assertEqual(len(ids), len(set(ids)))
        self.assertLessEqual(set(re.findall(r'(?:href="#|url\(#)([^")]+)', self.text)), set(ids))

    def test_it_is_well_formed(self):
        parser = Nesting()
        parser.feed(self.text)
        self.assertEqual((parser.open, parser.wrong), ([], []))

    def test_it_names_no_colour_outside_its_style(self):
        body = self.text[self.text.index('</style>'):]
        self.assertEqual(re.findall(r'#[0-9a-f]{6}\b', body), [])

    def test_the_same_results_give_the_same_bytes_in_another_process(self):
        program = ('import sys, page, results, runs, verdicts; '
                   'found = results.Results(runs.a_run()); '
                   'made = page.page(found, verdicts.judge_all(found)); '
                   'sys.stdout.buffer.write(made.encode())')
        again = subprocess.run([sys.executable, '-c', program], capture_output=True, check=True)
        self.assertEqual(again.stdout.decode(), self.text)

    def test_names_from_the_results_are_text(self):
        run = runs.a_run()
        run['machine']['cpu'] = '<b>&"'
        run['subjects'][-1]['left_out'] = '<script>'
        text = made(run, runs.a_run())
        self.assertNotRegex(text, '<script>|<b>')
        self.assertIn('&lt;b&gt;&amp;', text)

    def test_what_changed_is_on_the_page(self):
        run = runs.with_row(runs.a_run(), 'slotbuf inline', 'read str', ns=0.9)
        self.assertIn('met → missed', made(run, runs.a_run()))

    def test_two_speeds_are_named(self):
        run = runs.a_run()
        run['speeds'] |= {'core': {'times': 1.9, 'part': 0.136}}
        self.assertIn('<dd>this machine ran at two speeds, 1.90x apart', made(run))

    def test_what_is_too_close_has_its_interval(self):
        run = runs.with_row(runs.a_run(), 'slotbuf shared', 'lease bytearray', ns=3.78)
        self.assertIn('<td class="number">1.96–2.04</td><td class="close">too close</td>',
                      made(run))

    def test_an_empty_run_makes_a_page(self):
        self.assertIn('not measured', made({}))


class Figures(unittest.TestCase):
    drawn = figures.figures(results.Results(runs.a_run()))

    def test_all_are_drawn_from_a_run_that_has_all(self):
        self.assertEqual([f.name for f in self.drawn], [row[0] for row in figures.FIGURES])

    def test_each_is_svg_with_its_subjects_in_letters(self):
        for figure in self.drawn:
            root = xml.fromstring(figure.svg)
            self.assertEqual(root.tag, 'svg')
            words = {text.text for text in root.iter('text')}
            self.assertTrue(any('slotbuf' in w or w == 'shared' for w in words if w), figure.name)

    def test_the_ladder_goes_from_the_floor_to_dynamic_cast(self):
        words = re.findall(r'<text[^>]*>([^<]*)</text>', self.drawn[0].svg)
        names = [w for w in words if w in runs.DESIGNS]
        self.assertEqual((names[0], names[-1]), ('floor', 'dynamic_cast'))

    def test_a_run_of_one_row_draws_what_it_can(self):
        run = runs.a_run()
        run['rows'] = run['rows'][:1]
        run['separate'] = []
        self.assertEqual([f.name for f in figures.figures(results.Results(run))],
                         ['peers'])

    def test_a_wrong_answer_is_not_drawn(self):
        run = runs.a_run()
        for row in run['rows']:
            row['verified'] = row['subject'] != 'Lua string'
        self.assertNotIn('Lua', ''.join(f.svg for f in figures.figures(results.Results(run))))


if __name__ == '__main__':
    unittest.main()
