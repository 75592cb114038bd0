"""Places that are only compared with: "nach dem Muster der Krim", "anders als in den USA", "wie in Haiti"."""

from __future__ import annotations

from lagebild.language import Token


def likened(tokens: list[Token], k: int) -> bool:
    """ "nach dem Muster der Krim", "nach dem Vorbild von Kabul": what it is like is not where it is."""
    before = [t.lower for t in tokens[max(0, k - 4) : k]]
    return "nach" in before and not {"muster", "vorbild", "beispiel", "modell"}.isdisjoint(before)


def compared(tokens: list[Token], k: int) -> bool:
    """ "anders als in den USA": what is compared is not spoken of."""
    near = tokens[max(0, k - 5) : k]
    before = [t.lower for t in near]
    if "gegensatz" in before:
        return True
    at = before.index("als") if "als" in before else -1
    if at > 0 and (before[at - 1] in {"anders", "mehr", "weniger", "eher"} or before[at - 1].endswith("er")):
        return True
    if "wie" not in before or {"so", "möglich"} & set(before):
        return False
    # "wie in Haiti", but not "wie Polen seine Botschaft in Haiti"
    return not any(t.tag in {"NE", "NN"} for t in near[before.index("wie") + 1 :])
