"""The walker with all its diagnostics against pyx12's validator, on the same generated files, in one run.

    .venv/bin/python bench/walker_against_pyx12.py [CLAIMS]

Both read the same bytes, check them against the guide and keep what they find; neither writes an acknowledgement.
Our side also balances, checks situations, check digits and shapes of codes, and makes the tree.  Prints the sizes,
the speeds and their ratio; exits 1 below the floor.
"""

import gc
import io
import logging
import random
import sys
import time
from collections.abc import Callable

FLOOR = 25
_CODES = ("99213", "99214", "11102", "17000", "17110", "88305", "11301", "10060")
_DIAGNOSES = ("L570", "L821", "D225", "L409", "C44311", "L700", "D485", "L72")


def _envelope(body: list[str], *, group: str, version: str) -> str:
    isa = "ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *260102*0900*^*00501*000000001*0*P*:"
    head = [isa, f"GS*{group}*SENDER*RECEIVER*20260102*0900*1*X*{version}"]
    return "~\n".join([*head, *body, "GE*1*1", "IEA*1*000000001"]) + "~\n"


def claims_837p(count: int, *, seed: int) -> str:
    """Return one 837P transaction of `count` claims, one subscriber each."""
    chance = random.Random(seed)
    version = "005010X222A1"
    body = [
        f"ST*837*0001*{version}",
        "BHT*0019*00*1*20260102*0900*CH",
        "NM1*41*2*PRACTICE*****46*12345",
        "PER*IC*BILLING*TE*5555550100",
        "NM1*40*2*CLEARINGHOUSE*****46*67890",
        "HL*1**20*1",
        "PRV*BI*PXC*207N00000X",
        "NM1*85*2*SKIN PRACTICE*****XX*1234567893",
        "N3*1 MAIN STREET",
        "N4*SPRINGFIELD*IL*627010001",
        "REF*EI*123456789",
    ]
    for index in range(count):
        lines = []
        for line in range(1, chance.randint(1, 4) + 1):
            units = chance.randint(1, 3)
            lines.append((line, chance.choice(_CODES), 5000 + chance.randint(0, 20000), units))
        total = sum(charge for _, _, charge, _ in lines)
        born, served = f"19{chance.randint(40, 99)}0{chance.randint(1, 9)}1{chance.randint(0, 9)}", "20251201"
        body += [
            f"HL*{index + 2}*1*22*0",
            "SBR*P*18*******CI",
            f"NM1*IL*1*DOE*PAT{chance.randint(0, 9)}****MI*W{chance.randint(10**8, 10**9 - 1)}",
            f"N3*{chance.randint(1, 999)} OAK AVENUE",
            "N4*SPRINGFIELD*IL*62701",
            f"DMG*D8*{born}*F",
            "NM1*PR*2*BIG PAYER*****PI*PAYER1",
            f"CLM*A{index:07d}*{_dollars(total)}***11:B:1*Y*A*Y*Y",
            f"HI*ABK:{chance.choice(_DIAGNOSES)}*ABF:{chance.choice(_DIAGNOSES)}",
            "NM1*82*1*SMITH*ANN****XX*1234567893",
            "PRV*PE*PXC*207N00000X",
        ]
        for line, code, charge, units in lines:
            body += [
                f"LX*{line}",
                f"SV1*HC:{code}*{_dollars(charge)}*UN*{units}***1:2",
                f"DTP*472*D8*{served}",
                f"REF*6R*{index}-{line}",
            ]
    body.append(f"SE*{len(body) + 1}*0001")
    return _envelope(body, group="HC", version=version)


