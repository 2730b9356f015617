/* What is drawn, and on what: shared by shapes.c and paths.c. */
#ifndef SHAPES_H
#define SHAPES_H

#include "brush.h"

typedef struct {
    PyObject *trusted, *joins, *caps, *in_frame, *oriented, *slow;
    cairo_t *ctx;
    double line_scale;
    int solid_view;
    Solid solid;
    double *xy; /* room for the points of one mobject on the screen */
    Py_ssize_t room;
    PyObject *last_joint, *last_cap; /* borrowed: the keys of `joins` and `caps` */
    int join, cap;
} Canvas;

#define STOPS 8

/* One colour, or the stops of a gradient: red green blue alpha. */
typedef struct {
    int count;
    double rgba[STOPS][4];
} Paint;

/* Everything that drawing one mobject needs. */
typedef struct {
    Rows points;
    double tolerance, width, back_width;
    int join, cap, shaded;
    Paint fill, stroke, back;
    double ends[2][3]; /* of its gradient */
} Shape;

/* Whether anything of it can be seen at this width of a line. */
int is_seen(double width, const Paint *paint);

/* Fill the shape and return 0, or -1 when only Manim itself knows how. Points are held if 0. */
int look_at(Canvas *canvas, PyObject *mobject, Shape *shape);

#endif
