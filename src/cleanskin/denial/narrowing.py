"""Causes of refusals whose codes name none (16, 96, A1 without a telling remark), from the claims themselves.

A person who works such a refusal looks at the claim and at what the payer said of others.  So does this module, with
the claims that remittances answer; it names a cause only where one of these rules holds, tried in this order:

- `paid_before` (duplicate): the payer settled this claim before, and refused it whole when it came again unchanged;
- `filed_late` (timely_filing): the payer had it as late as claims it refused for that, and hardly settles any so late;
- `member_corrected` (eligibility_registration): sent again with another member number or payer, it was settled;
- `member_differs` (eligibility_registration): the payer settles claims of this person under other particulars only;
- `covered_elsewhere` (eligibility_registration): the payer settled this person's claims before that day and none
  since, another payer as the first one since then and none before;
- `member_refused` (eligibility_registration): it refused another claim of this member so, and settled none since;
- `authorization_added` (prior_authorization): sent again with an authorization number, it was settled;
- `add_on_with_25` (bundling_ncci): G2211 beside a visit with modifier 25;
- `seen_before` (coding_edit): a new-patient code for a person with an earlier settled visit in the files;
- `in_global_period` (global_period): a visit without modifier in the follow-up days of an operation that was settled;
- `authorization_missing` (prior_authorization): the payer settles this code with an authorization number only;
- `above_unit_limit` (frequency_mue): more units than Medicare's published limit;
- `as_others`: this payer, or else all payers, refused this code in the same company for one plain cause, AS_OTHERS
  times or oftener (twice as often for all payers).

All are inferences: the column `cause_basis` says which.  docs/reference/causes.md says how often they are right.
"""

import polars as pl

from cleanskin.denial.codebook import book
from cleanskin.denial.narrowing_lines import (
    REFUSED,
    SETTLED,
    Asked,
    above_unit_limit,
    add_on_with_25,
    as_others,
    authorization_missing,
    in_global_period,
    seen_before,
)
from cleanskin.x12.bulk.rows import among, beside
from cleanskin.x12.bulk.schema import FrameSource

ELSEWHERE_DAYS = 92
"""Another payer's answer speaks of a person's coverage so many days around its service. [assumed]"""

SETTLED_LATE = 4
"""A payer keeps a limit when claims as late are refused so many times for each one that it settles. [assumed]"""

MEMBER_DAYS = 183
"""Refusals of one member's claims further apart say nothing of one another. [assumed]"""

NARROWED = {"remit_line_id": pl.Int64, "category": pl.String, "cause_basis": pl.String}


LINE_RULES = (add_on_with_25, seen_before, in_global_period, authorization_missing, above_unit_limit, as_others)
"""Rules for single lines, tried in this order after those for whole claims."""


def narrowed(source: FrameSource, lines: pl.DataFrame, claim_matches: pl.DataFrame | None) -> pl.DataFrame:
    """Return remit_line_id, category, cause_basis of the refused lines whose cause the claims tell.

    `lines` are line outcomes with remit_line_id, remit_claim_id, outcome, category, code; `claim_matches` as matching
    gives them.  Nothing without them.
    """
    silent = lines.filter(pl.col("outcome").is_in(REFUSED) & (pl.col("category") == "undetermined"))
    if claim_matches is None or silent.is_empty() or "claim_id" not in claim_matches.columns:
        return pl.DataFrame(schema=NARROWED)
    answers = _answers(source, lines, claim_matches)
    asked = among(answers, silent["remit_claim_id"], on="remit_claim_id").filter(pl.col("claim_id").is_not_null())
    claims = (
        _paid_before(asked, answers),
        _filed_late(asked, answers),
        _member_corrected(asked, answers),
        _member_differs(asked, answers),
        _covered_elsewhere(asked, answers),
        _member_refused(asked, answers),
        _authorization_added(asked, answers),
    )
    by_claim = pl.concat(claims).unique("remit_claim_id", keep="first", maintain_order=True)
    of_lines = silent.select("remit_line_id", "remit_claim_id").join(by_claim, on="remit_claim_id", how="inner")
    found = of_lines.select(list(NARROWED))
    for rule in LINE_RULES:
        rest = among(silent, found["remit_line_id"], on="remit_line_id", kept=False)
        said = rule(Asked(source=source, lines=rest.drop("category"), told=lines, answers=answers))
        found = pl.concat([found, said.select(list(NARROWED))])
    return found.cast(NARROWED)  # type: ignore[arg-type]


