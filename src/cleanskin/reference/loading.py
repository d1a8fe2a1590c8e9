"""Loading official files into the store: open, recognise, read, keep, and say what was done with each.

A part of a release is kept whole or not at all.  A refused file changes nothing; others named with it are loaded.
Loading the same file again changes nothing.  A release that is out of date is refused unless it is asked for.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from fnmatch import fnmatch
from pathlib import Path
from typing import Literal

import msgspec

from cleanskin.kernel.finding import Finding, Pointer
from cleanskin.kernel.period import Period
from cleanskin.record.provenance import Provenance
from cleanskin.reference.findings import kind_of
from cleanskin.reference.importers import importers
from cleanskin.reference.importing import Batch, Contents, Importer, Refusal
from cleanskin.reference.opening import Opened, OpenedMember, Unreadable, is_web_page
from cleanskin.reference.store import PROBLEMS_KEPT_MAX, Store, StoredPart, StoreError
from cleanskin.reference.tables import EDITIONS
from cleanskin.reference.timeliness import out_of_date

Result = Literal["new", "replaced", "already_loaded", "fuller_form_held", "other_form_read", "not_needed", "refused"]
"""not_needed: something else in an archive of which at least one member was recognised (a layout, a licence)."""

Progress = Callable[[str], None]


class Outcome(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What became of one part of a release, or of a file that was refused.

    `files` are the names of the members it was read from.  `rows_read` counts the source's data rows, `rows_kept` the
    rows now in the store's tables; `dates` are the first and last day in the rows.  `problems` counts findings about
    single rows by name, `examples` are the first of them.  `finding` says why nothing changed, when nothing did.
    """

    result: Result
    files: tuple[str, ...]
    kind: str = ""
    title: str = ""
    release: str = ""
    part: str = ""
    form: str = ""
    period: Period | None = None
    rows_read: int = 0
    rows_kept: int = 0
    dates: tuple[date | None, date | None] = (None, None)
    problems: dict[str, int] = {}
    examples: tuple[Finding, ...] = ()
    finding: Finding | None = None


class LoadReport(msgspec.Struct, frozen=True, kw_only=True):
    """What one call of `load` did.  `findings` are about the store or a release as a whole, not about one file."""

    outcomes: tuple[Outcome, ...]
    findings: tuple[Finding, ...] = ()

    @property
    def changed(self) -> bool:
        """True when the store holds something it did not hold before."""
        return any(outcome.result in ("new", "replaced") for outcome in self.outcomes)

    @property
    def refused(self) -> bool:
        """True when a file was refused or the store could not be used."""
        worst = any(finding.severity == "error" for finding in self.findings)
        return worst or any(outcome.result == "refused" for outcome in self.outcomes)


def load(
    paths: Iterable[Path],
    store_folder: Path,
    *,
    now: datetime,
    needed_on: date | None = None,
    for_past_days: bool = False,
    again: bool = False,
    progress: Progress | None = None,
    sources: Sequence[Importer] | None = None,
) -> LoadReport:
    """Load files, folders and archives into the store in `store_folder`, which is made when it is not there.

    `now` is kept as the time of loading.  `needed_on` is the day that the files are to serve, by default that of `now`:
    a release that is out of date on it is refused, unless `for_past_days` is true.  `again` reads a file anew that is
    loaded already, and replaces what was read from it.  `progress` is told what is being read.  `sources` are the
    importers to try, by default all.
    """
    loading = _Loading(
        Store(store_folder),
        now,
        needed_on=needed_on or now.date(),
        for_past_days=for_past_days,
        again=again,
        progress=progress,
        sources=importers() if sources is None else sources,
    )
    try:
        with loading.store.locked(), Opened(paths) as opened:
            loading.run(opened)
    except StoreError as error:
        loading.findings.append(error.finding)
    return LoadReport(outcomes=tuple(loading.outcomes), findings=tuple(loading.findings))


