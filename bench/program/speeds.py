"""How fast the machine was, by the readings that stand beside each repetition: the fast speed, and
whether there was another one."""

import collections
import dataclasses
import math
import statistics

# Nanoseconds of an addition that waits for the last, which takes a cycle, and of one of many that
# wait for nothing.
Reading = collections.namedtuple('Reading', 'chained apart')

# The fast speed is one that some readings come below by chance.
FAST = 0.05
# A reading further from it was made while the clock was slow, or somebody had a part of the core.
NEAR = 1.1


@dataclasses.dataclass(frozen=True)
class Second:
    """A second speed: how many times slower it is, and in which part of the readings it was."""
    times: float
    part: float


class Speeds:
    def __init__(self, readings):
        self.fast = Reading(*(quantile(values, FAST) for values in zip(*readings)))
        self.clock = second_speed([reading.chained for reading in readings])
        # A slow clock slows both, so their ratio tells of the core alone.
        self.core = second_speed([reading.apart / reading.chained for reading in readings])

    def disturbance(self, reading):
        """How many times slower than fast the machine was, the clock or the rest of it."""
        return max(value / fast for value, fast in zip(reading, self.fast))

    def as_data(self):
        return {'cycle': round(self.fast.chained, 4), 'addition': round(self.fast.apart, 4),
                'clock': self.clock and dataclasses.asdict(self.clock),
                'core': self.core and dataclasses.asdict(self.core)}


# Two speeds are told from one that wanders by how much of the variance lies between them. Of values
# spread evenly it is three quarters; of two heaps it is nearly all.
BETWEEN = 0.8
LEAST_TIMES = 1.25
LEAST_PART = 0.02
# An interruption makes a reading longer than any speed does, or a ratio shorter. They are few.
INTERRUPTED = 0.02


def second_speed(readings):
    """The slower one of two speeds, if the readings lie in two heaps."""
    logs = sorted(map(math.log, readings))
    interrupted = int(len(logs) * INTERRUPTED)
    logs = logs[interrupted:len(logs) - interrupted]
    count, total = len(logs), sum(logs)
    variance = sum((log - total / count) ** 2 for log in logs)
    below, best, place = 0.0, 0.0, 0
    for i in range(1, count):
        below += logs[i - 1]
        between = (below / i - (total - below) / (count - i)) ** 2 * i * (count - i) / count
        if between > best:
            best, place = between, i
    if not place or best < BETWEEN * variance:
        return None
    times = math.exp(statistics.median(logs[place:]) - statistics.median(logs[:place]))
    part = 1 - place / count
    if times < LEAST_TIMES or part < LEAST_PART:
        return None
    return Second(round(times, 2), round(part, 3))


def quantile(values, part):
    """The value at a part of the sorted ones, between two of them if need be."""
    values = sorted(values)
    place = part * (len(values) - 1)
    below = int(place)
    above = min(below + 1, len(values) - 1)
    return values[below] + (values[above] - values[below]) * (place - below)
