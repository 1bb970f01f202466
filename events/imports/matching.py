"""What becomes of an item: something new, something changed, nothing, or a refusal. No query."""

import datetime
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils.translation import gettext as _

from events.enums import OFF, ImportOutcome, Season
from events.plan import Plan, planned
from events.recurrence import END
from events.registry.names import key_of
from events.schedule import Change, scheduled
from translations import languages

from .items import COMPARED, LABELS, Item, Refused, RefusedError, at, label, says_the_same, signs
from .known import Known, KnownEdition, KnownFestival, start_of
from .names import Resolved


@dataclass(eq=False)
class Decision:
    """What is to be done with an item, and why.

    `columns` are those of the festival that change, `new` the names to be entered for them;
    `plan` is the edition's new plan, None where it stays, `changes` is what is to be announced.
    """

    item: Item | Refused
    outcome: str
    reason: str = ""
    festival: KnownFestival | None = None
    edition: KnownEdition | None = None
    is_new_festival: bool = False
    season: str = Season.ONLY
    columns: dict[str, Any] = field(default_factory=dict)
    new: dict[str, str] = field(default_factory=dict)
    plan: Plan | None = None
    changes: tuple[Change, ...] = ()
    field: str = ""


class Matcher:
    """Decides item by item, and knows what it has decided: the same file may say a thing twice."""

    def __init__(self, known: Known, *, publish: bool) -> None:
        self.known = known
        self.publish = publish
        #: Which item said what an edition is, and which UIDs were there.
        self._said: dict[tuple[KnownEdition, str], Item] = {}
        self._uids: dict[str, Item] = {}

    def decide(self, item: Item | Refused) -> Decision:
        """Return what becomes of an item. What is decided is known to the next ones."""
        if isinstance(item, Refused):
            return Decision(item, ImportOutcome.REFUSED, item.reason, field=item.field)
        try:
            return self._decide(item)
        except RefusedError as error:
            return refusal(item, error.field, error.message)

    def _decide(self, item: Item) -> Decision:
        if item.uid and (twin := self._uids.setdefault(item.uid, item)) is not item:
            return self._again(item, twin)
        resolved = self.known.names.resolved(item)
        edition, key, is_own = self._by_uid(item)
        if edition is not None:
            self._refuse_foreign(item, edition)
            _known, digest = self.known.by_uid.get(item.uid, (None, ""))
            if digest == item.digest:
                return _skipped(item, edition, _("Nothing new since the last import."))
        else:
            edition = self._by_start(item, resolved)
        if edition is None:
            return self._new(item, resolved)
        twin = self._said.setdefault((edition, key), item)
        if twin is not item:
            return self._again(item, twin)
        return self._existing(item, resolved, edition, key, is_own=is_own)

    def _again(self, item: Item, twin: Item) -> Decision:
        if replace(item, number=twin.number, uid=twin.uid) == twin:
            reason = _("The file says it already, as number %(number)s.")
            return _skipped(item, None, reason % {"number": twin.number})
        raise RefusedError(
            "uid" if item.uid == twin.uid and item.uid else "name",
            _("This is number %(number)s of the file already, and says something else there.")
            % {"number": twin.number},
        )

    def forget(self, decision: Decision) -> None:
        """Know nothing of something new that was refused after all."""
        festival, edition = decision.festival, decision.edition
        if decision.outcome != ImportOutcome.NEW or festival is None or edition is None:
            return
        festival.seasons.discard((edition.plan.year, decision.season))
        if decision.is_new_festival:
            self.known.remove_festival(festival)
        self.known.remove_edition(edition)
        self._said.pop((edition, ""), None)
        self.known.by_uid.pop(decision.item.uid, None)

    # --- Which one it is ---

    def _by_uid(self, item: Item) -> tuple[KnownEdition | None, str, bool]:
        if own := self.known.own_uid(item.uid):
            return own[0], own[1], True
        found, _digest = self.known.by_uid.get(item.uid, (None, ""))
        return found, "", False

    def _refuse_foreign(self, item: Item, edition: KnownEdition) -> None:
        """Raise RefusedError for a UID whose event has another name and no date of this one's."""
        names = edition.festival.names
        if key_of(item.name) in names or any(name in key_of(item.name) for name in names):
            return
        ours = {each[0] for each in _signs_of(edition)}
        theirs = {each[0] for each in signs(item.plan)}
        if not ours & theirs:
            raise RefusedError(
                "uid" if item.is_row else "UID",
                _("It belongs to another event here, which has another name and other dates."),
            )

    def _by_start(self, item: Item, resolved: Resolved) -> KnownEdition | None:
        start = start_of(item.plan)
        if start is None:
            raise RefusedError("rule" if item.is_row else "RRULE", _("No date comes of this rule."))
        found = self.known.by_start.get((key_of(item.name), start), [])
        return next((each for each in found if self._may_be(item, each.festival)), None)

    @staticmethod
    def _may_be(item: Item, festival: KnownFestival) -> bool:
        """Whether a festival of the same name is held at the same place, as far as both say."""
        venue = key_of(item.facts.get("venue", ""))
        return not venue or not festival.where or venue in festival.where

    # --- Something new ---

    def _new(self, item: Item, resolved: Resolved) -> Decision:
        named = self.known.by_name.get(key_of(item.name), [])
        festival = next((each for each in named if self._may_be(item, each)), None)
        decision = Decision(item, ImportOutcome.NEW, plan=item.plan, changes=item.changes)
        if festival is not None:
            decision.season = _free_season(festival, item)
        if festival is None:
            decision.is_new_festival = True
            columns = {**resolved.hints, **resolved.columns, **_texts(item, {})}
            where = {key_of(item.facts["venue"])} if "venue" in item.facts else set()
            festival = KnownFestival(None, {key_of(item.name)}, dict(columns), where)
            decision.columns, decision.new = columns, dict(resolved.new)
            self.known.add_festival(festival)
        else:
            self._facts(decision, item, resolved, festival, None)
        festival.seasons.add((item.plan.year, decision.season))
        edition = KnownEdition(None, festival, item.plan, list(item.changes))
        decision.festival, decision.edition = festival, edition
        self.known.add_edition(edition)
        self._said[edition, ""] = item
        if item.uid:
            self.known.by_uid[item.uid] = edition, item.digest
        return decision

    # --- Something that is there ---

    def _existing(
        self, item: Item, resolved: Resolved, edition: KnownEdition, key: str, *, is_own: bool
    ) -> Decision:
        decision = Decision(item, ImportOutcome.CHANGED, festival=edition.festival, edition=edition)
        options: dict[str, Any] = {"key": key} if is_own else {}
        if edition.confirmed:
            options["confirmed"] = edition.confirmed
        if not says_the_same(item, edition.plan, edition.changes, **options):
            self._dates(decision, item, edition, key if is_own else None)
        # What comes back from our own calendar has our own texts, made into one.
        texts = is_own and not item.is_row
        self._facts(decision, item, resolved, edition.festival, edition, texts=not texts)
        if decision.columns or decision.plan or decision.changes:
            decision.reason = _("Changes: %(what)s") % {"what": ", ".join(_changing(decision))}
            return decision
        return _skipped(item, edition, _("Nothing new."))

    def _dates(
        self, decision: Decision, item: Item, edition: KnownEdition, key: str | None
    ) -> None:
        of = "starts_on" if item.is_row else "DTSTART"
        if edition.is_ritual:
            raise RefusedError(
                of,
                _("Its day follows from a ritual calendar here. Confirm it under Publish now."),
            )
        if key:
            raise RefusedError(
                of,
                _("This is one of several dates of an edition here. Change it in the edition."),
            )
        plan = item.plan
        if key is not None:
            also = (*plan.also, *edition.plan.also)
            plan = replace(plan, also=also, sessions=edition.plan.sessions)
        if item.says_days_alone:
            plan = replace(plan, hours=edition.plan.hours, times=edition.plan.times)
        keys = {(run.starts_on, run.times): run.key for run in edition.plan.also}
        known = (replace(run, key=keys.get((run.starts_on, run.times), "")) for run in plan.also)
        plan = replace(plan, also=tuple(known))
        if signs(plan, detail="hours") != signs(edition.plan, detail="hours"):
            decision.plan = plan
        decision.changes = tuple(_not_yet_said(item, edition, plan))
        if decision.changes and edition.is_public and not self.publish:
            raise RefusedError(
                "status" if item.is_row else "STATUS",
                _(
                    "Readers see this date: what is announced of it is public at once. Import with "
                    "“publish at once”, or announce it under Publish now."
                ),
            )

    def _facts(
        self,
        decision: Decision,
        item: Item,
        resolved: Resolved,
        festival: KnownFestival,
        edition: KnownEdition | None,
        *,
        texts: bool = True,
    ) -> None:
        """Note which columns of a festival change, and that they have."""
        wanted = dict(resolved.columns)
        venue = key_of(item.facts.get("venue", ""))
        if venue in festival.where | (edition.announced_at if edition else set()):
            wanted = {name: wanted[name] for name in wanted if not name.startswith("venue")}
        elif venue:
            festival.where = {venue}
        known = festival.columns
        for name, value in wanted.items():
            if name in resolved.new or not _is_equal(known.get(name), value):
                decision.columns[name] = value
        for name, value in resolved.hints.items():
            if not known.get(name):
                decision.columns[name] = value
        if texts:
            decision.columns |= _texts(item, known)
        decision.new = {
            name: resolved.new[name] for name in resolved.new if name in decision.columns
        }
        known.update(decision.columns)


