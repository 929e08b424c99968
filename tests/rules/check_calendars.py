"""Computes the public holidays a second time, by statutes and other methods, and with them the ends of periods.

Only days that the law of the whole country names stand in the calendars. A regional day or a custom is left out: a day too few
makes a deadline earlier, never later.
"""
import datetime as dt
import pathlib
import random
import subprocess
import sys
import zoneinfo

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "domain"))
import check_periods as periods  # noqa: E402

YEARS = range(2024, 2033)
DAY = dt.timedelta(days=1)
HOUR = dt.timedelta(hours=1)
UTC = dt.timezone.utc
# The paschal full moon of the eastern churches by golden number, day and month of the Julian calendar.
MOONS = ((5, 4), (25, 3), (13, 4), (2, 4), (22, 3), (10, 4), (30, 3), (18, 4), (7, 4), (27, 3), (15, 4), (4, 4), (24, 3),
         (12, 4), (1, 4), (21, 3), (9, 4), (29, 3), (17, 4))


def easter(year):
    """Western Easter by the table of the Gregorian reform (Knuth, The Art of Computer Programming 1.3.2, exercise 14)."""
    golden, century = year % 19 + 1, year // 100 + 1
    skipped, correction = 3 * century // 4 - 12, (8 * century + 5) // 25 - 5
    sunday = 5 * year // 4 - skipped - 10
    epact = (11 * golden + 20 + correction - skipped) % 30
    if epact == 24 or (epact == 25 and golden > 11):
        epact += 1
    moon = 44 - epact
    if moon < 21:
        moon += 30
    day = moon + 7 - (sunday + moon) % 7
    return dt.date(year, 3, 1) + (day - 1) * DAY


def eastern_easter(year):
    """The Sunday after the full moon of the table; Julian days are 13 later in the Gregorian calendar of 1900 to 2099."""
    day, month = MOONS[year % 19]
    moon = dt.date(year, month, day) + 13 * DAY
    return moon + (6 - moon.weekday() or 7) * DAY


def fixed(month, day, name, since=0):
    return lambda y: (dt.date(y, month, day), name) if y >= since else None


def after_easter(days, name):
    return lambda y: (easter(y) + days * DAY, name)


def after_eastern_easter(days, name):
    return lambda y: (eastern_easter(y) + days * DAY, name)


def nth(month, weekday, n, name):
    """The n-th such weekday of a month; -1: the last one."""
    def rule(year):
        days = [d for d in (dt.date(year, month, 1) + k * DAY for k in range(31)) if d.month == month]
        return ([d for d in days if d.weekday() == weekday][n - 1 if n > 0 else n], name)
    return rule


def kings_day(year):
    day = dt.date(year, 4, 27)
    return (day - DAY if day.weekday() == 6 else day, "Koningsdag")


def observed(rule):
    """5 U.S.C. 6103(b) and Executive Order 11582: of a Saturday the Friday before, of a Sunday the Monday after."""
    def moved(year):
        found = rule(year)
        shift = {5: -1, 6: 1}.get(found[0].weekday(), 0) if found else 0
        return (found[0] + shift * DAY, found[1] + ", observed") if shift else found
    return moved


