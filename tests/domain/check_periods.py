"""Compares the periods of the program with a computation of its own: zoneinfo and day-stepping, many zones and years."""
import datetime as dt
import random
import subprocess
import sys
import zoneinfo

ZONES = (
    "UTC Europe/Berlin Europe/London Europe/Dublin America/New_York America/Los_Angeles America/Santiago Asia/Kolkata "
    "Asia/Kathmandu Australia/Lord_Howe Australia/Adelaide Pacific/Chatham Pacific/Apia America/St_Johns Asia/Tehran "
    "Africa/Casablanca Africa/Cairo Asia/Beirut America/Havana Asia/Tokyo"
).split()
UTC = dt.timezone.utc
HOUR = dt.timedelta(hours=1)


def ms(instant):
    return (instant - dt.datetime(1970, 1, 1, tzinfo=UTC)) // dt.timedelta(milliseconds=1)


def wall(instant, zone):
    return instant.astimezone(zone).replace(tzinfo=None, fold=0)


def at_wall(local, zone):
    """The first instant whose clock reads `local`; a skipped one is as much later. Found by search, not by rule."""
    hits = []
    for offset in {zone.utcoffset(local.replace(tzinfo=None) + dt.timedelta(hours=h)) for h in (-30, 30)}:
        instant = (local - offset).replace(tzinfo=UTC)
        if wall(instant, zone) == local:
            hits.append(instant)
    if hits:
        return min(hits)
    before = zone.utcoffset(local - dt.timedelta(hours=30))
    return (local - before).replace(tzinfo=UTC)


def midnight_after(day, zone):
    return at_wall(dt.datetime.combine(day + dt.timedelta(days=1), dt.time()), zone)


def end_date(day, what, value, works=lambda d: d.weekday() < 5):
    """By stepping single days, months and years; `works` says whether a day is a working day."""
    if what == "calendar_days":
        for _ in range(value):
            day += dt.timedelta(days=1)
        return day
    if what == "business_days":
        while value:
            day += dt.timedelta(days=1)
            value -= works(day)
        return day
    months = value * (12 if what == "years" else 1)
    year, month = day.year, day.month
    for _ in range(months):
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    for last in (day.day, 30, 29, 28):
        try:
            return dt.date(year, month, min(day.day, last))
        except ValueError:
            continue
    raise AssertionError


def expected(what, zone, start, value, works=lambda d: d.weekday() < 5):
    local = start.astimezone(zone)
    if what == "hours":
        first = start
        hour = local.replace(tzinfo=None)
        # Step to the next full hour of the zone's clocks, in seconds of the UTC line.
        left = dt.timedelta(hours=1) - dt.timedelta(
            minutes=hour.minute, seconds=hour.second, microseconds=hour.microsecond)
        first += left
        return ms(start + value * HOUR), ms(first), ms(first + value * HOUR)
    day = end_date(local.date(), what, value, works)
    if what == "business_days":
        end = midnight_after(day, zone)
    else:
        end = at_wall(dt.datetime.combine(day, local.time().replace(fold=0)), zone)
    rolled = day
    while not works(rolled):
        rolled += dt.timedelta(days=1)
    return ms(end), ms(midnight_after(local.date(), zone)), ms(midnight_after(rolled, zone))


def cases():
    rng = random.Random(1182)
    units = (("hours", (1, 4, 24, 72)), ("calendar_days", (1, 3, 30, 60)), ("business_days", (1, 3, 4, 20)),
             ("months", (1, 2, 6, 13)), ("years", (1, 3, 4)))
    for name in ZONES:
        zone = zoneinfo.ZoneInfo(name)
        starts = []
        for year in range(2024, 2033):
            starts += [dt.datetime(year, 1, 31, 12, 30, tzinfo=UTC), dt.datetime(year, 12, 31, 23, 59, 59, tzinfo=UTC),
                       dt.datetime(year, 2, 28, 18, 0, tzinfo=UTC), dt.datetime(year, 3, 1, 0, 0, tzinfo=UTC)]
            if year % 4 == 0:
                starts.append(dt.datetime(year, 2, 29, 9, 15, tzinfo=UTC))
            starts += [dt.datetime(year, 1, 1, tzinfo=UTC) + dt.timedelta(milliseconds=rng.randrange(365 * 86400000))
                       for _ in range(6)]
            # Every change of the clocks of that year: before, within, after, and three days ahead of it.
            hour = dt.datetime(year, 1, 1, tzinfo=UTC)
            while hour.year == year:
                if hour.astimezone(zone).utcoffset() != (hour + HOUR).astimezone(zone).utcoffset():
                    starts += [hour + d for d in (-72 * HOUR, -2 * HOUR, HOUR / 2, HOUR, 2 * HOUR, -24 * HOUR, 0 * HOUR)]
                hour += HOUR
        for start in starts:
            for what, values in units:
                yield what, name, start, rng.choice(values)


def main():
    given = list(cases())
    text = "".join(f"{what} {name} {ms(start)} {value}\n" for what, name, start, value in given)
    done = subprocess.run([sys.argv[1]], input=text, capture_output=True, text=True, check=True)
    lines = done.stdout.splitlines()
    wrong = [] if len(lines) == len(given) else [f"{len(given)} asked, {len(lines)} answered"]
    for (what, name, start, value), line in zip(given, lines):
        want = expected(what, zoneinfo.ZoneInfo(name), start, value)
        got = tuple(map(int, line.split()))
        if got != want:
            wrong.append(f"{value} {what} from {start.isoformat()} in {name}: {got}, expected {want}")
        elif got[2] < got[0]:
            wrong.append(f"{value} {what} from {start.isoformat()} in {name}: ends before the operative clock")
    print("\n".join(wrong[:20]))
    print(f"{len(given)} periods in {len(ZONES)} zones, {len(wrong)} differ")
    sys.exit(1 if wrong or len(given) < 5000 else 0)


if __name__ == "__main__":
    main()
