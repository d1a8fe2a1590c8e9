"""`--fix`: the new file, and the list of what was changed."""

import sys
from collections.abc import Sequence
from pathlib import Path

from cleanskin.claim.claim_form import looks_like_csv, looks_like_json
from cleanskin.claim.fix import fixed_file, lines_of
from cleanskin.claim.scrub import ClaimReport
from cleanskin.cli.inputs import inputs


def write_fixed(paths: Sequence[Path], reports: Sequence[ClaimReport], out: Path) -> bool:
    """Write the fixed file, or into a folder one for each input file that has a change; True when one was not written.

    The list of changes goes to standard error.
    """
    by_file: dict[str, dict[int, ClaimReport]] = {}
    for report in reports:
        if any(one.changes for one in report.findings):
            by_file.setdefault(report.file, {})[report.position] = report
    files = [item for item in inputs(list(paths)) if not item.trouble]
    failed = False
    made = 0
    for item in files:
        found = by_file.get(item.name)
        if not found:
            continue
        if looks_like_json(item.data) or looks_like_csv(item.data):
            print(f"cleanskin scrub: {item.name}: only 837P files are written anew", file=sys.stderr)
            failed = True
            continue
        findings = {position: report.findings for position, report in found.items()}
        result = fixed_file(item.data, file=item.name, findings=findings)
        for one in result.findings:
            print(f"cleanskin scrub: {item.name}: {one.id} {one.message} {one.fix}", file=sys.stderr)
            failed = True
        if result.data:
            target = out if len(files) == 1 else out / Path(item.name.replace("!", "/")).name
            target.parent.mkdir(parents=True, exist_ok=True)
            if target.exists():
                print(f"cleanskin scrub: not written, because it exists: {target}", file=sys.stderr)
                failed = True
                continue
            target.write_bytes(result.data)
            made += len(result.changes)
            print(f"{target}: {len(result.changes)} changes to {item.name}", file=sys.stderr)
            for line in lines_of(result.changes):
                print(f"  {line}", file=sys.stderr)
    if not made and not failed:
        print("cleanskin scrub: there is nothing that a safe fix changes; no file was written", file=sys.stderr)
    return failed
