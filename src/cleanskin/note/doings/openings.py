"""What is opened and let out: abscesses, cysts, blood, serum, infected wounds; and foreign bodies taken out."""

from typing import Final

from cleanskin.note.doings.doing import Doing, sought
from cleanskin.note.sought import Sought

_CUT: Final = sought(
    r"\b(?P<act>(?:re-?)?(?:slit|lanced|nicked|incised|opened|unroofed|de-?roofed|stabbed|pierced|breached|fenestrated"
    r"|entered|decompressed|cut (?:open|into|over|through|across)|laid open|spread open|split(?: open)?)"
    r"|(?:(?:small|single|short|stab|linear|vertical|horizontal|transverse|longitudinal|cruciate|relaxing|curvilinear"
    r"|skin|one|tiny|generous)\s+|\d+(?:\.\d+)?[ -]?(?:mm|cm)\s+)?(?:incision|nick|slit|stab|opening|cut)s?\b"
    r"(?!\s+(?:back|down|off|out|short|paste))"
    r"|(?:nicks?|slits?|lanc(?:es?|ing)|opens|cuts into|cut down|incis(?:es|ing))"
    r"|(?:(?:an?|the|my|with)\s+)?(?:(?:no\.?|number|#)\s?)?(?:11|15|10|eleven|fifteen|bistoury|lancet|scalpel)"
    r"(?:[- ](?:blade|scalpel|point))?(?:\s+(?:tip|point|edge))?\s+(?:was\s+|went\s+)?"
    r"(?:in|into|straight|pushed|put|passed|drove|driven|through|plunged|slipped|thrust|dipped|to|popped)\b)\b"
)
"""Words of cutting into the skin, for any reason."""

_PUS: Final = (
    r"\b(?:pus|puss|purulen\w+|suppurati\w+|matter(?= (?:welled|came|poured|ran|gushed|out|escaped|flowed|released))"
    r"|(?:foul|thick|creamy|malodorous|turbid|cloudy|infected|stinking|smelly)(?:\W+\w+){0,2}?\s+(?:material|matter"
    r"|fluid|liquid|discharge|contents?|stuff|exudate|drainage)"
    r"|(?:yellow|green|greenish|yellowish|white|gr[ae]y|custard\w*)(?:\W+\w+){0,2}?\s+(?:material|matter|discharge"
    r"|contents?|stuff|exudate))\b"
)
_CHEESE: Final = (
    r"\b(?:(?:cottage[- ]?)?chees(?:e|y)(?:-?like)?|keratin(?:ous|aceous)?|sebaceous|caseous|toothpaste\w*|pasty"
    r"|macerated|putty)\b[^.;\n]{0,50}?\b(?:expressed|squeezed|pressed|milked|evacuat\w+|emptied|came|poured|out"
    r"|extruded|welled|material|debris|stuff|matter|contents?)\b"
    r"|\b(?:expressed|squeezed|pressed|milked|evacuated|emptied|extruded|yield\w*|gave"
    r"|released)\b[^.;\n]{0,40}?\b(?:cheesy|cheese|keratin\w*|sebaceous|caseous|toothpaste\w*|pasty)\b"
)
_CUT_OUT: Final = (
    r"\b(?:excised|excision (?:was|performed|done|today)|ellip\w+|fusiform|resect\w+|dissect\w+"
    r"|(?:whole|entire|complete|intact)\s+(?:\w+\s+)?(?:sac|wall|lining|capsule|cyst)"
    r"|(?:sac|wall|lining|capsule|cyst)\s+(?:was\s+)?(?:delivered|removed|teased|shelled|pulled|dissected|peeled"
    r"|extracted|stripped|taken)"
    r"|in toto|shave[ds]?|shaving|saucer\w*|punch\w*|biops\w+|graft\w*|flap\w*|margins?|mohs)\b"
)
"""What says that the growth was cut out, or was sampled: no drainage."""

