"""Refusals that stand out at one payer: bring them down to what the same work meets elsewhere."""

import polars as pl

from cleanskin.insight import causes
from cleanskin.insight.advice import advice_for
from cleanskin.insight.fingerprint import clusters
from cleanskin.insight.proposal import Proposal, Wording, Writer, cents, claims_of, commonest, earliest, sum_of
from cleanskin.insight.report import words
from cleanskin.insight.view import EntityView

PRIORITY = 20


def propose(view: EntityView) -> list[Proposal]:
    """Return one proposal per payer and root cause that has outstanding clusters."""
    found = clusters(view.answered_lines, view.denied_lines)
    proposals = []
    key = ["payer", "code", "group_code", "carc"]
    for (insurer, cause), group in found.group_by("payer", "category", maintain_order=True):
        payer, category = str(insurer), None if cause is None else str(cause)
        share = group.select(*key, excess=(pl.col("excess_lines") / pl.col("denied")).clip(0.0, 1.0))
        lines = (
            view.denied_lines.join(share, on=key, how="inner", nulls_equal=True)
            .filter(pl.col("amount_recovered") == 0)
            .with_columns(
                amount_low=cents(pl.col("expected_allowed") * pl.col("excess")),
                amount_high=cents(pl.col("expected_allowed")),
            )
        )
        if lines.is_empty():
            continue
        proposals.append(
            Proposal(
                key=f"prevent-{payer}-{category}",
                lines=lines,
                write=_writer(view, payer, category, group),
                is_recurring=True,
            )
        )
    return proposals


def _writer(view: EntityView, payer: str, category: str | None, group: pl.DataFrame) -> Writer:
    advice = advice_for(category)

    def write(lines: pl.DataFrame) -> Wording:
        top = group.row(0, named=True)
        codes = ", ".join(group["code"].unique(maintain_order=True).to_list()[:4])
        return Wording(
            title=f"{advice.title} at {view.payer_label(payer)}: {causes.label(category).lower()} on {codes}",
            what=advice.change,
            why=f"{view.payer_label(payer)} refuses {top['code']} for {top['group_code']}-{top['carc']} on {words.ratio(top['share'])} of "
            f"{top['lines']:,} lines; elsewhere it is {words.ratio(top['share_elsewhere'])} ({top['basis']})."
            + _since(lines, view),
            owner=causes.owner_label(commonest(lines, "owner") or advice.owner),
            first_step=advice.first_step,
            arithmetic=f"Low: only the excess over elsewhere disappears. High: all of these refusals do, {words.dollars(sum_of(lines, 'expected_allowed'))} "
            f"expected allowed on {words.plural(claims_of(lines), 'claim')} not recovered so far.",
            sureness="stands out after false-discovery control; the amounts are what paid lines of the same kind were allowed",
        )

    return write


def _since(lines: pl.DataFrame, view: EntityView) -> str:
    """Say when the refusals began, when most of the claims before that month were paid."""
    months = lines["date_of_service"].dt.truncate("1mo").drop_nulls().sort()
    first_seen = earliest(view.claims, "date_of_service")
    if months.is_empty() or first_seen is None:
        return ""
    early = months.gather(int(len(months) * 0.05)).item()
    if (early - first_seen.replace(day=1)).days >= 60:
        return f" It began about {words.month(early)}."
    return ""
