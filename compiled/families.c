/* Trees of mobjects: their members, their updaters. */
#include "brush.h"

int walk(PyObject *mobject, PyObject *trusted, PyObject *found, PyObject **path, int depth) {
    int known = is_trusted(mobject, trusted);
    if (known != 1 || depth == DEEPEST)
        return known < 0 ? -1 : 0;
    for (int i = 0; i < depth; i++)
        if (path[i] == mobject)
            return 1;
    if (PyList_Append(found, mobject) != 0)
        return -1;
    PyObject *children = PyObject_GetAttr(mobject, s_submobjects);
    if (children == NULL)
        return -1;
    int result = PyList_Check(children) ? 1 : 0;
    path[depth] = mobject;
    for (Py_ssize_t i = 0; result == 1 && i < PyList_GET_SIZE(children); i++)
        result = walk(PyList_GET_ITEM(children, i), trusted, found, path, depth + 1);
    Py_DECREF(children);
    return result;
}

static int has_points(PyObject *mobject) {
    PyObject *points = PyObject_GetAttr(mobject, s_points);
    if (points == NULL)
        return -1;
    Py_ssize_t count = PyObject_Size(points);
    Py_DECREF(points);
    return count < 0 ? -1 : count > 0;
}

/* Of equal entries only the last stays. */
static PyObject *without_repeats(PyObject *found, int with_points) {
    PyObject *seen = PySet_New(NULL), *kept = PyList_New(0);
    if (seen == NULL || kept == NULL)
        goto failed;
    for (Py_ssize_t i = PyList_GET_SIZE(found) - 1; i >= 0; i--) {
        PyObject *mobject = PyList_GET_ITEM(found, i);
        Py_ssize_t before = PySet_GET_SIZE(seen);
        if (PySet_Add(seen, mobject) != 0)
            goto failed;
        if (PySet_GET_SIZE(seen) == before)
            continue;
        int wanted = with_points ? has_points(mobject) : 1;
        if (wanted < 0 || (wanted && PyList_Append(kept, mobject) != 0))
            goto failed;
    }
    Py_DECREF(seen);
    if (PyList_Reverse(kept) != 0) {
        Py_DECREF(kept);
        return NULL;
    }
    return kept;
failed:
    Py_XDECREF(seen);
    Py_XDECREF(kept);
    return NULL;
}

PyObject *brush_families(PyObject *module, PyObject *args) {
    PyObject *mobjects, *trusted, *path[DEEPEST];
    int with_points;
    if (!PyArg_ParseTuple(args, "O!O!p", &PyList_Type, &mobjects, &PyDict_Type, &trusted,
                          &with_points))
        return NULL;
    PyObject *found = PyList_New(0);
    if (found == NULL)
        return NULL;
    int result = 1;
    for (Py_ssize_t i = 0; result == 1 && i < PyList_GET_SIZE(mobjects); i++)
        result = walk(PyList_GET_ITEM(mobjects, i), trusted, found, path, 0);
    if (result != 1) {
        Py_DECREF(found);
        if (result < 0)
            return NULL;
        Py_RETURN_NONE;
    }
    PyObject *kept = without_repeats(found, with_points);
    Py_DECREF(found);
    return kept;
}

static int flag(PyObject *mobject, PyObject *name) {
    PyObject *value = PyObject_GetAttr(mobject, name);
    if (value == NULL)
        return -1;
    int truth = PyObject_IsTrue(value);
    Py_DECREF(value);
    return truth;
}

static int update(PyObject *mobject, PyObject *trusted, PyObject *dt, PyObject *slow, int depth) {
    int known = is_trusted(mobject, trusted);
    if (known < 0)
        return -1;
    int suspended = known ? flag(mobject, s_updating_suspended) : 0;
    if (suspended != 0)
        return suspended < 0 ? -1 : 0;
    int own = known ? flag(mobject, s_updaters) : 1;
    if (own < 0)
        return -1;
    if (own || depth == DEEPEST) {
        PyObject *done = PyObject_CallFunctionObjArgs(slow, mobject, dt, NULL);
        Py_XDECREF(done);
        return done == NULL ? -1 : 0;
    }
    PyObject *children = PyObject_GetAttr(mobject, s_submobjects);
    if (children == NULL)
        return -1;
    PyObject *iterator = PyObject_GetIter(children), *child;
    Py_DECREF(children);
    if (iterator == NULL)
        return -1;
    while ((child = PyIter_Next(iterator)) != NULL) {
        int result = update(child, trusted, dt, slow, depth + 1);
        Py_DECREF(child);
        if (result != 0) {
            Py_DECREF(iterator);
            return -1;
        }
    }
    Py_DECREF(iterator);
    return PyErr_Occurred() ? -1 : 0;
}

PyObject *brush_update(PyObject *module, PyObject *args) {
    PyObject *mobject, *trusted, *dt, *slow;
    if (!PyArg_ParseTuple(args, "OO!OO", &mobject, &PyDict_Type, &trusted, &dt, &slow))
        return NULL;
    if (update(mobject, trusted, dt, slow, 0) != 0)
        return NULL;
    Py_RETURN_NONE;
}
