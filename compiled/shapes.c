/* What there is to draw of a vectorised mobject: its points, colours and widths. */
#include "shapes.h"

#include <math.h>

static PyObject *s_tolerance, *s_width, *s_back_width, *s_fill, *s_stroke, *s_back,
    *s_joint, *s_cap, *s_shade;
/* Methods that a program may hang on a single mobject. */
#define OWN 5
static PyObject *s_own[OWN], *s_ends;

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
    s_ends = PyUnicode_InternFromString("get_gradient_start_and_end_points");
    return PyErr_Occurred() ? -1 : 0;
}

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
    if (rows.columns != 4 || rows.rows < 1 || rows.rows > STOPS) {
        PyBuffer_Release(&rows.view);
        return -1;
    }
    paint->count = shape->shaded ? 2 : (int)rows.rows;
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
    for (int i = 0; i < OWN && !result; i++)
        result = PyDict_Contains(own, s_own[i]);
    Py_DECREF(own);
    return result;
}

static int point_of(PyObject *pair, Py_ssize_t index, double *point) {
    PyObject *row = PySequence_GetItem(pair, index);
    int result = row == NULL ? -1 : 0;
    for (Py_ssize_t axis = 0; result == 0 && axis < 3; axis++) {
        PyObject *value = PySequence_GetItem(row, axis);
        point[axis] = value == NULL ? NAN : PyFloat_AsDouble(value);
        Py_XDECREF(value);
        result = isfinite(point[axis]) && !PyErr_Occurred() ? 0 : -1;
    }
    Py_XDECREF(row);
    return result;
}

/* Where the gradient begins and ends. Axes in space have their own answer, and are asked. */
static int find_ends(PyObject *mobject, int solid, Shape *shape) {
    PyObject *own = solid ? PyObject_GenericGetDict(mobject, NULL) : NULL;
    int asked = own == NULL || PyDict_Contains(own, s_ends);
    Py_XDECREF(own);
    if (!asked) {
        Py_ssize_t corners[2] = {0, (shape->points.rows - 1) / 6 * 3};
        for (int end = 0; end < 2; end++)
            for (int axis = 0; axis < 3; axis++) {
                shape->ends[end][axis] = at(&shape->points, corners[end], axis);
                if (!isfinite(shape->ends[end][axis]))
                    return -1;
            }
        return 0;
    }
    PyObject *pair = PyObject_CallMethodNoArgs(mobject, s_ends);
    if (pair == NULL)
        return -1;
    int result = PySequence_Size(pair) == 2 && point_of(pair, 0, shape->ends[0]) == 0 &&
                         point_of(pair, 1, shape->ends[1]) == 0
                     ? 0
                     : -1;
    Py_DECREF(pair);
    return result;
}

int is_seen(double width, const Paint *paint) {
    int seen = 0;
    for (int i = 0; width > 0 && i < paint->count; i++)
        seen |= !(paint->rgba[i][3] <= 0);
    return seen;
}

int look_at(Canvas *canvas, PyObject *mobject, Shape *shape) {
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
        (!(shape->back_width > 0) || paint(mobject, s_back, shape, lights, &shape->back) == 0)) {
        int gradient = (is_seen(1, &shape->fill) && shape->fill.count > 1) ||
                       (is_seen(shape->width, &shape->stroke) && shape->stroke.count > 1) ||
                       (is_seen(shape->back_width, &shape->back) && shape->back.count > 1);
        if (!gradient || find_ends(mobject, shade != 0, shape) == 0)
            return 0;
    }
unknown:
    PyBuffer_Release(&shape->points.view);
    return -1;
}
