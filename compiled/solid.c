/* Projection and shading of three-dimensional scenes, as ThreeDCamera does them. */
#include "brush.h"

#include <math.h>

void project(const Solid *solid, const double *point, double *projected) {
    double moved[3];
    for (int i = 0; i < 3; i++)
        moved[i] = point[i] - solid->center[i];
    for (int i = 0; i < 3; i++)
        projected[i] = dot3(moved, solid->rotation + 3 * i, solid->fused);
    double depth = solid->focal - projected[2];
    double factor = depth < 0 ? 1e6 : solid->focal / depth;
    projected[0] *= factor * solid->zoom;
    projected[1] *= factor * solid->zoom;
}

static double largest(const double *v) {
    double most = fabs(v[0]);
    for (int i = 1; i < 3; i++)
        if (fabs(v[i]) > most)
            most = fabs(v[i]);
    return most;
}

/* The `get_unit_normal` of manim.utils.space_ops. */
static void unit_normal(const double *v1, const double *v2, int fused, double *normal) {
    const double tolerance = 1e-6;
    double div1 = largest(v1), div2 = largest(v2), u[3], cross[3], length;
    if (div1 == 0 && div2 == 0) {
        normal[0] = 0, normal[1] = -1, normal[2] = 0;
        return;
    }
    if (div1 == 0 || div2 == 0) {
        for (int i = 0; i < 3; i++)
            u[i] = div1 == 0 ? v2[i] / div2 : v1[i] / div1;
    } else {
        double u2[3];
        for (int i = 0; i < 3; i++)
            u[i] = v1[i] / div1, u2[i] = v2[i] / div2;
        cross[0] = u[1] * u2[2] - u[2] * u2[1];
        cross[1] = u[2] * u2[0] - u[0] * u2[2];
        cross[2] = u[0] * u2[1] - u[1] * u2[0];
        length = sqrt(dot3(cross, cross, fused));
        if (length > tolerance) {
            for (int i = 0; i < 3; i++)
                normal[i] = cross[i] / length;
            return;
        }
    }
    if (fabs(u[0]) < tolerance && fabs(u[1]) < tolerance) {
        normal[0] = 0, normal[1] = -1, normal[2] = 0;
        return;
    }
    cross[0] = -u[0] * u[2];
    cross[1] = -u[1] * u[2];
    cross[2] = u[0] * u[0] + u[1] * u[1];
    length = sqrt(dot3(cross, cross, fused));
    for (int i = 0; i < 3; i++)
        normal[i] = cross[i] / length;
}

/* What `get_shaded_rgb` adds to each colour at this point of the outline. */
double light_at(const Solid *solid, const Rows *points, Py_ssize_t corner) {
    Py_ssize_t count = points->rows;
    Py_ssize_t before = corner > 2 ? corner - 3 : count - 4;
    Py_ssize_t after = corner < count - 3 ? corner + 3 : 3;
    double normal[3] = {0, 1, 0}, to_sun[3];
    if (count > 4) {
        double v1[3], v2[3];
        for (int i = 0; i < 3; i++) {
            v1[i] = at(points, after, i) - at(points, corner, i);
            v2[i] = at(points, before, i) - at(points, corner, i);
        }
        unit_normal(v1, v2, solid->fused, normal);
        if (sqrt(dot3(normal, normal, solid->fused)) == 0)
            normal[0] = 0, normal[1] = 1, normal[2] = 0;
    }
    for (int i = 0; i < 3; i++)
        to_sun[i] = solid->light[i] - at(points, corner, i);
    double distance = sqrt(dot3(to_sun, to_sun, solid->fused));
    for (int i = 0; i < 3; i++)
        to_sun[i] = distance > 0 ? to_sun[i] / distance : 0;
    double light = 0.5 * pow(dot3(normal, to_sun, solid->fused), 3);
    return light < 0 ? light * 0.5 : light;
}