def remittance_835(count: int, *, seed: int) -> str:
    """Return one balanced 835 transaction of `count` claims."""
    chance = random.Random(seed)
    version = "005010X221A1"
    claims: list[str] = []
    paid_in_all = 0
    for index in range(count):
        lines: list[str] = []
        charged = paid = 0
        for line in range(1, chance.randint(1, 4) + 1):
            charge, contractual = 5000 + chance.randint(0, 20000), chance.randint(100, 2000)
            patient = chance.choice((0, 2000))
            payment = charge - contractual - patient
            charged, paid = charged + charge, paid + payment
            lines += [
                f"SVC*HC:{chance.choice(_CODES)}*{_dollars(charge)}*{_dollars(payment)}**1",
                "DTM*472*20251201",
                f"CAS*CO*45*{_dollars(contractual)}",
                *([f"CAS*PR*1*{_dollars(patient)}"] if patient else []),
                f"REF*6R*{index}-{line}",
                f"AMT*B6*{_dollars(payment + patient)}",
            ]
        paid_in_all += paid
        claims += [
            f"CLP*A{index:07d}*1*{_dollars(charged)}*{_dollars(paid)}**12*P{index:09d}*11*1",
            f"NM1*QC*1*DOE*PAT{chance.randint(0, 9)}****MI*W{chance.randint(10**8, 10**9 - 1)}",
            "NM1*82*1*SMITH*ANN****XX*1234567893",
            "DTM*232*20251201",
            *lines,
        ]
    body = [
        "ST*835*0001",
        f"BPR*I*{_dollars(paid_in_all)}*C*ACH*CCP*01*999999992*DA*123456*1512345678**01*999988880*DA*98765*20260102",
        "TRN*1*12345*1512345678",
        "DTM*405*20260102",
        "N1*PR*BIG PAYER",
        "N3*1 PAYER WAY",
        "N4*CHICAGO*IL*60601",
        "PER*BL*SUPPORT*TE*8005550100",
        "N1*PE*SKIN PRACTICE*XX*1234567893",
        "LX*1",
        *claims,
    ]
    body.append(f"SE*{len(body) + 1}*0001")
    return _envelope(body, group="HP", version=version)


def _dollars(cents: int) -> str:
    from cleanskin.kernel.cents import format_x12

    return format_x12(cents)


def _ours(data: bytes) -> int:
    from cleanskin.x12.read import read_file

    return sum(len(reading.findings) for reading in read_file(data, name="bench"))


def _theirs(data: bytes) -> int:
    import pyx12.params
    import pyx12.x12n_document

    parameters = pyx12.params.ParamsBase()
    return int(not pyx12.x12n_document.x12n_document(parameters, io.StringIO(data.decode()), None, None))


def _seconds(run: Callable[[bytes], int], data: bytes, *, repeat: int) -> tuple[float, int]:
    best, found = float("inf"), 0
    for _ in range(repeat):
        gc.collect()
        # both are one thread: processor time leaves out what neighbors on the machine do
        began = time.process_time()
        found = run(data)
        best = min(best, time.process_time() - began)
    return best, found


def main() -> int:
    """Run both on both kinds of file."""
    logging.disable(logging.CRITICAL)
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 600
    gc.disable()  # for both: neither makes cycles worth collecting while it reads
    worst = float("inf")
    for kind, make in (("837P", claims_837p), ("835", remittance_835)):
        data = make(count, seed=7).encode()
        megabytes = len(data) / 1e6
        _ours(make(5, seed=1).encode())  # tables are made ready once in a process
        mine, findings = _seconds(_ours, data, repeat=5)
        theirs, faults = _seconds(_theirs, data, repeat=2)
        ratio = theirs / mine
        worst = min(worst, ratio)
        print(
            f"{kind:5} {megabytes:6.2f} MB   cleanskin {megabytes / mine:6.2f} MB/s ({findings} findings)   "
            f"pyx12 {megabytes / theirs:6.3f} MB/s ({'faults' if faults else 'no faults'})   ratio {ratio:6.1f}"
        )
    print(f"least ratio {worst:.1f}, floor {FLOOR}")
    return 0 if worst >= FLOOR else 1


if __name__ == "__main__":
    sys.exit(main())
