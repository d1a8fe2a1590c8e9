"""Payer identity: which names and numbers on claims and remittances are one payer.

A claim names its payer by the clearinghouse's number and whatever name was typed; the remittance carries the payer's
legal name and often its tax number.  Four things say that two of them are one: an alias table (which the user may edit),
the same number, the same name once written alike, and remittances that answer the claims.
"""

import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import Any

import polars as pl

from cleanskin.insight.findings import PAYER_JOINED_BY_REMITTANCES
from cleanskin.kernel.finding import Finding

UNKNOWN_PAYER = "unknown_payer"
UNKNOWN_LABEL = "Payer not named"

PAIR_MINIMUM = 3
"""Matched claims needed before a remittance payer is taken for a claim payer of another name.  [assumed]"""

PAIR_SHARE = 0.80
"""Share of a remittance payer's matched claims that must point to one claim payer.  [assumed]"""

_COMPANY_WORDS = frozenset({"INC", "LLC", "CO", "COMPANY", "CORP", "CORPORATION", "THE", "LTD", "LP"})
_MEANINGLESS_IDS = frozenset({"", "UNKNOWN", "NONE", "NA", "N/A", "PAYER", "PAYERID", "SPRNT", "PRINT", "PAPER"})
_NOT_WORD = re.compile(r"[^0-9A-Z]+")

Node = tuple[str, str, str]
"""(side: 'claim' or 'remit', name as sent, identifier as sent)."""


@dataclass(frozen=True, kw_only=True)
class Alias:
    """One entry of the alias table; `names` and `starts` are already written alike."""

    key: str
    label: str
    names: frozenset[str] = frozenset()
    starts: tuple[str, ...] = ()
    ids: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True)
class Payers:
    """The answer: `lookup` has side, payer_name, payer_id, payer, payer_label; `findings` say what was joined by
    evidence rather than by name."""

    lookup: pl.DataFrame
    findings: tuple[Finding, ...] = ()

    def of_side(self, side: str) -> pl.DataFrame:
        """Return payer_name, payer_id, payer, payer_label of the claim or the remit side, one row per pair."""
        return self.lookup.filter(pl.col("side") == side).drop("side")


def normalized_name(name: str | None) -> str:
    """Write a payer's name alike: upper case, words only, company words dropped."""
    words = _NOT_WORD.sub(" ", (name or "").upper().replace("&", " AND ")).split()
    return " ".join(word for word in words if word not in _COMPANY_WORDS)


def normalized_id(identifier: str | None) -> str:
    """Write a payer's identifier alike; empty when it says nothing (blank, all zeros, all nines, 'UNKNOWN')."""
    bare = (identifier or "").upper().strip()
    return "" if bare in _MEANINGLESS_IDS or not bare.strip("0") or not bare.strip("9") else bare


def read_aliases(path: Path | None = None) -> tuple[Alias, ...]:
    """Read an alias table (TOML); the packaged one without a path.

    Raises ValueError naming the entry when it has no key, or when two entries claim one name or identifier.
    """
    text = path.read_text("utf-8") if path else files(__package__).joinpath("payer_aliases.toml").read_text("utf-8")
    return parse_aliases(tomllib.loads(text))


def parse_aliases(table: Mapping[str, Any]) -> tuple[Alias, ...]:
    """Turn a read TOML table into aliases; see `read_aliases`."""
    aliases = []
    owners: dict[str, str] = {}
    for position, entry in enumerate(table.get("payer", ()), start=1):
        key = str(entry.get("key", "")).strip()
        if not key:
            raise ValueError(f"payer alias {position} has no key")
        alias = Alias(
            key=key,
            label=str(entry.get("label") or key),
            names=frozenset(normalized_name(name) for name in entry.get("names", ())),
            starts=tuple(normalized_name(start) + " " for start in entry.get("starts", ())),
            ids=frozenset(normalized_id(str(one)) for one in entry.get("ids", ())) - {""},
        )
        for claimed in (*alias.names, *alias.ids):
            if owners.setdefault(claimed, key) != key:
                raise ValueError(f"payer aliases {owners[claimed]} and {key} both claim {claimed}")
        aliases.append(alias)
    return tuple(aliases)


def identify_payers(
    *, claim_side: pl.DataFrame, remit_side: pl.DataFrame, pairs: pl.DataFrame, aliases: Iterable[Alias]
) -> Payers:
    """Give every (side, name, identifier) its payer.

    `claim_side` and `remit_side` have payer_name, payer_id, n (claims); `pairs` has claim_name, claim_id, remit_name,
    remit_id, n: matched claims answered by their first payer.  All are already counted, so they are short.
    """
    table = _Clusters(tuple(aliases))
    for side, frame in (("claim", claim_side), ("remit", remit_side)):
        for row in sorted(frame.select(pl.col("payer_name", "payer_id").fill_null(""), "n").iter_rows()):
            table.add((side, row[0] or "", row[1] or ""), row[2])
    findings = table.learn(pairs)
    return Payers(lookup=table.lookup(), findings=findings)


