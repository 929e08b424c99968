"""packaging/shared-database/README.md, followed word for word: a server is set up, a team works, it is backed up, lost and
restored. Names, places and the port are those of a throw-away cluster; what needs root is done by the one who runs the test."""

import json
import os
import pathlib
import shutil
import socket
import subprocess
import sys
import tempfile
import unittest

from guide import blocks, run_at_terminal

PROGRAM = os.environ["TOCSIN_BIN"]
FOLDER = pathlib.Path(os.environ["TOCSIN_SOURCE_DIR"]) / "packaging/shared-database"
PASSWORD = "only-for-the-guide"
# With --long and as root the server is a Debian of its own, as debootstrap makes it, and nothing stands in for anything.
LITERALLY = os.environ.get("TOCSIN_LONG") == "1" and os.getuid() == 0

# What only root can do is done by whoever runs the test: a package is there, an owner is oneself.
SHIMS = {
    "apt-get": 'echo "$@" >>"$SHIM_LOG"',
    "chown": "true",
    "runuser": 'shift 3; PGHOST=$SHIM_SOCKET PGUSER=postgres exec "$@"',
    "install": 'a=(); while [ $# -gt 0 ]; do case $1 in -o|-g) shift 2;; *) a+=("$1"); shift;; esac; done\n'
               'exec /usr/bin/install "${a[@]}"',
}


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    """An "empty Debian server": a folder in the place of / and a cluster 15/main as apt would have made it."""

    def __init__(self, place, port):
        self.place, self.port, self.prefix = place, port, ()
        for folder in ("etc/postgresql", "etc/cron.d", "root", "var", "usr/local/sbin", "bin", "socket"):
            (place / folder).mkdir(parents=True)
        shutil.copytree(FOLDER, place / "root/shared-database")
        for file in (place / "root/shared-database").glob("*.*"):
            file.write_text(self.here(file.read_text()))
        # Whoever runs the test is not the user postgres.
        hba = place / "root/shared-database/pg_hba.conf"
        hba.write_text(hba.read_text().replace(" peer", " trust"))
        for name, text in SHIMS.items():
            (place / "bin" / name).write_text(f"#!/usr/bin/env bash\n{text}\n")
            (place / "bin" / name).chmod(0o755)
        self.environment = {**{k: v for k, v in os.environ.items() if not k.startswith("PG")},
                            "PATH": f"{place}/bin:/usr/bin:/bin:/usr/sbin", "HOME": str(place / "root"),
                            "PG_CLUSTER_CONF_ROOT": str(place / "etc/postgresql"), "PGPORT": str(port),
                            "SHIM_LOG": str(place / "shims"), "SHIM_SOCKET": str(place / "socket"), "LC_ALL": "C.UTF-8"}
        self.must("pg_createcluster", "15", "main", "-d", place / "data", "-s", place / "socket", "-l", place / "log",
                  "-p", port, "--", "-U", "postgres", "-A", "trust", "--no-sync")

    def here(self, text):
        """The places and names of the guide as they are here."""
        for theirs, ours in (("/root/", f"{self.place}/root/"), ("/etc/", f"{self.place}/etc/"),
                             ("/var/backups", f"{self.place}/var/backups"), ("/usr/local/sbin", f"{self.place}/usr/local/sbin"),
                             ("192.0.2.0/24", "127.0.0.1/32"), ("db.example.org", "localhost")):
            text = text.replace(theirs, ours)
        return text

    def must(self, *command):
        done = subprocess.run([str(c) for c in (*self.prefix, *command)], env=self.environment, capture_output=True, text=True,
                              check=False)
        if done.returncode != 0:
            raise AssertionError(f"{command}\n{done.stdout}{done.stderr}")
        return done.stdout

    def run(self, text):
        """A block of the guide, as root at a terminal; (exit code, what stood on it)."""
        return run_at_terminal(self.here(text), self.environment, self.place, PASSWORD, self.prefix)

    def installed(self):
        """After the first step."""

    def stop(self):
        subprocess.run([*map(str, self.prefix), "pg_ctlcluster", "15", "main", "stop", "-m", "immediate"], env=self.environment,
                       check=False, capture_output=True)

    def postgres(self, *command):
        """A program of the server's superuser."""
        return self.must(command[0], "-h", self.place / "socket", "-U", "postgres", *command[1:])

    def superuser(self, sql):
        return self.postgres("psql", "-d", "postgres", "-XAtc", sql)

    def log(self):
        return (self.place / "log").read_text()


