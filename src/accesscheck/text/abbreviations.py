"""Abbreviations, and the words that sentences begin with: what tells whether a full stop ends a sentence.

In lower case, without the last full stop. Written for web pages, letters and vacancies of public bodies.
"""

import functools

from accesscheck.text.language import very_common

# Never the last word of a sentence: a name, a number or an example follows.
_BEFORE_MORE = {
    "nl": "b.v bijv bv cfr d.w.z dhr dr drs hr i.c.m i.h.k.v i.o i.p.v i.s.m i.v.m ing ir m.a.w m.b.t m.b.v "
    "m.i.v m.u.v mevr mgr mr mw n.a.v nl o.a o.b.v o.l.v o.v.v prof resp st t.a.v t.b.v t.g.v t.o.v t/m "
    "t.e.m v.a vgl vnl z.g zgn",
    "fr": "app av bd boul c.-à-d ch chap chf cf dr etablt m me mgr mlle mm mme mmes ms no nos p.ex pr prof réf "
    "s.e st ste tél v vve",
    "en": "a.k.a approx attn c/o cf dr e.g esp fig gen hon i.e lt messrs mr mrs ms mt prof ref rev sgt sr st "
    "tel viz vs",
    "de": "bsp bspw bzgl bzw ca co d.h dipl dr einschl evtl fa fr ggf hd hl hr hrn i.d.r ing inkl insb kath lt "
    "med mind prof rd sog st str u.u v.a vgl z.b z.hd z.t zzgl",
}

# The last word of a sentence at times: it is, where a word follows that begins sentences.
_AT_TIMES_LAST = {
    "nl": "a.s a.u.b aant afb afd afz alg art avd bez bibl blz bd c.q ca d.d dd div e.a e.d e.v e.e.a enz etc "
    "ev excl fig fr g.g.d gebr h incl inz j.l jl kg km l.g lid m m.a max min n.v nr nrs o.m p pag par pct "
    "plm pp s.v.p sec st str t.w tel telef tv uitg v.l.n.r v.u vb vlg voorz w.o z.o zie art al ma di wo "
    "do vr za zo jan feb febr mrt apr aug sept sep okt nov dec",
    "fr": "a.m al alin ann apr art bibl cab cap coll compl dépt dir e.a env etc ex excl f.f fig fr hab id incl "
    "inclus m max mens min n° obs p p.m p.p pl pp quest r.v réd resp s s.a s.l s.p suiv svp t tab trim "
    "vol lun mar mer jeu ven sam dim janv févr avr juil sept oct nov déc bd h",
    "en": "a.m al apt assn assoc ch corp dept dist ed edn est etc ext ft govt hq hrs inc incl jr km ltd max min "
    "misc n.b nat no nos p p.m para pp pt reg s sch sec st utd vol approx art ave mon tue tues wed thu "
    "thur thurs fri sat sun jan feb mar apr jun jul aug sep sept oct nov dec",
    "de": "a a.a.o abb abs abschn abt allg anl anm art aufl az b.w bd best betr bes bl d.m e.v etc ev f fam ff "
    "geb gem gr h hrsg ing i.a i.v inh jh jhd jr kap kfm kg km lfd m max min mio mrd mtl mwst n nr o.ä "
    "o.g od pkt pl priv qm rel s s.o s.u std stellv std stk tab tägl tel u.a u.ä u.s.w usw v v.chr verh "
    "verw vol w whg z ziff zi mo di mi do fr sa so jan feb mär apr jun jul aug sep sept okt nov dez",
}

LABELS = frozenset(
    "zaal lokaal vitamine plan klasse rijbewijs niveau groep type vak bijlage blok deel gebouw zone trap lijn perron "
    "salle classe permis groupe annexe bloc bâtiment niveau ligne quai partie point étape chapitre "
    "room class group category level type vitamin plan annex block building zone part grade band step chapter gate "
    "saal klasse gruppe stufe zimmer raum vitamin plan typ teil block haus halle anlage anhang gleis niveau kategorie "
    "schritt kapitel punkt seite nummer nr s art abs schalter abschnitt band ziffer haus tür stock bis und".split()
)
"""What a letter or a number names: “Room A. Coffee is served”, “Schritt 1. Gehen Sie”."""