LAW = {
    "AT": ("Austria", "Arbeitsruhegesetz, section 7(2)", [
        fixed(1, 1, "Neujahr"), fixed(1, 6, "Heilige Drei Könige"), after_easter(1, "Ostermontag"),
        fixed(5, 1, "Staatsfeiertag"), after_easter(39, "Christi Himmelfahrt"), after_easter(50, "Pfingstmontag"),
        after_easter(60, "Fronleichnam"), fixed(8, 15, "Mariä Himmelfahrt"), fixed(10, 26, "Nationalfeiertag"),
        fixed(11, 1, "Allerheiligen"), fixed(12, 8, "Mariä Empfängnis"), fixed(12, 25, "Weihnachten"),
        fixed(12, 26, "Stephanstag")]),
    "BR": ("Brazil", "Leis 662/1949, 6.802/1980 and 14.759/2023; days of a state or municipality are not in it", [
        fixed(1, 1, "Confraternização Universal"), fixed(4, 21, "Tiradentes"), fixed(5, 1, "Dia do Trabalho"),
        fixed(9, 7, "Independência"), fixed(10, 12, "Nossa Senhora Aparecida"), fixed(11, 2, "Finados"),
        fixed(11, 15, "Proclamação da República"), fixed(11, 20, "Dia de Zumbi e da Consciência Negra", 2024),
        fixed(12, 25, "Natal")]),
    "CZ": ("Czechia", "Zákon 245/2000 Sb., sections 1 and 2", [
        fixed(1, 1, "Den obnovy samostatného českého státu"), after_easter(-2, "Velký pátek"),
        after_easter(1, "Velikonoční pondělí"), fixed(5, 1, "Svátek práce"), fixed(5, 8, "Den vítězství"),
        fixed(7, 5, "Den slovanských věrozvěstů Cyrila a Metoděje"), fixed(7, 6, "Den upálení mistra Jana Husa"),
        fixed(9, 28, "Den české státnosti"), fixed(10, 28, "Den vzniku samostatného československého státu"),
        fixed(11, 17, "Den boje za svobodu a demokracii"), fixed(12, 24, "Štědrý den"),
        fixed(12, 25, "1. svátek vánoční"), fixed(12, 26, "2. svátek vánoční")]),
    "DE": ("Germany", "Einigungsvertrag, article 2(2), and the days that the holiday acts of all sixteen Länder share", [
        fixed(1, 1, "Neujahr"), after_easter(-2, "Karfreitag"), after_easter(1, "Ostermontag"),
        fixed(5, 1, "Tag der Arbeit"), after_easter(39, "Christi Himmelfahrt"), after_easter(50, "Pfingstmontag"),
        fixed(10, 3, "Tag der Deutschen Einheit"), fixed(12, 25, "Erster Weihnachtsfeiertag"),
        fixed(12, 26, "Zweiter Weihnachtsfeiertag")]),
    "DK": ("Denmark", "Helligdagsforordningen of 1770 as changed by Lov 214/2023", [
        fixed(1, 1, "Nytårsdag"), after_easter(-3, "Skærtorsdag"), after_easter(-2, "Langfredag"),
        after_easter(1, "Anden påskedag"), after_easter(39, "Kristi himmelfartsdag"),
        after_easter(50, "Anden pinsedag"), fixed(12, 25, "Juledag"), fixed(12, 26, "Anden juledag")]),
    "EE": ("Estonia", "Pühade ja tähtpäevade seadus, sections 1 and 2", [
        fixed(1, 1, "Uusaasta"), fixed(2, 24, "Iseseisvuspäev"), after_easter(-2, "Suur reede"),
        after_easter(0, "Ülestõusmispühade 1. püha"), fixed(5, 1, "Kevadpüha"), after_easter(49, "Nelipühade 1. püha"),
        fixed(6, 23, "Võidupüha"), fixed(6, 24, "Jaanipäev"), fixed(8, 20, "Taasiseseisvumispäev"),
        fixed(12, 24, "Jõululaupäev"), fixed(12, 25, "Esimene jõulupüha"), fixed(12, 26, "Teine jõulupüha")]),
    "ES": ("Spain", "Real Decreto 2001/1983, article 45.1, without the days that a region may replace", [
        fixed(1, 1, "Año Nuevo"), after_easter(-2, "Viernes Santo"), fixed(5, 1, "Fiesta del Trabajo"),
        fixed(8, 15, "Asunción de la Virgen"), fixed(10, 12, "Fiesta Nacional"), fixed(11, 1, "Todos los Santos"),
        fixed(12, 6, "Día de la Constitución"), fixed(12, 8, "Inmaculada Concepción"), fixed(12, 25, "Navidad")]),
    "FR": ("France", "Code du travail, article L3133-1", [
        fixed(1, 1, "Jour de l'an"), after_easter(1, "Lundi de Pâques"), fixed(5, 1, "Fête du travail"),
        fixed(5, 8, "Victoire 1945"), after_easter(39, "Ascension"), after_easter(50, "Lundi de Pentecôte"),
        fixed(7, 14, "Fête nationale"), fixed(8, 15, "Assomption"), fixed(11, 1, "Toussaint"),
        fixed(11, 11, "Armistice 1918"), fixed(12, 25, "Noël")]),
    "HR": ("Croatia", "Zakon o blagdanima, spomendanima i neradnim danima (NN 110/2019)", [
        fixed(1, 1, "Nova godina"), fixed(1, 6, "Bogojavljenje"), after_easter(0, "Uskrs"),
        after_easter(1, "Uskrsni ponedjeljak"), fixed(5, 1, "Praznik rada"), fixed(5, 30, "Dan državnosti"),
        after_easter(60, "Tijelovo"), fixed(6, 22, "Dan antifašističke borbe"),
        fixed(8, 5, "Dan pobjede i domovinske zahvalnosti"), fixed(8, 15, "Velika Gospa"), fixed(11, 1, "Svi sveti"),
        fixed(11, 18, "Dan sjećanja na žrtve Domovinskog rata"), fixed(12, 25, "Božić"), fixed(12, 26, "Sveti Stjepan")]),
    "IT": ("Italy", "Leggi 260/1949, 54/1977 and 336/2000, DPR 792/1985; 4 October since Legge 151/2025", [
        fixed(1, 1, "Capodanno"), fixed(1, 6, "Epifania"), after_easter(1, "Lunedì dell'Angelo"),
        fixed(4, 25, "Liberazione"), fixed(5, 1, "Festa del lavoro"), fixed(6, 2, "Festa della Repubblica"),
        fixed(8, 15, "Assunzione"), fixed(10, 4, "San Francesco", 2026), fixed(11, 1, "Ognissanti"),
        fixed(12, 8, "Immacolata Concezione"), fixed(12, 25, "Natale"), fixed(12, 26, "Santo Stefano")]),
    "LT": ("Lithuania", "Darbo kodeksas, article 123(1)", [
        fixed(1, 1, "Naujieji metai"), fixed(2, 16, "Valstybės atkūrimo diena"),
        fixed(3, 11, "Nepriklausomybės atkūrimo diena"), after_easter(0, "Velykos"), after_easter(1, "Antroji Velykų diena"),
        fixed(5, 1, "Darbo diena"), nth(5, 6, 1, "Motinos diena"), nth(6, 6, 1, "Tėvo diena"), fixed(6, 24, "Joninės"),
        fixed(7, 6, "Valstybės diena"), fixed(8, 15, "Žolinė"), fixed(11, 1, "Visų šventųjų diena"),
        fixed(11, 2, "Vėlinės"), fixed(12, 24, "Kūčios"), fixed(12, 25, "Kalėdos"), fixed(12, 26, "Antroji Kalėdų diena")]),
    "LU": ("Luxembourg", "Code du travail, article L.232-2", [
        fixed(1, 1, "Jour de l'an"), after_easter(1, "Lundi de Pâques"), fixed(5, 1, "Fête du travail"),
        fixed(5, 9, "Journée de l'Europe"), after_easter(39, "Ascension"), after_easter(50, "Lundi de Pentecôte"),
        fixed(6, 23, "Fête nationale"), fixed(8, 15, "Assomption"), fixed(11, 1, "Toussaint"),
        fixed(12, 25, "Premier jour de Noël"), fixed(12, 26, "Deuxième jour de Noël")]),
    "NL": ("Netherlands", "Algemene termijnenwet, article 3(1) and (2)", [
        fixed(1, 1, "Nieuwjaarsdag"), after_easter(-2, "Goede Vrijdag"), after_easter(1, "Tweede paasdag"), kings_day,
        fixed(5, 5, "Bevrijdingsdag"), after_easter(39, "Hemelvaartsdag"), after_easter(50, "Tweede pinksterdag"),
        fixed(12, 25, "Eerste kerstdag"), fixed(12, 26, "Tweede kerstdag")]),
    "PL": ("Poland", "Ustawa z dnia 18 stycznia 1951 r. o dniach wolnych od pracy, article 1; 24 December since 2025", [
        fixed(1, 1, "Nowy Rok"), fixed(1, 6, "Święto Trzech Króli"), after_easter(0, "Wielkanoc"),
        after_easter(1, "Poniedziałek Wielkanocny"), fixed(5, 1, "Święto Państwowe"),
        fixed(5, 3, "Święto Narodowe Trzeciego Maja"), after_easter(49, "Zielone Świątki"), after_easter(60, "Boże Ciało"),
        fixed(8, 15, "Wniebowzięcie Najświętszej Maryi Panny"), fixed(11, 1, "Wszystkich Świętych"),
        fixed(11, 11, "Narodowe Święto Niepodległości"), fixed(12, 24, "Wigilia Bożego Narodzenia", 2025),
        fixed(12, 25, "Boże Narodzenie"), fixed(12, 26, "Drugi dzień Bożego Narodzenia")]),
    "RO": ("Romania", "Codul muncii, article 139(1); 6 and 7 January since 2024", [
        fixed(1, 1, "Anul Nou"), fixed(1, 2, "A doua zi de Anul Nou"), fixed(1, 6, "Boboteaza", 2024),
        fixed(1, 7, "Sfântul Ioan", 2024), fixed(1, 24, "Unirea Principatelor"), after_eastern_easter(-2, "Vinerea Mare"),
        after_eastern_easter(0, "Paștele"), after_eastern_easter(1, "A doua zi de Paști"), fixed(5, 1, "Ziua Muncii"),
        fixed(6, 1, "Ziua Copilului"), after_eastern_easter(49, "Rusaliile"), after_eastern_easter(50, "A doua zi de Rusalii"),
        fixed(8, 15, "Adormirea Maicii Domnului"), fixed(11, 30, "Sfântul Andrei"), fixed(12, 1, "Ziua Națională"),
        fixed(12, 25, "Crăciunul"), fixed(12, 26, "A doua zi de Crăciun")]),
    "SI": ("Slovenia", "Zakon o praznikih in dela prostih dnevih v Republiki Sloveniji, articles 1 and 2", [
        fixed(1, 1, "Novo leto"), fixed(1, 2, "Novo leto, drugi dan"), fixed(2, 8, "Prešernov dan"),
        after_easter(0, "Velika noč"), after_easter(1, "Velikonočni ponedeljek"),
        fixed(4, 27, "Dan upora proti okupatorju"), fixed(5, 1, "Praznik dela"), fixed(5, 2, "Praznik dela, drugi dan"),
        after_easter(49, "Binkošti"), fixed(6, 25, "Dan državnosti"), fixed(8, 15, "Marijino vnebovzetje"),
        fixed(10, 31, "Dan reformacije"), fixed(11, 1, "Dan spomina na mrtve"), fixed(12, 25, "Božič"),
        fixed(12, 26, "Dan samostojnosti in enotnosti")]),
    "US": ("United States", "5 U.S.C. 6103(a) and (b) with Executive Order 11582, federal holidays", [
        observed(rule) for rule in (
            fixed(1, 1, "New Year's Day"), nth(1, 0, 3, "Birthday of Martin Luther King, Jr."),
            nth(2, 0, 3, "Washington's Birthday"), nth(5, 0, -1, "Memorial Day"),
            fixed(6, 19, "Juneteenth National Independence Day"), fixed(7, 4, "Independence Day"), nth(9, 0, 1, "Labor Day"),
            nth(10, 0, 2, "Columbus Day"), fixed(11, 11, "Veterans Day"), nth(11, 3, 4, "Thanksgiving Day"),
            fixed(12, 25, "Christmas Day"))]),
}


