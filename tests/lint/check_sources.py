#!/usr/bin/env python3
"""Reads every source file and every link line of Tocsin and names what breaks the architecture.

check_sources.py [ROOT]: one line for each finding on stdout; exit code 1 if there is any.
"""

import re
import sys
from pathlib import Path

# Who may include (and link) whom, besides itself. The one table for both; DESIGN: "Includes run one way".
LAYERS = {
    "models/domain": (),
    "models/rules": ("models/domain",),
    "models/storage": ("models/domain",),
    "models/services": ("models/storage", "models/rules", "models/domain"),
    "models/mail": ("models/services", "models/domain"),
    "models/print": (),
    "models/exchange": ("models/print", "models/mail", "models/services", "models/rules", "models/domain"),
    "models/items": ("models/services", "models/domain"),
    "ui": ("models/print", "models/items", "models/services", "models/rules", "models/domain"),
    "app": ("ui", "models/items", "models/exchange", "models/mail", "models/services", "models/storage", "models/rules", "models/domain"),
}

# Inside ui, the surfaces stand on these two.
UI_BASE = {"ui/theme": ("ui/theme",), "ui/common": ("ui/theme", "ui/common")}

# Each layer is one library of this name, or one for each of its folders, whose name begins with it.
LIBRARIES = {layer: "tocsin_" + layer.rsplit("/", maxsplit=1)[-1] for layer in LAYERS if layer != "app"}

# Which other libraries a layer may link beyond Qt Core: what it can't link, it can't use.
OUTSIDE = {
    "models/domain": (),
    "models/rules": (),
    "models/storage": ("SQLite::SQLite3", "PostgreSQL::PostgreSQL", "OpenSSL::Crypto"),
    "models/services": (),
    "models/mail": ("PkgConfig::GMIME", "CURL::libcurl"),
    "models/print": ("Qt6::Gui",),
    "models/exchange": ("Qt6::Gui", "PkgConfig::LIBARCHIVE", "OpenSSL::Crypto", "Qt6::Network"),
    "models/items": ("Qt6::Gui",),
    "ui": ("Qt6::Widgets", "Qt6::PrintSupport", "Qt6::Svg", "tocsin_resources"),
}

MOST_LINES = 600
CODE = {".h", ".cpp", ".py", ".sh", ".cmake", ".sql"}

MOST_BODY = 59
# Functions that may have more between their braces, a line each: "path: name table" where a line is a row of a table, else
# "path: name LINES", what they had when the count began. That list only gets shorter.
LONG_FUNCTIONS = "tests/lint/long_functions.txt"

INCLUDE = re.compile(r'^\s*#\s*include\s*"([^"]+)"', re.MULTILINE)
SQL = re.compile(r"\bQSql(Query|Database)\b|\bsqlite3_\w+\(")
SYSTEM_TIME = re.compile(
    r"\bcurrentDateTime(Utc)?\s*\(|\bcurrentM?SecsSinceEpoch\s*\(|\bQ(Date|Time)::current(Date|Time)\s*\("
    r"|\bsystem_clock::now\s*\(|\bclock_gettime\s*\(|\bgettimeofday\s*\(|\b(std::)?time\s*\(\s*(nullptr|NULL|0)\s*\)"
)
STRING_CONNECT = re.compile(r"\b(SIGNAL|SLOT)\s*\(")
# What a Result of a call holds dies before the first turn of the loop.
DANGLING_RANGE = re.compile(r"\bfor\s*\([^;()]*[^;:()]:\s*\*[^()*;{]*\(")
UNFINISHED = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")
LIBRARY_CALL = re.compile(r"tocsin_library\s*\(\s*(\w+)(.*?)\)", re.DOTALL)


def without_comments(text):
    """The text with comments and string contents blanked, line numbers kept."""
    token = re.compile(r'//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"', re.DOTALL)

    def blank(match):
        found = match.group(0)
        return '""' if found.startswith('"') else "\n" * found.count("\n")

    return token.sub(blank, text)


def layer_of(path):
    """The layer a repository path belongs to, or None (tests, resources, packaging)."""
    for layer in LAYERS:
        if path == layer or path.startswith(layer + "/"):
            return layer
    return None


def folder_in(path, depth):
    return "/".join(path.split("/")[:depth])


def line_of(text, position):
    return text.count("\n", 0, position) + 1


