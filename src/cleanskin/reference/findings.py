"""The kinds of finding that loading and looking up reference data can make."""

from cleanskin.kernel.finding import FindingKind, Outcome, Severity


def _kind(number: int, name: str, meaning: str, fix: str, severity: Severity = "error") -> FindingKind:
    outcome: Outcome = "advice"
    return FindingKind(f"CS-REF-{number:03d}", name, None, severity, outcome, meaning, fix)


FINDINGS: tuple[FindingKind, ...] = (
    # the file as a whole
    _kind(1, "reference-file-not-readable", "The file cannot be opened.", "Check the path and that you may read it."),
    _kind(2, "archive-damaged", "The archive is cut off or damaged.", "Download it again; compare its size with the publisher's page."),
    _kind(3, "licence-page-instead-of-file", "This is a web page, saved under the name of a data file.", "Open the publisher's page in a browser, accept the licence, and download the file itself."),
    _kind(4, "file-not-recognised", "No importer knows this content.", "See `cleanskin reference list --sources` for what can be loaded and where to get it."),
    _kind(5, "wrong-edition", "The file is of a neighbouring kind that does not apply to physician practices.", "Load the practitioner edition."),
    _kind(6, "columns-not-as-expected", "The columns are not those of the official layout.", "Load the file as the publisher issued it, without editing it in a spreadsheet."),
    _kind(7, "no-rows", "The file has no data rows.", "Download it again."),
    _kind(8, "too-many-bad-rows", "Too many rows break the layout to trust the rest.", "Load the file as the publisher issued it."),
    _kind(9, "release-not-known", "The release cannot be told from the file's name or content.", "Keep the publisher's file name."),
    _kind(10, "archive-too-large", "The archive unpacks to more than a file of this kind can be.", "Check where the file comes from."),
    _kind(11, "release-out-of-date", "The file is of an earlier release than the day needs: last year's, or last quarter's.", "Load the release in force. For old days of service, load this one beside it with `--for-past-days`."),
    # single rows
    _kind(20, "row-not-readable", "A row breaks the layout and was left out.", "Compare it with the publisher's file.", "warning"),
    _kind(21, "code-not-well-formed", "A code does not have the shape of its code set (lower case, a point, a wrong length).", "Compare it with the publisher's file.", "warning"),
    _kind(22, "dates-contradict", "A row ends before it begins, or has a date that does not exist.", "Compare it with the publisher's file.", "warning"),
    _kind(23, "row-repeated", "The same row stands twice with different values; the last one counts.", "Compare it with the publisher's file.", "warning"),
    _kind(24, "paragraph-not-read", "A paragraph decides how a group of codes applies, and it is not stated as data yet.", "Read the paragraph; correct the table if it matters to you.", "note"),
    # the store and its answers
    _kind(30, "part-missing", "The release comes in several files, and not all are loaded.", "Load the remaining files of the same release.", "warning"),
    _kind(31, "later-release-in-force", "A later release than the newest one loaded is in force on that day.", "Load the current file.", "warning"),
    _kind(32, "day-before-releases", "The day lies before every release that is held.", "Load the release of that time.", "warning"),
    _kind(33, "store-not-readable", "The store's folder or index cannot be used.", "Check CLEANSKIN_HOME and the folder's rights."),
    _kind(34, "store-busy", "Another process is loading into the same store.", "Wait until it has ended, then repeat."),
    _kind(35, "release-damaged", "A stored release does not match its checksum or cannot be read.", "Load its file again."),
    _kind(36, "release-not-held", "No release of that name is held.", "See `cleanskin reference list`."),
    _kind(37, "already-loaded", "This very file is loaded already; nothing changed.", "Nothing needs to be done.", "note"),
    _kind(38, "preview-importer", "No original of this source has been read by the project yet; check the figures.", "Compare some rows with the publisher's file.", "note"),
    _kind(39, "code-not-known", "Nothing is known of that code on that day.", "Check the code; load the official file."),
    _kind(40, "fuller-form-held", "The same release is held already, read from a form that says more; nothing changed.", "Nothing needs to be done.", "note"),
    _kind(41, "reader-stopped", "The content made the reader of this source stop; that is a fault of the project's.", "Download the file again; if it happens again, report it with the name of the file and of the error."),
    _kind(42, "excerpt-loaded", "The file has fewer rows than a whole release: its rows answer, but a miss in it is not taken as an absence.", "Load the whole file as the publisher issued it.", "warning"),
    _kind(43, "forms-differ", "Two releases were read from different forms of their source.", "Load both from the same form to compare all they say.", "note"),
    # official files of pairs, units and code lists
    _kind(50, "release-inferred", "The file's name does not say its release; it was told from the newest date in the rows.", "Keep the publisher's file name.", "note"),
    _kind(51, "release-contradicted", "The rows do not belong to the release that the file's name states.", "Download the file of that release again."),
    _kind(52, "last-row-cut", "The file ends in the middle of a row.", "Compare the file's size with the publisher's page.", "warning"),
    _kind(53, "date-form-assumed", "The publisher's form of dates has not been seen by the project; they were read as year and day of the year.", "Compare some dates with the publisher's workbook.", "note"),
    _kind(60, "release-contradicts-name", "The name of the file or archive says one release, its content another.", "Load the file as the publisher issued it, under its own name."),
    _kind(61, "price-not-given", "Rows without a price were left out.", "Nothing needs to be done: the publisher gives none.", "note"),
)  # fmt: skip

_BY_NAME = {kind.name: kind for kind in FINDINGS}


def kind_of(name: str) -> FindingKind:
    """Return the kind by its name; raises KeyError for a name that is not declared."""
    return _BY_NAME[name]
