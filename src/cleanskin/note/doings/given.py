"""What is given with a needle, shone on the skin, wrapped or looked at under the microscope, told by its doing."""

from typing import Final

from cleanskin.note.doings.doing import Doing, sought

_MUSCLE: Final = (
    r"(?:R\s+|L\s+|right\s+|left\s+)?(?:glute\w*|buttock|deltoid|ventro-?gluteal|dorso-?gluteal|vastus(?: lateralis)?"
    r"|hip|upper[- ]outer (?:quadrant|buttock)|UOQ)"
)
_INTO_MUSCLE: Final = sought(
    r"\b(?P<act>(?:deep\s+)?(?:gluteal|glute|deltoid|ventro-?gluteal|dorso-?gluteal|buttock|vastus|hip"
    r"|intragluteal)\s+(?:shot|injection|inj|jab|needle))\b"
    r"|\b(?:shot|jab|injection|needle|given|injected|administered|went|put|pushed|delivered|deposited|\d\s?(?:mL|cc"
    rf"|mg))\b[^.;\n]{{0,60}}?\b(?P<into>(?:deep\s+)?(?:in|into|to)\s+(?:the\s+|her\s+|his\s+)?{_MUSCLE})\b"
)
_STEROID: Final = sought(
    r"\b(?:kenalog|triamcinolone|TAC|depo-?medrol|methylprednisolone|celestone|betamethasone|dexamethasone|decadron"
    r"|solu-?\w+|ceftriaxone|rocephin|bicillin|penicillin|toradol|ketorolac|benadryl|diphenhydramine"
    r"|methotrexate|MTX)\b"
)
_UNDER_SKIN: Final = sought(
    r"\b(?:pushed|slid|delivered|given|injected|placed|put|administered|went|emptied|deposited|depressed|clicked|fired"
    r"|pressed|discharged|instilled|held)\b[^.;\n]{0,60}?\b(?P<act>(?:under|beneath) the skin|(?:into|in|to"
    r"|against)\s+(?:the\s+|a\s+|her\s+|his\s+|each\s+)?(?:pinched|pinch of|fold of|outer thigh|fatty tissue|belly fat"
    r"|abdominal fat|thigh fat|subcutaneous))\b"
    r"|\b(?P<pen>auto-?injector|pen|pre-?filled syringe)s?\b[^.;\n]{0,50}?\b(?:clicked|click|fired|discharged|emptied"
    r"|depressed|pressed|activated)\b"
)
_BIOLOGIC: Final = sought(
    r"\b(?:omalizumab|xolair|ustekinumab|stelara|guselkumab|tremfya|risankizumab|skyrizi|tildrakizumab|ilumya"
    r"|secukinumab|cosentyx|ixekizumab|taltz|dupilumab|dupixent|tralokinumab|adbry|adalimumab|humira|etanercept|enbrel"
    r"|certolizumab|cimzia|benralizumab|fasenra|lebrikizumab|ebglyss|nemolizumab|bimekizumab|bimzelx|methotrexate)\b"
)
_BY_NEEDLE: Final = sought(
    r"\b(?:gives?|gave|given|gets|got|receiv(?:es|ed)|administ(?:ers?|ered)|injects?|injected|puts?)\b[^.;\n]{0,90}?"
    r"\b(?P<act>subcut(?:aneous(?:ly)?)?|sub-?q|SQ|SC)(?=\s*(?:[,.;)\n]|\Z|(?:in|at|by|to|into|on|today|L|R|left|right)\b))"
)
_INTRADERMAL: Final = sought(
    r"\b(?P<act>blanch(?:ing|ed)?(?: was| were)? (?:raised|obtained|seen|achieved|produced|noted)"
    r"|(?:raised|until|till|to|with|good|saw)\s+(?:an?\s+|the\s+|it\s+|they\s+)?(?:blanch\w*|bleb"
    r"|wheal|pale|white|turned white)"
    r"|(?:bleb|wheal)s?\s+(?:was\s+|were\s+)?raised|threaded|fanned|infiltrated|tunnel+ed|deposited|dripped"
    r"|(?:slowly |gently )?(?:pushed|pressed|placed|put|worked|fed)\s+(?:straight |directly )?(?:in|into|through)"
    r"|(?:30|27|25|31|32)[- ]?g(?:auge)?(?:\s+needle)?)\b"
)
_LESIONAL: Final = sought(
    r"\b(?:kenalog|triamcinolone|TAC|ILK|TMC|K-?10|K-?40|celestone|betamethasone|bleomycin|5-?FU|fluorouracil|candida"
    r"|candin|MMR|methotrexate|MTX|interferon|verapamil)\b"
)
_OF_LESIONS: Final = sought(
    r"\b(?:nodul\w*|cysts?|keloids?|scars?|plaques?|patch(?:es)?|lesions?|warts?|tumou?rs?|alopecia|spots?|papules?"
    r"|acne|prurig\w+|keratoacanthoma|SCCs?|BCCs?|KAs?|bald\w*|areas?|bumps?|lumps?|nails?|each)\b"
)
_BEAM: Final = sought(
    r"\b(?P<act>hand[- ]?pieces?|hand[- ]?held (?:laser|unit|probe)|beams?|wand|tip|spots?|pulses?|stepped|scanned"
    r"|pharos|xtrac|308)\b"
)
_DOSE: Final = sought(r"\b(?:MED|mJ|J/cm\w*|fluence|multiplier|multiples?|308)\b")
_SURFACE: Final = sought(r"\b\d{2,4}\s?(?:sq\.? ?cm|cm2|cm²|cm\^2|square cent\w+|sqcm)")
_HELD: Final = sought(
    r"\b(?P<act>(?:box|light|booth|cabinet|session|exposure|dose|irradiation|treatment|phototherapy|UVB?|narrow-?band"
    r"|panel)(?: (?:no\.? ?|#)?\d+)?\s+(?:was\s+|is\s+|has been\s+)?(?:therefore\s+|thus\s+|then\s+)?(?:held|skipped"
    r"|withheld|omitted|not given|cancel+ed|missed|suspended|paused|stopped|not (?:started|run|delivered|switched on)"
    r"|(?:machine |box |unit )?stayed off)"
    r"|no\s+(?:light|exposure|UV\w*|irradiation|phototherapy)(?:\s+(?:was|were))?\s*(?:given|today|delivered"
    r"|this (?:visit|time)|administered)"
    r"|(?:held|skipped|withheld|omitted)\s+(?:the\s+|today's\s+|her\s+|his\s+)?(?:light|box|dose|session|exposure"
    r"|phototherapy|narrow-?band|UVB?))\b"
)
_LIGHTS: Final = sought(
    r"\b(?:narrow-?band(?: UVB)?|nb-?UVB|UVB|UVA1?|PUVA|photo-?therapy|light box|light booth|light therapy|excimer)\b"
)
_SCALE: Final = sought(
    r"\b(?:scal(?:e|es|ing|y)|flakes?|scurf|squames?|scrap\w+|hairs?|stubs?|clippings?|sub-?ungual debris|debris|rim"
    r"|edge|border|corneum|skin bits)\b"
)
_POTASH: Final = sought(
    r"\b(?P<act>potash|caustic potash|potassium hydroxide|KOH|chlorazol\w*|swartz[- ]lamkins|(?:10|15"
    r"|20)\s?% (?:potash|hydroxide)"
    r"|(?:slide|cover-?slip|glass|microscop\w+|scope|x\s?[124]0+|[124]0+x|(?:low|high) power|objective))\b"
)
_FUNGUS: Final = sought(
    r"\b(?:hypha\w*|septate|branching (?:\w+ )?(?:threads|filaments|rods|tubes)|filaments?|spores?|spaghetti|yeasts?"
    r"|pseudo-?hypha\w*|budding|meatballs?|arthrospores?|arthroconidia|fungal elements?|mycel\w+|dermatophyt\w+"
    r"|no (?:fungus|fungi|threads|filaments))\b"
)
_GLASS: Final = sought(
    r"\b(?:slides?|glass|cover-?slip|microscop\w+|scope|x\s?[124]0+|[124]0+x|power|objective|warmed|heat\w*)\b"
)
_FLOOR: Final = sought(r"\b(?:vesicles?|blisters?|bullae?|base|floor|roof|erosion|ulcer)\b")
_GIANT: Final = sought(
    r"\b(?:multi-?nucleat\w+|(?:many|several|multiple) nuclei|giant cells?|ballooning|acantholytic"
    r"|viral cytopath\w*|moulded nuclei|molded nuclei)\b"
)
_SMEARED: Final = sought(
    r"\b(?P<act>(?:spread|smeared|rolled|dabbed|wiped|pressed|touched|imprinted|scraped|put|placed)\b[^.;\n]{0,30}?"
    r"\b(?:glass|slide)s?|smear|touch[- ]prep\w*|imprint|wright(?:'s)?(?:[- ]giemsa)? stain\w*|giemsa|diff[- ]?quik)\b"
)
_BENCH: Final = sought(
    r"\b(?:our (?:own )?(?:bench|lab\w*|microscope|clinic)|in-?house|in the (?:office|clinic|room)|here|own (?:bench"
    r"|lab\w*)|office|I (?:saw|found|read|looked)|under (?:my|our|the) (?:micro)?scope|bedside)\b"
)
_COCCI: Final = sought(
    r"\b(?:cocci|bacilli|rods|gram[- ](?:positive|negative)|diplococci|clusters of|chains of|organisms|no bacteria)\b"
)
_GRAM: Final = sought(
    r"\b(?P<act>crystal violet|gentian violet|safranin|gram(?:'s)?[- ]stain\w*|gram smear|grams|methyl violet)\b"
)
_ZINC: Final = sought(
    r"\b(?P<act>(?:zinc(?:[- ]?(?:oxide|paste|impregnated|soaked))*(?:[- /]+(?:and )?(?:calamine|gelatin\w*"
    r"|glycerin\w*))*"
    r"|calamine(?:[- ]impregnated)?|unna\w*|viscopaste|gelocast|unnaflex|primer|tenderwrap|medicopaste|zincaband"
    r"|zipzoc)(?:[- ]+(?:gauze|paste|bandages?|rolls?|wraps?|dressings?|boots?|stocking|strips?|layer))?)\b"
)
_WOUND_ON: Final = sought(
    r"\b(?:wrapp\w*|wound (?:from|on|round|around|spiral\w*)|rolled|bandag\w+|layered|applied|spiral\w*|overlap\w*"
    r"|coban|self-?adherent|cohesive|figure[- ]of[- ](?:8|eight))\b"
)
_UP_THE_LEG: Final = sought(
    r"\b(?:toes?|foot|metatars\w+|met heads|forefoot)\b[^.;\n]{0,60}?\b(?:knee|tibial tuber\w+"
    r"|below the knee|calf|fibular head"
    r"|popliteal)\b|\blegs?\b|\bankle to knee\b"
)
_LAYERS: Final = sought(
    r"\b(?P<act>profore\w*|dynaflex|urgo-?k2|coban[- ]?2\w*|(?:two|three|four|2|3|4|multi)[- ]?layers?(?:ed)?"
    r"(?:\s+(?:compression|bandag\w+|wrap\w*|system|dressing))?|(?:three|four|3|4) layers)\b"
)
_SQUEEZE: Final = sought(
    r"\b(?:bandag\w+|wrap\w*|crepe|cohesive|elastic|compress\w+|wool|padding|short[- ]stretch"
    r"|long[- ]stretch|ace|spiral\w*)\b"
)
_SLUSH: Final = sought(r"\b(?P<act>(?:cryo[- ]?)?slush|solid CO2|dry ice|carbon dioxide (?:snow|slush)|CO2 snow)\b")
_PANEL: Final = sought(
    r"\b(?P<act>(?:blue|red)\s+(?:panel|lamp|light|LED|U[- ]?unit|illuminator|source)"
    r"|blu-?u|(?:41[0-9]|63[0-9])\s?nm|aktilite|rhodoled)\b"
)
_SENSITIZER: Final = sought(
    r"\b(?:ALA|5-?ALA|aminol[ae]*vulin\w*|levulan|kerastick|ameluz|MAL|metvix\w*|BF-?200|photosensiti\w+)\b"
)
_HAIR: Final = sought(r"\b(?:hairs?|stubble|follicles?|hair removal|hirsut\w+|bikini|underarms|smooth skin)\b")
_HAIR_LASER: Final = sought(
    r"\b(?P<act>alexandrite|diode|755|810|long[- ]pulsed? (?:nd:?yag|yag|alexandrite)|gentle(?:lase"
    r"|max|yag)|soprano|lightsheer)\b"
)
_FILLED: Final = sought(
    r"\b(?:filler|juv[eé]derm|restylane|HA\b|hyaluronic|lip product|lip(?:s)? (?:lumps?|lumpy)|vascular occlusion)"
)
_DISSOLVER: Final = sought(r"\b(?P<act>hyaluronidase|hylenex|vitrase|amphadase|hydase)\b")

