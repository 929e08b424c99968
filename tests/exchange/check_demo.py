#!/usr/bin/env python3
"""Checks the demo data (resources/demo) against the rules of the process, without building the program.

References resolve, acts rise in time, gates of stages, endings, declarations and closing hold, the right people act,
every band of the clocks is there, and every address lies under .example.
"""
import json
import pathlib
import re
import sys

import check_audience
import check_closing
import check_duties
import check_mail
import check_transfers

MINUTE = {"d": 1440, "h": 60, "m": 1}
STAGES = ["detect", "assess", "diagnose", "stabilize", "close_out"]
SOURCES = {"signature", "anomaly", "first_party", "vulnerability", "customer", "red_blue", "operator"}
KINDS = {"note", "evidence", "containment", "consultation", "communication", "decision"}
PARTS = {"not_known", "processor", "controller", "joint"}
COMMITMENT = 72 * 60
ADDERS = ("responder", "incident_manager", "legal", "executive", "postmortem_author")
LAYERS = {"applications", "data", "runtime", "middleware", "operating_system", "virtualization", "servers", "storage",
          "networking"}
FOREIGN_NAMES = re.compile(
    r"\b(microsoft|azure|amazon|aws|google|gcp|oracle|ibm|alibaba|salesforce|cloudflare|akamai|github|gitlab|docker|"
    r"kubernetes|red ?hat|canonical|debian|vmware|cisco|crowdstrike|okta|slack|zoom|dropbox|facebook|meta|apple|intune|"
    r"office ?365|linux|windows|android|postgres|mysql|redis|kafka|splunk|jira)\b", re.I)

problems = []


def bad(where, text):
    problems.append(f"{where}: {text}")


def minutes(offset):
    """"-3d4h12m" in minutes from now; nothing else is an offset."""
    if not re.fullmatch(r"[+-](?=\d)(\d+d)?(\d+h)?(\d+m)?", offset):
        raise ValueError(offset)
    size = sum(int(n) * MINUTE[u] for n, u in re.findall(r"(\d+)([dhm])", offset))
    return -size if offset[0] == "-" else size


def band(duty):
    """The band in which a clock stands now, as ClockBand has it."""
    deadline = duty["trigger"] + COMMITMENT
    if "withdrawn" in duty:
        return "withdrawn"
    if "met" in duty:
        return "met_late" if duty["met"] > deadline else "met"
    if duty.get("excepted", 0) > 0:
        return "excepted"
    if deadline < 0:
        return "overdue"
    for limit, name in ((60, "under_1h"), (8 * 60, "under_8h"), (24 * 60, "under_24h")):
        if deadline < limit:
            return name
    return "over_24h"


