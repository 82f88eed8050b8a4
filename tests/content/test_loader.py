"""Reading the data files: the same as PyYAML reads, and once for each process."""

from pathlib import Path

import pytest
import yaml

from triggerpoints.content import load_content
from triggerpoints.content.reading import yaml_text
from triggerpoints.content.reading.files import DATA_FOLDER
from triggerpoints.content.reading.loader import read_content


@pytest.mark.parametrize("name", sorted(path.name for path in DATA_FOLDER.glob("*.yml")))
def test_a_file_reads_as_pyyaml_reads_it(name: str) -> None:
    class Loader(yaml_text.SafeLoader):
        """PyYAML that leaves dates as text."""

    Loader.yaml_implicit_resolvers = {
        first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
        for first, resolvers in Loader.yaml_implicit_resolvers.items()
    }
    text = (DATA_FOLDER / name).read_text(encoding="utf-8")
    assert yaml_text.load(text) == yaml.load(text, Loader)


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        ("a: 1\nb:\n  c: 2\n  c: 3\n", 4, "the key 'c' is there twice"),
        ("a: [1\nb: 2\n", 2, "expected ',' or ']'"),
        ("a: 1\nb: c: d\n", 2, "mapping values are not allowed"),
        ("a: 1\n--- \nb: 2\n", 2, "another document"),
    ],
)
def test_text_that_is_not_yaml_is_refused_with_its_line(text: str, line: int, problem: str) -> None:
    with pytest.raises(yaml_text.NotYamlError) as refused:
        yaml_text.load(text)
    assert problem in refused.value.problem
    assert refused.value.line == line


def test_a_tag_runs_nothing_and_is_no_plain_record(tmp_path: Path) -> None:
    proof = tmp_path / "proof"
    assert yaml_text.load(f"a: !!python/object/apply:os.mkdir ['{proof}']") == {"a": [str(proof)]}
    assert not proof.exists()


def test_a_changed_file_is_read_again(data_folder: Path) -> None:
    read_content(data_folder)
    path = data_folder / "places.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("Front of the knee", "Knee"), encoding="utf-8")
    assert read_content(data_folder).parts["places"]["knee-front"].name == "Knee"


def test_one_process_reads_the_data_once() -> None:
    assert load_content() is load_content()
