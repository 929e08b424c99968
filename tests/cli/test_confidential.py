"""P11.3, P13.1: what a post-mortem says comes to nobody but its readers by the command line, on a shared database."""

import json
import pathlib
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "support"))
from clicase import FAILED, LOGIN, LONG, OK, CliCase
from postgres_server import PostgresServer

PASSWORD = "only for tests"
# Words of a post-mortem and of a summary that legal has not approved, both in the demo.
SECRETS = ("A sampling verifier is worth its cost.", "One volume in five is checked before it is assigned")
READERS = {"legal", "executive", "postmortem-author", "auditor"}
# In the short form two who may not and two who may: the server's rules for every role are the business of tst_rolesxacts.
ROLES = ("responder", "incident-manager", "administrator", *sorted(READERS)) if LONG else (
    "responder", "administrator", "auditor", "legal")


class Confidential(CliCase):
    @classmethod
    def setUpClass(cls):
        """The demo with one more person in each role, moved to a server."""
        cls.server = cls.enterClassContext(PostgresServer())
        cls.server.superuser("postgres", f"CREATE ROLE dbadmin LOGIN CREATEDB CREATEROLE PASSWORD '{PASSWORD}';")
        maker = cls("run_cli")
        CliCase.setUp(maker)
        cls.addClassCleanup(maker.doCleanups)
        maker.run_cli("demo", maker.database)
        maker.environment.update(PGHOSTADDR="127.0.0.1", PGPORT=str(cls.server.port), PGPASSWORD=PASSWORD,
                                 PGSSLROOTCERT=str(cls.server.ca_file))
        for role in ROLES:
            cls.server.create_login(cls.login(role), PASSWORD)
            maker.cli("admin", "add-person", f"Person {role}", "--login", cls.login(role), "--roles", role)
        cls.server.create_login("owner", PASSWORD)
        maker.cli("migrate-to", cls.address("dbadmin"), "--log-in", f"{LOGIN}=owner")
        cls.environment_of_all = maker.environment

    @staticmethod
    def login(role):
        return role.replace("-", "_") + "_log"

    @staticmethod
    def address(login):
        return f"postgresql://{login}@localhost/team"

    def setUp(self):
        super().setUp()
        self.environment = {**self.environment_of_all, "HOME": str(self.folder / "home")}

    def told(self, role):
        """Everything that any command says to this person."""
        said = ""
        commands = [("list", "--all", "--json"), ("list", "--all"), ("clocks", "--json"), ("verify", "--json"),
                    ("figures", "--json"), ("alerts", "--json"), ("outbox", "--json"), ("admin", "people", "--json"),
                    *[("export", what) for what in ("audit", "register", "contacts")]]
        for arguments in commands:
            done = self.run_cli("--database", self.address(self.login(role)), *arguments, expect=None)
            self.assertIn(done.returncode, (OK, FAILED), (arguments, done.stderr[-500:]))
            said += done.stdout + done.stderr
        return said

    def test_each_role(self):
        for role in ROLES:
            with self.subTest(role):
                said = self.told(role)
                for words in SECRETS:
                    self.assertEqual(words in said, role in READERS, words)

    def test_each_role_bundles(self):
        """A bundle holds the post-mortem: nobody gets one that legal has not released."""
        references = [i["reference"] for i in json.loads(
            self.run_cli("--database", self.address(self.login("legal")), "list", "--all", "--json").stdout)["incidents"]
            if "wiped" in i["title"]]
        self.assertEqual(len(references), 1, references)
        made = []
        for role in ROLES:
            with self.subTest(role):
                path = self.folder / f"{role}.zip"
                done = self.run_cli("--database", self.address(self.login(role)), "export-bundle", path, "--incident", references[0],
                                    "--recipient", "Simon Feldkamp", "--purpose", "A look", "--release", "--key",
                                    self.folder / f"{role}.pem", "--make-key", expect=None)
                self.assertEqual(done.returncode == OK, path.exists(), done.stderr[-500:])
                if path.exists():
                    made.append(role)
        self.assertEqual(made, ["legal"], "legal alone releases one")


if __name__ == "__main__":
    unittest.main()
