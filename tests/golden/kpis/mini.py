"""Tiny 837P and 835 files for golden cases, written out by hand so that nothing of ours vouches for itself."""

from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Files:
    """Files of one case; every claim is one 837P file, every remittance one 835 file."""

    folder: Path
    count: int = 0
    npi: str = "1999999992"
    paths: list[Path] = field(default_factory=list)

    def _write(self, name: str, segments: list[str], kind: str, version: str, day: str) -> None:
        self.count += 1
        body = [f"ST*{kind}*0001*{version}" if kind == "837" else f"ST*{kind}*0001", *segments]
        group = {"837": "HC", "835": "HP"}[kind]
        head = [
            f"ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *{day[2:]}*1200*^*00501*{self.count:09}*0*P*:",
            f"GS*{group}*SENDER*RECEIVER*{day}*1200*{self.count}*X*{version}",
        ]
        tail = [f"SE*{len(body) + 1}*0001", f"GE*1*{self.count}", f"IEA*1*{self.count:09}"]
        path = self.folder / f"{self.count:02}_{name}.x12"
        path.write_text("~\n".join([*head, *body, *tail]) + "~\n")
        self.paths.append(path)

    def claim(
        self,
        number: str,
        *,
        sent: str,
        served: str,
        lines: list[tuple[str, str]],
        frequency: str = "1",
        replaces: str = "",
        turn: str = "P",
        payer: tuple[str, str] = ("QUARRY HEALTH", "QH001"),
        filing: str = "CI",
        contract: str = "",
        paid_before: str = "",
        patient: str = "ALPHA",
    ) -> None:
        """Write an 837P with one claim; `lines` are (code with modifiers joined by ':', charge in dollars)."""
        total = sum(float(charge) for _, charge in lines)
        segments = [
            f"BHT*0019*00*{self.count}*{sent}*1200*CH",
            "NM1*41*2*SENDER*****46*1", "PER*IC*X*TE*5555555555", "NM1*40*2*RECEIVER*****46*2",
            "HL*1**20*1", f"NM1*85*2*GOLDEN SKIN CLINIC*****XX*{self.npi}", "N3*1 MAIN ST", "N4*TOWN*TX*750010001",
            "REF*EI*891234567", "HL*2*1*22*0", f"SBR*{turn}*18*******{filing}",
            f"NM1*IL*1*{patient}*ANN****MI*M{patient}1", "N3*2 SIDE ST", "N4*TOWN*TX*75001", "DMG*D8*19700101*F",
            f"NM1*PR*2*{payer[0]}*****PI*{payer[1]}",
            f"CLM*{number}*{total:g}***11:B:{frequency}*Y*A*Y*Y",
        ]  # fmt: skip
        if contract:
            segments.append(f"CN1*{contract}")
        if replaces:
            segments.append(f"REF*F8*{replaces}")
        segments.append("HI*ABK:L570")
        if paid_before:
            segments += [
                "SBR*P*18*******MB", f"AMT*D*{paid_before}", "OI***Y***Y", f"NM1*IL*1*{patient}*ANN****MI*P{patient}1",
                "NM1*PR*2*QUARRY HEALTH*****PI*QH001",
            ]  # fmt: skip
        for position, (code, charge) in enumerate(lines, start=1):
            segments += [f"LX*{position}", f"SV1*HC:{code}*{charge}*UN*1***1", f"DTP*472*D8*{served}"]
        self._write(f"claim_{number}", segments, "837", "005010X222A1", sent)

    def remit(
        self,
        *,
        paid_on: str,
        claims: list[str],
        total: str,
        payer: tuple[str, str] = ("QUARRY HEALTH", "QH001"),
        plb: str = "",
    ) -> None:
        """Write an 835; `claims` are the segments of its 2100 loops, written by the case itself."""
        segments = [
            f"BPR*I*{total}*C*ACH*CCP*01*111000025*DA*1*1512345678**01*111000025*DA*2*{paid_on}",
            f"TRN*1*T{self.count}*1512345678", f"DTM*405*{paid_on}",
            f"N1*PR*{payer[0]}*XV*{payer[1]}", "N3*9 PAY ST", "N4*CITY*TX*75002", "PER*BL*HELP*TE*8005550000",
            f"N1*PE*GOLDEN SKIN CLINIC*XX*{self.npi}", "REF*TJ*891234567", "LX*1", *claims,
        ]  # fmt: skip
        if plb:
            segments.append(f"PLB*{self.npi}*20251231*{plb}")
        self._write("remit", segments, "835", "005010X221A1", paid_on)


def clp(
    number: str, status: str, billed: str, paid: str, patient: str, icn: str, patient_name: str = "ALPHA"
) -> list[str]:
    """The head of a 2100 loop."""
    return [
        f"CLP*{number}*{status}*{billed}*{paid}*{patient}*12*{icn}",
        f"NM1*QC*1*{patient_name}*ANN****MI*M{patient_name}1",
    ]


def svc(code: str, billed: str, paid: str, served: str, *adjustments: str, remarks: tuple[str, ...] = ()) -> list[str]:
    """A 2110 loop; adjustments as 'CO*45*20'."""
    return [
        f"SVC*HC:{code}*{billed}*{paid}**1",
        f"DTM*472*{served}",
        *(f"CAS*{adjustment}" for adjustment in adjustments),
        *(f"LQ*HE*{remark}" for remark in remarks),
    ]
