"""What the demo's post-mortems and measures have to keep to (P1.7, P11), for check_demo.py."""
import json
import pathlib

bad = minutes = None
ADDERS = ()
LEAKS = {"person", "system", "customer"}
SECTIONS = {"summary", "impact", "timeline", "root_cause", "response", "procedures", "changes", "lessons"}
REVIEWERS = ("incident_manager", "legal", "executive", "postmortem_author")


def install(replay, bad_function, minutes_function, adders):
    """Gives the class that replays an incident what checks its last part."""
    globals().update(bad=bad_function, minutes=minutes_function, ADDERS=adders)
    for name, function in list(globals().items()):
        if name.startswith(("do_postmortem_", "do_summary_", "do_measure")):
            setattr(replay, name, function)


def templates():
    root = pathlib.Path(__file__).parents[2] / "resources" / "templates" / "postmortems.json"
    return json.loads(root.read_text("utf-8"))


def do_postmortem_write(self, act, at, where):
    self.need(act, where, "postmortem_author")
    if self.stage != 4 or act["body"].count("## ") < 8:
        bad(where, "is written in the last stage, with all sections")
    known = templates()
    if act["kind"] not in {e["code"] for e in known["entries"]} or act["cause"] not in {c["code"] for c in known["causes"]}:
        bad(where, "no such template or root cause")
    if {act["response"], act["procedures"]} - {"yes", "partly", "no"}:
        bad(where, "says not what was sufficient")
    if self.pm and self.pm["state"] == "approved" and not act.get("remark"):
        bad(where, "writes anew what was approved, and says not why")
    self.pm = {"author": act["by"], "state": "draft", "body": act["body"], "asked": (self.pm or {}).get("asked", {})}


def do_postmortem_submit(self, act, at, where):
    if not self.pm or self.pm["state"] != "draft":
        bad(where, "nothing to submit")
    self.pm["state"] = "in_review"


def do_postmortem_review(self, act, at, where):
    self.held(act, where)
    if not self.pm or self.pm["state"] != "in_review":
        bad(where, "nothing to review")
    self.pm["state"] = "reviewed"


def do_postmortem_approve(self, act, at, where):
    if not self.pm or self.pm["state"] != "reviewed":
        bad(where, "nothing that was reviewed")
    self.attested(act, where, ["legal", "executive"], self.pm["author"])
    self.pm["state"] = "approved"


def do_postmortem_comment(self, act, at, where):
    self.need(act, where, *REVIEWERS)
    if not self.pm or act["section"] not in SECTIONS or act["quote"] not in self.pm["body"] or not act["text"]:
        bad(where, "a comment on nothing")
    if "suggestion" in act and (not act["quote"] or act["suggestion"] == act["quote"]):
        bad(where, "suggests nothing")


def do_postmortem_ask(self, act, at, where):
    self.need(act, where, "postmortem_author")
    minutes(act["due"])
    if act["asked"] not in self.people or act["section"] not in SECTIONS or not act["question"]:
        bad(where, "asks nobody, or nothing")
    self.pm["asked"][act["question"]] = act["asked"]


def do_postmortem_answer(self, act, at, where):
    if self.pm["asked"].get(act["question"]) != act["by"] or not act["text"]:
        bad(where, "was not asked, or says nothing")


def do_measure(self, act, at, where):
    self.need(act, where, *ADDERS)
    if act["kind"] not in ("corrective", "policy", "procedure", "process") or not act["what"]:
        bad(where, "is no measure")
    if act["owner"] not in self.people:
        bad(where, "is nobody's")
    minutes(act["due"])
    self.measures.add(act["what"])


def do_measure_end(self, act, at, where):
    self.need(act, where, *ADDERS)
    if act["what"] not in self.measures or act["state"] not in ("done", "dropped") or not act["reason"]:
        bad(where, "ends no measure, or says not why")


def do_summary_write(self, act, at, where):
    self.need(act, where, "postmortem_author")
    if not self.pm or not act["paragraphs"]:
        bad(where, "summarises nothing")
    for paragraph in act["paragraphs"]:
        if not paragraph["text"] or not paragraph["from"] or set(paragraph["from"]) - SECTIONS:
            bad(where, "a paragraph came from nowhere")
    self.summary = {"author": act["by"], "state": "draft", "looked": set()}


def do_summary_stay(self, act, at, where):
    self.need(act, where, "postmortem_author")
    if act["kind"] not in LEAKS or not act["words"] or not act["reason"]:
        bad(where, "lets something stay, and says not why")


def do_summary_look(self, act, at, where):
    self.need(act, where, "postmortem_author")
    if not act["kinds"] or set(act["kinds"]) - LEAKS:
        bad(where, "looks for nothing")
    self.summary["looked"] |= set(act["kinds"])


def do_summary_submit(self, act, at, where):
    self.need(act, where, "postmortem_author")
    if self.summary["state"] != "draft" or self.summary["looked"] != LEAKS:
        bad(where, "was not looked through")
    self.summary["state"] = "in_review"


def do_summary_approve(self, act, at, where):
    if self.summary["state"] != "in_review":
        bad(where, "is not with legal")
    self.attested(act, where, ["legal"], self.summary["author"])
    self.summary["state"] = "approved"
