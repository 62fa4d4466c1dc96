"""What stands on a line of a Romanian receipt, as text: the lines that the recogniser learns to read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random

from benchmarks.receipts.layouts import LAYOUTS, compose
from benchmarks.receipts.sale import draw_sale
from benchmarks.receipts.wording import draw_voice

DICTIONARY = Path("/usr/share/hunspell/ro_RO.dic")
"""Romanian words with their letters, from Debian's package `hunspell-ro`."""

SIGNS = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~°£€"
_PLAIN = str.maketrans("ăâîșțĂÂÎȘȚ", "aaistAAIST")
USUAL_LENGTH = 44
"""Characters: longer lines are rare on receipts, and take most of the time."""


def dictionary() -> list[str]:
    """The words of the dictionary, without their affix flags. Raises RuntimeError naming the package to install."""
    if not DICTIONARY.is_file():
        raise RuntimeError("no Romanian dictionary at hand; apt-get install hunspell-ro")
    lines = DICTIONARY.read_text("utf-8").splitlines()[1:]
    return [word for word in (line.split("/")[0].strip() for line in lines) if word.isalpha() and len(word) > 1]


class Texts:
    """An endless supply of lines made of `alphabet`; one random generator, so that a seed gives the same lines."""

    def __init__(self, rng: Random, alphabet: str, words: Sequence[str]) -> None:
        self._rng = rng
        self._alphabet = frozenset(alphabet)
        self._words = words
        self._rows: list[str] = []

    def easy(self) -> str:
        """A few digits: what CTC can begin with."""
        return "".join(self._rng.choice("0123456789") for _ in range(self._rng.randint(2, 4)))

    def line(self, longest: int = USUAL_LENGTH) -> str:
        """A line of at most so many characters; of a longer one some neighbouring ones."""
        kinds: tuple[tuple[int, Callable[[], str]], ...] = (
            (40, self._row),
            (22, self._phrase),
            (14, self._amounts),
            (8, self._codes),
            (8, self._names),
            (5, self._noise),
            (3, self._signed),
        )
        weights, makers = zip(*kinds, strict=True)
        while True:
            text = " ".join(self._rng.choices(makers, weights)[0]().split())
            text = "".join(one for one in text if one in self._alphabet)
            first = self._rng.randint(0, max(0, len(text) - longest))
            if text := text[first : first + longest].strip():
                return text

    def _row(self) -> str:
        if not self._rows:
            self._rows = self._receipt()
        return self._rows.pop()

    def _receipt(self) -> list[str]:
        """The texts of one drawn receipt, in any order; what stands left and right is often found as one."""
        layout = self._rng.choice(LAYOUTS)
        voice = draw_voice(self._rng, self._rng.random() < 0.7)
        sale = draw_sale(self._rng, self._rng.choice(layout.trades), 12)
        texts: list[str] = []
        for row in compose(layout, sale, voice, self._rng):
            sides = [text for text in (row.left, row.right, row.centre) if text]
            texts += [" ".join(sides)] if self._rng.random() < 0.3 else sides
        self._rng.shuffle(texts)
        return [text for text in texts if any(one.isalnum() for one in text)] or ["BON FISCAL"]

    def _phrase(self) -> str:
        words = [self._rng.choice(self._words) for _ in range(self._rng.choice((1, 1, 1, 2, 2, 3, 4)))]
        text = self._cased(" ".join(words))
        if self._rng.random() < 0.25:
            text = text.translate(_PLAIN)
        if self._rng.random() < 0.2:
            text += self._rng.choice(".:,;!") if self._rng.random() < 0.6 else f" {self._rng.randint(1, 999)}"
        return text

    def _cased(self, text: str) -> str:
        return self._rng.choice((str.upper, str.upper, str.title, str.lower, str.capitalize))(text)

    def _amount(self) -> str:
        bani = int(10 ** self._rng.uniform(0, 7))
        point = self._rng.choice(",,,.")
        whole = f"{bani // 100:,}".replace(",", self._rng.choice(("", "", ".", " "))) if point == "," else bani // 100
        cents = f"{bani % 100:02}" if self._rng.random() < 0.9 else f"{bani % 1000:03}"
        return f"{self._rng.choice(('', '', '', '-'))}{whole}{point}{cents}"

    def _amounts(self) -> str:
        amount = self._amount
        letter = self._rng.choice("ABCDE")
        return self._rng.choice(
            (
                amount(),
                f"{amount()} {letter}",
                f"{amount()} lei",
                f"{self._rng.randint(1, 20)},000 BUC X {amount()}",
                f"{self._rng.randint(1, 9)}.000 x {amount()}",
                f"{self._rng.randint(1, 24)}%",
                f"TVA {letter} - {self._rng.choice((5, 9, 11, 19, 21))}.00%",
                f"TOTAL TVA {letter} {amount()}",
                f"TOTAL LEI {amount()}",
                f"{amount()} = {amount()}",
                f"= {amount()}",
            )
        )

    def _codes(self) -> str:
        digits = "".join(self._rng.choice("0123456789") for _ in range(self._rng.randint(3, 14)))
        day = f"{self._rng.randint(1, 28):02}"
        month, year = f"{self._rng.randint(1, 12):02}", str(self._rng.randint(2018, 2029))
        sign = self._rng.choice("./-")
        hour = f"{self._rng.randint(0, 23):02}:{self._rng.randint(0, 59):02}"
        letters = "".join(self._rng.choice("ABCDEFGHIJKLMNOPRSTUVXYZ") for _ in range(2))
        return self._rng.choice(
            (
                digits,
                f"RO{digits}",
                f"C.I.F.: RO{digits}",
                f"{letters}{digits}",
                f"{day}{sign}{month}{sign}{year}",
                f"{year}-{month}-{day} {hour}",
                f"{day}{sign}{month}{sign}{year[2:]} {hour}:{self._rng.randint(0, 59):02}",
                f"BF: {digits[:5]}",
                f"{letters} {digits[:2]} {letters}{letters[0]}",
                f"J{digits[:2]}/{digits[:4]}/{year}",
                f"{digits}*{digits[:4]}",
            )
        )

    def _names(self) -> str:
        word = self._rng.choice(self._words)
        kind = self._rng.choice(("S.R.L.", "SRL", "S.A.", "SA", "S.C.", "PFA", "II"))
        street = self._rng.choice(("Str.", "STR", "Bd.", "B-dul", "Calea", "Șos.", "Sos.", "Aleea", "P-ța"))
        text = self._rng.choice(
            (
                f"{word.upper()} {self._rng.choice(self._words).upper()} {kind}",
                f"S.C. {word.upper()} {kind}",
                f"{street} {word.capitalize()} nr. {self._rng.randint(1, 300)}",
                f"JUD. {word.upper()}, {self._rng.choice(self._words).upper()}",
                f"{word.capitalize()} & {self._rng.choice(self._words).capitalize()}",
            )
        )
        return text.translate(_PLAIN) if self._rng.random() < 0.35 else text

    def _noise(self) -> str:
        """Letters without sense, so that the network reads what stands there and not what it expects."""
        letters = sorted(self._alphabet - set(" ฿¥¢£"))
        return "".join(self._rng.choice(letters) for _ in range(self._rng.randint(1, 12)))

    def _signed(self) -> str:
        word = self._cased(self._rng.choice(self._words))
        sign = self._rng.choice(SIGNS)
        return self._rng.choice(
            (f"{sign}{word}{sign}", f"{word} {sign} {word}", f"{sign * 3} {word} {sign * 3}", word + sign)
        )
