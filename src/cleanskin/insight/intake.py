"""What the practice says of itself, against what its files say: confirmed, contradicted or unknown.

The intake is a small TOML file:

    practice = "Harbor Dermatology"

    [stated]                                # KPI names; ratios as fractions, durations in days
    first_pass_resolution_rate = 0.95

    [[pains]]
    words = "The blue plan refuses our visits with a procedure"
    about = "root_cause"                    # one of PAINS
    value = "modifier"                      # a root cause, or a payer's name; empty for the others
"""

import tomllib
from collections.abc import Callable, Mapping
from difflib import get_close_matches

import msgspec
import polars as pl

from cleanskin.insight import causes
from cleanskin.insight.maturity import curve_quantiles, survival_curve
from cleanskin.insight.report import words
from cleanskin.insight.report.model import Answer, Figure
from cleanskin.insight.sections.lags import answer_times, whole_charge_lag
from cleanskin.insight.statistics import wilson_interval
from cleanskin.insight.view import MINIMUM_COUNT, EntityView

TOLERANCE_RATIO = 0.01
"""A stated share within one percentage point of the files' figure is confirmed.  [assumed]"""
TOLERANCE_RELATIVE = 0.1
"""Any other stated figure within a tenth of the files' figure is confirmed.  [assumed]"""


