"""One running Tocsin, driven from outside by the names of what it shows and by real keys."""
import os
import pathlib
import shutil
import signal
import subprocess
import time

import pyatspi

import tree
from tree import NotFound, wait_for

BINARY = os.environ.get("TOCSIN_BIN", "build/dev/bin/tocsin")

# A command with mounts of its own. Who is not root is root of a namespace of users first, and then themselves again: the
# session bus lets nobody else in.
OWN_MOUNTS, ONESELF_AGAIN = ("unshare", "--mount"), ()
if os.geteuid() != 0:
    OWN_MOUNTS = ("unshare", "--user", "--map-root-user", "--mount")
    ONESELF_AGAIN = ("unshare", "--user", f"--map-user={os.getuid()}", f"--map-group={os.getgid()}")


def keys(*names):
    """Presses keys one after the other, named as xdotool does: "ctrl+n", "Return"."""
    subprocess.run(["xdotool", "key", "--delay", "8", *names], check=True)


def type_text(text):
    """Types as a person does, only faster; a line break is Return."""
    for number, line in enumerate(text.split("\n")):
        if number:
            keys("Return")
        if line:
            subprocess.run(["xdotool", "type", "--delay", "4", "--", line], check=True)


class Program:
    """Tocsin with its window. Use it as a context: it ends with the block, and tells of itself when the block fails."""

    def __init__(self, *arguments, environment=None, binary=BINARY):
        self.arguments = [binary, *[str(a) for a in arguments]]
        self.environment = dict(os.environ, **(environment or {}))
        self.process = None
        self.log = pathlib.Path(os.environ["HOME"]) / f"stderr-{time.monotonic_ns()}.txt"

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, kind, error, trace):
        if kind is not None:
            self.tell_of_failure()
        if self.process and self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        return False

    def start(self):
        with open(self.log, "wb") as log:
            self.process = subprocess.Popen(self.arguments, env=self.environment, stderr=log)
        wait_for(lambda: self.root is not None and self.root.childCount, "the window of the program", 30)

    @property
    def root(self):
        if self.process.poll() is not None:
            raise NotFound(f"the program ended with {self.process.returncode}: {self.log.read_text()}")
        for application in tree.children(pyatspi.Registry.getDesktop(0)):
            if application.get_process_id() == self.process.pid:
                return application
        return None

    # ---- Ending ------------------------------------------------------------------------------------------------------
    def quit(self, timeout=15, but_for=None):
        """Ends it as a person does; it has warned of nothing, or of nothing but lines that hold BUT_FOR."""
        keys("ctrl+q")
        code = self.process.wait(timeout)
        said = "".join(line for line in self.log.read_text().splitlines(True) if not but_for or but_for not in line)
        assert code == 0, f"quitting returned {code}: {said}"
        assert "WARNING" not in said, f"the program warned: {said}"

    def crash(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    # ---- Seeing ------------------------------------------------------------------------------------------------------
    def find(self, name, role=None, within=None, timeout=10):
        place = within or self.root
        return wait_for(lambda: tree.find(place, name, role), f"{role or 'something'} called {describe(name)}", timeout)

    def sees(self, name, role=None, within=None):
        return tree.find(within or self.root, name, role) is not None

    def reads(self, words, timeout=10):
        """Waits until WORDS stand somewhere on the screen, and returns the whole text they stand in."""
        return wait_for(
            lambda: next((text for text in tree.texts(self.root) if words in text), None), f"the words “{words}”", timeout
        )

    @staticmethod
    def wait(condition, what, timeout=10):
        return wait_for(condition, what, timeout)

    def gone(self, name, role=None, timeout=10):
        wait_for(lambda: not self.sees(name, role), f"{describe(name)} going away", timeout)

    def rows(self, name, role=None, timeout=10):
        return tree.rows(self.find(name, role, timeout=timeout))

    def has_focus(self, name, role=None):
        """Whether the keys go to what is called NAME."""
        return any(tree.has(node, pyatspi.STATE_FOCUSED) for node in tree.find_all(self.root, name, role))

    # ---- Acting ------------------------------------------------------------------------------------------------------
    def press(self, name, role=None, within=None, timeout=10):
        """Presses what is called NAME, once it may be pressed."""
        def ready():
            node = tree.find_control(within or self.root, name, role or is_pressable)
            return node if node and tree.has(node, pyatspi.STATE_ENABLED) else None

        node = wait_for(ready, f"{describe(name)} that may be pressed", timeout)
        action = node.queryAction()
        names = [action.getName(i) for i in range(action.nActions)]
        wanted = next((n for n in ("Press", "Toggle", "ShowMenu") if n in names), None)
        assert wanted, f"{describe(name)} cannot be pressed, it offers {names}"
        action.doAction(names.index(wanted))
        return node

    def focus(self, name, role=None, within=None, timeout=10):
        def control():
            return tree.find_control(within or self.root, name, role)

        node = wait_for(control, f"{role or 'a field'} called {describe(name)}", timeout)

        def focused():
            if tree.has(node, pyatspi.STATE_FOCUSED):
                return True
            node.queryComponent().grabFocus()
            return False

        wait_for(focused, f"the focus on {describe(name)}", timeout)
        return node

    def click(self, node):
        """Clicks in the middle of what NODE shows."""
        place = node.queryComponent().getExtents(pyatspi.DESKTOP_COORDS)
        x, y = place.x + place.width // 2, place.y + place.height // 2
        subprocess.run(["xdotool", "mousemove", str(x), str(y), "click", "1"], check=True)

    def go_to_row(self, name, words, timeout=10):
        """From the field before the list called NAME into it, and by arrow keys to the first row that holds WORDS."""
        def found():
            listed = self.find(name, is_table, timeout=0)
            return next((i + 1 for i, row in enumerate(tree.rows(listed)) if words in " ".join(row)), None)

        row = wait_for(found, f"a row with “{words}” in {describe(name)}", timeout)
        keys("Tab", "Home", *["Down"] * (row - 1))

    def check_row(self, before, name, words):
        """Ticks the row that holds WORDS in the list called NAME, which stands after the field called BEFORE."""
        self.focus(before, "text")
        self.go_to_row(name, words)
        keys("space")

        def ticked():
            rows = tree.children(self.find(name, is_table, timeout=0))
            return any(words in row.name and tree.has(row, pyatspi.STATE_CHECKED) for row in rows)

        wait_for(ticked, f"“{words}” ticked in {describe(name)}")

    def write(self, name, text, role=None, within=None):
        """Types TEXT into the field called NAME in place of what is there."""
        node = self.focus(name, role, within)
        keys("ctrl+a", "Delete")
        type_text(text)
        wait_for(lambda: tree.text_of(node).strip() == text.strip(), f"“{text}” in {describe(name)}, not “{tree.text_of(node)}”")
        return node

    def choose(self, name, item, within=None):
        """Chooses ITEM in the combo box called NAME by the arrow keys."""
        node = self.focus(lambda text: text.startswith(name + ": "), "combo box", within)
        keys("Home")
        passed = []
        while node.name != f"{name}: {item}":
            before = node.name
            passed.append(before)
            keys("Down")
            try:
                wait_for(lambda: node.name != before, "the next choice", 1)
            except NotFound:
                raise NotFound(f"“{item}” is no choice of {name}, only {passed}") from None
        return node

    # ---- Failing -----------------------------------------------------------------------------------------------------
    def tell_of_failure(self):
        place = pathlib.Path(os.environ.get("TOCSIN_JOURNEY_DIR", "."))
        place.mkdir(parents=True, exist_ok=True)
        picture = place / f"journey-failed-{os.getpid()}.png"
        if shutil.which("import"):  # of ImageMagick; the tree above tells as much where it is not installed
            subprocess.run(["import", "-window", "root", str(picture)], check=False)
        print(f"---- the screen is in {picture.resolve()}; what is accessible on it:")
        try:
            print(tree.describe(self.root))
        except Exception as error:  # noqa: BLE001 the failure itself is what matters
            print(f"(not readable: {error})")
        if self.log.exists():
            print(f"---- stderr of the program:\n{self.log.read_text()}")


def is_table(role):
    return role in tree.TABLES


def is_pressable(role):
    return role in ("push button", "toggle button", "check box", "radio button", "page tab", "menu item")


def describe(name):
    return name if isinstance(name, str) else getattr(name, "__name__", repr(name))
