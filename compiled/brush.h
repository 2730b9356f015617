/* What the files of the compiled drawing helper share. */
#ifndef BRUSH_H
#define BRUSH_H

#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <cairo.h>

/* The head of pycairo's Context object, unchanged since its first release. Its own header would
 * make pycairo a build requirement, which is compiled from source. */
typedef struct {
    PyObject_HEAD
    cairo_t *ctx;
} Pencil;

/* A float64 array of rows, borrowed from numpy. */
typedef struct {
    Py_buffer view;
    Py_ssize_t rows, columns;
    Py_ssize_t stride, step; /* bytes between rows, and between the numbers of a row */
} Rows;

/* 0; or -1 when it is none (no exception is set). Release it with PyBuffer_Release(&rows->view). */
int rows_of(PyObject *array, Rows *rows);

static inline double at(const Rows *rows, Py_ssize_t row, Py_ssize_t column) {
    return *(const double *)((const char *)rows->view.buf + row * rows->stride +
                             column * rows->step);
}

/* 1 for an object whose class overrides nothing that is replaced here, 0, or -1 for an exception.
 * `trusted` is a dictionary from class to judgement that judges a class when it is missing. */
int is_trusted(PyObject *mobject, PyObject *trusted);

/* The deepest tree that is walked here. */
#define DEEPEST 200

/* Append a mobject and all below it to a list, `path` being where it hangs.
 * 1: walked; 0: a member must be walked by its own methods; -1: an exception. */
int walk(PyObject *mobject, PyObject *trusted, PyObject *found, PyObject **path, int depth);

/* The three-dimensional view of a frame. */
typedef struct {
    double rotation[9], center[3], light[3];
    double focal, zoom;
    int shading, fused;
} Solid;

/* A sum of three products, rounded as the linear algebra library below numpy rounds it. */
static inline double dot3(const double *a, const double *b, int fused) {
    if (fused)
        return __builtin_fma(a[2], b[2], __builtin_fma(a[1], b[1], a[0] * b[0]));
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

void project(const Solid *solid, const double *point, double *projected);
double light_at(const Solid *solid, const Rows *points, Py_ssize_t corner);

PyObject *brush_draw(PyObject *module, PyObject *args);
PyObject *brush_families(PyObject *module, PyObject *args);
PyObject *brush_blend(PyObject *module, PyObject *args);
PyObject *brush_depths(PyObject *module, PyObject *args);
PyObject *brush_box(PyObject *module, PyObject *args);
PyObject *brush_convert(PyObject *module, PyObject *args);
PyObject *brush_dot3(PyObject *module, PyObject *args);
PyObject *brush_update(PyObject *module, PyObject *args);

/* Interned attribute names. */
extern PyObject *s_points, *s_submobjects, *s_updaters, *s_updating_suspended, *s_curve;
int intern_paths(void);

#endif
