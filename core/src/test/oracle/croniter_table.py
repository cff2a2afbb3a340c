#!/usr/bin/env python3
"""Makes croniter.tsv: ticks as an implementation that shares no code with ours computes them.

    pip install croniter==7.0.0 tzdata==2025.1
    PYTHONTZPATH= python3 croniter_table.py > ../resources/io/jararaca/core/schedule/croniter.tsv

croniter finds the local times, without a zone; Python's zoneinfo maps each to an instant, by the rules
that docs/schedules.md states. Columns, divided by tabs:

    expression  zone  dstGapPolicy  after  next  count  own

after and next are UTC; count is the number of ticks in the 24 hours after `after` ("-" where there may be
too many to enumerate); own is croniter's own answer in the zone where it is another than next, else "".

The table holds for the zone data named in its first line. A JVM with other rules for these zones needs
another table.
"""
import datetime as dt
import random
import re
import sys
import zoneinfo
from importlib.metadata import version

from croniter import croniter

UTC = dt.timezone.utc
SECOND = dt.timedelta(seconds=1)
MARGIN = dt.timedelta(hours=3)

ZONES = """Europe/Berlin America/New_York America/Havana Africa/Cairo Australia/Lord_Howe America/Sao_Paulo
Europe/Dublin Asia/Tehran Pacific/Chatham America/St_Johns America/Santiago Asia/Beirut Africa/Casablanca
Antarctica/Troll""".split()
EVEN_ZONES = "UTC Asia/Kathmandu Asia/Kolkata Asia/Tokyo Pacific/Marquesas Pacific/Kiritimati".split()

WRITTEN = """
* * * * *|*/5 * * * *|*/7 * * * *|*/15 * * * *|0 * * * *|15 * * * *|59 * * * *|7,37 * * * *|5-55/10 * * * *
30 2 * * *|0 2 * * *|15 2 * * *|45 2 * * *|0 3 * * *|30 1 * * *|0 1 * * *|59 1 * * *|0 0 * * *|30 0 * * *
1 0 * * *|59 23 * * *|0 12 * * *|0 */2 * * *|30 */2 * * *|0 */3 * * *|15 */4 * * *|0 */6 * * *|20 */5 * * *
0 1-5 * * *|*/10 2 * * *|*/15 1-3 * * *|0,30 0-3 * * *|*/20 22-2 * * *|0 22-2 * * *|0 0-23 * * *|30 0-23/2 * * *
0 2,14 * * *|5 0,1,2,3,4 * * *|0 9-17 * * MON-FRI|*/30 8-18 * * 1-5|0 0 * * 0|0 0 * * 7|0 3 * * MON|0 2 * * SUN
30 2 * * SUN|30 2 * * 0#2|30 1 * * 0#1|30 2 * * 0L|0 0 * * FRI-MON|0 0 * * SAT-SUN|0 12 * * FRI-MON|0 0 * * 5-7
0 0 1 * *|0 0 15 * *|0 0 31 * *|0 0 30 * *|0 0 29 2 *|0 0 L * *|30 2 L * *|0 0 1,15 * *|0 0 1-7 * *|0 0 */2 * *
0 0 */10 * *|0 6 28-31 * *|0 0 28 2 *|59 23 31 12 *|0 0 1 1 *|@yearly|@annually|@monthly|@weekly|@daily|@midnight
@hourly|0 0 1 */3 *|0 0 1 JAN,APR,JUL,OCT *|0 0 * NOV-FEB *|30 2 * 3 *|30 2 * 10 *|0 2 * MAR,OCT,NOV SUN
0 0 13 * FRI|0 0 13 * 5|30 4 1,15 * 5|0 0 1 * MON|0 12 L * SUN|0 0 */2 * MON|0 0 1-7 * */2|0 0 * * 1#1|0 0 * * 2#5
0 9 * * MON#1,MON#3|0 9 * * 5#2|0 17 * * 5L|0 17 * 6 5L|0 0 15W * *|0 0 1W * *|0 8 30W * *|30 2 29W 3 *|0 3 25W 10 *
0 0 ? * MON|0 0 1 * ?|5/15 * * * *|10/20 */2 * * *|0 2/3 * * *|0 0 10/7 * *|0 0 1 2/4 *|50-10/5 * * * *|0 20-4/2 * * *
0-10 2 * * *|0-29 2 * * *|30-59 2 * * *|*/13 2-3 * * *|45 23 * * SAT|15 0 * * SAT|0 0 * * FRI|30 0 * * THU|0 0 * 4 FRI
0 0 * 10 *|0 0 * 11 *|0 0 * 3 *|0 0 * 9 *|30 23 * * *|1 2 * * *|1 3 * * *|29 2 * * *|31 2 * * *
0 30 2 * * *|30 30 2 * * *|*/30 * * * * *|*/10 30 2 * * *|15 */5 * * * *|0 0 0 * * *|59 59 1 * * *|59 59 23 * * *
1 0 0 * * *|0 */20 1-3 * * *|20 0 3 * * SUN|* 30 2 * * *|0,30 59 * * * *|7 7 */7 * * *|45 15 2 29 2 *|5 0 0 L * *
* * * * * *|*/7 * * * * *|10-20/5 * 2 * * *
"""


def written():
    return [e for e in WRITTEN.replace("\n", "|").split("|") if e]


