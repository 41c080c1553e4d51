"""The documents say what is so: test_documents.py ROOT CALL_TABLE COMPILER..."""

import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(sys.argv[1])
CALL_TABLE = pathlib.Path(sys.argv[2]).resolve()
COMPILER = sys.argv[3:]
DOCUMENTS = [*sorted(ROOT.glob('*.md')), *sorted((ROOT / 'examples').rglob('*.md')),
             *sorted((ROOT / 'docs').glob('*.md'))]
SOURCES = [path for folder in ('runtime', 'protocol', 'objects', 'include', 'tools', 'examples',
                               'tests/support')
           for path in (ROOT / folder).rglob('*')
           if path.suffix in ('.h', '.hh', '.hpp', '.cc', '.c')]


def read(name):
    return (ROOT / name).read_text()


def output_of(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True, timeout=60).stdout


def section(text, heading):
    """What stands below a heading, up to the next one of the same rank or a higher one."""
    rank = heading.split()[0]
    below = text.partition(f'\n{heading}\n')[2]
    return re.split(rf'^#{{1,{len(rank)}}} ', below, maxsplit=1, flags=re.MULTILINE)[0]


class Readme(unittest.TestCase):
    def test_first_example_is_the_first_of_the_examples(self):
        shown = re.search(r'^```c\n(.*?)^```$', read('README.md'), re.MULTILINE | re.DOTALL)
        self.assertEqual(shown[1], read('examples/01_read_any_object.c'))

    def test_its_output_is_what_it_prints(self):
        shown = re.search(r'^```text\n(.*?)^```$', read('README.md'), re.MULTILINE | re.DOTALL)
        self.assertEqual(shown[1], read('examples/01_read_any_object.expected'))

    def test_table_is_what_the_library_answers(self):
        shown = re.search(r'^\| object .*?^\d\. [^\n]*\n(?=\n)', read('README.md'),
                          re.MULTILINE | re.DOTALL)
        self.assertEqual(shown[0], output_of(CALL_TABLE))

    def test_two_commands(self):
        words = set(re.findall(r'^#: (\w+)', read('dev'), re.MULTILINE))
        for document in DOCUMENTS:
            named = set(re.findall(r'\./dev (\w+)', document.read_text()))
            self.assertLessEqual(named, words | {'lists'}, document)
        self.assertLessEqual({'demo', 'test'}, set(re.findall(r'\./dev (\w+)', read('README.md'))))


class Examples(unittest.TestCase):
    def test_each_is_short_listed_and_expected(self):
        programs = sorted((ROOT / 'examples').glob('*.c*'))
        self.assertEqual([path.name[:2] for path in programs],
                         ['01', '02', '03', '04', '05', '06'])
        for path in programs:
            self.assertLessEqual(len(path.read_text().splitlines()), 60, path)
            self.assertTrue(path.with_suffix('.expected').is_file())
            self.assertIn(f'- `{path.name}`: ', read('examples/README.md'))


class Headers(unittest.TestCase):
    def test_the_record_in_cxx_is_compiled(self):
        sample = re.search(r'^ \*     static (PyTypeObject .*?\}\(\);)$', read('runtime/type.h'),
                           re.MULTILINE | re.DOTALL)[1]
        compiled = read('tests/compile/records.cc')
        for line in sample.split('\n'):
            self.assertIn(line.removeprefix(' *').strip() + '\n', compiled)


class Threads(unittest.TestCase):
    def test_what_a_plugin_does_before_it_goes_is_compiled(self):
        sample = re.search(r'^```c\n(.*?)^```$', read('docs/THREADS.md'), re.MULTILINE | re.DOTALL)
        self.assertIn(sample[1], read('tests/plugins/plugin.c'))


class Embedding(unittest.TestCase):
    def test_samples_in_c_are_compiled(self):
        # ./dev hosts runs those that are whole programs, also in C++.
        samples = re.findall(r'^```c\n(.*?)^```$', read('docs/EMBEDDING.md'),
                             re.MULTILINE | re.DOTALL)
        self.assertGreater(len(samples), 2)
        command = [*COMPILER, '-std=c99', '-pedantic', '-Wall', '-Wextra', '-Werror',
                   '-Wno-unused-function', f'-I{ROOT}/include', '-fsyntax-only', '-x', 'c', '-']
        for sample in samples:
            subprocess.run(command, input=f'#include <slotbuf.h>\n{sample}', text=True, check=True)


