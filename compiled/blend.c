/* Objects between two others: manim.utils.bezier.interpolate over the attributes of a mobject. */
#include "brush.h"

static PyObject *s_copy;

/* (1 - alpha) * start + alpha * end, by the objects' own arithmetic. */
static PyObject *between(PyObject *start, PyObject *end, PyObject *alpha, PyObject *rest) {
    PyObject *left = PyNumber_Multiply(rest, start), *right = PyNumber_Multiply(alpha, end);
    PyObject *sum = left && right ? PyNumber_Add(left, right) : NULL;
    Py_XDECREF(left);
    Py_XDECREF(right);
    return sum;
}

static int is_plain(const Py_buffer *view) {
    return view->ndim >= 1 && view->ndim <= 2 && strcmp(view->format, "d") == 0;
}

/* The same of two arrays of floats of one shape; NULL without an exception for others. */
static PyObject *between_arrays(PyObject *start, PyObject *end, double alpha) {
    Py_buffer from, to, into;
    const int flags = PyBUF_C_CONTIGUOUS | PyBUF_FORMAT;
    PyObject *result = NULL;
    if (PyFloat_Check(start) || PyLong_Check(start) ||
        PyObject_GetBuffer(start, &from, flags) != 0) {
        PyErr_Clear();
        return NULL;
    }
    if (PyObject_GetBuffer(end, &to, flags) != 0) {
        PyErr_Clear();
        PyBuffer_Release(&from);
        return NULL;
    }
    int same = is_plain(&from) && is_plain(&to) && from.ndim == to.ndim;
    for (int i = 0; same && i < from.ndim; i++)
        same = from.shape[i] == to.shape[i];
    if (same && (result = PyObject_CallMethodNoArgs(start, s_copy)) != NULL) {
        if (PyObject_GetBuffer(result, &into, flags | PyBUF_WRITABLE) == 0) {
            const double *a = from.buf, *b = to.buf, rest = 1 - alpha;
            double *sum = into.buf;
            for (Py_ssize_t i = 0; i < from.len / (Py_ssize_t)sizeof(double); i++)
                sum[i] = rest * a[i] + alpha * b[i];
            PyBuffer_Release(&into);
        } else
            Py_CLEAR(result);
    }
    PyBuffer_Release(&from);
    PyBuffer_Release(&to);
    PyErr_Clear();
    return result;
}

static int blend(PyObject *mobject, PyObject *name, PyObject *first, PyObject *second,
                 PyObject *alpha, double share, PyObject *rest) {
    PyObject *start = PyObject_GetAttr(first, name), *end = PyObject_GetAttr(second, name);
    PyObject *value = NULL;
    if (start != NULL && end != NULL && (value = between_arrays(start, end, share)) == NULL)
        value = between(start, end, alpha, rest);
    if (value != NULL && share == 1.0) {
        /* In the end exactly what the second has, whatever the sum was rounded to. */
        int is_array = PyObject_CheckBuffer(end) && !PyFloat_Check(end);
        Py_SETREF(value, is_array ? PyObject_CallMethodNoArgs(end, s_copy) : Py_NewRef(end));
    }
    int result = value == NULL ? -1 : PyObject_SetAttr(mobject, name, value);
    Py_XDECREF(start);
    Py_XDECREF(end);
    Py_XDECREF(value);
    return result;
}

PyObject *brush_blend(PyObject *module, PyObject *args) {
    PyObject *mobject, *first, *second, *alpha, *names;
    if (!PyArg_ParseTuple(args, "OOOOO!", &mobject, &first, &second, &alpha, &PyTuple_Type,
                          &names) ||
        (s_copy == NULL && (s_copy = PyUnicode_InternFromString("copy")) == NULL))
        return NULL;
    double share = PyFloat_AsDouble(alpha);
    PyObject *one = PyLong_FromLong(1), *rest = NULL;
    int result = PyErr_Occurred() || (rest = PyNumber_Subtract(one, alpha)) == NULL ? -1 : 0;
    for (Py_ssize_t i = 0; result == 0 && i < PyTuple_GET_SIZE(names); i++)
        result = blend(mobject, PyTuple_GET_ITEM(names, i), first, second, alpha, share, rest);
    Py_XDECREF(one);
    Py_XDECREF(rest);
    if (result != 0)
        return NULL;
    Py_RETURN_NONE;
}
