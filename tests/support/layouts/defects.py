"""Faults that models really make, one in each scene."""

from tests.support.layouts.layout import layouts

_BODIES = """
# --- second title over the first: text_over_text
title = Text("Binary search").to_edge(UP)
self.play(Write(title))
heading = Text("How it works").to_edge(UP)
self.play(FadeIn(heading))
self.wait(1)
# --- list items too close: text_over_text
items = VGroup(*[Text(f"Step {i}: compare the middle", font_size=40) for i in range(4)])
for i, item in enumerate(items):
    item.move_to(UP * (1 - 0.25 * i))
self.play(FadeIn(items))
self.wait(1)
# --- formula over the explanation: text_over_text
text = Text("The derivative measures the slope", font_size=36)
formula = MathTypst("f'(x) = lim_(h -> 0) (f(x+h) - f(x)) / h", font_size=48)
self.play(Write(text))
self.play(Write(formula))
self.wait(2)
# --- labels of neighbours run into each other: text_over_text
left, right = Dot(LEFT), Dot(RIGHT)
a = Text("first partner", font_size=36).next_to(left, UP)
b = Text("second partner", font_size=36).next_to(right, UP)
self.play(FadeIn(left, right, a, b))
self.wait(1)
# --- a number counts over its caption: text_over_text
count = Integer(0, mob_class=Text).scale(2)
caption = Text("steps so far")
self.add(caption)
self.play(FadeIn(count))
self.play(ChangeDecimalToValue(count, 8))
self.wait(1)
# --- an equation comes where the last one stands: text_over_text
first = MathTypst("a^2 + b^2 = c^2", font_size=64)
second = MathTypst("3^2 + 4^2 = 25", font_size=64).shift(DOWN * 0.2)
self.play(Write(first))
self.wait(0.5)
self.play(Write(second))
self.wait(1)
# --- two columns too wide: text_over_text
left = Text("Breadth first search visits level by level", font_size=30).move_to(LEFT * 2.2)
right = Text("Depth first search goes down", font_size=30).move_to(RIGHT * 2.2)
self.play(FadeIn(left), FadeIn(right))
self.wait(1)
# --- a label moves onto another one: text_over_text
a = Text("alpha")
b = Text("beta").shift(RIGHT * 3)
self.play(FadeIn(a, b))
self.play(a.animate.move_to(b.get_center() + UP * 0.15))
self.wait(1)
# --- title too wide: off_frame
title = Text("The fundamental theorem of calculus and all of its many consequences", font_size=48)
self.play(Write(title))
self.wait(1)
# --- text pushed out at the top: off_frame
title = Text("Conclusion").shift(UP * 3.9)
self.play(FadeIn(title))
self.wait(1)
# --- list longer than the screen: off_frame or margin
items = VGroup(*[Text(f"Item number {i}", font_size=40) for i in range(14)]).arrange(DOWN)
self.play(FadeIn(items))
self.wait(1)
# --- label to the right of the right edge: off_frame
box = Square(color=BLUE).to_edge(RIGHT)
label = Text("result").next_to(box, RIGHT)
self.play(Create(box), FadeIn(label))
self.wait(1)
# --- boxes wider than the screen: off_frame
boxes = VGroup(*[Square(1.5, fill_opacity=0.6, color=TEAL) for _ in range(12)]).arrange(RIGHT)
self.play(FadeIn(boxes))
self.wait(1)
# --- circle grows out of the picture: off_frame
circle = Circle(radius=1, color=YELLOW).shift(UP * 2)
self.play(Create(circle))
self.play(circle.animate.scale(3))
self.wait(1)
# --- answer placed where nobody sees it: off_frame
question = Text("What is 6 x 7?")
answer = Text("42").shift(DOWN * 6)
self.play(Write(question))
self.play(FadeIn(answer))
self.wait(1)
# --- node of a tree at the bottom: off_frame
nodes = VGroup(*[Circle(0.5, color=BLUE).shift(UP * (3 - 1.8 * i)) for i in range(5)])
self.play(Create(nodes))
self.wait(1)
# --- camera zooms and the title leaves@MovingCameraScene: off_frame
title = Text("Zoom in").to_edge(UP, buff=0.6)
dot = Dot()
self.play(FadeIn(title, dot))
self.play(self.camera.frame.animate.scale(0.8))
self.wait(1)
# --- caption on the very edge: margin
caption = Text("source: own measurements", font_size=28).to_edge(DOWN, buff=0.02)
self.play(FadeIn(caption))
self.wait(1)
# --- corner text touches the side: margin
note = Text("Part 1", font_size=32).to_corner(UL, buff=0.05)
self.play(FadeIn(note), Create(Circle()))
self.wait(1)
# --- text over a filled square's edge: text_over_object
square = Square(2, color=BLUE, fill_opacity=1)
text = Text("area of the square", font_size=40).next_to(square, RIGHT, buff=-0.8)
self.play(FadeIn(square), Write(text))
self.wait(1)
# --- label wider than its box: text_over_object
box = Rectangle(width=2.5, height=1, color=GREEN, fill_opacity=0.8)
label = Text("Load balancer service", font_size=32).move_to(box)
self.play(FadeIn(box, label))
self.wait(1)
# --- label wider than its outline: text_over_object
circle = Circle(radius=0.6, color=WHITE)
label = Text("Hydrogen", font_size=36).move_to(circle)
self.play(Create(circle), Write(label))
self.wait(1)
# --- arrow through a label: text_over_object
arrow = Arrow(LEFT * 3, RIGHT * 3)
label = Text("force", font_size=36).move_to(arrow)
self.play(GrowArrow(arrow), FadeIn(label))
self.wait(1)
# --- diagonal through the side's name: text_over_object
triangle = Polygon(LEFT * 2 + DOWN, RIGHT * 2 + DOWN, RIGHT * 2 + UP * 2, color=WHITE)
name = Text("hypotenuse", font_size=36).move_to((LEFT * 2 + DOWN + RIGHT * 2 + UP * 2) / 2)
self.play(Create(triangle), Write(name))
self.wait(1)
# --- curve through the formula: text_over_object
axes = Axes(x_range=[-3, 3], y_range=[0, 9], x_length=8, y_length=5)
curve = axes.plot(lambda x: x * x, color=YELLOW)
formula = MathTypst("y = x^2", font_size=56).move_to(axes.c2p(1.8, 3.2))
self.play(Create(axes), Create(curve))
self.play(Write(formula))
self.wait(1)
# --- edge of a graph through a weight: text_over_object
a, b = Dot(LEFT * 3), Dot(RIGHT * 3 + UP)
edge = Line(a, b)
weight = Text("12", font_size=40).move_to(edge)
self.play(FadeIn(a, b), Create(edge), FadeIn(weight))
self.wait(1)
# --- dot lands on a word: text_over_object or hidden
word = Text("velocity", font_size=60)
dot = Dot(radius=0.18, color=RED).shift(LEFT * 4)
self.play(Write(word), FadeIn(dot))
self.play(dot.animate.move_to(word.get_left() + RIGHT * 1.0))
self.wait(1)
# --- axis through a caption: text_over_object
axes = Axes(x_length=10, y_length=6)
caption = Text("The graph of the function", font_size=36).move_to(axes.c2p(0, 1.5))
self.play(Create(axes), FadeIn(caption))
self.wait(1)
# --- frame of one text cuts the next: text_over_object
a = Text("important", font_size=44).shift(LEFT * 1.4)
b = Text("detail", font_size=44).shift(RIGHT * 1.1)
frame = SurroundingRectangle(a, buff=0.5)
self.play(FadeIn(a, b))
self.play(Create(frame))
self.wait(1)
# --- box drawn over its label: hidden
label = Text("CPU")
box = Square(2, color=BLUE, fill_opacity=1)
self.play(FadeIn(label))
self.add(box)
self.play(Indicate(box))
self.wait(1)
# --- label is added before its box: hidden
label = Text("memory")
box = Rectangle(width=4, height=1.5, color=GREEN, fill_opacity=1)
self.add(label, box)
self.play(box.animate.set_fill(TEAL))
self.wait(1)
# --- a bar grows over the text beside it: hidden
text = Text("about 40 percent of all").shift(RIGHT * 1.5)
bar = Rectangle(width=1, height=1, fill_opacity=1, color=ORANGE).shift(LEFT * 3)
self.play(FadeIn(text), FadeIn(bar))
self.play(bar.animate.stretch_to_fit_width(5).shift(RIGHT * 2))
self.wait(1)
# --- tiny footnote: too_small
text = Text("See the appendix for the proof", font_size=11)
self.play(FadeIn(text), Create(Circle(2)))
self.wait(1)
# --- diagram shrunk with its labels: too_small
boxes = VGroup(*[VGroup(Square(1.2), Text(f"node {i}", font_size=24)) for i in range(9)])
boxes.arrange(RIGHT).scale_to_fit_width(5)
self.play(FadeIn(boxes))
self.wait(1)
# --- small formula: too_small
formula = MathTypst("sum_(k=1)^n k = n(n+1)/2", font_size=14)
self.play(Write(formula), Create(Square(3)))
self.wait(1)
# --- dark blue on black: contrast
text = Text("deep water", color="#10205a")
self.play(Write(text), Create(Circle(2.5)))
self.wait(1)
# --- grey on a grey box: contrast
box = Rectangle(width=6, height=2, fill_opacity=1, color=GREY)
text = Text("hardly there", color=GREY_C).move_to(box)
self.play(FadeIn(box), FadeIn(text))
self.wait(1)
# --- white on yellow: contrast
box = Rectangle(width=6, height=2, fill_opacity=1, color=YELLOW)
text = Text("white on yellow").move_to(box)
self.play(FadeIn(box), FadeIn(text))
self.wait(1)
# --- dark text on the dark default: contrast
text = Text("written for a white page", color=BLACK)
self.add(text)
self.play(Create(Line(LEFT, RIGHT).shift(DOWN)))
self.wait(1)
# --- white text on a white background: contrast
self.camera.background_color = WHITE
text = Text("invisible ink")
self.play(Write(text), Create(Circle(2, color=BLUE)))
self.wait(1)
# --- nearly transparent: contrast
text = Text("ghost", fill_opacity=0.2)
self.play(FadeIn(text), Create(Circle(2)))
self.wait(1)
# --- long black opening: empty
self.wait(4)
self.play(Write(Text("at last")))
self.wait(1)
# --- everything is gone and the narration goes on: empty
text = Text("Summary")
self.play(Write(text))
self.play(FadeOut(text))
self.wait(5)
# --- a slide show: static
text = Text("A definition")
self.add(text)
self.wait(3)
self.remove(text)
self.add(Text("An example"))
self.wait(3)
# --- one animation and a long stare: static
self.play(Write(Text("Think about it")))
self.wait(18)
"""

DEFECTS = list(layouts(_BODIES))
