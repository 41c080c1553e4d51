"""The tests that documents may name: doctest's cases, and the cases of the transcripts."""

import re

CASE = re.compile(r'^TEST_CASE\(\s*((?:"(?:[^"\\]|\\.)*"\s*)+)', re.MULTILINE)
TEXT = re.compile(r'"((?:[^"\\]|\\.)*)"')


def test_cases(root):
    text = '\n'.join(path.read_text() for path in (root / 'tests').rglob('*.cc'))
    return {''.join(TEXT.findall(literals)) for literals in CASE.findall(text)}


def transcript_cases(root, name):
    text = (root / f'tests/conformance/transcripts/{name}.txt').read_text()
    return set(re.findall(r'^case (\S+)$', text, re.MULTILINE))
