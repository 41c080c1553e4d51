/* Parts: what join is given, as objects. Those who read them need not know what they are. */
#ifndef JOIN_PARTS_H
#define JOIN_PARTS_H

#include <slotbuf.h>
#include <sys/stat.h>

/* What goes wrong in join itself; it arrives as the errors of slotbuf do. main readies it. */
extern PyTypeObject join_error;

/* Sets the error that errno has for [name]. Returns NULL. */
PyObject *fail(const char *name);

/* The file at [path]: a mapping if it has a size, else a buffer of what can be read from it; "-" is
 * standard input. It may not be [output], which is written to while it is read. New reference; or
 * NULL with an error. */
PyObject *file_part(const char *path, const struct stat *output);

#endif
