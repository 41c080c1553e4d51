/* See mapping.h. The struct begins with the bytes head, the record says what is granted, and
 * PyType_Ready does the rest: there is no slot to write. */
#define _POSIX_C_SOURCE 200809L

#include "mapping.h"

#include <errno.h>
#include <string.h>
#include <sys/mman.h>

typedef struct mapping {
  SLOTBUF_BYTES_HEAD
} Mapping;

/* Nothing can be mapped of an empty file, so its bytes are here. */
static char no_bytes[1];

static void mapping_dealloc(PyObject *object) {
  Mapping *mapping = (Mapping *)object;
  if (mapping->ob_size > 0) munmap(mapping->ob_bytes, (size_t)mapping->ob_size);
  PyObject_Free(mapping);
}

static PyTypeObject mapping_type = {
    PyVarObject_HEAD_INIT(NULL, 0) "tool.mapping",
    .tp_basicsize = sizeof(Mapping),
    .tp_dealloc = mapping_dealloc,
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_grants = SLOTBUF_GRANT_READ | SLOTBUF_GRANT_CHAR,
};

PyObject *mapping_new(int fd, Py_ssize_t size) {
  if (PyType_Ready(&mapping_type) < 0) return NULL;
  void *bytes = no_bytes;
  if (size > 0) bytes = mmap(NULL, (size_t)size, PROT_READ, MAP_PRIVATE, fd, 0);
  if (bytes == MAP_FAILED)
    return PyErr_Format(PyExc_RuntimeError, "cannot be mapped: %s", strerror(errno));
  Mapping *mapping = PyObject_New(Mapping, &mapping_type);
  if (mapping == NULL) {
    if (size > 0) munmap(bytes, (size_t)size);
    return NULL;
  }
  mapping->ob_bytes = bytes;
  mapping->ob_size = size;
  return (PyObject *)mapping;
}