ZONES = {
    "AT": "Europe/Vienna", "BR": "America/Sao_Paulo", "CZ": "Europe/Prague", "DE": "Europe/Berlin", "DK": "Europe/Copenhagen",
    "EE": "Europe/Tallinn", "ES": "Europe/Madrid", "FR": "Europe/Paris", "HR": "Europe/Zagreb", "IT": "Europe/Rome",
    "LT": "Europe/Vilnius", "LU": "Europe/Luxembourg", "NL": "Europe/Amsterdam", "PL": "Europe/Warsaw",
    "RO": "Europe/Bucharest", "SI": "Europe/Ljubljana", "US": "America/New_York",
    "-": "Asia/Kathmandu"}  # no calendar: by weekdays, in a zone that is 45 minutes off


def holidays(code):
    """Each day with the names it has; New Year of the year after may be kept in December."""
    if code == "-":
        return set()
    found = [rule(year) for year in range(YEARS[0] - 1, YEARS[-1] + 2) for rule in LAW[code][2]]
    return {day for day, _ in filter(None, found) if day.year in YEARS}


def check_holidays(program):
    want = {(code, day.isoformat()) for code in LAW for day in holidays(code)}
    lines = subprocess.run([program], capture_output=True, text=True, check=True).stdout.splitlines()
    got = {tuple(line.split()) for line in lines}
    wrong = [f"{code} {day}: {'missing' if (code, day) in want else 'not by law'}" for code, day in sorted(want ^ got)]
    # Easter against dates that anybody can look up.
    for day in ("2024-03-31", "2025-04-20", "2026-04-05", "2027-03-28", "2028-04-16"):
        if easter(int(day[:4])).isoformat() != day:
            wrong.append(f"Easter {day}")
    for day in ("2024-05-05", "2025-04-20", "2026-04-12", "2027-05-02", "2028-04-16"):
        if eastern_easter(int(day[:4])).isoformat() != day:
            wrong.append(f"eastern Easter {day}")
    print(f"{len(LAW)} calendars, {YEARS[0]} to {YEARS[-1]}, {len(want)} days")
    return wrong


