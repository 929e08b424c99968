"""Reads an iCalendar file by the letters of RFC 5545, independently of the program that wrote it.

check_ical.py FILE EVENTS: prints "UID EPOCH ALARMS SUMMARY" of each event; exit code 1 with what is wrong.
"""
import datetime
import re
import sys

NAME = re.compile(r"^[A-Z0-9-]+$")


def unfolded(data):
    """Content lines of the file's bytes (3.1)."""
    if not data.endswith(b"\r\n"):
        raise ValueError("the file does not end with CR LF")
    physical = data[:-2].split(b"\r\n")
    lines = []
    for raw in physical:
        if len(raw) > 75:
            raise ValueError(f"a line of {len(raw)} octets: {raw[:40]!r}")
        if b"\n" in raw or b"\r" in raw:
            raise ValueError(f"a bare line break in {raw[:40]!r}")
        raw.decode("utf-8")  # folding may not cut a character
        if raw.startswith((b" ", b"\t")):
            lines[-1] += raw[1:]
        else:
            lines.append(raw)
    return [line.decode("utf-8") for line in lines]


def text(value):
    """A TEXT value without its escapes (3.3.11)."""
    if re.search(r"(?<!\\)(?:\\\\)*[;,]", value):
        raise ValueError(f"a comma or semicolon that is not escaped in {value!r}")
    return re.sub(r"\\(.)", lambda m: "\n" if m.group(1) in "nN" else m.group(1), value)


def instant(value):
    at = datetime.datetime.strptime(value, "%Y%m%dT%H%M%SZ")
    return int(at.replace(tzinfo=datetime.timezone.utc).timestamp())


def components(lines):
    """Nested components as (name, properties, children)."""
    stack = [("", {}, [])]
    for line in lines:
        head, colon, value = line.partition(":")
        name = head.split(";")[0]
        if not colon or not NAME.match(name):
            raise ValueError(f"no content line: {line!r}")
        if name == "BEGIN":
            stack.append((value, {}, []))
        elif name == "END":
            done = stack.pop()
            if done[0] != value:
                raise ValueError(f"END:{value} ends {done[0]}")
            stack[-1][2].append(done)
        else:
            stack[-1][1].setdefault(name, []).append(value)
    if len(stack) != 1 or len(stack[0][2]) != 1:
        raise ValueError("not one calendar")
    return stack[0][2][0]


def check(calendar, expected):
    kind, properties, children = calendar
    if kind != "VCALENDAR" or properties.get("VERSION") != ["2.0"] or len(properties.get("PRODID", [])) != 1:
        raise ValueError("no calendar of version 2.0 with one PRODID")
    events = [child for child in children if child[0] == "VEVENT"]
    if len(events) != expected or len(children) != expected:
        raise ValueError(f"{len(events)} events of {len(children)} components")
    if len({event[1]["UID"][0] for event in events}) != expected:
        raise ValueError("two events of one UID")
    for _, event, alarms in events:
        for once in ("UID", "DTSTAMP", "DTSTART", "SUMMARY"):
            if len(event.get(once, [])) != 1:
                raise ValueError(f"{once} stands there {len(event.get(once, []))} times")
        instant(event["DTSTAMP"][0])
        for name, alarm, _ in alarms:
            if name != "VALARM" or alarm["ACTION"] != ["DISPLAY"] or not re.match(r"^-PT\d+H$", alarm["TRIGGER"][0]):
                raise ValueError(f"no alarm: {alarm}")
            text(alarm["DESCRIPTION"][0])
        text(event["DESCRIPTION"][0])
        print(event["UID"][0], instant(event["DTSTART"][0]), len(alarms), text(event["SUMMARY"][0]))


if __name__ == "__main__":
    with open(sys.argv[1], "rb") as file:
        content = file.read()
    try:
        check(components(unfolded(content)), int(sys.argv[2]))
    except ValueError as problem:
        sys.exit(str(problem))