def drawn(rng, number):
    """Random expressions of what both implementations read alike."""
    names = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"]
    months = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"]

    def values(low, high, star):
        kind = rng.random()
        if kind < star:
            return "*"
        if kind < star + 0.1:
            return "*/%d" % rng.randint(2, (high - low) // 2)
        if kind < star + 0.2:
            a, b = rng.sample(range(low, high + 1), 2)
            return "%d-%d" % (a, b)
        if kind < star + 0.3:
            a, b = sorted(rng.sample(range(low, high + 1), 2))
            return "%d-%d/%d" % (a, b, rng.randint(2, 5))
        picked = sorted(rng.sample(range(low, high + 1), rng.choice([1, 1, 1, 2, 3])))
        return ",".join(map(str, picked))

    for _ in range(number):
        hour = values(0, 4, 0.15) if rng.random() < 0.6 else values(0, 23, 0.4)
        day = values(1, 31, 0.6)
        month = "*" if rng.random() < 0.7 else rng.choice([values(1, 12, 0), rng.choice(months)])
        week = "*" if rng.random() < 0.5 else rng.choice([values(0, 6, 0), rng.choice(names)])
        yield "%s %s %s %s %s" % (values(0, 59, 0.15), hour, day, month, week)


def spelled(expression):
    """As croniter spells it: the last Friday is L5, here 5L."""
    return re.sub(r"\b([0-6])L$", r"L\1", expression)


def fields(expression):
    macros = {"@hourly": "0 * * * *"}
    return macros.get(expression, expression if expression[0] != "@" else "0 0 * * *").split()


def transitions(zone, begin, end):
    """The instants at which clocks change, each the first second of the new offset."""
    found, step, now = [], dt.timedelta(hours=6), begin
    while now < end:
        if now.astimezone(zone).utcoffset() != (now + step).astimezone(zone).utcoffset():
            found.append(change(zone, now, now + step))
        now += step
    return found


def change(zone, low, high):
    before = low.astimezone(zone).utcoffset()
    while high - low > SECOND:
        middle = low + dt.timedelta(seconds=(high - low).total_seconds() // 2)
        if middle.astimezone(zone).utcoffset() == before:
            low = middle
        else:
            high = middle
    return high


def exists(local, zone):
    return local.replace(tzinfo=zone).astimezone(UTC).astimezone(zone).replace(tzinfo=None) == local


def instants(local, zone, policy, hour):
    """The instants at which a tick of this local time fires: none, one or two."""
    one = local.replace(tzinfo=zone, fold=0).astimezone(UTC)
    two = local.replace(tzinfo=zone, fold=1).astimezone(UTC)
    if one == two:
        return [one]
    if exists(local, zone):
        every = hour == "*" or hour.startswith("*/") and "," not in hour
        return [one, two] if every else [one]
    if policy == "Skip":
        return []
    if hour in ("*", "*/1"):
        return []
    return [change(zone, two - SECOND, one)]


def ticks(expression, zone, policy, after, until=None):
    """The ticks after an instant up to another, or the first alone; croniter walks local time."""
    hour = fields(expression)[-4]
    seconds = len(expression.split()) == 6
    walk = croniter(
        spelled(expression),
        after.astimezone(zone).replace(tzinfo=None) - MARGIN - SECOND,
        ret_type=dt.datetime,
        second_at_beginning=seconds,
        implement_cron_bug=True,
    )
    found = set()
    while True:
        local = walk.get_next()
        end = until or (min(found) if found else None)
        if end and local > end.astimezone(zone).replace(tzinfo=None) + MARGIN:
            return sorted(t for t in found if t <= end)
        found.update(t for t in instants(local, zone, policy, hour) if t > after)


def own(expression, zone, after):
    walk = croniter(
        spelled(expression),
        after.astimezone(zone),
        ret_type=dt.datetime,
        second_at_beginning=len(expression.split()) == 6,
        implement_cron_bug=True,
    )
    try:
        return text(walk.get_next().astimezone(UTC))
    except (AssertionError, ValueError) as e:
        return type(e).__name__


def text(instant):
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def row(expression, name, policy, after):
    zone = zoneinfo.ZoneInfo(name)
    first = ticks(expression, zone, policy, after)[0]
    many = len(expression.split()) == 6
    day = "-" if many else str(len(ticks(expression, zone, policy, after, after + dt.timedelta(days=1))))
    theirs = own(expression, zone, after)
    theirs = "" if theirs == text(first) else theirs
    print(expression, name, policy, text(after), text(first), day, theirs, sep="\t")


def main():
    rng = random.Random(20150101)
    pool = written() + list(dict.fromkeys(drawn(rng, 150)))
    begin, end = dt.datetime(2015, 1, 1, tzinfo=UTC), dt.datetime(2038, 1, 1, tzinfo=UTC)
    print("# croniter", version("croniter"), "tzdata", version("tzdata"), sep="\t")
    for name in ZONES + EVEN_ZONES:
        for instant in transitions(zoneinfo.ZoneInfo(name), begin, end):
            print("# transition", name, text(instant), sep="\t")
    turn = 0
    for name in ZONES:
        for at in transitions(zoneinfo.ZoneInfo(name), begin, end):
            offsets = [-86400, -5400, -3600, -1800, -1, 0, 1, 1800, 3600, rng.randint(-40000, 40000)]
            for offset in offsets:
                if turn % len(pool) == 0:
                    rng.shuffle(pool)
                expression = pool[turn % len(pool)]
                turn += 1
                policy = "Skip" if rng.random() < 0.25 else "NextValid"
                row(expression, name, policy, at + dt.timedelta(seconds=offset))
        print(name, turn, file=sys.stderr)
    for name in ZONES + EVEN_ZONES:
        for _ in range(90):
            after = begin + dt.timedelta(seconds=rng.randrange(int((end - begin).total_seconds())))
            row(rng.choice(pool), name, "NextValid", after)
    for expression in ("0 12 29W * *", "0 12 30W * *", "0 12 31W * *"):
        for _ in range(40):
            after = begin + dt.timedelta(seconds=rng.randrange(int((end - begin).total_seconds())))
            row(expression, "UTC", "NextValid", after)


main()
