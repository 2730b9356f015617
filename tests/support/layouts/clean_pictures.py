"""Pictures in order: overlapping areas, charts, things that come and go, bodies in space."""

from tests.support.layouts.layout import layouts

_BODIES = """
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

PICTURES = list(layouts(_BODIES))