def narrowed_lines(line_outcomes: pl.DataFrame, told: pl.DataFrame) -> pl.DataFrame:
    """Put what was told into the line outcomes, with the action and owner of the cause; duplicates refuse nothing."""
    joined = beside(line_outcomes.drop("cause_basis"), told.rename({"category": "told"}), on="remit_line_id")
    known, again = pl.col("told").is_not_null(), (pl.col("told") == "duplicate").fill_null(False)
    by_codes = pl.col("category").is_not_null() & (pl.col("category") != "undetermined")
    return joined.with_columns(
        cause_basis=pl.when(known).then("cause_basis").when(by_codes).then(pl.lit("codes")),
        outcome=pl.when(again).then(pl.lit("duplicate")).otherwise("outcome"),
        amount_denied=pl.when(again).then(0).otherwise("amount_denied"),
        **_worked("told"),
    ).select(line_outcomes.columns)


def narrowed_claims(claim_outcomes: pl.DataFrame, line_outcomes: pl.DataFrame, told: pl.DataFrame) -> pl.DataFrame:
    """Put the cause with the largest refused amount into claims of which the codes told none.

    `line_outcomes` as they were before.  A claim paid before and refused whole again is a duplicate.
    """
    amounts = line_outcomes.select("remit_line_id", "remit_claim_id", "amount_denied")
    largest = (
        told.join(amounts, on="remit_line_id", how="inner")
        .sort("remit_claim_id", "amount_denied", "remit_line_id", descending=[False, True, False])
        .unique("remit_claim_id", keep="first", maintain_order=True)
        .select("remit_claim_id", told="category")
    )
    joined = beside(claim_outcomes, largest, on="remit_claim_id").with_columns(
        told=pl.when(pl.col("category") == "undetermined").then("told")
    )
    again = (pl.col("told") == "duplicate").fill_null(False)
    leading = ("carc", "group_code", "remarks_key")
    changed = joined.with_columns(**_worked("told")).with_columns(
        outcome=pl.when(again).then(pl.lit("duplicate")).otherwise("outcome"),
        has_denied_line=pl.col("has_denied_line") & ~again,
        amount_denied=pl.when(again).then(0).otherwise("amount_denied"),
        **{name: pl.when(~again).then(name) for name in ("category", "owner", "action", *leading)},
    )
    return changed.select(claim_outcomes.columns)


def _worked(told: str) -> dict[str, pl.Expr]:
    """Category, owner and action of a told cause."""
    rows = book().categories.values()
    owners, actions = {row.category: row.owner for row in rows}, {row.category: row.action for row in rows}
    cause, known = pl.col(told), pl.col(told).is_not_null()
    return {
        "category": pl.coalesce(cause, "category"),
        "owner": pl.when(known).then(cause.replace_strict(owners, default=None)).otherwise("owner"),
        "action": pl.when(known).then(cause.replace_strict(actions, default=None)).otherwise("action"),
    }