class Replay:
    """One incident, act after act, with the gates of the domain."""

    def __init__(self, name, incident, people, subscriptions):
        self.name, self.data, self.people, self.subs = name, incident, people, subscriptions
        self.stage, self.holder, self.last = 0, None, None
        self.measures = set()
        self.ended = self.closed = self.declared = self.recorded = False
        self.asked = None
        self.outcome, self.findings, self.assessed = "not_classified", None, False
        self.entries, self.struck, self.scope, self.duties, self.notices, self.pm = {}, set(), {}, {}, {}, None
        self.contained, self.seen, self.tasks, self.crew = set(), set(), set(), set()
        self.transfers, self.corrected, self.data_sets, self.decided = {}, {}, {}, None

    def run(self):
        for act in self.data["acts"]:
            where = f"{self.name} {act['at']} {act['act']}"
            at = minutes(act["at"])
            if self.last is not None and at < self.last:
                bad(where, "lies before the act before it")
            if at > 0:
                bad(where, "lies in the future")
            self.last = at
            if act["by"] not in self.people:
                bad(where, f"unknown person {act['by']}")
                continue
            if (act["act"] == "record") == self.recorded:
                bad(where, "the first act records, and no other does")
            getattr(self, "do_" + act["act"])(act, at, where)
            self.recorded = True
            self.seen.add(act["act"])
            self.cites(act, where)

    def roles(self, who):
        return self.people.get(who, {}).get("roles", [])

    def need(self, act, where, *roles):
        if not set(roles) & set(self.roles(act["by"])):
            bad(where, f"{act['by']} has none of the roles {roles}")

    def held(self, act, where):
        if act["by"] != self.holder:
            bad(where, f"{act['by']} does not hold the incident, {self.holder} does")

    def open(self, where):
        if self.ended or self.closed:
            bad(where, "the incident has ended")

    def attested(self, act, where, roles, author=None):
        who = act.get("attestedBy")
        if not set(roles) & set(self.roles(who)) or who in (act["by"], author):
            bad(where, f"{who} may not decide this")
        self.held(act, where)

    def cites(self, act, where):
        for entry in act.get("cites", []):
            if entry not in self.entries or entry in self.struck:
                bad(where, f"cites {entry}, which is no standing entry")

    def do_record(self, act, at, where):
        self.need(act, where, "responder", "incident_manager")
        if minutes(act["detected"]) > at:
            bad(where, "was recorded before it was detected")
        if not act["reporter"] or not act["seen"]:
            bad(where, "says not who or what")
        if "incident_manager" in self.roles(act["by"]):
            self.holder = act["by"]

    def do_entry(self, act, at, where):
        if act["id"] in self.entries:
            bad(where, f"entry {act['id']} exists")
        if act["kind"] not in KINDS or not act["text"]:
            bad(where, "no kind or no text")
        if "auditor" in self.roles(act["by"]):
            bad(where, "auditors write no entries")
        for file in act.get("attachments", []):
            if "/" in file["name"] or not file["text"] or len(file["text"]) > 4000:
                bad(where, f"attachment {file['name']}")
        self.entries[act["id"]] = act

    def do_strike(self, act, at, where):
        if act["entry"] not in self.entries or act["entry"] in self.struck or not act["reason"]:
            bad(where, f"nothing to strike: {act['entry']}")
        self.struck.add(act["entry"])

    def do_assess(self, act, at, where):
        self.need(act, where, "responder", "incident_manager")
        self.open(where)
        fine = (act["functional"] in (None, "none", "low", "medium", "high")
                and set(act["information"] or []) <= {"privacy_breach", "proprietary_breach", "integrity_loss"}
                and act["recoverability"] in (None, "regular", "supplemented", "extended", "not_recoverable")
                and act["customerDataRisk"] in (None, "none", "suspected", "imminent", "confirmed"))
        if not fine or not act["reason"]:
            bad(where, "unknown code, or no reason")
        self.findings, self.assessed = act, True

    def do_link(self, act, at, where):
        self.need(act, where, *ADDERS)
        if act["kind"] not in ("related", "caused_by", "part_of", "duplicate_of") or act["other"] == self.data["id"]:
            bad(where, "is no link")

    def do_situation(self, act, at, where):
        self.need(act, where, *ADDERS)
        self.open(where)
        if not (act["known"] or act["unknown"] or act["next"]):
            bad(where, "says nothing")

    def do_task(self, act, at, where):
        self.need(act, where, *ADDERS)
        if not act["what"] or act["what"] in self.tasks or act.get("owner", "mara") not in self.people:
            bad(where, "is no task, twice there, or nobody's")
        if "due" in act:
            minutes(act["due"])
        self.tasks.add(act["what"])

    def do_task_end(self, act, at, where):
        self.need(act, where, *ADDERS)
        if act["what"] not in self.tasks or act["state"] not in ("done", "dropped"):
            bad(where, "ends no task")
        if act["state"] == "dropped" and not act["reason"]:
            bad(where, "drops it without a reason")

    def do_duty(self, act, at, where):
        self.need(act, where, *ADDERS)
        holder = (act["duty"], act.get("holder") or act["holderName"])
        if act["duty"] not in ("scribe", "communications", "service_engineer", "legal_adviser"):
            bad(where, "unknown duty")
        if act.get("assigned", True) == (holder in self.crew):
            bad(where, "gives what is there, or takes what is not")
        (self.crew.add if act.get("assigned", True) else self.crew.discard)(holder)

    def do_place(self, act, at, where):
        self.need(act, where, *ADDERS)
        if act["kind"] not in ("call", "reference") or not act["name"]:
            bad(where, "is no call and no reference")
        if act["link"] and not re.match(r"https://[a-z.-]+\.example/", act["link"]):
            bad(where, "leads out of .example")

    def do_move(self, act, at, where):
        self.need(act, where, "responder", "incident_manager")
        self.open(where)
        to = STAGES.index(act["to"])
        alternation = (self.stage, to) == (3, 2)
        if to > self.stage + 1 or to == self.stage or not act["reason"]:
            bad(where, f"from {STAGES[self.stage]}: skips, goes nowhere, or has no reason")
        if to < self.stage and not alternation:
            self.held(act, where)
        if (self.stage, to) == (1, 2) and not self.assessed:
            bad(where, "not assessed")
        if to == 4 and self.contained != {"customer", "business"}:
            bad(where, "containment is not verified")
        self.stage = to

    def do_take_over(self, act, at, where):
        self.need(act, where, "incident_manager")
        if self.holder == act["by"]:
            bad(where, "holds it already")
        self.holder = act["by"]

    def do_classify(self, act, at, where):
        self.need(act, where, "responder", "incident_manager")
        self.open(where)
        allowed = {"crsi"} if self.declared else {"not_classified", "security_incident"}
        if act["outcome"] not in allowed or act["personalData"] not in ("not_known", "no", "yes") or not act["cites"]:
            bad(where, "outcome not allowed here, or no citation")
        self.outcome, self.personal = act["outcome"], act["personalData"]

    def do_wizard(self, act, at, where):
        """The rules themselves are checked where the demo is told; here, that it names what there is."""
        self.need(act, where, "responder", "incident_manager")
        self.open(where)
        for answer in act["answers"]:
            self.cites(answer, where)
            if not answer["answers"]:
                bad(where, f"{answer['fact']} has no answer")
        if "outcome" not in act:
            return
        if not act["participants"]:
            bad(where, "nobody took part")
        if act["outcome"] in ("false_positive", "no_data_compromise", "referred", "exercise_ended"):
            self.ended = True
        self.outcome = act["outcome"]
        self.personal = next((a["answers"][0] for a in act["answers"] if a["fact"] == "personal"), "not_known")

    def do_scope(self, act, at, where):
        self.held(act, where)
        for row in act["subscriptions"]:
            if row["subscription"] not in self.subs:
                bad(where, f"unknown subscription {row['subscription']}")
                continue
            if row["certainty"] not in ("confirmed", "likely", "possible") or not row["accessed"]:
                bad(where, "says not what was accessed, or how sure")
            customer = row["subscription"].split("/")[0]
            self.scope[row["subscription"]] = row
            if self.declared:
                self.duties.setdefault(customer, {"trigger": at})

    def do_declare(self, act, at, where):
        self.held(act, where)
        self.open(where)
        if self.declared or self.stage < 1 or not act["cites"] or not self.scope:
            bad(where, "declared twice, too early, without citation or without scope")
        if "legal" not in self.roles(act["consultedWho"]) or minutes(act["consultedAt"]) > at:
            bad(where, "names no consultation with legal")
        if act["ground"] not in ("access_occurred", "access_very_likely", "legal_or_contractual"):
            bad(where, "unknown ground")
        self.declared, self.outcome = True, "crsi"
        for subscription in self.scope:
            self.duties[subscription.split("/")[0]] = {"trigger": at}

    def do_rescind(self, act, at, where):
        self.held(act, where)
        if not self.declared or self.asked or not act["cites"] or not act["reason"]:
            bad(where, "nothing stands, asked already, or without citation or reason")
        self.asked = act["by"]

    def do_rescission_decide(self, act, at, where):
        self.attested(act, where, ["legal"], self.asked)
        if not self.asked or act["decision"] not in ("cosigned", "refused") or not act["words"]:
            bad(where, "nothing was asked for, or no decision in words")
        self.asked = None
        if act["decision"] == "cosigned":
            self.declared, self.outcome = False, "not_classified"
            for duty in self.duties.values():
                if "met" not in duty:
                    duty["withdrawn"] = at

    def step(self, act, where, before, after):
        notice = self.notices.get(act["notice"])
        if not notice or notice["state"] != before:
            bad(where, f"notice {act['notice']} is not in the state {before}")
            return {}
        notice["state"] = after
        return notice

    def do_notice_submit(self, act, at, where):
        self.step(act, where, "draft", "legal_review")

    def do_notice_return(self, act, at, where):
        notice = self.step(act, where, "legal_review", "draft")
        self.attested(act, where, ["legal"], notice.get("author"))

    def do_notice_approve(self, act, at, where):
        notice = self.step(act, where, "legal_review", "approved")
        self.attested(act, where, ["legal"], notice.get("author"))

    def do_notice_send(self, act, at, where):
        self.held(act, where)
        self.step(act, where, "approved", "sent")
        if not self.declared and not ("recipient" in act and self.decided in ("risk", "high_risk")):
            bad(where, "leaves before the declaration")
        for customer, duty in self.duties.items():
            if duty.get("excepted", -1e9) > at:
                bad(where, f"sending to {customer} is held by an exception")

    def do_deliver(self, act, at, where):
        if self.notices.get(act["notice"], {}).get("state") != "sent" or not act["proof"]:
            bad(where, "nothing was sent, or there is no proof")
        for customer, duty in self.duties.items():
            mine = [s for s in self.scope if s.split("/")[0] == customer]
            if "withdrawn" not in duty and all(self.subs[s]["contacts"] for s in mine):
                duty.setdefault("met", at)

    def do_mitigate(self, act, at, where):
        if act["kind"] not in ("emergency", "mitigation") or not act["text"]:
            bad(where, "no kind or no text")

    def do_verify_containment(self, act, at, where):
        self.held(act, where)
        if not act["how"]:
            bad(where, "says not how")
        if STAGES[self.stage] not in ("diagnose", "stabilize"):
            bad(where, "containment is verified in diagnose or stabilize")
        self.contained |= set(act["risks"])

    def do_end(self, act, at, where):
        self.need(act, where, "responder", "incident_manager")
        if act["kind"] == "referred":
            self.held(act, where)
        self.open(where)
        gate = {"false_positive": act.get("rootCause") and (
                    act.get("noTuningReason") or (act.get("tuningAction") and act.get("tuningOwner") in self.people
                                                  and act.get("tuningDue"))),
                "no_data_compromise": act["reason"], "exercise_ended": self.data["exercise"] and act["reason"],
                "referred": act.get("referredTo") and act.get("referredSaid"),
                "duplicate": act.get("duplicateOf")}[act["kind"]]
        if self.declared or not gate:
            bad(where, "declared, or something is missing")
        self.ended, self.outcome = True, act["kind"]

    def do_responsibility(self, act, at, where):
        self.need(act, where, "responder", "incident_manager")
        self.open(where)
        if act["service"] not in self.data["services"] or not act["layers"] or not set(act["layers"]) <= LAYERS:
            bad(where, "not a service of the incident, or no layers of it")

    def do_tuning(self, act, at, where):
        self.need(act, where, "responder", "incident_manager")
        asked = [a for a in self.data["acts"] if a["act"] == "end" and a.get("tuningAction")]
        if not 1 <= act["number"] <= len(asked) or act["state"] not in ("done", "dropped") or not act["text"]:
            bad(where, "no such tuning action, or no state of one")

    def do_close(self, act, at, where):
        self.held(act, where)
        self.open(where)
        known = self.findings and all(self.findings[k] is not None for k in
                                      ("functional", "information", "recoverability", "customerDataRisk"))
        settled = all("met" in d or "withdrawn" in d for d in self.duties.values())
        breach = self.outcome == "crsi" or (self.outcome == "security_incident" and self.findings["information"])
        if self.stage != 4 or not known or not settled or self.outcome == "not_classified":
            bad(where, "stage, impacts, obligations or classification are open")
        if breach and (not self.pm or self.pm["state"] != "approved"):
            bad(where, "a data breach needs a finished post-mortem")
        self.closed = True

    def do_reopen(self, act, at, where):
        self.held(act, where)
        if not (self.ended or self.closed) or not act["reason"]:
            bad(where, "nothing to reopen")
        if self.ended:
            self.outcome = "not_classified"
        self.ended = self.closed = False
        if STAGES.index(act["to"]) > self.stage:
            bad(where, "reopens in a later stage")
        self.stage = STAGES.index(act["to"])

    def do_except(self, act, at, where):
        self.held(act, where)
        ok = ("legal" in self.roles(act["legal"]) and "executive" in self.roles(act["executive"])
              and len({act["legal"], act["executive"], act["by"]}) == 3)
        ok, until = ok and set(act["customers"]) <= set(self.duties), minutes(act["until"])
        if not ok or not at < until <= at + 24 * 60 or act["ground"] not in ("risk_to_others", "unusual"):
            bad(where, "two other people decide, for 24 hours at most")
        for customer in act["customers"]:
            self.duties.setdefault(customer, {"trigger": at})["excepted"] = until

    def do_exception_ask(self, act, at, where):
        if not at < minutes(act["until"]) <= at + 24 * 60 or not set(act["customers"]) <= set(self.duties):
            bad(where, "an exception is asked for duties there are, for 24 hours at most")

    def do_consult(self, act, at, where):
        if "legal" not in self.roles(act["adviser"]) or not (act["question"] and act["advice"]):
            bad(where, "a consultation is with legal, and has a question and an advice")

    def do_withdraw(self, act, at, where):
        self.attested(act, where, ["legal"])
        if act["customer"] not in self.duties or act["reason"] not in (
                "rescinded", "out_of_scope", "risk_unlikely", "article_34_3", "other_party") or not act["explanation"]:
            bad(where, "no such obligation, or no reason")
        self.duties.setdefault(act["customer"], {"trigger": at})["withdrawn"] = at

    def do_data_set(self, act, at, where):
        self.need(act, where, "responder", "incident_manager")
        self.open(where)
        if act["part"] not in PARTS or not all(act[k] for k in ("name", "kinds", "people", "reason")):
            bad(where, "no such part, or something is not said")
        for known, count in (("peopleKnown", "peopleCount"), ("recordsKnown", "recordCount")):
            if (act[known] == "not_known") != (act[count] == 0) and act[known] != "exact":
                bad(where, "a number that is not known")
        self.data_sets[act["name"]] = None

    def do_part(self, act, at, where):
        self.attested(act, where, ["legal"])
        if act["dataSet"] not in self.data_sets or act["part"] not in PARTS or not act["reason"]:
            bad(where, "no such data set or part, or no reason")
        self.data_sets[act["dataSet"]] = act["part"]

    def do_score(self, act, at, where):
        self.need(act, where, "responder", "incident_manager")
        self.open(where)
        rules = json.loads((pathlib.Path(__file__).parents[2] / "resources/rules/enisa.json").read_text("utf-8"))
        codes = {(e["part"], e["code"]) for e in rules["entries"]}
        points = {(e["part"], e["points"]) for e in rules["entries"]}
        if not act["classes"] or any((c, p) not in points for c, p in act["classes"].items()) or len(
                act["answers"]) != 5 or any(a not in codes for a in act["answers"].items()):
            bad(where, "a question of the score is not answered")

    def do_breach_decision(self, act, at, where):
        """The truth table of Art. 33 and 34, once more and on its own."""
        self.attested(act, where, ["legal"])
        risk, authority, subjects = act["risk"], act["authority"], act["subjects"]
        others = "others_duty" in (authority, subjects)
        parts = set(self.data_sets.values())
        if (authority not in ("others_duty", "risk_unlikely" if risk == "unlikely" else "owed")
                or subjects not in {"unlikely": ("others_duty", "no_high_risk"), "risk": ("others_duty", "no_high_risk"),
                                    "high_risk": ("others_duty", "owed", "article_34_3")}[risk]
                or (subjects == "article_34_3") != bool(act.get("ground"))
                or (act.get("ground") == "disproportionate") != bool(act.get("publicReference"))
                or (others and (None in parts or "controller" in parts or not parts & {"processor", "joint"}))
                or not all(act[k] for k in ("facts", "effects", "measures", "reason"))):
            bad(where, "this decision contradicts itself")
        self.decided = risk


