"""The wizard finds that an incident is the customer's, and its last page hands it over (P3.4, P5.5)."""
import os
import pathlib
import sqlite3

from incident import Incident
from program import Program

TOLD = "Patch the machine; the way to the last good snapshot."


def ending(database):
    connection = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
    try:
        return connection.execute(
            "SELECT e.kind, e.referred_to, e.referred_said, f.rule_code <> '' FROM run_finish f JOIN ending e ON e.id = f.ending_id"
        ).fetchall()
    finally:
        connection.close()


def main():
    database = pathlib.Path(os.environ["HOME"]) / "team.tocsin"
    with Program() as program:
        case = Incident(program)
        case.create_database(database)
        case.record()
        case.move("Move to Assess", "Assess", "Whose machine is it?")
        case.begin_run()
        case.answer("Is it normal business practice?", "No")
        case.answer("On whose side of the shared responsibility did it happen?", "The customer's alone")
        case.take_part()
        program.find("Referred to the customer", "radio button")
        program.press(lambda said: said.startswith("Next"), "push button")
        program.reads("Nobody said yet whose part it is.")

        # What is missing is said where it is missing, and nothing is kept before.
        program.write("Handed over to", "Slatehurst Roofing")
        program.write("What the customer was told", TOLD)
        program.press("Finish: Referred to the customer")
        program.reads("Say why it is handed over nevertheless.")
        assert ending(database) == [], ending(database)
        program.write("Why it is handed over nevertheless", "It is their own virtual machine.")
        program.press("Finish: Referred to the customer")
        program.reads("Classification of INC-0001 saved: Referred to the customer")
        program.wait(lambda: ending(database) == [("referred", "Slatehurst Roofing", TOLD, 1)], "the ending of the run")
        program.reads("Handed over to: Slatehurst Roofing")
        program.quit()


if __name__ == "__main__":
    main()