def _answers(source: FrameSource, lines: pl.DataFrame, claim_matches: pl.DataFrame) -> pl.DataFrame:
    """One row per remittance claim of a first payer: the claim it answers, when the payer had it, what became of it."""
    remits = source.frame("remit_claims", ["remit_claim_id", "transaction_id", "status_code", "date_received"])
    payments = source.frame("payments", ["transaction_id", "payer_id", "payer_name", "date_paid"]).select(
        "transaction_id", "date_paid", payer=pl.coalesce("payer_id", "payer_name")
    )
    claims = source.frame(
        "claims",
        ["claim_id", "transaction_id", "frequency_code", "authorization_number", "date_of_service", "member_id",
         "payer_id", "payer_name", "patient_last_name", "patient_first_name", "patient_birth_date", "amount_billed"],
    ).rename({"transaction_id": "sent_in", "payer_id": "sent_to"})  # fmt: skip
    created = source.frame("transactions", ["transaction_id", "date_created"])
    outcome = pl.col("outcome")
    spoken = (
        lines.lazy()
        .group_by("remit_claim_id")
        .agg(
            settled=outcome.is_in(SETTLED).any(),
            whole=outcome.is_in(REFUSED).all(),
            cause=pl.col("category").filter(outcome.is_in(REFUSED)).first(),
            alone=pl.col("category").filter(outcome.is_in(REFUSED)).n_unique() == 1,
        )
        .collect()
    )
    first = claim_matches.filter(
        pl.col("payer_order") == "primary", pl.col("duplicate_of_remit_claim_id").is_null()
    ).select("remit_claim_id", "claim_id", "root_claim_id")
    rows = beside(beside(first, remits, on="remit_claim_id"), payments, on="transaction_id")
    rows = rows.filter((pl.col("status_code") != "22").fill_null(True))
    rows = beside(beside(rows, spoken, on="remit_claim_id"), claims, on="claim_id")
    rows = beside(rows, created, on="sent_in", right_on="transaction_id")
    had = pl.coalesce("date_received", "date_created")
    return rows.with_columns(lag_days=(had - pl.col("date_of_service")).dt.total_days()).drop("transaction_id")


def _named(rows: pl.DataFrame, category: str, basis: str) -> pl.DataFrame:
    return rows.select("remit_claim_id", category=pl.lit(category), cause_basis=pl.lit(basis)).unique(
        "remit_claim_id", maintain_order=True
    )


def _others(asked: pl.DataFrame, answers: pl.DataFrame) -> pl.DataFrame:
    """Pair each silent refusal with the other answers of its chain."""
    chain = among(answers, asked["root_claim_id"], on="root_claim_id")
    pairs = asked.join(chain, on="root_claim_id", how="inner", suffix="_other")
    return pairs.filter(pl.col("remit_claim_id") != pl.col("remit_claim_id_other"))


def _paid_before(asked: pl.DataFrame, answers: pl.DataFrame) -> pl.DataFrame:
    before = (pl.col("date_paid_other") < pl.col("date_paid")) | (
        (pl.col("date_paid_other") == pl.col("date_paid")) & (pl.col("remit_claim_id_other") < pl.col("remit_claim_id"))
    )
    again = _others(asked.filter("whole", pl.col("frequency_code") == "1"), answers).filter(
        before & (pl.col("payer") == pl.col("payer_other")) & pl.col("settled_other")
        & (pl.col("amount_billed") == pl.col("amount_billed_other"))
    )  # fmt: skip
    return _named(again, "duplicate", "paid_before")


def _filed_late(asked: pl.DataFrame, answers: pl.DataFrame) -> pl.DataFrame:
    original = answers.filter(pl.col("frequency_code") == "1")
    plain = original.filter("whole", "alone", pl.col("cause") == "timely_filing")
    limits = plain.group_by("payer").agg(late_from=pl.col("lag_days").min(), late=pl.len())
    beyond = (
        original.filter("settled")
        .join(limits, on="payer", how="inner")
        .filter(pl.col("lag_days") >= pl.col("late_from"))
        .group_by("payer")
        .agg(settled_late=pl.len())
    )
    kept = limits.join(beyond, on="payer", how="left").filter(
        pl.col("settled_late").fill_null(0) * SETTLED_LATE <= pl.col("late")
    )
    late = (
        asked.filter("whole", "alone", pl.col("frequency_code") == "1")
        .join(kept, on="payer", how="inner")
        .filter(pl.col("lag_days") >= pl.col("late_from"))
    )
    return _named(late, "timely_filing", "filed_late")


def _member_corrected(asked: pl.DataFrame, answers: pl.DataFrame) -> pl.DataFrame:
    later = _others(asked.filter("whole", "alone"), answers).filter(
        pl.col("settled_other") & (pl.col("date_paid_other") > pl.col("date_paid"))
    )
    other_member = (pl.col("sent_to") == pl.col("sent_to_other")) & (pl.col("member_id") != pl.col("member_id_other"))
    other_payer = pl.col("sent_to") != pl.col("sent_to_other")
    return _named(later.filter(other_member | other_payer), "eligibility_registration", "member_corrected")


