/* RGBA to planar YUV 4:2:0, BT.709, limited range; only the rows that have changed. */
#include "brush.h"

#include <stdint.h>
#include <string.h>

#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__)
#define WIDE __attribute__((target_clones("avx2", "default"), optimize("O3")))
#else
#define WIDE
#endif

/* 16-bit fixed point. */
enum { YR = 11966, YG = 40254, YB = 4064, UR = -6596, UG = -22189, VG = -26145, VB = -2640 };
enum { FULL = 28785, Y_ZERO = (16 << 16) + 32768, C_ZERO = (128 << 18) + 131072 };

WIDE static void luma(const uint32_t *restrict pixels, uint8_t *restrict y, int width) {
    for (int x = 0; x < width; x++) {
        int32_t red = pixels[x] & 255, green = pixels[x] >> 8 & 255, blue = pixels[x] >> 16 & 255;
        y[x] = (uint8_t)((YR * red + YG * green + YB * blue + Y_ZERO) >> 16);
    }
}

/* One row of colour for two rows of pixels; each value is the mean of four. */
WIDE static void chroma(const uint64_t *restrict above, const uint64_t *restrict below,
                        uint8_t *restrict u, uint8_t *restrict v, int width) {
    for (int x = 0; x < width; x++) {
        uint64_t a = above[x], b = below[x];
        int32_t red = (int32_t)((a & 255) + (a >> 32 & 255) + (b & 255) + (b >> 32 & 255));
        int32_t green = (int32_t)((a >> 8 & 255) + (a >> 40 & 255) + (b >> 8 & 255) +
                                  (b >> 40 & 255));
        int32_t blue = (int32_t)((a >> 16 & 255) + (a >> 48 & 255) + (b >> 16 & 255) +
                                 (b >> 48 & 255));
        u[x] = (uint8_t)((UR * red + UG * green + FULL * blue + C_ZERO) >> 18);
        v[x] = (uint8_t)((FULL * red + VG * green + VB * blue + C_ZERO) >> 18);
    }
}

static int convert(uint8_t *previous, const uint8_t *current, int width, int height,
                   Py_buffer *planes, int whole) {
    size_t row = (size_t)width * 4;
    uint8_t *y = planes[0].buf, *u = planes[1].buf, *v = planes[2].buf;
    size_t y_stride = planes[0].len / height, c_stride = planes[1].len / (height / 2);
    int changed = 0;
    for (int pair = 0; pair < height / 2; pair++) {
        const uint8_t *above = current + 2 * pair * row;
        uint8_t *known = previous + 2 * pair * row;
        if (!whole && memcmp(known, above, 2 * row) == 0)
            continue;
        memcpy(known, above, 2 * row);
        luma((const uint32_t *)above, y + 2 * pair * y_stride, width);
        luma((const uint32_t *)(above + row), y + (2 * pair + 1) * y_stride, width);
        chroma((const uint64_t *)above, (const uint64_t *)(above + row), u + pair * c_stride,
               v + pair * c_stride, width / 2);
        changed++;
    }
    return changed;
}

PyObject *brush_convert(PyObject *module, PyObject *args) {
    Py_buffer previous, current, planes[3];
    int width, height, whole, changed = -1;
    if (!PyArg_ParseTuple(args, "w*y*iiw*w*w*p", &previous, &current, &width, &height, planes,
                          planes + 1, planes + 2, &whole))
        return NULL;
    Py_ssize_t size = (Py_ssize_t)width * height * 4;
    if (width <= 0 || height <= 0 || width % 2 || height % 2 || previous.len != size ||
        current.len != size || planes[0].len / height < width ||
        planes[1].len / (height / 2) < width / 2 || planes[2].len != planes[1].len)
        PyErr_SetString(PyExc_ValueError, "planes and pictures of other sizes");
    else {
        Py_BEGIN_ALLOW_THREADS
        changed = convert(previous.buf, current.buf, width, height, planes, whole);
        Py_END_ALLOW_THREADS
    }
    PyBuffer_Release(&previous);
    PyBuffer_Release(&current);
    for (int i = 0; i < 3; i++)
        PyBuffer_Release(planes + i);
    return changed < 0 ? NULL : PyLong_FromLong(changed);
}
