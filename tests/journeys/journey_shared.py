"""Two people at two workstations on one server: at the same time, in each other's way, and when the server goes away.

What was acknowledged is in the record once, what was refused is not in it at all, and the record verifies.
"""
import os
import pathlib
import subprocess
import sys

import tree
from incident import TITLE, Incident
from program import Program, keys, type_text
from tree import wait_for

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "support"))
from postgres_server import SUPERUSER, PostgresServer  # noqa: E402

MAKER = os.environ["TOCSIN_MAKE_TEAM"]
PASSWORDS = {"mira": "mira only for tests", "ada": "ada only for tests"}
AWAY = 60  # until a program has noticed that the server is gone, or back


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


def make_team(server):
    for login, password in PASSWORDS.items():
        server.create_login(login, password)
    server.create_database("team")
    socket = str(server.place / "socket").replace("/", "%2F")
    owner = f"postgresql:///team?user={SUPERUSER}&port={server.port}&host={socket}"
    mira = (
        f"postgresql://mira:{PASSWORDS['mira'].replace(' ', '%20')}@localhost:{server.port}/team?hostaddr=127.0.0.1"
        f"&sslmode=verify-full&sslrootcert={str(server.ca_file).replace('/', '%2F')}"
    )
    roles = server_roles()
    subprocess.run([MAKER, owner, mira, f"Mira Kahn:mira:{roles}", f"Ada Ruiz:ada:{roles}"], check=True)


def server_roles():
    """Every role of the table in models/domain/roles: six of the process and the administrator, a bit each."""
    return (1 << 7) - 1


def count(server, text, table="timeline_entry", column="text"):
    quoted = text.replace("'", "''")
    return int(server.superuser("team", f"SELECT count(*) FROM {table} WHERE {column} = '{quoted}';"))


def write_entry(desk, text):
    desk.front()
    desk.focus("New timeline entry")
    keys("ctrl+a", "Delete")
    type_text(text)
    keys("ctrl+Return")


def sees_entry(desk, text, timeout=10):
    return wait_for(
        lambda: next((row for row in desk.rows("Timeline entries") if text in row[0]), None), f"the entry “{text}”", timeout
    )


def wrong_password(mira):
    mira.log_in("not this one")
    mira.says("The server does not let you in.")
    mira.focus("Password")
    keys("ctrl+a", "Delete")
    type_text(PASSWORDS["mira"])
    mira.press("Connect")
    mira.find("No incident yet", "panel", timeout=30)


def live(mira, ada):
    mira.case.record()
    wait_for(lambda: any(TITLE in row[0] for row in ada.rows("Detect, cards")), "the card on the other board")
    ada.open_incident()
    mira.find("Also open: Ada Ruiz")
    ada.find("Also open: Mira Kahn")
    for desk in (mira, ada):
        desk.case.tab("Timeline")
    # While Mira writes, what Ada saves arrives; half of a line stays where it is.
    mira.focus("New timeline entry")
    type_text("Half of a line")
    write_entry(ada, "Ada pulled the proxy log")
    sees_entry(mira, "Ada pulled the proxy log")
    field = mira.find("New timeline entry", "text")
    assert tree.text_of(field) == "Half of a line", tree.text_of(field)
    write_entry(mira, "Mira revoked the token")
    sees_entry(ada, "Mira revoked the token")


def in_conflict(mira, ada):
    """Both judge the same finding differently; the second sees both and decides."""
    for desk in (mira, ada):
        desk.case.tab("Assessment")
        desk.case.pick("Functional impact", "Low" if desk is mira else "Medium")
        desk.case.pick("Information impact", "None")
        desk.case.pick("Recoverability", "Regular")
    ada.press("Save the assessment")
    ada.says("Assessment of INC-0001 saved")
    mira.says("Ada Ruiz assessed it at")
    panel = mira.find("Functional impact", "panel")
    assert panel
    mira.press("Keep all of mine") if mira.sees("Keep all of mine", "push button") else mira.press("Keep mine")
    mira.press("Go on with these")
    mira.press("Save the assessment")
    mira.says("Assessment of INC-0001 saved")


