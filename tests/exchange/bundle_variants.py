#!/usr/bin/env python3
"""bundle_variants.py BUNDLE FOLDER CHECK: spoils a bundle in every way, one at a time, and asks the script in it.

Writes FOLDER/NAME.zip for each, and prints a JSON list of {name, path, about, lines}: `about` is the file that the findings
have to name, `lines` what the script prints.
"""

import contextlib
import io
import json
import runpy
import sys
import zipfile
from pathlib import Path

source, folder, check = sys.argv[1:4]
with zipfile.ZipFile(source) as bundle:
    files = [(name, bundle.read(name)) for name in bundle.namelist()]


def spoiled():
    """(name, files, what has to be named)"""
    yield "as it was", files, ""
    for n, (name, data) in enumerate(files):
        if not data:
            continue
        at = len(data) // 2
        other = data[:at] + bytes([data[at] ^ 1]) + data[at + 1:]
        yield f"changed {n}", files[:n] + [(name, other)] + files[n + 1:], name
    for n, (name, data) in list(enumerate(files))[::3]:
        yield f"removed {n}", files[:n] + files[n + 1:], name
    yield "added", [*files, ("INC-0001/more.txt", b"more")], "INC-0001/more.txt"
    first, data = files[0]
    yield "renamed", [("renamed.bin", data), *files[1:]], first
    yield "twice", [*files, files[0]], first
    for n, name in enumerate(["../escape", "/tmp/escape", "a/../../escape", "a\\..\\escape", ".hidden", "new\nline", "dir/", "\u202etxt"]):
        yield f"unsafe {n}", [*files, (name, b"x")], ascii(name if "/" in name else name.replace("\\", "/"))


def run(path):
    said = io.StringIO()
    sys.argv = [check, str(path)]
    with contextlib.redirect_stdout(said), contextlib.suppress(SystemExit):
        runpy.run_path(check, run_name="__main__")
    return said.getvalue().splitlines()


told = []
for title, content, about in spoiled():
    path = Path(folder, title.replace(" ", "-") + ".zip")
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in content:
            info = zipfile.ZipInfo("x")
            info.filename = name  # as it is, whatever the library thinks of it
            archive.writestr(info, data)
    told.append({"name": title, "path": str(path), "about": about, "lines": run(path)})
whole = Path(source).read_bytes()
for title, data in (("cut", whole[:-30]), ("half", whole[:len(whole) // 2]), ("empty", b""), ("none", b"no zip file")):
    path = Path(folder, title + ".zip")
    path.write_bytes(data)
    told.append({"name": title, "path": str(path), "about": path.name, "lines": run(path)})
json.dump(told, sys.stdout)
