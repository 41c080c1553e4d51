"""Verdicts: met, missed, too close, or not measured and why; a side that is missing never meets a
goal."""

import unittest

import results
import runs
import verdicts
from goals import GOALS, count, faster, over, within
from verdicts import MET, MISSED, NOT_MEASURED, TOO_CLOSE, exactly


def judged(run, claim):
    return verdicts.judge(claim, results.Results(run))


def outcome(run, text):
    return next(o for o in verdicts.judge_all(results.Results(run)) if o.goal.text == text)


class Ratios(unittest.TestCase):
    claim = faster(12, 'inline', 'read str', 'CPython 2.7')

    def test_a_ratio_is_the_middle_one_of_the_sittings(self):
        run = runs.with_row(runs.a_run(), 'slotbuf inline', 'read str',
                            sittings=[0.25, 0.25, 0.25, 0.3, 0.3])
        run = runs.with_row(run, 'CPython 2.7.18', 'read str', sittings=[5.0, 6.0, 4.0, 6.0, 6.0])
        self.assertEqual(judged(run, self.claim).measured.value, 20)

    def test_a_verdict_names_both_rows(self):
        found = judged(runs.a_run(), self.claim)
        self.assertEqual((found.verdict, found.shown), (MET, '13.9x'))
        self.assertEqual(found.ours, 'slotbuf inline: read str')
        self.assertEqual(found.theirs, 'CPython 2.7.18: read str')

    def verdict_of(self, *theirs):
        run = runs.with_row(runs.a_run(), 'slotbuf inline', 'read str', sittings=[0.5] * 5)
        run = runs.with_row(run, 'CPython 2.7.18', 'read str', sittings=theirs)
        return judged(run, self.claim).verdict

    def test_one_sitting_on_the_other_side_of_the_goal_makes_it_too_close(self):
        self.assertEqual(self.verdict_of(7, 7, 7, 7, 7), MET)
        self.assertEqual(self.verdict_of(7, 7, 7, 5, 7), TOO_CLOSE)
        self.assertEqual(self.verdict_of(5, 5, 5, 5, 7), TOO_CLOSE)
        self.assertEqual(self.verdict_of(5, 5, 5, 5, 5), MISSED)

    def test_sittings_that_agree_are_still_too_close_to_a_goal_that_they_all_but_hit(self):
        self.assertEqual(self.verdict_of(*[6.1] * 5), TOO_CLOSE)
        self.assertEqual(self.verdict_of(*[6.2] * 5), MET)
        self.assertEqual(self.verdict_of(*[5.9] * 5), TOO_CLOSE)
        self.assertEqual(self.verdict_of(*[5.8] * 5), MISSED)

    def test_what_all_rows_of_a_sitting_have_in_common_does_not_widen_the_interval(self):
        run = runs.with_row(runs.a_run(), 'slotbuf inline', 'read str',
                            sittings=[0.5, 0.9, 0.5, 0.7, 0.5])
        run = runs.with_row(run, 'CPython 2.7.18', 'read str', sittings=[6.5, 11.7, 6.5, 9.1, 6.5])
        self.assertEqual(judged(run, self.claim).interval, '12.7–13.3')

    def test_the_quickest_of_several_subjects_is_the_one_to_beat(self):
        run = runs.a_run()
        run['subjects'].append({'name': 'CPython 2.7.9', 'kind': 'peer', 'version': ''})
        run['rows'].append({'subject': 'CPython 2.7.9', 'kind': 'peer', 'question': 'read',
                            'object': 'str', 'sittings': [3.1] * 5})
        found = judged(run, self.claim)
        self.assertEqual((found.verdict, found.theirs), (MISSED, 'CPython 2.7.9: read str'))

    def test_the_worst_of_several_cells_decides(self):
        claim = faster(20, 'inline', ('read mixed4', 'read mixed8'), 'CPython 2.7')
        run = runs.with_row(runs.a_run(), 'slotbuf inline', 'read mixed8', ns=1.0)
        found = judged(run, claim)
        self.assertEqual((found.verdict, found.shown), (MISSED, '15.8x (mixed8)'))

    def test_a_cell_that_is_missed_decides_though_another_that_is_too_close_is_worse(self):
        claim = faster(20, 'inline', ('read mixed4', 'read mixed8'), 'CPython 2.7')
        run = runs.with_row(runs.a_run(), 'slotbuf inline', 'read mixed8', ns=0.83)
        run = runs.with_row(run, 'slotbuf inline', 'read mixed4', sittings=[0.5, 0.9, 1, 1, 0.5])
        found = judged(run, claim)
        self.assertEqual((found.verdict, found.shown), (MISSED, '19.0x (mixed8)'))

    def test_at_most_is_turned_round(self):
        claim = within(1.1, 'inline', 'read 64MB', 'floor')
        found = judged(runs.a_run(), claim)
        self.assertEqual((found.verdict, found.shown), (MET, '1.02x'))
        for ns, verdict in ((12.3, TOO_CLOSE), (12.6, TOO_CLOSE), (12.8, MISSED)):
            run = runs.with_row(runs.a_run(), 'slotbuf inline', 'read 64MB', ns=ns)
            self.assertEqual(judged(run, claim).verdict, verdict, ns)

    def test_every_other_peer_is_beaten_only_if_the_quickest_is(self):
        text = 'alloc + free a 16-byte str'
        self.assertEqual(outcome(runs.a_run(), text).verdict, MET)
        run = runs.with_row(runs.a_run(), 'Ruby string', 'alloc str16', ns=5.0)
        beaten = outcome(run, text).verdicts[-1]
        self.assertEqual((beaten.verdict, beaten.theirs), (MISSED, 'Ruby string: alloc str16'))