check_transfers.install(Replay, bad, minutes, ADDERS)
check_mail.install(Replay, bad)
check_duties.install(Replay, bad, minutes, PARTS)
check_closing.install(Replay, bad, minutes, ADDERS)

check_audience.install(Replay, bad)


def check_master_data(root):
    people_file = json.loads((root / "people.json").read_text("utf-8"))
    people = {p["id"]: p for p in people_file["people"]}
    roles = {r for p in people.values() for r in p["roles"]}
    if len(people) != 9 or roles != {"responder", "incident_manager", "legal", "executive", "postmortem_author",
                                     "auditor", "administrator"}:
        bad("people.json", "nine people with every role")
    services = {s["id"]: s for s in people_file["services"]}
    customers = json.loads((root / "customers.json").read_text("utf-8"))
    if len(customers) != 45 or len({c["name"] for c in customers}) != 45:
        bad("customers.json", "45 customers with names of their own")
    subscriptions = {}
    for customer in customers:
        if not 1 <= len(customer["subscriptions"]) <= 4:
            bad(customer["id"], "one to four subscriptions")
        for subscription in customer["subscriptions"]:
            subscriptions[subscription["id"]] = subscription
    if sum(not s["contacts"] for s in subscriptions.values()) < 4:
        bad("customers.json", "some subscriptions have no contact")
    return people, services, subscriptions


