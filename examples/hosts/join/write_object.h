/* Writing an object of any type and of any number of segments to a file. */
#ifndef JOIN_WRITE_OBJECT_H
#define JOIN_WRITE_OBJECT_H

#include <slotbuf.h>

/* Writes all bytes of [object] to [file], without a copy and with as few calls of writev as the
 * system lets it. Returns 0; or -1 with an error, in which [name] is the file's. */
int write_object(PyObject *object, int file, const char *name);

#endif
