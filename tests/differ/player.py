"""A player (player.c) in a process of its own, fed line by line."""

import os
import select
import subprocess
import tempfile

PATIENCE = 20  # seconds that one line may take

# Sizes that nobody has the memory for are part of the programs.
SANITIZERS = {'ASAN_OPTIONS': 'allocator_may_return_null=1',
              'TSAN_OPTIONS': 'allocator_may_return_null=1',
              'UBSAN_OPTIONS': 'halt_on_error=1:print_stacktrace=1'}


class PlayerDied(Exception):
    """The player crashed or hung over a line; the text tells how."""


class Player:
    def __init__(self, path):
        self.path = path
        self.process = None
        self.log = None

    def start(self):
        self.log = tempfile.TemporaryFile()
        self.process = subprocess.Popen(
            [self.path], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self.log, bufsize=0,
            env={**SANITIZERS, **os.environ})
        self.poll = select.poll()
        self.poll.register(self.process.stdout, select.POLLIN)

    def send(self, line):
        if self.process is None:
            self.start()
        try:
            self.process.stdin.write(line.encode() + b'\n')
        except BrokenPipeError:
            pass  # receive() tells

    def receive(self):
        """The lines that were written for the line that was sent last."""
        answer = b''
        while answer != b'.\n' and not answer.endswith(b'\n.\n'):
            if not self.poll.poll(PATIENCE * 1000):
                self.process.kill()
                raise PlayerDied(self.bury('hung'))
            more = os.read(self.process.stdout.fileno(), 1 << 16)
            if not more:
                raise PlayerDied(self.bury('died'))
            answer += more
        return answer.decode('ascii').split('\n')[:-2]

    def play(self, line):
        self.send(line)
        return self.receive()

    def bury(self, how):
        """Takes the process away, and tells how it ended. The next line starts another one."""
        for pipe in (self.process.stdin, self.process.stdout):
            pipe.close()
        status = self.process.wait()
        self.log.seek(0)
        said = self.log.read().decode(errors='replace').strip()
        self.log.close()
        self.process = None
        return f'{how} with status {status}' + (f': {said}' if said else '')

    def close(self):
        """Ends the process; an empty text, or what was wrong with its end (a leak, for
        instance)."""
        if self.process is None:
            return ''
        end = self.bury('ended')
        return '' if end.startswith('ended with status 0') else end
