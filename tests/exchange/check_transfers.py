"""What the demo's data transfers have to keep to (P10), for check_demo.py."""

bad = minutes = None
ADDERS = ()


def install(replay, bad_function, minutes_function, adders):
    """Gives the class that replays an incident what checks its transfers."""
    globals().update(bad=bad_function, minutes=minutes_function, ADDERS=adders)
    for name, function in list(globals().items()):
        if name.startswith("do_transfer_"):
            setattr(replay, name, function)


def do_transfer_ask(self, act, at, where):
    self.need(act, where, *ADDERS)
    self.open(where)
    breach = act["kind"] == "breach"
    needed = ["title", "what", "source", "destination"] + (
        ["found", "carrier", "how", "items"] if breach else ["amount", "whose", "purpose", "handlers", "protection",
                                                             "destruction", "keepUntil"])
    if act["title"] in self.transfers or not all(act[k] for k in needed):
        bad(where, "is asked for twice, or something is not said")
    self.transfers[act["title"]] = {"asked": act["by"], "state": "noted" if breach else "asked"}


def transfer_in(self, act, where, *states):
    found = self.transfers.get(act["transfer"], {"asked": "", "state": ""})
    if found["state"] not in states:
        bad(where, f"transfer {act['transfer']} is not {' or '.join(states)}")
    return found


def do_transfer_remark(self, act, at, where):
    self.need(act, where, *ADDERS)
    if act["transfer"] not in self.transfers or act["kind"] not in ("question", "answer") or not act["text"]:
        bad(where, "is no remark on a transfer")


def do_transfer_answer(self, act, at, where):
    self.need(act, where, "legal")
    transfer = transfer_in(self, act, where, "asked", "blocked")
    if act["by"] == transfer["asked"] or (not act["goAhead"] and "no" in (a[0] for a in act["items"].values())):
        bad(where, "legal is who asked, or an item is answered no")
    transfer.update(state="answered", legal=act["by"])


def do_transfer_decide(self, act, at, where):
    self.held(act, where)
    transfer = transfer_in(self, act, where, "answered")
    if act["by"] in (transfer["asked"], transfer.get("legal")) or not act["words"]:
        bad(where, "three people, in words")
    transfer.update(state=act["decision"], until=minutes(act["validUntil"]))


def do_transfer_move(self, act, at, where):
    self.need(act, where, *ADDERS)
    transfer = transfer_in(self, act, where, "approved")
    if at > transfer.get("until", at) or not act["items"] or not act["carrier"] or not act["how"]:
        bad(where, "no approval in force, or nothing left")


def do_transfer_end(self, act, at, where):
    self.need(act, where, *ADDERS)
    transfer_in(self, act, where, "approved", "noted")
    if act["outcome"] not in ("returned", "destroyed") or not act["byWhom"] or not act["how"]:
        bad(where, "is no end")
