"""What the demo's addressees, forms and answers have to keep to (P9), for check_demo.py."""
import re

bad = None


def install(replay, bad_function):
    """Gives the class that replays an incident what checks who is told and what comes back."""
    globals().update(bad=bad_function)
    for name, function in list(globals().items()):
        if name.startswith("do_"):
            setattr(replay, name, function)


def do_notice_form(self, act, at, where):
    self.step(act, where, "draft", "draft")
    if not act["answers"]:
        bad(where, "answers nothing")


def do_addressee(self, act, at, where):
    self.need(act, where, "responder", "incident_manager", "legal")
    if self.notices.get(act["notice"], {}).get("state") not in ("draft", "legal_review"):
        bad(where, "who gets an approved notice is not changed")
    if not act["name"] or not act["reason"] or not re.search(r"@[a-z0-9.-]+\.example$", act["address"]):
        bad(where, "no name, no reason, or no address under .example")


def do_answer(self, act, at, where):
    if act["notice"] not in self.notices or not act["words"]:
        bad(where, "no such notice, or no words")
    if act["kind"] == "receipt" and not act.get("reference"):
        bad(where, "a receipt has a number")
    if (act["kind"] == "question") != ("due" in act) or act.get("owner", act["by"]) not in self.people:
        bad(where, "a question, and it alone, has an owner and an instant it is due at")


def do_notice_draft(self, act, at, where):
    self.need(act, where, "responder", "incident_manager", "legal")
    required = {"nature", "people", "records", "contact", "consequences", "measures"}
    if act["audience"] == "customers":
        required.add("customer_actions")
    if required - set(act["content"]):
        bad(where, f"required content is missing: {required - set(act['content'])}")
    if re.search(r"\{\{(?!(t|d):|(contact|customer|subscriptions|accessed)\}\})", act["body"]) or len(act["body"]) < 900:
        bad(where, "has an unfilled placeholder, or is no letter")
    self.notices[act["notice"]] = {"author": act["by"], "state": "draft", "body": act["body"]}


def do_notice_revise(self, act, at, where):
    notice = self.step(act, where, "draft", "draft")
    self.need(act, where, "responder", "incident_manager", "legal")
    if notice.get("body") == act["body"]:
        bad(where, "changes nothing")
