"""Remarks: reasons and prices that no cue announces, told of the part last brought in.

"Positions sit in Redis. Drivers move every four seconds." What follows a part, up to the next one, speaks
of it; so does what leads up to it. Whether it is a reason, a price or neither is weighed
(:mod:`.weighing`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from .components import Mention
from .cues import carries_meaning
from .found import Found
from .owners import Owners
from .passage import REASON_WORDS, Passage
from .scale import Scale
from .stretches import Stretch, parts_of, stretches
from .weighing import Role, signs

PRICE_SHARE = 0.3
"""A stretch that says something is a price from this share on: after a reason, people tell what it costs."""

REACH = 3
"""Sentences after that of a part that may still speak of it."""

STEM = 5
"""Letters by which a remark and the words around a part are about one thing.

"ticketing", "ticket printer".
"""


class Remarks:
    """The remarks of one turn on its parts."""

    def __init__(
        self, passage: Passage, owners: Owners, found: Found, scale: Scale[Role], asked: Sequence[str] = ()
    ) -> None:
        self.passage = passage
        self.owners = owners
        self.found = found
        self.asked = tuple(asked)
        self.scale = scale

    def attach(self) -> None:
        """Give each part what is said of it without a cue."""
        parts = parts_of(self.passage)
        every = tuple(stretches(self.passage, parts))
        for stretch, role in zip(every, self._roles(every), strict=True):
            if role != "none" and self._tells(stretch):
                self._give(stretch, role, self._owner(stretch, parts))

    def _roles(self, every: Sequence[Stretch]) -> tuple[Role, ...]:
        roles: list[Role] = []
        for stretch in every:
            before = roles[-1] if roles else "none"
            shown = signs(self.passage, stretch, before, answer=bool(self.asked))
            roles.append(_role(self.scale.chances(shown)))
        return tuple(roles)

    def _tells(self, stretch: Stretch) -> bool:
        """Whether a stretch says something that no cue has given to a part, and is no mere description."""
        heard, start, end = self.passage.heard, stretch.start, stretch.end
        if not self.passage.says(start, end, REASON_WORDS) or self.found.holds(start, end):
            return False
        if heard.cue("need", start, end) is not None:
            return True
        sentence = self.passage.sentence(start)
        described = heard.cue("describes", start, end) is not None
        return not described and heard.cue("calculates", sentence.start, sentence.end) is None

    def _give(self, stretch: Stretch, role: Role, names: Sequence[str]) -> None:
        span = self.passage.heard.span(stretch.start, stretch.end)
        for name in names:
            if role == "price":
                self.found.add_tradeoff(name, span)
            elif not self.found.has_reason(name):
                self.found.add_reason(name, span)

    def _owner(self, stretch: Stretch, parts: Sequence[Mention]) -> tuple[str, ...]:
        """Of which parts a stretch speaks: of its own, else of those last brought in, else of the next."""
        if stretch.part is not None:
            return (stretch.part.name,) if stretch.kind == "before" else self.owners.together(stretch.part)
        earlier = [part for part in parts if part.end <= stretch.start]
        lately = [part for part in earlier if self._sentence(part) == self._sentence(earlier[-1])]
        following = self._right_after(stretch, parts)
        if following is not None and not self.asked and self._settled(lately):
            return (following.name,)
        if lately:
            apart = self.passage.heard.sentence_at(stretch.start) - self._sentence(lately[-1])
            return self._closest(stretch, lately) if apart <= REACH else ()
        return self.asked[:1] or ((self.owners.last,) if self.owners.last else ())

    def _right_after(self, stretch: Stretch, parts: Sequence[Mention]) -> Mention | None:
        """The part brought in by the sentence after a stretch."""
        index = self.passage.heard.sentence_at(stretch.start)
        return next((part for part in parts if self._sentence(part) == index + 1), None)

    def _settled(self, lately: Sequence[Mention]) -> bool:
        """Whether all that was brought in before has its reason."""
        return all(self.found.has_reason(part.name) or not part.needs_reason for part in lately)

    def _sentence(self, part: Mention) -> int:
        return self.passage.heard.sentence_at(part.start)

    def _closest(self, stretch: Stretch, parts: Sequence[Mention]) -> tuple[str, ...]:
        """The part whose own words a remark takes up; the last of them where it takes up none."""
        said = self._stems(stretch.start, stretch.end)
        best = max(range(len(parts)), key=lambda index: (len(said & self._around(parts, index)), index))
        return self.owners.together(parts[best])

    def _around(self, parts: Sequence[Mention], index: int) -> frozenset[str]:
        part = parts[index]
        sentence = self.passage.sentence(part.start)
        start = parts[index - 1].end if index else sentence.start
        end = parts[index + 1].start if index + 1 < len(parts) else sentence.end
        return self._stems(start, end)

    def _stems(self, start: int, end: int) -> frozenset[str]:
        found = self.passage.heard.words_between(start, end)
        return frozenset(word.lower[:STEM] for word in found if carries_meaning(word.lower))


def _role(chances: Mapping[Role, float]) -> Role:
    """The role to go by."""
    if chances["none"] >= 0.5:  # noqa: PLR2004 as likely as not
        return "none"
    return "price" if chances["price"] > PRICE_SHARE * (1 - chances["none"]) else "reason"