def moves(mira, ada, server):
    """Both move the card on at the same moment: it moves once, and the other one is told or sees it."""
    for desk in (mira, ada):
        desk.press("Move to Assess", "push button")
        desk.write("Why it moves", f"{desk.login} says so", within=desk.case.panel("Move to Assess"))
    buttons = [tree.find_control(d.case.panel("Move to Assess"), "Move to Assess", "push button") for d in (mira, ada)]
    for button in buttons:
        button.queryAction().doAction(0)
    for desk in (mira, ada):
        desk.find(lambda said: said.startswith("Assess: current stage"))
    moved = int(server.superuser("team", "SELECT count(*) FROM stage_move WHERE to_stage = 'assess';"))
    assert moved == 1, f"moved {moved} times"

    def slower():
        """Whose panel is still there, with what was typed: told by the server, or by the change that came first."""
        return next((d for d in (mira, ada) if d.sees("Why it moves", "text")), None)

    loser = wait_for(slower, "one of the two being told")
    loser.press("Cancel", "push button")
    loser.gone("Why it moves", "text")


def approval(mira, ada):
    """Mira writes a notice and records what legal decided; Ada, who has it open, follows each step."""
    mira.case.tab("Notices")
    mira.case.draft_notice()
    mira.press("Save version")
    mira.press("Submit to legal")
    mira.find("State: Legal review")
    ada.case.tab("Notices")
    ada.click(next(tree.children(ada.find("Notices of this incident", "list"))))
    ada.find("State: Legal review")
    mira.press(lambda said: said == "Record legal's approval…")
    mira.choose("Who decided, Legal", "Ada Ruiz")
    mira.write("The words of Legal", "Approved as read out.")
    mira.case.confirm("Record legal's approval", "Record the approval")
    for desk in (mira, ada):
        desk.find("State: Approved")


def gone_and_back(mira, ada, server, how):
    for desk in (mira, ada):
        desk.case.tab("Timeline")
    before = f"Acknowledged before it was {how.__name__}ed"
    write_entry(ada, before)
    sees_entry(mira, before)
    how()
    for desk in (mira, ada):
        desk.says("The server is out of reach since", timeout=AWAY)
        desk.find("Out of reach")
        assert desk.sees(lambda said: said.startswith("Assess: current stage")), "what was read stays readable"
    refused = f"Written while it was {how.__name__}ed"
    write_entry(mira, refused)
    mira.says("The server cannot be reached")
    server.start()
    for desk in (mira, ada):
        desk.find("Timeline entries", timeout=AWAY)
        wait_for(lambda d=desk: not d.sees("Out of reach"), f"{desk.login} being back", AWAY)
    field = mira.find("New timeline entry", "text")
    assert tree.text_of(field) == refused, f"typed text is lost: {tree.text_of(field)}"
    assert count(server, refused) == 0, "what was refused was done all the same"
    mira.front()
    mira.focus("New timeline entry")
    keys("ctrl+Return")
    sees_entry(ada, refused, AWAY)
    for text in (before, refused):
        assert count(server, text) == 1, f"“{text}” stands {count(server, text)} times in the record"


def comes_back_by_itself(ada):
    """The keychain has the password: nobody is asked for it again."""
    ada.front()
    ada.quit()
    ada.start()
    ada.find("Assess, cards", timeout=30)


def verify(mira):
    mira.front()
    keys("ctrl+5")
    mira.press("Verify", "push button")
    mira.press("Verify now")
    mira.reads("The record is whole", timeout=60)


def main():
    open_keychain()
    with PostgresServer() as server:
        make_team(server)
        with Desk(server, "mira") as mira, Desk(server, "ada") as ada:
            wrong_password(mira)
            ada.log_in(PASSWORDS["ada"])
            ada.find("No incident yet", "panel", timeout=30)
            live(mira, ada)
            in_conflict(mira, ada)
            moves(mira, ada, server)
            approval(mira, ada)
            gone_and_back(mira, ada, server, server.stop)
            gone_and_back(mira, ada, server, server.kill)
            comes_back_by_itself(ada)
            verify(mira)
            for desk in (mira, ada):
                desk.front()
                desk.quit()
                kept = "".join(p.read_text(errors="replace") for p in pathlib.Path(os.environ["HOME"]).rglob("*.conf"))
                assert PASSWORDS[desk.login] not in kept, "a password stands in a file"


if __name__ == "__main__":
    main()
