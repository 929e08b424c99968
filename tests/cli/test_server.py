"""The commands on a team's database: addresses, set-up, people, and the way from one file to a server."""

import json
import os
import pathlib
import pty
import signal
import subprocess
import sys
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "support"))
from clicase import FAILED, LOGIN, OK, PROGRAM, SOURCES, USAGE, CliCase, digest
from postgres_server import SUPERUSER, PostgresServer

PASSWORD = "only for tests"
SECRET = "never-to-be-seen"
CASE = SOURCES / "tests/data/veris/01-old-misdelivery.json"


class Server(CliCase):
    @classmethod
    def setUpClass(cls):
        cls.server = cls.enterClassContext(PostgresServer())
        # A log-in that sets up without being superuser, as the guide has it.
        cls.server.superuser("postgres", f"CREATE ROLE dbadmin LOGIN CREATEDB CREATEROLE PASSWORD '{PASSWORD}';")
        cls.made = 0

    def setUp(self):
        super().setUp()
        self.environment.update(PGHOSTADDR="127.0.0.1", PGPORT=str(self.server.port), PGPASSWORD=PASSWORD,
                                PGSSLROOTCERT=str(self.server.ca_file))
        type(self).made += 1
        self.name = f"team_{self.made}"
        for login in ("ada", "mira", "lena"):
            self.server.create_login(f"{login}{self.made}", PASSWORD)

    def address(self, login, more=""):
        return f"postgresql://{login}@localhost/{self.name}{more}"

    def person(self, login):
        return f"{login}{self.made}"

    def on(self, login, *arguments, **options):
        return self.run_cli("--database", self.address(login), *arguments, **options)

    def people(self, login):
        return {p["login"]: p for p in json.loads(self.on(login, "admin", "people", "--json").stdout)["people"]}

    def set_up(self):
        self.run_cli("admin", "create-database", self.address("dbadmin"), "--person", "Ada Ruiz", "--login", self.person("ada"))
        self.on(self.person("ada"), "admin", "add-person", "Mira Kahn", "--login", self.person("mira"),
                "--roles", "responder,incident-manager")

    def left(self):
        """What is in the server's database of this test; None if there is none."""
        if not self.server.superuser("postgres", f"SELECT 1 FROM pg_database WHERE datname = '{self.name}';").strip():
            return None
        return int(self.server.superuser(self.name, "SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace;"))

    # ---- Addresses ---------------------------------------------------------------------------------------------------
    def test_a_password_in_an_address_is_refused_and_not_repeated(self):
        for address in (f"postgresql://ada:{SECRET}@localhost/team", f"postgres://localhost/team?user=ada&password={SECRET}",
                        f"postgresql://ada:{SECRET}@localhost:port/team", f"postgresql://ada:{SECRET}@[::1/team"):
            for arguments in (("--database", address, "list"), ("--database", address), (address,), (f"--database={address}", "list"),
                              ("admin", "create-database", address, "--person", "A", "--login", "a"),
                              ("--database", self.database, "migrate-to", address)):
                done = self.run_cli(*arguments, expect=USAGE)
                self.assertNotIn(SECRET, done.stdout + done.stderr)
                self.assertRegex(done.stderr, "pgpass|not understood")

    def test_files_only(self):
        self.set_up()
        done = self.run_cli("create", self.address("ada"), expect=USAGE)
        self.assertIn("admin create-database", done.stderr)
        for arguments in (("backup", self.folder / "b"), ("restore", self.folder / "b")):
            done = self.on(self.person("mira"), *arguments, expect=FAILED)
            self.assertIn("pg_dump", done.stderr)

    def test_wrong_and_missing_passwords(self):
        self.set_up()
        self.environment["PGPASSWORD"] = SECRET
        done = self.on(self.person("mira"), "list", expect=FAILED)
        self.assertNotIn(SECRET, done.stdout + done.stderr)
        del self.environment["PGPASSWORD"]
        done = self.on(self.person("mira"), "list", expect=FAILED, prefix=("setsid", "--wait"), stdin=subprocess.DEVNULL)
        self.assertIn("password", done.stderr)
        passwords = self.folder / "home/.pgpass"
        passwords.write_text(f"*:*:*:*:{PASSWORD}\n")
        passwords.chmod(0o600)
        self.on(self.person("mira"), "list")

    def test_clean_is_for_the_owner(self):
        """P12.2: the tables that held what was redacted are written anew, by who owns the database."""
        self.set_up()
        owed = "SELECT count(*) FROM remnant;"
        stands = "SELECT pg_relation_filenode('audit_content');"
        self.server.superuser(self.name, "SET session_replication_role = replica; "
                                         "INSERT INTO remnant (id, incident_id, since_ms) VALUES (1, 1, 1);")
        before = self.server.superuser(self.name, stands)
        self.assertIn("until whoever owns the database", self.on(self.person("mira"), "clean", expect=FAILED).stdout)
        done = self.on(self.person("ada"), "clean", expect=FAILED)  # keeps the people, and reads no incident
        self.assertIn("Only who owns this database", done.stdout, done.stderr)
        self.assertEqual((self.server.superuser(self.name, owed).strip(), self.server.superuser(self.name, stands)), ("1", before))
        self.assertIn("Nothing that was redacted is left", self.on("dbadmin", "clean").stdout)
        self.assertEqual(self.server.superuser(self.name, owed).strip(), "0")
        self.assertNotEqual(self.server.superuser(self.name, stands), before)

    def test_asked_at_a_terminal(self):
        self.set_up()
        del self.environment["PGPASSWORD"]
        child, terminal = pty.fork()
        if child == 0:
            os.execve(PROGRAM, [PROGRAM, "--database", self.address(self.person("mira")), "list", "--json"], self.environment)
        shown = b""
        for answer in (SECRET, PASSWORD):
            while not shown.endswith(b": "):
                shown += os.read(terminal, 1024)
            os.write(terminal, answer.encode() + b"\n")
            shown += b"|"
        try:
            while more := os.read(terminal, 65536):
                shown += more
        except OSError:
            pass
        self.assertEqual(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), OK, shown)
        self.assertIn(b'"incidents"', shown)
        self.assertNotIn(SECRET.encode(), shown)
        self.assertNotIn(PASSWORD.encode(), shown)

    # ---- Set-up and people -------------------------------------------------------------------------------------------
    def test_set_up_and_work(self):
        self.set_up()
        mira, lena = self.person("mira"), self.person("lena")
        self.on(mira, "import", "veris", CASE)
        self.assertEqual(len(json.loads(self.on(mira, "list", "--all", "--json").stdout)["incidents"]), 1)
        self.on(mira, "clocks", "--json")
        self.assertTrue(json.loads(self.on(mira, "verify", "--json").stdout)["clean"])
        self.assertIn("Mira Kahn", self.on(mira, "export", "audit").stdout)
        # Who is nobody's person does not even connect; the owner looks after it all the same.
        done = self.on(lena, "list", expect=FAILED)
        self.assertRegex(done.stderr, "let you in|not among the people|reached")
        self.assertTrue(json.loads(self.on("dbadmin", "verify", "--json").stdout)["clean"])
        done = self.on("dbadmin", "import", "veris", CASE, expect=FAILED)
        self.assertIn("not among the people", done.stderr)
        # An administrator reads no incident.
        self.assertEqual(json.loads(self.on(self.person("ada"), "list", "--json").stdout)["incidents"], [])

    def test_people_on_a_server(self):
        self.set_up()
        ada, lena = self.person("ada"), self.person("lena")
        done = self.on(ada, "admin", "add-person", "Lena Orth", "--login", lena, "--roles", "legal,auditor", "--email", "l@team.example")
        self.assertIn("Lena Orth", done.stderr)
        self.assertEqual(self.people(lena)[lena]["roles"], ["legal", "auditor"])
        self.on(lena, "admin", "set-roles", lena, "--roles", "all", expect=FAILED)
        self.on(ada, "admin", "set-roles", ada, "--roles", "all", expect=FAILED)
        self.on(ada, "admin", "set-roles", lena, "--roles", "responder")
        self.assertEqual(self.people(lena)[lena]["roles"], ["responder"])
        self.on(ada, "admin", "deactivate", lena)
        self.on(lena, "list", expect=FAILED)
        self.assertFalse(self.people(ada)[lena]["active"])
        self.on(ada, "admin", "set-roles", "nobody", "--roles", "legal", expect=FAILED)
        done = self.on(ada, "admin", "set-roles", lena, "--roles", "king", expect=FAILED)
        self.assertIn("incident_manager", done.stderr)
        self.on(ada, "admin", "set-roles", lena, expect=USAGE)
        self.on(ada, "admin", "crown", expect=USAGE)

    def test_log_ins_are_made(self):
        self.set_up()
        new = f"new{self.made}"
        # Not by an administrator, who may not make log-ins; and then nobody is added either.
        done = self.on(self.person("ada"), "admin", "add-person", "New One", "--login", new, "--roles", "auditor", "--create-login",
                       "--password-stdin", input=PASSWORD + "\n", expect=FAILED)
        self.assertIn("may not make log-ins", done.stderr)
        self.assertNotIn(new, self.people("dbadmin"))
        done = self.on("dbadmin", "admin", "add-person", "New One", "--login", new, "--roles", "auditor", "--create-login",
                       "--password-stdin", input="short\n", expect=FAILED)
        self.assertIn("eight", done.stderr)
        self.on("dbadmin", "admin", "add-person", "New One", "--login", new, "--roles", "auditor", "--create-login",
                "--password-stdin", input=PASSWORD + "\n")
        self.assertTrue(json.loads(self.on(new, "verify", "--json").stdout)["clean"])
        self.assertIn("SCRAM-SHA-256$", self.server.superuser("postgres", f"SELECT rolpassword FROM pg_authid WHERE rolname = '{new}';"))
        self.assertNotIn(PASSWORD, self.server.log().replace(f"PASSWORD '{PASSWORD}'", ""))
        done = self.on("dbadmin", "admin", "set-roles", new, "--roles", "legal", "--create-login", "--password-stdin",
                       input=PASSWORD + "\n", expect=FAILED)
        self.assertIn("already", done.stderr)
        # Made later, by hand: the roles again give it its rights.
        late = f"late{self.made}"
        done = self.on("dbadmin", "admin", "add-person", "Late One", "--login", late, "--roles", "responder")
        self.assertIn("no log-in", done.stderr)
        self.assertTrue(self.people("dbadmin")[late]["logInMissing"])
        self.on("dbadmin", "admin", "set-roles", late, "--roles", "responder", "--create-login", "--password-stdin", input=PASSWORD + "\n")
        self.on(late, "list")

    def test_a_database_in_use_is_refused(self):
        self.set_up()
        again = ("admin", "create-database", self.address("dbadmin"), "--person", "B", "--login", self.person("mira"))
        self.assertIn("not empty", self.run_cli(*again, expect=FAILED).stderr)
        # All of it or nothing: a log-in that is above the rules cannot be the first person.
        self.name = f"other_{self.made}"
        done = self.run_cli("admin", "create-database", self.address("dbadmin"), "--person", "B", "--login", SUPERUSER, expect=FAILED)
        self.assertIn("above the rules", done.stderr)
        self.assertEqual(self.left(), 0)

    def test_people_in_a_file(self):
        self.create()
        self.cli("admin", "add-person", "Lena Orth", "--roles", "legal")
        self.cli("admin", "add-person", "Tom Reuter", "--login", "tom", "--roles", "responder")
        self.cli("admin", "set-roles", "Lena Orth", "--roles", "legal,executive")
        self.cli("admin", "deactivate", "tom")
        people = {p["name"]: p for p in json.loads(self.cli("admin", "people", "--json").stdout)["people"]}
        self.assertEqual(people["Lena Orth"]["roles"], ["legal", "executive"])
        self.assertFalse(people["Tom Reuter"]["active"])
        self.cli("admin", "deactivate", LOGIN, expect=FAILED)
        done = self.cli("admin", "add-person", "X", "--login", "x", "--roles", "legal", "--create-login", "--password-stdin",
                        input=PASSWORD + "\n", expect=FAILED)
        self.assertIn("A file has no log-ins", done.stderr)
        self.assertTrue(self.cli_json("verify")["clean"])

    # ---- From one to many --------------------------------------------------------------------------------------------
    def move(self, *more, **options):
        return self.cli("migrate-to", self.address("dbadmin"), "--log-in", f"{LOGIN}={self.person('ada')}", *more, **options)

    def test_from_a_file_to_a_server(self):
        self.create()
        self.cli("admin", "add-person", "Lena Orth", "--login", "lena-here", "--roles", "legal")
        self.cli("import", "veris", SOURCES / "tests/data/veris", expect=None)
        self.cli("verify")
        entries, last = self.rows("SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1")[0]
        incidents = self.rows("SELECT count(*) FROM incident")[0][0]
        self.assertGreater(incidents, 3)
        done = self.move()
        self.assertIn(f"Entries of the record: {entries}", done.stdout)
        self.assertEqual(done.stdout.count(last), 2, done.stdout)
        self.assertRegex(done.stdout, rf"(?m)^incident +{incidents}$")
        self.assertIn("Lena Orth (lena-here)", done.stdout)
        ada = self.person("ada")
        listed = json.loads(self.on(ada, "list", "--all", "--json").stdout)["incidents"]
        self.assertEqual(len(listed), incidents)
        there = json.loads(self.on(ada, "verify", "--json").stdout)
        self.assertTrue(there["clean"], there)
        self.assertGreaterEqual(len(there["heldAnchors"]), 1)
        self.on(ada, "import", "veris", SOURCES / "tests/data/veris", expect=None)
        # The file is for reading, and says where to.
        done = self.cli("import", "veris", CASE, expect=FAILED)
        self.assertIn(f"localhost/{self.name}", done.stderr)
        done = self.cli("verify")
        self.assertIn(f"localhost/{self.name}", done.stderr)
        self.assertIn("whole", done.stdout)
        self.cli("list")
        self.assertTrue(json.loads(self.on(ada, "verify", "--json").stdout)["clean"], "the file's last entry is no anchor of the server's")
        first, self.name = self.name, f"second_{self.made}"
        done = self.move(expect=FAILED)
        self.assertIn(first, done.stderr)
        self.assertIn(self.left(), (None, 0))

    def test_stopped_by_ctrl_c(self):
        self.create()
        case, many = json.loads(CASE.read_text(encoding="utf-8")), self.folder / "many"
        many.mkdir()
        for i in range(300):  # a move that takes a while: Ctrl-C comes in time even where everything is slow to look
            (many / f"{i}.json").write_text(json.dumps(case | {"incident_id": f"many-{i}"}), encoding="utf-8")
        self.cli("import", "veris", many)
        self.settle()
        before = digest(self.database)
        moving = subprocess.Popen([PROGRAM, "--database", self.database, "migrate-to", self.address("dbadmin"),
                                   "--log-in", f"{LOGIN}={self.person('ada')}"],
                                  env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        # As soon as it is at work in the server's database; where there is nothing to wait for, time decides.
        end = time.monotonic() + 30
        while moving.poll() is None and time.monotonic() < end and not self.server.superuser(
                "postgres", f"SELECT 1 FROM pg_stat_activity WHERE datname = '{self.name}' AND xact_start IS NOT NULL;").strip():
            pass
        moving.send_signal(signal.SIGINT)
        out, err = moving.communicate(timeout=60)
        self.assertEqual(moving.returncode, FAILED, out + err)
        self.assertIn("Stopped", err)
        self.assertEqual(self.left(), 0)
        self.assertEqual(digest(self.database), before)
        self.move()
        self.assertTrue(json.loads(self.on(self.person("ada"), "verify", "--json").stdout)["clean"])

    def test_what_cannot_be_moved(self):
        self.create()
        self.cli("migrate-to", self.folder / "other.tocsin", expect=USAGE)
        self.cli("migrate-to", self.address("dbadmin"), "--log-in", "nonsense", expect=USAGE)
        self.cli("migrate-to", self.address("dbadmin"), "--log-in", "nobody=ada", expect=FAILED)
        self.assertEqual(self.left(), 0)
        self.run_cli("--database", self.address("dbadmin"), "migrate-to", self.address("dbadmin"), expect=USAGE)


if __name__ == "__main__":
    unittest.main()
