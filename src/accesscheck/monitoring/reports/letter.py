"""The letter to a body that goes with its report: Article 7 of Implementing Decision (EU) 2018/1524, in plain words."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial

from accesscheck import messages
from accesscheck.messages import say, say_count
from accesscheck.model.change import Change
from accesscheck.model.rule import Rule
from accesscheck.monitoring.reports import entity
from accesscheck.monitoring.reports.blocks import Block, Bullets, Letter, Paragraph, Strong, Words
from accesscheck.monitoring.reports.facts import EntityFacts, Measure, ProductFacts
from accesscheck.monitoring.reports.numbers import day, shown, whole
from accesscheck.monitoring.reports.sections.barriers import MOST_HELPFUL, fix_of, title_of
from accesscheck.monitoring.reports.sections.figures import STANDINGS
from accesscheck.monitoring.reports.sections.shares import strong_label


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    """Who sends the letters, and by when an answer is asked.

    `address` are the lines under the name; `signed` are the name and function of who signs; `online` is where the
    reports can be read, without a slash at its end: each report has its place under it.
    """

    name: str = ""
    address: tuple[str, ...] = ()
    place: str = ""
    email: str = ""
    phone: str = ""
    signed: tuple[str, ...] = ()
    online: str = ""


def letter(
    facts: EntityFacts,
    rules: Mapping[str, Rule],
    language: str,
    *,
    sender: Sender,
    on: date,
    deadline: date | None = None,
    online: str = "",
) -> Letter:
    """The letter to a body in a language of the interface, dated `on`; `deadline` is the last day for an answer."""
    t = partial(say, language)
    name, year = facts.entity.name(language), str(facts.about.year)
    contact = facts.entity.contact_name
    return Letter(
        key=facts.entity.key,
        language=language,
        year=facts.about.year,
        sender=tuple(one for one in (sender.name, *sender.address, sender.email, sender.phone) if one),
        recipient=tuple(one for one in (name, contact, facts.entity.contact_email) if one),
        place_and_date=f"{sender.place}, {day(on, language)}" if sender.place else day(on, language),
        subject=t("Your report on accessibility and language, {year}", year=year),
        salutation=t("Dear {name},", name=contact) if contact else t("Dear reader,"),
        blocks=tuple(_blocks(facts, rules, language, sender=sender, deadline=deadline)),
        closing=t("Kind regards,"),
        signature=sender.signed or tuple(one for one in (sender.name,) if one),
        online=online,
        online_text=t("Read the report online:"),
        enclosed=(t("Report {year}, {name}", year=year, name=name),),
    )


def _blocks(
    facts: EntityFacts, rules: Mapping[str, Rule], language: str, *, sender: Sender, deadline: date | None
) -> Iterator[Block]:
    t = partial(say, language)
    year = str(facts.about.year)
    yield Paragraph(
        words=(
            t("Each year we look at the websites, applications and vacancies of public bodies."),
            " ",
            t("Can everyone use them? Can everyone understand them? You now read the result for {year}.", year=year),
        )
    )
    yield Paragraph(words=(Strong(text=entity.answer(facts, language)),))
    if not facts.measured:
        yield from _nothing_measured(facts, language)
    else:
        yield Paragraph(words=(t("Your figures:"),))
        yield Bullets(items=tuple(_figure(one, facts, language) for one in _told(facts)))
        if facts.about.changed:
            yield Paragraph(words=tuple(_changed(facts, language)))
        yield from _to_do(facts, rules, language)
        yield from _not_measured(facts, language)
    yield from _vacancies(facts, language)
    yield from _ending(facts, sender, language, deadline)


def _not_measured(facts: EntityFacts, language: str) -> Iterator[Block]:
    """The products that were to be measured and could not, beside those that were."""
    without = [one for one in facts.products if one.state is not None and not one.measured]
    if without:
        t = partial(say, language)
        yield Paragraph(words=(t("These products we could not measure:"),))
        yield _reasons(without, language)


def _reasons(products: Iterable[ProductFacts], language: str) -> Bullets:
    items = (
        (messages.labelled(one.product.name(language), "", language), *entity.state_of(one, language).words)
        for one in products
    )
    return Bullets(items=tuple(items))


def _nothing_measured(facts: EntityFacts, language: str) -> Iterator[Block]:
    t = partial(say, language)
    if facts.products:
        yield Paragraph(words=(t("These are the products, and why we have no figures:"),))
        yield _reasons(facts.products, language)
        yield Paragraph(words=(t("Please check the addresses with us. Then we can measure them."),))
    else:
        yield Paragraph(words=(t("Does your body have a website or an application? Then tell us its address."),))


def _changed(facts: EntityFacts, language: str) -> Iterator[str]:
    """What a new method means for the figures."""
    t, last = partial(say, language), facts.about.last
    yield t("We measured in another way than last time. The report explains what changed.")
    if any(one.comparable(last) is not None for one in _told(facts)):
        yield " "
        yield t("The figures of {year} in this letter are counted again in the new way.", year=str(last))


def _told(facts: EntityFacts) -> tuple[Measure, ...]:
    """The figures of the letter: those that were measured."""
    return tuple(one for one in facts.measures if one.in_year(facts.about.year) is not None)


def _figure(measure: Measure, facts: EntityFacts, language: str) -> Words:
    """“Criteria without failures: 81 %. In 2025: 74 %. Target: 80 %, target met. Mean of the government: 78 %.”"""
    t = partial(say, language)
    unit, last = measure.indicator.unit, facts.about.last
    now, before = measure.in_year(facts.about.year), measure.comparable(last)
    sentences = [f"{shown(now.value if now else None, unit, language)}."]
    if before is not None:
        sentences.append(t("In {year}: {value}.", year=str(last), value=shown(before.value, unit, language)))
    if measure.target:
        aimed = shown(measure.target.value, unit, language)
        sentences.append(t("Target: {value} ({standing}).", value=aimed, standing=t(STANDINGS[measure.standing])))
    if measure.domain is not None:
        sentences.append(t("Policy domain: {value}.", value=shown(measure.domain.value, unit, language)))
    if measure.government is not None:
        sentences.append(t("Whole government: {value}.", value=shown(measure.government.value, unit, language)))
    title = t(measure.indicator.title)
    return (*strong_label(title, language), " ".join(sentences))


def _to_do(facts: EntityFacts, rules: Mapping[str, Rule], language: str) -> Iterator[Block]:
    t, tn = partial(say, language), partial(say_count, language)
    found = facts.most_helpful[:MOST_HELPFUL]
    if not found:
        yield Paragraph(words=(t("Our rules found no failures. People must still test what rules cannot see."),))
        return
    yield Paragraph(words=(t("Begin here. These changes help people most:"),))
    yield Bullets(
        items=tuple(
            (
                Strong(text=title_of(one.rule_id, rules, language)),
                " (",
                tn("{count} page", "{count} pages", one.spread.tally.failed),
                "). ",
                fix_of(one, rules, language),
            )
            for one in found
        ),
        ordered=True,
    )
    mended = facts.changes.get(Change.MENDED, 0)
    if mended:
        yield Paragraph(
            words=(
                tn(
                    "{count} finding of last time is mended. Thank you for that.",
                    "{count} findings of last time are mended. Thank you for that.",
                    mended,
                ),
            )
        )


def _vacancies(facts: EntityFacts, language: str) -> Iterator[Block]:
    t = partial(say, language)
    vacancies = sum(one.tally.vacancies for one in facts.products if one.tally)
    if not vacancies:
        return
    serious = sum(one.tally.vacancies_serious for one in facts.products if one.tally)
    lacking = sum(one.tally.vacancies_incomplete for one in facts.products if one.tally)
    yield Paragraph(
        words=(
            t(
                "We also read your vacancies: {count}. With words that can shut people out: {serious}. "
                "Without something that people need to apply: {lacking}.",
                count=whole(vacancies, language),
                serious=whole(serious, language),
                lacking=whole(lacking, language),
            ),
        )
    )


def _ending(facts: EntityFacts, sender: Sender, language: str, deadline: date | None) -> Iterator[Block]:
    t = partial(say, language)
    if deadline is not None and facts.measured:
        asked = t("Please tell us before {day} what you will mend, and when.", day=day(deadline, language))
        yield Paragraph(words=(Strong(text=asked),))
    if facts.measured:
        shows = t("The report shows each barrier, who is hindered, how to mend it, and on which pages it is.")
        limits = t("Rules cannot find everything. So no failures found does not mean: accessible for everyone.")
        yield Paragraph(words=(shows, " ", limits))
    if sender.email and sender.phone:
        yield Paragraph(
            words=(t("Do you have a question? Mail {email} or call {phone}.", email=sender.email, phone=sender.phone),)
        )
    elif sender.email:
        yield Paragraph(words=(t("Do you have a question? Mail {email}.", email=sender.email),))
