"""Which outlet an item comes from, and the province it is written for, by the outlet's name or an address."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlsplit

from core.methodology import Methodology
from core.outlets import Outlet
from rasad.load_config.same_name import same_name


def outlet_of(methodology: Methodology, *, name: str | None, url: str | None) -> Outlet | None:
    """By name (or id) first, because an archive may give an aggregator's address; else by the address."""
    index = _index(_SameMethodology(methodology))
    by_name = _named(index, name) if name else None
    return by_name[0] if by_name else _addressed(index, url)


def home_province_of(methodology: Methodology, *, name: str | None, url: str | None) -> str | None:
    """What the name adds («ایسنا یزد»), else the address (yazd.irna.ir), else the outlet's home."""
    index = _index(_SameMethodology(methodology))
    by_name = _named(index, name) if name else None
    if by_name and by_name[1]:
        return by_name[1]
    outlet = by_name[0] if by_name else _addressed(index, url)
    return _province_of_address(index, url, outlet) or (outlet.home_province if outlet else None)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Index:
    """Outlets and provinces by what identifies them."""

    by_name: Mapping[str, Outlet]
    by_domain: Mapping[str, Outlet]
    province_by_name: Mapping[str, str]
    province_by_label: Mapping[str, str]


class _SameMethodology:
    """A methodology as a key: it is large and frozen, so being the same object is being equal."""

    def __init__(self, methodology: Methodology) -> None:
        self.methodology = methodology

    def __hash__(self) -> int:
        return id(self.methodology)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _SameMethodology) and other.methodology is self.methodology


# Every item of an archive asks, and the answer depends on the methodology alone.
@lru_cache(maxsize=2)
def _index(key: _SameMethodology) -> _Index:
    outlets, provinces = key.methodology.outlets.values(), key.methodology.places.provinces
    by_id = {same_name(outlet.id): outlet for outlet in outlets}
    by_name = {same_name(name): outlet for outlet in outlets for name in (outlet.name, *outlet.other_names)}
    return _Index(
        by_name=by_id | by_name,
        by_domain={domain: outlet for outlet in outlets for domain in outlet.domains},
        province_by_name={same_name(name): p.name for p in provinces for name in (p.name, *p.other_names)},
        province_by_label={_label(name): p.name for p in provinces for name in (p.slug, *p.latin_names)},
    )


def _named(index: _Index, name: str) -> tuple[Outlet, str | None] | None:
    """The outlet of this name, with the province that stands after it."""
    folded = same_name(name)
    if folded in index.by_name:
        return index.by_name[folded], None
    for cut in range(len(folded) - 1, 0, -1):
        outlet = index.by_name.get(folded[:cut])
        rest = folded[cut:].strip("-–—/|،():").removeprefix("استان").removeprefix("منطقه")
        if outlet and rest in index.province_by_name:
            return outlet, index.province_by_name[rest]
    return None


def _addressed(index: _Index, url: str | None) -> Outlet | None:
    return next((index.by_domain[part] for part in _domains_in(url) if part in index.by_domain), None)


def _domains_in(url: str | None) -> Iterator[str]:
    """From the narrowest to the widest: t.me/name, news.example.ir, example.ir."""
    host, folders = _host_and_folders(url)
    # t.me/s/name is the public preview of t.me/name.
    channel = folders[1:2] if folders[:1] == ["s"] else folders[:1]
    yield from (f"{host}/{name.casefold()}" for name in channel)
    labels = host.split(".")
    yield from (".".join(labels[start:]) for start in range(len(labels) - 1))


def _province_of_address(index: _Index, url: str | None, outlet: Outlet | None) -> str | None:
    host, _ = _host_and_folders(url)
    own = next((domain for domain in outlet.domains if host.endswith(f".{domain}")), None) if outlet else None
    labels = host.removesuffix(f".{own}").split(".") if own else []
    return next((found for label in labels if (found := index.province_by_label.get(_label(label)))), None)


def _host_and_folders(url: str | None) -> tuple[str, list[str]]:
    try:
        parts = urlsplit(url if "://" in url else f"//{url}") if url else urlsplit("")
    except ValueError:  # an address no browser would take either, such as http://[
        return "", []
    host = parts.netloc.rpartition("@")[2].casefold().removeprefix("www.")
    return host, [folder for folder in parts.path.split("/") if folder]


def _label(text: str) -> str:
    """`khorasan-razavi` and `khorasanrazavi` are one."""
    return text.replace("-", "").casefold()
