"""A database that is newer, damaged, read-only, locked, on a full disk, or none: said which, and nothing is changed."""

import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import unittest
from pathlib import Path

from clicase import FAILED, PROGRAM, SOURCES, CliCase, digest

READING = (("list",), ("clocks",), ("export", "audit"))
ONE_FILE = SOURCES / "tests/data/veris/01-old-misdelivery.json"
# Root obeys the bits of a file, too, when it gave up the right to pass them.
OBEY = ("setpriv", "--bounding-set", "-dac_override,-dac_read_search", "--inh-caps", "-dac_override,-dac_read_search")


def have_setpriv():
    if os.getuid() != 0:
        return ()
    works = shutil.which("setpriv") and subprocess.run([*OBEY, "true"], check=False).returncode == 0
    return OBEY if works else None


class Faults(CliCase):
    def setUp(self):
        super().setUp()
        self.create()
        self.cli("import", "veris", ONE_FILE)
        self.settle()

    def change(self, *statements):
        connection = sqlite3.connect(self.database)
        for statement in statements:
            connection.execute(statement)
        connection.commit()
        connection.close()

    def expect_refusal(self, kind, words, commands=None, prefix=()):
        """Every command says the same kind of trouble in words, and the file stays as it is, byte for byte."""
        writing = (("import", "veris", str(ONE_FILE)), ("backup", str(self.folder / "copy")))
        before = digest(self.database) if os.path.isfile(self.database) and os.access(self.database, os.R_OK) else None
        for arguments in commands or READING + writing:
            with self.subTest(arguments):
                done = self.cli(*arguments, expect=FAILED, prefix=prefix)
                self.assertRegex(done.stderr, words)
                self.assertIn(os.path.basename(self.database), done.stderr)
                if arguments[0] in ("list", "clocks", "import"):
                    told = json.loads(self.cli(*arguments, "--json", expect=FAILED, prefix=prefix).stdout)
                    self.assertEqual(told["error"]["kind"], kind)
                    self.assertEqual(told["error"]["path"], self.database)
        self.assertFalse((self.folder / "copy").exists())
        if before:
            self.assertEqual(digest(self.database), before)

    def test_missing(self):
        os.remove(self.database)
        self.expect_refusal("not_found", "There is no file", READING + (("verify",), ("import", "veris", str(ONE_FILE))))
        self.assertFalse(os.path.exists(self.database), "nothing was made in its place")

    def test_newer(self):
        self.change("PRAGMA user_version = 99")
        self.expect_refusal("newer", "newer version of Tocsin")

    def test_a_text_file(self):
        Path(self.database).write_text("These are my notes. " * 100)
        self.expect_refusal("foreign", "not a Tocsin database")

    def test_an_empty_file(self):
        Path(self.database).write_bytes(b"")
        self.expect_refusal("foreign", "not a Tocsin database")

    def test_a_folder(self):
        os.remove(self.database)
        os.mkdir(self.database)
        self.expect_refusal("foreign", "is not a file")

    def test_the_database_of_another_program(self):
        os.remove(self.database)
        self.change("CREATE TABLE recipe (id INTEGER PRIMARY KEY, text TEXT)")
        self.expect_refusal("foreign", "another program")

    def test_a_changed_schema(self):
        trigger = self.rows("SELECT name FROM sqlite_schema WHERE type = 'trigger' ORDER BY name LIMIT 1")[0][0]
        self.change(f"DROP TRIGGER {trigger}")
        self.expect_refusal("damaged", "structure of this database was changed")
        # The one command that looks at such a file, and names what is missing.
        report = self.cli_json("verify", expect=FAILED)
        self.assertIn("schema", {f["check"] for f in report["findings"]})
        self.assertIn(trigger, " ".join(f["text"] for f in report["findings"]))

    def test_an_added_table(self):
        self.change("CREATE TABLE smuggled (x)")
        self.expect_refusal("damaged", "structure of this database was changed")
        self.assertIn("smuggled", self.cli("verify", expect=FAILED).stdout)

    def test_a_file_cut_in_half(self):
        size = os.path.getsize(self.database)
        with open(self.database, "r+b") as file:
            file.truncate(size // 2)
        before = digest(self.database)
        done = self.cli("verify", expect=FAILED)
        self.assertRegex(done.stdout + done.stderr, "(?i)damaged|integrity|malformed")
        self.cli("import", "veris", ONE_FILE, expect=FAILED)
        self.cli("backup", self.folder / "copy", expect=FAILED)
        self.assertFalse((self.folder / "copy").exists())
        self.assertEqual(digest(self.database), before)

    def test_zeros_in_the_middle(self):
        with open(self.database, "r+b") as file:
            file.seek(os.path.getsize(self.database) // 2 // 4096 * 4096)
            file.write(bytes(3 * 4096))
        before = digest(self.database)
        done = self.cli("verify", expect=FAILED)
        self.assertRegex(done.stdout + done.stderr, "(?i)damaged|integrity|malformed|digest|row")
        self.cli("backup", self.folder / "copy", expect=FAILED)
        self.assertFalse((self.folder / "copy").exists())
        self.assertEqual(digest(self.database), before)

    def spoil_page(self, number):
        size = self.rows("PRAGMA page_size")[0][0]
        with open(self.database, "r+b") as file:
            file.seek((number - 1) * size)
            file.write(bytes(size))

    def children(self, number):
        """The pages below one of a table's b-tree, in order; none if it is a leaf (SQLite's file format, 1.6)."""
        size = self.rows("PRAGMA page_size")[0][0]
        with open(self.database, "rb") as file:
            file.seek((number - 1) * size)
            page = file.read(size)
        if page[0] != 5:
            return []
        cells = int.from_bytes(page[3:5], "big")
        at = [int.from_bytes(page[12 + 2 * n:14 + 2 * n], "big") for n in range(cells)]
        return [int.from_bytes(page[n:n + 4], "big") for n in at] + [int.from_bytes(page[8:12], "big")]

    def test_a_list_that_cannot_be_read_stays_json(self):
        one, many = json.loads(ONE_FILE.read_text()), self.folder / "many"
        many.mkdir()
        for n in range(600):
            one["incident_id"] = f"many-{n}"
            (many / f"{n:03}.json").write_text(json.dumps(one))
        self.cli("import", "veris", many)
        self.settle()
        root = page = self.rows("SELECT rootpage FROM sqlite_schema WHERE name = 'incident'")[0][0]
        while below := self.children(page):
            page = below[0]
        for spoilt, some in ((page, True), (root, False)):  # of the oldest incidents; of all
            self.spoil_page(spoilt)
            done = self.cli("list", "--all", "--json", expect=FAILED)
            told = json.loads(done.stdout)
            self.assertEqual(told["error"]["kind"], "damaged")
            self.assertEqual(told["error"]["path"], self.database)
            self.assertIn("damaged", done.stderr)
            self.assertEqual("incidents" in told, some)
            if some:
                self.assertEqual(len(told["incidents"]), 500)
        self.assertRegex(self.cli("list", expect=FAILED).stderr, "damaged")

    def test_not_readable(self):
        prefix = have_setpriv()
        if prefix is None:
            self.skipTest("root here passes every bit of a file, and setpriv does not change that")
        os.chmod(self.database, 0)
        self.expect_refusal("denied", "cannot be read", prefix=prefix)

    def test_folders_that_cannot_be_read(self):
        prefix = have_setpriv()
        if prefix is None:
            self.skipTest("root here passes every bit of a file, and setpriv does not change that")
        for named, mode in (("closed", 0), ("closed", 0o400), (".", 0)):
            with self.subTest(named=named, mode=oct(mode)):
                outer = self.folder / f"veris-{named}-{mode}"
                closed = outer / "closed"
                closed.mkdir(parents=True)
                shutil.copy(ONE_FILE, closed)
                closed.chmod(mode)
                try:
                    done = self.cli("import", "veris", outer / named, "--json", expect=FAILED, prefix=prefix)
                finally:
                    closed.chmod(0o700)
                report = json.loads(done.stdout)
                about = [(os.path.basename(f["path"]), f["outcome"], f["reason"]) for f in report["files"]]
                self.assertIn(("closed", "refused", "is a folder that cannot be read"), about)
                self.assertEqual(report["counts"]["refused"], 1)

    def test_read_only(self):
        prefix = have_setpriv()
        if prefix is None:
            self.skipTest("root here passes every bit of a file, and setpriv does not change that")
        before = digest(self.database)
        os.chmod(self.database, 0o400)
        self.expect_refusal("read_only", "can be read, but not written", (("import", "veris", str(ONE_FILE)),), prefix)
        for arguments in READING + (("verify",),):
            self.cli(*arguments, prefix=prefix)
        self.assertEqual(digest(self.database), before)

    def test_a_folder_that_cannot_be_written(self):
        prefix = have_setpriv()
        if prefix is None:
            self.skipTest("root here passes every bit of a file, and setpriv does not change that")
        safe = self.folder / "safe"
        safe.mkdir()
        self.cli("backup", safe / "incidents.tocsin")
        self.database = str(safe / "incidents.tocsin")
        before = digest(self.database)
        os.chmod(self.database, 0o400)
        os.chmod(safe, 0o500)
        try:
            self.expect_refusal("read_only", "can be read, but not written", (("import", "veris", str(ONE_FILE)),), prefix)
            for arguments in READING + (("verify",),):
                self.cli(*arguments, prefix=prefix)
        finally:
            os.chmod(safe, 0o700)
        self.assertEqual(digest(self.database), before)

    def hold(self, *statements):
        """Another program that holds locks: a process, because closing any handle on a file drops its locks."""
        script = ("import sqlite3, sys\nc = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
                  "for s in sys.argv[2:]: c.execute(s)\nprint('held', flush=True)\nsys.stdin.read()\n")
        # It ends when release() or the end of the test closes its input.
        other = subprocess.Popen([sys.executable, "-c", script, self.database, *statements], stdin=subprocess.PIPE,
                                 stdout=subprocess.PIPE, text=True)

        def release():
            if not other.stdin.closed:
                other.stdin.close()
            other.wait()
            other.stdout.close()

        self.addCleanup(release)
        self.assertEqual(other.stdout.readline(), "held\n")
        return release

    def test_locked_as_a_whole(self):
        self.hold("PRAGMA locking_mode = EXCLUSIVE", "BEGIN EXCLUSIVE")
        self.expect_refusal("locked", "Another program is using the database", (("list",),))

    def test_locked_for_writing(self):
        release = self.hold("BEGIN IMMEDIATE")
        for arguments in READING + (("verify",),):
            self.cli(*arguments)
        one = self.folder / "new.json"
        one.write_text(ONE_FILE.read_text().replace("INV-0001", "INV-9999"))
        done = self.cli("import", "veris", one, expect=FAILED)
        self.assertIn("Another program is using the database", done.stdout + done.stderr)
        release()
        self.cli("import", "veris", one)
        self.assertTrue(self.cli_json("verify")["clean"])


class FullDisk(CliCase):
    """A real full disk: a small tmpfs in a namespace of its own; else a limit on the size of files."""

    SCRIPT = r"""
set -e
mount -t tmpfs -o size=6m,mode=700 tmpfs "$1"
database=$1/incidents.tocsin
"$2" create "$database"
"$2" -d "$database" import veris "$3/01-old-misdelivery.json" >/dev/null
dd if=/dev/zero of="$1/filler" bs=4096 2>/dev/null || true
truncate -s "-$4" "$1/filler"
set +e
"$2" -d "$database" import veris "$3" --json > "$1/../report.json" 2> "$1/../message"
echo "exit $?"
echo "record $("$2" -d "$database" export audit | sha256sum)"
"$2" -d "$database" import veris "$3/full-more.json" >/dev/null 2> "$1/../more-message"; echo "more $?"
"$2" -d "$database" backup "$1/early" 2> "$1/../early-message"; echo "early $?"
"$2" -d "$database" list --all --json > "$1/../list.json"; echo "list $?"
echo "record $("$2" -d "$database" export audit | sha256sum)"
rm "$1/filler"
"$2" -d "$database" verify --json > "$1/../verify.json"
echo "verify $?"
"$2" -d "$database" import veris "$3/02-new-stolen-password.json" >/dev/null; echo "again $?"
"$2" -d "$database" backup "$1/copy" 2> "$1/../backup-message"; echo "backup $?"
echo "left" $(ls "$1")
"""

    def small_disk(self, left):
        disk = self.folder / "disk"
        disk.mkdir(exist_ok=True)
        if subprocess.run(["unshare", "-rm", "true"], capture_output=True, check=False).returncode != 0:
            self.skipTest("no namespaces here")
        files = self.folder / "many"
        if not files.exists():
            files.mkdir()
            for path in (SOURCES / "tests/data/veris").glob("*.json"):
                shutil.copy(path, files)
            one = json.loads(ONE_FILE.read_text())
            for n in range(200):
                one["incident_id"], one["padding"] = f"full-{n}", "x" * 100_000
                (files / f"full-{n}.json").write_text(json.dumps(one))
            one["incident_id"], one["padding"] = "full-more", "x" * 3_000_000  # more than can be left, come what may
            (files / "full-more.json").write_text(json.dumps(one))
        return subprocess.run(["unshare", "-rm", "bash", "-c", self.SCRIPT, "bash", str(disk), PROGRAM, str(files),
                               str(left)], env=self.environment, capture_output=True, text=True, timeout=300, check=False)

    def test_a_full_disk(self):
        for left in ("1M", "200K"):
            with self.subTest(left=left):
                done = self.small_disk(left)
                message = (self.folder / "message").read_text()
                self.assertIn("exit 1", done.stdout, done.stderr + message)
                self.assertRegex(message, "disk is full")
                report = json.loads((self.folder / "report.json").read_text())
                self.assertIn("full", report["stopped"])
                self.assertGreater(report["not_reached"], 0)
                told = dict(line.split(" ", 1) for line in done.stdout.splitlines() if not line.startswith("record "))
                left_there = told.pop("left").split()
                self.assertEqual(told, {"exit": "1", "more": "1", "early": "1", "list": "0", "verify": "0", "again": "0",
                                        "backup": "0"}, done.stderr)
                self.assertRegex((self.folder / "more-message").read_text(), "disk is full")
                self.assertRegex((self.folder / "early-message").read_text(), "no room|disk is full")
                before, after = [line for line in done.stdout.splitlines() if line.startswith("record ")]
                self.assertEqual(before, after, "what was refused left no trace")
                self.assertNotIn(hashlib.sha256(b"").hexdigest(), before)
                imported = [i for i in report["files"] if i["outcome"] == "imported"]
                self.assertEqual(len(json.loads((self.folder / "list.json").read_text())["incidents"]), 1 + len(imported))
                self.assertIn("the copy was verified", (self.folder / "backup-message").read_text())
                self.assertEqual({f for f in left_there if not f.endswith(("-wal", "-shm"))}, {"incidents.tocsin", "copy"})
                self.assertTrue(json.loads((self.folder / "verify.json").read_text())["clean"])

    def test_no_room_for_a_file(self):
        """Whatever the reason, half a file does not stay."""
        self.run_cli("demo", self.database)
        before = digest(self.database)
        limit = ("prlimit", "--fsize=300000")
        for arguments, target in ((("backup", "copy"), "copy"), (("export", "audit", "--output", "record.csv"), "record.csv")):
            done = self.cli(*arguments, expect=FAILED, prefix=limit, restore_signals=False)
            self.assertRegex(done.stderr, "no room|could not be written")
            self.assertFalse((self.folder / target).exists())
        self.assertEqual(digest(self.database), before)
        self.run_cli("create", "small", expect=FAILED, prefix=("prlimit", "--fsize=20000"), restore_signals=False)
        self.assertEqual([p.name for p in self.folder.glob("small*")], [])


if __name__ == "__main__":
    unittest.main()
