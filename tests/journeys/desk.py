"""Workstations on one server: programs with homes of their own, whose windows share one screen."""
import os
import pathlib
import subprocess
import sys

from incident import Incident
from program import Program, keys, type_text
from tree import wait_for

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "support"))
from postgres_server import SUPERUSER  # noqa: E402


def password_of(login):
    return f"{login} only for tests"


class Desk(Program):
    """One workstation: a program with a home of its own, since each remembers what it opened."""

    def __init__(self, server, login):
        home = pathlib.Path(os.environ["HOME"]) / login
        places = {name: home / name.lower() for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")}
        for place in places.values():
            place.mkdir(parents=True, exist_ok=True)
        super().__init__(environment={name: str(place) for name, place in places.items()})
        self.server, self.login = server, login
        self.case = Incident(self)

    def front(self):
        """The keys go to this one's window."""
        find = ["xdotool", "search", "--all", "--onlyvisible", "--pid", str(self.process.pid), "--name", "Tocsin"]
        found = subprocess.run(find, capture_output=True, text=True, check=True)
        wait_for(lambda: self.is_active(found.stdout.split()), f"the window of {self.login} in front")

    def is_active(self, windows=()):
        """Whether the keys go to this one; else asks for one of WINDOWS to come to the front."""
        active = subprocess.run(["xdotool", "getactivewindow", "getwindowpid"], capture_output=True, text=True, check=False)
        if active.stdout.strip() == str(self.process.pid):
            return True
        for window in windows:
            subprocess.run(["xdotool", "windowactivate", window], check=False, capture_output=True)
        return False

    def start(self):
        super().start()
        wait_for(self.is_active, f"the new window of {self.login} in front")

    def focus(self, name, role=None, within=None, timeout=10):
        self.front()
        return super().focus(name, role, within, timeout)

    def click(self, node):
        self.front()
        super().click(node)

    def log_in(self, password):
        self.find("Welcome to Tocsin")
        self.press("Open a shared database")
        self.write("Server", "localhost")
        self.write("Port", str(self.server.port))
        self.write("Database", "team")
        self.write("Log-in", self.login)
        self.write("Certificate of the authority", str(self.server.ca_file))
        self.focus("Password")
        type_text(password)
        self.press("Connect")

    def open_incident(self):
        self.front()
        keys("ctrl+k")
        self.focus(lambda said: said.startswith("Reference, words"))
        type_text("INC-0001")
        wait_for(lambda: "INC-0001" in self.rows("What was found")[0][0], "the incident found")
        keys("Return")
        self.find("Overview", "page tab")

    def says(self, words, timeout=10):
        return self.reads(words, timeout)


def open_keychain():
    """A keychain that asks nobody; it ends with the session's bus. One that is not there yet would grab the keys."""
    subprocess.run(
        ["gnome-keyring-daemon", "--unlock", "--components=secrets"],
        input=b"only for tests", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True,
    )


def make_team(server, people, *options):
    """A database called team, with PEOPLE as (name, login, roles); the first one makes it, an administrator among others."""
    for _, login, _ in people:
        server.create_login(login, password_of(login))
    server.create_database("team")
    socket = str(server.place / "socket").replace("/", "%2F")
    owner = f"postgresql:///team?user={SUPERUSER}&port={server.port}&host={socket}"
    first = people[0][1]
    address = (
        f"postgresql://{first}:{password_of(first).replace(' ', '%20')}@localhost:{server.port}/team?hostaddr=127.0.0.1"
        f"&sslmode=verify-full&sslrootcert={str(server.ca_file).replace('/', '%2F')}"
    )
    told = [f"{name}:{login}:{roles}" for name, login, roles in people]
    subprocess.run([os.environ["TOCSIN_MAKE_TEAM"], *options, owner, address, *told], check=True)