def check_texts(root):
    for path in sorted(root.rglob("*.json")):
        text = path.read_text("utf-8")
        for match in FOREIGN_NAMES.finditer(text):
            bad(path.name, f"names something real: {match.group()}")
        for domain in re.findall(r"@([A-Za-z0-9.-]+\.[A-Za-z]{2,})", text):
            if not domain.rstrip(".").endswith(".example"):
                bad(path.name, f"address outside .example: {domain}")
        for offset in re.findall(r"\{\{(?:t|d|iso):([^}]*)\}\}", text):
            minutes(offset)
        for ip in re.findall(r"\b\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}\b", text):
            if not ip.startswith(("192.0.2.", "198.51.100.", "203.0.113.")):
                bad(path.name, f"an address that could be somebody's: {ip}")


def check_whole(replays):
    """What the demo has to show as a whole."""
    def expect(what, found, wanted):
        if found < wanted:
            bad("the demo", f"{what}: {found}, wanted at least {wanted}")

    bands = {}
    for replay in replays:
        for duty in replay.duties.values():
            bands[band(duty)] = bands.get(band(duty), 0) + 1
    for name, wanted in dict(overdue=2, under_1h=1, under_8h=2, under_24h=2, over_24h=4, met=3, met_late=1, withdrawn=1,
                             excepted=2).items():
        expect(f"clocks {name}", bands.get(name, 0), wanted)
    outcomes = [r.outcome for r in replays]
    for outcome in ("not_classified", "false_positive", "no_data_compromise", "referred", "duplicate", "exercise_ended",
                    "security_incident", "crsi"):
        expect(f"outcome {outcome}", outcomes.count(outcome), 1)
    expect("privacy breaches", sum(r.outcome == "security_incident" and r.personal == "yes" for r in replays), 2)
    for n, stage in enumerate(STAGES):
        expect(f"open in {stage}", sum(r.stage == n and not r.ended and not r.closed for r in replays), 1)
    expect("sources", len({r.data["source"] for r in replays} & SOURCES), 7)
    expect("exercises", sum(r.data["exercise"] for r in replays), 2)
    expect("closed with a post-mortem", sum(r.closed and r.pm is not None for r in replays), 3)
    expect("in review", sum(r.pm is not None and r.pm["state"] in ("in_review", "reviewed") for r in replays), 1)
    expect("with measures", sum(bool(r.measures) for r in replays), 4)
    expect("reopened", sum("reopen" in r.seen for r in replays), 3)
    expect("not assessed", sum(not r.assessed for r in replays), 2)
    expect("struck entries", sum(len(r.struck) for r in replays), 3)
    expect("rescinded", sum("rescission_decide" in r.seen for r in replays), 1)
    expect("rescission waits for legal", sum(r.asked is not None for r in replays), 1)
    expect("incidents with exceptions", sum("except" in r.seen for r in replays), 2)
    for risk in ("unlikely", "risk", "high_risk"):
        expect(f"decided by legal: {risk}", sum(r.decided == risk for r in replays), 1)
    expect("confirmed duties", sum("duty_confirm" in r.seen for r in replays), 2)
    expect("a rejected duty", sum("duty_reject" in r.seen for r in replays), 1)
    states = {n["state"] for r in replays for n in r.notices.values()}
    expect("states of notices", len(states), 4)
    return bands