class DebianServer(Server):
    """A Debian 12 with nothing on it, in a folder."""

    def __init__(self, place, port):
        self.place, self.port, self.prefix = place, port, ("chroot", place)
        self.environment = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "HOME": "/root", "DEBIAN_FRONTEND": "noninteractive"}
        fresh = place.parent / "fresh"
        if not fresh.exists():
            subprocess.run(["debootstrap", "--variant=minbase", "bookworm", fresh], check=True, capture_output=True)
        subprocess.run(["cp", "-a", fresh, place], check=True)
        shutil.copytree(FOLDER, place / "root/shared-database")
        shutil.copy("/etc/resolv.conf", place / "etc/resolv.conf")
        subprocess.run(["mount", "-t", "proc", "proc", place / "proc"], check=True)
        (place / "var/backups").mkdir(exist_ok=True)

    def here(self, text):
        return text.replace("192.0.2.0/24", "127.0.0.1/32").replace("db.example.org", "localhost")

    def installed(self):
        # The network is that of the machine, where 5432 may be taken.
        conf = self.place / "etc/postgresql/15/main/postgresql.conf"
        self.must("sed", "-i", f"s/^port = .*/port = {self.port}/", "/etc/postgresql/15/main/postgresql.conf")
        assert f"port = {self.port}" in conf.read_text()
        self.must("pg_ctlcluster", "15", "main", "restart")

    def stop(self):
        super().stop()
        subprocess.run(["umount", "--lazy", self.place / "proc"], check=False)

    def postgres(self, *command):
        return self.must("runuser", "-u", "postgres", "--", *command)

    def log(self):
        return (self.place / "var/log/postgresql/postgresql-15-main.log").read_text()


