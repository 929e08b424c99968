#!/usr/bin/env python3
"""The server that journeys use does what its functions say, and leaves nothing behind."""
import os
import pathlib
import signal
import subprocess
import sys
import time
import unittest
from unittest import mock

from postgres_server import SUPERUSER, SUPERUSER_PASSWORD, PostgresServer, ServerError

PASSWORD = "it's a \\ \"pass word\";"
DIES = """
import os, signal
from postgres_server import PostgresServer
server = PostgresServer().__enter__()
print(server.place, server.superuser("postgres", "SELECT pg_read_file('postmaster.pid')").split()[0], flush=True)
server.pause()
os.kill(os.getpid(), signal.SIGKILL)
"""


class TestPostgresServer(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = cls.enterClassContext(PostgresServer())
        cls.server.create_login("ada", PASSWORD)
        cls.server.create_database("trial")

    def ada(self, sql, database="trial", password=PASSWORD):
        return self.server.psql(database, "ada", password, sql)

    def test_people_come_by_tls(self):
        run = self.ada("SELECT session_user, 'ü', ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid();")
        self.assertEqual((run.returncode, run.stdout, run.stderr), (0, "ada|ü|t\n", ""))
        root = self.server.psql("trial", SUPERUSER, SUPERUSER_PASSWORD, "SHOW is_superuser;")
        self.assertEqual(root.stdout, "on\n")

    def test_whoever_is_not_right_is_refused(self):
        refused = self.ada("SELECT 1;", password="guess")
        self.assertEqual(refused.returncode, 2)
        self.assertIn("password authentication failed", refused.stderr)
        denied = self.ada("SELECT 1;\nTABLE pg_authid;\nSELECT 2;")
        self.assertEqual((denied.returncode, denied.stdout), (3, "1\n"))
        self.assertIn("42501", denied.stderr)
        for wrong, said in ((f"sslrootcert='{self.server.other_ca_file}'", "certificate verify failed"),
                            ("sslmode=disable", "pg_hba.conf rejects connection"),
                            ("host=elsewhere.example", "does not match host name")):
            with self.subTest(wrong), mock.patch.object(
                    self.server, "conninfo", return_value=self.server.conninfo("trial", "ada") + " " + wrong):
                run = self.ada("SELECT 1;")
                self.assertEqual(run.returncode, 2)
                self.assertIn(said, run.stderr)

    def test_databases_and_logins_are_made_anew(self):
        self.server.superuser("trial", "CREATE TABLE notes (id bigint);")
        self.server.create_database("trial")
        with self.assertRaisesRegex(ServerError, "42P01"):
            self.server.superuser("trial", "TABLE notes;")
        self.server.create_database('with "quotes" and ü')
        self.assertEqual(self.ada("SELECT 1;", 'with "quotes" and ü').stdout, "1\n")
        self.server.create_login("bob", "first")
        self.server.create_login("bob", "second")
        self.assertEqual(self.server.psql("trial", "bob", "first", "SELECT 1;").returncode, 2)
        self.assertEqual(self.server.psql("trial", "bob", "second", "SELECT 1;").returncode, 0)

    def test_it_stops_dies_and_starts(self):
        port = self.server.port
        self.server.superuser("trial", "CREATE TABLE kept AS SELECT 7 AS n;")
        for end in (self.server.stop, self.server.kill):
            end()
            self.assertEqual(self.ada("SELECT 1;").returncode, 2)
            with self.assertRaisesRegex(ServerError, "does not run"):
                end()
            self.server.start()
            self.assertEqual(self.server.port, port)
            self.assertEqual(self.server.superuser("trial", "TABLE kept;"), "7\n")
        self.assertIn("was not properly shut down", self.server.log())

    def test_it_pauses(self):
        self.server.pause()
        with mock.patch.object(self.server, "conninfo",
                               return_value=self.server.conninfo("trial", "ada") + " connect_timeout=2"):
            self.assertIn("timeout expired", self.ada("SELECT 1;").stderr)
        self.server.resume()
        self.assertEqual(self.ada("SELECT 1;").stdout, "1\n")

    def test_nothing_is_left(self):
        with PostgresServer() as own:
            own.kill()
            self.assertTrue(own.place.exists())
        self.assertFalse(own.place.exists())

    def test_nothing_is_left_when_its_owner_is_killed(self):
        run = subprocess.run([sys.executable, "-c", DIES], cwd=pathlib.Path(__file__).parent, capture_output=True,
                             text=True, timeout=60, check=False)
        self.assertEqual(run.returncode, -signal.SIGKILL, run.stderr)
        place, process = run.stdout.split()
        self.assertTrue(place.startswith("/tmp/tocsin-postgres."))
        end = time.monotonic() + 30
        while os.path.exists(place) and time.monotonic() < end:
            time.sleep(0.02)
        self.assertFalse(os.path.exists(place))
        self.assertFalse(os.path.exists(f"/proc/{process}"))

    def test_without_postgres_a_test_fails_and_says_why(self):
        with mock.patch.dict(os.environ, TOCSIN_POSTGRES="/nowhere"):
            with self.assertRaisesRegex(ServerError, "PostgreSQL is missing"):
                PostgresServer().__enter__()


if __name__ == "__main__":
    unittest.main()
