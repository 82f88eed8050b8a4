"""The patterns that are kept on disk are those that would be made, or they are not used."""

from dataclasses import fields, replace
from types import MappingProxyType

import numpy as np
import pytest

from triggerpoints import kept
from triggerpoints.atlas import load_atlas
from triggerpoints.content import load_content
from triggerpoints.referral import patterns
from triggerpoints.referral.patterns import Patterns


@pytest.fixture(scope="module")
def few():
    """The data with three muscles, so that their patterns are made quickly."""
    content = load_content()
    muscles = {id_: content.muscles[id_] for id_ in ("soleus", "infraspinatus", "masseter-deep")}
    return replace(content, muscles=MappingProxyType(muscles))


@pytest.fixture
def cache(tmp_path, monkeypatch):
    monkeypatch.setenv("TRIGGERPOINTS_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def make(content) -> Patterns:
    """Patterns as a new process gets them."""
    patterns.patterns.cache_clear()
    return patterns.patterns(load_atlas(), content)


def dense(made: Patterns) -> dict:
    values = {field.name: getattr(made, field.name) for field in fields(Patterns)}
    return {name: value.toarray() if hasattr(value, "toarray") else value for name, value in values.items()}


def count_making(monkeypatch) -> list:
    made = []
    real = patterns.make_patterns
    monkeypatch.setattr(patterns, "make_patterns", lambda *data: made.append(data) or real(*data))
    return made


def test_what_is_read_again_is_what_was_made(few, cache, monkeypatch):
    made = count_making(monkeypatch)
    first, again = dense(make(few)), dense(make(few))
    assert len(made) == 1
    for name, value in first.items():
        assert type(again[name]) is type(value)
        if isinstance(value, np.ndarray):
            assert again[name].dtype == value.dtype and np.array_equal(again[name], value), name
        else:
            assert again[name] == value, name


def test_another_zone_or_another_name_is_made_anew(few, cache, monkeypatch):
    made = count_making(monkeypatch)
    make(few)
    soleus = few.muscles["soleus"]
    point = soleus.trigger_points[0]
    zones = point.zones.model_copy(update={"essential": point.zones.essential[:1]})
    fewer = soleus.model_copy(
        update={"trigger_points": [point.model_copy(update={"zones": zones}), *soleus.trigger_points[1:]]}
    )
    renamed = soleus.model_copy(update={"named_by": {}})
    for other in (fewer, renamed):
        make(replace(few, muscles=MappingProxyType({**few.muscles, "soleus": other})))
    assert len(made) == 3


def test_another_weight_in_the_code_is_made_anew(few, cache, monkeypatch, tmp_path):
    made = count_making(monkeypatch)
    make(few)
    changed = tmp_path / "zones.py"
    changed.write_text("RIBBON_EDGE_MM = 99\n")
    monkeypatch.setattr(patterns.zones, "__file__", str(changed))
    make(few)
    assert len(made) == 2


@pytest.mark.parametrize("damage", [b"", b"PK\x03\x04 not a file", None])
def test_a_damaged_file_is_made_again(few, cache, monkeypatch, damage):
    made = count_making(monkeypatch)
    make(few)
    file = next(cache.glob("*.npz"))
    file.write_bytes(file.read_bytes()[:-2000] if damage is None else damage)
    make(few)
    assert len(made) == 2


def test_a_folder_that_cannot_be_written_is_done_without(few, monkeypatch, tmp_path):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("TRIGGERPOINTS_CACHE", str(tmp_path / "file" / "cache"))
    assert make(few).muscles == tuple(few.muscles)


def test_old_files_go(cache):
    for n in range(6):
        kept.keep("patterns", f"{n}", {"a": np.arange(3)})
    assert len(list(cache.iterdir())) == kept.MOST_KEPT
    assert kept.read("patterns", "5") is not None
