from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.figures.small_body import small_content, write_assets
from triggerpoints.atlas import Atlas, load_atlas


@pytest.fixture(scope="session")
def atlas(tmp_path_factory: pytest.TempPathFactory) -> Atlas:
    folder: Path = tmp_path_factory.mktemp("small-body")
    return load_atlas(write_assets(folder))


@pytest.fixture(scope="session")
def content() -> SimpleNamespace:
    return small_content()
