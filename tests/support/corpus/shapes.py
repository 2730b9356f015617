"""Geometry, styles and what is done with them."""

from manim import *

STAR = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">
<path fill="#fc6255" stroke="#ffffff" stroke-width="3"
 d="M50 5 L61 39 L97 39 L68 60 L79 95 L50 74 L21 95 L32 60 L3 39 L39 39 Z"/>
<circle cx="50" cy="50" r="12" fill="#58c4dd"/></svg>"""


class Basics(Scene):
    def construct(self):
        circle, square = Circle(color=PINK, fill_opacity=0.5), Square().rotate(PI / 4)
        self.play(Create(square))
        self.play(Transform(square, circle))
        self.play(FadeOut(square))


class Arrows(Scene):
    def construct(self):
        dots = VGroup(Dot(LEFT * 3), Dot(RIGHT * 3, color=YELLOW))
        arrow = Arrow(dots[0], dots[1], buff=0.2)
        curved = CurvedArrow(dots[0].get_center(), dots[1].get_center(), angle=-TAU / 5)
        self.play(GrowFromCenter(dots[0]), GrowFromCenter(dots[1]))
        self.play(GrowArrow(arrow), Create(curved))
        self.play(Rotate(arrow, PI / 3), DoubleArrow(UP, DOWN).animate.shift(RIGHT))


class Booleans(Scene):
    def construct(self):
        left, right = Circle().shift(LEFT * 0.6), Square().shift(RIGHT * 0.6)
        shapes = [Union, Intersection, Difference, Exclusion]
        made = VGroup(*[shape(left, right, color=GREEN, fill_opacity=0.6) for shape in shapes])
        self.play(FadeIn(made.arrange().scale(0.8), lag_ratio=0.3))


class Sheen(Scene):
    def construct(self):
        ball = Circle(1.5, fill_opacity=1, color=BLUE).set_sheen(0.6, UR)
        strip = Rectangle(width=5, height=0.6).set_fill([RED, YELLOW, GREEN], 1)
        self.add(strip.shift(DOWN * 2))
        self.play(ball.animate.shift(RIGHT), Rotate(strip, 0.4))


class Strokes(Scene):
    def construct(self):
        zigzag = VMobject(stroke_width=20).set_points_as_corners([LEFT * 3, UP, DOWN, RIGHT * 3])
        zigzag.joint_type = LineJointType.ROUND
        zigzag.set_cap_style(CapStyleType.SQUARE)
        halo = Text("halo", font_size=90).set_stroke(RED, 8, background=True)
        dashed = DashedVMobject(Circle(2.5), num_dashes=24)
        self.play(Create(zigzag), FadeIn(halo), Create(dashed))


class Holes(Scene):
    def construct(self):
        ring = Annulus(0.6, 1.4, fill_opacity=0.8, color=TEAL)
        cut = Cutout(Square(4), Circle(0.8), Triangle().shift(UR), fill_opacity=1, color=BLUE)
        self.play(FadeIn(cut), SpinInFromNothing(ring))


class Angles(Scene):
    def construct(self):
        base, other = Line(LEFT, RIGHT), Line(LEFT, UP + RIGHT)
        turn = ValueTracker(10)
        other.add_updater(lambda m: m.become(Line(LEFT, UP).set_angle(turn.get_value() * DEGREES)))
        arc = always_redraw(lambda: Angle(base, other, radius=0.6, other_angle=False))
        self.add(base, other, arc, RightAngle(Line(UP, UR), Line(UP, UP * 2)))
        self.play(turn.animate.set_value(80))


class BraceScene(Scene):
    def construct(self):
        line = Line(LEFT * 2, RIGHT * 2 + UP)
        brace = Brace(line, direction=line.copy().rotate(PI / 2).get_unit_vector())
        self.play(Create(line), FadeIn(brace), GrowFromPoint(Star(7), UP * 2))


class Vector(Scene):
    def construct(self):
        with open("star.svg", "w") as file:
            file.write(STAR)
        star = SVGMobject("star.svg").scale(1.5)
        self.play(DrawBorderThenFill(star))
        self.play(star.animate.rotate(1).set_color(YELLOW))


class Matching(Scene):
    def construct(self):
        first, second = Text("the morse code"), Text("here come dots")
        self.add(first)
        self.play(TransformMatchingShapes(first, second, path_arc=PI / 2))


class Waves(Scene):
    def construct(self):
        grid = NumberPlane(x_range=[-4, 4], y_range=[-2, 2])
        square = Square(color=ORANGE, fill_opacity=0.7)
        self.play(Create(grid), run_time=0.7)
        self.play(grid.animate.apply_matrix([[1, 1], [0, 1]]), run_time=0.7)
        self.play(ApplyWave(square), Flash(UP * 2), run_time=0.7)
        self.play(Homotopy(lambda x, y, z, t: (x + 0.3 * t * np.sin(y), y, z), square))