class _Loading:
    """One call of `load`."""

    def __init__(
        self,
        store: Store,
        now: datetime,
        *,
        needed_on: date,
        for_past_days: bool,
        again: bool,
        progress: Progress | None,
        sources: Sequence[Importer],
    ) -> None:
        self.store, self._now, self._again = store, now, again
        self._needed_on, self._for_past_days = needed_on, for_past_days
        self._progress, self._sources = progress, sources
        self.outcomes: list[Outcome] = []
        self.findings: list[Finding] = []

    def run(self, opened: Opened) -> None:
        """Recognise all members, then read and keep one part after another."""
        for name, finding in opened.findings:
            self._refuse((finding.where.file or name,), self._with_place_to_get(finding, name))
        seen: set[str] = set()
        forms: dict[tuple[str, str, str], list[tuple[Importer, Batch]]] = {}
        for importer in self._sources:
            for found in self._recognised(importer, opened.members):
                if isinstance(found, Refusal):
                    named = found.finding.where.file
                    told = {one.name for one in opened.members if f"/{one.name}".endswith(f"/{named}")}
                    seen |= told
                    self._refuse(tuple(sorted(told)) or (named,), found.finding, importer)
                    continue
                seen.update(member.name for member in found.members)
                forms.setdefault((found.kind, found.release, found.part), []).append((importer, found))
        for candidates in forms.values():
            self._load_best(sorted(candidates, key=lambda one: one[1].rank))
        known = {member.user_file.path for member in opened.members if member.name in seen}
        for member in opened.members:
            if member.name in seen:
                continue
            if member.user_file.path in known:
                self.outcomes.append(Outcome(result="not_needed", files=(member.name,)))
            else:
                self._refuse((member.name,), self._with_place_to_get(_not_recognised(member), member.name))
        self._say_of_releases()

    def _recognised(self, importer: Importer, members: Sequence[OpenedMember]) -> Sequence[Batch | Refusal]:
        try:
            return importer.recognise(members)
        except Unreadable as error:  # a member's first bytes could be read, the following could not
            return [Refusal(error.finding)]

    def _load_best(self, candidates: Sequence[tuple[Importer, Batch]]) -> None:
        """Read the fullest form; when it is refused, the next."""
        read = False
        for importer, batch in candidates:
            if read:
                self.outcomes.append(_outcome("other_form_read", importer, batch))
            else:
                read = self._load_one(importer, batch)

    def _load_one(self, importer: Importer, batch: Batch) -> bool:
        """Load one part; False when it was refused."""
        held = {part.key: part for part in self.store.index().parts}
        file, sha256 = _origin(batch)
        before = held.get((batch.kind, batch.release, batch.part))
        if before and (unchanged := self._unchanged(importer, batch, before, sha256)):
            self.outcomes.append(unchanged)
            return True
        if self._progress:
            self._progress(f"reading {file}")
        try:
            contents = importer.read(batch)
        except Unreadable as error:
            contents = Refusal(error.finding)
        except Exception as error:  # one reader's fault may not keep the other files from being read
            contents = Refusal(_stopped(batch, error))
        if isinstance(contents, Refusal):
            self._refuse(_names(batch), contents.finding, importer)
            return False
        part = _part(importer, batch, contents, now=self._now)
        before = held.get(part.key)
        if before and (unchanged := self._unchanged(importer, batch, before, sha256)):
            self.outcomes.append(unchanged)
            return True
        late = None if self._for_past_days else out_of_date(part, held.values(), needed_on=self._needed_on)
        if late:
            self._refuse(_names(batch), late, importer)
            return False
        if self._progress:
            self._progress(f"keeping {contents.kind} {contents.release} {contents.part}".rstrip())
        try:
            part = self.store.put(contents, part)
        except OSError as error:
            self.findings.append(_not_written(error))
            return False
        self.outcomes.append(_kept("replaced" if before else "new", importer, batch, part))
        return True

    def _unchanged(self, importer: Importer, batch: Batch, before: StoredPart, sha256: str) -> Outcome | None:
        """Say why a part that is held stays as it is; None when it is to be read."""
        if self._again:
            return None
        if before.provenance.sha256 == sha256 and before.rank == batch.rank:
            return msgspec.structs.replace(
                _kept("already_loaded", importer, batch, before),
                finding=kind_of("already-loaded").finding(where=Pointer(file=batch.members[0].name)),
            )
        if before.rank < batch.rank:
            return msgspec.structs.replace(
                _kept("fuller_form_held", importer, batch, before),
                finding=kind_of("fuller-form-held").finding(where=Pointer(file=batch.members[0].name)),
            )
        return None

    def _refuse(self, files: tuple[str, ...], finding: Finding, importer: Importer | None = None) -> None:
        if importer and not finding.expected:
            finding = msgspec.structs.replace(finding, expected=importer.title)
        if importer and importer.where_to_get not in finding.fix:
            finding = msgspec.structs.replace(finding, fix=f"{finding.fix} {importer.where_to_get}".strip())
        kind, title = (importer.kind, importer.title) if importer else ("", "")
        self.outcomes.append(Outcome(result="refused", files=files, kind=kind, title=title, finding=finding))

    def _with_place_to_get(self, finding: Finding, name: str) -> Finding:
        """Add where the right file is, when the name tells which source was meant."""
        lower = name.lower()
        for importer in self._sources:
            if any(fnmatch(lower, pattern) for pattern in importer.file_names):
                fix = f"{finding.fix} {importer.where_to_get}"
                return msgspec.structs.replace(finding, expected=importer.title, fix=fix)
        return finding

    def _say_of_releases(self) -> None:
        """Say of each release that changed what its user should know: preview, excerpt, missing parts, out of date."""
        changed = {(one.kind, one.release) for one in self.outcomes if one.result in ("new", "replaced")}
        sources = {importer.kind: importer for importer in self._sources}
        parts = self.store.index().parts
        for kind, release in sorted(changed):
            of_kind = [part for part in parts if part.provenance.kind == kind]
            self._say_of_release(sources[kind], release, of_kind)

    def _say_of_release(self, importer: Importer, release: str, of_kind: Sequence[StoredPart]) -> None:
        of_release = [part for part in of_kind if part.provenance.release == release]
        named = f"{importer.title}, {release}"
        if importer.status == "preview":
            self._say("preview-importer", f"{named}: read by an importer in preview; check some figures.")
        for part in of_release:
            if part.excerpt:
                whose = f"{named} {part.provenance.part}".rstrip()
                message = f"{whose}: {part.rows_read:,} rows; a whole one has at least {importer.rows_min:,}."
                self._say("excerpt-loaded", message, importer)
        expected = {name for part in of_release for name in part.parts_expected}
        missing = sorted(expected - {part.provenance.part for part in of_release})
        if missing and importer.kind not in EDITIONS:
            self._say("part-missing", f"{named}: not loaded yet: {', '.join(missing)}.", importer)
        period = of_release[0].provenance.period
        later = any(part.provenance.period.start > period.start for part in of_kind)
        if period.end and period.end <= self._needed_on and not later:
            end = period.end.isoformat()
            message = f"{named}: issued for the days before {end}; a later release is in force and not held."
            self._say("later-release-in-force", message, importer)

    def _say(self, name: str, message: str, importer: Importer | None = None) -> None:
        kind = kind_of(name)
        fix = f"{kind.fix} {importer.where_to_get}" if importer else ""
        self.findings.append(kind.finding(message, fix=fix))


