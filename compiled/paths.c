/* Vectorised mobjects onto a Cairo context, as Camera.display_vectorized does it. */
#include "shapes.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Two numbers of a split are the same number: numpy's isclose, with its way of seeing infinity. */
static int near(double end, double start, double tolerance) {
    double difference = fabs(end - start);
    if (!isfinite(difference))
        return end == start;
    return difference <= tolerance + 1e-5 * fabs(start);
}

/* `consider_points_equals_2d`. */
static int closes(const double *first, const double *last, double tolerance) {
    for (int axis = 0; axis < 2; axis++) {
        double difference = fabs(first[axis] - last[axis]);
        if (first[axis] != last[axis] &&
            !(difference <= tolerance + 1e-5 * fabs(last[axis]) && isfinite(difference)))
            return 0;
    }
    return 1;
}

static void outline(cairo_t *ctx, const double *xy, Py_ssize_t count, double tolerance) {
    Py_ssize_t start = 0;
    while (start < count) {
        Py_ssize_t end = start + 4;
        while (end < count && near(xy[2 * end - 2], xy[2 * end], tolerance) &&
               near(xy[2 * end - 1], xy[2 * end + 1], tolerance))
            end += 4;
        if (end > count)
            end = count;
        if (end - start >= 4) {
            cairo_new_sub_path(ctx);
            cairo_move_to(ctx, xy[2 * start], xy[2 * start + 1]);
            for (Py_ssize_t i = start; i + 4 <= end; i += 4)
                cairo_curve_to(ctx, xy[2 * i + 2], xy[2 * i + 3], xy[2 * i + 4], xy[2 * i + 5],
                               xy[2 * i + 6], xy[2 * i + 7]);
            if (closes(xy + 2 * start, xy + 2 * end - 2, tolerance))
                cairo_close_path(ctx);
        }
        start = end;
    }
}

/* The points on the screen, in `canvas->xy`: their number, 0 for points that are not finite. */
static Py_ssize_t place(Canvas *canvas, const Rows *points, int flat) {
    if (points->rows > canvas->room) {
        double *more = realloc(canvas->xy, sizeof(double) * 2 * points->rows);
        if (more == NULL)
            return -1;
        canvas->xy = more;
        canvas->room = points->rows;
    }
    for (Py_ssize_t i = 0; i < points->rows; i++) {
        double point[3] = {at(points, i, 0), at(points, i, 1), at(points, i, 2)}, on_screen[3];
        if (!isfinite(point[0]) || !isfinite(point[1]) || !isfinite(point[2]))
            return 0;
        if (flat) {
            on_screen[0] = point[0], on_screen[1] = point[1];
        } else
            project(&canvas->solid, point, on_screen);
        canvas->xy[2 * i] = on_screen[0];
        canvas->xy[2 * i + 1] = on_screen[1];
    }
    return points->rows;
}

/* False for what cannot be seen: Cairo would draw nothing either, only later. */
static int dip(const Canvas *canvas, const Paint *paint, const Shape *shape, int flat) {
    const double *only = paint->rgba[0];
    if (!is_seen(1, paint))
        return 0;
    /* Manim's pictures are RGBA, Cairo's are BGRA: it is told blue where red is meant. */
    if (paint->count == 1) {
        cairo_set_source_rgba(canvas->ctx, only[2], only[1], only[0], only[3]);
        return 1;
    }
    double ends[2][3];
    for (int i = 0; i < 2; i++) {
        if (flat)
            memcpy(ends[i], shape->ends[i], sizeof ends[i]);
        else
            project(&canvas->solid, shape->ends[i], ends[i]);
    }
    cairo_pattern_t *gradient =
        cairo_pattern_create_linear(ends[0][0], ends[0][1], ends[1][0], ends[1][1]);
    for (int i = 0; i < paint->count; i++) {
        const double *stop = paint->rgba[i];
        double offset = i == paint->count - 1 ? 1 : i * (1.0 / (paint->count - 1));
        cairo_pattern_add_color_stop_rgba(gradient, offset, stop[2], stop[1], stop[0], stop[3]);
    }
    cairo_set_source(canvas->ctx, gradient);
    cairo_pattern_destroy(gradient);
    return 1;
}

