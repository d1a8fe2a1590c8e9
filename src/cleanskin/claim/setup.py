"""What makes an engine for claims of files: reference store, configuration, fees; small enough to send to a worker."""

from datetime import date
from functools import lru_cache
from pathlib import Path

import msgspec

from cleanskin.claim.pricer import FEE_LIST, FeeListPricer, MedicarePricer
from cleanskin.kernel.cents import Cents
from cleanskin.reference.look_up import Reference
from cleanskin.rules.configuration import Configuration
from cleanskin.rules.engine import Engine


class Setup(msgspec.Struct, frozen=True, kw_only=True):
    """How claims are scrubbed.  `store_folder` "" means the built-in pack alone; `fees` replace Medicare's amounts."""

    store_folder: str = ""
    configuration: Configuration = Configuration()
    fees: tuple[tuple[str, str, Cents], ...] | None = None
    fees_name: str = FEE_LIST
    submitted_on: date | None = None


def reference_of(setup: Setup) -> Reference:
    """Return the reference store, opened once a process."""
    return _reference(setup.store_folder)


def engine_of(setup: Setup) -> Engine:
    """Return the engine of a setup, made once a process, so that its look-ups stay warm."""
    return _engine(msgspec.msgpack.encode(setup))


@lru_cache(maxsize=4)
def _engine(encoded: bytes) -> Engine:
    setup = msgspec.msgpack.decode(encoded, type=Setup)
    reference = reference_of(setup)
    if setup.fees is None:
        return Engine(reference, configuration=setup.configuration, pricer=MedicarePricer(reference))
    fees = {(code, modifier): amount for code, modifier, amount in setup.fees}
    pricer = FeeListPricer(fees, setup.fees_name)
    return Engine(reference, configuration=setup.configuration, pricer=pricer)


@lru_cache(maxsize=4)
def _reference(store_folder: str) -> Reference:
    return Reference(Path(store_folder) if store_folder else None)