def _same_person(asked: pl.DataFrame, answers: pl.DataFrame) -> pl.DataFrame:
    """Pair each silent refusal of a whole claim with the settled answers to other claims of its person."""
    silent = asked.filter("whole", "alone")
    settled = answers.filter("settled")
    pairs = [
        silent.join(settled.join(silent.select(key).unique(), on=key, how="semi"), on=key, how="inner",
                    suffix="_other", coalesce=False)
        for key in (["patient_last_name", "patient_first_name", "patient_birth_date"], ["payer", "member_id"])
    ]  # fmt: skip
    return pl.concat(pairs).unique(["remit_claim_id", "remit_claim_id_other"])


_IDENTITY = ("member_id", "patient_last_name", "patient_first_name", "patient_birth_date")


def _member_differs(asked: pl.DataFrame, answers: pl.DataFrame) -> pl.DataFrame:
    own = _same_person(asked, answers).filter(pl.col("payer") == pl.col("payer_other"))
    same = pl.all_horizontal(pl.col(name) == pl.col(f"{name}_other") for name in _IDENTITY)
    apart = (pl.col("date_of_service") - pl.col("date_of_service_other")).dt.total_days().abs()
    shared_first = pl.col("patient_first_name") == pl.col("patient_first_name_other")
    told = own.filter(~same, shared_first, apart <= MEMBER_DAYS)
    return _named(
        told.join(own.filter(same), on="remit_claim_id", how="anti"), "eligibility_registration", "member_differs"
    )


def _covered_elsewhere(asked: pl.DataFrame, answers: pl.DataFrame) -> pl.DataFrame:
    pairs = _same_person(asked, answers)
    since = pl.col("date_of_service_other") >= pl.col("date_of_service")
    # where the other payer settled claims before as well, it may be that it comes first (cob)
    apart = (pl.col("date_of_service") - pl.col("date_of_service_other")).dt.total_days().abs()
    elsewhere = pairs.filter(pl.col("payer") != pl.col("payer_other"), apart <= ELSEWHERE_DAYS)
    against = pairs.filter(pl.when(pl.col("payer") == pl.col("payer_other")).then(since).otherwise(~since))
    covered = pairs.filter(pl.col("payer") == pl.col("payer_other"), ~since)
    elsewhere = elsewhere.join(covered, on="remit_claim_id", how="semi")
    return _named(
        elsewhere.join(against, on="remit_claim_id", how="anti"), "eligibility_registration", "covered_elsewhere"
    )


def _member_refused(asked: pl.DataFrame, answers: pl.DataFrame) -> pl.DataFrame:
    key = ["payer", "member_id", "patient_first_name"]
    near = answers.join(asked.select(key).unique(), on=key, how="semi")
    pairs = asked.filter("whole", "alone").join(near, on=key, how="inner", suffix="_other")
    pairs = pairs.filter(pl.col("root_claim_id") != pl.col("root_claim_id_other"))
    apart = (pl.col("date_of_service") - pl.col("date_of_service_other")).dt.total_days().abs()
    told = pairs.filter(
        "whole_other", "alone_other", pl.col("cause_other") == "eligibility_registration", apart <= MEMBER_DAYS
    )
    since = told.group_by("remit_claim_id").agg(
        pl.min_horizontal(pl.col("date_of_service").min(), pl.col("date_of_service_other").min()).alias("since")
    )
    settled = (
        pairs.filter("settled_other")
        .join(since, on="remit_claim_id", how="inner")
        .filter(pl.col("date_of_service_other") >= pl.col("since"))
    )
    return _named(told.join(settled, on="remit_claim_id", how="anti"), "eligibility_registration", "member_refused")


def _authorization_added(asked: pl.DataFrame, answers: pl.DataFrame) -> pl.DataFrame:
    later = _others(asked.filter(pl.col("authorization_number").is_null()), answers).filter(
        pl.col("settled_other"),
        pl.col("date_paid_other") > pl.col("date_paid"),
        pl.col("authorization_number_other").is_not_null(),
    )
    return _named(later, "prior_authorization", "authorization_added")