class Names(unittest.TestCase):
    def test_links_lead_somewhere(self):
        for document in DOCUMENTS:
            prose = re.sub(r'^```.*?^```$', '', document.read_text(),
                           flags=re.MULTILINE | re.DOTALL)
            for link in re.findall(r'\]\(([^):#]+)\)', prose):
                self.assertTrue((document.parent / link).exists(), f'{document}: {link}')

    def test_names_in_documents_are_in_the_sources(self):
        named_in = [*SOURCES, ROOT / 'meson_options.txt', *(ROOT / 'bench').rglob('*.py')]
        words = set(re.findall(r'\w+', '\n'.join(path.read_text() for path in named_in)))
        for document in DOCUMENTS:
            named = set(re.findall(r'`(\w+[A-Za-z]\w*)`', document.read_text()))
            links = {name for name in named if name.removeprefix('slotbuf_') in words}
            self.assertEqual(named - words - links, set(), document)

    def test_paths_in_documents_exist(self):
        for document in DOCUMENTS:
            for path in re.findall(r'`([\w./]+/[\w./]*)`', document.read_text()):
                if 'NAME' not in path and not path.startswith('subprojects'):
                    there = (ROOT / path).exists() or (document.parent / path).exists()
                    self.assertTrue(there, f'{document}: {path}')


class Abi(unittest.TestCase):
    text = read('docs/ABI.md')

    @unittest.skipIf(sys.maxsize < 1 << 32, 'the numbers are those of a 64-bit machine')
    def test_numbers(self):
        rows = re.findall(r'^\| `([^`]+)` \| (-?[0-9a-fx]+) \|$', self.text, re.MULTILINE)
        self.assertGreater(len(rows), 80)
        calls = [f'  printf("%lld\\n", (long long)({expression}));' for expression, _ in rows]
        source = '\n'.join(('#include <slotbuf.h>', '#include <stdio.h>',
                            'int main(void) {', *calls, '  return 0;', '}', ''))
        with tempfile.TemporaryDirectory() as folder:
            program = f'{folder}/numbers'
            command = [*COMPILER, '-std=c99', f'-I{ROOT}/include', '-x', 'c', '-', '-o', program]
            subprocess.run(command, input=source, text=True, check=True)
            numbers = output_of(program).split()
        for (expression, documented), number in zip(rows, numbers, strict=True):
            self.assertEqual(int(documented, 0), int(number), expression)

    def test_every_constant_has_a_row(self):
        headers = map(read, ('runtime/type.h', 'runtime/bytes_head.h', 'runtime/slots.h'))
        constants = re.findall(r'^#define ((?:Py_TPFLAGS|PyBUF|SLOTBUF_GRANT|SLOTBUF_LEASE)\w+)',
                               '\n'.join(headers), re.MULTILINE)
        rows = re.findall(r'^\| `(\w+)` \|', self.text, re.MULTILINE)
        self.assertEqual(set(constants) - set(rows), set())

    def test_called_slots_are_those_of_the_code(self):
        code = '\n'.join(path.read_text() for path in SOURCES if path.suffix in ('.cc', '.hh'))
        called = set(re.findall(r'->((?:nb|sq|mp)_\w+)', code))
        documented = re.findall(r'`((?:nb|sq|mp)_\w+)`', section(self.text, '## The slot tables'))
        self.assertEqual(sorted(called), documented)

    def fields(self, heading):
        rows = re.findall(r'^\|([^|]*)\|', section(self.text, heading), re.MULTILINE)
        return re.findall(r'`(tp_\w+)`', '\n'.join(rows))

    def test_refused_fields_are_those_of_the_code(self):
        refused = re.findall(r'\bFIELD\((tp_\w+)\)', read('runtime/type_check.cc'))
        self.assertEqual(sorted(refused), sorted(self.fields('### Fields that are refused')))

    def test_refused_flags_are_those_of_the_code(self):
        code = read('runtime/type_check.cc')
        refused = re.findall(r'\{type, "(Py_TPFLAGS_\w+)"', code)
        documented = re.findall(r'`(Py_TPFLAGS_\w+)`',
                                section(self.text, '### Fields that are refused'))
        self.assertEqual(refused, documented)

    def test_every_field_has_one_place(self):
        record = re.search(r'^struct slotbuf_type \{(.*?)^\};', read('runtime/type.h'),
                           re.MULTILINE | re.DOTALL)[1]
        record = re.sub(r'/\*.*?\*/', '', record, flags=re.DOTALL)
        fields = re.findall(r'\b(tp_\w+)(?:\[\d+\])?[,;]', record)
        documented = [name for heading in ('honoured', 'refused', "slotbuf's own")
                      for name in self.fields(f'### Fields that are {heading}')]
        self.assertEqual(sorted(fields), sorted([*documented, 'tp_version_tag']))


unittest.main(argv=sys.argv[:1])