def two_working_days(start, end, zone, works, whole):
    """Hour by hour: the end of the second working day that is touched, or of the 48th hour of working days."""
    # Clock hours begin on the hour of the zone, so every quarter of an hour lies in one day.
    step, worked, touched, instant = dt.timedelta(minutes=15), dt.timedelta(), set(), start
    while True:
        day = instant.astimezone(zone).date()
        if works(day):
            worked += step
            touched.add(day)
        if whole and worked >= 48 * HOUR:
            return max(end, instant + step)
        if not whole and len(touched) == 2:
            # The second one is within the period, or the period goes on to the end of it.
            return end if instant < end else max(end, instant_of(periods.midnight_after(day, zone)))
        instant += step


def instant_of(when):
    return when if isinstance(when, dt.datetime) else dt.datetime.fromtimestamp(when / 1000, UTC)


def expected(code, what, zone, start, value, works):
    end, first, last = periods.expected(what, zone, start, value, works)
    touched = two_working_days(instant_of(first), instant_of(last), zone, works, False)
    whole = two_working_days(instant_of(first), instant_of(last), zone, works, True)
    local = instant_of(end).astimezone(zone)
    day = local.date()
    while not works(day):
        day += DAY
    rolled = end if day == local.date() else periods.ms(periods.at_wall(dt.datetime.combine(day, dt.time(12)), zone))
    return end, first, last, periods.ms(touched), periods.ms(whole), rolled


