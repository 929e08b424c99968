"""A real PostgreSQL server for one journey, on a cluster of its own: what PostgresServer is to the tests in C++.

    with PostgresServer() as server:
        server.create_login("ada", "secret")
        server.create_database("team")
        run = server.psql("team", "ada", "secret", "SELECT 1;")

It takes TLS and SCRAM on 127.0.0.1, nothing unencrypted. It ends with the block, and with this process however that ends.
"""
import pathlib
import subprocess

SCRIPT = pathlib.Path(__file__).with_name("postgres-server.sh")
SUPERUSER, SUPERUSER_PASSWORD = "postgres", "only for tests"

# Dropping waits for a checkpoint, which takes seconds on a busy disk; renaming does not.
CREATE_DATABASE = r"""
SELECT format('ALTER DATABASE %I ALLOW_CONNECTIONS false', datname) FROM pg_database WHERE datname = :'name' \gexec
SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE datname = :'name';
SELECT format('ALTER DATABASE %I RENAME TO %I', datname, 'dropped ' || oid) FROM pg_database WHERE datname = :'name' \gexec
CREATE DATABASE :"name" TEMPLATE template0;
"""
CREATE_LOGIN = r"""
SELECT format('CREATE ROLE %I', :'name') WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = :'name') \gexec
ALTER ROLE :"name" LOGIN PASSWORD :'password';
"""


class ServerError(AssertionError):
    """The server is not there or did not do what it was told; the test fails with what it said."""


def quoted(value):
    """A value as a conninfo wants it."""
    return "'" + str(value).replace("\\", r"\\").replace("'", r"\'") + "'"


class PostgresServer:
    """The server while its block runs; commands raise ServerError."""

    def __init__(self):
        self._script = None
        self.port = 0
        self.place = self.programs = None

    def __enter__(self):
        # The script is nobody's child then, so that it clears up even after a time-out that kills this whole process tree.
        self._script = subprocess.Popen(
            ["setsid", "--fork", "bash", SCRIPT], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        try:
            port, place, programs = self._answer().split(" ")
        except ServerError:
            self.__exit__()
            raise
        self.port, self.place, self.programs = int(port), pathlib.Path(place), pathlib.Path(programs)
        return self

    def __exit__(self, *_):
        self._script.stdin.close()
        self._script.stdout.read()  # ends when the script has cleared up
        self._script.stdout.close()
        self._script.wait()
        return False

    def _answer(self):
        line = self._script.stdout.readline().rstrip("\n")
        if line != "ok" and not line.startswith("ok "):
            raise ServerError(line or "the server's script is gone")
        return line[3:]

    def _command(self, word):
        self._script.stdin.write(word + "\n")
        self._script.stdin.flush()
        self._answer()

    # ---- Its state ---------------------------------------------------------------------------------------------------
    def stop(self):
        """As an administrator does."""
        self._command("stop")

    def kill(self):
        """As a power cut does."""
        self._command("kill")

    def start(self):
        """Again, on the same port."""
        self._command("start")

    def pause(self):
        """All its processes stand still; the kernel still takes connections."""
        self._command("pause")

    def resume(self):
        self._command("resume")

    def log(self):
        """What the server has logged so far."""
        return (self.place / "log").read_text(encoding="utf-8", errors="replace")

    # ---- What is in it -----------------------------------------------------------------------------------------------
    def create_database(self, name):
        """An empty database; one of that name is put away first, and whoever is in it is thrown out."""
        self._must(CREATE_DATABASE, name=name)

    def create_login(self, name, password):
        """A person who may log in; one who is there gets the password."""
        self._must(CREATE_LOGIN, name=name, password=password)

    @property
    def ca_file(self):
        return self.place / "ca.crt"

    @property
    def other_ca_file(self):
        """An authority that did not sign the server's certificate."""
        return self.place / "other-ca.crt"

    def conninfo(self, database, user, port=None):
        """Parameters of libpq for TLS with verify-full; the password goes into PGPASSWORD."""
        return (
            f"host=localhost hostaddr=127.0.0.1 port={port or self.port} sslmode=verify-full connect_timeout=20 "
            f"sslrootcert={quoted(self.ca_file)} dbname={quoted(database)} user={quoted(user)}"
        )

    def psql(self, database, user, password, sql):
        """Runs the real psql as a person over TLS; its returncode is 3 after an error and 2 when it can't log in."""
        return self._psql(self.conninfo(database, user), sql, password)

    def superuser(self, database, sql):
        """Runs the real psql as the superuser and gives what it printed."""
        return self._must(sql, database)

    def _must(self, sql, database="postgres", **variables):
        where = f"host={quoted(self.place / 'socket')} port={self.port} user={SUPERUSER} dbname={quoted(database)}"
        run = self._psql(where, sql, **variables)
        if run.returncode != 0:
            raise ServerError(run.stderr)
        return run.stdout

    def _psql(self, where, sql, login="", **variables):
        settings = {"ON_ERROR_STOP": "1", "VERBOSITY": "verbose", **variables}
        return subprocess.run(
            [self.programs / "psql", "-XqAtw", "-f-", "-d", where, *(f"-v{k}={v}" for k, v in settings.items())],
            env={"PATH": "/usr/bin:/bin", "HOME": str(self.place), "LC_ALL": "C.UTF-8", "PGPASSWORD": login},
            input=sql, capture_output=True, encoding="utf-8", timeout=60, check=False,
        )
