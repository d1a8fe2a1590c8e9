"""The bank's side of a payment: a file of one CCD+ entry with its addenda, as the practice's bank passes it on.

Fixed records of 94 characters, blocks of ten.  The addenda carry the remittance's TRN segment; amount and effective
entry date are those of the remittance (CORE's reassociation rule, edi-rules page, CORE-5).
"""

from datetime import date

from cleanskin.kernel.cents import Cents
from cleanskin.sim.payer.nouns import Payer
from cleanskin.sim.wire.remittance import PAYEE_ACCOUNT, PAYEE_ROUTING

_BLOCK = 10
_NAME = 16
_HASH_DIGITS = 10**10


def payment_file(*, payer: Payer, payee: str, payee_id: str, day: date, trace: str, paid: Cents, number: int) -> str:
    """Return the file of one deposit; `number` counts the payer's files."""
    short = f"{day.year % 100:02d}{day.month:02d}{day.day:02d}"
    bank, company = payer.routing_number, f"{payer.originator:<10.10}"
    entry_trace = f"{bank[:8]}{number % 10_000_000:07d}"
    entries_hash = int(PAYEE_ROUTING[:8]) % _HASH_DIGITS
    payment = f"TRN*1*{trace}*{payer.originator}~"
    records = [
        f"101 {PAYEE_ROUTING} {bank}{short}0600A094101{'PRACTICE BANK':<23}{payer.name:<23.23}{'':8}",
        f"5220{payer.name:<{_NAME}.{_NAME}}{'':20}{company}CCD{'HCCLAIMPMT':<10}{short}{short}{'':3}1{bank[:8]}"
        f"{number % 10_000_000:07d}",
        f"622{PAYEE_ROUTING}{PAYEE_ACCOUNT:<17}{paid:010d}{payee_id:<15.15}{payee:<22.22}{'':2}1{entry_trace}",
        f"705{payment:<80.80}0001{entry_trace[-7:]}",
        f"8220000002{entries_hash:010d}{0:012d}{paid:012d}{company}{'':25}{bank[:8]}{number % 10_000_000:07d}",
        f"9000001000001{2:08d}{entries_hash:010d}{0:012d}{paid:012d}{'':39}",
    ]
    records += ["9" * 94] * (-len(records) % _BLOCK)
    return "\n".join(records) + "\n"
