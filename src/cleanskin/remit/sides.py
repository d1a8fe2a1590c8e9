"""The two sides to be matched, claims and remittance claims, as narrow frames of comparable keys.

Both keep their ids; nothing is decided here.  Column words of the package: `number` is the normalised control number
(CLM01, CLP01), `turn` the payer's place in turn (1 primary), `icn` the payer's own control number (CLP07, REF*F8).
"""

from dataclasses import dataclass

import polars as pl

from cleanskin.remit import normalise
from cleanskin.x12.bulk.rows import beside, summed
from cleanskin.x12.bulk.schema import FrameSource

_CLAIM_COLUMNS = (
    "claim_id",
    "transaction_id",
    "patient_control_number",
    "amount_billed",
    "place_of_service",
    "frequency_code",
    "date_of_service",
    "date_of_service_last",
    "payer_control_number",
    "authorization_number",
    "referral_number",
    "billing_npi",
    "billing_tin",
    "rendering_npi",
    "payer_name",
    "payer_id",
    "payer_responsibility",
    "member_id",
    "patient_last_name",
    "patient_first_name",
    "patient_birth_date",
)
_REMIT_COLUMNS = (
    "remit_claim_id",
    "transaction_id",
    "segment",
    "patient_control_number",
    "status_code",
    "amount_billed",
    "amount_paid",
    "amount_patient",
    "payer_control_number",
    "frequency_code",
    "patient_last_name",
    "patient_first_name",
    "member_id",
    "rendering_npi",
    "crossover_payer_name",
    "date_of_service",
    "date_of_service_last",
    "date_received",
    "line_count",
    "remarks",
)
_CLAIM_LINE_COLUMNS = (
    "line_id",
    "claim_id",
    "line_number",
    "code",
    "modifier_1",
    "modifier_2",
    "modifier_3",
    "modifier_4",
    "amount_billed",
    "units",
    "date_of_service",
    "line_control_number",
)
_REMIT_LINE_COLUMNS = (
    "remit_line_id",
    "remit_claim_id",
    "position",
    "code",
    "modifier_1",
    "modifier_2",
    "modifier_3",
    "modifier_4",
    "amount_billed",
    "amount_paid",
    "units",
    "submitted_code",
    "submitted_modifiers",
    "submitted_units",
    "date_of_service",
    "line_control_number",
    "remarks",
)


_KEPT_OF_CLAIM_LINES = (
    "line_id",
    "claim_id",
    "line_number",
    "code",
    "amount_billed",
    "date_of_service",
    "line_number_key",
)
_KEPT_OF_REMIT_LINES = (
    "remit_line_id",
    "remit_claim_id",
    "position",
    "code",
    "amount_billed",
    "submitted_code",
    "submitted_modifiers",
    "date_of_service",
    "line_number_key",
)
_MODIFIERS = ("modifier_1", "modifier_2", "modifier_3", "modifier_4")
_NAMES_OF_CLAIMS = ["payer_name", "payer_id", "billing_tin"]
"""Few distinct values: made comparable once each."""


@dataclass(frozen=True)
class Sides:
    """Everything matching reads, read once.

    `claims` and `remits` carry the keys described in the module, one row per claim_id and remit_claim_id;
    `claim_lines` and `remit_lines` are narrow copies of the declared frames, with `modifiers` (sorted, joined by ':')
    and `line_number_key`, their REF*6R made comparable.
    """

    claims: pl.DataFrame
    remits: pl.DataFrame
    claim_lines: pl.DataFrame
    remit_lines: pl.DataFrame


def read_sides(source: FrameSource) -> Sides:
    """Read the frames that matching needs and make both sides comparable."""
    # Rows are read whole for the hash of their content, one frame at a time; what stays is narrow.
    claim_lines, claim_contents = _lines(source.frame("service_lines", _CLAIM_LINE_COLUMNS), _KEPT_OF_CLAIM_LINES)
    remit_lines, remit_contents = _lines(source.frame("remit_lines", _REMIT_LINE_COLUMNS), _KEPT_OF_REMIT_LINES)
    return Sides(
        claims=_claims(source, claim_contents),
        remits=_remits(source, remit_contents, remit_lines),
        claim_lines=claim_lines,
        remit_lines=remit_lines,
    )


