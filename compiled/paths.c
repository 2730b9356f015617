/* Vectorised mobjects onto a Cairo context, as Camera.display_vectorized does it. */
#include "brush.h"

#include <math.h>
#include <stdlib.h>

static PyObject *s_tolerance, *s_width, *s_back_width, *s_fill, *s_stroke, *s_back,
    *s_joint, *s_cap, *s_shade;
/* Methods that a program may hang on a single mobject. */
static PyObject *s_own[5];

int intern_paths(void) {
    s_tolerance = PyUnicode_InternFromString("tolerance_for_point_equality");
    s_width = PyUnicode_InternFromString("stroke_width");
    s_back_width = PyUnicode_InternFromString("background_stroke_width");
    s_fill = PyUnicode_InternFromString("fill_rgbas");
    s_stroke = PyUnicode_InternFromString("stroke_rgbas");
    s_back = PyUnicode_InternFromString("background_stroke_rgbas");
    s_joint = PyUnicode_InternFromString("joint_type");
    s_cap = PyUnicode_InternFromString("cap_style");
    s_shade = PyUnicode_InternFromString("shade_in_3d");
    s_own[0] = PyUnicode_InternFromString("get_fill_rgbas");
    s_own[1] = PyUnicode_InternFromString("get_stroke_rgbas");
    s_own[2] = PyUnicode_InternFromString("get_stroke_width");
    s_own[3] = PyUnicode_InternFromString("consider_points_equals_2d");
    s_own[4] = PyUnicode_InternFromString("get_subpath_split_indices_from_points");
    return PyErr_Occurred() ? -1 : 0;
}

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

/* One or two colours, red green blue alpha. */
typedef struct {
    int count;
    double rgba[2][4];
} Paint;

/* Everything that drawing one mobject needs. */
typedef struct {
    Rows points;
    double tolerance, width, back_width;
    int join, cap, shaded;
    Paint fill, stroke, back;
} Shape;

static int number(PyObject *mobject, PyObject *name, double *value) {
    PyObject *attribute = PyObject_GetAttr(mobject, name);
    if (attribute == NULL)
        return -1;
    *value = PyUnicode_Check(attribute) ? -1.0 : PyFloat_AsDouble(attribute);
    int text = PyUnicode_Check(attribute);
    Py_DECREF(attribute);
    return text || PyErr_Occurred() ? -1 : 0;
}

static int style(PyObject *mobject, PyObject *name, PyObject *map, PyObject **last, int *value) {
    PyObject *attribute = PyObject_GetAttr(mobject, name);
    if (attribute == NULL)
        return -1;
    if (attribute != *last) {
        PyObject *found = PyDict_GetItemWithError(map, attribute);
        if (found == NULL) {
            Py_DECREF(attribute);
            return -1;
        }
        *value = (int)PyLong_AsLong(found);
        *last = attribute; /* an enumeration's member: it lives on */
    }
    Py_DECREF(attribute);
    return 0;
}

static int paint(PyObject *mobject, PyObject *name, const Shape *shape, const double *lights,
                 Paint *paint) {
    PyObject *array = PyObject_GetAttr(mobject, name);
    Rows rows;
    if (array == NULL)
        return -1;
    int known = rows_of(array, &rows);
    Py_DECREF(array);
    if (known != 0)
        return -1;
    if (rows.columns != 4 || rows.rows < 1 || (rows.rows > 1 && !shape->shaded)) {
        PyBuffer_Release(&rows.view);
        return -1;
    }
    paint->count = shape->shaded ? 2 : 1;
    for (int i = 0; i < paint->count; i++)
        for (int channel = 0; channel < 4; channel++) {
            double value = at(&rows, rows.rows > 1 ? i : 0, channel);
            paint->rgba[i][channel] = shape->shaded && channel < 3 ? value + lights[i] : value;
        }
    PyBuffer_Release(&rows.view);
    return 0;
}

static int is_one_of_a_kind(PyObject *mobject) {
    PyObject *own = PyObject_GenericGetDict(mobject, NULL);
    if (own == NULL)
        return 1;
    int result = 0;
    for (int i = 0; i < 5 && !result; i++)
        result = PyDict_Contains(own, s_own[i]);
    Py_DECREF(own);
    return result;
}

/* Fill the shape and return 0, or -1 when only Manim itself knows how. Points are held if 0. */
static int look_at(Canvas *canvas, PyObject *mobject, Shape *shape) {
    double curve, shade = 0, lights[2] = {0, 0};
    if (is_one_of_a_kind(mobject) || number(mobject, s_curve, &curve) != 0 || curve != 4 ||
        number(mobject, s_tolerance, &shape->tolerance) != 0 ||
        number(mobject, s_width, &shape->width) != 0 ||
        number(mobject, s_back_width, &shape->back_width) != 0 ||
        number(mobject, s_shade, &shade) != 0 ||
        style(mobject, s_joint, canvas->joins, &canvas->last_joint, &canvas->join) != 0 ||
        style(mobject, s_cap, canvas->caps, &canvas->last_cap, &canvas->cap) != 0)
        return -1;
    shape->join = canvas->join;
    shape->cap = canvas->cap;
    shape->shaded = canvas->solid_view && canvas->solid.shading && shade != 0;
    PyObject *points = PyObject_GetAttr(mobject, s_points);
    if (points == NULL)
        return -1;
    int known = rows_of(points, &shape->points);
    Py_DECREF(points);
    if (known != 0)
        return -1;
    Py_ssize_t count = shape->points.rows;
    if (count == 0 || shape->points.columns != 3 || (shape->shaded && count % 4 != 0))
        goto unknown;
    if (shape->shaded) {
        lights[0] = light_at(&canvas->solid, &shape->points, 0);
        lights[1] = light_at(&canvas->solid, &shape->points, (count - 1) / 6 * 3);
    }
    if (paint(mobject, s_fill, shape, lights, &shape->fill) == 0 &&
        (!(shape->width > 0) || paint(mobject, s_stroke, shape, lights, &shape->stroke) == 0) &&
        (!(shape->back_width > 0) || paint(mobject, s_back, shape, lights, &shape->back) == 0))
        return 0;
unknown:
    PyBuffer_Release(&shape->points.view);
    return -1;
}

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
    cairo_t *ctx = canvas->ctx;
    const double *first = paint->rgba[0], *second = paint->rgba[1];
    if (paint->count == 1) {
        if (first[3] <= 0)
            return 0;
        /* Manim's pictures are RGBA, Cairo's are BGRA: it is told blue where red is meant. */
        cairo_set_source_rgba(ctx, first[2], first[1], first[0], first[3]);
        return 1;
    }
    if (first[3] <= 0 && second[3] <= 0)
        return 0;
    double ends[2][3];
    Py_ssize_t corners[2] = {0, (shape->points.rows - 1) / 6 * 3};
    for (int i = 0; i < 2; i++) {
        double point[3];
        for (int axis = 0; axis < 3; axis++)
            ends[i][axis] = point[axis] = at(&shape->points, corners[i], axis);
        if (!flat)
            project(&canvas->solid, point, ends[i]);
    }
    cairo_pattern_t *gradient =
        cairo_pattern_create_linear(ends[0][0], ends[0][1], ends[1][0], ends[1][1]);
    cairo_pattern_add_color_stop_rgba(gradient, 0, first[2], first[1], first[0], first[3]);
    cairo_pattern_add_color_stop_rgba(gradient, 1, second[2], second[1], second[0], second[3]);
    cairo_set_source(ctx, gradient);
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
