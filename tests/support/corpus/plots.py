"""Axes, functions, charts and networks."""

import networkx as nx
from manim import *

LABELS = {"include_numbers": True, "label_constructor": Text, "font_size": 24}


class Functions(Scene):
    def construct(self):
        axes = Axes(x_range=[-4, 4], y_range=[-2, 2], axis_config=LABELS)
        sine = axes.plot(np.sin, color=BLUE)
        area = axes.get_area(sine, x_range=(0, PI), color=[GREEN, BLUE], opacity=0.4)
        self.play(Create(axes), run_time=0.7)
        self.play(Create(sine), FadeIn(area), run_time=0.7)
        self.add(axes.get_riemann_rectangles(sine, x_range=(-3, 0), dx=0.3))
        self.wait(0.2)


class MovingPoint(Scene):
    def construct(self):
        axes = Axes(x_range=[0, 5], y_range=[0, 5])
        curve = axes.plot(lambda x: 0.2 * x**2)
        x = ValueTracker(1)
        dot = always_redraw(lambda: Dot(axes.i2gp(x.get_value(), curve)))
        lines = always_redraw(lambda: axes.get_lines_to_point(dot.get_center()))
        trace = TracedPath(dot.get_center, stroke_color=YELLOW, dissipating_time=0.5)
        self.add(axes, curve, lines, trace, dot)
        self.play(x.animate.set_value(4.5))
        self.wait(0.2)


class Discontinuous(Scene):
    def construct(self):
        axes = Axes(x_range=[-3, 3], y_range=[-4, 4])
        curve = axes.plot(lambda x: 1 / x, discontinuities=[0], dt=0.1, color=RED)
        implicit = axes.plot_implicit_curve(lambda x, y: x**2 + y**2 - 4, color=GREEN)
        self.play(Create(axes), Create(curve), Create(implicit))


class Bars(Scene):
    def construct(self):
        chart = BarChart([1, 3, 2], y_range=[0, 4, 1], y_axis_config={"label_constructor": Text})
        self.add(chart)
        self.play(chart.animate.change_bar_values([3, 1, 2]))


class Polar(Scene):
    def construct(self):
        plane = PolarPlane(radius_max=3, azimuth_units=None).scale(0.8)
        curve = plane.plot_polar_graph(lambda t: 2 * np.sin(3 * t), color=PURPLE)
        self.play(Create(plane, lag_ratio=0.05), run_time=0.8)
        self.play(Create(curve), run_time=0.8)


class Network(Scene):
    def construct(self):
        graph = Graph.from_networkx(nx.petersen_graph(), layout="shell", layout_scale=2.5)
        self.play(Create(graph))
        self.play(graph[0].animate.shift(UP), *[graph[v].animate.set_color(RED) for v in (1, 2)])


class Directed(Scene):
    def construct(self):
        graph = DiGraph([1, 2, 3], [(1, 2), (2, 3), (3, 1)], layout="circular")
        self.play(Create(graph), run_time=0.6)
        self.play(graph.animate.add_vertices(4, positions={4: UP * 2}), run_time=0.6)


class Field(Scene):
    def construct(self):
        field = ArrowVectorField(
            lambda p: p[1] * RIGHT - p[0] * UP, x_range=[-3, 3], y_range=[-2, 2]
        )
        self.play(Create(field), run_time=0.5)
        lines = StreamLines(
            lambda p: RIGHT + p[0] * UP, x_range=[-2, 2], y_range=[-1, 1], padding=1
        )
        self.add(lines)
        lines.start_animation(warm_up=False, flow_speed=1.5)
        self.wait(0.5)


class Line(Scene):
    def construct(self):
        line = NumberLine([-3, 3], include_numbers=True, label_constructor=Text)
        pointer = Triangle(fill_opacity=1).scale(0.15).rotate(PI)
        x = ValueTracker(-2)
        pointer.add_updater(lambda m: m.next_to(line.n2p(x.get_value()), UP))
        self.add(line, pointer)
        self.play(x.animate.set_value(2.5), rate_func=there_and_back)