def check_includes(path, text):
    layer = layer_of(path)
    if layer is None:
        return
    for match in INCLUDE.finditer(text):
        target = match.group(1)
        line = line_of(text, match.start())
        other = layer_of(target)
        if target.startswith("tests/"):
            yield line, f"{layer} includes {target}: the product never includes a test"
        elif other is None:
            if "/" in target:
                yield line, f"includes {target}, which is in no layer"
            elif not target.startswith(("moc_", "ui_", "qrc_")) and not target.endswith(".moc"):
                yield line, f"includes {target}: write the path from the root of the repository"
        elif other != layer and other not in LAYERS[layer]:
            yield line, f"{layer} includes {target}: it may include {', '.join(LAYERS[layer]) or 'nothing else'}"
        elif layer == "ui" and other == "ui":
            base = UI_BASE.get(folder_in(path, 2))
            if base is not None and folder_in(target, 2) not in base:
                yield line, f"{folder_in(path, 2)} includes {target}: the surfaces stand on it, not it on them"


def check_words(path, text):
    """Calls that belong to one place only."""
    code = without_comments(text)
    is_test = path.startswith("tests/")
    rules = [
        (STRING_CONNECT, "connects by SIGNAL() or SLOT(): use function pointers"),
        (DANGLING_RANGE, "loops over what a temporary Result holds: give the Result a name first"),
    ]
    if not is_test and not path.startswith("models/storage/"):
        rules.append((SQL, "uses SQL outside models/storage"))
    if not is_test and not path.startswith("app/platform/"):
        rules.append((SYSTEM_TIME, "asks the system for the time: take a Clock"))
    for pattern, message in rules:
        for match in pattern.finditer(code):
            yield line_of(code, match.start()), message


RAW_STRING = re.compile(r'R"(\w*)\(.*?\)\1"', re.DOTALL)
SIGNATURE = re.compile(r"([\w:~]+|operator[^\w\s(]+)\s*\(")


def functions_in(text):
    """(line, name, lines between the braces) of the functions of a file as clang-format lays it out, where the braces of a
    function stand alone at the beginning of a line. Those inside a class, of a few lines, are not among them."""
    lines = RAW_STRING.sub(lambda match: '""' + "\n" * match.group(0).count("\n"), text).split("\n")
    begin = None
    for number, line in enumerate(lines):
        if line == "{":
            begin = number
        elif line.startswith("}"):
            if line == "}" and begin is not None:
                head = begin - 1
                while head > 0 and not re.match(r"\S", lines[head]):
                    head -= 1
                name = SIGNATURE.search(" ".join(lines[head:begin]))
                if name:
                    yield head + 1, name.group(1), number - begin - 1
            begin = None


def excused_functions(root):
    """{"path: name": lines allowed} of the list of long functions."""
    file = root / LONG_FUNCTIONS
    rows = [row.rsplit(" ", 1) for row in file.read_text(encoding="utf-8").splitlines()] if file.exists() else []
    return {key: sys.maxsize if most == "table" else int(most) for key, most in rows}


def check_lengths(root, texts):
    """Functions are short, and what is excused from that needs it. Of namesakes in a file the longest counts."""
    excused, longest = excused_functions(root), {}
    for path, text in texts.items():
        for line, name, lines in functions_in(text):
            key = f"{path}: {name}"
            if lines > longest.get(key, (0, MOST_BODY))[1]:
                longest[key] = (line, lines)
    for key, (line, lines) in longest.items():
        path, name = key.split(": ")
        most = excused.get(key, MOST_BODY)
        if lines > most:
            yield path, line, f"{name}() has {lines} lines, {most} are the most"
    for number, key in enumerate(excused):
        if key not in longest:
            yield LONG_FUNCTIONS, number + 1, f"{key}() is short or gone: take it out of the list"


def check_file(path, text):
    """Findings (line, message) about one file."""
    suffix = Path(path).suffix
    lines = text.count("\n") + (not text.endswith("\n"))
    if lines > MOST_LINES:
        yield MOST_LINES + 1, f"has {lines} lines, {MOST_LINES} are the most"
    if path != path.lower() and suffix in (".h", ".cpp"):
        yield 1, "file names are lower case"
    if suffix in (".h", ".cpp"):
        for match in UNFINISHED.finditer(text):
            yield line_of(text, match.start()), f"says {match.group(1)}: finish it or write an issue"
        if suffix == ".h" and not re.search(r"^#pragma once$", text, re.MULTILINE):
            yield 1, "has no #pragma once"
        yield from check_includes(path, text)
        yield from check_words(path, text)