def _lines(lines: pl.DataFrame, kept: tuple[str, ...]) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return what matching needs of lines, and the sum of their hashes per claim (the second column is its id)."""
    key = lines.columns[1]
    lines = lines.rechunk().with_columns(
        normalise.control_number(pl.col("line_control_number")).alias("line_number_key")
    )
    hashed = _hashes(lines, key, lines.columns[2:])
    return lines.select(*kept, _modifiers(lines)), hashed


def _modifiers(lines: pl.DataFrame) -> pl.Series:
    """Return each line's modifiers sorted, joined by ':'; most lines have none or one, which needs no sorting."""
    first = lines["modifier_1"].fill_null("").alias("modifiers")
    row = pl.int_range(pl.len()).alias("row")
    several = lines.select(row, *_MODIFIERS).filter(pl.any_horizontal(pl.col(_MODIFIERS[1:]).is_not_null()))
    joined = pl.concat_list(*_MODIFIERS).list.drop_nulls().list.sort().list.join(":").alias("joined")
    # Worked out once per distinct combination: there are few.
    known = several.select(_MODIFIERS).unique().with_columns(joined)
    found = several.join(known, on=_MODIFIERS, how="left", nulls_equal=True, maintain_order="left")
    return first.scatter(found["row"], found["joined"]) if found.height else first


def _usage() -> pl.Expr:
    return pl.col("usage").fill_null("P").alias("usage")


def _claims(source: FrameSource, of_lines: pl.DataFrame) -> pl.DataFrame:
    transactions = source.frame("transactions", ("transaction_id", "date_created", "usage"))
    claims = source.frame("claims", _CLAIM_COLUMNS).rechunk()
    diagnoses = source.frame("diagnoses", ("claim_id", "position", "code"))
    named = claims.select(_NAMES_OF_CLAIMS).unique()
    named = named.with_columns(normalise.identifier(pl.col(name)).alias(f"{name}_key") for name in _NAMES_OF_CLAIMS)
    content = _content(
        claims.select("claim_id", pl.exclude("claim_id", "transaction_id")),
        of_lines,
        _hashes(diagnoses, "claim_id", ["position", "code"]),
    )
    claims = beside(claims.with_columns(content), transactions, on="transaction_id")
    return (
        claims.with_columns(normalise.squeezed_number(pl.col("patient_control_number")).alias("squeezed"))
        .join(named, on=_NAMES_OF_CLAIMS, how="left", nulls_equal=True)
        .select(
            "claim_id",
            "content",
            _usage(),
            pl.col("date_created").alias("created"),
            normalise.without_zeros(pl.col("squeezed")).alias("number"),
            "squeezed",
            pl.col("patient_control_number").alias("number_sent"),
            pl.col("date_of_service").alias("served"),
            pl.col("date_of_service_last").fill_null(pl.col("date_of_service")).alias("served_last"),
            pl.col("amount_billed").alias("billed"),
            pl.col("frequency_code").fill_null("1").alias("frequency"),
            normalise.control_number(pl.col("payer_control_number")).alias("icn"),
            pl.col("billing_npi").alias("npi"),
            pl.col("billing_tin_key").alias("tin"),
            pl.col("billing_tin"),
            pl.col("rendering_npi").alias("rendering"),
            pl.col("payer_name_key").alias("payer_name"),
            pl.col("payer_id_key").alias("payer_id"),
            normalise.turn_of_responsibility(pl.col("payer_responsibility")).alias("turn"),
            normalise.identifier(pl.col("member_id")).alias("member"),
            normalise.person_name(pl.col("patient_last_name")).alias("last"),
            normalise.person_name(pl.col("patient_first_name")).alias("first"),
            pl.col("patient_birth_date").alias("born"),
        )
        # One total order for everything that asks "which came first": by content before id, so that the order of files
        # never decides between different claims.
        .sort("created", "turn", "frequency", "number_sent", "content", "claim_id", nulls_last=False)
        .with_row_index("rank")
    )


def _remits(source: FrameSource, of_lines: pl.DataFrame, lines: pl.DataFrame) -> pl.DataFrame:
    transactions = source.frame("transactions", ("transaction_id", "date_created", "usage"))
    of_adjustments = _adjusted(source, lines)
    remits = source.frame("remit_claims", _REMIT_COLUMNS).rechunk()
    content = _content(
        remits.select("remit_claim_id", pl.exclude("remit_claim_id", "transaction_id", "segment")),
        of_lines,
        of_adjustments.select("remit_claim_id", "hashed"),
    )
    remits = beside(remits.with_columns(content), transactions, on="transaction_id")
    remits = beside(remits, _payments(source), on="transaction_id")
    remits = beside(remits, of_adjustments.select("remit_claim_id", "patient_share"), on="remit_claim_id")
    return (
        remits.with_columns(normalise.squeezed_number(pl.col("patient_control_number")).alias("squeezed"))
        .select(_comparable_remit())
        # As above: by content, then by position, which within one transaction is content too.
        .with_columns(pl.col("content").min().over("transaction_id").alias("together"))
        .sort("remitted", "payer", "together", "segment", "content", "remit_claim_id", nulls_last=False)
        .drop("together")
        .with_row_index("rank")
    )