ALWAYS_LAST = frozenset("enz etc usw u.s.w e.d e.a a.s jl".split())
"""What a capital after it does not make go on."""

TIMES = frozenset("a.m p.m u h std".split())
"""After a number these tell a time or a length of time."""

BEFORE_ORDINALS = frozenset(
    "ab am an beim bis das dem den der des die diese diesem diesen dieser ein eine einem einen einer erst ihr ihre "
    "ihrem ihren im jede jeden jeder jedes mein meine seit sein seine seinem unser unsere vom vor zum zur".split()
)
"""German words before 1. Januar and 3. Auflage."""

MONTHS = frozenset(
    "januar februar märz april mai juni juli august september oktober november dezember "
    "jan feb mär apr jun jul aug sep sept okt nov dez".split()
)
_STARTERS = {
    "nl": "breng bel bezorg daarna daarom daarover dat deze die dit doe dus elke er geef heb het houd hij hou "
    "hun ik indien ja je kijk kom krijg laat let maar maak mail meer momenteel nee neem nadien "
    "ondertussen ook probeer samen schrijf sommige soms stuur toch twijfelt u vanaf vaak verder volg voor "
    "vooral vraag vul wees wij wil zij zo zoek zorg",
    "fr": "ainsi allez apportez appelez après attention aucun aucune aujourd'hui avant c' ce cela celle "
    "celle-ci celui celui-ci certaines certains ces cet cette chaque cochez comme contactez d' dans de "
    "dès depuis donc elle elles en ensuite enfin envoyez et grâce il ils j' je l' la le les leur lisez "
    "lors mais même merci n' non notre nous on or ou oui par parfois pendant plus plusieurs pour pourtant "
    "prenez puis quand que quelques remplissez s' sa sans si son tous tout toute toutefois toutes un une "
    "venez votre vos vous voici y",
    "en": "a after all also although an and another any anyone are as at attach before both bring but call "
    "check click do each every everyone fill finally first follow for from give he her here his how i if "
    "in instead it its later let make many meanwhile most my next no not neither no nobody none now of "
    "often on once one or other our please read see send she since so some sometimes such take that the "
    "their then there these they this those though to under until use visit we what when where which "
    "while who with without yes you your",
    "de": "aber achten alle alles als also am an andere auch auf aus bei beide bitte bringen da dabei dadurch "
    "dafür dagegen daher damit danach dann daran darauf darüber darum das dass davon dazu dem den denn "
    "der des deshalb die dies diese dieser dieses doch dort ein eine einer eines einige er erst es etwa "
    "falls für füllen geben gehen gibt gut haben heute hier ich ihr ihre im in ist ja jede jeder jedes "
    "jetzt kein keine kommen können leider lesen man manche mehr mein meist mit nach nein nun nur oder "
    "ohne ob rufen schicken sehr seien seit senden sie sind so sollten später stellen trotzdem über um "
    "und unser unsere viele vielleicht vom von vor während wann war warum was weitere welche wenn wer wie "
    "wir wird wo zu zudem zuerst zum zur zwar",
}


@functools.cache
def before_more(language: str | None) -> frozenset[str]:
    """Abbreviations that more of the sentence follows: dhr., z.B."""
    return _of(_BEFORE_MORE, language)


@functools.cache
def at_times_last(language: str | None) -> frozenset[str]:
    """Abbreviations that can end a sentence: enz., p.m."""
    return _of(_AT_TIMES_LAST, language)


@functools.cache
def starters(language: str | None) -> frozenset[str]:
    """Words that sentences begin with, and names and nouns hardly ever."""
    chosen = [language] if language in _STARTERS else list(_STARTERS)
    return _of(_STARTERS, language).union(*(very_common(one or "") for one in chosen))


def _of(lists: dict[str, str], language: str | None) -> frozenset[str]:
    """The words of one language; of all where it is not known."""
    chosen = [lists[language]] if language in lists else list(lists.values())
    return frozenset(word for words in chosen for word in words.split())
