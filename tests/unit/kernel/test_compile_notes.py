"""What is compiled is the sources, written so that the compilers take them."""

import ast
import importlib.util
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def tool():
    spec = importlib.util.spec_from_file_location("compile_notes", ROOT / "bin" / "compile_notes.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ('said = one in (*A, "é", *B)\n', 'said = one in tuple((*A, "é", *B))\n'),
        ('"é"; said = one not in [*A]\n', '"é"; said = one not in tuple([*A])\n'),
        ("[one for one in (first, *more)]\n", "[one for one in tuple((first, *more))]\n"),
        ("for one in (*a, *(x in (*b,) for x in c)):\n    pass\n",) * 2,
        ("self._inline = _inlined\n", "self._inline_ = _inlined\n"),
        ('said = one in ("a", "b")\n',) * 2,
    ],
)
def test_displays_and_words_of_c_are_written_anew(tool, source, told):
    written = tool.rewritten(source.encode()).decode()
    ast.parse(written)
    if source == told and "*" in source:
        assert written.count("tuple(") == 2  # one inside the other
    else:
        assert written == told


def test_what_is_compiled_rests_on_the_nouns_and_on_no_stage(tool):
    files = sorted((tool.PACKAGE / "note").rglob("*.py"))
    names = set(map(tool.module_name, tool.rests_on(files)))
    assert {"cleanskin.note.read", "cleanskin.note", "cleanskin", "cleanskin.record.encounter"} <= names
    assert not [name for name in names if name.startswith(("cleanskin.charge", "cleanskin.cli", "cleanskin.sim"))]


def test_a_module_with_a_struct_is_left_as_it_is(tool, tmp_path):
    plain, struct = tmp_path / "plain.py", tmp_path / "struct.py"
    plain.write_text("class A:\n    pass\n")
    struct.write_text("import msgspec\n\n\nclass A(msgspec.Struct, frozen=True):\n    pass\n")
    assert tool.is_compilable(plain)
    assert not tool.is_compilable(struct)
    assert not tool.is_compilable(tmp_path / "__init__.py")