_OLD_WOUND: Final = sought(
    r"\b(?:wound|incision line|suture line|scar|healed incision|operative site|surgical site|excision site|repair site"
    r"|post-?op\w*|POD\s?#?\d+|index (?:surgery|operation|procedure|excision))\b"
)
_OPERATED: Final = sought(
    r"\b(?:post-?op\w*|POD|after (?:the )?(?:excision|surgery|operation|repair|mohs)"
    r"|ago\b[^.;\n]{0,40}?\b(?:excis\w+|surgery|operat\w+|remov\w+|repair\w*|mohs|closed|sutured|flap|graft)"
    r"|(?:excision|surgery|operation|repair|mohs|closure|index)\b[^\n]{0,80}?\b(?:ago|last|weeks?|days?)|surgical)\b"
)
_ACNE: Final = r"\b(?:acne|comedone?s?|comedonal|milia|milium|whiteheads?|blackheads?|pustules?|vesicles?)\b"
_NAILS: Final = r"\b(?:nail|toenail|fingernail|nail plate|lunula|hyponychium)\b"
_CLOT: Final = sought(
    r"\b(?:clot(?:s|ted)?|(?:old|dark|altered|liquefied|liquid|organi[sz]ed|maroon|chocolate|jelly-?like|gelatinous"
    r"|currant[- ]jelly|non-?clotted|unclotted|stale|retained|trapped|venous)(?:\W+\w+){0,2}?\s+blood)\b"
)
_LET_OUT: Final = (
    r"\b(?:evacuat\w+|express\w+|milked|scooped|suction\w*|remov\w+|pour(?:ed|s)|welled|gush\w*|came (?:out|away)"
    r"|let out|emptied|drain(?:ed|s|ing)|released|squeezed|pressed|extract\w*|wiped|flow(?:ed|s)|ran out|swept|cleared"
    r"|washed|ooz\w+|spill\w*|escap\w+|extrud\w+|yield\w*|obtained|returned|flush\w*|spurt\w*|shelled)\b"
)
_SERUM: Final = (
    r"(?:(?:clear|straw\w*|serous|yellow|amber|sero-?sanguin\w+|pale|thin|honey|lymph\w*|blood-?tinged|sterile)"
    r"(?:\W+\w+){0,2}?\s+(?:fluid|liquid|serum)|serum|lymph)\b"
)
_SERUM_OUT: Final = rf"\b{_SERUM}[^.;\n]{{0,50}}?{_LET_OUT}|{_LET_OUT}[^.;\n]{{0,50}}?\b{_SERUM}"
_POCKET: Final = sought(
    r"\b(?:seroma|pocket|pouch|bag of|re-?collect\w*|re-?(?:filled|accumulat\w+)|fluid collection"
    r"|collected|ballott?able"
    r"|fluid wave|bulg\w+|dead space|lymphoc(?:o)?ele|(?:surgery|operation|excision|dissection|removal)\b[^.;\n]{0,40}?"
    r"\b(?:ago|last|in)\b|wound|scar|incision line|donor site)\b"
)
_BLISTER: Final = r"\b(?:blisters?|bullae?|bullous|vesic\w+|ganglion|mucous cyst|myxoid|digital mucous)\b"
_TAIL: Final = sought(
    r"\b(?:tail-?bone|(?:tail|base|bottom|end|tail end) of (?:the |his |her )?spine|natal cleft"
    r"|intergluteal|gluteal cleft|sacro-?coccyg\w+|coccyx|coccygeal|pilonidal"
    r"|cleft of the buttocks|buttock crease)\b"
)
_SINUS: Final = sought(r"\b(?:pilonidal|pits?|hairs?|cleft)\b")
_PARTS: Final = sought(
    r"\b(?:(?:lifted|pulled|plucked|picked) out|with forceps only|scoop(?:ed|s)?(?: out)?|curett?e[ds]?|curett?ing"
    r"|curettage|scissors?|tissue removed|snipped|removed|taken out|cleared out)\b"
)
"""Words for tools and motions that only empty what was opened."""

