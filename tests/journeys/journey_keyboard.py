"""The first half of the main job by the keyboard alone: nothing is pressed, clicked or focused from outside."""
import os
import pathlib

from incident import TITLE
from program import Program, keys, type_text


class Hands:
    """Keys, and eyes that only look."""

    def __init__(self, program):
        self.program = program

    def at(self, name, role=None, timeout=5):
        """Waits until the keys go to what is called NAME."""
        self.program.wait(lambda: self.program.has_focus(name, role), f"the focus on {name}", timeout)

    def fill(self, name, text, leave="Tab"):
        self.at(name)
        keys("ctrl+a", "Delete")
        type_text(text)
        if leave:
            keys(leave)


def record(hands, program):
    keys("ctrl+n")
    hands.fill("What was noticed, in one line", TITLE)

    def source(said):
        return said.startswith("Where the first sign came from: ")

    hands.at(source)
    while program.find(source, "combo box").name != "Where the first sign came from: Customer report":
        before = program.find(source, "combo box").name
        keys("Down")
        program.wait(lambda: program.find(source, "combo box").name != before, "the next source", 2)
    keys("Tab")
    hands.fill("Which one exactly", "Case 4711")
    hands.fill("Detected", "-40m")
    hands.fill("Reported by", "Birch Clinic")
    hands.fill("What was seen", "A customer saw sign-ins that nobody made.", leave="ctrl+Return")
    program.find(lambda said: said.startswith("Detect: current stage"))


def main():
    home = pathlib.Path(os.environ["HOME"])
    with Program() as program:
        hands = Hands(program)
        hands.fill("Your name", "Mira Kahn")
        hands.fill("File of the new database", str(home / "team.tocsin"), leave="Return")
        program.find("No incident yet", "panel")
        record(hands, program)

        # From the board, by the arrows, and moved with M.
        keys("ctrl+1")
        program.find(lambda said: said == "Detect, cards")
        hands.at("Detect, cards", "list")
        keys("Home", "m", "Return")
        hands.at("Why it moves")
        type_text("On call took it.")
        keys("ctrl+Return")
        program.wait(lambda: any("INC-0001" in row[0] for row in program.rows("Assess, cards")), "the card in Assess")

        # Opened from the palette, and written to.
        keys("ctrl+k")
        hands.at(lambda said: said.startswith("Reference, words"))
        type_text("INC-0001")
        program.wait(lambda: "INC-0001" in program.rows("What was found")[0][0], "the incident found")
        keys("Return")
        program.find(lambda said: said.startswith("Assess: current stage"))
        keys("alt+2")
        program.find("New timeline entry", "text")
        keys("ctrl+e")
        hands.at("New timeline entry")
        type_text("-15m Token log pulled")
        keys("ctrl+Return")
        program.wait(
            lambda: any("Token log pulled" in row[0] for row in program.rows("Timeline entries")), "the entry in the list"
        )
        keys("alt+Left")
        program.find(lambda said: said == "Assess, cards")

        # The menu, read from the top of the tree, and a button pressed by Enter.
        keys("F10")
        program.find("Open database", "menu item")
        hands.at("Open database…", "menu item")
        keys("Escape")
        program.gone("Open database", "menu item")
        keys("ctrl+1")
        hands.at("Assess, cards", "list")
        program.wait(lambda: len(program.rows("Assess, cards")) == 1, "as many rows as cards", 2)
        program.wait(lambda: not program.rows("Detect, cards"), "no row where there is no card", 2)
        program.quit()


if __name__ == "__main__":
    main()