_PRESSED: Final = sought(
    r"\b(?P<act>(?:pushed|pressed|squeezed|expelled|flicked|teased|lifted|popped|emptied|extruded|evacuated|picked"
    r"|shelled|expressed|milked|cleared|cleaned)(?:\s+(?:out|free|clear|away))?)\b"
)
_COMEDONES: Final = sought(
    r"\b(?:black-?heads?|white-?heads?|comedo\w*|milia|milium|keratin (?:plugs?|pearls?)|pearls?"
    r"|acne pustules|sebaceous plugs)\b"
)
_PRICKER: Final = sought(
    r"\b(?:needle|lancet|loop|extractor|(?:18|2\d|30)[- ]?g(?:auge)?|blade|1[15]|q-?tips?|cotton[- ]tip\w*|nicked"
    r"|unroofed|pricked|opened|de-?roofed|incised|curette|tip)\b"
)
_STOOD: Final = sought(
    r"\b(?P<act>stood in|in (?:the )?(?:booth|cabinet|box)|(?:walk-?in |light )?(?:booth|cabinet)|(?:NB"
    r"|TL-?01)\s?(?:311)?|311\s?nm|lamps?|tubes|light unit|panel)\b"
)
_LIGHT_DOSE: Final = sought(r"\b\d[\d,]*(?:\.\d+)?\s?(?:mJ|J)\b")
_SALINE: Final = sought(r"\b(?P<act>saline|wet (?:slide|film)|normal saline drop)\b")
_MOVING: Final = sought(r"\b(?:trichomon\w+|clue cells?|motile|flagellat\w+|yeast buds)\b")
_CHAMBERS: Final = sought(
    r"\b(?P<act>(?:IQ|finn|allergEAZE|van der bend)(?:\s+(?:ultra|ultimate))?(?:\s+(?:chambers?"
    r"|strips?|panels?))?|allergens?|haptens?"
    r"|(?:\d{2,3}|core|standard|baseline) (?:wells|chambers))\b"
)
_ON_BACK: Final = sought(
    r"\b(?:taped|applied|placed|stuck|put on|fixed|secured|affixed|laid|mounted|loaded)\b[^.;\n]{0,60}?\bback\b"
    r"|\bon (?:the |his |her )?(?:upper |mid )?back\b|\bback (?:taped|loaded)\b"
)