class Instructions(unittest.TestCase):
    def test_a_count_is_held_against_its_limit(self):
        claim = count(25, 'shared', 'read str')
        self.assertEqual(judged(runs.a_run(), claim).verdict, MET)
        run = runs.with_row(runs.a_run(), 'slotbuf shared', 'read str', instructions=26)
        self.assertEqual(judged(run, claim).verdict, MISSED)

    def test_a_count_at_its_limit_is_met_for_it_is_exact(self):
        run = runs.with_row(runs.a_run(), 'slotbuf shared', 'read str', instructions=25)
        found = judged(run, count(25, 'shared', 'read str'))
        self.assertEqual((found.verdict, found.interval), (MET, ''))

    def test_a_crumb_of_the_loop_is_no_instruction(self):
        run = runs.with_row(runs.a_run(), 'slotbuf shared', 'read str', instructions=25.01)
        self.assertEqual(judged(run, count(25, 'shared', 'read str')).verdict, MET)

    def test_a_distance_from_the_floor_may_be_negative(self):
        claim = over(2, 'inline', 'read str', 'floor')
        run = runs.with_row(runs.a_run(), 'slotbuf inline', 'read str', instructions=6)
        self.assertEqual(judged(run, claim).shown, '-1 i')
        run = runs.with_row(runs.a_run(), 'slotbuf inline', 'read str', instructions=10)
        self.assertEqual((judged(run, claim).verdict, judged(run, claim).shown), (MISSED, '+3 i'))

    def test_without_callgrind_counts_are_not_measured_and_ratios_are(self):
        run = runs.a_run()
        for row in run['rows']:
            row['instructions'] = None
        found = outcome(run, 'C ABI call out of line')
        self.assertEqual([v.verdict for v in found.verdicts],
                         [MET, NOT_MEASURED, TOO_CLOSE, NOT_MEASURED, MET])
        self.assertIn('instructions of slotbuf static: read str were not counted',
                      found.verdicts[1].why)


class Bytes(unittest.TestCase):
    def test_bytes_are_whole(self):
        text = 'bytes per live 16-byte str (RSS; CPython 64)'
        found = outcome(runs.a_run(), text).verdicts[0]
        self.assertEqual((found.verdict, found.shown, found.measured),
                         (MET, '64 bytes', exactly(64.2)))
        run = runs.a_run()
        run['separate'][0]['value'] = 64.6
        self.assertEqual(outcome(run, text).verdict, MISSED)


