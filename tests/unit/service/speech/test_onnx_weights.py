from contextlib import suppress

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.speech.onnx_weights import float_weights


def varint(number):
    out = bytearray()
    while number > 0x7F:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes([*out, number])


def field(number, value):
    if isinstance(value, int):
        return varint(number << 3) + varint(value)
    return varint(number << 3 | 2) + varint(len(value)) + value


def tensor(name, array, kind=1):
    dims = b"".join(field(1, size) for size in array.shape)
    return dims + field(2, kind) + field(8, name.encode()) + field(9, array.tobytes())


def model(*tensors):
    return field(1, 9) + field(7, field(2, b"graph") + b"".join(field(5, each) for each in tensors))


@pytest.fixture
def file(tmp_path):
    def write(content):
        path = tmp_path / "model.onnx"
        path.write_bytes(content)
        return path

    return write


def test_float_tensors_are_found_by_their_names(file):
    weight, bias = np.arange(300, dtype=np.float32).reshape(3, 100), np.ones(2, np.float32)
    found = float_weights(file(model(tensor("weight", weight), tensor("bias", bias))))
    assert set(found) == {"weight", "bias"}
    assert (found["weight"] == weight).all()


def test_dimensions_may_be_packed(file):
    packed = field(1, varint(2) + varint(1)) + field(2, 1) + field(8, b"w") + field(9, bytes(8))
    assert float_weights(file(model(packed)))["w"].shape == (2, 1)


def test_tensors_of_other_kinds_are_left_out(file):
    assert float_weights(file(model(tensor("shape", np.ones(2, np.int64), kind=7)))) == {}


@given(content=st.binary(max_size=60))
@settings(max_examples=200)
def test_what_is_no_model_has_no_weights_or_is_refused(tmp_path_factory, content):
    path = tmp_path_factory.getbasetemp() / "any.onnx"
    path.write_bytes(content)
    with suppress(ValueError):
        assert isinstance(float_weights(path), dict)


@pytest.mark.parametrize("content", [b"\x3a\x05ab", b"\x80", b"\x3b"])
def test_a_message_that_is_cut_off_is_refused(file, content):
    with pytest.raises(ValueError, match=r"ends within|wire type"):
        float_weights(file(content))
