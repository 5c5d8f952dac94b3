"""The hands of somebody at the window: by mouse alone, or by keyboard alone. What each act costs is counted.

The tree is read by many questions at once, since a day at sixty times its speed does not wait for one after the other.
"""
import contextlib, subprocess, time

import pyatspi
from gi.repository import Gio, GLib

from driver import MAIN, size, until, windows

ACCESSIBLE, PROPERTIES = "org.a11y.atspi.Accessible", "org.freedesktop.DBus.Properties"
REGISTRY = ("org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root")
NAME = GLib.Variant("(ss)", (ACCESSIBLE, "Name"))
PRESSED = {pyatspi.ROLE_PUSH_BUTTON, pyatspi.ROLE_TOGGLE_BUTTON, pyatspi.ROLE_CHECK_BOX, pyatspi.ROLE_COMBO_BOX,
           pyatspi.ROLE_RADIO_BUTTON, pyatspi.ROLE_MENU_ITEM, pyatspi.ROLE_LIST_ITEM, pyatspi.ROLE_LINK,
           pyatspi.ROLE_TABLE_CELL, pyatspi.ROLE_PAGE_TAB}
TYPED = {pyatspi.ROLE_ENTRY, pyatspi.ROLE_TEXT}


class Tree:
    """What the window tells: every node with its name, role and states, in reading order."""

    def __init__(self):
        session = Gio.bus_get_sync(Gio.BusType.SESSION)
        address = session.call_sync("org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress", None, None, 0, -1)
        flags = Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION
        self.bus = Gio.DBusConnection.new_for_address_sync(address.unpack()[0], flags, None, None)

    def ask(self, questions):
        """Many questions at once: (sender, path, interface, method, arguments); None where there is no answer."""
        answers, left = [None] * len(questions), [len(questions)]

        def come(bus, result, place):
            left[0] -= 1
            with contextlib.suppress(GLib.Error):
                answers[place] = bus.call_finish(result).unpack()

        for place, (sender, path, interface, method, arguments) in enumerate(questions):
            self.bus.call(sender, path, interface, method, arguments, None, 0, 3000, None, come, place)
        while left[0]:
            GLib.MainContext.default().iteration(True)
        return answers

    def nodes(self, fits=None, states=False):
        """(name, role, states, reference) of each node whose name fits, in reading order; states where they are wanted."""
        level = self.windows()
        below = {one: [] for one in level}
        roots = list(level)
        while level:
            answers = self.ask([(*one, ACCESSIBLE, "GetChildren", None) for one in level])
            for one, answer in zip(level, answers):
                below[one] = [tuple(child) for child in (answer or ([],))[0]]
            level = [child for one in level for child in below[one]]
        ordered = []

        def visit(one):
            ordered.append(one)
            for child in below.get(one, []):
                visit(child)

        for one in roots:
            visit(one)
        names = self.ask([(*one, PROPERTIES, "Get", NAME) for one in ordered])
        kept = [(name[0], one) for name, one in zip(names, ordered) if name and (fits is None or fits(name[0]))]
        roles = self.ask([(*one, ACCESSIBLE, "GetRole", None) for _, one in kept])
        stated = self.ask([(*one, ACCESSIBLE, "GetState", None) for _, one in kept]) if states else [None] * len(kept)
        bits = [one[0][0] | (one[0][1] << 32 if len(one[0]) > 1 else 0) if one else 0 for one in stated]
        return [(name, role[0] if role else 0, state, one) for (name, one), role, state in zip(kept, roles, bits)]

    def windows(self):
        """The program's own root in the registry."""
        children = self.ask([(*REGISTRY, ACCESSIBLE, "GetChildren", None)])[0]
        roots = [tuple(one) for one in (children or ([],))[0]]
        told = self.ask([(*one, PROPERTIES, "Get", NAME) for one in roots])
        return [one for one, name in zip(roots, told) if name and "bellwether" in str(name[0]).lower()]

    def box(self, one):
        """Where it is in the window: left, top, width, height."""
        got = self.ask([(*one, "org.a11y.atspi.Component", "GetExtents", GLib.Variant("(u)", (1,)))])[0]
        return got and got[0]


