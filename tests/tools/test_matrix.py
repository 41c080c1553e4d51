"""slotbuf matrix, run as a user runs it: test_matrix.py TOOL MISREADING_TOOL SANITIZER"""

import json
import os
import pathlib
import re
import resource
import socket
import subprocess
import sys
import tempfile
import unittest

TOOL, MISREADING_TOOL = map(os.path.abspath, sys.argv[1:3])
SANITIZER = sys.argv[3]
FUNCTIONS = ['AsCharBuffer', 'AsReadBuffer', 'CheckReadBuffer', 'AsWriteBuffer']
OBJECTS = ['str', 'bytearray', "array('B')", 'buffer', 'buffer, writable', 'window on window',
           'file mapping']
MIB = 1 << 20


def run(*arguments, tool=TOOL, **options):
    return subprocess.run([tool, *arguments], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, timeout=120, **options)


def read_table(text):
    """What the plain table says of the objects that were made:
    {object: {function: (answer, length, first bytes, error)}}."""
    lines = text.splitlines()
    notes = dict(re.findall(r'^(\[\d+\]) (.*)$', text, re.MULTILINE))
    starts = [lines[2].index(name) for name in FUNCTIONS]
    spans = [slice(*span) for span in zip(starts, [*starts[1:], None])]
    columns = {}
    for line in lines[3:lines.index('', 3)]:
        if not line.startswith(' '):
            name = line[:starts[0]].strip()
            columns[name] = [[] for _ in FUNCTIONS]
        for column, span in zip(columns[name], spans):
            column.extend(line[span].split())
    return {name: {function: read_cell(words, notes) for function, words in zip(FUNCTIONS, row)}
            for name, row in columns.items() if row[0][0] in ('yes', 'no')}


def read_cell(words, notes):
    if words[0] == 'no':
        return 'no', None, '', notes[words[1]] if words[1:] else None
    return words[0], int(words[1]) if words[1:] else None, words[2] if words[2:] else '', None


def read_json(report):
    """The same from the JSON report, for the objects that were made."""
    def answer(of):
        error = f"{of['error']}: {of['text']}" if 'error' in of else None
        return 'yes' if of['yes'] else 'no', of.get('length'), of.get('first', '')[:8], error

    return {row['object']: {name: answer(row['answers'][f'PyObject_{name}']) for name in FUNCTIONS}
            for row in report['objects'] if 'answers' in row}


