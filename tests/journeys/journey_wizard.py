"""A false positive with its tuning action, through the wizard, by the keyboard alone."""
import os
import pathlib
import sqlite3

from journey_keyboard import Hands, record
from program import Program, keys, type_text


def ending(database):
    connection = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
    try:
        return connection.execute("SELECT kind, root_cause, tuning_action, tuning_owner FROM ending").fetchall()
    finally:
        connection.close()


def main():
    database = pathlib.Path(os.environ["HOME"]) / "team.tocsin"
    with Program() as program:
        hands = Hands(program)
        hands.fill("Your name", "Mira Kahn")
        hands.fill("File of the new database", str(database), leave="Return")
        program.find("No incident yet", "panel")
        record(hands, program)

        # From the palette into the wizard.
        keys("ctrl+k")
        hands.at(lambda said: said.startswith("Reference, words"))
        type_text("Classify this")
        program.wait(lambda: "Classify this incident" in program.rows("What was found")[0][0], "the command found")
        keys("Return")
        program.gone("What was found")
        hands.at("Begin", "push button")
        # The window has to be the one that takes keys again before one is worth pressing.
        def begun():
            keys("Return")
            return program.sees("No", "radio button")

        program.wait(begun, "the first question")

        # Not normal, it seems; then back, and it is.
        hands.at("No", "radio button")
        keys("1", "Return")
        hands.at("The provider's", "radio button")
        keys("alt+Left")
        hands.at("No", "radio button")
        keys("2")
        hands.at("Yes", "radio button")

        # Evidence that is not in the timeline yet is written beside the answer.
        keys("e")
        hands.at("Entries to cite", "list")
        keys("Tab")
        hands.at("New timeline entry, cited at once", "text")
        type_text("The backup team moved its job")
        keys("Return")
        program.wait(
            lambda: any("backup team moved" in row[0] for row in program.rows("Entries to cite")), "the entry in the list"
        )
        keys("ctrl+Return")

        hands.at("People who may have taken part", "list")
        keys("space")
        program.find(lambda said: said.startswith("Who took part: Mira Kahn"))
        keys("Return")
        hands.at("False positive", "radio button")
        keys("Return")
        hands.at("Root cause")
        type_text("A backup job runs under a new name.")
        keys("ctrl+Return")
        hands.at("What is tuned")
        type_text("Exclude the new job")
        keys("Tab")
        hands.at("Who does it")
        type_text("Ann of storage")
        keys("ctrl+Return")
        program.reads("Classification of INC-0001 saved: False positive")
        expected = [("false_positive", "A backup job runs under a new name.", "Exclude the new job", "Ann of storage")]
        program.wait(lambda: ending(database) == expected, "the ending with its tuning action")
        program.quit()


if __name__ == "__main__":
    main()
