"""What is done to nails and horn: plates lifted, blood let out from under them, thinning, shortening; corns pared."""

from typing import Final

from cleanskin.note.doings.doing import Doing, sought

_NAILS: Final = sought(r"\b(?:(?:toe|finger|thumb)?nails?|nail plates?|plates?|hallux nails?|onych\w+)\b")
_BLOOD: Final = sought(
    r"\b(?:(?:dark|old|black|trapped|liquid|maroon|purple|thin|fresh)(?:\W+\w+)?\s+blood|blood"
    r"|h(?:a)?ematoma)\b[^.;\n]{0,60}?\b(?:spurt\w*|out|came|releas\w+|drain\w*|escap\w+|ooz\w+|well\w*|pour\w*"
    r"|express\w+|flow\w*|squirt\w*|let|drops?|evacuat\w+|vent\w+|relie\w+|milk\w+|ran|bubbl\w+)\b"
    r"|\b(?:spurt\w*|drops?|releas\w+|express\w+|gush|bead|let out|vent\w+|pressed out"
    r"|came out)\b[^.;\n]{0,30}?\bblood\b"
)
_BORE: Final = sought(
    r"\b(?P<act>(?:(?:battery|hot|hand-?held|disposable|electro-?|thermal|loop|wire"
    r"|eye)[ -])*cauter\w+(?:[ -](?:tip|pen|wire|unit))?"
    r"|(?:red[- ]hot |heated |hot |straightened )+(?:paper ?clip|wire|needle|tip)|holes?|bor(?:ed|ing)|drill(?:ed|ing)?"
    r"|twirl(?:ed|ing)|trephin\w+|fenestrat\w+|perforat\w+|punctur\w+|burned through|burnt through"
    r"|melted through|vent(?:ed)?"
    r"|rotat(?:ed|ing)|spun|(?:18|20|21|22|23|25)[ -]?g(?:auge)?(?: needle)?)\b"
)
_HEAT: Final = sought(
    r"\b(?:battery cautery|cauter\w+|electro-?cautery|hyfrecat\w+|evacuat\w+|aspirat\w+|removed|curett\w+|desiccat\w+"
    r"|punch\w*|drained|incis\w+)\b"
)
_GRIND: Final = sought(
    r"\b(?P<act>ground back|grind(?:ed)?|sanded(?: down)?|reduced|brought down|debulked|whittled|planed(?: down)?"
    r"|rasped|cut back|nipped back|taken down|buffed|smoothed|lowered|leveled|levelled)\b"
)
_GRINDER_USED: Final = sought(
    r"\b(?P<act>nippers?|burr|drum|sander|rotary (?:tool|burr|file)|dremel|drill)\s+(?:was\s+|were\s+)?(?:used\s+"
    r"|then\s+)?(?:for|to (?:reduce|bring|take|cut|lower))\s+(?:the\s+|their\s+|all\s+)?(?:bulk|thickness|length|girth"
    r"|height|nails)\b"
)
_GROUND_DOWN: Final = (
    r"\b(?P<act>ground(?: down| back)?|burred(?: down)?|thinned(?: down| out)?|filed down|drilled down)\b"
)
"""What the tables know where nails are named beside it."""

