"""The command: its table, report.json and the section for the documents."""

import contextlib
import io
import json
import os
import pathlib
import tempfile
import unittest
from unittest import mock

import report
import results
import runs


class Screen(io.TextIOWrapper):
    """What report.py prints into, with or without a person in front of it."""

    def __init__(self, is_tty):
        super().__init__(io.BytesIO(), encoding='utf-8', write_through=True)
        self.is_tty = is_tty

    def isatty(self):
        return self.is_tty

    @property
    def text(self):
        return self.buffer.getvalue().decode()


def reported(run, *options, is_tty=False, old=None):
    """What the command prints, and what it writes to --json if that is asked for."""
    screen = Screen(is_tty)
    with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stdout(screen):
        raw = pathlib.Path(folder, 'raw.json')
        raw.write_text(json.dumps(run))
        written = pathlib.Path(folder, 'report.json')
        if old:
            earlier = pathlib.Path(folder, 'old.json')
            earlier.write_text(json.dumps(old))
            options += ('--compare', str(earlier))
        status = report.main([str(raw), '--json', str(written), *options])
        return status, screen.text, json.loads(written.read_text()) if written.exists() else None


class Printed(unittest.TestCase):
    def test_no_line_is_wider_than_a_hundred_columns(self):
        run = runs.a_run()
        run['subjects'][-1]['left_out'] = 'a reason that goes on and on ' * 8
        run['tools']['flags'] = '-a-long-flag ' * 20
        alone = runs.without(runs.a_run(), subject='CPython 2.7.18')
        for _, text, _ in (reported(run), reported(run, old=runs.a_run()), reported(alone)):
            self.assertLessEqual(max(map(len, text.splitlines())), 100)

    def test_every_row_is_in_the_tables(self):
        run = runs.a_run()
        for i, row in enumerate(run['rows']):
            row['instructions'] = 100000 + i
        _, text, _ = reported(run)
        for row in run['rows']:
            self.assertIn(f"/{row['instructions']:,}", text)

    def test_colour_is_for_a_terminal_that_did_not_decline(self):
        with mock.patch.dict(os.environ, {'TERM': 'xterm', 'NO_COLOR': ''}):
            self.assertIn('\x1b[32mmet', reported(runs.a_run(), is_tty=True)[1])
            self.assertNotIn('\x1b', reported(runs.a_run())[1])
        with mock.patch.dict(os.environ, {'TERM': 'xterm', 'NO_COLOR': '1'}):
            self.assertNotIn('\x1b', reported(runs.a_run(), is_tty=True)[1])

    def test_quiet_is_one_line(self):
        _, text, _ = reported(runs.a_run(), '--quiet')
        self.assertEqual(len(text.splitlines()), 1)
        self.assertRegex(text, r'^\d+ met, \d+ missed, \d+ too close, 0 not measured; stretch: ')

    def test_a_reason_is_told_once_below_the_goals(self):
        run = runs.without(runs.a_run(), subject='CPython 2.7.18')
        run['subjects'][:] = [s for s in run['subjects'] if s['name'] != 'CPython 2.7.18']
        _, text, _ = reported(run)
        self.assertEqual(text.count('CPython 2.7 is not in this run'), 1)

    def test_a_wrong_answer_is_told_though_it_has_no_time(self):
        run = runs.a_run()
        wrong = next(r for r in run['rows'] if r['subject'] == 'Lua string')
        wrong['verified'] = False
        del wrong['sittings']
        _, text, _ = reported(run)
        self.assertIn('wrong answers, not timed\n  Lua string: read str', text)

    def test_an_empty_run_is_reported_too(self):
        status, text, data = reported({})
        self.assertEqual(status, 0)
        self.assertIn('0 met, 0 missed', text)
        self.assertEqual({goal['verdict'] for goal in data['goals']}, {'not measured'})

    def test_what_is_no_result_is_an_error_with_a_reason(self):
        self.assertIn('cannot read the results', report.main(['/nowhere/raw.json']))


class Json(unittest.TestCase):
    def test_the_rows_come_through_word_for_word(self):
        run = runs.a_run()
        data = reported(run)[2]
        self.assertEqual({key: data[key] for key in run}, run)

    def test_a_report_is_made_again_from_a_report(self):
        first = reported(runs.a_run())
        self.assertEqual(reported(first[2]), first)

    def test_a_claim_has_goal_measured_and_verdict(self):
        goals = reported(runs.without(runs.a_run(), question='lease'))[2]['goals']
        met = goals[0]['claims'][0]
        self.assertEqual((met['goal'], met['limit'], met['verdict']),
                         ('≥ 12x CPython 2.7', 12, 'met'))
        lease = next(g for g in goals if g['goal'] == 'get + release a lease on a bytearray')
        self.assertEqual(lease['claims'][0]['verdict'],
                         'not measured: slotbuf shared has no lease bytearray')
        self.assertIsNone(lease['claims'][0]['measured'])


class Tolerance(unittest.TestCase):
    def test_a_row_with_half_its_values_is_read(self):
        found = results.Results({'rows': [
            {'subject': 'x', 'question': 'read', 'object': 'str', 'sittings': [2]},
            {'subject': 'x', 'question': 'read', 'object': 'int', 'sittings': None}]})
        self.assertEqual([(r.ns, r.instructions) for r in found.rows], [(2, None)])
        self.assertEqual([s.name for s in found.subjects], ['x'])


class Speeds(unittest.TestCase):
    two = runs.a_run()
    two['speeds'] |= {'core': {'times': 1.9, 'part': 0.136}}
    sentence = ('this machine ran at two speeds, 1.90x apart: in 14% of the readings somebody '
                'else had a part of the core')

    def test_two_speeds_are_named_on_the_terminal_in_the_json_and_in_the_section(self):
        _, text, data = reported(self.two)
        self.assertIn(self.sentence, ' '.join(text.split()))
        self.assertTrue(data['speed'][1].startswith(self.sentence))
        self.assertIn(f'- speed: {self.sentence}', reported(self.two, '--markdown')[1])

    def test_a_clock_of_two_speeds_is_named_too(self):
        run = runs.a_run()
        run['speeds'] |= {'clock': {'times': 1.5, 'part': 0.001}}
        self.assertIn('two speeds, 1.50x apart: its clock was slow in 1% of the readings',
                      reported(run)[2]['speed'][1])

    def test_of_one_speed_only_the_clock_is_told(self):
        self.assertEqual(reported(runs.a_run())[2]['speed'], ['a cycle took 0.278 ns'])


class Markdown(unittest.TestCase):
    def test_the_section_has_the_machine_the_goals_and_the_key_rows(self):
        status, text, data = reported(runs.a_run(), '--markdown')
        self.assertEqual((status, data), (0, None))
        self.assertTrue(text.startswith('## The last full results\n'))
        for words in ('Made-up 9000', '| inline read, one type | inline | ≥ 12x CPython 2.7 | '
                      '13.9x | 13.7–14.2 | met |', '| slotbuf inline | 0.36 / 8 |',
                      'left out: CPython 3.13.0',
                      '- slab-fed size classes: blocks cut from 64 KiB'):
            self.assertIn(words, text)


if __name__ == '__main__':
    unittest.main()
