"""The speeds of the machine in words."""

from words import number


def sentences(results):
    """One that says how fast it was, and one for each way in which it had two speeds."""
    speeds = results.speeds
    if not speeds:
        return
    yield f'a cycle took {speeds["cycle"]:.3f} ns'
    if clock := speeds.get('clock'):
        yield (f'this machine ran at two speeds, {number(clock["times"])}x apart: its clock was '
               f'slow in {part(clock)} of the readings. Times are those of the fast clock.')
    if core := speeds.get('core'):
        yield (f'this machine ran at two speeds, {number(core["times"])}x apart: in {part(core)} '
               'of the readings somebody else had a part of the core, which slows all but what '
               'waits for itself. Times are those of the whole core.')


def part(speed):
    return f'{max(speed["part"], 0.01):.0%}'