_BODY: Final = (
    r"(?:shards?|glass|thorns?|splinters?|slivers?|wood(?:en)?|metal\w*|steel|wires?|(?:fish-?)?hooks?|bb|pellets?"
    r"|needles?|pencil|graphite|lead|spines?|urchin|gravel|grit|stones?|sutures?|stitch|strand|knot|polypropylene|nylon"
    r"|prolene|backing|stud|ear-?rings?|jewel\w*|staples?|clips?|toothpick|pins?|bristles?|quills?|cactus|barb|shrapnel"
    r"|bullet|fragments?|foreign (?:body|bodies|material|object)s?|plastic|cinder|palm|stinger|mouth ?parts|capitulum)"
)
_TAKEN: Final = (
    r"(?:popped|fished|pulled|teased|grasped|extracted|removed|delivered|retrieved|freed|came|lifted|withdrawn|plucked"
    r"|worked|drawn|picked|taken|recovered|eased|extruded|slid|levered|backed|prised|pried|tugged|coaxed|seized|caught"
    r"|explanted)"
)
_BODY_OUT: Final = rf"\b{_BODY}\b[^.;\n]{{0,90}}?\b{_TAKEN}\b|\b{_TAKEN}\b[^.;\n]{{0,60}}?\b{_BODY}\b"
_EMBEDDED: Final = sought(
    r"\b(?:embedded|imbedded|retained|lodged|swallowed|under the skin|beneath the skin|foreign|overgrown"
    r"|grown over|black dot|accident|crash|stepped on|ran into|splinters?|thorns?|shards?|glass|gardening"
    r"|fish-?hook|old suture|puncture wound|piercing|stud|knelt on|slivers?|pencil|graphite|urchin|cactus"
    r"|pellet|shrapnel|(?:broke|broken|snapped|came) off|films?|radiograph\w*)\b"
)
_HARD: Final = sought(
    r"\b(?:loupes?|image intensifier|tendon|digital nerve|fluoroscop\w*"
    r"|intra-?op\w* (?:plain )?(?:films?|x-?rays?|imaging|ultrasound)|c-?arm"
    r"|fascia\w*|tendon sheath|muscle|periosteum"
    r"|(?:prolonged|extended|extensive|wide|deep|tedious|long) (?:search|explor\w+|dissection|probing)"
    r"|dissect\w+ (?:took|for|over|lasted)|layer[- ]by[- ]layer"
    r"|repeated probing|dissected (?:down|through|free|off|away))\b"
)

_NEEDLE: Final = sought(
    r"\b(?P<act>(?:large[- ]bore |wide[- ]bore |long |hollow )?(?:(?:1[4-9]"
    r"|2[0-5])[- ]?g(?:auge)?\b(?: needle)?|needle|syringe|angiocath))\b"
)
_DRAWN: Final = (
    r"\b\d+(?:\.\d+)?\s?(?:mL|cc)s?\b[^.;\n]{0,50}?\b(?:blood|pus|fluid|liquid|serum|purul\w+|material)\b[^.;\n]{0,30}?"
    r"\b(?:drawn|withdrawn|aspirated|sucked|pulled|removed|obtained|out|off|came)\b"
    r"|\b(?:drew|drawn|withdrew|aspirated|sucked|pulled|tapped)\b[^.;\n]{0,50}?\b(?:blood|pus|fluid"
    r"|liquid|serum|purul\w+)\b"
)
_SYRINGED: Final = (
    r"\b(?:syringe|needle)\b[^.;\n]{0,100}?\b\d+(?:\.\d+)?\s?(?:mL|cc)s?\s+(?:of\s+)?(?:[\w-]+,?\s+){0,4}?"
    r"(?:blood|pus|fluid|liquid|serum|purul\w+)\b"
)
_NO_DRAWING: Final = sought(
    r"\b(?:lidocaine|xylocaine|inject\w*|infiltrat\w*|venip\w*|labs?|CBC|CMP|vein|antecub\w*|PRP|kenalog|joint|nail"
    r"|incis\w+|blade)\b"
)

