"""Unpack what meshoptimizer packed: attributes and triangles of a glTF file with EXT_meshopt_compression.

The formats are those of the extension's specification (vertex codec version 0, index codec version 1). No
maintained wheel that decodes them runs everywhere, so the few lines stand here; nobody waits for them but
figures of notebooks and exports.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

_GROUP = 16  # vertices that share one width of bits
_TWO_BITS = [bytes((b >> 6, b >> 4 & 3, b >> 2 & 3, b & 3)) for b in range(256)]
_FOUR_BITS = [bytes((b >> 4, b & 15)) for b in range(256)]
_VERTEX_HEADER, _INDEX_HEADER = 0xA0, 0xE1
_TAIL_BYTES = 32
_RESET, _FULL = 0xFE, 15


def _group(data: bytes, at: int, width: int) -> tuple[bytes, int]:
    """Sixteen bytes that were written with 2 or 4 bits each, larger ones after them; where the next begin."""
    end = at + _GROUP * width // 8
    table, escape = (_TWO_BITS, 3) if width == 2 else (_FOUR_BITS, 15)
    values = bytearray(b"".join([table[b] for b in data[at:end]]))
    if escape in values:
        for i, value in enumerate(values):
            if value == escape:
                values[i] = data[end]
                end += 1
    return bytes(values), end


def vertices(data: bytes, count: int, stride: int) -> NDArray[np.uint8]:
    """Unpack an attribute.

    Parameters
    ----------
    data : bytes
        Vertex codec, version 0.
    count, stride : int
        Vertices, and bytes of each.

    Returns
    -------
    (count, stride) uint8

    Raises
    ------
    ValueError
        The data are of another kind or end too early.
    """
    if not data or data[0] != _VERTEX_HEADER:
        raise ValueError("These bytes are not an attribute packed by meshoptimizer (version 0).")
    last = np.frombuffer(data[-stride:], np.uint8)
    out = np.empty((count, stride), np.uint8)
    block = min(8192 // stride & ~(_GROUP - 1), 256)
    at, zeros = 1, bytes(_GROUP)
    for start in range(0, count, block):
        here = min(block, count - start)
        groups = -(-here // _GROUP)
        lanes = np.empty((stride, groups * _GROUP), np.uint8)
        for lane in range(stride):
            header = data[at : at + -(-groups // 4)]
            at += len(header)
            pieces = []
            for g in range(groups):
                kind = header[g >> 2] >> (g & 3) * 2 & 3
                if kind == 0:
                    pieces.append(zeros)
                elif kind == 3:
                    pieces.append(data[at : at + _GROUP])
                    at += _GROUP
                else:
                    piece, at = _group(data, at, 2 * kind)
                    pieces.append(piece)
            lanes[lane] = np.frombuffer(b"".join(pieces), np.uint8)
        folded = lanes[:, :here].T
        delta = np.concatenate([last[None], (folded >> 1) ^ (0 - (folded & 1)).astype(np.uint8)])
        out[start : start + here] = np.cumsum(delta, axis=0, dtype=np.uint8)[1:]
        last = out[start + here - 1]
    if at + max(stride, _TAIL_BYTES) != len(data):
        raise ValueError("These bytes end too early or go on too long for an attribute of so many vertices.")
    return out


def triangles(data: bytes, count: int) -> NDArray[np.uint32]:
    """Unpack triangles.

    Parameters
    ----------
    data : bytes
        Index codec, version 1.
    count : int
        Indices, three a triangle.

    Returns
    -------
    (count / 3, 3) uint32

    Raises
    ------
    ValueError
        The data are of another kind.
    """
    if not data or data[0] != _INDEX_HEADER:
        raise ValueError("These bytes are not triangles packed by meshoptimizer (version 1).")
    number = count // 3
    at, auxiliary = 1 + number, data[-16:]
    edges: list[tuple[int, int]] = [(0, 0)] * 16  # the latest last
    seen = [0] * 16
    fresh = last = 0
    out: list[int] = []

    def far() -> int:
        nonlocal at, last
        value = shift = 0
        while True:
            byte = data[at]
            at += 1
            value |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                break
        last = (last + ((value >> 1) ^ -(value & 1))) & 0xFFFFFFFF
        return last

    for code in data[1 : 1 + number]:
        if code < 0xF0:
            a, b = edges[-1 - (code >> 4)]
            kind = code & 15
            if kind == 0:
                c, fresh = fresh, fresh + 1
                seen.append(c)
            elif kind < 13:
                c = seen[-1 - kind]
            else:
                if kind == _FULL:
                    c = far()
                else:
                    c = last = last + (-1 if kind == 13 else 1)
                seen.append(c)
            edges += ((c, b), (a, c))
        else:
            if code < _RESET:
                first, pair = 0, auxiliary[code & 15]
            else:
                first, pair = (0 if code == _RESET else _FULL), data[at]
                at += 1
                if pair == 0:
                    fresh = 0
            second, third = pair >> 4, pair & 15
            kinds = (first, second, third)
            corners = []
            for kind in kinds:
                if kind == 0:
                    corners.append(fresh)
                    fresh += 1
                else:
                    corners.append(-1 if kind == _FULL else seen[-kind])
            a, b, c = (far() if value < 0 else value for value in corners)
            seen.append(a)
            if second in (0, _FULL):
                seen.append(b)
            if third in (0, _FULL):
                seen.append(c)
            edges += ((b, a), (c, b), (a, c))
        out += (a, b, c)
        if len(edges) > 4096:
            del edges[:-16]
            del seen[:-16]
    return np.array(out, np.uint32).reshape(-1, 3)
