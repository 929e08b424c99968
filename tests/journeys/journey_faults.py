"""A database that cannot be opened or written: the window says which fault it is, and nothing in the file changes."""
import hashlib
import os
import pathlib
import shutil
import sqlite3
import subprocess
import sys

from incident import Incident
from program import BINARY, ONESELF_AGAIN, OWN_MOUNTS, Program

HOME = pathlib.Path(os.environ["HOME"])
# Root obeys the bits of a file, too, when it gave up the right to pass them.
OBEY = ("setpriv", "--bounding-set", "-dac_override,-dac_read_search", "--inh-caps", "-dac_override,-dac_read_search")
READING_ONLY = "Open for reading only"
HELD = "Another program is using the database. Nothing was changed; try again."
FULL = "The disk is full. Nothing was changed; free some space and try again."
# Longer than a write waits for a lock.
PATIENCE_S = 40


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


class Holder:
    """Another program that holds a lock: a process, because closing any handle on a file drops the locks of its process."""

    SCRIPT = (
        "import sqlite3, sys\nother = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
        "for statement in sys.argv[2:]:\n    other.execute(statement)\nprint('held', flush=True)\nsys.stdin.read()\n"
    )

    def __init__(self, path, *statements):
        self.process = subprocess.Popen(
            [sys.executable, "-c", self.SCRIPT, str(path), *statements],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )
        assert self.process.stdout.readline() == "held\n"

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.release()

    def release(self):
        """It ends when its input does."""
        self.process.communicate()


def skip(what, reason):
    print(f"journey_faults: {what} was not tried: {reason}")


def check_unopened():
    for fault, title in FAULTS:
        path = fault()
        before = digest(path)
        with Program("--database", path) as program:
            program.find(title, "label")
            program.find("What can be done", "label")
            program.reads(path.name)
            program.find("Try again", "push button")
            # No look by this program makes sense of what is not there, not its own, newer or damaged.
            assert not program.sees(READING_ONLY, "push button"), path.name
            program.press("Choose another database")
            program.find("Welcome to Tocsin")
            program.quit()
        assert digest(path) == before, f"{path.name} was changed"


def check_locked():
    """Even reading is in the way: the page, and the board once the other program is done."""
    path = good("locked.tocsin")
    before = digest(path)
    with Holder(path, "PRAGMA locking_mode = EXCLUSIVE", "BEGIN EXCLUSIVE") as other, Program("--database", path) as program:
        program.find("Another program holds the database", "label", timeout=PATIENCE_S)
        program.reads("Nothing in the file was changed.")
        program.press(READING_ONLY, "push button")
        program.find("Tried 2 times.", "label", timeout=PATIENCE_S)
        assert digest(path) == before, "a locked file was changed"
        other.release()
        program.press("Try again", timeout=PATIENCE_S)
        program.find("No incident yet", "panel", timeout=PATIENCE_S)
        program.quit()
    assert digest(path) == before, "a locked file was changed"


def check_locked_for_writing():
    """Others read on; what is recorded is refused, kept as typed, and goes through afterwards."""
    path = good("busy.tocsin")
    before = digest(path)
    with Holder(path, "BEGIN EXCLUSIVE") as other, Program("--database", path) as program:
        case = Incident(program)
        case.fill_in()
        program.press("Record incident")
        program.reads(HELD, PATIENCE_S)
        program.reads("What you typed is kept.")
        assert digest(path) == before, "a file locked by another program was changed"
        other.release()
        program.press("Record incident")
        program.find(lambda said: said.startswith("Detect: current stage"), timeout=PATIENCE_S)
        program.quit()


def check_read_only():
    """It is opened for reading at once, and says that nothing can be recorded and why."""
    if os.geteuid() == 0 and (not shutil.which(OBEY[0]) or subprocess.run([*OBEY, "true"], check=False).returncode != 0):
        skip("a file that cannot be written", "root here passes every bit of a file, and setpriv does not change that")
        return
    path = good("readonly.tocsin")
    path.chmod(0o400)
    before = digest(path)
    prefix = OBEY if os.geteuid() == 0 else ("env",)
    with Program(*prefix[1:], BINARY, "--database", path, binary=prefix[0]) as program:
        program.reads("This database is open for reading only.")
        program.reads("the file or its folder may not be written")
        program.find("No incident yet", "panel")
        assert not program.sees("Record the first incident", "push button")
        program.quit()
    assert digest(path) == before, "a file for reading only was changed"


class SmallDisk:
    """A tmpfs in a namespace of the program's own with a copy of a database, and LEFT bytes of room for what it writes."""

    INSIDE = """
mount -t tmpfs -o size=6m,mode=700 tmpfs "$1" && cp "$2" "$1/full.tocsin" || exit 1
dd if=/dev/zero of="$1/filler" bs=4096 2>/dev/null
truncate -s "-$3" "$1/filler" && database=$1/full.tocsin && shift 3 && exec "$@" --database "$database"
"""

    def __init__(self, left):
        self.folder = HOME / f"disk-{left}"
        self.folder.mkdir()
        inside = ("sh", "-c", self.INSIDE, "sh", self.folder, good(f"full-{left}.tocsin"), left, *ONESELF_AGAIN, BINARY)
        self.program = Program(*OWN_MOUNTS[1:], *inside, binary=OWN_MOUNTS[0])

    def file(self, name):
        """From outside: by the eyes of the program."""
        return pathlib.Path(f"/proc/{self.program.process.pid}/root{self.folder}/{name}")

    @staticmethod
    def works():
        place = HOME / "try"
        place.mkdir()
        mount = ["mount", "-t", "tmpfs", "tmpfs", str(place)]
        return subprocess.run([*OWN_MOUNTS, *mount], check=False, capture_output=True).returncode == 0


def check_full_disk():
    if not SmallDisk.works():
        skip("a full disk", "no tmpfs may be mounted here")
        return
    # Room for what is beside an open database, and for nothing more.
    disk = SmallDisk(40960)
    with disk.program as program:
        case = Incident(program)
        case.fill_in()
        before = digest(disk.file("full.tocsin"))
        program.press("Record incident")
        program.reads(FULL, PATIENCE_S)
        program.reads("What you typed is kept.")
        assert digest(disk.file("full.tocsin")) == before, "a file on a full disk was changed"
        disk.file("filler").unlink()
        program.press("Record incident")
        program.find(lambda said: said.startswith("Detect: current stage"), timeout=PATIENCE_S)
        program.quit()
    # No room at all: not even to open it.
    disk = SmallDisk(0)
    with disk.program as program:
        program.find("There is no space left on the disk", timeout=PATIENCE_S)
        program.reads("Nothing in the file was changed.")
        assert digest(disk.file("full.tocsin")) == digest(HOME / "full-0.tocsin"), "a file on a full disk was changed"
        disk.file("filler").unlink()
        program.press("Try again")
        program.find("No incident yet", "panel", timeout=PATIENCE_S)
        program.quit()


def main():
    check_unopened()
    check_locked()
    check_locked_for_writing()
    check_read_only()
    check_full_disk()


if __name__ == "__main__":
    main()
