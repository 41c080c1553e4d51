/* join [-o FILE] PART...: writes its parts one after the other, and copies none of them.
 *
 * Each part becomes an object, whatever it is. A rope joins them, and the segments of the rope go
 * to one writev. Nothing is written before all parts are there. */
#include <fcntl.h>
#include <slotbuf.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "parts.h"
#include "write_object.h"

static int complain(void) {
  char name[64], text[1024];
  Slotbuf_TakeError(name, sizeof name, text, sizeof text);
  fprintf(stderr, "join: %s\n", text[0] != '\0' ? text : name);
  return EXIT_FAILURE;
}

/* Makes the objects that [words] name and returns their number; -1 with an error. Those that were
 * made are in [parts] all the same, before a NULL. */
static int make_parts(char *const *words, PyObject **parts, const struct stat *output) {
  int count = 0;
  for (; *words != NULL; words++, count++) {
    int is_text = strcmp(*words, "-t") == 0 && words[1] != NULL;
    parts[count] = is_text ? PyString_FromString(*++words) : file_part(*words, output);
    if (parts[count] == NULL) return -1;
  }
  return count;
}

/* Joins what [words] name into [parts], which has room for it, and writes that. */
static int join(char *const *words, PyObject **parts, int file, const char *name) {
  struct stat output;
  if (fstat(file, &output) < 0) {
    fail(name);
    return -1;
  }
  int count = make_parts(words, parts, &output);
  if (count < 0) return -1;
  PyObject *rope = SlotbufRope_FromParts(parts, count);
  if (rope == NULL) return -1;
  int result = 0;
  if (file != STDOUT_FILENO && S_ISREG(output.st_mode) && ftruncate(file, 0) < 0) {
    fail(name);
    result = -1;
  }
  if (result == 0) result = write_object(rope, file, name);
  Py_DECREF(rope);
  return result;
}

int main(int argc, char **argv) {
  const char *path = NULL;
  char **words = argv + (argc > 0);
  if (argc > 2 && strcmp(words[0], "-o") == 0) {
    path = words[1];
    words += 2;
  }
  if (*words == NULL) {
    fputs("usage: join [-o FILE] PART...\nA PART is the path of a file, - or -t TEXT.\n", stderr);
    return 2;
  }
  if (PyType_Ready(&join_error) < 0) return complain();
  PyObject **parts = calloc((size_t)argc, sizeof *parts);
  const char *name = path != NULL ? path : "standard output";
  /* Not emptied yet: it may be one of the parts, which is refused. */
  int file = path != NULL ? open(path, O_WRONLY | O_CREAT, 0666) : STDOUT_FILENO;
  if (parts == NULL) {
    PyErr_NoMemory();
  } else if (file < 0) {
    fail(name);
  } else if (join(words, parts, file, name) == 0 && close(file) < 0) {
    fail(name);
  }
  for (PyObject **part = parts; part != NULL && *part != NULL; part++) Py_DECREF(*part);
  free(parts);
  return PyErr_Occurred() == NULL ? EXIT_SUCCESS : complain();
}
