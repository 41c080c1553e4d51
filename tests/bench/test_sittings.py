"""From repetitions to the time of a sitting, on machines that are made up: interrupted, sharing
their core, or with a clock of two speeds; and what is said of such a machine."""

import pathlib
import random
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parents[2] / 'bench' / 'program'))

from sittings import merged  # noqa: E402 (its folder has to be named before)
from speeds import Second, second_speed  # noqa: E402

CYCLE, ADDITION = 0.25, 0.0625
ROW = {'subject': 'a', 'kind': 'peer', 'question': 'read', 'object': 'str', 'verified': True}


class Machine:
    """Repetitions of an operation of [cycles], each disturbed by chance."""

    def __init__(self, seed, cycles=40.0):
        self.chance = random.Random(seed)
        self.cycles = cycles

    def jitter(self, width=0.02):
        return 1 + self.chance.expovariate(1 / width)

    def sample(self, is_shared=False, clock=1.0):
        core = 1.9 if is_shared else 1.0
        return [self.cycles * CYCLE * clock * core * self.jitter(),
                CYCLE * clock * self.jitter(0.001), ADDITION * clock * core * self.jitter(0.001)]

    def interrupted(self):
        ns, chained, apart = self.sample()
        return [ns * 3, chained, apart]

    def misread(self):
        """One whose reading was interrupted, not the operation."""
        ns, chained, apart = self.sample()
        return [ns, chained * 40, apart]


def sitting(*rows):
    return {'rows': [ROW | {'samples': samples} | more for samples, more in rows]}


def times(*sittings):
    rows, _ = merged(sittings)
    return rows[0]['sittings']


class Estimate(unittest.TestCase):
    def check(self, samples, expected=40 * CYCLE, within=0.02):
        (time,) = times(sitting((samples, {})))
        self.assertLess(abs(time / expected - 1), within, time)

    def test_interruptions_of_most_repetitions_do_not_move_it(self):
        machine = Machine(1)
        self.check([machine.interrupted() for _ in range(18)]
                   + [machine.sample() for _ in range(6)])

    def test_a_neighbour_on_the_core_does_not_move_it_while_a_few_were_spared(self):
        machine = Machine(2)
        self.check([machine.sample(is_shared=True) for _ in range(22)]
                   + [machine.sample() for _ in range(2)])

    def test_a_clock_of_two_speeds_does_not_move_it(self):
        machine = Machine(3)
        fast = [machine.sample() for _ in range(24)]
        slow = [machine.sample(clock=1.9) for _ in range(24)]
        (time,) = times(sitting((slow, {}), (fast, {'object': 'int'})))
        self.assertLess(abs(time / (40 * CYCLE) - 1), 0.02)

    def test_a_wrong_reading_does_not_make_it_short(self):
        machine = Machine(4)
        self.check([machine.misread() for _ in range(4)] + [machine.sample() for _ in range(20)])

    def test_a_repetition_that_was_too_quick_does_not_decide(self):
        machine = Machine(5)
        ns, *reading = machine.sample()
        self.check([[ns / 2, *reading]] + [machine.sample() for _ in range(23)])

    def test_two_rows_keep_their_ratio_beside_a_neighbour(self):
        ratios = []
        for shared in (0, 20):
            first, second = ([machine.sample(is_shared=i < shared) for i in range(24)]
                             for machine in (Machine(6, 40.0), Machine(7, 50.0)))
            ratios.append(times(sitting((second, {})))[0] / times(sitting((first, {})))[0])
        self.assertLess(abs(ratios[0] / ratios[1] - 1), 0.02)


class Rows(unittest.TestCase):
    def samples(self, cycles):
        return [Machine(i, cycles).sample() for i in range(24)]

    def test_each_sitting_has_its_time_and_the_best_loop_of_a_row_counts(self):
        found = times(sitting((self.samples(40), {}), (self.samples(60), {})),
                      sitting((self.samples(90), {}), (self.samples(80), {})))
        self.assertEqual([round(time) for time in found], [10, 20])

    def test_a_wrong_answer_in_one_sitting_spoils_the_row(self):
        rows, _ = merged([sitting((self.samples(40), {})),
                          sitting((self.samples(40), {'verified': False}))])
        self.assertEqual([(row['verified'], row['sittings']) for row in rows], [(False, [])])

    def test_repetitions_stay_out_of_the_rows(self):
        rows, _ = merged([sitting((self.samples(40), {}))])
        self.assertNotIn('samples', rows[0])

    def test_a_run_that_timed_nothing_has_no_speed(self):
        self.assertEqual(merged([{'rows': []}]), ([], None))


class Speeds(unittest.TestCase):
    def machine(self, **slow):
        machine = Machine(8)
        samples = [machine.sample(**(slow if i % 5 == 0 else {})) for i in range(500)]
        samples += [machine.misread() for _ in range(5)]
        return merged([sitting((samples, {}))])[1]

    def test_the_fast_speed_is_told(self):
        found = self.machine(is_shared=True)
        self.assertAlmostEqual(found['cycle'], CYCLE, 2)
        self.assertAlmostEqual(found['addition'], ADDITION, 2)

    def test_a_neighbour_on_the_core_is_told_from_a_clock(self):
        found = self.machine(is_shared=True)
        self.assertEqual(found['clock'], None)
        self.assertAlmostEqual(found['core']['times'], 1.9, 1)
        self.assertAlmostEqual(found['core']['part'], 0.2, 1)
        found = self.machine(clock=1.5)
        self.assertEqual(found['core'], None)
        self.assertAlmostEqual(found['clock']['times'], 1.5, 1)

    def test_one_speed_is_one(self):
        found = self.machine()
        self.assertEqual((found['clock'], found['core']), (None, None))

    def test_a_speed_that_wanders_is_not_two(self):
        chance = random.Random(9)
        self.assertIsNone(second_speed([chance.uniform(1, 2) for _ in range(2000)]))
        self.assertIsNone(second_speed([1 + chance.expovariate(8) for _ in range(2000)]))
        self.assertIsNone(second_speed([1.0] * 2000))

    def test_two_heaps_that_hardly_differ_are_one_speed_and_few_readings_none(self):
        self.assertEqual(second_speed([1.0] * 900 + [1.5] * 100), Second(1.5, 0.083))
        self.assertIsNone(second_speed([1.0] * 900 + [1.2] * 100))
        self.assertIsNone(second_speed([1.0] * 990 + [1.5] * 10))


if __name__ == '__main__':
    unittest.main()
