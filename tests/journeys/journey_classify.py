"""A privacy breach is classified, the program killed in the middle; it goes on, is declared, and its clocks run."""
import os
import pathlib

from incident import Incident
from journey_crash import is_kept
from program import Program, keys
import tree

NOTE = "Sign-ins from outside read mailboxes"


def confirm_duty(program, case):
    """Legal records awareness; the law's duties are proposed from facts, one is confirmed, and its clock is seen."""
    case.tab("Overview")
    program.press("Record awareness", "push button")
    panel = "Awareness of INC-0001"
    program.write("Why then", "The token log leaves no doubt.", within=case.panel(panel))
    case.confirm(panel, "Record awareness")
    program.reads("The token log leaves no doubt.")

    program.press("Duties by law", "push button")
    program.write("Where people or systems are", "DE")
    program.choose("What the provider is", "Controller")
    program.choose("Risk to people", "A risk")
    program.press("Propose duties from these facts")
    program.reads("1 duty proposed")
    program.press(lambda said: said.startswith("GDPR, supervisory authority"), "radio button")
    case.pick("Legal's decision", "Confirm")
    program.write("Legal's reason, in words", "Mailboxes of people were read.")
    program.press("Confirm the duty", "push button")
    program.reads("Confirmed: GDPR, supervisory authority")

    program.press(lambda said: said.startswith("Deadlines"), "radio button")

    def of_law():
        return next((row for row in program.rows("Obligations") if any("2016/679 Art. 33" in cell for cell in row)), None)

    row = program.wait(of_law, "the duty of the law among the deadlines")
    assert "hours" in row[0] and row[1].startswith("due "), row
    # Down the list until the note below it is the one of that duty.
    program.focus("Obligations")
    keys("Home")

    def noted():
        if any("2016/679 Art. 33" in text for text in tree.texts(program.find("How the law counts it", timeout=0))):
            return True
        keys("Down")
        return False

    program.wait(noted, "the note of that duty")
    program.reads("By Regulation 1182/71 it ends")


def main():
    database = pathlib.Path(os.environ["HOME"]) / "team.tocsin"
    with Program() as program:
        case = Incident(program)
        case.create_database(database)
        case.record()
        case.move("Move to Assess", "Assess", "On call took it.")
        case.assess()
        case.move("Escalate to Diagnose", "Diagnose", "Escalated to the response team.")
        case.tab("Timeline")
        for words in ("Token log pulled", "Token revoked"):
            case.write_entry(words, words)

        case.begin_run()
        case.answer("Is it normal business practice?", "No")
        case.answer("On whose side of the shared responsibility did it happen?", "The provider's")
        case.answer("Did somebody or something get in without a right to?", "Yes, unlawfully")
        case.choose_answer("What happened to data?", "Disclosed")
        program.check_row("Search entries to cite", "Entries to cite", "Token log pulled")
        program.write("The answer in your own words", NOTE)
        program.wait(lambda: is_kept(database, NOTE), "the answer that is not kept yet, as a draft")
        program.crash()

        # What was answered stands; what was chosen and not kept comes back.
        program.start()
        program.reads("You have unsent text from before: INC-0001, classification.")
        program.press("Continue")
        question = "What happened to data?"
        card = program.find("Disclosed", "check box", within=program.find(question, "panel"))
        program.wait(lambda: tree.has(card, tree.pyatspi.STATE_CHECKED), "the choice that was made")
        note = program.find("The answer in your own words", "text")
        program.wait(lambda: tree.text_of(note) == NOTE, "the words that were typed")
        program.find(lambda said: said.startswith("Kind of access: Yes, unlawfully"))
        case.answer(question)
        case.answer("Whose data is it?", "Customer data")
        case.answer("How sure is it that customer data was among what was touched?", "Certain")
        case.answer("Is personal data involved?", "Yes")
        program.reads("proposes a declaration")
        case.finish_run("Security incident")
        program.reads("Classification of INC-0001 saved: Privacy breach")
        assert not is_kept(database, NOTE), "the draft stays after its act"

        case.add_customer()
        case.declare()
        left = case.seconds_left()
        assert 72 * 3600 - 120 < left <= 72 * 3600, f"{left} s of 72 hours"
        program.wait(lambda: case.seconds_left() < left, "the clock running")
        confirm_duty(program, case)
        program.quit()


if __name__ == "__main__":
    main()
