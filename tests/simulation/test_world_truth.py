"""The truth file says what the files say: joined here by REF*D9 and by payer, day, CLP07 and CLP02."""

from collections import Counter, defaultdict
from decimal import Decimal

from cleanskin.sim.payer import PAYERS

PAYER_IDS = {key: payer.payer_id for key, payer in PAYERS.items()}

REFUSED = ("denied", "unprocessable", "duplicate")


def _cents(text: str) -> int:
    return int(Decimal(text) * 100)


def _answers_in_files(sample):
    """Count CLPs by payer id, payment day, CLP07, CLP02 and amounts."""
    seen = Counter()
    for transaction in sample.remits:
        segments = transaction.segments
        day = next(s[16] for s in segments if s[0] == "BPR")
        payer = next(s[2] for s in segments if s[:2] == ["REF", "2U"])
        for s in segments:
            if s[0] == "CLP":
                seen[payer, day, s[7], s[2], _cents(s[3]), _cents(s[4])] += 1
    return seen


def _claims_in_files(sample):
    """Return REF*D9 to (CLM01, CLM02 in cents, CLM05-03)."""
    seen = {}
    for transaction in sample.claims:
        if transaction.usage != "P":
            continue
        head: list[str] = []
        for s in transaction.segments:
            if s[0] == "CLM":
                head = s
            elif s[:2] == ["REF", "D9"]:
                seen[s[2]] = (head[1], _cents(head[2]), head[5].split(":")[2])
    return seen


def test_every_claim_in_the_files_is_told_and_the_reverse(sample):
    files = _claims_in_files(sample)
    told = {
        submission["identifier"]: (
            claim["control_number"],
            submission["billed"],
            submission.get("frequency", "1"),
        )
        for claim in sample.truth
        for submission in claim["submissions"]
        if submission.get("in_files", True)
    }
    assert told == files


def test_every_remittance_claim_is_told_and_the_reverse(sample):
    told = Counter(
        (PAYER_IDS[a["payer"]], a["date"].replace("-", ""), a["number"], a["status"], a["billed"], a["paid"])
        for claim in sample.truth
        for a in claim["answers"]
        if a.get("in_files", True) and a["status"] != "WO"
    )
    assert told == _answers_in_files(sample)


def test_money_told_is_money_remitted(sample):
    in_files = sum(a["paid"] for c in sample.truth for a in c["answers"] if a.get("in_files", True))
    interest = carried = 0
    for transaction in sample.remits:
        for s in transaction.segments:
            if s[0] == "PLB":
                for place in range(3, len(s), 2):
                    amount = _cents(s[place + 1])
                    interest -= amount if s[place].startswith("L6") else 0
                    carried += amount if s[place].startswith("FB") else 0
    assert in_files + interest - carried == sample.summary.files["remit_paid"]


def test_amounts_paid_are_the_sum_of_the_answers(sample):
    for claim in sample.truth:
        primary = sum(a["paid"] for a in claim["answers"] if a["order"] == "primary")
        secondary = sum(a["paid"] for a in claim["answers"] if a["order"] == "secondary")
        assert claim.get("amount_paid", 0) == primary
        assert claim.get("amount_paid_secondary", 0) == secondary
        # a second payer hears nothing of what the first takes back later
        if all(a["kind"] == "decision" for a in claim["answers"]):
            assert primary + secondary <= claim["amount_billed"]


def test_lines_add_up_to_their_claim(sample):
    for claim in sample.truth:
        assert sum(line["billed"] for line in claim["lines"]) == claim["amount_billed"]
        for line in claim["lines"]:
            adjusted = sum(amount for _, _, amount in line.get("first_codes", []))
            # what is decided first is what the door let in, which may be mended already
            if line.get("first_outcome") and claim["submissions"][0].get("accepted", True):
                assert line["billed"] - adjusted == line.get("first_paid", 0)


def test_states_follow_from_the_last_answers(sample):
    for claim in sample.truth:
        last = {line.get("last_outcome") for line in claim["lines"]}
        refused = last & {"denied", "unprocessable", "duplicate"}
        match claim.get("state", "open"):
            case "paid" | "recovered" | "patient_share":
                assert last <= {"paid", "patient_share"}
            case "denied":
                assert last == refused != set()
            case "partly_denied":
                assert refused
                assert last - refused
            case "open" | "lost" | "rejected" | "encounter":
                assert last == {None}


def test_a_refusal_has_a_cause_and_its_lines_name_it(sample):
    for claim in sample.truth:
        refused = [line for line in claim["lines"] if line.get("first_outcome") in REFUSED]
        assert all(line["first_cause"] for line in refused)
        causes = {line["first_cause"] for line in refused}
        assert claim["cause"] in causes if causes else "cause" not in claim
        if claim.get("first_outcome") in ("paid", "patient_share", "pend", "capitated"):
            assert not refused
        if claim.get("first_outcome") in ("denied", "partly_denied", *REFUSED):
            assert refused


def test_the_summary_counts_the_truth(sample):
    summary = sample.summary
    assert len(sample.truth) == summary.claims
    assert Counter(c.get("state", "open") for c in sample.truth) == summary.tables["states"]
    assert sum(c["amount_billed"] for c in sample.truth) == summary.amount_billed
    assert sum(c.get("amount_paid", 0) for c in sample.truth) == summary.amount_paid_primary
    assert Counter(s["kind"] for c in sample.truth for s in c["submissions"]) == summary.tables["kinds_of_submission"]
    assert summary.files["claims"] == len(_claims_in_files(sample))
    assert summary.files["remit_claims"] == _answers_in_files(sample).total()


def test_nothing_happens_after_the_as_of_day_or_before_its_cause(sample):
    as_of = sample.summary.as_of.isoformat()
    for claim in sample.truth:
        sent = {s["identifier"]: s["date"] for s in claim["submissions"]}
        for date in (*sent.values(), *(a["date"] for a in claim["answers"])):
            assert claim["date_of_service"] <= date <= as_of
        for answer in claim["answers"]:
            assert sent[answer["submission"]] <= answer["date"]


def test_reversals_undo_what_was_said_before(sample):
    seen = 0
    for claim in sample.truth:
        said = defaultdict(int)
        for answer in claim["answers"]:
            if answer["kind"] == "reversal":
                seen += 1
                assert answer["billed"] == -claim["amount_billed"]
                assert said[answer["reverses"]] == -answer["paid"]
            said[answer["number"]] += answer["paid"]
    assert seen > 20
