#!/usr/bin/env python3
"""Proves check_demo.py: breaks one rule of the demo data after the other, each of which it has to find."""
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile

CHECKER = pathlib.Path(__file__).with_name("check_demo.py")


def change(root, pattern, edit):
    path = next((root / "incidents").glob(pattern))
    data = json.loads(path.read_text("utf-8"))
    edit(data)
    path.write_text(json.dumps(data, ensure_ascii=False), "utf-8")


def first(data, kind):
    return next(a for a in data["acts"] if a["act"] == kind)


def drop(data, kind):
    data["acts"] = [a for a in data["acts"] if a["act"] != kind]


# Each of these breaks one rule; a checker that lets one pass is no checker.
BREAKS = {
    "a skipped stage": ("01-*", lambda d: d["acts"].remove(first(d, "move"))),
    "escalated without an assessment": ("13-*", lambda d: drop(d, "assess")),
    "closing stage without containment": ("14-*", lambda d: drop(d, "verify_containment")),
    "closed without a post-mortem": ("13-*", lambda d: drop(d, "postmortem_approve")),
    "a post-mortem that nobody reviewed": ("13-*", lambda d: drop(d, "postmortem_review")),
    "an answer of somebody who was not asked": ("12-*", lambda d: first(d, "postmortem_answer").update(by="ravi")),
    "a summary that was not looked through": ("28-*", lambda d: drop(d, "summary_look")),
    "a summary that its author approves": ("28-*", lambda d: first(d, "summary_approve").update(attestedBy="yuki")),
    "a measure of nobody": ("12-*", lambda d: first(d, "measure").update(owner="nobody")),
    "a citation of nothing": ("03-*", lambda d: first(d, "declare").update(cites=["nothing"])),
    "a declaration by somebody else": ("04-*", lambda d: first(d, "declare").update(by="theo")),
    "no consultation with legal": ("06-*", lambda d: first(d, "declare").update(consultedWho="carla")),
    "a notice approved by no lawyer": ("12-*", lambda d: first(d, "notice_approve").update(attestedBy="carla")),
    "a notice without a draft": ("15-*", lambda d: drop(d, "notice_draft")),
    "an exception for two days": ("16-*", lambda d: first(d, "except").update(until="+2d")),
    "an answer of nobody": ("11-*", lambda d: first(d, "notice_carry").update(answers={"nobody@c.example": "refused"})),
    "an address corrected that was fine": ("12-*", lambda d: first(d, "notice_carry").pop("answers")),
    "a transfer approved by who asked": ("17-*", lambda d: first(d, "transfer_ask").update(by="mara")),
    "a transfer that nobody approved": ("17-*", lambda d: drop(d, "transfer_decide")),
    "time that runs back": ("20-*", lambda d: d["acts"].reverse()),
    "an unknown subscription": ("10-*", lambda d: first(d, "scope")["subscriptions"][0].update(subscription="nobody/1")),
    "a false positive without a cause": ("30-*", lambda d: first(d, "end").pop("rootCause")),
    "an address outside": ("19-*", lambda d: first(d, "record").update(seen="somebody@provider.com")),
    "a real company": ("19-*", lambda d: first(d, "record").update(seen="Reported by Microsoft")),
    "a high risk that nobody is told of": ("28-*", lambda d: first(d, "breach_decision").update(subjects="no_high_risk")),
    "a decision of nobody": ("29-*", lambda d: first(d, "breach_decision").update(attestedBy="carla")),
    "somebody else's duty as controller": ("13-*", lambda d: first(d, "part").update(part="controller")),
    "a score with a question open": ("29-*", lambda d: first(d, "score")["answers"].pop("intent")),
    "a clock less": ("03-*", lambda d: first(d, "declare").update(at="-3d1h")),
}


def prove(root):
    """True if every break is found."""
    missed = []
    for what, (pattern, edit) in BREAKS.items():
        with tempfile.TemporaryDirectory() as folder:
            copy = pathlib.Path(folder) / "demo"
            shutil.copytree(root, copy)
            change(copy, pattern, edit)
            found = subprocess.run([sys.executable, str(CHECKER), str(copy)], capture_output=True, check=False)
            if found.returncode != 1 or b"problem(s)" not in found.stdout:
                missed.append(f"not found: {what} {found.stderr.decode()}")
    print("\n".join(missed) or f"{len(BREAKS)} breaks, all found")
    return not missed


if __name__ == "__main__":
    sys.exit(0 if prove(pathlib.Path(sys.argv[1])) else 1)