_THICK: Final = (
    r"\b(?:thick(?:ened|ening)?|non-?thick|dystroph\w+|mycotic|fung\w+|crumbl\w+|onychauxis|onychogry\w+|hypertroph\w+"
    r"|yellow|brittle|deformed|bulk|horn-?like|subungual debris)\b"
)
_GRINDER: Final = sought(
    r"\b(?:dremel|burrs?|nippers?|drum|drill|rotary|sander|sanding|grinder|files?|rasp|cutters?|clippers?|emery|disc"
    r"|curette|electric|mechanical\w*|podiatry)\b"
)
_SHORTEN: Final = sought(
    r"\b(?P<act>shortened|shortening|clipped|cut|trimmed|pared|filed|nipped|snipped|cut back|tidied|taken back)\b"
)
_PLAIN: Final = sought(
    r"\b(?:normal|non-?dystrophic|not (?:thick\w*|dystrophic|mycotic|diseased)|otherwise (?:normal|healthy)|healthy"
    r"|overgrown|too long|long|thin|smooth|unremarkable)\b"
)
_LIFT: Final = sought(
    r"\b(?P<act>(?:lifted|freed|pulled|rolled|twisted|rocked|peeled|stripped|slid|drawn|eased|levered|extracted|removed"
    r"|taken|delivered|avulsed|withdrawn|came|detached|grasped)(?:\s+(?:away|off|out|free|up|whole"
    r"|intact|entirely))?)\b"
)
_ELEVATOR: Final = sought(
    r"\b(?:freer|elevator|spatula|septal|dental (?:spatula|elevator)|english (?:anvil|nail splitter)|anvil"
    r"|nail splitter|hemostat|haemostat|mosquito|kelly|clamp\w*|needle ?(?:holder|driver)|nail nipper|split\w*"
    r"|lengthwise|longitudinal\w*|(?:to|at|from) (?:the |its )?(?:root|base|matrix|bed)|under the (?:proximal )?(?:fold"
    r"|eponychium|cuticle)|loosened|(?:digital|ring|toe|finger) block|toe numbed|in one piece)\b"
)
_PIECE: Final = (
    r"(?:strips?|slivers?|edges?|borders?|margins?|spicules?|thirds?|quarters?|fifths?|sides?|corners?|wedges?|\d\s?mm)"
)
_CUT_AWAY: Final = (
    r"(?:took|taken|split|cut (?:free|out|back to the (?:root|base|matrix))|removed|freed|pulled|drawn|lifted|rolled"
    r"|extracted|come away|came away|slid out)"
)
_STRIP: Final = sought(
    rf"\b{_PIECE}\b[^.;\n]{{0,70}}?\b(?P<act>{_CUT_AWAY})\b|\b(?P<took>took|split|freed|removed|cut out|pulled)\b"
    rf"[^.;\n]{{0,30}}?\b{_PIECE}\b"
)
_PLATE: Final = sought(r"\b(?:(?:nail )?plates?|(?:whole|entire) (?:toe|finger)?nails?|nail)\b")
_NO_AVULSION: Final = sought(
    r"\b(?:biops\w*|matrix sample|punch\w*|trimm\w*|clipp\w*|thinn\w*|ground|mycotic nails|debulk\w*)\b"
)
_CORN: Final = (
    r"\b(?:corns?|helomas?|heloma (?:durum|molle|dura)|clav(?:us|i)|tylomas?|call(?:us(?:es)?|osit(?:y|ies))"
    r"|horny (?:cone|plug|core|pad|layer|mass)|hard (?:core|plug|pad|skin)|keratin (?:core|plug|pad)"
    r"|hyperkerato(?:sis|ses|tic (?:plug|pad|lesion|core|skin|plaque)s?)|porokeratos[ie]s|IPKs?"
    r"|intractable plantar kerato\w+)\b"
)
_PARE: Final = sought(
    r"\b(?P<act>sliced(?: down| away| off)?|reduced|shaved(?: down| off| away)?|trimmed(?: down)?|debulked|whittled"
    r"(?: down| away)?|thinned(?: down)?|planed(?: down)?|skived|saucerized|scraped down|taken down|cut (?:down|away)"
    r"|cored(?: out)?|enucleated|peeled)\b"
)
_SHAVER: Final = sought(
    r"\b(?:blades?|slices?|layers?|no\.?\s?1[05]|#\s?1[05]|scalpel|chisel|gouge|beaver|dermablade|tissue nipper|nipper"
    r"|knife|skin lines|pliable|soft skin|supple|flush|core|cone|pad|layer by layer|pain(?:ful)?)\b"
)
_BUD: Final = sought(
    r"\b(?:(?:granulat\w+|beefy|raspberry\w*|friable|moist|exuberant|weeping|pouting|red|fleshy|overgrown|heaped[- ]up)"
    r"(?:\W+[\w-]+){0,2}?\s+(?:buds?|tissue|nubbin|knob|polyp|tuft|mound|nodule|granulation\w*|stump|tag)"
    r"|proud flesh|hyper-?granulat\w+|over-?granulat\w+|granulation|granuloma(?= at the (?:umbil|navel|nail|corner))"
    r"|umbilical (?:bud|polyp|granuloma))\b"
)
_CAUSTIC: Final = sought(
    r"\b(?P<act>silver nitrate|AgNO3|ag ?no3|nitrate stick|(?:silver|caustic) (?:stick|pencil|applicator)s?"
    r"|lunar caustic|lapis|caustic)\b"
)