class SharedDatabase(unittest.TestCase):
    def setUp(self):
        place = tempfile.TemporaryDirectory(prefix="tocsin-guide-", dir="/tmp")
        self.addCleanup(place.cleanup)
        self.place = pathlib.Path(place.name)
        self.home = self.place / "workstation"
        self.home.mkdir()
        bin_folder = self.home / "bin"
        bin_folder.mkdir()
        (bin_folder / "tocsin").symlink_to(PROGRAM)
        self.blocks = blocks((FOLDER / "README.md").read_text())
        self.server = None
        self.addCleanup(lambda: self.server and self.server.stop())

    def new_server(self, name):
        if self.server:
            self.server.stop()
        self.server = (DebianServer if LITERALLY else Server)(self.place / name, free_port())
        return self.server

    def desk(self, **more):
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("PG", "XDG"))}
        return {**kept, "HOME": str(self.home), "PATH": f"{self.home}/bin:/usr/bin:/bin", "PGPORT": str(self.server.port),
                "PGHOSTADDR": "127.0.0.1", "LC_ALL": "C.UTF-8", **more}

    def follow(self, step, where=None, expect=0):
        """Runs the blocks of a step, as at a terminal; what stood on it."""
        said = ""
        for block in self.blocks:
            if block.step != step or (where and block.where != where):
                continue
            if block.where.startswith("workstation"):
                code, shown = run_at_terminal(self.server.here(block.text), self.desk(), self.home, PASSWORD)
            else:
                code, shown = self.server.run(block.text)
            self.assertEqual(code, expect, f"step {step}, {block.where}:\n{block.text}\n---\n{shown}")
            said += shown
        self.assertTrue(said or step < 6, f"step {step} has nothing to run")
        return said

    def tocsin(self, login, *arguments, expect=0, parameters="", **more):
        address = f"postgresql://{login}@localhost/team{parameters}"
        done = subprocess.run([PROGRAM, "--database", address, *arguments], env=self.desk(**{"PGPASSWORD": PASSWORD, **more}),
                              capture_output=True, text=True, timeout=120, check=False)
        self.assertEqual(done.returncode, expect, f"{arguments}\n{done.stdout}{done.stderr}")
        return done

    def set_up(self):
        server = self.new_server("first")
        self.follow(1)
        server.installed()
        if not LITERALLY:
            self.assertIn("install --yes postgresql openssl", (server.place / "shims").read_text())
        for step in (2, 3, 4):
            said = self.follow(step)
            if step == 3:
                self.assertIn("online", said)
        shutil.copy(server.place / "root/tocsin-ca/ca.crt", self.home)
        self.follow(5)
        people = self.follow(6)
        for login in ("ada", "mira", "lena"):
            self.assertRegex(people, rf"(?m)^{login} ")
        self.assertNotIn("no such log-in", people)
        self.assertNotIn(PASSWORD, people)
        return server

    def test_followed_word_for_word(self):
        server = self.set_up()
        said = self.follow(7)
        self.assertIn("The record is whole.", said)
        self.assertEqual(server.superuser("SELECT count(*) FROM pg_stat_ssl s JOIN pg_stat_activity a USING (pid) "
                                          "WHERE NOT s.ssl AND a.client_addr IS NOT NULL").strip(), "0")
        # No password, and no verifier in the clear, in the server's log.
        self.assertNotIn(PASSWORD, server.log())
        self.assertEqual(server.superuser("SELECT count(*) FROM pg_authid WHERE rolcanlogin AND rolname <> 'postgres' "
                                          "AND rolpassword NOT LIKE 'SCRAM-SHA-256$%'").strip(), "0")
        self.denials()
        self.work()
        self.backup_and_loss(server)

    def denials(self):
        done = self.tocsin("lena", "admin", "add-person", "Somebody", "--roles", "legal", expect=1)
        self.assertIn("Administrator", done.stderr)
        done = self.tocsin("mira", "list", expect=1, parameters="?sslmode=disable")
        self.assertNotIn(PASSWORD, done.stderr)
        # The environment cannot take TLS away.
        self.tocsin("mira", "list", PGSSLMODE="disable")
        done = self.tocsin("ada", "admin", "set-roles", "ada", "--roles", "all", expect=1)
        self.assertIn("own roles", done.stderr)
        done = self.tocsin("mira", "backup", "here", expect=1)
        self.assertIn("pg_dump", done.stderr)
        # Who knows another server's authority does not even send a name.
        other = self.home / "other"
        subprocess.run(["bash", FOLDER / "make-certificates.sh", other, "elsewhere"], check=True, capture_output=True)
        done = self.tocsin("mira", "list", expect=1, PGSSLROOTCERT=str(other / "ca.crt"))
        self.assertIn("prove", done.stderr)

    def work(self):
        case = pathlib.Path(os.environ["TOCSIN_SOURCE_DIR"]) / "tests/data/veris/01-old-misdelivery.json"
        self.tocsin("mira", "import", "veris", str(case))
        self.assertEqual(len(json.loads(self.tocsin("mira", "list", "--json", "--all").stdout)["incidents"]), 1)
        self.assertTrue(json.loads(self.tocsin("lena", "verify", "--json").stdout)["clean"])
        self.tocsin("mira", "clocks")
        self.assertIn("person", self.tocsin("mira", "export", "audit").stdout)
        self.tocsin("ada", "admin", "deactivate", "lena")
        self.tocsin("lena", "list", expect=1)
        # By a certificate of the team's own authority.
        folder = self.server.place / "root/tocsin-ca"
        subprocess.run(["bash", FOLDER / "make-certificates.sh", folder, "--log-in", "mira"], check=True, capture_output=True)
        hba = self.server.place / "etc/postgresql/15/main/pg_hba.conf"
        hba.write_text(hba.read_text().replace("hostssl all  all ", "hostssl all mira 127.0.0.1/32 cert\nhostssl all  all ", 1))
        self.server.must("pg_ctlcluster", "15", "main", "reload")
        key = folder / "mira.key"
        self.tocsin("mira", "list", PGPASSWORD="wrong", PGSSLCERT=str(folder / "mira.crt"), PGSSLKEY=str(key))
        self.tocsin("mira", "list", expect=1)

    def backup_and_loss(self, first):
        said = self.follow(8)
        self.assertIn("Backed up to", said)
        self.assertTrue((first.place / "etc/cron.d/tocsin-backup").read_text().startswith("17 2 * * * postgres "))
        kept = first.place / "var/backups/tocsin"
        self.assertEqual([p.stat().st_mode & 0o077 for p in kept.iterdir()], [0, 0])
        second = self.new_server("second")
        if LITERALLY:
            self.follow(1)
            second.installed()
        shutil.copytree(first.place / "root/tocsin-ca", second.place / "root/tocsin-ca")
        self.follow(2)
        self.follow(3)
        shutil.copytree(kept, second.place / "var/backups/tocsin")
        # Without the roles it stops and says which one is missing.
        code, shown = second.run("chown -R postgres:postgres /var/backups/tocsin; cd /var/backups/tocsin\n"
                                 "runuser -u postgres -- pg_restore --create --exit-on-error --dbname=postgres team-*.dump")
        self.assertNotEqual(code, 0)
        self.assertRegex(shown, r'role "tocsin_\w+" does not exist')
        second.postgres("dropdb", "team")
        said = self.follow(9)
        self.assertIn("The record is whole.", said)
        self.assertRegex(said, r"kept outside the database: ([1-9]\d*) of \1 hold")
        # People have what they had, and no more.
        self.tocsin("lena", "list", expect=1)
        self.tocsin("mira", "list")
        self.tocsin("ada", "admin", "add-person", "Tom Reuter", "--roles", "responder")


if __name__ == "__main__":
    if LITERALLY and "TOCSIN_UNSHARED" not in os.environ:  # what is mounted goes with the test
        os.environ["TOCSIN_UNSHARED"] = "1"
        os.execvp("unshare", ["unshare", "--mount", sys.executable, *sys.argv])
    if os.getuid() == 0 and not LITERALLY:  # PostgreSQL refuses to run as root
        os.execvp("setpriv", ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", sys.executable, *sys.argv])
    unittest.main()
