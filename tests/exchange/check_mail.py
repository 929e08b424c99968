"""What the demo's notices that leave by mail have to keep to (P9.2, P9.8), for check_demo.py."""

bad = None


def install(replay, bad_function):
    """Gives the class that replays an incident what checks its mail."""
    globals().update(bad=bad_function)
    for name, function in list(globals().items()):
        if name.startswith("do_notice_"):
            setattr(replay, name, function)


def addresses(self, subscription):
    """P9.2: its security contacts, else its administrators; corrected ones by what they were corrected to."""
    contacts = self.subs[subscription]["contacts"]
    mine = [c["email"] for c in contacts if c["kind"] == "security"] or [c["email"] for c in contacts]
    return [self.corrected.get(address, address) for address in mine]


def do_notice_order(self, act, at, where):
    self.do_notice_send(act, at, where)


def do_notice_carry(self, act, at, where):
    notice = self.notices.get(act["notice"], {})
    known = {address for s in self.scope for address in addresses(self, s)}
    answers = act.get("answers", {})
    if notice.get("state") != "sent" or set(answers) - known or set(answers.values()) - {"refused", "unsure", "temporary"}:
        bad(where, "nothing was ordered, or somebody answers who was not asked")
    taken = notice.setdefault("taken", set())
    failed = notice.setdefault("failed", set())
    failed |= set(answers)
    taken |= known - failed
    for customer, duty in self.duties.items():
        mine = [s for s in self.scope if s.split("/")[0] == customer]
        if "withdrawn" not in duty and all(set(addresses(self, s)) & taken for s in mine):
            duty.setdefault("met", at)


def do_notice_correct(self, act, at, where):
    self.held(act, where)
    if act["address"] not in self.notices.get(act["notice"], {}).get("failed", ()) or not act["reason"]:
        bad(where, "corrects what did not fail")
    self.corrected[act["address"]] = act["to"]