def refusal(item: Item, of: str, message: str) -> Decision:
    reason = at(item.number, of, message, is_row=item.is_row)
    return Decision(item, ImportOutcome.REFUSED, reason, field=of)


def _skipped(item: Item, edition: KnownEdition | None, reason: str) -> Decision:
    return Decision(
        item,
        ImportOutcome.SKIPPED,
        reason,
        edition=edition,
        festival=edition.festival if edition else None,
    )


def _changing(decision: Decision) -> list[str]:
    """Return what people call that which changes, each once."""
    named = [_("dates or hours")] if decision.plan else []
    named += [label("status")] if decision.changes else []
    for column in decision.columns:
        base = column.partition("_")[0]
        named.append(label(base if base in LABELS else column))
    return list(dict.fromkeys(named))


def _signs_of(edition: KnownEdition) -> Any:
    certain = edition.confirmed
    as_it_stands = signs(edition.plan, edition.changes, confirmed=certain)
    return as_it_stands | signs(edition.plan, confirmed=certain)


def _texts(item: Item, known: dict[str, Any]) -> dict[str, str]:
    """Return the texts that an item has and nobody has written yet, by column."""
    found = {}
    for name, by_language in item.texts.items():
        for code, text in by_language.items():
            column = languages.localized(name, code)
            if not known.get(column):
                found[column] = text
    return found