@dataclass
class _Clusters:
    """Union-find over payer nodes."""

    aliases: tuple[Alias, ...]
    counts: Counter[Node] = field(default_factory=Counter)
    parent: dict[Node | str, Node | str] = field(default_factory=dict)

    def add(self, node: Node, n: int) -> None:
        """Add a node and join it to its alias, its identifier and its written-alike name."""
        self.counts[node] += n
        name, identifier = normalized_name(node[1]), normalized_id(node[2])
        alias = self._alias(name, identifier)
        if alias:
            self._join(node, f"alias {alias.key}")
        if identifier:
            self._join(node, f"id {identifier}")
        if name and not alias:
            self._join(node, f"name {name}")
        if not name and not identifier:
            self._join(node, "unknown")

    def learn(self, pairs: pl.DataFrame) -> tuple[Finding, ...]:
        """Join a remittance payer to the claim payer whose claims it answers, when nearly all of them point there.

        A remittance payer that pays for several claim payers is left alone: it would melt them into one.
        """
        votes: dict[Node | str, Counter[Node | str]] = defaultdict(Counter)
        names = ("claim_name", "claim_id", "remit_name", "remit_id")
        for claim_name, claim_id, remit_name, remit_id, n in sorted(
            pairs.select(pl.col(names).fill_null(""), "n").iter_rows()
        ):
            remit = self._root(("remit", remit_name, remit_id))
            votes[remit][self._root(("claim", claim_name, claim_id))] += n
        learned = []
        for remit, by_claim in votes.items():
            best, n = by_claim.most_common(1)[0]
            if self._root(remit) == self._root(best) or n < PAIR_MINIMUM or n < PAIR_SHARE * by_claim.total():
                continue
            if self._root(best) == self._root("unknown"):
                continue
            labels = self._label(remit), self._label(best)
            if self._join(best, remit):
                learned.append((*labels, n))
        return tuple(_learned(*each) for each in learned)

    def lookup(self) -> pl.DataFrame:
        """Return one row per node with its payer key and label."""
        clusters: dict[Node | str, list[Node]] = defaultdict(list)
        for node in self.counts:
            clusters[self._root(node)].append(node)
        rows, taken = [], Counter[str]()
        order = sorted(clusters, key=lambda root: (-sum(self.counts[node] for node in clusters[root]), str(root)))
        for root in order:
            key, label = self._name_cluster(root, clusters[root])
            taken[key] += 1
            if taken[key] > 1:
                key = f"{key}_{taken[key]}"
            rows += [(*node, key, label) for node in clusters[root]]
        schema = dict.fromkeys(("side", "payer_name", "payer_id", "payer", "payer_label"), pl.String)
        return pl.DataFrame(sorted(rows), schema=schema, orient="row")

    def _name_cluster(self, root: Node | str, nodes: list[Node]) -> tuple[str, str]:
        key = self._alias_of(root)
        if key:
            return key, next(one.label for one in self.aliases if one.key == key)
        label = self._label(root, nodes)
        if root == self._root("unknown") or not label:
            return UNKNOWN_PAYER, UNKNOWN_LABEL
        return "_".join((normalized_name(label) or label).lower().split()), label

    def _label(self, root: Node | str, nodes: list[Node] | None = None) -> str:
        """The name most claims use, the claim side first; an identifier when no name was ever sent."""
        members = nodes if nodes is not None else [node for node in self.counts if self._root(node) == self._root(root)]
        named = [node for node in members if node[1]]
        best = max(named, key=lambda node: (node[0] == "claim", self.counts[node], node[1]), default=None)
        if best:
            return best[1]
        return next((f"payer {node[2]}" for node in sorted(members) if node[2]), "")

    def _alias(self, name: str, identifier: str) -> Alias | None:
        by_id = next((one for one in self.aliases if identifier and identifier in one.ids), None)
        by_name = next((one for one in self.aliases if name and name in one.names), None)
        by_start = next((one for one in self.aliases if name and (name + " ").startswith(one.starts)), None)
        return by_id or by_name or by_start

    def _alias_of(self, root: Node | str) -> str | None:
        """The key of the alias whose cluster this is."""
        return next((one.key for one in self.aliases if self._root(f"alias {one.key}") == root), None)

    def _root(self, node: Node | str) -> Node | str:
        path = []
        while (above := self.parent.setdefault(node, node)) != node:
            path.append(node)
            node = above
        for step in path:
            self.parent[step] = node
        return node

    def _join(self, one: Node | str, other: Node | str) -> bool:
        """Make two clusters one, unless the alias table says that they are two payers."""
        first, second = self._root(one), self._root(other)
        named = {self._alias_of(first), self._alias_of(second)} - {None}
        if len(named) > 1:
            return False
        self.parent[first] = second
        return True


def _learned(remit_label: str, claim_label: str, n: int) -> Finding:
    return PAYER_JOINED_BY_REMITTANCES.finding(
        message=f"remittances of '{remit_label}' answer {n} claims sent to '{claim_label}': taken as one payer",
    )