def has(states, state):
    return bool(states >> int(state) & 1)


class Hands:
    """Counts clicks, keys and typed letters, in all and by act."""

    def __init__(self, check):
        self.check, self.tree = check, Tree()
        self.clicks, self.keys, self.letters, self.acts = 0, 0, 0, {}

    @contextlib.contextmanager
    def act(self, what):
        """Counts what one act costs; the cheapest time counts."""
        before = self.clicks, self.keys, self.letters
        yield
        cost = tuple(now - then for now, then in zip((self.clicks, self.keys, self.letters), before))
        self.acts[what] = min(self.acts.get(what, cost), cost)

    def names(self, roles=None):
        return [name for name, role, _, _ in self.tree.nodes(bool) if roles is None or role in roles]

    def shows(self, text):
        return bool(self.tree.nodes(lambda name: text in name))

    def key(self, *keys):
        self.keys += len(keys)
        subprocess.run(["xdotool", "key", "--delay", "30", *keys], check=False)
        time.sleep(0.2)

    def type(self, text):
        self.letters += len(text)
        subprocess.run(["xdotool", "type", "--delay", "10", "--", text], check=False)
        time.sleep(0.2)


class Mouse(Hands):
    """Everything by pressing what is seen; only words are typed."""

    def press(self, name, key=None):
        return self._click(name, PRESSED)

    def into(self, name):
        return self._click(name, TYPED)

    def _click(self, name, roles):
        box = until(lambda: self._in_view(name, roles), 12)
        if not self.check(f"click {told(name)}", box):
            return False
        self.clicks += 1
        x, y = box[0] + box[2] // 2, box[1] + box[3] // 2
        subprocess.run(["xdotool", "mousemove", "--window", windows(MAIN)[0], str(x), str(y), "sleep", "0.08", "click", "1"])
        time.sleep(0.35)
        return True

    def _in_view(self, name, roles):
        one = next(one for _, role, _, one in self.tree.nodes(fitting(name)) if role in roles)
        box = self.tree.box(one)
        window = windows(MAIN)[0]
        height = size(window)[3]
        middle = box[1] + box[3] // 2
        if 5 <= middle <= height - 6 and box[2] > 0:
            return box
        x = max(box[0] + box[2] // 2, 0)
        turn = "5" if middle > 0 else "4"
        subprocess.run(["xdotool", "mousemove", "--window", window, str(x), str(height // 2), "click", "--repeat", "4", turn])
        time.sleep(0.4)
        return None


class Keyboard(Hands):
    """Never touches the mouse: a key of the screen, or Tab to it and Space."""

    def press(self, name, key=None):
        if key:
            self.key(*key.split())
            return True
        return self._tab_to(name, PRESSED) and (self.key("space") or True)

    def into(self, name):
        return self._tab_to(name, TYPED)

    def _tab_to(self, name, roles):
        fits = fitting(name)
        until(lambda: any(role in roles for _, role, _, _ in self.tree.nodes(fits)), 12)
        for attempt in range(25):
            stops, at, goal = 0, None, None
            for known, role, states, _ in self.tree.nodes(states=True):
                if not has(states, pyatspi.STATE_FOCUSABLE) or not has(states, pyatspi.STATE_ENABLED):
                    continue
                if has(states, pyatspi.STATE_FOCUSED):
                    at = stops
                if goal is None and role in roles and fits(known):
                    goal = stops
                stops += 1
            if goal is None:
                break
            if at == goal:
                return self.check(f"keys lead to {told(name)}", True)
            ahead = goal - at if at is not None else 1
            count = min(abs(ahead), 30) if attempt < 4 else 1
            self.key(*["Tab" if ahead > 0 else "shift+Tab"] * count)
        return self.check(f"keys lead to {told(name)}", False)


def fitting(name):
    return name if callable(name) else lambda known: known == name


def told(name):
    return name if isinstance(name, str) else getattr(name, "told", "what fits")


def like(beginning):
    """Whatever begins so."""
    def fits(known):
        return known.startswith(beginning)
    fits.told = beginning + "…"
    return fits
