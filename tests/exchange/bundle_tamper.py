#!/usr/bin/env python3
"""bundle_tamper.py BUNDLE FOLDER CHECK SEED COUNT: COUNT random changes to a bundle, each asked about of the script in it.

Writes FOLDER/N.zip for each, and prints a JSON list of {what, path, about, lines}: one of the names in `about` has to stand in
what is found; `lines` is what the script prints.
"""

import contextlib
import io
import json
import random
import runpy
import sys
import warnings
import zipfile
from pathlib import Path

warnings.simplefilter("ignore")  # a name twice is what is wanted
source, folder, check, seed, count = sys.argv[1:6]
dice = random.Random(int(seed))
with zipfile.ZipFile(source) as bundle:
    files = [(name, bundle.read(name)) for name in bundle.namelist()]
whole = Path(source).read_bytes()


def flipped(data):
    changed = bytearray(data)
    for _ in range(dice.randint(1, 4)):
        changed[dice.randrange(len(changed))] ^= 1 << dice.randrange(8)
    return bytes(changed)


def change():
    """(what, the files or the bytes of the whole, the names one of which has to be named)"""
    kind = dice.choice(["flip", "flip", "cut", "remove", "add", "swap", "rename", "twice", "whole"])
    at, other = dice.sample(range(len(files)), 2)
    (name, data), (name2, data2) = files[at], files[other]
    if kind == "flip" and data:
        return f"bytes of {name}", files[:at] + [(name, flipped(data))] + files[at + 1:], [name]
    if kind == "cut" and data:
        return f"{name} cut", files[:at] + [(name, data[:dice.randrange(len(data))])] + files[at + 1:], [name]
    if kind == "remove":
        return f"{name} removed", files[:at] + files[at + 1:], [name]
    if kind == "add":
        new = f"{dice.choice(['INC-0001/', 'record/', ''])}more-{dice.randrange(1000)}.txt"
        return f"{new} added", [*files, (new, b"more")], [new]
    if kind == "swap" and data != data2:
        changed = list(files)
        changed[at], changed[other] = (name, data2), (name2, data)
        return f"{name} and {name2} swapped", changed, [name, name2]
    if kind == "rename":
        return f"{name} renamed", files[:at] + [(f"x{name}", data)] + files[at + 1:], [name]
    if kind == "twice":
        return f"{name} twice", [*files, (name, flipped(data) if data else b"x")], [name]
    return "the file cut", whole[:dice.randrange(len(whole))], ["BUNDLE"]


def run(path):
    said = io.StringIO()
    sys.argv = [check, str(path)]
    with contextlib.redirect_stdout(said), contextlib.suppress(SystemExit):
        runpy.run_path(check, run_name="__main__")
    return said.getvalue().splitlines()


told = []
for number in range(int(count)):
    what, content, about = change()
    path = Path(folder, f"{number}.zip")
    if isinstance(content, bytes):
        path.write_bytes(content)
    else:
        with zipfile.ZipFile(path, "w") as archive:
            for name, data in content:
                archive.writestr(name, data)
    told.append({"what": what, "path": str(path), "about": [str(path) if a == "BUNDLE" else a for a in about], "lines": run(path)})
json.dump(told, sys.stdout)
