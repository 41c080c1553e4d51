/* The instances of user types, and the slot functions that KINDS.md names.
 *
 * An instance owns two blocks, [a] and [b], for its whole life; nothing resizes them, so a pointer
 * into them stays good while the instance lives. */
#ifndef CONFORMANCE_USER_H
#define CONFORMANCE_USER_H

#include "runner.h"

struct user {
  PyObject_HEAD
  struct bytes a, b;
  int exports;                                    /* views given out and not yet released */
  Py_ssize_t shape[3], strides[3], suboffsets[3]; /* what those views point to */
  char *rows[2];                                  /* where suboffsets lead */
  PyObject *other;                                /* whose view it hands on, or NULL; owned */
  Py_buffer kept;                                 /* of [other], while there are exports */
};

/* user.c */
void user_adopt(PyObject *object);
void user_dealloc(PyObject *self);

/* user_slots.c: bf_getsegcount */
Py_ssize_t seg_1(PyObject *self, Py_ssize_t *length);
Py_ssize_t seg_0(PyObject *self, Py_ssize_t *length);
Py_ssize_t seg_2(PyObject *self, Py_ssize_t *length);
Py_ssize_t seg_3(PyObject *self, Py_ssize_t *length);
Py_ssize_t seg_err(PyObject *self, Py_ssize_t *length);
Py_ssize_t seg_quiet(PyObject *self, Py_ssize_t *length);
Py_ssize_t seg_dirty(PyObject *self, Py_ssize_t *length);
Py_ssize_t seg_const2(PyObject *self, Py_ssize_t *length);
Py_ssize_t seg_log(PyObject *self, Py_ssize_t *length);

/* user_slots.c: bf_getreadbuffer and bf_getwritebuffer */
Py_ssize_t data_a(PyObject *self, Py_ssize_t index, void **data);
Py_ssize_t data_b(PyObject *self, Py_ssize_t index, void **data);
Py_ssize_t data_ab(PyObject *self, Py_ssize_t index, void **data);
Py_ssize_t data_boom(PyObject *self, Py_ssize_t index, void **data);
Py_ssize_t data_quiet(PyObject *self, Py_ssize_t index, void **data);
Py_ssize_t data_extra(PyObject *self, Py_ssize_t index, void **data);
Py_ssize_t data_rlog(PyObject *self, Py_ssize_t index, void **data);
Py_ssize_t data_wlog(PyObject *self, Py_ssize_t index, void **data);

/* user_slots.c: bf_getcharbuffer */
Py_ssize_t char_a(PyObject *self, Py_ssize_t index, char **data);
Py_ssize_t char_b(PyObject *self, Py_ssize_t index, char **data);
Py_ssize_t char_ab(PyObject *self, Py_ssize_t index, char **data);
Py_ssize_t char_boom(PyObject *self, Py_ssize_t index, char **data);
Py_ssize_t char_quiet(PyObject *self, Py_ssize_t index, char **data);
Py_ssize_t char_extra(PyObject *self, Py_ssize_t index, char **data);
Py_ssize_t char_log(PyObject *self, Py_ssize_t index, char **data);

/* The five static bytes that the `extra` slots hand out; scripts can write to them. */
void extra_reset(void);

/* user_views.c: bf_getbuffer and bf_releasebuffer */
int get_fill(PyObject *self, Py_buffer *view, int flags);
int get_fill_ro(PyObject *self, Py_buffer *view, int flags);
int get_count(PyObject *self, Py_buffer *view, int flags);
int get_nope(PyObject *self, Py_buffer *view, int flags);
int get_quiet(PyObject *self, Py_buffer *view, int flags);
int get_int(PyObject *self, Py_buffer *view, int flags);
int get_2d(PyObject *self, Py_buffer *view, int flags);
int get_fortran(PyObject *self, Py_buffer *view, int flags);
int get_gap(PyObject *self, Py_buffer *view, int flags);
int get_0d(PyObject *self, Py_buffer *view, int flags);
int get_3d(PyObject *self, Py_buffer *view, int flags);
int get_back(PyObject *self, Py_buffer *view, int flags);
int get_zero(PyObject *self, Py_buffer *view, int flags);
int get_bare(PyObject *self, Py_buffer *view, int flags);
int get_rows(PyObject *self, Py_buffer *view, int flags);
void release_rel(PyObject *self, Py_buffer *view);

/* user_hands.c: bf_getbuffer and bf_releasebuffer that involve another object, or nobody */
int get_free(PyObject *self, Py_buffer *view, int flags);
int get_hand(PyObject *self, Py_buffer *view, int flags);
int get_keep(PyObject *self, Py_buffer *view, int flags);
int get_name(PyObject *self, Py_buffer *view, int flags);
void release_keep(PyObject *self, Py_buffer *view);

#endif
