"""Reads the shell blocks of the guide and runs them as somebody at a terminal does, who answers when asked for a password."""

import os
import pty
import re
import select
import signal
import time

MARK = re.compile(r"^<!-- run: (?P<where>[a-z ]+) -->\n```sh\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
STEP = re.compile(r"^## (\d+)\.", re.MULTILINE)
ASKED = re.compile(rb"(?:[Pp]assword[^\r\n]*|[Aa]gain|more): ?$")


class Block:
    """A block of the guide: its step, where it is run, what it says."""

    def __init__(self, step, where, text):
        self.step, self.where, self.text = step, where, text


def blocks(guide):
    """Those that are marked to be run, in order."""
    steps = [(m.start(), int(m.group(1))) for m in STEP.finditer(guide)]
    found = []
    for mark in MARK.finditer(guide):
        step = max((number for at, number in steps if at < mark.start()), default=0)
        found.append(Block(step, mark.group("where"), mark.group("text")))
    return found


def run_at_terminal(text, environment, folder, password, prefix=(), limit=600):
    """Runs the text with bash at a terminal of its own; (exit code, what stood on it)."""
    command = [*map(str, prefix), "bash", "-eu", "-o", "pipefail", "-c", text]
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(folder)
        os.execvpe(command[0], command, environment)
    shown, answered, end = b"", 0, time.monotonic() + limit
    while True:
        if time.monotonic() > end:
            os.killpg(child, signal.SIGKILL)
            break
        ready, _, _ = select.select([terminal], [], [], 0.2)
        if ready:
            try:
                more = os.read(terminal, 65536)
            except OSError:
                break
            if not more:
                break
            shown += more
        elif ASKED.search(shown[answered:]):
            # Asked, and silent since: what waits for an answer gets it.
            answered = len(shown)
            os.write(terminal, password.encode() + b"\n")
    _, status = os.waitpid(child, 0)  # before the terminal goes, whose end would be a signal to it
    os.close(terminal)
    return os.waitstatus_to_exitcode(status), shown.decode(errors="replace").replace("\r\n", "\n")
