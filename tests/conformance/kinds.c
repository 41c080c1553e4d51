/* The table of KINDS.md: user types as a host would define them, static records with slot tables of
 * their own, readied once in the order of the table. */
#include "user.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PLAIN (Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE)
#define PLUS_NEW (PLAIN | Py_TPFLAGS_HAVE_NEWBUFFER)
#define MINUS_NEW (PLAIN & ~Py_TPFLAGS_HAVE_NEWBUFFER)
#define MINUS_CHAR (PLAIN & ~Py_TPFLAGS_HAVE_GETCHARBUFFER)

/* The cells of a row are the names of KINDS.md: OLD(err, a, _, boom) stands for the slot functions
 * seg_err, data_a, NULL and char_boom of user.h. */
#define BOTH(segcount, read, write, chars, get, release) \
  .has_table = true,                                     \
  .table = {data_##read, data_##write, seg_##segcount, char_##chars, get_##get, release_##release}
#define OLD(segcount, read, write, chars) BOTH(segcount, read, write, chars, _, _)
#define NEW(get, release) BOTH(_, _, _, _, get, release)
#define NO_TABLE .has_table = false
#define seg__ NULL
#define data__ NULL
#define char__ NULL
#define get__ NULL
#define release__ NULL

/* clang-format off */
static struct kind {
  const char *name, *base;
  long flags;
  bool has_table;
  PyBufferProcs table;
  char type_name[32];
  PyTypeObject type;
} kinds[] = {
    {"noprocs",             NULL,            PLAIN,      NO_TABLE},
    {"empty",               NULL,            PLAIN,      OLD(_,      _,     _,     _)},
    {"full",                NULL,            PLAIN,      OLD(1,      a,     a,     a)},
    {"noseg",               NULL,            PLAIN,      OLD(_,      a,     a,     a)},
    {"noread",              NULL,            PLAIN,      OLD(1,      _,     a,     a)},
    {"nowrite",             NULL,            PLAIN,      OLD(1,      a,     _,     a)},
    {"nochar",              NULL,            PLAIN,      OLD(1,      a,     a,     _)},
    {"readonly",            NULL,            PLAIN,      OLD(1,      a,     _,     _)},
    {"writeonly",           NULL,            PLAIN,      OLD(1,      _,     a,     _)},
    {"charonly",            NULL,            PLAIN,      OLD(1,      _,     _,     a)},
    {"segonly",             NULL,            PLAIN,      OLD(1,      _,     _,     _)},
    {"seg0",                NULL,            PLAIN,      OLD(0,      a,     a,     a)},
    {"seg2",                NULL,            PLAIN,      OLD(2,      ab,    ab,    ab)},
    {"seg3",                NULL,            PLAIN,      OLD(3,      a,     a,     a)},
    {"segerr",              NULL,            PLAIN,      OLD(err,    a,     a,     a)},
    {"segquiet",            NULL,            PLAIN,      OLD(quiet,  a,     a,     a)},
    {"segdirty",            NULL,            PLAIN,      OLD(dirty,  a,     a,     a)},
    {"readerr",             NULL,            PLAIN,      OLD(1,      boom,  a,     a)},
    {"writeerr",            NULL,            PLAIN,      OLD(1,      a,     boom,  a)},
    {"charerr",             NULL,            PLAIN,      OLD(1,      a,     a,     boom)},
    {"allerr",              NULL,            PLAIN,      OLD(1,      boom,  boom,  boom)},
    {"quiet",               NULL,            PLAIN,      OLD(1,      quiet, quiet, quiet)},
    {"chardiff",            NULL,            PLAIN,      OLD(1,      a,     a,     b)},
    {"writediff",           NULL,            PLAIN,      OLD(1,      a,     b,     a)},
    {"log",                 NULL,            PLAIN,      OLD(log,    rlog,  wlog,  log)},
    {"nocharflag",          NULL,            MINUS_CHAR, OLD(1,      a,     a,     a)},
    {"nb",                  NULL,            PLUS_NEW,   NEW(fill,    rel)},
    {"nb_ro",               NULL,            PLUS_NEW,   NEW(fill_ro, rel)},
    {"nb_norel",            NULL,            PLUS_NEW,   NEW(count,   _)},
    {"nb_noflag",           NULL,            MINUS_NEW,  NEW(fill,    rel)},
    {"nb_err",              NULL,            PLUS_NEW,   NEW(nope,    rel)},
    {"nb_quiet",            NULL,            PLUS_NEW,   NEW(quiet,   _)},
    {"nb_int",              NULL,            PLUS_NEW,   NEW(int,     _)},
    {"nb_2d",               NULL,            PLUS_NEW,   NEW(2d,      _)},
    {"nb_fortran",          NULL,            PLUS_NEW,   NEW(fortran, _)},
    {"nb_gap",              NULL,            PLUS_NEW,   NEW(gap,     _)},
    {"nb_0d",               NULL,            PLUS_NEW,   NEW(0d,      _)},
    {"nb_3d",               NULL,            PLUS_NEW,   NEW(3d,      _)},
    {"nb_back",             NULL,            PLUS_NEW,   NEW(back,    _)},
    {"nb_zero",             NULL,            PLUS_NEW,   NEW(zero,    _)},
    {"nb_bare",             NULL,            PLUS_NEW,   NEW(bare,    _)},
    {"nb_rows",             NULL,            PLUS_NEW,   NEW(rows,    _)},
    {"nb_free",             NULL,            PLUS_NEW,   NEW(free,    _)},
    {"nb_name",             NULL,            PLUS_NEW,   NEW(name,    _)},
    {"nb_hand",             NULL,            PLUS_NEW,   NEW(hand,    _)},
    {"nb_keep",             NULL,            PLUS_NEW,   NEW(keep, keep)},
    {"both",                NULL,            PLUS_NEW,   BOTH(1,     a,     a,     a, fill, rel)},
    {"sub_full",            "full",          PLAIN,      NO_TABLE},
    {"sub_full_empty",      "full",          PLAIN,      OLD(_,      _,     _,     _)},
    {"sub_full_char",       "full",          PLAIN,      OLD(_,      _,     _,     extra)},
    {"sub_full_read",       "full",          PLAIN,      OLD(_,      extra, _,     _)},
    {"sub_full_seg2",       "full",          PLAIN,      OLD(2,      _,     _,     _)},
    {"sub_full_nocharflag", "full",          MINUS_CHAR, OLD(_,      _,     _,     _)},
    {"sub_nocharflag",      "nocharflag",    PLAIN,      NO_TABLE},
    {"sub_nowrite_write",   "nowrite",       PLAIN,      OLD(_,      _,     a,     _)},
    {"sub_noseg_seg",       "noseg",         PLAIN,      OLD(1,      _,     _,     _)},
    {"sub_noprocs_full",    "noprocs",       PLAIN,      OLD(1,      a,     a,     a)},
    {"sub_sub_full",        "sub_full_char", PLAIN,      NO_TABLE},
    {"sub_nb",              "nb",            PLAIN,      NO_TABLE},
    {"sub_nb_flag",         "nb",            PLUS_NEW,   NO_TABLE},
    {"sub_nb_old",          "nb",            PLUS_NEW,   OLD(1,      a,     _,     _)},
    {"sub_nb_noflag",       "nb_noflag",     PLUS_NEW,   NO_TABLE},
    {"sub_str",             "str",           PLAIN,      NO_TABLE},
    {"sub_str_empty",       "str",           PLAIN,      OLD(_,      _,     _,     _)},
    {"sub_str_char",        "str",           PLAIN,      OLD(_,      _,     _,     extra)},
    {"sub_str_read",        "str",           PLAIN,      OLD(_,      extra, _,     _)},
    {"sub_str_err",         "str",           PLAIN,      OLD(_,      boom,  _,     _)},
    {"sub_str_seg2",        "str",           PLAIN,      OLD(const2, _,     _,     _)},
    {"sub_str_write",       "str",           PLAIN,      OLD(_,      _,     extra, _)},
    {"sub_str_newflag",     "str",           PLUS_NEW,   NO_TABLE},
    {"sub_ba",              "bytearray",     PLAIN,      NO_TABLE},
    {"sub_ba_empty",        "bytearray",     PLAIN,      OLD(_,      _,     _,     _)},
    {"sub_ba_read",         "bytearray",     PLAIN,      OLD(_,      extra, _,     _)},
    {"sub_ba_werr",         "bytearray",     PLAIN,      OLD(_,      _,     boom,  _)},
    {"sub_ba_newflag",      "bytearray",     PLUS_NEW,   NO_TABLE},
};
/* clang-format on */

enum { KINDS = sizeof kinds / sizeof kinds[0] };

PyTypeObject *kind_type(const char *name) {
  for (int i = 0; i < KINDS; i++)
    if (strcmp(kinds[i].name, name) == 0) return &kinds[i].type;
  return NULL;
}

static PyTypeObject *find_base(const char *name) {
  if (strcmp(name, "str") == 0) return &PyString_Type;
  if (strcmp(name, "bytearray") == 0) return &PyByteArray_Type;
  return kind_type(name);
}

static void ready(struct kind *kind) {
  snprintf(kind->type_name, sizeof kind->type_name, "u.%s", kind->name);
  PyTypeObject *type = &kind->type;
  *type = (PyTypeObject){PyVarObject_HEAD_INIT(NULL, 0).tp_name = kind->type_name,
                         .tp_flags = kind->flags,
                         .tp_as_buffer = kind->has_table ? &kind->table : NULL};
  if (kind->base != NULL) {
    type->tp_base = find_base(kind->base);
  } else {
    type->tp_basicsize = sizeof(struct user);
    type->tp_dealloc = user_dealloc;
  }
  if (PyType_Ready(type) == 0) return;
  fprintf(stderr, "runner: %s cannot be readied: %s\n", type->tp_name, Slotbuf_ErrorText());
  exit(2);
}

void kinds_ready(void) {
  for (int i = 0; i < KINDS; i++) ready(&kinds[i]);
}

bool is_user_object(PyObject *object) {
  for (int i = 0; i < KINDS; i++)
    if (Py_TYPE(object) == &kinds[i].type) return true;
  return false;
}
