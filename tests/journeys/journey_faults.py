"""A database that cannot be opened: the page says which fault it is, and nothing in the file changes."""
import hashlib
import os
import pathlib
import sqlite3
import subprocess

from program import BINARY, Program

HOME = pathlib.Path(os.environ["HOME"])


def good(name):
    path = HOME / name
    subprocess.run([BINARY, "create", str(path)], check=True, capture_output=True)
    return path


def missing():
    return HOME / "nowhere" / "gone.tocsin"


def foreign_text():
    path = HOME / "letter.tocsin"
    path.write_text("Dear reader, this is no database at all.\n" * 40)
    return path


def foreign_database():
    path = HOME / "music.tocsin"
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE album (title TEXT)")
    other.commit()
    other.close()
    return path


def newer():
    path = good("newer.tocsin")
    future = sqlite3.connect(path)
    future.execute("PRAGMA user_version = 9999")
    future.commit()
    future.close()
    return path


def damaged():
    path = good("damaged.tocsin")
    with open(path, "r+b") as file:
        size = path.stat().st_size
        file.seek(4096)
        file.write(os.urandom(min(size - 4096, 40 * 4096)))
    return path


FAULTS = [
    (missing, "The database is not there"),
    (foreign_text, "This is not a Tocsin database"),
    (foreign_database, "This is not a Tocsin database"),
    (newer, "The database was made by a newer Tocsin"),
    (damaged, "The database is damaged"),
]


def digest(path):
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.exists() else None


def main():
    for fault, title in FAULTS:
        path = fault()
        before = digest(path)
        with Program("--database", path) as program:
            program.find(title, "label")
            program.find("What can be done", "label")
            program.reads(path.name)
            program.find("Try again", "push button")
            program.press("Choose another database")
            program.find("Welcome to Tocsin")
            program.quit()
        assert digest(path) == before, f"{path.name} was changed"


if __name__ == "__main__":
    main()
