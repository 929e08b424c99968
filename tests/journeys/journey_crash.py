"""What was typed and not yet saved is offered again after the program was killed."""
import os
import pathlib

from incident import Incident
from program import Program, type_text
import tree

LINE = "Proxy log shows a second address"
WORDS = "Dear {{contact}}, this much was typed before the power went."


def main():
    database = pathlib.Path(os.environ["HOME"]) / "team.tocsin"
    with Program() as program:
        case = Incident(program)
        case.create_database(database)
        case.record()
        case.tab("Notices")
        program.press("New notice")
        program.press("Begin the draft")
        program.gone("Begin the draft")
        program.write("Text of the notice", WORDS)
        program.reads("kept as a draft")
        case.tab("Timeline")
        program.focus("New timeline entry")
        type_text(LINE)
        program.reads("ept as a draft")
        program.crash()

        program.start()
        case.open_from_palette()
        case.tab("Timeline")
        field = program.find("New timeline entry", "text")
        program.wait(lambda: tree.text_of(field) == LINE, "the entry that was typed")
        case.tab("Notices")
        case.open_notice()
        body = program.find("Text of the notice", "text")
        program.wait(lambda: tree.text_of(body).strip() == WORDS, "the notice that was typed")
        program.quit()


if __name__ == "__main__":
    main()
