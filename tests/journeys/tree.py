"""The accessible tree of the program: finding, reading and describing what a screen reader sees."""
import time

import gi
import pyatspi

SHOWING = pyatspi.STATE_SHOWING
TABLES = ("table", "tree table", "tree", "list")


class NotFound(AssertionError):
    """Nothing of that name came up in time."""


def wait_for(condition, what, timeout=10.0):
    """The first true value of CONDITION; a condition that raises is not met yet. Says WHAT when it never comes."""
    end = time.monotonic() + timeout
    problem = None
    while True:
        try:
            value = condition()
            if value:
                return value
        except (NotFound, gi.repository.GLib.Error, LookupError, RuntimeError, AttributeError) as error:
            problem = error
        if time.monotonic() > end:
            raise NotFound(f"after {timeout:g} s: {what}" + (f" ({problem})" if problem else ""))
        time.sleep(0.03)


def children(node, most=400):
    for index in range(min(node.childCount, most)):
        child = node.getChildAtIndex(index)
        if child is not None:
            yield child


def has(node, state):
    return node.getState().contains(state)


def is_on_screen(node):
    return has(node, SHOWING)


def walk(node, depth=0):
    """Every node that shows, with its depth; rows of tables are left to rows()."""
    for child in children(node):
        states = child.getState()
        if not states.contains(SHOWING):
            continue
        yield depth, child
        if child.getRoleName() not in TABLES:
            yield from walk(child, depth + 1)


def said(node):
    """What is read out for the node: its name, else its text."""
    return node.name or text_of(node) or ""


def text_of(node):
    try:
        return node.queryText().getText(0, -1)
    except NotImplementedError:
        return ""


def fits(name, wanted):
    if callable(wanted):
        return wanted(name)
    return name == wanted or name.rstrip("…") == wanted


def find(root, name, role=None):
    """The node called NAME (a text, or a function of the name), in the order of the screen; None when there is none."""
    for _, node in walk(root):
        if (role is None or fits(node.getRoleName(), role)) and fits(node.name, name):
            return node
    return None


def find_control(root, name, role=None):
    """As find(), but something that a person can act on: never the label that stands beside it."""
    for _, node in walk(root):
        if node.getRoleName() != "label" and (role is None or fits(node.getRoleName(), role)) and fits(node.name, name):
            return node
    return None


def find_all(root, name=None, role=None):
    return [
        node
        for _, node in walk(root)
        if (role is None or fits(node.getRoleName(), role)) and (name is None or fits(node.name, name))
    ]


def texts(root):
    """Everything that is readable on the screen, in its order."""
    return [said(node) for _, node in walk(root) if said(node)]


def rows(table, most=200):
    """The texts of the cells of a table or list, row by row."""
    try:
        grid = table.queryTable()
    except NotImplementedError:
        return [[said(child)] for child in children(table, most)]
    found = []
    for row in range(min(grid.nRows, most)):
        cells = [grid.getAccessibleAt(row, column) for column in range(grid.nColumns)]
        found.append([cell.name if cell else "" for cell in cells])
    return found


def describe(root):
    """The tree as text, for a person who has to find out why a journey stopped."""
    lines = []
    for depth, node in walk(root):
        states = node.getState()
        notes = [
            word
            for state, word in (
                (pyatspi.STATE_FOCUSED, "focused"),
                (pyatspi.STATE_CHECKED, "checked"),
                (pyatspi.STATE_SELECTED, "selected"),
            )
            if states.contains(state)
        ]
        if not states.contains(pyatspi.STATE_ENABLED):
            notes.append("disabled")
        text = text_of(node)
        shown = f" = {text!r}" if text and text != node.name else ""
        lines.append("  " * depth + f"{node.getRoleName()} {node.name!r}{shown} {' '.join(notes)}".rstrip())
        if node.getRoleName() in TABLES:
            lines += ["  " * (depth + 1) + repr(row) for row in rows(node, 30)]
    return "\n".join(lines)
