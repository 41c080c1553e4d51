/* See contents.h. The bytes are read straight into a bytearray, through its own write buffer. */
#define _POSIX_C_SOURCE 200809L

#include "contents.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define FIRST_ROOM ((Py_ssize_t)64 << 10)

static const char *why_not_regular(const struct stat *info) {
  if (S_ISREG(info->st_mode)) return NULL;
  if (S_ISDIR(info->st_mode)) return "is a directory, not a regular file";
  if (S_ISFIFO(info->st_mode)) return "is a pipe, not a regular file";
  if (S_ISSOCK(info->st_mode)) return "is a socket, not a regular file";
  return "is a device, not a regular file";
}

/* Fills [bytes] from the file, growing it, until the end of the file or one byte past the limit.
 * Returns the bytes read, or -1 with errno, or with an error pending. */
static Py_ssize_t read_to_end(int fd, PyObject *bytes) {
  Py_ssize_t used = 0;
  for (;;) {
    void *room;
    Py_ssize_t size;
    if (PyObject_AsWriteBuffer(bytes, &room, &size) < 0) return -1;
    if (used == size) {
      if (size > CONTENTS_LIMIT) return size;
      size = size > CONTENTS_LIMIT / 2 ? CONTENTS_LIMIT + 1 : size * 2;
      if (PyByteArray_Resize(bytes, size) < 0) return -1;
      continue;
    }
    ssize_t got = read(fd, (char *)room + used, (size_t)(size - used));
    if (got == 0) return used;
    if (got > 0) used += got;
    if (got < 0 && errno != EINTR) return -1;
  }
}

/* Fills in size and bytes. */
static const char *read_contents(Contents *contents) {
  Py_ssize_t room = contents->reported < FIRST_ROOM ? FIRST_ROOM : contents->reported + 1;
  contents->bytes = PyByteArray_FromStringAndSize(NULL, room);
  Py_ssize_t used = contents->bytes ? read_to_end(contents->fd, contents->bytes) : -1;
  const char *why = NULL;
  if (used > CONTENTS_LIMIT) {
    Py_CLEAR(contents->bytes);
    if (contents->reported == 0) why = "is too large to copy, and its size is not known";
  } else if (used >= 0 && PyByteArray_Resize(contents->bytes, used) == 0) {
    contents->size = used;
  } else {
    why = PyErr_Occurred() ? "does not fit into memory" : strerror(errno);
    PyErr_Clear();
  }
  return why;
}

const char *contents_open(Contents *contents, const char *path) {
  struct stat info;
  if (stat(path, &info) < 0) return strerror(errno);
  const char *why = why_not_regular(&info); /* before open, which some devices take as an order */
  if (why != NULL) return why;
  contents->fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
  if (contents->fd < 0) return strerror(errno);
  contents->bytes = NULL;
  if (fstat(contents->fd, &info) < 0)
    why = strerror(errno);
  else if ((why = why_not_regular(&info)) == NULL && info.st_size > PY_SSIZE_T_MAX)
    why = "is too large to map";
  if (why == NULL) {
    contents->reported = contents->size = (Py_ssize_t)info.st_size;
    if (contents->reported <= CONTENTS_LIMIT) why = read_contents(contents);
  }
  if (why != NULL) contents_close(contents);
  return why;
}

void contents_close(Contents *contents) {
  close(contents->fd);
  Py_CLEAR(contents->bytes);
}
