"""Plain data from YAML text, with the line of every value when an error has to be shown.

ryaml reads, ten times as fast as PyYAML; PyYAML knows the lines.
"""

from collections.abc import Iterator
from typing import Any

import ryaml
import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

try:
    from yaml import CSafeLoader as SafeLoader
except ImportError:  # PyYAML built without libyaml: the same result, slower
    from yaml import SafeLoader  # type: ignore[assignment]

Path = tuple[str | int, ...]


class NotYamlError(Exception):
    """The text cannot be read as YAML.

    Attributes
    ----------
    line : int or None
        Counted from 1.
    """

    def __init__(self, line: int | None, problem: str) -> None:
        """Take the line and what is wrong there."""
        super().__init__(problem)
        self.line = line
        self.problem = problem


def load(text: str) -> Any:
    """Make plain data (dicts, lists, texts, numbers) of YAML text; dates stay text.

    Raises
    ------
    NotYamlError
        When the text is not YAML, or a mapping has the same key twice.
    """
    try:
        return ryaml.loads(text)
    except ryaml.InvalidYamlError as error:
        compose(text)  # says the same with the line
        raise NotYamlError(None, str(error)) from None
    except ValueError:  # a list or a group of keys where a key must be
        node = compose(text)
        raise NotYamlError(_line_of_strange_key(node), "a key is not a word") from None


def _line_of_strange_key(node: Node | None) -> int | None:
    """Line of the first key that is a list or a group of keys."""
    waiting = [node]
    while waiting:
        node = waiting.pop()
        if isinstance(node, MappingNode):
            for key_node, _ in node.value:
                if not isinstance(key_node, ScalarNode):
                    line: int = key_node.start_mark.line + 1
                    return line
            waiting.extend(value_node for _, value_node in reversed(node.value))
        elif isinstance(node, SequenceNode):
            waiting.extend(reversed(node.value))
    return None


def compose(text: str) -> Node | None:
    """Parse YAML text into nodes that know their lines; None when the text is empty.

    Raises
    ------
    NotYamlError
        When the text is not YAML, or a mapping has the same key twice.
    """
    loader = SafeLoader(text)
    try:
        node = loader.get_single_node()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise NotYamlError(mark.line + 1 if mark else None, error.problem or str(error)) from error
    except yaml.YAMLError as error:
        raise NotYamlError(None, str(error)) from error
    finally:
        loader.dispose()
    for key_node in _repeated_keys(node) if node is not None else ():
        raise NotYamlError(key_node.start_mark.line + 1, f"the key '{key_node.value}' is there twice")
    return node


def line_of(node: Node | None, path: Path) -> int | None:
    """Line, counted from 1, of the value at a path, or of the last part of the path that is there."""
    if node is None:
        return None
    line = node.start_mark.line + 1
    for step in path:
        found = _child(node, step)
        if found is None:
            break
        line, node = found
    return line


def _child(node: Node, step: str | int) -> tuple[int, Node] | None:
    if isinstance(node, MappingNode):
        for key_node, value_node in node.value:
            if key_node.value == str(step):
                return key_node.start_mark.line + 1, value_node
    elif isinstance(node, SequenceNode) and isinstance(step, int) and 0 <= step < len(node.value):
        item = node.value[step]
        return item.start_mark.line + 1, item
    return None


def _repeated_keys(node: Node) -> Iterator[ScalarNode]:
    if isinstance(node, MappingNode):
        seen: set[str] = set()
        for key_node, value_node in node.value:
            if isinstance(key_node, ScalarNode):
                if key_node.value in seen:
                    yield key_node
                seen.add(key_node.value)
            yield from _repeated_keys(value_node)
    elif isinstance(node, SequenceNode):
        for item in node.value:
            yield from _repeated_keys(item)
