"""What the tests of the command line share: the program, a folder of their own, and files that must not change."""

import getpass
import hashlib
import json
import os
import pwd
import sqlite3
import subprocess
import tempfile
import unittest
from pathlib import Path

PROGRAM = os.environ["TOCSIN_BIN"]
SOURCES = Path(os.environ["TOCSIN_SOURCE_DIR"])
LOGIN = pwd.getpwuid(os.getuid()).pw_name if os.getuid() in [p.pw_uid for p in pwd.getpwall()] else "user"
LONG = os.environ.get("TOCSIN_LONG") == "1"

OK, FAILED, USAGE = 0, 1, 2


def digest(path):
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()


class CliCase(unittest.TestCase):
    """One folder and one home for each test; nothing of the person who runs it is touched."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="tocsin-cli-")
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        home = self.folder / "home"
        home.mkdir()
        self.environment = {**os.environ, "HOME": str(home), "XDG_DATA_HOME": str(home / "data"),
                            "XDG_CONFIG_HOME": str(home / "config"), "TZ": "America/Caracas", "LC_ALL": "C.UTF-8"}
        # No display: a command that wants one fails here.
        for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
            self.environment.pop(name, None)
        self.database = str(self.folder / "incidents.tocsin")

    def run_cli(self, *arguments, expect=OK, prefix=(), **options):
        done = subprocess.run([*prefix, PROGRAM, *map(str, arguments)], env=self.environment, capture_output=True,
                              timeout=300, check=False, text=True, cwd=self.folder, **options)
        if expect is not None:
            self.assertEqual(done.returncode, expect, f"{arguments}\n--- out\n{done.stdout[-3000:]}\n--- err\n{done.stderr[-3000:]}")
        return done

    def cli(self, *arguments, **options):
        """On the database of this test."""
        return self.run_cli("--database", self.database, *arguments, **options)

    def cli_json(self, *arguments, **options):
        return json.loads(self.cli(*arguments, "--json", **options).stdout)

    def create(self):
        self.run_cli("create", self.database, "--person", "Test Person")

    def rows(self, sql, *values, path=None):
        """What is in the file, read past the program."""
        connection = sqlite3.connect(f"file:{path or self.database}?mode=ro", uri=True)
        try:
            return connection.execute(sql, values).fetchall()
        finally:
            connection.close()

    def settle(self, path=None):
        """Everything into the main file, so that its bytes are all there is."""
        connection = sqlite3.connect(path or self.database)
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.close()
