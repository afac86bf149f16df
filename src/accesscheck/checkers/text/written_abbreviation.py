"""An abbreviation that is written but never said, such as i.v.m., p.ex., w/c or u. U., stands in running text.

Of what everyone reads with ease (bv., enz., nr., etc., z. B., usw., km, max.) nothing is said; nor of what the word
lists hold (m.b.t., bzgl., e.g.), which the rules on difficult words report.
"""

import re
from collections.abc import Iterator

from accesscheck.checkers.texts import Spot, Text
from accesscheck.text.by_language import ByLanguage
from accesscheck.text.passages import Passage
from accesscheck.text.plain_words import find

_WRITTEN = {
    "nl": """
a.d.h.v. adhv=met/volgens
a.s.=komende
d.d.=van
d.m.v. dmv=met/door
d.w.z. dwz t.t.z. ttz=dat betekent/dus
e.a.=en andere/en anderen
e.d. e.d.m.=en zo meer/en andere
e.o.=en omgeving/in de buurt
evt evt.=misschien/als dat nodig is
excl excl.=zonder
i.c.m. icm=samen met
i.f.v. ifv=voor/volgens
i.g.v. igv=bij/als
i.h.a.=meestal
i.h.b. m.n.=vooral
i.h.k.v. ihkv i.k.v. ikv=voor/bij
i.o.=in opleiding
i.p.v. ipv=in plaats van
i.s.m. ism=samen met
i.t.t. itt=anders dan
i.v.m. ivm=door/over
incl incl.=met
m.a.w. maw=dus/anders gezegd
m.b.t. mbt v.w.b. vwb=over/voor
m.b.v. mbv=met
m.i.=volgens mij
m.i.v. miv=vanaf
m.u.v. muv=behalve
n.a.v. nav=door/na
n.o.t.k. notk=nog af te spreken
n.v.t. nvt=geldt hier niet
nl.=want/namelijk
o.a. o.m.=onder meer/bijvoorbeeld
o.b.v. obv=met/volgens
o.g.v. ogv=door/volgens
o.i.v. oiv=door
o.l.v. olv=onder leiding van/met
o.v.v. ovv=met
p.p.=per persoon
plm.=ongeveer
t.a.v. tav=voor/over
t.b.v. tbv=voor
t.e.m. tem t/m=tot en met
t.g.v. tgv=door/voor
t.n.v. tnv=op naam van
t.o.v. tov=vergeleken met/tegenover
t.w.=namelijk
t.z.t. tzt=later
vgl.=vergelijk/zie
z.s.m. zsm=zo snel mogelijk
""",
    "fr": """
approx. env.=environ
bcp=beaucoup
c.-à-d. c.à.d. càd i.e. ie.=cela veut dire/donc
e.a.=et d’autres
e.g. p.ex. par.ex.=par exemple/comme
evt évt. évent.=si nécessaire/peut-être
excl excl.=sans
incl incl. y.c.=avec/y compris
N.B. n.b.=attention/à noter
nbre=nombre
qqch=quelque chose
qqn=quelqu’un
suppl.=en plus
svt=souvent
tjs tjrs=toujours
""",
    "en": """
a.k.a. aka=also called
cf. cf=see/compare
dept=department
esp.=especially
et.al.=and others
excl excl.=without/not including
govt=government
hrs=hours
inc. incl incl.=with/including
mgmt=management
mgr=manager
mths=months
N.B. n.b.=please note
n/a=does not apply
p.w. pw=a week
pcm=a month
viz viz.=that is
w/c=in the week from
w/e=in the week to
w/o=without
w.r.t. wrt=about
wk wks=weeks
yrs=years
""",
    "de": """
abzgl.=weniger/minus
ausschl.=nur
bes.=besonders
bspw bspw.=zum Beispiel
ca.=etwa/ungefähr
d.h.=das heißt/also
div.=mehrere
einschl. inkl inkl.=mit
entspr.=passend
evtl evtl.=vielleicht
exkl exkl.=ohne
ggü.=gegenüber/bei
i.d.R.=meist
i.R.d. i.R.v.=bei
i.S.d. i.S.v.=nach
i.V.m.=zusammen mit
i.Z.m.=wegen/bei
lt.=laut/nach
m.E. u.E.=wir meinen
mind.=mindestens
monatl.=im Monat
jährl.=im Jahr
wöchentl.=in der Woche
n.V.=nach Absprache
o.Ä. o.ä.=oder Ähnliches/zum Beispiel
p.a.=im Jahr
s.o.=siehe oben
s.u.=siehe unten
sog.=sogenannt
u.a.=zum Beispiel/unter anderem
u.Ä. u.ä.=und Ähnliches
u.U.=vielleicht/manchmal
u.v.a. u.v.m. uvm=und vieles mehr
v.a.=vor allem
vgl.=siehe
z.T.=zum Teil/manchmal
z.Zt. z.Z. zzt.=zurzeit/jetzt
""",
}
"""On each line the forms of an abbreviation, and what to say in its place, the plainest first."""


def spots(text: Text) -> Iterator[Spot]:
    """Each different abbreviation, where it first stands."""
    pattern, alternatives = _PATTERNS[text.language], _ALTERNATIVES[text.language]
    seen: set[tuple[str, ...]] = set()
    for passage in text.passages:
        for match in pattern.finditer(passage.plain.text):
            start, end = match.span()
            written = match.group().replace(" ", "").rstrip(".")
            said = alternatives.get(written) or alternatives.get(written.lower() if start == 0 else "")
            if said is None or said in seen or _of_a_list(passage, start, end, text.language):
                continue
            seen.add(said)
            yield Spot(passage=passage, start=start, end=end, params={"alternatives": said})


def _of_a_list(passage: Passage, start: int, end: int, language: str) -> bool:
    """Whether a rule on difficult words reports the place."""
    return any(found.start < end and start < found.end for found in find(passage.plain, language))


def _alternatives(lines: str) -> dict[str, tuple[str, ...]]:
    """By form, without its last full stop: what to say in its place."""
    read: dict[str, tuple[str, ...]] = {}
    for line in lines.split("\n"):
        forms, _, said = line.partition("=")
        read.update({form.rstrip("."): tuple(said.split("/")) for form in forms.split()})
    return read


def _pattern(lines: str) -> re.Pattern[str]:
    """Finds all forms: the full stops may have a space after them, and the last may be missing where there are more."""
    forms = {form for line in lines.split("\n") for form in line.partition("=")[0].split()}
    by_first: dict[str, set[str]] = {}
    for form in forms:
        first, rest = form[0], form[1:]
        if rest.endswith("."):
            dots = rest.count(".") > 1
            written = re.escape(rest[:-1]).replace(r"\.", r"\. ?") + (r"(?:\.|(?![\w.]))" if dots else r"\.")
        else:
            written = re.escape(rest)
        by_first.setdefault(first, set()).add(written)
    starts = [
        f"[{first}{first.upper()}](?:{'|'.join(sorted(rests, key=lambda rest: (-len(rest), rest)))})"
        for first, rests in sorted(by_first.items())
    ]
    return re.compile(rf"(?<![\w.@/&'-])(?:{'|'.join(starts)})(?![\w@/&-]|\.\w)")


_ALTERNATIVES, _PATTERNS = ByLanguage(_WRITTEN, _alternatives), ByLanguage(_WRITTEN, _pattern)
