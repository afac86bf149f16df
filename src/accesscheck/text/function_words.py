"""Words that build sentences, by what they do: closed classes, in lower case."""

import re

from accesscheck.text.by_language import patterns

FUNCTION_WORDS = {
    "nl": frozenset(
        "'s 't aan achter af al alle als behalve ben bent bij binnen boven buiten daar daarbij daardoor daarin "
        "daarmee daarop daarvan daarvoor dan dat de deze die dit door dus een elkaar en er geen geweest geworden "
        "haar had hadden heb hebben hebt heeft heen hem het hier hierbij hierdoor hierin hiermee hierop hiervan "
        "hiervoor hij hoe hoewel hun iemand iets ik in indien is je jij jouw jullie kan kun kunnen langs maar mag "
        "me meer men met mij mijn moet moeten mogen na naar nadat niemand niet niets noch nog nu of om omdat "
        "onder ons onze ook op over per rond sinds te tegen ten ter terwijl tijdens toch toe toen tot totdat "
        "tussen u uit uw van vanaf vanuit via volgens voor voordat waar waarbij waardoor waarin waarmee waarom "
        "waarop waarvan waarvoor wanneer want waren was wat we wel welk welke werd wie wij wil willen worden "
        "wordt zal ze zelf zich zij zijn zo zoals zodat zonder zou zouden zullen".split()
    ),
    "fr": frozenset(
        "a afin ainsi alors après au auquel aussi aux avait avant avec avoir bien c' car ce ceci cela celle "
        "celles celui ces cet cette ceux chez comme contre d' dans de depuis des doit doivent donc dont du duquel "
        "dès elle elles en entre est et eux fait furent fut il ils j' je jusqu' jusque l' la laquelle le lequel "
        "les lesquelles lesquels leur leurs lorsqu' lorsque lui m' ma mais me mes moins mon même n' ne ni nos "
        "notre nous on ont or ou où par pas peut peuvent plus pour puisqu' puisque qu' quand que quel quelle "
        "quelles quels qui s' sa sans se sera seront ses si son sont sous sur t' ta te tes ton tous tout toute "
        "toutes très tu un une vers vos votre vous y à ça étaient était été être".split()
    ),
    "en": frozenset(
        "a about above after against all although an and any are as at be because been before being below between "
        "both but by can could did do does down during each either every for from had has have he her here him "
        "his how i if in into is it its may me might more most must my neither no nor not of off on onto or other "
        "others our out over shall she should since so some such than that the their them then there these they "
        "this those though through to under unless until up us was we were what when where whether which while "
        "who why will with would you your".split()
    ),
    "de": frozenset(
        "aber alle alles als am an ans auch auf aus bei beim bis da damit dann darf das dass dem den denn der "
        "deren des dessen desto dich die diese diesem diesen dieser dieses dir doch dort du durch dürfen ein eine "
        "einem einen einer eines er es euch für gegen haben hat hatte hatten her hier hin ich ihm ihn ihr ihre "
        "ihrem ihren ihrer im in indem ins ist je jede jeder jedes kann kein keine keinen können man mehr mich "
        "mir mit muss müssen nach nicht noch nur ob obwohl oder ohne schon sehr sein seine seinen seiner seit "
        "sich sie sind so soll sollen sondern sowie sowohl um und uns unser unsere unter vom von vor wann war "
        "waren warum was wegen weil welche welcher welches wenn wer werden wie will wir wird wo wobei wollen "
        "worden worin wurde wurden während zu zum zur zwischen über".split()
    ),
}
"""Articles, pronouns, prepositions, conjunctions, auxiliaries and the like: what is left are content words."""

CONNECTIVES = {
    "nl": frozenset(
        "aangezien als dat die doordat hetgeen hoewel indien mits nadat ofschoon omdat opdat tenzij terwijl toen "
        "totdat voordat waarbij waardoor waarin waarmee waaronder waarop waartoe waaruit waarvan waarvoor wanneer "
        "welke wie zodat zodra".split()
    ),
    "fr": frozenset(
        "afin auquel bien comme desquels dont duquel laquelle lequel lesquelles lesquels lorsqu' lorsque où parce "
        "puisqu' puisque qu' quand que qui quoique si".split()
    ),
    "en": frozenset(
        "after although as because before if since that though unless until when where whereas whereby whether "
        "which while who whom whose".split()
    ),
    "de": frozenset(
        "als bevor bis da damit das dass der deren dessen die falls indem nachdem ob obwohl sobald sofern weil "
        "welche welcher welches wenn wobei wodurch womit worin während".split()
    ),
}
"""Words that subordinate clauses begin with; some of them do other things as well."""

PREPOSITIONS = {
    "nl": frozenset(
        "aan bij binnen buiten door gedurende in ingevolge inzake jegens krachtens met na naar namens omtrent "
        "onder op over per sinds tegen ten ter tijdens tot tussen uit van via volgens voor wegens zonder".split()
    ),
    "fr": frozenset(
        "au aux avec chez contre d' dans de depuis des du en entre envers lors malgré par parmi pour sans selon "
        "sous sur vers à".split()
    ),
    "en": frozenset(
        "against among at between by concerning during for from in into of on onto over per regarding through to "
        "towards under upon via with within without".split()
    ),
    "de": frozenset(
        "am an anhand auf aufgrund aus außerhalb bei beim bezüglich bis durch für gegen gemäß hinsichtlich im in "
        "innerhalb laut mit mittels nach ohne seit trotz um unter vom von vor wegen während zu zum zur zwischen "
        "über".split()
    ),
}
"""Prepositions, simple and contracted."""

ADDRESS = {
    "nl": frozenset("ik je jij jouw jullie mijn ons onze u uw we wij".split()),
    "fr": frozenset("j' je nos notre nous on tu vos votre vous".split()),
    "en": frozenset("i my our us we you your".split()),
    "de": frozenset("du ich ihr ihre mein sie uns unser unsere wir".split()),
}
"""Pronouns by which writer and reader speak of themselves."""

NOMINALISATION = patterns(
    nl=r".{4,}(?:ing|ingen|heid|heden|atie|aties|iteit|iteiten|ment|menten|schap|nis|nissen|tie|ties)",
    fr=r".{4,}(?:[ts]ions?|ments?|ités?|[ae]nces?|ismes?|ages?|ures?)",
    en=r".{4,}(?:[ts]ions?|ments?|ity|[ae]nces?|ness|ism|ship|ure)",
    de=r".{4,}(?:ung|ungen|heit|heiten|keit|keiten|tion|tionen|ität|itäten|schaft|schaften|nis|nisse|ismus|ment)",
)
"""Nouns that were made of verbs and adjectives, by their endings: a whole word in lower case."""

PASSIVE = patterns(
    re.I,
    nl=r"\b(?:wordt?|worden|werd|werden|geworden)\b",
    fr=r"\b(?:est|sont|été|était|étaient|fut|furent|sera|seront|être)\s+(?:\w+\s+)?\w+(?:ée?s?|ie?s?|ue?s?|ite?)\b",
    en=r"\b(?:is|are|was|were|been|be|being)\s+(?:\w+ly\s+)?\w+(?:ed|en|wn|ght|ung|ade)\b",
    de=r"\b(?:wird|werden|wurde|wurden|worden)\b",
)
"""What most often is a passive: in Dutch and German the auxiliary alone, which has other uses as well."""
