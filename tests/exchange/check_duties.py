"""What the demo's awareness and duties by law have to keep to (P7.6, P7.7), for check_demo.py."""

PEOPLE_RISKS = {"not_known", "unlikely", "risk", "high_risk"}
GROUNDS = {"out_of_scope", "risk_unlikely", "article_34_3", "other_party"}


def install(replay, bad, minutes, parts):
    """Gives the replay of check_demo.py the acts about duties."""

    def do_awareness(self, act, at, where):
        self.attested(act, where, ["legal"])
        if not minutes(self.data["acts"][0]["detected"]) <= minutes(act["since"]) <= at or not act["reason"]:
            bad(where, "aware before it was detected, later than said, or without a reason")

    def do_duty_facts(self, act, at, where):
        self.need(act, where, "responder", "incident_manager", "legal")
        if not act["jurisdictions"] or act["part"] not in parts or act["risk"] not in PEOPLE_RISKS:
            bad(where, "no place, or no such part or risk")

    def do_duty_confirm(self, act, at, where):
        self.attested(act, where, ["legal"])
        proposed = "duty_facts" in self.seen if "rule" in act else "scope" in self.seen
        if not proposed or "awareness" not in self.seen or not act["reason"]:
            bad(where, "nothing was proposed, its clock cannot start, or no reason")

    def do_duty_reject(self, act, at, where):
        self.attested(act, where, ["legal"])
        if "duty_facts" not in self.seen or act["ground"] not in GROUNDS or not act["reason"]:
            bad(where, "nothing was proposed, or no such ground, or no reason")

    def do_duty_add(self, act, at, where):
        self.attested(act, where, ["legal"])
        if act["kind"] not in ("statute", "contract") or act["hours"] < 1:
            bad(where, "the commitment is not added, and a period is at least an hour")
        if not act["regime"] or not act["name"] or not act["reason"] or "awareness" not in self.seen:
            bad(where, "no law, no addressee, no reason, or its clock cannot start")

    for act in (do_awareness, do_duty_facts, do_duty_confirm, do_duty_reject, do_duty_add):
        setattr(replay, act.__name__, act)
