"""What a person does with one incident, in the words of the program. Every step waits for what it brings about."""
import pyatspi

import tree
from program import Program, keys, type_text
from tree import wait_for

TITLE = "Unknown sign-ins from two tenants"
NOTICE = (
    "Dear {{contact}},\nsign-ins from outside read mailboxes in {{subscriptions}}. We revoked the tokens. "
    "Our desk answers questions; please rotate your passwords. Reference INC-0001."
)


class Incident:
    """The program with one incident in it."""

    def __init__(self, program: Program):
        self.program = program

    # ---- The window --------------------------------------------------------------------------------------------------
    def create_database(self, path, person="Mira Kahn"):
        p = self.program
        p.find("Welcome to Tocsin")
        p.write("Your name", person)
        p.write("File of the new database", str(path))
        p.press("Create database")
        p.find("No incident yet", "panel")

    def tab(self, name):
        self.program.press(lambda said: said.split(" ")[0] == name.split(" ")[0], "page tab")

    def pick(self, group, choice):
        p = self.program
        p.press(choice, within=p.find(group, "panel"))
        wait_for(
            lambda: tree.has(tree.find_control(p.find(group, "panel"), choice), pyatspi.STATE_CHECKED),
            f"“{choice}” chosen in {group}",
        )

    def panel(self, name):
        return self.program.find(name, "filler")

    def confirm(self, panel_name, button):
        """Presses BUTTON of an act panel and waits until the panel is done."""
        p = self.program
        p.press(button, "push button", within=self.panel(panel_name))
        p.gone(panel_name, "filler")

    # ---- Detect and assess -------------------------------------------------------------------------------------------
    def fill_in(self):
        p = self.program
        p.press("Record the first incident")
        p.write("What was noticed, in one line", TITLE)
        p.choose("Where the first sign came from", "Customer report")
        p.write("Which one exactly", "Case 4711")
        p.write("Detected", "-40m")
        p.write("Reported by", "Birch Clinic")
        p.write("What was seen", "A customer saw sign-ins that nobody made.")

    def record(self):
        self.fill_in()
        self.program.press("Record incident")
        self.program.find(lambda said: said.startswith("Detect: current stage"))

    def move(self, button, stage, reason):
        p = self.program
        p.press(button, "push button")
        name = f"Move to {stage}"
        p.write("Why it moves", reason, within=self.panel(name))
        self.confirm(name, name)
        p.find(lambda said: said.startswith(f"{stage}: current stage"))

    def assess(self):
        p = self.program
        self.tab("Assessment")
        self.pick("Functional impact", "Low")
        self.pick("Information impact", "Privacy breach")
        self.pick("Recoverability", "Regular")
        self.pick("Customer-data risk", "Confirmed")
        p.find("Severity High")
        p.press("Save the assessment")
        p.reads("Assessment of INC-0001 saved")

    # ---- Diagnose ----------------------------------------------------------------------------------------------------
    def write_entry(self, line, words):
        p = self.program
        p.focus("New timeline entry")
        type_text(line)
        keys("ctrl+Return")
        return wait_for(
            lambda: next((row[0] for row in p.rows("Timeline entries") if words in row[0]), None), f"the entry “{words}”"
        )

    def classify(self):
        p = self.program
        self.begin_run()
        self.answer("Is it normal business practice?", "No")
        self.answer("On whose side of the shared responsibility did it happen?", "The provider's")
        self.answer("Did somebody or something get in without a right to?", "Yes, unlawfully")
        self.answer("What happened to data?", "Disclosed")
        self.answer("Whose data is it?", "Customer data")
        self.answer("How sure is it that customer data was among what was touched?", "Certain")
        self.answer("Is personal data involved?", "Yes")
        self.finish_run("Security incident")
        p.reads("Classification of INC-0001 saved")

    def begin_run(self):
        p = self.program
        self.tab("Assessment")
        p.press("Open the wizard")
        p.press("Begin", "push button")

    def choose_answer(self, question, *choices):
        p = self.program
        for choice in choices:
            p.press(choice, within=p.find(question, "panel"))

    def answer(self, question, *choices):
        """Answers a question of the wizard, says why it cites no entry, and goes on."""
        p = self.program
        self.choose_answer(question, *choices)
        if choices:
            p.write("The answer in your own words", "The engineer on call saw it.")
        p.press(lambda said: said.startswith("Next"), "push button")
        p.gone(question, "panel")

    def take_part(self):
        """From any page of the wizard: says who took part, and goes on."""
        p = self.program
        p.press(lambda said: said.startswith("Who took part"), "push button")
        p.wait(lambda: p.has_focus("People who may have taken part"), "the page has come, with the focus on its list")
        p.write("Name of an engineer who took part", "Sam Roth, mail")
        p.press("Add this engineer")
        p.find(lambda said: said.startswith("Who took part: Sam Roth, mail"))
        p.press(lambda said: said.startswith("Next"), "push button")

    def finish_run(self, outcome):
        """From any page of the wizard: says who took part, and finishes with the outcome that is proposed."""
        p = self.program
        self.take_part()
        p.press(f"Finish: {outcome}")
        p.gone("Outcome so far")

    def add_customer(self, name="Birch Clinic", subscription="birch-main", contact="Bo Tan", address="bo@birch.example"):
        p = self.program
        self.tab("Customers")
        p.press("Add an affected subscription")
        p.focus("Search customers")
        p.go_to_row("Customers", "New customer")
        p.write("Name of the new customer", name)
        p.write("Name of the new subscription", subscription)
        p.write("Name of a contact", contact)
        p.write("E-mail", address)
        p.write("What was accessed", "mailboxes of the clinic")
        p.choose("How sure it is", "Confirmed")
        p.write("What shows it", "Data-flow log")
        self.confirm("Add an affected subscription", "Add to the scope")
        rows = p.rows("Affected subscriptions")
        assert any(row[0] == name and contact in row[5] for row in rows), rows

    def declare(self, by_menu=False, customers=("Birch Clinic",)):
        """As the next step; or by the menu, which offers it from Assess on."""
        p = self.program
        if by_menu:
            p.focus("More acts on this incident")
            keys("space")
            p.press(lambda said: said.startswith("Declare customer-reportable"), "menu item")
        else:
            p.press("Declare…")
        panel = "Declare INC-0001 customer-reportable"
        p.reads(f"Starts {len(customers)} clock{'s' if len(customers) > 1 else ''} of 72 hours")
        clocks = p.rows("Clocks that the declaration starts")
        assert len(clocks) == len(customers), clocks
        for name in customers:
            assert any(f"{name} · customer, 1 subscription" in row[0] for row in clocks), clocks
        self.pick("Ground of the declaration", "Unauthorised access to customer data has occurred")
        for words in ("Token revoked", "Token log pulled"):
            p.check_row("Search entries to cite", "Entries to cite", words)
        p.press("I sign this statement")
        p.write("Who of the legal department was consulted", "Ada Ruiz")
        self.confirm(panel, "Declare")

    # ---- The clock ---------------------------------------------------------------------------------------------------
    def seconds_left(self):
        """What the clock in the header shows, in seconds."""
        clock = self.program.find(lambda said: said.startswith("Clock: "), "label")
        hours, minutes, seconds = (int(part) for part in clock.description.lstrip("−-+").split(":"))
        return hours * 3600 + minutes * 60 + seconds

    # ---- The notice --------------------------------------------------------------------------------------------------
    def draft_notice(self):
        p = self.program
        self.tab("Notices")
        p.press("New notice")
        p.press("Begin the draft")
        p.gone("Begin the draft")
        p.write("Text of the notice", NOTICE)

        def missing():
            return [n.name for n in tree.find_all(p.root, lambda said: said.endswith(": missing"), "push button")]

        wait_for(lambda: len(missing()) == 7, "seven parts of the content")
        for name in missing():
            p.press(name)
            p.gone(name)
        p.find("7 of 7")

    def open_notice(self, state="Draft"):
        p = self.program
        p.click(next(tree.children(p.find("Notices of this incident", "list"))))
        p.find(f"State: {state}")

    def approve_notice(self):
        p = self.program
        p.press("Save version")
        p.press("Submit to legal")
        p.find("State: Legal review")
        p.press(lambda said: said == "Record legal's approval…")
        p.choose("Who decided, Legal", "Somebody who is not in the list…")
        p.write("Name of the new person", "Ada Ruiz")
        p.write("E-mail of the new person", "ada@provider.example")
        p.press("Add this person as Legal")
        p.find("Who decided, Legal: Ada Ruiz")
        p.write("The words of Legal", "Approved as read out.")
        self.confirm("Record legal's approval", "Record the approval")
        p.find("State: Approved")

    def send_notice(self, folder):
        p = self.program
        p.press(lambda said: said == "Send…")
        p.write("Folder to write to", str(folder))
        self.confirm("Send", "Write 1 message")
        p.find("State: Sent")

    def send_notice_by_mail(self, messages, password):
        p = self.program
        p.press(lambda said: said == "Send…")
        self.pick("How it leaves", "By the mail server")
        self.confirm("Send", f"Send {messages} messages")
        p.focus("Password of the mail account")
        type_text(password)
        p.press("Send with this password", "push button")

    def choose_message(self, words):
        """The row of the messages that holds WORDS, by a click."""
        p = self.program
        def found():
            grid = p.find("Messages", "table", timeout=0).queryTable()
            for row in range(grid.nRows):  # as far as it has to: each cell is asked for on its own
                cells = [grid.getAccessibleAt(row, column) for column in range(grid.nColumns)]
                if any(cell and words in cell.name for cell in cells):
                    return cells[0]
            return None

        p.click(wait_for(found, f"a message with “{words}”"))

    def record_delivery(self):
        p = self.program
        p.press(lambda said: said == "Record delivery…")
        p.write("Proof", "Answer of Bo Tan")
        self.confirm("Record delivery", "Record 1 delivery")
        p.find("State: Delivered")

    # ---- Stabilize and close -----------------------------------------------------------------------------------------
    def verify_containment(self, risk):
        p = self.program
        p.press("Verify containment")
        name = f"{risk} contained, verified"
        self.pick("What is recorded", name)
        p.write("What was done", "A replay of the token fails.")
        p.write("Verified by", "Sam Roth")
        self.confirm(name, "Record the verification")

    def write_postmortem(self):
        p = self.program
        self.tab("Post-mortem")
        p.press("Begin the post-mortem")
        p.write("Summary, text", "A token was reused. It is revoked now.")
        p.press("Save version")
        p.press("Submit for review")
        p.press("Mark as reviewed")
        p.press("Record the approval…")
        self.pick("In which role", "Legal")
        p.choose("Who decided, Legal", "Ada Ruiz")
        p.write("The words of Legal", "Approved.")
        self.confirm("Record the approval", "Record the approval")

    def close(self):
        p = self.program
        p.press(lambda said: said == "Close…")
        p.write("Summary", "Contained, told, learned.")
        self.confirm("Close INC-0001", "Close the incident")
        p.reads("INC-0001 is closed")