class Files(unittest.TestCase):
    """What the tool says of files that it can show."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def file(self, content, name='file'):
        path = self.folder / name
        path.write_bytes(content)
        return path

    def sparse(self, size):
        path = self.folder / 'sparse'
        path.touch()
        try:
            os.truncate(path, size)
        except OSError:
            self.skipTest('this file system has no sparse files')
        return path

    def check(self, *arguments, tool=TOOL, status=0, **options):
        """Runs both reports, checks what holds for every file, returns the table and the JSON."""
        plain = run('matrix', *arguments, tool=tool, **options)
        program = run('matrix', '--json', *arguments, tool=tool, **options)
        for ran in plain, program:
            self.assertEqual((ran.returncode, ran.stderr), (status, b''))
        text = plain.stdout.decode()
        for line in text.splitlines():
            self.assertLessEqual(len(line), 80, line)
            self.assertEqual(line, line.rstrip())
            self.assertTrue(line.isprintable(), line)
        report = json.loads(program.stdout.decode())
        self.assertEqual([row['object'] for row in report['objects']], OBJECTS)
        self.assertEqual(read_table(text), read_json(report))
        self.assertEqual(report['agree'], status == 0)
        self.assertEqual(text.endswith('\n\nAll who answer show the same bytes.\n'), status == 0)
        return text, report

    def check_content(self, content):
        _, report = self.check(self.file(content))
        self.assertEqual((report['size'], report['copied']), (len(content), True))
        for row in report['objects']:
            part = content[row['offset']:row['offset'] + row['size']]
            for answer in row['answers'].values():
                if 'length' in answer:
                    self.assertEqual(answer['length'], len(part))
                    self.assertEqual(answer['first'], part[:16].hex())

    def test_every_short_file(self):
        for size in range(20):
            self.check_content(bytes(range(65, 65 + size)))

    def test_bytes_that_are_no_text(self):
        self.check_content(b'\0' * 100)
        self.check_content(bytes(range(256)) * 3)
        self.check_content(b'\x1b[31m\r\n\t\x07' * 5000)

    def test_default_file_is_the_program(self):
        text, report = self.check()
        self.assertEqual(report['file'], '/proc/self/exe')
        self.assertEqual(report['size'], os.path.getsize(TOOL))
        self.assertIn('7f454c46 .ELF', text)

    def test_who_answers(self):
        text, report = self.check(self.file(b'some bytes'))
        answers = {name: ''.join('+' if answer[0] == 'yes' else '-' for answer in row.values())
                   for name, row in read_json(report).items()}
        self.assertEqual(answers, dict(zip(OBJECTS, '+++- ++++ -+++ +++- ++++ -+++ +++-'.split())))
        for note in ('[1] TypeError: Cannot use string as modifiable buffer',
                     '[2] TypeError: expected a string or other character buffer object',
                     '[3] TypeError: buffer is read-only',
                     '[4] TypeError: char buffer type not available',
                     '[5] TypeError: expected a writeable buffer object'):
            self.assertIn(note + '\n', text)

    def test_too_large_to_copy(self):
        for size in 64 * MIB + 1, 300 * MIB, 1 << 34:
            text, report = self.check(self.sparse(size))
            self.assertEqual((report['size'], report['copied']), (size, False))
            self.assertEqual(text.count('too large to copy'), 6)
            self.assertEqual(list(read_json(report)), ['file mapping'])

    def test_files_that_give_no_size(self):
        text, report = self.check('/proc/version')
        content = pathlib.Path('/proc/version').read_bytes()
        self.assertEqual(report['size'], len(content))
        self.assertEqual(report['objects'][6]['missing'],
                         'cannot be mapped: its size is given as 0')
        self.assertIn('file mapping      cannot be mapped', text)

    def test_names(self):
        long_name = 'directory/' * 20
        (self.folder / long_name).mkdir(parents=True)
        for name in ('Müller 漢字', 'a"b\\c', 'line\nfeed', '\x1b[31mred', '\x9b1m', 'x' * 200,
                     long_name + 'file'):
            path = self.file(b'bytes', name)
            text, report = self.check(path)
            self.assertEqual(report['file'], str(path))
            self.assertTrue(text.splitlines()[0].endswith(': 5 bytes'), text)
        for name in b'\xff\xfe', b'\xc0\x80', b'\xed\xa0\x80', b'cut \xe6\xbc', b'\xf4\x90\x80\x80':
            path = os.fsencode(self.folder) + b'/' + name
            with open(path, 'wb') as file:
                file.write(b'b')
            text, report = self.check(path)
            self.assertTrue(report['file'].endswith('\ufffd'))
            self.assertRegex(text.splitlines()[0], r'\\x[0-9a-f]{2}: 1 byte$')

    def test_name_that_looks_like_an_option(self):
        self.file(b'bytes', '--json')
        _, report = self.check('--', '--json', cwd=self.folder)
        self.assertEqual((report['file'], report['size']), ('--json', 5))

    def test_reads_that_come_in_pieces(self):
        environment = {**os.environ, 'MISREAD': 'is interrupted and short'}
        path = self.file(b'one by one')
        _, report = self.check(path, tool=MISREADING_TOOL, env=environment)
        self.assertEqual(report['size'], 10)

    def test_answers_that_differ(self):
        environment = {**os.environ, 'MISREAD': 'lies'}
        path = self.file(b'read one way, mapped another')
        text, report = self.check(path, tool=MISREADING_TOOL, env=environment, status=1)
        differing = [row['object'] for row in report['objects']
                     if any(answer.get('differs') for answer in row['answers'].values())]
        self.assertEqual(differing, ['file mapping'])
        self.assertTrue(text.endswith('\nSome answers DIFFER from the first: 2.\n'))

    def refused(self, *arguments, why, tool=TOOL, **options):
        ran = run('matrix', *arguments, tool=tool, **options)
        self.assertEqual((ran.returncode, ran.stdout), (2, b''))
        message = ran.stderr.decode()
        self.assertRegex(message, rf'\Aslotbuf matrix: .*{why}.*\n\Z')
        self.assertTrue(message[:-1].isprintable())

    def test_refused_files(self):
        os.mkfifo(self.folder / 'fifo')
        (self.folder / 'loop').symlink_to('loop')
        with socket.socket(socket.AF_UNIX) as listener:
            listener.bind(str(self.folder / 'socket'))
            self.refused(self.folder / 'socket', why='is a socket, not a regular file')
        self.refused(self.folder / 'fifo', why='is a pipe, not a regular file')
        self.refused(self.folder / 'loop', why='symbolic links')
        self.refused(self.folder / 'missing', why='No such file or directory')
        self.refused(self.folder / 'new\nline\x1b[31m', why=r'new\\x0aline\\x1b')
        self.refused(self.folder, why='is a directory, not a regular file')
        self.refused('/dev/null', why='is a device, not a regular file')
        self.refused('', why='No such file or directory')
        self.refused(self.file(b'bytes') / 'under', why='Not a directory')

    @unittest.skipIf(os.geteuid() == 0, 'root may read every file')
    def test_unreadable_file(self):
        path = self.file(b'secret')
        path.chmod(0)
        self.refused(path, why='Permission denied')

    def test_read_error(self):
        self.refused(self.file(b'bytes'), why='Input/output error', tool=MISREADING_TOOL,
                     env={**os.environ, 'MISREAD': 'fails'})

    @unittest.skipIf(SANITIZER != 'none', 'sanitizers need their address space')
    def test_no_memory(self):
        for size in 30 * MIB, 60 * MIB:  # no room for the second copy, or for the first
            self.refused(self.sparse(size), why='does not fit into memory', preexec_fn=lambda:
                         resource.setrlimit(resource.RLIMIT_AS, (50 * MIB, 50 * MIB)))

    def test_wrong_words(self):
        self.refused('--colour', why='--colour: no such option')
        self.refused('-', why='no such option')
        self.refused('one', 'two', why='two: one FILE at a time')


class Words(unittest.TestCase):
    """The command itself."""

    def test_help(self):
        for words in ('--help',), ('-h',), ('matrix', '--help'), ('matrix', '--json', '--help'):
            ran = run(*words)
            self.assertEqual((ran.returncode, ran.stderr), (0, b''))
            text = ran.stdout.decode()
            self.assertTrue(text.startswith('usage: slotbuf '))
            self.assertLessEqual(max(map(len, text.splitlines())), 80)

    def test_version(self):
        self.assertRegex(run('--version').stdout.decode(), r'\Aslotbuf \d+\.\d+\.\d+\n\Z')

    def test_wrong_command(self):
        for words in (), ('matrics',), ('',):
            ran = run(*words)
            self.assertEqual((ran.returncode, ran.stdout), (2, b''))
            self.assertIn(b'slotbuf', ran.stderr)

    def test_answer_that_cannot_be_written(self):
        with open('/dev/full', 'wb') as full:
            for words in ('--help',), ('matrix',), ('matrix', '--json'):
                ran = subprocess.run([TOOL, *words], stdout=full, stderr=subprocess.PIPE,
                                     timeout=60)
                self.assertEqual(ran.returncode, 2)
                self.assertIn(b'No space left on device', ran.stderr)


unittest.main(argv=sys.argv[:1])
