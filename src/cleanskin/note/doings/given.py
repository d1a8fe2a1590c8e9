"""What is given with a needle, shone on the skin, wrapped or looked at under the microscope, told by its doing."""

from typing import Final

from cleanskin.note.doings.doing import Doing, sought

_MUSCLE: Final = (
    r"(?:R\s+|L\s+|right\s+|left\s+)?(?:glute\w*|buttock|deltoid|ventro-?gluteal|dorso-?gluteal|vastus(?: lateralis)?"
    r"|hip|upper[- ]outer (?:quadrant|buttock)|UOQ)"
)
_INTO_MUSCLE: Final = (
    r"\b(?P<act>(?:deep\s+)?(?:gluteal|glute|deltoid|ventro-?gluteal|dorso-?gluteal|buttock|vastus|hip"
    r"|intragluteal)\s+(?:shot|injection|inj|jab|needle))\b"
    r"|\b(?:shot|jab|injection|needle|given|injected|administered|went|put|pushed|delivered|deposited|\d\s?(?:mL|cc"
    rf"|mg))\b[^.;\n]{{0,60}}?\b(?P<into>(?:deep\s+)?(?:in|into|to)\s+(?:the\s+|her\s+|his\s+)?{_MUSCLE})\b"
)
_STEROID: Final = (
    r"\b(?:kenalog|triamcinolone|TAC|depo-?medrol|methylprednisolone|celestone|betamethasone|dexamethasone|decadron"
    r"|solu-?\w+|ceftriaxone|rocephin|bicillin|penicillin|toradol|ketorolac|benadryl|diphenhydramine"
    r"|methotrexate|MTX)\b"
)
_UNDER_SKIN: Final = (
    r"\b(?:pushed|slid|delivered|given|injected|placed|put|administered|went|emptied|deposited|depressed|clicked|fired"
    r"|pressed|discharged|instilled|held)\b[^.;\n]{0,60}?\b(?P<act>(?:under|beneath) the skin|(?:into|in|to"
    r"|against)\s+(?:the\s+|a\s+|her\s+|his\s+|each\s+)?(?:pinched|pinch of|fold of|outer thigh|fatty tissue|belly fat"
    r"|abdominal fat|thigh fat|subcutaneous))\b"
    r"|\b(?P<pen>auto-?injector|pen|pre-?filled syringe)s?\b[^.;\n]{0,50}?\b(?:clicked|click|fired|discharged|emptied"
    r"|depressed|pressed|activated)\b"
)
_BIOLOGIC: Final = (
    r"\b(?:omalizumab|xolair|ustekinumab|stelara|guselkumab|tremfya|risankizumab|skyrizi|tildrakizumab|ilumya"
    r"|secukinumab|cosentyx|ixekizumab|taltz|dupilumab|dupixent|tralokinumab|adbry|adalimumab|humira|etanercept|enbrel"
    r"|certolizumab|cimzia|benralizumab|fasenra|lebrikizumab|ebglyss|nemolizumab|bimekizumab|bimzelx|methotrexate)\b"
)
_INTRADERMAL: Final = (
    r"\b(?P<act>blanch(?:ing|ed)?(?: was| were)? (?:raised|obtained|seen|achieved|produced|noted)"
    r"|(?:raised|until|till|to|with|good|saw)\s+(?:an?\s+|the\s+|it\s+|they\s+)?(?:blanch\w*|bleb"
    r"|wheal|pale|white|turned white)"
    r"|(?:bleb|wheal)s?\s+(?:was\s+|were\s+)?raised|threaded|fanned|infiltrated|tunnel+ed|deposited|dripped"
    r"|(?:slowly |gently )?(?:pushed|pressed|placed|put|worked|fed)\s+(?:straight |directly )?(?:in|into|through)"
    r"|(?:30|27|25|31|32)[- ]?g(?:auge)?(?:\s+needle)?)\b"
)
_LESIONAL: Final = (
    r"\b(?:kenalog|triamcinolone|TAC|ILK|TMC|K-?10|K-?40|celestone|betamethasone|bleomycin|5-?FU|fluorouracil|candida"
    r"|candin|MMR|methotrexate|MTX|interferon|verapamil)\b"
)
_OF_LESIONS: Final = (
    r"\b(?:nodul\w*|cysts?|keloids?|scars?|plaques?|patch(?:es)?|lesions?|warts?|tumou?rs?|alopecia|spots?|papules?"
    r"|acne|prurig\w+|keratoacanthoma|SCCs?|BCCs?|KAs?|bald\w*|areas?|bumps?|lumps?|nails?|each)\b"
)
_BEAM: Final = (
    r"\b(?P<act>hand[- ]?pieces?|hand[- ]?held (?:laser|unit|probe)|beams?|wand|tip|spots?|pulses?|stepped|scanned"
    r"|pharos|xtrac|308)\b"
)
_DOSE: Final = r"\b(?:MED|mJ|J/cm\w*|fluence|multiplier|multiples?|308)\b"
_SURFACE: Final = r"\b\d{2,4}\s?(?:sq\.? ?cm|cm2|cm²|cm\^2|square cent\w+|sqcm)"
_HELD: Final = (
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
_SCALE: Final = (
    r"\b(?:scal(?:e|es|ing|y)|flakes?|scurf|squames?|scrap\w+|hairs?|stubs?|clippings?|sub-?ungual debris|debris|rim"
    r"|edge|border|corneum|skin bits)\b"
)
_POTASH: Final = (
    r"\b(?P<act>potash|caustic potash|potassium hydroxide|KOH|chlorazol\w*|swartz[- ]lamkins|(?:10|15"
    r"|20)\s?% (?:potash|hydroxide)"
    r"|(?:slide|cover-?slip|glass|microscop\w+|scope|x\s?[124]0+|[124]0+x|(?:low|high) power|objective))\b"
)
_FUNGUS: Final = (
    r"\b(?:hypha\w*|septate|branching (?:\w+ )?(?:threads|filaments|rods|tubes)|filaments?|spores?|spaghetti|yeasts?"
    r"|pseudo-?hypha\w*|budding|meatballs?|arthrospores?|arthroconidia|fungal elements?|mycel\w+|dermatophyt\w+"
    r"|no (?:fungus|fungi|threads|filaments))\b"
)
_GLASS: Final = (
    r"\b(?:slides?|glass|cover-?slip|microscop\w+|scope|x\s?[124]0+|[124]0+x|power|objective|warmed|heat\w*)\b"
)
_FLOOR: Final = r"\b(?:vesicles?|blisters?|bullae?|base|floor|roof|erosion|ulcer)\b"
_GIANT: Final = (
    r"\b(?:multi-?nucleat\w+|(?:many|several|multiple) nuclei|giant cells?|ballooning|acantholytic"
    r"|viral cytopath\w*|moulded nuclei|molded nuclei)\b"
)
_SMEARED: Final = (
    r"\b(?P<act>(?:spread|smeared|rolled|dabbed|wiped|pressed|touched|imprinted|scraped|put|placed)\b[^.;\n]{0,30}?"
    r"\b(?:glass|slide)s?|smear|touch[- ]prep\w*|imprint|wright(?:'s)?(?:[- ]giemsa)? stain\w*|giemsa|diff[- ]?quik)\b"
)
_BENCH: Final = (
    r"\b(?:our (?:own )?(?:bench|lab\w*|microscope|clinic)|in-?house|in the (?:office|clinic|room)|here|own (?:bench"
    r"|lab\w*)|office|I (?:saw|found|read|looked)|under (?:my|our|the) (?:micro)?scope|bedside)\b"
)
_COCCI: Final = (
    r"\b(?:cocci|bacilli|rods|gram[- ](?:positive|negative)|diplococci|clusters of|chains of|organisms|no bacteria)\b"
)
_GRAM: Final = (
    r"\b(?P<act>crystal violet|gentian violet|safranin|gram(?:'s)?[- ]stain\w*|gram smear|grams|methyl violet)\b"
)
_ZINC: Final = (
    r"\b(?P<act>(?:zinc(?:[- ]?(?:oxide|paste|impregnated|soaked))*(?:[- /]+(?:and )?(?:calamine|gelatin\w*"
    r"|glycerin\w*))*"
    r"|calamine(?:[- ]impregnated)?|unna\w*|viscopaste|gelocast|unnaflex|primer|tenderwrap|medicopaste|zincaband"
    r"|zipzoc)(?:[- ]+(?:gauze|paste|bandages?|rolls?|wraps?|dressings?|boots?|stocking|strips?|layer))?)\b"
)
_WOUND_ON: Final = (
    r"\b(?:wrapp\w*|wound (?:from|on|round|around|spiral\w*)|rolled|bandag\w+|layered|applied|spiral\w*|overlap\w*"
    r"|coban|self-?adherent|cohesive|figure[- ]of[- ](?:8|eight))\b"
)
_UP_THE_LEG: Final = (
    r"\b(?:toes?|foot|metatars\w+|met heads|forefoot)\b[^.;\n]{0,60}?\b(?:knee|tibial tuber\w+"
    r"|below the knee|calf|fibular head"
    r"|popliteal)\b|\blegs?\b|\bankle to knee\b"
)
_LAYERS: Final = (
    r"\b(?P<act>profore\w*|dynaflex|urgo-?k2|coban[- ]?2\w*|(?:two|three|four|2|3|4|multi)[- ]?layers?(?:ed)?"
    r"(?:\s+(?:compression|bandag\w+|wrap\w*|system|dressing))?|(?:three|four|3|4) layers)\b"
)
_SQUEEZE: Final = (
    r"\b(?:bandag\w+|wrap\w*|crepe|cohesive|elastic|compress\w+|wool|padding|short[- ]stretch"
    r"|long[- ]stretch|ace|spiral\w*)\b"
)
_SLUSH: Final = r"\b(?P<act>(?:cryo[- ]?)?slush|solid CO2|dry ice|carbon dioxide (?:snow|slush)|CO2 snow)\b"
_PANEL: Final = (
    r"\b(?P<act>(?:blue|red)\s+(?:panel|lamp|light|LED|U[- ]?unit|illuminator|source)"
    r"|blu-?u|(?:41[0-9]|63[0-9])\s?nm|aktilite|rhodoled)\b"
)
_SENSITIZER: Final = (
    r"\b(?:ALA|5-?ALA|aminol[ae]*vulin\w*|levulan|kerastick|ameluz|MAL|metvix\w*|BF-?200|photosensiti\w+)\b"
)
_HAIR: Final = r"\b(?:hairs?|stubble|follicles?|hair removal|hirsut\w+|bikini|underarms|smooth skin)\b"
_HAIR_LASER: Final = (
    r"\b(?P<act>alexandrite|diode|755|810|long[- ]pulsed? (?:nd:?yag|yag|alexandrite)|gentle(?:lase"
    r"|max|yag)|soprano|lightsheer)\b"
)
_FILLED: Final = (
    r"\b(?:filler|juv[eé]derm|restylane|HA\b|hyaluronic|lip product|lip(?:s)? (?:lumps?|lumpy)|vascular occlusion)"
)
_DISSOLVER: Final = r"\b(?P<act>hyaluronidase|hylenex|vitrase|amphadase|hydase)\b"

_PRESSED: Final = (
    r"\b(?P<act>(?:pushed|pressed|squeezed|expelled|flicked|teased|lifted|popped|emptied|extruded|evacuated|picked"
    r"|shelled|expressed|milked|cleared|cleaned)(?:\s+(?:out|free|clear|away))?)\b"
)
_COMEDONES: Final = (
    r"\b(?:black-?heads?|white-?heads?|comedo\w*|milia|milium|keratin (?:plugs?|pearls?)|pearls?"
    r"|acne pustules|sebaceous plugs)\b"
)
_PRICKER: Final = (
    r"\b(?:needle|lancet|loop|extractor|(?:18|2\d|30)[- ]?g(?:auge)?|blade|1[15]|q-?tips?|cotton[- ]tip\w*|nicked"
    r"|unroofed|pricked|opened|de-?roofed|incised|curette|tip)\b"
)
_STOOD: Final = (
    r"\b(?P<act>stood in|in (?:the )?(?:booth|cabinet|box)|(?:walk-?in |light )?(?:booth|cabinet)|(?:NB"
    r"|TL-?01)\s?(?:311)?|311\s?nm|lamps?|tubes|light unit|panel)\b"
)
_LIGHT_DOSE: Final = r"\b\d[\d,]*(?:\.\d+)?\s?(?:mJ|J)\b"
_SALINE: Final = r"\b(?P<act>saline|wet (?:slide|film)|normal saline drop)\b"
_MOVING: Final = r"\b(?:trichomon\w+|clue cells?|motile|flagellat\w+|yeast buds)\b"
_CHAMBERS: Final = (
    r"\b(?P<act>(?:IQ|finn|allergEAZE|van der bend)(?:\s+(?:ultra|ultimate))?(?:\s+(?:chambers?"
    r"|strips?|panels?))?|allergens?|haptens?"
    r"|(?:\d{2,3}|core|standard|baseline) (?:wells|chambers))\b"
)
_ON_BACK: Final = (
    r"\b(?:taped|applied|placed|stuck|put on|fixed|secured|affixed|laid|mounted|loaded)\b[^.;\n]{0,60}?\bback\b"
    r"|\bon (?:the |his |her )?(?:upper |mid )?back\b|\bback (?:taped|loaded)\b"
)

GIVEN: Final = (
    Doing(
        act=sought(_PRESSED),
        made=(("act", "technique", "expression"),),
        beside=(sought(_COMEDONES), sought(_PRICKER)),
        unless=sought(r"\b(?:at home|herself|himself|facial(?:ist)?|aesthetician|cyst|excis\w+|sac|punctum)\b"),
        back=1,
        ahead=0,
        parts=sought(r"\b(?:pricked|punctured|nicked|lanced|opened|unroofed|de-?roofed|pricks?)\b"),
        known=frozenset({"drainage", "curettage", "excision"}),
    ),
    Doing(
        act=sought(_STOOD),
        made=(("act", "service", "phototherapy_uvb"),),
        beside=(sought(_LIGHT_DOSE),),
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
        back=1,
        ahead=1,
        known=frozenset({"phototherapy_uv", "phototherapy_puva", "excimer", "pdt", "hair_removal", "laser"}),
    ),
    Doing(
        act=sought(_SALINE),
        made=(("act", "service", "wet_mount"),),
        beside=(sought(_MOVING), sought(r"\b(?:slides?|scope|microscop\w+|cover-?slip|power)\b")),
        back=1,
        ahead=1,
    ),
    Doing(
        act=sought(_CHAMBERS),
        made=(("act", "service", "patch_test"),),
        beside=(
            sought(_ON_BACK),
            sought(r"\b(?:allergens?|haptens?|core|series|wells|chambers|patch(?:es)?|standard)\b"),
        ),
        unless=sought(
            r"\b(?:prick|histamine|intradermal|photo-?patch\w*|panels? (?:off|removed)|taken off"
            r"|read(?:ing)?s? (?:today|at)|peeled|removed)\b"
        ),
        back=1,
        ahead=1,
        known=frozenset({"photo_patch_test", "prick_test"}),
    ),
    Doing(
        act=sought(_INTO_MUSCLE),
        made=(("act", "service", "injection_im"), ("into", "service", "injection_im")),
        beside=(sought(_STEROID),),
        known=frozenset({"injection_sc", "infusion"}),
        unless=sought(r"\b(?:keloid|lesions?|scar|into the (?:plaque|nodule|cyst)|intralesional|ILK)\b"),
        back=1,
        ahead=1,
    ),
    Doing(
        act=sought(_UNDER_SKIN),
        made=(("act", "service", "injection_sc"), ("pen", "service", "injection_sc")),
        beside=(sought(_BIOLOGIC),),
        unless=sought(
            r"\b(?:subcut\w*|SC|SQ|sub-?q|own (?:syringe|pen|dose|supply)|at home|self-?inject\w*|teach\w*"
            r"|taught|training|demo\w*|sample|brought)\b"
        ),
        back=1,
        ahead=1,
    ),
    Doing(
        act=sought(_INTRADERMAL),
        made=(("act", "technique", "injection"),),
        beside=(sought(_LESIONAL), sought(_OF_LESIONS)),
        unless=sought(
            r"\b(?:botox|toxin|botulin\w*|filler|juvederm|restylane|glute\w*|deltoid|buttock|excis(?:ed|ion of))\b"
        ),
        back=1,
        ahead=1,
    ),
    Doing(
        act=sought(_BEAM),
        made=(("act", "service", "excimer"),),
        beside=(sought(_DOSE), sought(_SURFACE)),
        within=(sought(r"\b(?:psoria\w+|308|xtrac|pharos|excimer)\b"),),
        unless=sought(
            r"\b(?:PDL|pulsed dye|nd:?yag|port[- ]wine|alexandrite|IPL|CO2|narrow-?band|NB-?UVB|booth|cabinet"
            r"|PDT|ALA|mJ/cm2 to whole)\b"
        ),
        back=1,
        ahead=1,
        parts=sought(r"\bphoto-?therapy(?: (?:visit|session|treatment))?\b"),
    ),
    Doing(
        act=sought(_HELD),
        made=(),
        back=30,
        ahead=30,
        parts=_LIGHTS,
        unless=sought(
            r"\b(?:excimer (?:given|delivered)|PDT)\b|\b(?:light|UVB?|NB-?UVB|narrow-?band|box|booth)\b[^.;\n]{0,40}"
            r"\b(?:given|delivered|seconds|sec|resumed|restarted today)\b"
        ),
    ),
    Doing(
        act=sought(_POTASH),
        made=(("act", "service", "koh"),),
        beside=(sought(_FUNGUS), sought(_SCALE), sought(_GLASS)),
        unless=sought(r"\b(?:PAS|biops\w+|punch|histolog\w+|mites?|culture grew|sent to)\b"),
        back=1,
        ahead=1,
    ),
    Doing(
        act=sought(_SMEARED),
        made=(("act", "service", "tzanck"),),
        beside=(sought(_FLOOR), sought(_GIANT)),
        unless=sought(r"\b(?:biops\w+|punch|sent (?:out|to))\b"),
        back=1,
        ahead=1,
        parts=sought(
            r"\b(?:giemsa|wright\w*|diff[- ]?quik|toluidine blue|lifted|(?:gently )?scraped|unroofed|curett\w+"
            r"|sampled)\b"
        ),
    ),
    Doing(
        act=sought(_GRAM),
        made=(("act", "service", "gram_stain"), ("act", "service_detail", "on_site")),
        beside=(sought(_COCCI), sought(_BENCH)),
        unless=sought(r"\b(?:biops\w+|punch|tissue|block|paraffin)\b"),
        back=1,
        ahead=1,
        parts=sought(r"\b(?:pricked?|punctured|lanced|unroofed|nicked|gram(?:'s)?[- ]stain\w*)\b"),
    ),
    Doing(
        act=sought(_ZINC),
        made=(("act", "service", "unna_boot"),),
        beside=(sought(_WOUND_ON), sought(_UP_THE_LEG)),
        unless=sought(
            r"\b(?:home health|visiting nurse|VNA|wound (?:clinic|center|care center)|cream|ointment|diaper"
            r"|sunscreen|sun ?block|lotion)\b"
        ),
        back=1,
        ahead=1,
    ),
    Doing(
        act=sought(_LAYERS),
        made=(("act", "service", "layered_wrap"),),
        beside=(sought(_SQUEEZE), sought(_UP_THE_LEG)),
        unless=sought(
            r"\b(?:home health|visiting nurse|VNA|wound (?:clinic|center|care center)|at home|her (?:daughter"
            r"|husband)|closure|closed|sutur\w+|vicryl|dermis|repair)\b"
        ),
        back=1,
        ahead=1,
    ),
    Doing(
        act=sought(_SLUSH),
        made=(("act", "service", "acne_cryotherapy"),),
        within=(sought(r"\bacne\b"),),
        parts=sought(r"\b(?:peel(?:s|ing)?|frozen|froze|cryo\w*|LN2|liquid nitrogen)\b"),
        back=1,
        ahead=1,
    ),
    Doing(
        act=sought(_PANEL),
        made=(("act", "service", "pdt"),),
        within=(sought(_SENSITIZER),),
        unless=sought(r"\b(?:acne light|depression|seasonal)\b"),
        back=2,
        ahead=1,
    ),
    Doing(
        act=sought(_HAIR_LASER),
        made=(("act", "service", "hair_removal"),),
        beside=(sought(_HAIR),),
        unless=sought(
            r"\b(?:tattoo|pigment|lentig\w+|vessels?|telangiect\w+|pseudofolliculitis|hidradenitis|pilonidal)\b"
        ),
        back=1,
        ahead=1,
        parts=sought(r"\b(?:laser)\b"),
    ),
    Doing(
        act=sought(_DISSOLVER),
        made=(("act", "service", "filler"),),
        within=(sought(_FILLED),),
        back=1,
        ahead=1,
        parts=sought(r"\b(?:inject\w*|lumps?|nodules?)\b"),
    ),
)
