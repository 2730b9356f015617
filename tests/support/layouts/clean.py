"""Scenes in order, most of them with something that a simple rule would take for a fault."""

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
# --- Venn diagram:
left = Circle(radius=1.8, color=BLUE, fill_opacity=0.3).shift(LEFT)
right = Circle(radius=1.8, color=RED, fill_opacity=0.3).shift(RIGHT)
names = VGroup(Text("A").shift(LEFT * 1.9), Text("B").shift(RIGHT * 1.9), Text("both", font_size=32))
self.play(Create(left), Create(right))
self.play(FadeIn(names))
self.wait(1)
# --- list revealed line by line:
items = VGroup(*[Text(f"Point number {i}", font_size=36) for i in range(5)]).arrange(DOWN, aligned_edge=LEFT)
for item in items:
    self.play(FadeIn(item, shift=RIGHT * 0.3), run_time=0.5)
self.wait(1)
# --- paragraph with tight lines:
text = Text("gently jumping foxes\\npass by quietly, happily\\nand play again", line_spacing=0.5)
self.play(FadeIn(text))
self.wait(1)
# --- background rectangle larger than the frame:
back = Rectangle(width=20, height=12, fill_opacity=1, color=BLUE_E)
text = Text("On a blue ground")
self.add(back)
self.play(Write(text))
self.wait(1)
# --- plane and curve beyond the edges:
plane = NumberPlane(x_range=[-12, 12], y_range=[-7, 7], background_line_style={"stroke_opacity": 0.3})
curve = FunctionGraph(lambda x: x ** 3 / 4, x_range=[-4, 4], color=YELLOW)
self.play(Create(plane), Create(curve))
self.wait(1)
# --- something leaves the stage:
ball = Circle(0.5, color=RED, fill_opacity=1)
text = Text("Goodbye").to_edge(UP)
self.play(FadeIn(ball, text))
self.play(ball.animate.shift(RIGHT * 10))
self.play(text.animate.shift(UP * 3))
self.play(Create(Square()))
self.wait(1)
# --- something comes from outside:
car = VGroup(Rectangle(width=2, height=0.8, fill_opacity=1, color=RED), Text("car", font_size=30)).shift(LEFT * 10)
self.play(car.animate.shift(RIGHT * 10))
self.wait(1)
# --- dark text on a light card:
card = RoundedRectangle(width=7, height=3, color=WHITE, fill_opacity=1)
text = Text("black on white", color=BLACK).move_to(card)
self.play(FadeIn(card), FadeIn(text))
self.wait(1)
# --- light page:
self.camera.background_color = "#fdf6e3"
text = Text("Ink on paper", color="#073642")
self.play(Write(text), Create(Circle(2.5, color=BLUE_E)))
self.wait(1)
# --- a card covers what was there:
text = Text("the old page, full of words")
card = Rectangle(width=15, height=9, fill_opacity=1, color=BLUE_E)
title = Text("The new page")
self.play(Write(text))
self.play(FadeIn(card))
self.play(Write(title))
self.wait(1)
# --- turned label of an axis:
axis = Line(DOWN * 3, UP * 3).shift(LEFT * 5)
label = Text("temperature", font_size=30).rotate(PI / 2).next_to(axis, LEFT)
self.play(Create(axis), FadeIn(label))
self.wait(1)
# --- number line with numbers:
line = NumberLine(x_range=[-4, 4, 1], length=10)
numbers = VGroup(*[Text(str(i), font_size=26).next_to(line.n2p(i), DOWN, buff=0.25) for i in range(-4, 5)])
dot = Dot(line.n2p(2), color=YELLOW)
self.play(Create(line), FadeIn(numbers))
self.play(FadeIn(dot))
self.play(dot.animate.move_to(line.n2p(-3)))
self.wait(1)
# --- counter beside its caption:
count = Integer(0, mob_class=Text).scale(1.5)
caption = Text("steps", font_size=40).next_to(count, RIGHT, buff=0.8)
self.play(FadeIn(count, caption))
self.play(ChangeDecimalToValue(count, 24))
self.wait(1)
# --- value that follows a tracker:
tracker = ValueTracker(1)
value = always_redraw(lambda: Text(f"x = {tracker.get_value():.1f}").to_edge(UP))
circle = always_redraw(lambda: Circle(radius=tracker.get_value()))
self.add(value, circle)
self.play(tracker.animate.set_value(2))
self.wait(1)
# --- bar chart with values above:
bars = VGroup(*[Rectangle(width=0.8, height=h, fill_opacity=1, color=TEAL) for h in (1, 2, 3, 1.5)])
bars.arrange(RIGHT, aligned_edge=DOWN)
values = VGroup(*[Text(f"{b.height:g}", font_size=28).next_to(b, UP, buff=0.1) for b in bars])
self.play(*[GrowFromEdge(b, DOWN) for b in bars])
self.play(FadeIn(values))
self.wait(1)
# --- code with line numbers:
code = Code(code_string="def f(x):\\n    return x * x\\n\\nprint(f(3))", language="python", background="rectangle")
self.play(FadeIn(code))
self.wait(1)
# --- labels on dots:
dot = LabeledDot(Text("7", font_size=30, color=BLACK), radius=0.4)
other = LabeledDot(Text("9", font_size=30, color=BLACK), radius=0.4).shift(RIGHT * 2)
self.play(FadeIn(dot, other))
self.wait(1)
# --- dashed guides to the axes:
axes = Axes(x_range=[0, 5], y_range=[0, 5], x_length=6, y_length=5)
point = Dot(axes.c2p(3, 4), color=YELLOW)
guides = axes.get_lines_to_point(axes.c2p(3, 4))
label = Text("(3, 4)", font_size=30).next_to(point, UR, buff=0.1)
self.play(Create(axes))
self.play(Create(guides), FadeIn(point, label))
self.wait(1)
# --- solid in space with a fixed title@ThreeDScene:
self.set_camera_orientation(phi=60 * DEGREES, theta=-45 * DEGREES)
title = Text("A cube").to_edge(UP)
self.add_fixed_in_frame_mobjects(title)
cube = Cube(2, fill_opacity=0.7)
self.play(Create(cube))
self.wait(1)
# --- surface in space@ThreeDScene:
axes = ThreeDAxes()
surface = Surface(lambda u, v: axes.c2p(u, v, u * v / 3), u_range=[-2, 2], v_range=[-2, 2], resolution=8)
self.set_camera_orientation(phi=65 * DEGREES, theta=30 * DEGREES)
self.play(Create(axes), FadeIn(surface))
self.wait(1)
# --- camera moves close to a detail@MovingCameraScene:
squares = VGroup(*[Square(0.8, color=BLUE) for _ in range(5)]).arrange(RIGHT)
label = Text("this one", font_size=20).next_to(squares[2], UP, buff=0.1)
self.play(Create(squares), FadeIn(label))
self.play(self.camera.frame.animate.scale(0.5).move_to(squares[2]))
self.wait(1)
# --- quick flashes and marks:
text = Text("look here")
self.play(Write(text))
self.play(Indicate(text), Flash(text), Circumscribe(text))
self.wait(1)
# --- short pause between parts:
text = Text("Part one")
self.play(Write(text))
self.play(FadeOut(text))
self.wait(1)
self.play(Write(Text("Part two")))
self.wait(1)
# --- waits with motion:
dot = Dot(RIGHT * 2)
dot.add_updater(lambda d, dt: d.rotate(dt, about_point=ORIGIN))
self.add(dot, Circle(2))
self.wait(14)
# --- a long text read in peace:
text = Text("Every even number above two\\nis the sum of two primes.")
self.play(Write(text))
self.wait(8)
# --- subscripts are smaller than the rest:
formula = MathTypst("x_(n+1) = x_n - f(x_n) / (f'(x_n))", font_size=40)
self.play(Write(formula))
self.wait(1)
# --- accents of colour in a text:
text = Text("red, green and blue", t2c={"red": RED, "green": GREEN, "blue": BLUE})
self.play(Write(text))
self.wait(1)
"""

CLEAN = list(layouts(_BODIES))