def links_of(text):
    """{library: [what it links]} of one CMakeLists.txt, comments left out."""
    found = {}
    text = re.sub(r"#[^\n]*", "", text)
    for name, body in LIBRARY_CALL.findall(text):
        links, keyword = [], None
        for word in body.split():
            if word in ("SOURCES", "LINKS", "OWN", "WIDGETS"):
                keyword = word
            elif keyword in ("LINKS", "OWN"):
                links.append(word)
        found[name] = links
    return found


def libraries_in(root):
    """{folder: (library, what it links)} of all layers that are libraries."""
    found = {}
    for layer in LIBRARIES:
        for lists in sorted((root / layer).rglob("CMakeLists.txt")):
            for name, links in links_of(lists.read_text(encoding="utf-8")).items():
                found[lists.parent.relative_to(root).as_posix()] = (name, links)
    return found


def owner_of(path, libraries):
    """The folder whose library a file belongs to: the nearest one above it that has one."""
    while "/" in path:
        path = path.rsplit("/", maxsplit=1)[0]
        if path in libraries:
            return path
    return None


def included_libraries(root, folder, libraries):
    """Libraries whose headers the files of this folder's library include directly."""
    found = set()
    for file in sorted((root / folder).rglob("*")):
        if file.suffix in (".h", ".cpp") and owner_of(file.relative_to(root).as_posix(), libraries) == folder:
            for target in INCLUDE.findall(file.read_text(encoding="utf-8")):
                owner = owner_of(target, libraries)
                if owner not in (None, folder):
                    found.add(libraries[owner][0])
    return found


def circle_from(name, links, path=()):
    """The libraries of a circle of link lines that leads back to name, or nothing."""
    if name in path:
        return path if name == path[0] else ()
    for other in links.get(name, ()):
        circle = circle_from(other, links, path + (name,))
        if circle:
            return circle
    return ()


def check_library(root, folder, libraries):
    """Findings about one library: its name, and its links against the table and against its includes."""
    layer = layer_of(folder)
    name, links = libraries[folder]
    layers = {library: layer_of(other) for other, (library, _) in libraries.items()}
    inside = {link for link in links if link in layers}
    included = included_libraries(root, folder, libraries)
    if name != LIBRARIES[layer] and not name.startswith(LIBRARIES[layer] + "_"):
        yield f"makes {name}, which should be {LIBRARIES[layer]}"
    wrong = {link for link in inside if layers[link] != layer and layers[link] not in LAYERS[layer]}
    for link in sorted(wrong):
        yield f"links {link}: {layer} may link {', '.join(LAYERS[layer]) or 'no other layer'}"
    for link in sorted(included - inside):
        yield f"does not link {link}, whose headers {folder} includes"
    for link in sorted(inside - wrong - included):
        yield f"links {link}, of which {folder} includes nothing"
    for link in sorted(set(links) - inside - set(OUTSIDE[layer])):
        yield f"links {link}: {layer} may link {', '.join(OUTSIDE[layer]) or 'nothing but Qt Core'}"


def check_links(root):
    """Link lines say the same as the includes, nothing that the table does not allow, and never run in a circle."""
    libraries = libraries_in(root)
    for layer, library in LIBRARIES.items():
        for file in sorted((root / layer).rglob("*.cpp")):
            path = file.relative_to(root).as_posix()
            if owner_of(path, libraries) is None:
                yield path, 1, f"belongs to no library: {library} is made by tocsin_library()"
                break
    links = {name: links for name, links in libraries.values()}
    for folder, (name, _) in libraries.items():
        where = f"{folder}/CMakeLists.txt"
        for message in check_library(root, folder, libraries):
            yield where, 1, message
        circle = circle_from(name, links)
        if circle:
            yield where, 1, f"links in a circle: {' -> '.join(circle)} -> {name}"


def check_tree(root):
    """All findings (path, line, message) of a tree."""
    units = {}
    for top in ("app", "models", "ui", "resources", "tests", "packaging"):
        for file in sorted((root / top).rglob("*")):
            path = file.relative_to(root).as_posix()
            if file.suffix in CODE and file.is_file() and not path.startswith("tests/data/"):
                text = file.read_text(encoding="utf-8")
                if file.suffix == ".cpp":
                    units[path] = text
                for line, message in check_file(path, text):
                    yield path, line, message
    yield from check_lengths(root, units)
    yield from check_links(root)


def main(arguments):
    root = Path(arguments[0] if arguments else ".").resolve()
    if not (root / "models/domain").is_dir():
        print(f"{root} is not the root of Tocsin", file=sys.stderr)
        return 2
    findings = list(check_tree(root))
    for path, line, message in findings:
        print(f"{path}:{line}: {message}")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