_NO_GRINDING: Final = sought(
    r"\b(?:avuls\w+|matrixectom\w*|phenol\w*|biops\w+)\b"
    rf"|{_CORN}[^.;\n]{{0,60}}?\b(?:reduced|pared|debrided|shaved|trimmed)\b"
)
_GROUND: Final = sought(
    r"\b(?:debris )?removed\b|\b(?:burred|dremel\w*|thin|thinned|grinding|ground down)\b|\bcurett\w+\b"
)
_NAIL_CARE: Final = frozenset({"nail_debridement", "debridement", "nail_trimming", "trimming", "paring"})

NAILS: Final = (
    Doing(
        act=_BORE,
        made=(("technique", "evacuation"), ("condition", "subungual_hematoma")),
        beside=(_BLOOD, _NAILS),
        unless=sought(r"\b(?:avuls\w+|matri\w+|phenol\w*|biops\w+|plate (?:was )?(?:removed|lifted))\b"),
        parts=_HEAT,
        known=frozenset({"drainage", "puncture", "hematoma_evacuation"}),
        back=3,
        ahead=2,
    ),
    Doing(
        act=_GRIND,
        made=(("service", "nail_debridement"),),
        beside=(_NAILS, _GRINDER, sought(_THICK)),
        unless=_NO_GRINDING,
        parts=_GROUND,
        known=_NAIL_CARE,
        back=0,
        ahead=0,
    ),
    Doing(
        act=sought(rf"{_GROUND_DOWN}(?![^.;\n]*nail)"),
        made=(("service", "nail_debridement"),),
        beside=(_NAILS, _GRINDER, sought(_THICK)),
        unless=_NO_GRINDING,
        parts=_GROUND,
        known=frozenset({"nail_debridement", "debridement", "nail_trimming"}),
        ahead=0,
    ),
    Doing(
        act=_GRINDER_USED,
        made=(("service", "nail_debridement"),),
        beside=(_NAILS, sought(_THICK)),
        unless=_NO_GRINDING,
        parts=_GROUND,
        known=frozenset({"nail_debridement", "debridement"}),
        ahead=0,
    ),
    Doing(
        act=_SHORTEN,
        made=(("service", "nail_trimming"),),
        beside=(sought(r"\b(?:toe|finger)?nails\b"), _PLAIN),
        unless=sought(rf"\b(?:avuls\w+|matri\w+|phenol\w*|biops\w+|sent|culture|PAS|KOH|{_THICK})\b"),
        known=_NAIL_CARE,
        ahead=0,
    ),
    Doing(
        act=_LIFT,
        made=(("technique", "avulsion"),),
        beside=(_PLATE, _ELEVATOR),
        unless=_NO_AVULSION,
        known=frozenset({"matrixectomy", "excision"}),
        back=2,
        ahead=0,
    ),
    Doing(
        act=_STRIP,
        made=(("technique", "avulsion"), ("condition", "ingrown_nail")),
        beside=(
            sought(r"\b(?:toes?|hallux|halluces|thumb|nails?|toenails?)\b"),
            sought(
                r"\b(?:phenol\w*|carbolic|sodium hydroxide|NaOH|in-?gr[eo]w\w*|gr[eo]ws? in|onychocrypt\w*"
                r"|digging in|paronych\w+)\b"
            ),
        ),
        unless=_NO_AVULSION,
        known=frozenset({"matrixectomy", "excision"}),
        back=2,
    ),
    Doing(
        act=_PARE,
        made=(("technique", "paring"),),
        beside=(sought(_CORN), _SHAVER),
        unless=sought(r"\b(?:warts?|verruca\w*|frozen|froze|cryo\w*|LN2|biops\w+|specimen|excis\w+|nails?|horn)\b"),
        parts=sought(r"\b(?:enucleated|cored out|dug out)\b"),
        ahead=0,
    ),
    Doing(
        act=_CAUSTIC,
        made=(("technique", "chemical"), ("condition", "granulation_tissue")),
        beside=(_BUD,),
        unless=sought(r"\b(?:biops\w+|shave\w*|excis\w+|h(?:a)?emosta\w+|bleeding controlled|phenol)\b"),
        back=2,
        ahead=0,
    ),
)
