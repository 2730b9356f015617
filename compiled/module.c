/* The compiled drawing helper: the inner loops of Manim's Cairo camera, pixel for pixel. */
#include "brush.h"

PyObject *s_points, *s_submobjects, *s_updaters, *s_updating_suspended, *s_curve;

int rows_of(PyObject *array, Rows *rows) {
    if (PyObject_GetBuffer(array, &rows->view, PyBUF_STRIDED_RO | PyBUF_FORMAT) != 0) {
        PyErr_Clear();
        return -1;
    }
    const Py_buffer *view = &rows->view;
    if (view->ndim != 2 || view->format == NULL || strcmp(view->format, "d") != 0) {
        PyBuffer_Release(&rows->view);
        return -1;
    }
    rows->rows = view->shape[0];
    rows->columns = view->shape[1];
    rows->stride = view->strides[0];
    rows->step = view->strides[1];
    return 0;
}

int is_trusted(PyObject *mobject, PyObject *trusted) {
    PyObject *cls = (PyObject *)Py_TYPE(mobject);
    PyObject *known = PyDict_GetItemWithError(trusted, cls);
    if (known != NULL)
        return known == Py_True;
    if (PyErr_Occurred() || (known = PyObject_GetItem(trusted, cls)) == NULL)
        return -1;
    int result = known == Py_True;
    Py_DECREF(known);
    return result;
}

PyObject *brush_dot3(PyObject *module, PyObject *args) {
    double a[3], b[3];
    int fused;
    if (!PyArg_ParseTuple(args, "(ddd)(ddd)p", a, a + 1, a + 2, b, b + 1, b + 2, &fused))
        return NULL;
    return PyFloat_FromDouble(dot3(a, b, fused));
}

static PyMethodDef functions[] = {
    {"draw", brush_draw, METH_VARARGS,
     "draw(context, vmobjects, trusted, line_scale, joins, caps, view, slow)"},
    {"families", brush_families, METH_VARARGS,
     "families(mobjects, trusted, with_points) -> list, or None when one is not trusted"},
    {"blend", brush_blend, METH_VARARGS,
     "blend(mobject, first, second, alpha, names): set the attributes between the two's"},
    {"depths", brush_depths, METH_VARARGS,
     "depths(mobjects, trusted, towards, order, fused) -> list of numbers, None for the unknown"},
    {"box", brush_box, METH_VARARGS,
     "box(vmobject, trusted) -> least and most x, y, z; or None when it is not trusted"},
    {"convert", brush_convert, METH_VARARGS,
     "convert(previous, current, width, height, y, u, v, whole) -> pairs of rows that changed"},
    {"dot3", brush_dot3, METH_VARARGS, "dot3(a, b, fused) -> the sum as this helper rounds it"},
    {"update", brush_update, METH_VARARGS,
     "update(mobject, trusted, dt, slow): call `slow` on each member of the tree with updaters"},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "_brush", "The inner loops of Manim's Cairo camera.", -1, functions,
};

PyMODINIT_FUNC PyInit__brush(void) {
    s_points = PyUnicode_InternFromString("points");
    s_submobjects = PyUnicode_InternFromString("submobjects");
    s_updaters = PyUnicode_InternFromString("updaters");
    s_updating_suspended = PyUnicode_InternFromString("updating_suspended");
    s_curve = PyUnicode_InternFromString("n_points_per_cubic_curve");
    if (s_points == NULL || s_curve == NULL || s_submobjects == NULL || s_updaters == NULL ||
        s_updating_suspended == NULL || intern_paths() != 0)
        return NULL;
    return PyModule_Create(&definition);
}