def _is_equal(ours: Any, theirs: Any) -> bool:
    """Whether two values of a column are the same: drafts keep prices as text."""
    if ours in (None, "") or theirs in (None, ""):
        return ours in (None, "") and theirs in (None, "")
    return str(ours) == str(theirs)


def _free_season(festival: KnownFestival, item: Item) -> str:
    """Return which edition of its year an item is."""
    year = item.plan.year
    taken = {season for known, season in festival.seasons if known == year}
    if not taken:
        return Season.ONLY
    for season in (Season.SECOND, Season.THIRD, Season.FOURTH):
        if season not in taken:
            return season
    raise RefusedError(
        "name",
        _(
            "This festival has four editions in %(year)s already. Give what repeats as one event "
            "with a rule, or with further dates."
        )
        % {"year": year},
    )


def _not_yet_said(item: Item, edition: KnownEdition, plan: Plan) -> Any:
    """Go through what is to be announced: dates that are called off and were not yet."""
    for change in item.changes:
        if change.status not in OFF:
            continue
        concerned = [
            each
            for each in scheduled(planned(plan, before=_bound(plan)), edition.changes)
            if change.concerns(each.planned)
        ]
        if any(each.status not in OFF for each in concerned):
            yield change


def _bound(plan: Plan) -> datetime.date:
    return min(plan.rule.first + COMPARED, END) if plan.rule else END
