"""An honest outline of any prompt: cards made of its own words, in its own order."""

from pydantic import JsonValue

from lessons.card import Maker
from lessons.lesson import OfflinePlan, PlannedScene
from lessons.questions import open_questions
from lessons.reading import Reading, bare_of, clip, read
from lessons.wording import around, headed, named, pieces, written

Ranked = tuple[float, float, PlannedScene]


def plan(prompt: str, scene_count: int) -> OfflinePlan:
    """Exactly `scene_count` different scenes about what the prompt itself says."""
    reading = read(prompt)
    return OfflinePlan(
        author="offline-outline",
        lesson=None,
        title=reading.title,
        scenes=_numbered(Outline(reading).scenes(scene_count)),
    )


class Outline:
    """Collects the cards that a reading gives, then keeps as many as are wanted."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.make = Maker("offline-outline", None, accent=1 + reading.seed[0] % 4)
        # Sentences that only say the title again would make the same card twice.
        self.pieces = [
            piece
            for sentence in reading.sentences
            for piece in pieces(sentence)
            if bare_of(piece).casefold() not in reading.title.casefold()
        ]

    def scenes(self, count: int) -> list[PlannedScene]:
        """Opening first, recap last, what matters most between them in the prompt's order."""
        if count == 1:
            return [self._opening(self._key_points(3))]
        ends = 2 if count >= 3 else 1
        body = sorted(self._body(), key=lambda ranked: ranked[0])[: count - ends]
        shown = [scene for _, _, scene in sorted(body, key=lambda ranked: ranked[1])]
        spare = count - ends - len(shown)
        shown += [self._question(*asked) for asked in open_questions(self.reading)[:spare]]
        opening = self._opening([scene.title for scene in shown[:4]])
        return [opening, *shown, self._recap()] if ends == 2 else [opening, *shown]

    def _body(self) -> list[Ranked]:
        """Cards as (rank of importance, place in the prompt, card); the best of each kind first."""
        kinds = [
            self._comparisons(),
            self._lists(),
            self._formulas(),
            self._definitions(),
            self._statements(),
            [(-1.0, self._terms())],
            self._numbers(),
            self._weights(),
        ]
        return [
            (10.0 * number + kind, place, card)
            for kind, cards in enumerate(kinds)
            for number, (place, card) in enumerate(cards)
        ]

    def _place(self, text: str) -> float:
        """Where in the prompt `text` is said, counted in sentences."""
        for number, sentence in enumerate(self.reading.sentences):
            if text in sentence:
                return float(number)
        return float(len(self.reading.sentences))

    def _key_points(self, count: int) -> list[str]:
        items = [item for one in self.reading.lists for item in one.items]
        points = [clip(piece[:1].upper() + piece[1:], 110) for piece in self.pieces] or items
        if len(points) < 2:
            points = [*points, *(asked for _, asked, _ in open_questions(self.reading))]
        return list(dict.fromkeys(points))[:count]

    def _opening(self, lines: list[str]) -> PlannedScene:
        title = self.reading.title
        return self.make.card(
            "opening",
            "opening",
            title,
            purpose="Say what the prompt asks about and what it names.",
            captions=[f"An outline of the prompt: {title}", named(self.reading)],
            data={
                "kicker": "An outline of your prompt",
                "lines": [clip(line, 110) for line in lines],
                "seed": list(self.reading.seed),
            },
            key_terms=self.reading.terms[:6],
        )

    def _recap(self) -> PlannedScene:
        points = self._key_points(4)
        return self.make.card(
            "recap",
            "recap",
            "To take away",
            purpose="Gather the prompt's points once more.",
            captions=[f"To take away from {self.reading.title}:", *(clip(p, 72) for p in points)],
            data={"points": list(points)},
            key_terms=self.reading.terms[:6],
        )

    def _comparisons(self) -> list[tuple[float, PlannedScene]]:
        found = []
        for left, right in self.reading.versus:
            sides: dict[str, JsonValue] = {"left": left, "right": right}
            sides["left_lines"] = self._about(left, right)
            sides["right_lines"] = self._about(right, left)
            card = self.make.card(
                "compare",
                "compare",
                clip(f"{left} and {right}", 60),
                purpose=f"Set {left} beside {right}.",
                captions=[f"On one side: {left}.", f"On the other side: {right}."],
                data=sides,
                key_terms=[left, right],
            )
            found.append((self._place(left), card))
        return found

    def _about(self, name: str, other: str) -> list[JsonValue]:
        said: list[JsonValue] = [
            clip(piece, 120)
            for piece in self.pieces
            if name.casefold() in piece.casefold() and other.casefold() not in piece.casefold()
        ]
        return said[:3] or ["What is it?", "When is it the better choice?", "What does it cost?"]

    def _lists(self) -> list[tuple[float, PlannedScene]]:
        found = []
        for one in self.reading.lists:
            for start in range(0, len(one.items), 6):
                items = [clip(item, 90) for item in one.items[start : start + 6]]
                title = one.lead or ("Step by step" if one.ordered else "What belongs to it")
                card = self.make.card(
                    "steps",
                    "steps",
                    clip(title, 60),
                    purpose="Show what the prompt lists, one thing at a time.",
                    captions=[clip(item, 100) for item in items],
                    data={"items": list(items), "ordered": one.ordered, "start": start + 1},
                    key_terms=[clip(item, 40) for item in items],
                )
                found.append((self._place(one.items[0]), card))
        return found

    def _formulas(self) -> list[tuple[float, PlannedScene]]:
        return [
            (
                self._place(text) + 0.2,
                self.make.card(
                    "formula",
                    "formula",
                    "The formula of the prompt" if number == 0 else "Another formula",
                    purpose="Let the formula be read by itself.",
                    captions=[f"The prompt gives the formula {text}.", self._said_with(text)],
                    data={"plain": written(text), "note": self._said_with(text)},
                    formulae=[text],
                ),
            )
            for number, text in enumerate(dict.fromkeys(self.reading.formulas))
        ]

    def _said_with(self, text: str) -> str:
        for sentence in self.reading.sentences:
            if text in sentence:
                return clip(sentence, 160)
        return self.reading.title

    def _definitions(self) -> list[tuple[float, PlannedScene]]:
        return [
            (
                self._place(meaning),
                self.make.card(
                    "definition",
                    "definition",
                    clip(f"What is meant: {term}", 60),
                    purpose=f"Say what {term} means in the prompt's words.",
                    captions=[clip(f"{term}: {meaning}", 220)],
                    data={"term": clip(term, 48), "meaning": clip(meaning, 200)},
                    key_terms=[clip(term, 48)],
                ),
            )
            for term, meaning in self.reading.definitions[:6]
        ]

    def _statements(self) -> list[tuple[float, PlannedScene]]:
        defined = {meaning for _, meaning in self.reading.definitions[:6]}
        found = []
        for piece in dict.fromkeys(self.pieces):
            bare = piece.strip(" .")
            told = (bare in meaning or meaning[:40] in bare for meaning in defined)
            if any(told) or any(meaning.startswith(bare[-40:]) for meaning in defined):
                continue
            here = [term for term in self.reading.terms if term in piece][:4]
            card = self.make.card(
                "statement",
                "statement",
                headed(here, piece),
                purpose="Give one statement of the prompt time to be read.",
                captions=[piece],
                data={"text": piece, "emphasis": list(here), "note": ""},
                key_terms=here,
            )
            found.append((self._place(piece), card))
        return found

    def _terms(self) -> PlannedScene:
        terms = self.reading.news[:6]
        return self.make.card(
            "terms",
            "terms",
            "What the prompt names",
            purpose="Show the terms of the prompt around its subject.",
            captions=[named(self.reading), f"All of them belong to: {self.reading.title}"],
            data={"center": clip(self.reading.title, 54), "terms": list(terms)},
            key_terms=terms,
        )

    def _numbers(self) -> list[tuple[float, PlannedScene]]:
        numbers = self.reading.numbers
        if len(numbers) < 2:
            return []
        rows: list[JsonValue] = [[value, around(value, said)] for value, said in numbers[:4]]
        card = self.make.card(
            "numbers",
            "numbers",
            "The numbers in it",
            purpose="Show the figures that the prompt gives, with the words around them.",
            captions=["The prompt gives these figures.", *(around(v, s) for v, s in numbers[:4])],
            data={"rows": rows},
        )
        return [(self._place(numbers[0][0]) + 0.4, card)]

    def _weights(self) -> list[tuple[float, PlannedScene]]:
        counts = self.reading.counts[:6]
        if len(counts) < 3 or counts[0][1] < 2:
            return []
        card = self.make.card(
            "weights",
            "weights",
            "The words that carry it",
            purpose="Count which words the prompt leans on.",
            captions=[
                "How often does the prompt use its main words?",
                f"Most of all “{counts[0][0]}”: {counts[0][1]} times.",
            ],
            data={"rows": [[clip(word, 22), count] for word, count in counts]},
            key_terms=[word for word, _ in counts],
        )
        return [(len(self.reading.sentences) + 1.0, card)]

    def _question(self, title: str, asked: str, hint: str) -> PlannedScene:
        return self.make.card(
            "question",
            "question",
            title,
            purpose="Ask what the prompt leaves open.",
            captions=[asked, "Take a moment to think.", hint],
            data={"question": asked, "answer": hint},
            key_terms=self.reading.terms[:3],
        )


def _numbered(scenes: list[PlannedScene]) -> list[PlannedScene]:
    """Own keys, and own titles where two cards would carry the same."""
    seen: dict[str, int] = {}
    result = []
    for number, scene in enumerate(scenes, 1):
        times = seen[scene.title] = seen.get(scene.title, 0) + 1
        title = scene.title if times == 1 else f"{scene.title} ({times})"
        data = {**scene.reference.data, "title": title}
        reference = scene.reference.model_copy(update={"data": data})
        update = {"key": f"{scene.key}-{number}", "title": title, "reference": reference}
        result.append(scene.model_copy(update=update | {"essential": number}))
    return result
