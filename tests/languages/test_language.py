"""A language that sees only symbols reads and writes an object without a copy, through declarations
that are made from the installed description: test_language.py LANGUAGE DESCRIPTION LIBRARY. Where
the language's tool is not installed, the declarations are only made."""

import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

import declarations

LANGUAGES = {
    'lua': ('luajit', declarations.lua),
    'rs': ('rustc', declarations.rust),
    'js': ('node', declarations.koffi),
}
SKIPPED = 77


def has_koffi():
    asked = subprocess.run(['node', '-e', 'require("koffi")'], cwd='/', capture_output=True)
    return asked.returncode == 0


def main(language, description, library):
    tool, declare = LANGUAGES[language]
    text = declare(json.loads(pathlib.Path(description).read_text()))
    if not shutil.which(tool) or language == 'js' and not has_koffi():
        print(f'{len(text.splitlines())} lines are made, and there is no',
              'koffi for node' if language == 'js' else tool, 'to run them')
        return SKIPPED
    folder = pathlib.Path(library).parent
    with tempfile.TemporaryDirectory() as name:
        place = pathlib.Path(name)
        (place / f'slotbuf.{language}').write_text(text)
        shutil.copy(pathlib.Path(__file__).with_name(f'program.{language}'), place)
        command = [tool, f'program.{language}', library]
        if language == 'rs':
            subprocess.run(['rustc', '--edition=2021', 'program.rs', '-L', folder, '-l', 'slotbuf',
                            '-C', f'link-arg=-Wl,-rpath,{folder}'], cwd=place, check=True)
            command = ['./program']
        return subprocess.run(command, cwd=place).returncode


sys.exit(main(sys.argv[1], sys.argv[2], os.path.abspath(sys.argv[3])))
