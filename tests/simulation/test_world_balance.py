"""Every generated file holds together: counted and summed here from the text alone, in decimal dollars."""

from collections import Counter
from decimal import Decimal

ZERO = Decimal(0)


def _cas(segment: list[str]) -> Decimal:
    """Sum the amounts of one CAS: elements 03, 06, 09, 12, 15, 18."""
    return sum((Decimal(segment[place]) for place in range(3, len(segment), 3)), ZERO)


def _claims(segments: list[list[str]], name: str) -> list[list[list[str]]]:
    """Cut a transaction's segments into claims."""
    claims: list[list[list[str]]] = []
    for segment in segments:
        if segment[0] == name:
            claims.append([])
        if claims and segment[0] not in ("PLB", "SE"):
            claims[-1].append(segment)
    return claims


def test_segment_counts_and_control_numbers(sample):
    for transaction in (*sample.claims, *sample.remits, *sample.acks):
        first, last = transaction.segments[0], transaction.segments[-1]
        assert int(last[1]) == len(transaction.segments), transaction.path.name
        assert last[2] == first[2]


def test_every_835_line_balances(sample):
    lines = 0
    for transaction in sample.remits:
        for claim in _claims(transaction.segments, "CLP"):
            service: list[str] | None = None
            adjusted = ZERO
            for segment in [*claim, ["SVC"]]:
                if segment[0] == "SVC":
                    if service is not None:
                        assert Decimal(service[2]) - adjusted == Decimal(service[3])
                        lines += 1
                    service, adjusted = segment, ZERO
                elif segment[0] == "CAS" and service is not None:
                    adjusted += _cas(segment)
    assert lines > 5000


def test_every_835_claim_balances(sample):
    for transaction in sample.remits:
        for claim in _claims(transaction.segments, "CLP"):
            head = claim[0]
            adjusted = sum((_cas(segment) for segment in claim if segment[0] == "CAS"), ZERO)
            services = [segment for segment in claim if segment[0] == "SVC"]
            assert Decimal(head[3]) - adjusted == Decimal(head[4])
            if services:
                assert sum(Decimal(s[2]) for s in services) == Decimal(head[3])
                assert sum(Decimal(s[3]) for s in services) == Decimal(head[4])


def test_every_835_transaction_balances_and_is_never_negative(sample):
    methods = Counter()
    for transaction in sample.remits:
        bpr = next(segment for segment in transaction.segments if segment[0] == "BPR")
        paid = sum((Decimal(s[4]) for s in transaction.segments if s[0] == "CLP"), ZERO)
        plb = sum(
            (Decimal(s[p]) for s in transaction.segments if s[0] == "PLB" for p in range(4, len(s), 2)),
            ZERO,
        )
        assert paid - plb == Decimal(bpr[2])
        assert Decimal(bpr[2]) >= 0
        assert (bpr[4] == "NON") == (Decimal(bpr[2]) == 0)
        methods[bpr[4]] += 1
    assert methods["NON"] > 5
    assert methods["ACH"] > 200


def test_837_charges_are_the_sum_of_their_lines(sample):
    for transaction in sample.claims:
        for claim in _claims(transaction.segments, "CLM"):
            charges = [Decimal(segment[2]) for segment in claim if segment[0] == "SV1"]
            assert sum(charges) == Decimal(claim[0][2])


def test_secondary_claims_carry_a_first_payer_that_balances(sample):
    seen = 0
    for transaction in sample.claims:
        for claim in _claims(transaction.segments, "CLM"):
            paid = [Decimal(s[2]) for s in claim if s[0] == "AMT" and s[1] == "D"]
            if not paid:
                continue
            seen += 1
            services = [Decimal(s[2]) for s in claim if s[0] == "SVD"]
            adjusted = sum((_cas(s) for s in claim if s[0] == "CAS"), ZERO)
            assert sum(services) == paid[0]
            assert Decimal(claim[0][2]) - adjusted == paid[0]
    assert seen > 50


def test_hierarchy_numbers_run_without_gap_and_point_to_a_parent(sample):
    for transaction in (*sample.claims, *sample.acks):
        numbers = [(int(s[1]), s[2]) for s in transaction.segments if s[0] == "HL"]
        assert [number for number, _ in numbers] == list(range(1, len(numbers) + 1))
        assert all(parent == "" or int(parent) < number for number, parent in numbers)


def test_submission_numbers_are_unique_in_production(sample):
    numbers = Counter(
        segment[2]
        for transaction in sample.claims
        if transaction.usage == "P"
        for segment in transaction.segments
        if segment[:2] == ["REF", "D9"]
    )
    assert max(numbers.values()) == 1
