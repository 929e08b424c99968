"""A transfer from its request to destruction, and one whose approval is revoked, through the windows (P10)."""
import os
import pathlib
import subprocess

import tree
from incident import Incident
from program import BINARY, Program, keys, type_text

STORY = [
    "asked for: Find which accounts read the key",
    "it may go ahead",
    "approved.",
    "one item left for Isolated lab network",
    "destroyed",
    "asked for: Find which accounts read the key",
    "revoked.",
]
FIELDS = {
    "What data": "Process memory of the token service",
    "How much": "2 dumps",
    "Whose": "Customers of region north",
    "From": "Production, region north",
    "To": "Isolated lab network",
    "Why it is needed": "Find which accounts read the key",
    "Handled by": "Kim Low",
    "Protected how": "Encrypted disk, locked room",
    "Destroyed or returned how": "Overwritten, disk shredded",
}


def add_requester(program):
    """Who asks is somebody else than who approves."""
    program.press("People")
    program.press("New person")
    program.write("Name", "Rita Ross")
    program.press(lambda said: said.startswith("Responder"), "check box")
    program.press("Add the person", "push button")
    program.reads("Person added")
    program.press("Board")


def ask(program, case, title):
    program.press("Ask for a transfer", "push button")
    panel = case.panel("Ask for a data transfer")
    program.choose("Asked for by", "Rita Ross", within=panel)
    program.write("Short name: what goes where", title, within=panel)
    for name, text in FIELDS.items():
        program.write(name, text, within=panel)
    case.confirm("Ask for a data transfer", "Ask for it")
    program.reads("waits for legal")


def answer(program, known):
    for button in tree.find_all(program.root, lambda said: said.endswith(": Yes"), "radio button"):
        button.queryAction().doAction(0)
    if not known:
        program.choose("Who decided, Legal", "Somebody who is not in the list…")
        program.write("Name of the new person", "Ada Ruiz")
        program.write("E-mail of the new person", "ada@provider.example")
        program.press("Add this person as Legal")
        program.find("Who decided, Legal: Ada Ruiz")
    else:
        program.choose("Who decided, Legal", "Ada Ruiz")
    program.write("The words of Legal", "It may go ahead.")
    program.press("It may go ahead", "push button")
    program.reads("waits for the incident manager")


def approve(program):
    program.write("In your own words", "I approve these two dumps, to the lab that is named, and nothing else.")
    program.press("Approve the transfer in writing", "push button")
    program.find("Revoke the approval", "push button")


def record(program, case, path):
    """What left is hashed here; nothing is copied."""
    program.press("Record what left", "push button")
    program.press("Choose files that left", "push button")
    program.find("What left production", "dialog")
    type_text(str(path))
    keys("Return")
    program.reads("Each is hashed here")
    program.write("How, in which container", "Encrypted disk by hand")
    case.confirm("What left under transfer 1", "Record what left")
    program.reads("1 out")


def destroy(program, case):
    program.press("Record that what is out was returned or destroyed", "push button")
    case.pick("What became of it", "Destroyed")
    program.write("How, where", "Disk overwritten and shredded")
    program.write("Witness", "Kim Low")
    case.confirm("What became of transfer 1", "Record it")
    program.reads("data is back or gone")


def revoke(program):
    program.write("In your own words", "The lab has moved.")
    program.press("Revoke the approval", "push button")
    program.find("revoked")
    program.reads("Its approval was revoked.")


def main():
    home = pathlib.Path(os.environ["HOME"])
    database = home / "team.tocsin"
    dump = home / "dump-1.bin"
    dump.write_bytes(b"process memory" * 1000)
    with Program() as program:
        case = Incident(program)
        case.create_database(database)
        add_requester(program)
        case.record()
        case.tab("Transfers")
        ask(program, case, "Two dumps to the lab")
        answer(program, known=False)
        approve(program)
        record(program, case, dump)
        destroy(program, case)
        ask(program, case, "Two more dumps")
        answer(program, known=True)
        approve(program)
        revoke(program)
        program.quit()
    audit = subprocess.run([BINARY, "--database", str(database), "export", "audit"], capture_output=True, text=True, check=True)
    position = 0
    for words in STORY:
        position = audit.stdout.find(words, position)
        assert position >= 0, f"“{words}” is not told in its place:\n{audit.stdout}"
    verified = subprocess.run([BINARY, "--database", str(database), "verify"], capture_output=True, text=True, check=False)
    assert verified.returncode == 0, verified


if __name__ == "__main__":
    main()
