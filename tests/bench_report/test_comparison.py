"""Comparing two runs: what lies within the noise is no change, and another machine is told."""

import unittest

import results
import runs
from comparison import Comparison


def compared(new, old=None):
    return Comparison(results.Results(old or runs.a_run()), results.Results(new))


def lines(comparison, heading):
    return dict(comparison.sections()).get(heading, [])


class Changes(unittest.TestCase):
    def test_the_same_run_has_changed_nowhere(self):
        found = compared(runs.a_run())
        self.assertEqual(found.sections(), [])
        self.assertEqual(found.unchanged, len(runs.a_run()['rows']))

    def test_a_slower_row_is_named_with_its_ratio(self):
        found = compared(runs.with_row(runs.a_run(), 'slotbuf shared', 'read str', ns=2.75))
        self.assertEqual(lines(found, 'slower, or more instructions'),
                         ['slotbuf shared: read str: 2.20 → 2.75 ns (+25%)'])

    def test_sittings_of_one_run_that_reach_those_of_the_other_are_no_change(self):
        old = runs.with_row(runs.a_run(), 'slotbuf shared', 'read str',
                            sittings=[2.2, 2.2, 2.2, 2.2, 2.7])
        new = runs.with_row(runs.a_run(), 'slotbuf shared', 'read str', ns=2.75)
        self.assertEqual(compared(new, old).slower, [])
        self.assertEqual(len(compared(new, runs.a_run()).slower), 1)

    def test_a_time_of_nothing_is_not_compared(self):
        timed, not_timed = runs.a_run(), runs.with_row(runs.a_run(), 'slotbuf shared', 'read str',
                                                       ns=0.0)
        for found in (compared(not_timed, timed), compared(timed, not_timed)):
            self.assertEqual(found.slower + found.faster, [])
            self.assertEqual(found.unchanged, len(timed['rows']) - 1)

    def test_less_than_a_cycle_with_the_same_instructions_is_a_matter_of_place(self):
        found = compared(runs.with_row(runs.a_run(), 'slotbuf inline', 'read str', ns=0.56))
        self.assertEqual(found.slower, [])

    def test_one_more_instruction_is_told_though_the_time_is_the_same(self):
        run = runs.with_row(runs.a_run(), 'slotbuf inline', 'read str', instructions=9)
        self.assertEqual(lines(compared(run), 'slower, or more instructions'),
                         ['slotbuf inline: read str: 0.36 → 0.36 ns (+0%), within the noise; '
                          '8 → 9 i (+1)'])

    def test_a_peer_that_moved_with_its_old_instructions_tells_of_the_machine(self):
        run = runs.with_row(runs.a_run(), 'CPython 2.7.18', 'read str', ns=6.225)
        found = compared(runs.with_row(run, 'Lua string', 'read str', ns=1.845))
        self.assertEqual(found.slower + found.faster, [])
        self.assertEqual(lines(found, 'designs and peers with the instructions they had'),
                         ['2 of their times moved, by -18% to +24%: so much is not the code'])

    def test_rows_that_came_and_went_are_listed_by_subject(self):
        run = runs.without(runs.a_run(), subject='slotbuf shared', question='refuse')
        self.assertEqual(lines(compared(run), 'rows that are gone'),
                         ['slotbuf shared: refuse int, str'])
        self.assertEqual(lines(compared(runs.a_run(), run), 'new rows'),
                         ['slotbuf shared: refuse int, str'])


class Verdicts(unittest.TestCase):
    def test_a_goal_that_changed_its_verdict_is_told(self):
        found = compared(runs.with_row(runs.a_run(), 'slotbuf inline', 'read str', ns=0.9))
        self.assertIn('inline read, one type: met → missed (13.9x → 5.58x; 5.53x → 2.21x)',
                      lines(found, 'goals with another verdict'))

    def test_what_has_become_too_close_to_say_has_no_other_verdict(self):
        new = runs.with_row(runs.a_run(), 'slotbuf shared', 'lease bytearray', ns=3.8)
        self.assertEqual(lines(compared(new), 'goals with another verdict'), [])


class Warnings(unittest.TestCase):
    def test_another_machine_compiler_or_mode_is_told_first(self):
        run = runs.a_run()
        run['machine']['cpu'] = 'Made-up 9001'
        run['tools']['compiler'] = 'clang 14.0.6'
        run['mode'] = 'quick'
        heading, told = compared(run).sections()[0]
        self.assertEqual(heading, 'beware')
        self.assertEqual(told, ['cpu was Made-up 9000, is Made-up 9001',
                                'compiler was gcc 12.2.0, is clang 14.0.6',
                                'a quick run is held against a full one'])

    def test_another_clock_is_told(self):
        run = runs.a_run()
        run['speeds']['cycle'] = 0.335
        self.assertEqual(compared(run).warnings, ['a cycle took 0.28 ns, takes 0.34 ns'])

    def test_a_run_without_sittings_is_told(self):
        old = runs.a_run()
        for row in old['rows']:
            del row['sittings']
        self.assertEqual(compared(runs.a_run(), old).warnings,
                         ['the old run has no times by sittings; an earlier version made it'])

    def test_the_load_is_never_the_same(self):
        run = runs.a_run()
        run['machine']['load'] = '0.1, 0.2, 0.3'
        self.assertEqual(compared(run).warnings, [])

    def test_a_peer_of_another_version_is_told(self):
        run = runs.a_run()
        next(s for s in run['subjects'] if s['name'] == 'Lua string')['version'] = '5.5'
        self.assertEqual(compared(run).warnings, ['Lua string was made up, is 5.5'])


if __name__ == '__main__':
    unittest.main()
