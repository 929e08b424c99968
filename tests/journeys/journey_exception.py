"""An exception: refused once, granted, its review passes while the program is closed, and it is due at the next start (P8)."""
import os
import pathlib
import subprocess
import sys

from incident import Incident
from program import BINARY, Program

PRELOAD = "/usr/lib/{}/faketime/libfaketimeMT.so.1"
STORY = [
    "Declared",
    "Exception 1 asked for",
    "refused by Legal",
    "Exception for Birch Clinic in force",
    "lapsed at its review",
]


def add_person(program, role, mail, name):
    """Who decided stands in no list yet: added by name."""
    program.choose(f"Who decided, {role}", "Somebody who is not in the list…")
    program.write("Name of the new person", name)
    program.write("E-mail of the new person", mail)
    program.press(f"Add this person as {role}")
    program.find(f"Who decided, {role}: {name}")


def open_menu(program, item):
    program.press(lambda said: said.startswith("Decide about the duty to Birch Clinic"), "push button")
    program.press(lambda said: said.startswith(item), "menu item")


def ask(program, case, reasoning, decided):
    case.tab("Overview")
    open_menu(program, "Ask for an exception")
    case.pick("Ground of the exception", "Risk to other customers")
    program.write("Reasoning", reasoning)
    if decided:
        program.press("Both have decided: write it down now")
        program.choose("Who decided, Legal", "Ada Ruiz")
        add_person(program, "Executive incident manager", "eve@provider.example", "Eve Okoro")
        program.write("The words of Legal", "Agreed, until tomorrow.")
        program.write("The words of Executive incident manager", "Agreed.")
    case.confirm("Ask for an exception to the 72 hours", "Ask for the exception")


def main():
    preload = next(
        (path for path in map(PRELOAD.format, ("x86_64-linux-gnu", "aarch64-linux-gnu")) if os.path.exists(path)), None
    )
    if preload is None:
        sys.exit("journey_exception: faketime is missing (./dev test installs it)")
    home = pathlib.Path(os.environ["HOME"])
    database = home / "team.tocsin"
    offset = home / "offset"
    offset.write_text("+0\n")
    faked = {
        "LD_PRELOAD": preload,
        "FAKETIME_TIMESTAMP_FILE": str(offset),
        "FAKETIME_NO_CACHE": "1",
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
    }
    with Program(environment=faked) as program:
        case = Incident(program)
        case.create_database(database)
        case.record()
        case.move("Move to Assess", "Assess", "On call took it.")
        case.tab("Timeline")
        for words in ("Token log pulled", "Token revoked"):
            case.write_entry(words, words)
        case.add_customer()
        case.declare(by_menu=True)
        # Asked for, and refused by legal on the telephone: written down on the page Approvals.
        ask(program, case, "The hole is open in other tenants.", decided=False)
        program.press(lambda said: said.startswith("Approvals"))
        program.find("Exception to the 72 hours")
        add_person(program, "Legal", "ada@provider.example", "Ada Ruiz")
        program.write("The words of Legal", "Another day would change nothing.")
        program.press("Write down that legal refused", "push button")
        program.find("refused", "label")  # its state now, and it stays in sight of who wrote it down
        rows = program.rows("Approvals", "list")
        assert any("refused" in " ".join(row) for row in rows), rows
        program.press(lambda said: said == "Open the incident", "push button")
        ask(program, case, "The hole is open, and the others cannot close it before tonight.", decided=True)
        program.find(lambda said: "excepted" in said)
        program.quit()
    offset.write_text("+270000\n")  # 75 hours: past the review, and past the deadline
    with Program(str(database), environment=faked) as program:
        program.reads("lapsed at its review")
        program.press(lambda said: said.startswith("Deadlines"), "radio button")
        program.wait(lambda: any("overdue" in " ".join(row) for row in program.rows("Obligations")), "a duty that is overdue")
        program.quit()

    def run(*arguments):
        command = [BINARY, "--database", str(database), *arguments]
        return subprocess.run(command, capture_output=True, text=True, check=True, env=dict(os.environ, **faked))

    audit = run("export", "audit")
    position = 0
    for words in STORY:
        position = audit.stdout.find(words, position)
        assert position >= 0, f"“{words}” is not told in its place:\n{audit.stdout}"
    run("verify")


if __name__ == "__main__":
    main()
