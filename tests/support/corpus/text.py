"""Text, Typst, code, tables, lists."""

from manim import *

SOURCE = "def gcd(a, b):\n    while b:\n        a, b = b, a % b\n    return a"


class Writing(Scene):
    def construct(self):
        text = Text("Hello, Ωλ", font_size=60, gradient=(BLUE, GREEN))
        self.play(Write(text))
        self.play(Unwrite(text))


class Markup(Scene):
    def construct(self):
        text = MarkupText('<b>bold</b> <i>it</i> <span foreground="yellow">gold</span>')
        self.play(FadeIn(text, shift=UP))
        self.play(text.animate.scale(0.5).to_corner(UL))


class Coloured(Scene):
    def construct(self):
        text = Text("Hello world", t2c={"world": RED}, t2w={"world": BOLD}, font="serif")
        self.play(AddTextLetterByLetter(text), run_time=1)
        self.play(Indicate(text[2:5]), Circumscribe(text, color=BLUE))


class ParagraphScene(Scene):
    def construct(self):
        lines = Paragraph("this is", "an awesome", "paragraph", alignment="center")
        self.play(FadeIn(lines, lag_ratio=0.2))
        self.wait(0.3)


class Formula(Scene):
    def construct(self):
        first, second = MathTypst("a^2 + b^2 = c^2"), MathTypst("c = sqrt(a^2 + b^2)")
        self.play(Write(first))
        self.play(TransformMatchingShapes(first, second))


class Listing(Scene):
    def construct(self):
        code = Code(code_string=SOURCE, language="python", background="window").scale(0.7)
        self.play(FadeIn(code))
        self.play(code.animate.shift(LEFT), run_time=0.5)


class TableScene(Scene):
    def construct(self):
        table = Table([["1", "2"], ["3", "4"]], include_outer_lines=True).scale(0.7)
        table.add_highlighted_cell((2, 1), color=GREEN)
        self.play(table.create())


class Numbers(Scene):
    def construct(self):
        number = DecimalNumber(0, num_decimal_places=2, mob_class=Text)
        self.add(number)
        self.play(ChangeDecimalToValue(number, 7.5), run_time=1)


class TexFormula(Scene):
    def construct(self):
        first = MathTex("x^2", "+", "6x", "=", "0")
        second = MathTex("x^2", "=", "-", "6x")
        self.play(Write(first))
        self.play(TransformMatchingTex(first, second))


class TexMatrix(Scene):
    def construct(self):
        matrix = Matrix([[1, 2], [3, 4]])
        self.play(Create(matrix))
        self.add(SurroundingRectangle(matrix.get_rows()[0]), BraceLabel(matrix, "n"))
        self.wait(0.2)