def _part(importer: Importer, batch: Batch, contents: Contents, *, now: datetime) -> StoredPart:
    file, sha256 = _origin(batch)
    provenance = Provenance(
        kind=contents.kind,
        release=contents.release,
        part=contents.part,
        period=contents.period,
        published_on=contents.published_on,
        file=file,
        sha256=sha256,
        loaded_at=now,
        source=contents.source,
    )
    return StoredPart(
        provenance=provenance,
        dating=importer.dating,
        status=importer.status,
        form=batch.form,
        rank=batch.rank,
        excerpt=contents.rows_read < importer.rows_min,
        parts_expected=contents.parts_expected,
        tables=(),
        rows_read=contents.rows_read,
        dates=contents.dates,
        problems=dict(Counter(finding.name for finding in contents.problems)),
        examples=contents.problems[:PROBLEMS_KEPT_MAX],
    )


def _origin(batch: Batch) -> tuple[str, str]:
    """Return the name and checksum of the user's file; of several files, the first name and a checksum of checksums."""
    files = {member.user_file.path: member.user_file for member in batch.members}
    sums = sorted(file.sha256 for file in files.values())
    first = next(iter(files.values()))
    if len(sums) == 1:
        return first.name, sums[0]
    import hashlib

    return first.name, hashlib.sha256("".join(sums).encode()).hexdigest()


def _names(batch: Batch) -> tuple[str, ...]:
    return tuple(member.name for member in batch.members)


def _outcome(result: Result, importer: Importer, batch: Batch) -> Outcome:
    return Outcome(
        result=result,
        files=_names(batch),
        kind=batch.kind,
        title=importer.title,
        release=batch.release,
        part=batch.part,
        form=batch.form,
    )


def _kept(result: Result, importer: Importer, batch: Batch, part: StoredPart) -> Outcome:
    return msgspec.structs.replace(
        _outcome(result, importer, batch),
        release=part.provenance.release,
        part=part.provenance.part,
        form=part.form,
        period=part.provenance.period,
        rows_read=part.rows_read,
        rows_kept=sum(table.rows for table in part.tables),
        dates=part.dates,
        problems=part.problems,
        examples=part.examples,
    )


def _not_recognised(member: OpenedMember) -> Finding:
    """Say what an unknown member looks like: a web page, or its ending and size."""
    where = Pointer(file=member.name)
    if is_web_page(member.head()):
        return kind_of("licence-page-instead-of-file").finding(f"{member.name} is a web page.", where=where)
    found = f"{member.name} ({member.size_bytes:,} bytes) is of no source that can be loaded."
    return kind_of("file-not-recognised").finding(found, where=where)


def _stopped(batch: Batch, error: Exception) -> Finding:
    name = batch.members[0].name
    message = f"{name}: the reader stopped with {type(error).__name__}."
    return kind_of("reader-stopped").finding(message, where=Pointer(file=name))


def _not_written(error: OSError) -> Finding:
    reason = error.strerror or "it cannot be written"
    return kind_of("store-not-readable").finding(f"The reference store cannot be written: {reason}.")
