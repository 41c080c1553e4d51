"""The budget says what costs more, what is new and what is gone, and lets small differences
pass."""

import pathlib
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parents[2] / 'bench' / 'budget'))

import budget  # noqa: E402 (its folder has to be named before)

BUDGET = {'slotbuf inline': {'read str': 8.0, 'alloc str16': 250.0}}


def with_counts(**changes):
    counts = {name: dict(calls) for name, calls in BUDGET.items()}
    counts['slotbuf inline'].update(
        {call.replace('_', ' '): count for call, count in changes.items()})
    return counts


class Budget(unittest.TestCase):
    def complaints(self, **changes):
        return list(budget.complaints(BUDGET, with_counts(**changes)))

    def test_what_costs_as_much_passes(self):
        self.assertEqual(self.complaints(), [])

    def test_one_instruction_or_two_of_a_hundred_more_pass(self):
        self.assertEqual(self.complaints(read_str=9.0, alloc_str16=255.0), [])

    def test_more_is_said_with_the_call_and_by_how_much(self):
        (text,) = self.complaints(read_str=10.0)
        self.assertIn('slotbuf inline: read str: 10 instructions, 2 more', text)
        (text,) = self.complaints(alloc_str16=256.0)
        self.assertIn('alloc str16: 256 instructions, 6 more', text)

    def test_a_call_without_a_budget_is_said(self):
        (text,) = self.complaints(span_str=10.0)
        self.assertIn('span str', text)
        self.assertIn('no budget', text)

    def test_a_call_that_is_gone_is_said(self):
        counts = with_counts()
        del counts['slotbuf inline']['read str']
        (text,) = budget.complaints(BUDGET, counts)
        self.assertIn('read str: is in the budget', text)

    def test_savings_are_told(self):
        self.assertEqual(list(budget.savings(BUDGET, with_counts(alloc_str16=40.0))),
                         ['slotbuf inline: alloc str16 250 -> 40'])


if __name__ == '__main__':
    unittest.main()
