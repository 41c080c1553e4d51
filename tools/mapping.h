/* A type of the tool's own: a file in memory, mapped and not copied. This is how a host adds a type
 * to slotbuf when its bytes lie in one piece. */
#ifndef MAPPING_H
#define MAPPING_H

#include <slotbuf.h>

/* Maps the first [size] bytes of the regular file [fd], read-only. The file has at least that many,
 * and must keep them while the mapping lives; [fd] may be closed. New reference, or NULL with a
 * RuntimeError that says why it cannot be mapped, or with a MemoryError. */
PyObject *mapping_new(int fd, Py_ssize_t size);

#endif