static void stroke(const Canvas *canvas, const Paint *paint, double width, const Shape *shape,
                   int flat) {
    if (!(width > 0) || !dip(canvas, paint, shape, flat))
        return;
    cairo_set_line_width(canvas->ctx, width * canvas->line_scale);
    cairo_set_line_join(canvas->ctx, (cairo_line_join_t)shape->join);
    cairo_set_line_cap(canvas->ctx, (cairo_line_cap_t)shape->cap);
    cairo_stroke_preserve(canvas->ctx);
}

/* 1: drawn; 0: Manim must draw it; -1: an exception. */
static int draw(Canvas *canvas, PyObject *mobject) {
    int flat = !canvas->solid_view;
    int known = is_trusted(mobject, canvas->trusted);
    if (known == 1 && canvas->solid_view) {
        int turned = PyDict_Contains(canvas->oriented, mobject);
        flat = PySet_Contains(canvas->in_frame, mobject);
        if (turned < 0 || flat < 0)
            return -1;
        known = !turned;
    }
    if (known != 1)
        return known;
    Shape shape;
    shape.stroke.count = shape.back.count = 0;
    if (look_at(canvas, mobject, &shape) != 0) {
        PyErr_Clear();
        return 0;
    }
    Py_ssize_t count = place(canvas, &shape.points, flat);
    if (count >= 0) {
        cairo_new_path(canvas->ctx);
        outline(canvas->ctx, canvas->xy, count, shape.tolerance);
        if (count >= 4) {
            stroke(canvas, &shape.back, shape.back_width, &shape, flat);
            if (dip(canvas, &shape.fill, &shape, flat))
                cairo_fill_preserve(canvas->ctx);
            stroke(canvas, &shape.stroke, shape.width, &shape, flat);
        }
    }
    PyBuffer_Release(&shape.points.view);
    if (count < 0) {
        PyErr_NoMemory();
        return -1;
    }
    cairo_status_t status = cairo_status(canvas->ctx);
    if (status == CAIRO_STATUS_SUCCESS)
        return 1;
    PyErr_SetString(PyExc_RuntimeError, cairo_status_to_string(status));
    return -1;
}

static int view_of(PyObject *tuple, Canvas *canvas) {
    Solid *solid = &canvas->solid;
    double *r = solid->rotation, *c = solid->center, *l = solid->light;
    canvas->solid_view = tuple != Py_None;
    return tuple == Py_None ||
           PyArg_ParseTuple(tuple, "(ddddddddd)(ddd)(ddd)ddppO!O!", r, r + 1, r + 2, r + 3, r + 4,
                            r + 5, r + 6, r + 7, r + 8, c, c + 1, c + 2, l, l + 1, l + 2,
                            &solid->focal, &solid->zoom, &solid->shading, &solid->fused,
                            &PySet_Type, &canvas->in_frame, &PyDict_Type, &canvas->oriented);
}

PyObject *brush_draw(PyObject *module, PyObject *args) {
    Canvas canvas = {0};
    PyObject *pencil, *mobjects, *view;
    if (!PyArg_ParseTuple(args, "OO!O!dO!O!OO", &pencil, &PyList_Type, &mobjects, &PyDict_Type,
                          &canvas.trusted, &canvas.line_scale, &PyDict_Type, &canvas.joins,
                          &PyDict_Type, &canvas.caps, &view, &canvas.slow) ||
        !view_of(view, &canvas))
        return NULL;
    canvas.ctx = ((Pencil *)pencil)->ctx;
    int result = 1;
    for (Py_ssize_t i = 0; result >= 0 && i < PyList_GET_SIZE(mobjects); i++) {
        PyObject *mobject = PyList_GET_ITEM(mobjects, i);
        result = draw(&canvas, mobject);
        if (result == 0) {
            PyObject *done = PyObject_CallOneArg(canvas.slow, mobject);
            result = done == NULL ? -1 : 1;
            Py_XDECREF(done);
        }
    }
    free(canvas.xy);
    if (result < 0)
        return NULL;
    Py_RETURN_NONE;
}