class Missing(unittest.TestCase):
    claim = faster(12, 'inline', 'read str', 'CPython 2.7')

    def test_a_peer_that_was_left_out_says_why(self):
        run = runs.a_run()
        run['subjects'][:] = [s for s in run['subjects'] if s['name'] != 'CPython 2.7.18']
        run['subjects'].append({'name': 'CPython 2.7', 'kind': 'peer', 'left_out': 'none here'})
        found = judged(runs.without(run, subject='CPython 2.7.18'), self.claim)
        self.assertEqual(found.text, 'not measured: CPython 2.7 was left out: none here')
        self.assertIsNone(found.measured)

    def test_a_missing_cell_does_not_save_a_claim_that_another_misses(self):
        claim = faster(20, 'inline', ('read mixed4', 'read mixed8'), 'CPython 2.7')
        run = runs.without(runs.a_run(), question='read', object='mixed4')
        self.assertEqual(judged(run, claim).verdict, NOT_MEASURED)
        run = runs.with_row(run, 'slotbuf inline', 'read mixed8', ns=1.0)
        self.assertEqual(judged(run, claim).verdict, MISSED)

    def test_a_row_that_is_missing_says_so(self):
        run = runs.without(runs.a_run(), subject='slotbuf inline', question='read', object='str')
        self.assertEqual(judged(run, self.claim).why, 'slotbuf inline has no read str')

    def test_a_wrong_answer_is_worth_nothing(self):
        run = runs.with_row(runs.a_run(), 'slotbuf inline', 'read str', verified=False)
        self.assertEqual(judged(run, self.claim).why,
                         'the answer of slotbuf inline: read str was wrong')

    def test_a_time_of_nothing_meets_nothing(self):
        run = runs.with_row(runs.a_run(), 'slotbuf inline', 'read str', ns=0.0)
        self.assertEqual(judged(run, self.claim).verdict, NOT_MEASURED)

    def test_an_empty_run_meets_nothing(self):
        found = verdicts.judge_all(results.Results({}))
        self.assertEqual({o.verdict for o in found}, {NOT_MEASURED})
        self.assertTrue(all(v.why for o in found for v in o.verdicts))

    def test_a_claim_that_is_too_close_leaves_the_goal_so_unless_another_is_missed(self):
        run = runs.with_row(runs.a_run(), 'slotbuf inline', 'check str', instructions=5)
        run = runs.with_row(run, 'slotbuf shared', 'check str', ns=3.39 / 1.9)
        self.assertEqual(outcome(run, 'CheckReadBuffer').verdict, TOO_CLOSE)
        run = runs.with_row(run, 'slotbuf inline', 'check str', instructions=50)
        self.assertEqual(outcome(run, 'CheckReadBuffer').verdict, MISSED)

    def test_one_missed_claim_misses_the_goal_and_an_open_one_leaves_it_open(self):
        run = runs.without(runs.a_run(), subject='HarfBuzz hb_blob', question='read')
        self.assertEqual(outcome(run, 'inline read, one type').verdict, NOT_MEASURED)
        run = runs.with_row(run, 'slotbuf inline', 'read str', ns=2.0)
        self.assertEqual(outcome(run, 'inline read, one type').verdict, MISSED)


class Table(unittest.TestCase):
    def test_every_claim_is_judged_in_a_run_that_has_all(self):
        found = verdicts.judge_all(results.Results(runs.a_run()))
        self.assertEqual([v.why for o in found for v in o.verdicts if v.why], [])
        self.assertEqual(len(found), len(GOALS))

    def test_the_three_stretch_goals_are_rows_of_their_own(self):
        self.assertEqual(sum(goal.stretch for goal in GOALS), 3)

    def test_a_read_ahead_of_hb_blob_is_seen(self):
        run = runs.with_row(runs.a_run(), 'slotbuf shared', 'read str', ns=0.1)
        self.assertEqual(outcome(run, 'the shared C ABI read ahead of hb_blob').verdict, MET)


if __name__ == '__main__':
    unittest.main()