_COLLECTION: Final = sought(
    r"\b(?:swelling|lump|boggy|fluctua\w+|collection|h(?:a)?ematoma|abscess|boil|cyst|seroma|bulge|pocket|fluid"
    r"|goose egg|softest point)\b"
)
_TOOL: Final = sought(
    r"\b(?P<act>(?:(?:tip|point|edge|belly) of (?:an?|the|my) )?(?:(?:no\.?|number|#)\s?)?(?:11|15|eleven"
    r"|fifteen)(?:[- ](?:blade|scalpel|point))?(?=[^.;\n]{0,50}\b(?:run|ran|drawn|swept|passed|pushed|across|through"
    r"|into|over|in|stab\w*|punctur\w*|slid|dipped|used|once))"
    r"|scalpel|lancet|bistoury|stab blade|\d+[- ]?mm (?:trephine|biopsy punch))\b"
)


_LET: Final = frozenset(
    {"drainage", "puncture", "wound_infection_drainage", "foreign_body_removal", "tangential", "shave", "punch"}
)


def _cut(
    *made: tuple[str, str],
    beside: tuple[Sought, ...],
    unless: str,
    within: tuple[Sought, ...] = (),
    also: tuple[tuple[Sought, str, str], ...] = (),
) -> Doing:
    """Return a work that begins with a cut into the skin: what comes of it is told two sentences around."""
    return Doing(_CUT, made, beside, within, sought(unless), back=2, ahead=2, parts=_PARTS, also=also)


_NO_ABSCESS: Final = rf"{_ACNE}|{_NAILS}|{_CUT_OUT}"

OPENINGS: Final = (
    Doing(
        _NEEDLE,
        (("technique", "puncture"),),
        beside=(sought(rf"{_DRAWN}|{_SYRINGED}"), _COLLECTION),
        unless=_NO_DRAWING,
        parts=sought(r"\b(?:blood|fluid) (?:was )?(?:drawn|aspirated|withdrawn)\b"),
        back=2,
    ),
    _cut(
        ("service", "wound_infection_drainage"), beside=(sought(_PUS), _OLD_WOUND), within=(_OPERATED,), unless=_NAILS
    ),
    _cut(
        ("service", "foreign_body_removal"),
        ("service_detail", "incision"),
        beside=(sought(_BODY_OUT),),
        within=(_EMBEDDED,),
        unless=rf"{_PUS}|{_NAILS}|\b(?:excis|ellip|biops|mohs|lipoma|cyst|tumou?r)\w*",
        also=((_HARD, "service_detail", "extensive_dissection"),),
    ),
    _cut(
        ("service", "seroma_drainage"),
        beside=(sought(_SERUM_OUT), _POCKET),
        unless=rf"{_BLISTER}|{_PUS}|\b(?:shave|biops|punch)",
    ),
    _cut(
        ("service", "hematoma_evacuation"),
        beside=(_CLOT, sought(_LET_OUT)),
        unless=rf"{_NAILS}|{_PUS}|\b(?:shave|biops|punch|excis|ellip|vein|varic|thrombos|mohs)",
    ),
    _cut(
        ("technique", "drainage"),
        ("condition", "pilonidal_abscess"),
        beside=(sought(_PUS), _SINUS),
        within=(_TAIL,),
        unless=_CUT_OUT,
    ),
    _cut(("technique", "drainage"), beside=(sought(rf"{_PUS}|{_CHEESE}"),), unless=_NO_ABSCESS),
    Doing(
        _TOOL,
        (("technique", "drainage"),),
        beside=(sought(rf"{_PUS}|{_CHEESE}"),),
        unless=sought(rf"{_NO_ABSCESS}|\b(?:swab|culture) only\b"),
        known=_LET,
        parts=_PARTS,
        ahead=2,
    ),
)
"""The first that is met at a place counts."""
