"""An incident turns out to be the customer's: a service, whose part it is, and the hand-over that ends it (P3)."""
import csv
import io
import os
import pathlib
import subprocess

from incident import Incident
from program import BINARY, Program

STORY = [
    "service: Machines, owner Bettina Roos",
    "recorded INC-0001",
    "moved it from Detect to Assess",
    "is affected (IaaS): Customer",
    "ended it: Referred to the customer. Handed over to Slatehurst Roofing",
]


def add_service(program):
    program.press("Services")
    program.press("New service")
    program.write("Name", "Machines")
    program.write("Owner", "Bettina Roos")
    program.choose("Usual model", "IaaS")
    program.press("Add the service")
    program.find("Change this service")


def say_whose(program):
    program.press("Say whose part it is")
    program.find("Record whose it is", "push button")
    program.press("IaaS, operating system: customer's")
    program.reads("All of it is the customer's")
    program.press("Record whose it is", "push button")
    program.gone("Record whose it is", "push button")
    program.reads("Machines (IaaS): Operating system – the customer's.")


def hand_over(program):
    program.press("Hand over to the customer")
    program.write("Handed over to", "Slatehurst Roofing")
    program.write("What the customer was told", "Patch the machine; the way to the last good snapshot.")
    program.write("Support engagement", "Case 71-2210")
    program.press("Hand over and end", "push button")
    program.gone("Hand over and end", "push button")
    program.reads("Handed over to: Slatehurst Roofing")


def main():
    database = pathlib.Path(os.environ["HOME"]) / "team.tocsin"
    with Program() as program:
        case = Incident(program)
        case.create_database(database)
        add_service(program)
        program.press("Board")
        case.record()
        case.move("Move to Assess", "Assess", "Whose layer is it?")
        case.tab("Overview")
        say_whose(program)
        hand_over(program)
        program.quit()
    audit = subprocess.run([BINARY, "--database", str(database), "export", "audit"], capture_output=True, text=True, check=True)
    sentences = [row["what"] for row in csv.DictReader(io.StringIO(audit.stdout))]
    position = 0
    for words in STORY:
        found = next((i for i in range(position, len(sentences)) if words in sentences[i]), None)
        assert found is not None, f"“{words}” is not told after number {position}:\n" + "\n".join(sentences)
        position = found + 1


if __name__ == "__main__":
    main()
