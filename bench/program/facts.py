"""What a run was made on and with: the machine and the tools. What cannot be found out is left
out."""

import json
import os
import pathlib
import platform
import shlex
import subprocess


def machine():
    cpu = pathlib.Path('/sys/devices/system/cpu/cpu0')
    found = {
        'cpu': of_cpuinfo('model name') or platform.machine(),
        'cores': os.cpu_count(),
        'caches': caches(cpu),
        'memory': memory(),
        'kernel': platform.release(),
        'governor': text_of(cpu / 'cpufreq/scaling_governor'),
        'virtual': 'yes' if 'hypervisor' in of_cpuinfo('flags').split() else None,
        'load': ', '.join(f'{load:.2f}' for load in os.getloadavg()),
    }
    return {name: value for name, value in found.items() if value}


def tools(build):
    compiler, flags = compiler_of(pathlib.Path(build))
    found = {
        'compiler': first_line(compiler, '--version') if compiler else None,
        'flags': flags,
        'meson': first_line('meson', '--version'),
        'valgrind': first_line('valgrind', '--version'),
        'libc': ' '.join(platform.libc_ver()),
        'benchmark': first_line('pkg-config', '--modversion', 'benchmark'),
    }
    return {name: value for name, value in found.items() if value}


def text_of(path):
    try:
        return path.read_text().strip()
    except OSError:
        return None


def of_cpuinfo(name):
    for line in (text_of(pathlib.Path('/proc/cpuinfo')) or '').splitlines():
        key, _, value = line.partition(':')
        if key.strip() == name:
            return value.strip()
    return ''


def caches(cpu):
    parts = []
    for index in sorted(cpu.glob('cache/index*')):
        level, kind, size = (text_of(index / name) for name in ('level', 'type', 'size'))
        if level and kind != 'Instruction':
            parts.append(f'L{level} {size}')
    return ', '.join(parts)


def memory():
    total = (text_of(pathlib.Path('/proc/meminfo')) or '').split('\n')[0].split()
    return f'{int(total[1]) / 2 ** 20:.0f} GiB' if len(total) == 3 else None


def first_line(*command):
    try:
        done = subprocess.run(command, capture_output=True, text=True)
    except OSError:
        return None
    return (done.stdout.splitlines() or [None])[0] if done.returncode == 0 else None


def compiler_of(build):
    """(the compiler of the subjects, its arguments that change code)."""
    commands = text_of(build / 'compile_commands.json')
    for entry in json.loads(commands or '[]'):
        if entry['file'].endswith('bench/slotbuf/borrow.cc') and 'shared.so' in entry['output']:
            words = shlex.split(entry['command'])
            if 'ccache' in words[0]:
                words = words[1:]
            kept = [w for w in words[1:] if w.startswith(('-O', '-std', '-m', '-f', '-g'))]
            return words[0], ' '.join(w for w in kept if not w.startswith('-fdiagnostics'))
    return None, None
