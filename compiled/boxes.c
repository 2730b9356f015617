/* The boxes around trees of mobjects, and how far away they are. */
#include "brush.h"

#include <math.h>

static int is_cubic(PyObject *mobject) {
    PyObject *count = PyObject_GetAttr(mobject, s_curve);
    long points = count == NULL ? -1 : PyLong_AsLong(count);
    Py_XDECREF(count);
    PyErr_Clear();
    return points == 4;
}

/* The box around points, and for each axis which zeros there are: 1 for +0, 2 for -0. */
typedef struct {
    double least[3], most[3];
    int zeros[3], any;
} Box;

/* Take in the anchors of one member, which are what `get_points_defining_boundary` collects. */
static int measure(PyObject *mobject, Box *box) {
    PyObject *points = PyObject_GetAttr(mobject, s_points);
    if (points == NULL)
        return -1;
    Rows rows;
    int known = rows_of(points, &rows);
    Py_DECREF(points);
    if (known != 0)
        return 0;
    int result = rows.columns == 3 && (rows.rows == 1 || rows.rows % 4 == 0) && is_cubic(mobject);
    for (Py_ssize_t i = 0; result && i < rows.rows; i++) {
        if (rows.rows > 1 && i % 4 != 0 && i % 4 != 3)
            continue;
        for (int axis = 0; axis < 3; axis++) {
            double value = at(&rows, i, axis);
            if (value != value)
                result = 0;
            if (value == 0)
                box->zeros[axis] |= signbit(value) ? 2 : 1;
            if (!box->any || value < box->least[axis])
                box->least[axis] = value;
            if (!box->any || value > box->most[axis])
                box->most[axis] = value;
        }
        box->any = 1;
    }
    PyBuffer_Release(&rows.view);
    return result;
}

/* 1: measured; 0: numpy must do it; -1: an exception. */
static int box_of(PyObject *mobject, PyObject *trusted, Box *box) {
    PyObject *path[DEEPEST], *found = PyList_New(0);
    if (found == NULL)
        return -1;
    memset(box, 0, sizeof *box);
    int result = walk(mobject, trusted, found, path, 0);
    for (Py_ssize_t i = 0; result == 1 && i < PyList_GET_SIZE(found); i++)
        result = measure(PyList_GET_ITEM(found, i), box);
    Py_DECREF(found);
    for (int axis = 0; result == 1 && axis < 3; axis++) /* Of both zeros numpy may find either. */
        if (box->zeros[axis] == 3 && (box->least[axis] == 0 || box->most[axis] == 0))
            result = 0;
    return result == 1 ? box->any : result;
}

PyObject *brush_box(PyObject *module, PyObject *args) {
    PyObject *mobject, *trusted;
    Box box;
    if (!PyArg_ParseTuple(args, "OO!", &mobject, &PyDict_Type, &trusted))
        return NULL;
    int result = box_of(mobject, trusted, &box);
    if (result < 0)
        return NULL;
    if (result == 0)
        Py_RETURN_NONE;
    return Py_BuildValue("(ddd)(ddd)", box.least[0], box.least[1], box.least[2], box.most[0],
                         box.most[1], box.most[2]);
}

/* The depth of one mobject's centre; None for what only Manim itself can measure. */
static PyObject *depth_of(PyObject *mobject, PyObject *trusted, const double *towards,
                          const int *order, int fused) {
    int known = is_trusted(mobject, trusted);
    PyObject *own = known == 1 ? PyObject_GenericGetDict(mobject, NULL) : NULL;
    if (own == NULL)
        return known < 0 || PyErr_Occurred() ? NULL : Py_NewRef(Py_None);
    PyObject *group = PyDict_GetItemString(own, "z_index_group"); /* borrowed */
    PyObject *shaded = PyDict_GetItemString(own, "shade_in_3d");
    int shade = shaded == NULL ? -1 : PyObject_IsTrue(shaded);
    Box box;
    known = shade == 1 ? box_of(group == NULL ? mobject : group, trusted, &box) : 0;
    Py_DECREF(own);
    if (known < 0)
        return NULL;
    if (shade == 0)
        return PyFloat_FromDouble(HUGE_VAL);
    if (known == 0)
        return Py_NewRef(Py_None);
    double center[3], turned[3];
    for (int i = 0; i < 3; i++) {
        center[i] = (box.least[order[i]] + box.most[order[i]]) / 2;
        turned[i] = towards[order[i]];
    }
    return PyFloat_FromDouble(dot3(center, turned, fused));
}

PyObject *brush_depths(PyObject *module, PyObject *args) {
    PyObject *mobjects, *trusted;
    double towards[3];
    int order[3], fused;
    if (!PyArg_ParseTuple(args, "O!O!(ddd)(iii)p", &PyList_Type, &mobjects, &PyDict_Type, &trusted,
                          towards, towards + 1, towards + 2, order, order + 1, order + 2, &fused))
        return NULL;
    for (int i = 0; i < 3; i++)
        if (order[i] < 0 || order[i] > 2)
            return PyErr_Format(PyExc_ValueError, "no order of three numbers");
    PyObject *depths = PyList_New(PyList_GET_SIZE(mobjects));
    for (Py_ssize_t i = 0; depths != NULL && i < PyList_GET_SIZE(depths); i++) {
        PyObject *mobject = PyList_GET_ITEM(mobjects, i);
        PyObject *depth = depth_of(mobject, trusted, towards, order, fused);
        if (depth == NULL)
            Py_CLEAR(depths);
        else
            PyList_SET_ITEM(depths, i, depth);
    }
    return depths;
}