def cases():
    rng = random.Random(2025301)
    units = (("hours", (4, 24, 72)), ("calendar_days", (1, 3, 14, 30)), ("business_days", (1, 2, 3, 4, 15)),
             ("months", (1, 2, 6)), ("years", (1,)))
    for code, name in ZONES.items():
        days = sorted(d for d in holidays(code) if dt.date(2024, 1, 8) < d < dt.date(2031, 1, 1))
        starts = [dt.datetime.combine(d, dt.time(9, 30), UTC) - n * DAY for d in rng.sample(days, min(24, len(days)))
                  for n in (1, 3)]  # just before a holiday
        starts += [dt.datetime(2028, 2, 29, 13, 15, tzinfo=UTC), dt.datetime(2027, 12, 30, 23, 59, 59, tzinfo=UTC)]
        starts += [dt.datetime(2024, 1, 2, tzinfo=UTC) + dt.timedelta(minutes=15 * rng.randrange(7 * 365 * 96))
                   for _ in range(12)]
        for start in starts:
            for what, values in units:
                yield code, what, name, start, rng.choice(values)


def check_periods(program):
    given = list(cases())
    text = "".join(f"{code} {what} {name} {periods.ms(start)} {value}\n" for code, what, name, start, value in given)
    done = subprocess.run([program, "--periods"], input=text, capture_output=True, text=True, check=True)
    lines, wrong = done.stdout.splitlines(), []
    if len(lines) != len(given):
        wrong.append(f"{len(given)} asked, {len(lines)} answered")
    free = {code: holidays(code) for code in ZONES}
    for (code, what, name, start, value), line in zip(given, lines):
        works = lambda d, off=free[code]: d.weekday() < 5 and d not in off  # noqa: E731
        want = expected(code, what, zoneinfo.ZoneInfo(name), start, value, works)
        got = tuple(map(int, line.split()))
        if got != want:
            wrong.append(f"{value} {what} from {start.isoformat()} in {code}: {got}, expected {want}")
        elif got[2] < got[0]:
            wrong.append(f"{value} {what} from {start.isoformat()} in {code}: ends before the operative clock")
    print(f"{len(given)} periods by {len(ZONES)} calendars, {len(wrong)} differ")
    return wrong + ([] if len(given) > 3000 else ["too few periods"])


