"""The hands of somebody at the window: by mouse alone, or by keyboard alone. What each act costs is counted."""
import contextlib, re, subprocess, sys, time

import pyatspi
from driver import MAIN, application, until, windows

PRESSED = ("button", "check", "item", "combo", "radio", "toggle", "link", "tab")
TYPED = ("entry", "text")


def walk(node=None):
    """The tree in reading order."""
    node = node or application()
    if not node:
        return
    yield node
    for at in range(node.childCount):
        child = node.getChildAtIndex(at)
        if child:
            yield from walk(child)


def seek(name, roles):
    fits = name if callable(name) else lambda known: known == name
    for node in walk():
        if fits(node.name or "") and any(role in node.getRoleName() for role in roles):
            return node
    return None


def place(node):
    box = node.queryComponent().getExtents(pyatspi.WINDOW_COORDS)
    return box if box.width > 0 and box.height > 0 else None


class Hands:
    """Counts clicks, keys and typed letters, in all and by act."""

    def __init__(self, check):
        self.check, self.clicks, self.keys, self.letters, self.acts = check, 0, 0, 0, {}

    @contextlib.contextmanager
    def act(self, what):
        """Counts what one act costs; the cheapest time counts."""
        before = self.clicks, self.keys, self.letters
        yield
        cost = tuple(now - then for now, then in zip((self.clicks, self.keys, self.letters), before))
        self.acts[what] = min(self.acts.get(what, cost), cost)

    def key(self, *keys):
        self.keys += len(keys)
        subprocess.run(["xdotool", "key", "--delay", "40", *keys], check=False)
        time.sleep(0.25)

    def type(self, text):
        self.letters += len(text)
        subprocess.run(["xdotool", "type", "--delay", "12", "--", text], check=False)
        time.sleep(0.3)


class Mouse(Hands):
    """Everything by pressing what is seen; only words are typed."""

    def press(self, name, key=None):
        return self._click(name, PRESSED)

    def into(self, name):
        return self._click(name, TYPED)

    def _click(self, name, roles):
        box = until(lambda: self._in_view(name, roles), 15)
        if not self.check(f"click {told(name)}", box):
            return False
        self.clicks += 1
        x, y = box.x + box.width // 2, box.y + box.height // 2
        subprocess.run(["xdotool", "mousemove", "--window", windows(MAIN)[0], str(x), str(y), "sleep", "0.1", "click", "1"])
        time.sleep(0.4)
        return True

    def _in_view(self, name, roles):
        box = place(seek(name, roles))
        window = windows(MAIN)[0]
        told_size = subprocess.run(["xdotool", "getwindowgeometry", "--shell", window], capture_output=True, text=True).stdout
        height = int(re.search(r"HEIGHT=(\d+)", told_size)[1])
        middle = box.y + box.height // 2
        if 70 <= middle <= height - 8:
            return box
        turn = "5" if middle > height - 8 else "4"
        x = max(box.x + box.width // 2, 0)
        subprocess.run(["xdotool", "mousemove", "--window", window, str(x), str(height // 2), "click", "--repeat", "3", turn])
        time.sleep(0.4)
        return None


class Keyboard(Hands):
    """Never touches the mouse: a key of the screen, or Tab to it and Space."""

    def press(self, name, key=None):
        if key:
            until(lambda: seek(name, PRESSED), 15)
            self.key(*key.split())
            return True
        return self._tab_to(name, PRESSED) and (self.key("space") or True)

    def into(self, name):
        return self._tab_to(name, TYPED)

    def _tab_to(self, name, roles):
        fits = name if callable(name) else lambda known: known == name
        until(lambda: seek(name, roles), 15)
        for step in range(60):
            stops, at, goal = [], None, None
            for node in walk():
                states = node.getState()
                if not states.contains(pyatspi.STATE_FOCUSABLE):
                    continue
                if states.contains(pyatspi.STATE_FOCUSED):
                    at = len(stops)
                if goal is None and fits(node.name or "") and any(role in node.getRoleName() for role in roles):
                    goal = len(stops)
                stops.append(node.name)
            if goal is None:
                break
            if at == goal:
                return self.check(f"keys lead to {told(name)}", True)
            ahead = (goal - at) if at is not None else 1
            steps = min(abs(ahead), 40)
            self.key(*(["Tab" if ahead > 0 else "shift+Tab"] * (steps if step < 3 else 1)))
        return self.check(f"keys lead to {told(name)}", False)


def told(name):
    return name if isinstance(name, str) else getattr(name, "told", "what fits")


def like(beginning):
    """Whatever begins so."""
    def fits(known):
        return known.startswith(beginning)
    fits.told = beginning + "…"
    return fits
