"""What the sittings of a run say of each row: one time for each sitting.

Most that goes wrong with a repetition makes it longer: an interruption, a slow clock, another
program on the same core. So of the repetitions of a sitting those count beside which the machine
was fast; each is set right by its clock; and a low quantile of them is taken. The least would do as
well, but for the one that was set right by a wrong reading.
"""

from program import Key
from speeds import NEAR, Reading, Speeds, quantile

LOW = 0.1
# If fewer than one in so many repetitions were undisturbed, those count that were disturbed least.
FEWEST = 8


def merged(sittings):
    """(the rows, each with the times of its sittings; the speeds), of what the program wrote."""
    readings = [Reading(*sample[1:]) for sitting in sittings for row in sitting['rows']
                for sample in row.get('samples', ())]
    if not readings:
        return [bare(row) | {'sittings': []} for row in sittings[0]['rows']], None
    speeds = Speeds(readings)
    return rows_of(sittings, speeds), speeds.as_data()


def rows_of(sittings, speeds):
    """A row that stands there several times differs in how its loops lie; the best of them counts,
    and a wrong one spoils them all."""
    rows, times = {}, {}
    for number, sitting in enumerate(sittings):
        for raw in sitting['rows']:
            key = key_of(raw)
            row = rows.setdefault(key, bare(raw))
            row['verified'] = row['verified'] and raw['verified']
            if raw.get('samples'):
                times.setdefault(key, {}).setdefault(number, []).append(
                    time_of(raw['samples'], speeds))
    for key, row in rows.items():
        found = times.get(key, {}) if row['verified'] else {}
        row['sittings'] = [min(found[number]) for number in sorted(found)]
    return list(rows.values())


def key_of(row):
    return Key(row['subject'], row['question'], row['object'])


def bare(row):
    return {name: value for name, value in row.items() if name != 'samples'}


def time_of(samples, speeds):
    """Nanoseconds of an operation at the fast clock, of (nanoseconds, chained, apart) each."""
    by_disturbance = sorted((speeds.disturbance(Reading(*reading)), ns / reading[0])
                            for ns, *reading in samples)
    undisturbed = sum(disturbance <= NEAR for disturbance, _ in by_disturbance)
    chosen = by_disturbance[:max(undisturbed, len(samples) // FEWEST, 1)]
    cycles = quantile([cycles for _, cycles in chosen], LOW)
    return float(f'{cycles * speeds.fast.chained:.5g}')