GIVEN: Final = (
    Doing(
        act=_PRESSED,
        made=(("technique", "expression"),),
        beside=(_COMEDONES, _PRICKER),
        unless=sought(r"\b(?:at home|herself|himself|facial(?:ist)?|aesthetician|cyst|excis\w+|sac|punctum)\b"),
        parts=sought(r"\b(?:pricked|punctured|nicked|lanced|opened|unroofed|de-?roofed|pricks?)\b"),
        known=frozenset({"drainage", "curettage", "excision"}),
        ahead=0,
    ),
    Doing(
        act=_STOOD,
        made=(("service", "phototherapy_uvb"),),
        beside=(_LIGHT_DOSE,),
        within=(
            sought(
                r"\b(?:psoria\w+|vitiligo|eczema|dermatitis|mycosis|prurit\w+|prurigo|itch|CTCL|lichen|PMLE|NB|311"
                r"|narrow-?band)\b"
            ),
        ),
        unless=sought(
            r"\b(?:excimer|xtrac|pharos|308|laser|PUVA|UVA1?|psoralen|methoxsalen|oxsoralen|8-?MOP|blue|red|ALA|levulan"
            r"|ameluz|PDT|home|hand[- ]?piece|pulse\w*|fluence|hand[- ]?held)\b"
        ),
        known=frozenset({"phototherapy_uv", "phototherapy_puva", "excimer", "pdt", "hair_removal", "laser"}),
    ),
    Doing(
        act=_SALINE,
        made=(("service", "wet_mount"),),
        beside=(_MOVING, sought(r"\b(?:slides?|scope|microscop\w+|cover-?slip|power)\b")),
    ),
    Doing(
        act=_CHAMBERS,
        made=(("service", "patch_test"),),
        beside=(_ON_BACK, sought(r"\b(?:allergens?|haptens?|core|series|wells|chambers|patch(?:es)?|standard)\b")),
        unless=sought(
            r"\b(?:prick|histamine|intradermal|photo-?patch\w*|panels? (?:off|removed)|taken off"
            r"|read(?:ing)?s? (?:today|at)|peeled|removed)\b"
        ),
        known=frozenset({"photo_patch_test", "prick_test"}),
    ),
    Doing(
        act=_INTO_MUSCLE,
        made=(("service", "injection_im"),),
        beside=(_STEROID,),
        known=frozenset({"injection_sc", "infusion"}),
        unless=sought(r"\b(?:keloid|lesions?|scar|into the (?:plaque|nodule|cyst)|intralesional|ILK)\b"),
    ),
    Doing(
        act=_UNDER_SKIN,
        made=(("service", "injection_sc"),),
        beside=(_BIOLOGIC,),
        unless=sought(
            r"\b(?:subcut\w*|SC|SQ|sub-?q|own (?:syringe|pen|dose|supply)|at home|self-?inject\w*|teach\w*"
            r"|taught|training|demo\w*|sample|brought)\b"
        ),
    ),
    Doing(
        act=_BY_NEEDLE,
        made=(("service", "injection_sc"),),
        beside=(_BIOLOGIC,),
        unless=sought(
            r"\b(?:at home|self-?(?:inject\w*|admin\w*)|teach\w*|taught|training|demo\w*|sample|weekly|every|q\s?\d+"
            r"|prescri\w+|authori[sz]ation)\b"
        ),
    ),
    Doing(
        act=_INTRADERMAL,
        made=(("technique", "injection"),),
        beside=(_LESIONAL, _OF_LESIONS),
        unless=sought(
            r"\b(?:botox|toxin|botulin\w*|filler|juvederm|restylane|glute\w*|deltoid|buttock|excis(?:ed|ion of))\b"
        ),
    ),
    Doing(
        act=_BEAM,
        made=(("service", "excimer"),),
        beside=(_DOSE, _SURFACE),
        within=(sought(r"\b(?:psoria\w+|308|xtrac|pharos|excimer)\b"),),
        unless=sought(
            r"\b(?:PDL|pulsed dye|nd:?yag|port[- ]wine|alexandrite|IPL|CO2|narrow-?band|NB-?UVB|booth|cabinet"
            r"|PDT|ALA|mJ/cm2 to whole)\b"
        ),
        parts=sought(r"\bphoto-?therapy(?: (?:visit|session|treatment))?\b"),
    ),
    Doing(
        act=_HELD,
        made=(),
        parts=_LIGHTS,
        unless=sought(
            r"\b(?:excimer (?:given|delivered)|PDT)\b|\b(?:light|UVB?|NB-?UVB|narrow-?band|box|booth)\b[^.;\n]{0,40}"
            r"\b(?:given|delivered|seconds|sec|resumed|restarted today)\b"
        ),
        back=30,
        ahead=30,
    ),
    Doing(
        act=_POTASH,
        made=(("service", "koh"),),
        beside=(_FUNGUS, _SCALE, _GLASS),
        unless=sought(r"\b(?:PAS|biops\w+|punch|histolog\w+|mites?|culture grew|sent to)\b"),
    ),
    Doing(
        act=_SMEARED,
        made=(("service", "tzanck"),),
        beside=(_FLOOR, _GIANT),
        unless=sought(r"\b(?:biops\w+|punch|sent (?:out|to))\b"),
        parts=sought(
            r"\b(?:giemsa|wright\w*|diff[- ]?quik|toluidine blue|lifted|(?:gently )?scraped|unroofed|curett\w+"
            r"|sampled)\b"
        ),
    ),
    Doing(
        act=_GRAM,
        made=(("service", "gram_stain"), ("service_detail", "on_site")),
        beside=(_COCCI, _BENCH),
        unless=sought(r"\b(?:biops\w+|punch|tissue|block|paraffin)\b"),
        parts=sought(r"\b(?:pricked?|punctured|lanced|unroofed|nicked|gram(?:'s)?[- ]stain\w*)\b"),
    ),
    Doing(
        act=_ZINC,
        made=(("service", "unna_boot"),),
        beside=(_WOUND_ON, _UP_THE_LEG),
        unless=sought(
            r"\b(?:home health|visiting nurse|VNA|wound (?:clinic|center|care center)|cream|ointment|diaper"
            r"|sunscreen|sun ?block|lotion)\b"
        ),
    ),
    Doing(
        act=_LAYERS,
        made=(("service", "layered_wrap"),),
        beside=(_SQUEEZE, _UP_THE_LEG),
        unless=sought(
            r"\b(?:home health|visiting nurse|VNA|wound (?:clinic|center|care center)|at home|her (?:daughter"
            r"|husband)|closure|closed|sutur\w+|vicryl|dermis|repair)\b"
        ),
    ),
    Doing(
        act=_SLUSH,
        made=(("service", "acne_cryotherapy"),),
        within=(sought(r"\bacne\b"),),
        parts=sought(r"\b(?:peel(?:s|ing)?|frozen|froze|cryo\w*|LN2|liquid nitrogen)\b"),
    ),
    Doing(
        act=_PANEL,
        made=(("service", "pdt"),),
        within=(_SENSITIZER,),
        unless=sought(r"\b(?:acne light|depression|seasonal)\b"),
        back=2,
    ),
    Doing(
        act=_HAIR_LASER,
        made=(("service", "hair_removal"),),
        beside=(_HAIR,),
        unless=sought(
            r"\b(?:tattoo|pigment|lentig\w+|vessels?|telangiect\w+|pseudofolliculitis|hidradenitis|pilonidal)\b"
        ),
        parts=sought(r"\b(?:laser)\b"),
    ),
    Doing(
        act=_DISSOLVER,
        made=(("service", "filler"),),
        within=(_FILLED,),
        parts=sought(r"\b(?:inject\w*|lumps?|nodules?)\b"),
    ),
)
