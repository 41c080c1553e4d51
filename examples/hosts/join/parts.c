#include "parts.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

PyTypeObject join_error = SLOTBUF_EXCEPTION_INIT("join.Error", PyExc_IOError);

PyObject *fail(const char *name) {
  return PyErr_Format((PyObject *)&join_error, "%s: %s", name, strerror(errno));
}

static void free_memory(void *context, void *memory, Py_ssize_t size) {
  (void)context;
  (void)size;
  free(memory);
}

/* All that can be read from [file], in memory that becomes the buffer's. */
static PyObject *read_part(int file, const char *name) {
  char *memory = NULL;
  size_t size = 0, room = 0;
  for (;;) {
    if (size == room) {
      room = room == 0 ? 1 << 16 : room * 2;
      char *more = realloc(memory, room);
      if (more == NULL) {
        PyErr_NoMemory();
        break;
      }
      memory = more;
    }
    ssize_t count = read(file, memory + size, room - size);
    if (count == 0) return SlotbufBuffer_FromMemory(memory, (Py_ssize_t)size, 1, free_memory, NULL);
    if (count > 0) {
      size += (size_t)count;
    } else if (errno != EINTR) {
      fail(name);
      break;
    }
  }
  free(memory);
  return NULL;
}

PyObject *file_part(const char *path, const struct stat *output) {
  struct stat status;
  if (strcmp(path, "-") == 0) return read_part(STDIN_FILENO, "standard input");
  if (stat(path, &status) < 0) return fail(path);
  if (S_ISREG(status.st_mode) && status.st_dev == output->st_dev && status.st_ino == output->st_ino)
    return PyErr_Format((PyObject *)&join_error, "%s: it is the output too", path);
  /* Files without a size may have bytes all the same, as those in /proc do. */
  if (S_ISREG(status.st_mode) && status.st_size > 0) return SlotbufMapping_Open(path, 1);
  int file = open(path, O_RDONLY);
  if (file < 0) return fail(path);
  PyObject *part = read_part(file, path);
  close(file);
  return part;
}
