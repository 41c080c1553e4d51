/* What is in FILE: opened with suspicion, and read to its end. */
#ifndef CONTENTS_H
#define CONTENTS_H

#include <slotbuf.h>

/* A file up to this size is copied. */
#define CONTENTS_LIMIT ((Py_ssize_t)64 << 20)

typedef struct contents {
  int fd;
  Py_ssize_t reported; /* the size that the file system reports; /proc reports 0 for every file */
  Py_ssize_t size;     /* the bytes found: those read, or the size reported if none were */
  PyObject *bytes;     /* a bytearray of them, or NULL: too large to copy */
} Contents;

/* Opens and reads the regular file [path]. Returns NULL, and the caller owes contents_close; or why
 * it could not be done, a text good until the next call, and nothing is owed. */
const char *contents_open(Contents *contents, const char *path);
void contents_close(Contents *contents);

#endif
