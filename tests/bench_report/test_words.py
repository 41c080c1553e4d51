"""The vocabulary: docs/BENCHMARKS.md explains the words that the report knows, and no others."""

import pathlib
import re
import unittest

import words

DOCUMENT = pathlib.Path(__file__).parents[2] / 'docs/BENCHMARKS.md'


def listed(heading):
    """The words in the first column of the table below a heading."""
    below = DOCUMENT.read_text().partition(f'\n### {heading}\n')[2].partition('\n#')[0]
    rows = re.findall(r'^\| ([^|]+) \|', below, re.MULTILINE)
    return [word for row in rows[2:] for word in row.split(', ')]


class Vocabulary(unittest.TestCase):
    def test_the_questions_are_those_of_the_document(self):
        self.assertEqual(listed('The questions'), list(words.QUESTIONS))

    def test_the_objects_are_those_of_the_document(self):
        self.assertEqual(sorted(listed('The objects')), sorted(words.OBJECTS))

    def test_no_question_is_in_two_groups(self):
        members = [q for _, group in words.GROUPS for q in group]
        self.assertEqual(len(members), len(set(members)))
        self.assertLessEqual(set(members), set(words.QUESTIONS))


if __name__ == '__main__':
    unittest.main()
