"""slotbuf-bench on a subject that is wrong on purpose: what was optimised away is found, row by
row; a wrong answer is said and not timed; a file that is no subject is left out with a reason."""

import contextlib
import io
import pathlib
import shutil
import sys
import tempfile
import unittest

import least_work
from program import Count, Key, Program, counts_of, literally

BUILD, VANISHING = sys.argv[1:3]


class Vanishing(unittest.TestCase):
    def test_what_was_optimised_away_is_found(self):
        if not shutil.which('valgrind'):
            self.skipTest('there is no valgrind on the PATH')
        with contextlib.redirect_stdout(io.StringIO()) as said:
            self.assertEqual(least_work.main(BUILD, VANISHING), 1)
        lines = said.getvalue().splitlines()
        for part in ('read hoisted: ', 'read dead: ', 'ref folded: ',
                     'read unknown: a wrong answer', 'guess str: nobody says'):
            self.assertEqual(len([line for line in lines if part in line]), 1, (part, lines))
        self.assertFalse([line for line in lines if 'read str' in line])

    def test_a_wrong_answer_is_not_timed(self):
        results = Program(BUILD, [VANISHING]).run('--time', '--quick', '--filter', 'unknown|dead')
        self.assertEqual(results['status'], 1)
        timed = {row['object']: 'samples' in row for row in results['rows']}
        self.assertEqual(timed, {'unknown': False, 'dead': True})

    def test_what_is_no_subject_is_left_out_with_a_reason(self):
        with tempfile.TemporaryDirectory() as folder:
            library = pathlib.Path(folder) / 'absent.so'
            library.write_text('no library at all')
            results = Program(BUILD, [library]).run('--list')
        self.assertEqual(results['status'], 0)
        self.assertEqual(results['subjects'][0]['name'], 'absent')
        self.assertIn('absent.so', results['subjects'][0]['left_out'])


class Counts(unittest.TestCase):
    ROWS = [dict(subject='a', question='read', object='str')] * 2
    PARTS = (('0 run 10', '150 40 9'), ('0 run 20', '250 70 9'), ('0 empty 10', '35 12 1'),
             ('0 empty 20', '65 22 1'), ('1 run 10', '140 40 9'), ('1 run 20', '230 70 9'),
             ('1 empty 10', '35 12 1'), ('1 empty 20', '65 22 1'))

    def test_the_loop_is_taken_off_and_the_best_of_a_row_counts(self):
        dump = ''.join(f'desc: Trigger: Client Request: {label}\n\nevents: Ir Dr Dw\n'
                       f'summary: {events}\n' for label, events in self.PARTS)
        self.assertEqual(counts_of(self.ROWS, dump),
                         {Key('a', 'read', 'str'): Count(6.0, 3.0, 2.0, 0.0)})

    def test_names_are_no_patterns(self):
        self.assertEqual(literally('std::variant: read (a.b)'), r'std::variant: read \(a\.b\)')


if __name__ == '__main__':
    unittest.main(argv=sys.argv[:1])
