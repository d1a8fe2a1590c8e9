"""Answers to the form of files at fault: TA1 and 999 made of what reading them found."""

from collections.abc import Callable, Iterator
from datetime import date

from cleanskin.x12.ack import receive
from cleanskin.x12.write_acks import write_receipt


def form_answer(
    data: bytes, *, name: str, day: date, control: Callable[[], int], always_ta1: bool = False
) -> Iterator[tuple[str, bytes]]:
    """Yield the files that answer a file's form, with their kind, TA1 or 999; `control` gives their numbers."""
    for receipt in receive(data, name=name):
        first = control()
        if receipt.groups:
            control()
        ta1, form = write_receipt(receipt, date_sent=day, time_sent="0700", control_number=first, always_ta1=always_ta1)
        if ta1 is not None:
            yield "TA1", ta1
        if form is not None:
            yield "999", form
