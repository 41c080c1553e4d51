"""What the sittings of a run say together, of a time and of the ratio of two: the middle one, and
the interval that they span. Verdicts and comparisons are made of these and of nothing else.

A sitting is a process: where code and objects lie in memory is settled anew in each, and moves a
time by some percent. Their values lie above and below the true one by chance, so five lie on one
side of it once in sixteen times, and those of two runs on opposite sides once in five hundred.
"""

import dataclasses
import statistics

# What an interval reaches beyond its sittings, as a part: so far do runs lie apart whose sittings
# happen to agree.
BEYOND = 0.02


@dataclasses.dataclass(frozen=True)
class Estimate:
    value: float
    low: float
    high: float


def of(values):
    """The middle of the values, and the interval; of none it is 0."""
    if not values:
        return Estimate(0.0, 0.0, 0.0)
    return Estimate(statistics.median(values), min(values) * (1 - BEYOND),
                    max(values) * (1 + BEYOND))


def ratio(above, below):
    """The ratio of two rows of one run, which shared their sittings."""
    return of([a / b for a, b in zip(above.sittings, below.sittings)])


def change(old, new):
    """The ratio of a row's times in two runs, which shared nothing."""
    return Estimate(new.ns / old.ns, new.time.low / old.time.high, new.time.high / old.time.low)
