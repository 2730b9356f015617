"""Which class is the scene, and where an error was."""

from decimal import Decimal
from types import ModuleType

import pytest

from services.renderer.program import FILE_NAME, Broken, Program

BASES = "from decimal import Decimal as Scene\n"


def chosen(code: str) -> str:
    """Any class will do in the place of Manim's."""
    program = Program(BASES + code)
    return program.scene_class(program.run(), Decimal).__name__


def test_the_only_scene_is_taken_whatever_its_name() -> None:
    assert chosen("class Zebra(Scene): pass") == "Zebra"


def test_of_several_scenes_the_last_is_taken() -> None:
    assert chosen("class B(Scene): pass\nclass A(Scene): pass") == "A"


def test_a_base_class_is_not_taken_even_when_it_stands_last() -> None:
    code = "class Base(Scene): pass\nclass Leaf(Base): pass\nOther = Base"
    assert chosen(code) == "Leaf"


def test_imported_scenes_and_other_values_do_not_count() -> None:
    assert chosen("class A(Scene): pass\nX = Scene\nlist_of = [1]\nvalue = {}") == "A"


def test_a_program_without_a_scene_is_told_what_to_write() -> None:
    with pytest.raises(Broken) as caught:
        chosen("class A: pass")
    assert caught.value.rejection.kind == "no_scene"
    assert "class Name(Scene)" in caught.value.rejection.error


def raised(program: Program) -> BaseException:
    with pytest.raises(BaseException) as caught:  # noqa: PT011 - whatever it raises
        program.run()
    return caught.value


def test_an_error_is_placed_at_the_innermost_line_of_the_program() -> None:
    program = Program("def inner():\n    return int('x')\n\n\ninner()\n")
    rejection = program.rejection_of(raised(program))
    assert rejection.kind == "runtime"
    assert rejection.line == 2
    assert rejection.error.startswith("ValueError: invalid literal")
    assert ">   2 |     return int('x')" in rejection.context
    assert "    5 | inner()" in rejection.context


def test_an_exit_and_a_lack_of_memory_are_told_apart() -> None:
    leaving = Program("raise SystemExit(0)")
    assert leaving.rejection_of(raised(leaving)).error == "the program ends itself"
    hungry = Program("raise MemoryError('no more')")
    assert hungry.rejection_of(raised(hungry)).kind == "memory"


def test_endless_messages_are_cut() -> None:
    program = Program("raise ValueError('x' * 100_000)")
    assert len(program.rejection_of(raised(program)).error) == 4000


def test_a_program_has_a_module_of_its_own() -> None:
    module = Program("x = __name__, __file__").run()
    assert isinstance(module, ModuleType)
    assert module.x == ("scene", FILE_NAME)
