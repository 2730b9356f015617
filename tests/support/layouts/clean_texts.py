"""Texts where they belong: in, on, under and beside what they name."""

from tests.support.layouts.layout import layouts

_BODIES = """
# --- label in its box:
box = Rectangle(width=4, height=1.5, color=BLUE, fill_opacity=1)
label = Text("Server", font_size=40).move_to(box)
self.play(FadeIn(box), Write(label))
self.wait(1)
# --- label in its circle:
node = VGroup(Circle(radius=0.7, color=WHITE), Text("A", font_size=40))
other = VGroup(Circle(radius=0.7, color=WHITE), Text("B", font_size=40)).shift(RIGHT * 4)
edge = Line(node[0].get_right(), other[0].get_left())
self.play(FadeIn(node, other), Create(edge))
self.wait(1)
# --- edges under filled nodes:
edge = Line(LEFT * 3, RIGHT * 3)
nodes = [Circle(0.6, color=WHITE, fill_color=BLACK, fill_opacity=1).shift(x) for x in (LEFT * 3, RIGHT * 3)]
names = [Text(t, font_size=36).move_to(n) for t, n in zip("AB", nodes)]
self.play(Create(edge), FadeIn(*nodes), FadeIn(*names))
self.wait(1)
# --- brace on its term:
formula = MathTypst("a^2 + b^2 = c^2", font_size=72)
brace = Brace(formula, DOWN)
note = Text("Pythagoras", font_size=32).next_to(brace, DOWN)
self.play(Write(formula))
self.play(GrowFromCenter(brace), FadeIn(note))
self.wait(1)
# --- frame around a result:
formula = MathTypst("E = m c^2", font_size=72)
frame = SurroundingRectangle(formula)
self.play(Write(formula))
self.play(Create(frame))
self.wait(1)
# --- axes with numbers and labels:
axes = Axes(x_range=[0, 5, 1], y_range=[0, 10, 2], x_length=8, y_length=5)
letters = VGroup()
for x in range(1, 5):
    letters.add(Text(str(x), font_size=24).next_to(axes.c2p(x, 0), DOWN, buff=0.2))
curve = axes.plot(lambda x: 0.4 * x * x, color=YELLOW)
name = Text("cost", font_size=30, color=YELLOW).next_to(axes.c2p(4, 6.4), UL, buff=0.2)
self.play(Create(axes), FadeIn(letters))
self.play(Create(curve), FadeIn(name))
self.wait(1)
# --- area under a curve with its name inside:
axes = Axes(x_range=[0, 4], y_range=[0, 4], x_length=8, y_length=5)
curve = axes.plot(lambda x: 3.5 - 0.2 * x, color=BLUE)
area = axes.get_area(curve, x_range=[0.5, 3.5], color=BLUE, opacity=0.4)
name = MathTypst("integral f(x) dif x", font_size=56).move_to(axes.c2p(2, 1.4))
self.play(Create(axes), Create(curve))
self.play(FadeIn(area), Write(name))
self.wait(1)
# --- text over a faint grid:
plane = NumberPlane(background_line_style={"stroke_opacity": 0.2}, axis_config={"stroke_opacity": 0.2})
text = Text("vectors live here").shift(UP * 1.5)
self.play(Create(plane))
self.play(Write(text))
self.wait(1)
# --- text with a background over a grid:
plane = NumberPlane()
text = Text("A linear map").to_edge(UP).add_background_rectangle(opacity=1)
self.play(Create(plane))
self.play(FadeIn(text))
self.wait(1)
# --- a label at an arrow's end:
arrow = Arrow(LEFT * 2, RIGHT * 2)
label = Text("force", font_size=36).next_to(arrow, UP)
end = Text("wall", font_size=36).next_to(arrow, RIGHT)
self.play(GrowArrow(arrow), FadeIn(label, end))
self.wait(1)
# --- diagonal line beside its label:
line = Line(LEFT * 3 + DOWN * 2, RIGHT * 3 + UP * 2)
label = Text("slope", font_size=36).move_to(UP * 1.3 + LEFT * 1.2)
self.play(Create(line), Write(label))
self.wait(1)
# --- triangle with names at its sides:
triangle = Polygon(LEFT * 2 + DOWN, RIGHT * 2 + DOWN, RIGHT * 2 + UP * 2, color=WHITE)
a = MathTypst("a").next_to(triangle, RIGHT)
b = MathTypst("b").next_to(triangle, DOWN)
c = MathTypst("c").move_to(UP * 1.1 + LEFT * 0.4)
self.play(Create(triangle), Write(a), Write(b), Write(c))
self.wait(1)
# --- one text replaces another:
first = Text("First we look at the data")
second = Text("Then we fit a line")
self.play(Write(first))
self.wait(1)
self.play(ReplacementTransform(first, second))
self.wait(1)
# --- fade out and fade in together:
first = Text("Question")
second = Text("Answer")
self.play(Write(first))
self.play(FadeOut(first), FadeIn(second))
self.wait(1)
# --- equation transformed into the next:
a = MathTypst("x + 2 = 5", font_size=64)
b = MathTypst("x = 3", font_size=64)
self.play(Write(a))
self.play(Transform(a, b))
self.wait(1)
# --- a copy flies out of its original:
word = Text("cell")
self.play(Write(word))
copy = word.copy()
self.add(copy)
self.play(copy.animate.shift(DOWN * 2))
self.wait(1)
# --- a highlighted copy on the original:
word = Text("energy is conserved")
self.play(Write(word))
self.add(word.copy().set_color(YELLOW))
self.wait(1)
# --- crossed out on purpose:
wrong = MathTypst("(a+b)^2 = a^2 + b^2", font_size=56)
self.play(Write(wrong))
self.play(Create(Cross(wrong)))
self.wait(1)
# --- struck through on purpose:
price = Text("99 euros")
line = Line(price.get_left(), price.get_right(), color=RED)
self.play(Write(price))
self.play(Create(line))
self.wait(1)
# --- underlined title:
title = Text("Overview").to_edge(UP)
self.play(Write(title), Create(Underline(title)))
self.play(FadeIn(Circle()))
self.wait(1)
# --- dimmed after it was read:
text = Text("the first argument").shift(UP)
self.play(Write(text))
self.play(text.animate.set_opacity(0.2))
self.play(Write(Text("the second argument").shift(DOWN)))
self.wait(1)
# --- marker behind a word:
text = Text("the key idea here")
marker = Rectangle(width=text[3:6].width + 0.2, height=0.7, color=BLUE, fill_opacity=0.6, stroke_width=0)
marker.move_to(text[3:6])
self.play(Write(text))
self.add(marker, text)
self.play(FadeIn(marker))
self.wait(1)
# --- table:
table = Table([["1", "2"], ["3", "4"]], row_labels=[Text("a"), Text("b")], col_labels=[Text("x"), Text("y")])
self.play(FadeIn(table))
self.wait(1)
# --- array of cells with pointers:
cells = VGroup(*[VGroup(Square(0.9, color=BLUE), Text(str(v), font_size=32)) for v in (3, 8, 12, 17, 21)])
cells.arrange(RIGHT, buff=0)
pointer = Arrow(UP, DOWN, buff=0).scale(0.5).next_to(cells[2], UP, buff=0.1)
name = Text("mid", font_size=28).next_to(pointer, UP, buff=0.1)
self.play(FadeIn(cells))
self.play(FadeIn(pointer, name))
self.play(pointer.animate.shift(RIGHT * 0.9), name.animate.shift(RIGHT * 0.9))
self.wait(1)
# --- a text across filled tiles:
tiles = VGroup(*[Square(1, fill_opacity=1, color=BLUE_E, stroke_width=0) for _ in range(6)]).arrange(RIGHT, buff=0)
text = Text("six squares", font_size=44).move_to(tiles)
self.play(FadeIn(tiles), Write(text))
self.wait(1)
# --- pie with names inside:
parts = VGroup(*[Sector(radius=2, angle=TAU / 3, start_angle=i * TAU / 3, color=c, fill_opacity=1)
    for i, c in enumerate((BLUE_E, GREEN_E, MAROON_E))])
names = VGroup(*[Text(t, font_size=30).move_to(rotate_vector(RIGHT * 1.15, TAU / 6 + i * TAU / 3))
    for i, t in enumerate(("one", "two", "three"))])
self.play(FadeIn(parts), FadeIn(names))
self.wait(1)
"""

TEXTS = list(layouts(_BODIES))
