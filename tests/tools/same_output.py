"""Runs a program and compares what it prints with a file: same_output.py EXPECTED PROGRAM

In a cross build, meson says what runs it."""

import difflib
import os
import pathlib
import shlex
import subprocess
import sys

expected_path, program = sys.argv[1:]
expected = pathlib.Path(expected_path).read_text()
wrapper = shlex.split(os.environ.get('MESON_EXE_WRAPPER', ''))
ran = subprocess.run([*wrapper, program], capture_output=True, text=True, timeout=60)
sys.stderr.write(ran.stderr)
sys.stdout.writelines(difflib.unified_diff(
    expected.splitlines(True), ran.stdout.splitlines(True), expected_path, program))
sys.exit(ran.returncode or ran.stdout != expected or bool(ran.stderr))