def capped_end(classified, aware, hours, cap):
    """As the act tells it (Delegated Regulation (EU) 2025/301, Article 5(1)(a)), walked through minute by minute.

    So many hours from the classification, and no later than the cap from awareness; what is classified when that has passed
    has the hours alone.
    """
    minute, instant, too_late = dt.timedelta(minutes=1), classified, aware + cap * HOUR
    within = classified < too_late
    while instant - classified < hours * HOUR and not (within and instant >= too_late):
        instant += minute
    return instant


def capped_cases():
    """With whole minutes: around the cap, over both changes of the clocks, weekends, holidays and leap days."""
    rng = random.Random(19)
    for code, name in ZONES.items():
        zone = zoneinfo.ZoneInfo(name)
        days = sorted(d for d in holidays(code) if dt.date(2025, 1, 8) < d < dt.date(2031, 1, 1))
        awares = [dt.datetime.combine(d, dt.time(9, 30), UTC) - DAY for d in rng.sample(days, min(8, len(days)))]
        awares += [dt.datetime(2028, 2, 28, 20, 7, tzinfo=UTC), dt.datetime(2027, 12, 31, 13, 59, tzinfo=UTC)]
        awares += [dt.datetime(2025, 1, 17, tzinfo=UTC) + dt.timedelta(minutes=rng.randrange(6 * 365 * 1440)) for _ in range(8)]
        hour = dt.datetime(2026, 1, 1, tzinfo=UTC)
        while hour.year < 2028:
            if hour.astimezone(zone).utcoffset() != (hour + HOUR).astimezone(zone).utcoffset():
                awares += [hour - 23 * HOUR, hour - 2 * HOUR]
            hour += HOUR
        for aware in awares:
            later = [rng.randrange(2 * 1440), rng.randrange(19 * 60, 25 * 60), rng.randrange(1441)]
            for minutes in (0, 1199, 1200, 1201, 1439, 1440, 1441, *later):
                yield code, name, aware + dt.timedelta(minutes=minutes), aware, 0, 0  # those of the rule: 4 and 24
            yield code, name, aware + dt.timedelta(minutes=later[0]), aware, rng.choice((1, 6, 24, 72)), rng.choice((12, 36, 72))


def check_capped(program):
    given = list(capped_cases())
    text = "".join(f"{code} {name} {periods.ms(classified)} {periods.ms(aware)} {hours} {cap}\n"
                   for code, name, classified, aware, hours, cap in given)
    done = subprocess.run([program, "--capped"], input=text, capture_output=True, text=True, check=True)
    lines, wrong = done.stdout.splitlines(), []
    if len(lines) != len(given):
        wrong.append(f"{len(given)} capped asked, {len(lines)} answered")
    free = {code: holidays(code) for code in ZONES}
    for (code, name, classified, aware, hours, cap), line in zip(given, lines):
        zone = zoneinfo.ZoneInfo(name)
        end = capped_end(classified, aware, hours or 4, cap or 24)
        local = end.astimezone(zone)
        day = local.date()
        while day.weekday() >= 5 or day in free[code]:
            day += DAY
        noon = periods.at_wall(dt.datetime.combine(day, dt.time(12)), zone)
        want = periods.ms(end), periods.ms(end if day == local.date() else noon)
        got = tuple(map(int, line.split()))
        if got != want:
            wrong.append(f"{hours or 4} hours, at most {cap or 24} after {aware.isoformat()}, classified "
                         f"{classified.isoformat()} in {code}: {got}, expected {want}")
    print(f"{len(given)} periods with a cap by {len(ZONES)} calendars, {len(wrong)} differ")
    return wrong + ([] if len(given) > 3000 else ["too few periods with a cap"])


def main():
    program = sys.argv[1]
    wrong = check_holidays(program) + check_periods(program) + check_capped(program)
    print("\n".join(wrong[:20]))
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