def _adjusted(source: FrameSource, lines: pl.DataFrame) -> pl.DataFrame:
    """Return the hash of each claim's adjustments and their patient share: (remit_claim_id, hashed, patient_share)."""
    adjustments = source.frame(
        "adjustments",
        ("remit_claim_id", "remit_line_id", "position", "group_code", "carc", "amount_adjusted", "quantity"),
    ).rechunk()
    positions = lines.select("remit_line_id", pl.col("position").alias("line_position"))
    columns = ["line_position", "position", "group_code", "carc", "amount_adjusted", "quantity"]
    hashes = beside(adjustments, positions, on="remit_line_id").select(columns).hash_rows() // 256
    share = pl.when(pl.col("group_code") == "PR").then(pl.col("amount_adjusted")).fill_null(0)
    shares = adjustments.select("remit_claim_id", hashes.alias("hashed"), share.alias("patient_share"))
    return summed(shares, ["hashed", "patient_share"], by="remit_claim_id")


def _payments(source: FrameSource) -> pl.DataFrame:
    payments = source.frame(
        "payments",
        (
            "transaction_id",
            "date_paid",
            "date_produced",
            "trace_number",
            "payer_name",
            "payer_id",
            "payee_npi",
            "payee_tin",
        ),
    ).unique("transaction_id", keep="first", maintain_order=True)
    return payments.with_columns(
        normalise.identifier(pl.coalesce("payer_id", "payer_name")).alias("payer"),
        *(normalise.identifier(pl.col(name)).alias(name) for name in ("payer_id", "payer_name", "payee_tin")),
    )


def _comparable_remit() -> list[pl.Expr]:
    """List the columns of the remittance side, from the joined frames."""
    served = pl.col("date_of_service")
    has_lines = pl.col("line_count").fill_null(0) > 0
    return [
        pl.col("remit_claim_id"),
        pl.col("transaction_id"),
        pl.col("segment"),
        pl.col("content"),
        _usage(),
        pl.coalesce("date_paid", "date_produced", "date_created").alias("remitted"),
        pl.col("trace_number").alias("trace"),
        pl.col("date_received").alias("received"),
        normalise.without_zeros(pl.col("squeezed")).alias("number"),
        pl.col("squeezed"),
        pl.col("patient_control_number").alias("number_sent"),
        served.alias("served"),
        pl.col("date_of_service_last").fill_null(served).alias("served_last"),
        pl.col("status_code").alias("status"),
        (pl.col("status_code") == "22").fill_null(False).alias("is_reversal"),
        pl.col("amount_billed").abs().alias("billed"),
        pl.col("amount_billed").alias("billed_signed"),
        pl.col("amount_paid").fill_null(0).alias("paid"),
        pl.col("patient_share").fill_null(0),
        (pl.col("patient_share").is_not_null() | has_lines).alias("has_reasons"),
        has_lines.alias("has_lines"),
        normalise.control_number(pl.col("payer_control_number")).alias("icn"),
        pl.col("frequency_code").alias("frequency"),
        normalise.turn_of_status(pl.col("status_code")).alias("turn_said"),
        normalise.identifier(pl.col("member_id")).alias("member"),
        normalise.person_name(pl.col("patient_last_name")).alias("last"),
        normalise.person_name(pl.col("patient_first_name")).alias("first"),
        pl.col("payer_id"),
        pl.col("payer_name"),
        pl.col("payer"),
        pl.col("payee_npi").alias("npi"),
        pl.col("rendering_npi").alias("rendering"),
        pl.col("payee_tin").alias("tin"),
    ]


def _hashes(rows: pl.DataFrame, key: str, columns: list[str]) -> pl.DataFrame:
    """Sum the hashes of rows per key: (key, hashed); the order of rows plays no part.

    A position among the columns keeps equal rows from cancelling out.
    """
    # A hash less eight bits, so that the sum over fifty lines cannot overflow.
    hashes = rows.select(columns).hash_rows() // 256
    return summed(rows.select(key, hashes.alias("hashed")), ["hashed"], by=key)


def _content(parents: pl.DataFrame, *children: pl.DataFrame) -> pl.Series:
    """Hash each parent row with the hashes of its child rows; the key is the first column of `parents`."""
    key = parents.columns[0]
    content = parents.select(key, parents.drop(key).hash_rows().alias("own"))
    for number, hashed in enumerate(children):
        content = beside(content, hashed.rename({"hashed": f"child_{number}"}), on=key)
    return content.drop(key).hash_rows().alias("content")
