"""The weights in an ONNX file, without a library for ONNX: its messages are read just as far as needed.

Field numbers are those of onnx.proto (ONNX 1.19): a model holds a graph, a graph holds named tensors.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

GRAPH: Final = 7
INITIALIZER: Final = 5
DIMS: Final = 1
DATA_TYPE: Final = 2
NAME: Final = 8
RAW_DATA: Final = 9
FLOAT: Final = 1
"""``TensorProto.DataType`` of 32-bit floats."""
_VARINT, _FIXED64, _BYTES, _FIXED32 = 0, 1, 2, 5
"""Wire types of protocol buffers."""

Field = tuple[int, int | bytes]
"""Number and value."""


def float_weights(path: Path) -> dict[str, NDArray[np.float32]]:
    """Name -> tensor, of all weights that are 32-bit floats kept as plain bytes.

    Raises:
        OSError: the file cannot be read.
        ValueError: it is no ONNX file.
    """
    found = {}
    for number, graph in _fields(path.read_bytes()):
        if number == GRAPH and isinstance(graph, bytes):
            for inner, tensor in _fields(graph):
                if inner == INITIALIZER and isinstance(tensor, bytes):
                    found.update(_tensor(tensor))
    return found


def _tensor(message: bytes) -> dict[str, NDArray[np.float32]]:
    """The tensor by its name; nothing where it holds no plain floats."""
    shape: list[int] = []
    kind, name, data = 0, "", b""
    for number, value in _fields(message):
        match number, value:
            case int(at), int(size) if at == DIMS:
                shape.append(size)
            case int(at), bytes(packed) if at == DIMS:
                shape += _varints(packed)
            case int(at), int(value) if at == DATA_TYPE:
                kind = value
            case int(at), bytes(text) if at == NAME:
                name = text.decode()
            case int(at), bytes(raw) if at == RAW_DATA:
                data = raw
    if kind != FLOAT or not data:
        return {}
    return {name: np.frombuffer(data, "<f4").reshape(shape)}


def _fields(message: bytes) -> Iterator[Field]:
    """The fields of one message of protocol buffers.

    Raises:
        ValueError: the bytes are no such message.
    """
    at = 0
    while at < len(message):
        key, at = _varint(message, at)
        wire = key & 7
        if wire == _VARINT:
            value, at = _varint(message, at)
            yield key >> 3, value
            continue
        if wire == _BYTES:
            length, at = _varint(message, at)
        elif wire in {_FIXED64, _FIXED32}:
            length = 8 if wire == _FIXED64 else 4
        else:
            raise ValueError(f"expected a field of protocol buffers; wire type {wire} came")
        if at + length > len(message):
            raise ValueError("the message ends within a field")
        yield key >> 3, message[at : at + length]
        at += length


def _varints(packed: bytes) -> list[int]:
    numbers, at = [], 0
    while at < len(packed):
        number, at = _varint(packed, at)
        numbers.append(number)
    return numbers


def _varint(message: bytes, at: int) -> tuple[int, int]:
    """A number of seven bits a byte, the lowest first, and where it ends."""
    number = shift = 0
    while at < len(message):
        byte = message[at]
        at += 1
        number |= (byte & 0x7F) << shift
        if byte < 0x80:  # noqa: PLR2004  the highest bit says that more follows
            return number, at
        shift += 7
    raise ValueError("the message ends within a number")