class Pain(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A stated worry.  `about` is one of PAINS; `value` names its root cause or payer."""

    words: str
    about: str
    value: str = ""


class Intake(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the practice states: its name, figures by KPI name, worries."""

    practice: str = ""
    stated: Mapping[str, float] = {}
    pains: tuple[Pain, ...] = ()


def read_intake(text: str, *, kpi_names: tuple[str, ...]) -> Intake:
    """Read the TOML text.

    Raises ValueError in plain words: not TOML, an unknown field, a KPI or kind of worry that does not exist (with the
    nearest ones that do).
    """
    try:
        intake = msgspec.convert(tomllib.loads(text), Intake)
    except tomllib.TOMLDecodeError as fault:
        raise ValueError(f"not a TOML file: {fault}") from fault
    except msgspec.ValidationError as fault:
        raise ValueError(str(fault)) from fault
    for name in intake.stated:
        if name not in kpi_names:
            raise ValueError(_unknown("figure", name, kpi_names))
    for pain in intake.pains:
        if pain.about not in PAINS:
            raise ValueError(_unknown("kind of worry (about)", pain.about, tuple(PAINS)))
    return intake


def _unknown(what: str, name: str, known: tuple[str, ...]) -> str:
    near = get_close_matches(name, known, n=3, cutoff=0.4) or sorted(known)[:5]
    return f"there is no {what} called {name!r}; did you mean {', '.join(near)}?"


def answers(intake: Intake, view: EntityView, figures: Mapping[str, Figure]) -> tuple[Answer, ...]:
    """Answer every stated figure and worry from the entity's files."""
    stated = tuple(_figure_answer(name, value, figures.get(name)) for name, value in intake.stated.items())
    return stated + tuple(PAINS[pain.about](pain, view) for pain in intake.pains)


def _figure_answer(name: str, stated: float, figure: Figure | None) -> Answer:
    label = figure.label if figure else name.replace("_", " ")
    if figure is None or figure.value is None:
        why = "These files cannot say" + (
            f": {figure.withheld or 'needs ' + ', '.join(figure.needs)}." if figure else "."
        )
        said = words.value_text(stated, figure.unit) if figure else f"{stated:g}"
        return Answer(stated=f"{label}: {said}", verdict="unknown", why=why)
    said = words.value_text(stated, figure.unit)
    seen = words.value_text(figure.value, figure.unit)
    low = figure.value if figure.low is None else figure.low
    high = figure.value if figure.high is None else figure.high
    slack = TOLERANCE_RATIO if figure.unit == "ratio" else abs(figure.value) * TOLERANCE_RELATIVE
    inside = low - slack <= stated <= high + slack
    counted = f" (n = {figure.n:,})" if figure.n is not None else ""
    return Answer(
        stated=f"{label}: {said}",
        verdict="confirmed" if inside else "contradicted",
        why=f"The files say {seen}{counted}; how it is counted stands under All figures.",
    )


def _verdict(pain: Pain, why: str, *, yes: bool, no: bool) -> Answer:
    return Answer(stated=pain.words, verdict="confirmed" if yes else "contradicted" if no else "unknown", why=why)


def _root_cause(pain: Pain, view: EntityView) -> Answer:
    refused = int(view.denied_lines["first_amount_denied"].sum())
    mine = int(view.denied_lines.filter(pl.col("category") == pain.value)["first_amount_denied"].sum())
    enough = view.denied_lines.height >= MINIMUM_COUNT and refused > 0
    share = mine / refused if refused else 0.0
    why = f"{causes.label(pain.value)} makes {words.ratio(share)} of refused charges ({words.dollars(mine)} of {words.dollars(refused)})."
    return _verdict(
        pain, why if enough else "Too few refusals to say.", yes=enough and share >= 0.1, no=enough and share < 0.03
    )


def _payer_key(view: EntityView, name: str) -> str | None:
    wanted = name.casefold()
    for key, label in view.payer_labels.items():
        if wanted in (key.casefold(), label.casefold()) or wanted in label.casefold():
            return key
    return None


def _payer_denies(pain: Pain, view: EntityView) -> Answer:
    key = _payer_key(view, pain.value)
    if key is None:
        return _verdict(pain, f"No payer called {pain.value!r} in these files.", yes=False, no=False)
    here, there = pl.col("payer") == key, pl.col("payer") != key
    refused, lines = view.denied_lines.filter(here).height, view.answered_lines.filter(here).height
    others, other_lines = view.denied_lines.filter(there).height, view.answered_lines.filter(there).height
    interval = wilson_interval(refused, lines)
    if interval is None or lines < MINIMUM_COUNT or not other_lines:
        return _verdict(pain, "Too few answered lines to say.", yes=False, no=False)
    elsewhere = others / other_lines
    why = (
        f"{view.payer_label(key)} refuses {words.ratio(refused / lines)} of {lines:,} lines, the other payers "
        f"{words.ratio(elsewhere)}."
    )
    return _verdict(pain, why, yes=interval[0] > elsewhere, no=interval[1] <= elsewhere or refused / lines <= elsewhere)


def _payer_slow(pain: Pain, view: EntityView) -> Answer:
    key = _payer_key(view, pain.value)
    times = answer_times(view)
    mine, rest = times.filter(pl.col("payer") == key), times.filter(pl.col("payer") != key)
    if key is None or mine.height < MINIMUM_COUNT or rest.height < MINIMUM_COUNT:
        return _verdict(pain, "Too few claims of that payer to say.", yes=False, no=False)
    here = curve_quantiles(survival_curve(mine), {"median": 0.5})["median"].item()
    there = curve_quantiles(survival_curve(rest), {"median": 0.5})["median"].item()
    if here is None or there is None:
        return _verdict(
            pain, "Fewer than half of the claims were answered, so no median is known.", yes=False, no=False
        )
    why = f"Half of its claims are answered within {here} days, of the other payers' within {there} (survival curves)."
    return _verdict(pain, why, yes=here > 1.25 * there, no=here <= there)


def _late_charges(pain: Pain, view: EntityView) -> Answer:
    lags = whole_charge_lag(view.claims)
    if lags.is_empty() or lags["claims"].item() < MINIMUM_COUNT:
        return _verdict(pain, "Too few claims to say.", yes=False, no=False)
    row = lags.row(0, named=True)
    why = f"Half of the claims leave within {row['p50']} days of the service, nine of ten within {row['p90']}."
    return _verdict(pain, why, yes=row["p90"] > 7, no=row["p90"] <= 3)


def _takebacks(pain: Pain, view: EntityView) -> Answer:
    paid = int(view.claims["amount_paid"].sum())
    taken = int(view.claims["amount_taken_back"].sum())
    if paid <= 0:
        return _verdict(pain, "No payments in these files.", yes=False, no=False)
    share = taken / (paid + taken)
    why = f"{words.dollars(taken)} were taken back and not paid again, {words.ratio(share)} of what had been paid."
    return _verdict(pain, why, yes=share >= 0.01, no=share < 0.002)


def _no_answers(pain: Pain, view: EntityView) -> Answer:
    seen = view.claims.filter(pl.col("observed") & pl.col("matured"))
    if seen.height < MINIMUM_COUNT:
        return _verdict(pain, "Too few claims are old enough to say.", yes=False, no=False)
    silent = seen.filter(pl.col("state") == "open").height
    why = f"{silent:,} of {seen.height:,} claims older than their payer's usual answer time have no answer ({words.ratio(silent / seen.height)})."
    return _verdict(pain, why, yes=silent / seen.height >= 0.03, no=silent / seen.height < 0.01)


PAINS: dict[str, Callable[[Pain, EntityView], Answer]] = {
    "root_cause": _root_cause,
    "payer_denies": _payer_denies,
    "payer_slow": _payer_slow,
    "late_charges": _late_charges,
    "takebacks": _takebacks,
    "no_answers": _no_answers,
}
"""Kinds of worry that files can answer."""