def main(root):
    people, services, subscriptions = check_master_data(root)
    check_texts(root)
    replays, records = [], {}
    files = sorted((root / "incidents").glob("*.json"))
    for path in files:
        data = json.loads(path.read_text("utf-8"))
        if path.stem != f"{data['id']}-{data['slug']}" or data["source"] not in SOURCES:
            bad(path.name, "its name or its source is wrong")
        if set(data["services"]) - set(services):
            bad(path.name, "names a service that does not exist")
        records[data["id"]] = minutes(data["acts"][0]["at"])
        replay = Replay(path.stem, data, people, subscriptions)
        replay.run()
        replays.append(replay)
        lines = sum(a["act"] in ("entry", "move", "assess", "mitigate", "end", "declare") for a in data["acts"])
        if not 4 <= lines <= 80:
            bad(path.name, f"{lines} lines in its timeline")
    for replay in replays:
        for act in replay.data["acts"]:
            if act.get("duplicateOf") and records.get(act["duplicateOf"], 1) > minutes(act["at"]):
                bad(replay.name, "is the duplicate of nothing that is known by then")
    if len(replays) != 40:
        bad("incidents", f"{len(replays)} instead of 40")
    bands = check_whole(replays)
    for line in problems:
        print(line, file=sys.stderr)
    print(f"{len(replays)} incidents, {sum(len(r.entries) for r in replays)} entries, "
          f"{len(subscriptions)} subscriptions, clocks {dict(sorted(bands.items()))}: {len(problems)} problem(s)")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(pathlib.Path(sys.argv[1])))
