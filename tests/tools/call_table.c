/* Prints the README's table of the four calls over the built-in types, from the library's answers.
 * */
#include <slotbuf.h>
#include <stdio.h>
#include <string.h>

enum { TEXTS = 16 };

static char texts[TEXTS][128];

/* The number of the pending error's text in the list below the table; clears the error. */
static int number_of_error(void) {
  char text[128];
  int i = 0;
  snprintf(text, sizeof text, "%s: %s", Slotbuf_ErrorName(), Slotbuf_ErrorText());
  PyErr_Clear();
  while (i < TEXTS - 1 && texts[i][0] != '\0' && strcmp(texts[i], text) != 0) i++;
  strcpy(texts[i], text);
  return i + 1;
}

static void print_cell(int width, int yes) {
  char cell[16] = "yes";
  if (!yes) strcpy(cell, "no");
  if (!yes && PyErr_Occurred()) snprintf(cell, sizeof cell, "no (%d)", number_of_error());
  printf(" %-*s |", width, cell);
}

static void print_row(const char *name, PyObject *object) {
  const char *characters;
  const void *bytes;
  void *memory;
  Py_ssize_t size;
  if (object == NULL) return;
  printf("| %-20s |", name);
  print_cell(12, PyObject_AsCharBuffer(object, &characters, &size) == 0);
  print_cell(12, PyObject_AsReadBuffer(object, &bytes, &size) == 0);
  print_cell(15, PyObject_CheckReadBuffer(object));
  print_cell(13, PyObject_AsWriteBuffer(object, &memory, &size) == 0);
  putchar('\n');
}

int main(void) {
  PyObject *str = PyString_FromString("bytes");
  PyObject *bytearray = PyByteArray_FromStringAndSize("bytes", 5);
  PyObject *array = SlotbufArray_FromBytes('B', "bytes", 5);
  PyObject *on_str = PyBuffer_FromObject(str, 0, Py_END_OF_BUFFER);
  PyObject *on_bytearray = PyBuffer_FromReadWriteObject(bytearray, 0, Py_END_OF_BUFFER);
  PyObject *on_array = PyBuffer_FromReadWriteObject(array, 0, Py_END_OF_BUFFER);
  PyObject *numbers[] = {PyInt_FromLong(5), PyLong_FromLong(5), PyFloat_FromDouble(5)};

  puts("| object               | AsCharBuffer | AsReadBuffer | CheckReadBuffer | AsWriteBuffer |");
  puts("| -------------------- | ------------ | ------------ | --------------- | ------------- |");
  print_row("`str`", str);
  print_row("`bytearray`", bytearray);
  print_row("`array`", array);
  print_row("`buffer`, read-only", on_str);
  print_row("`buffer`, writable", on_bytearray);
  print_row("the same on an array", on_array);
  print_row("`int`", numbers[0]);
  print_row("`long`", numbers[1]);
  print_row("`float`", numbers[2]);
  print_row("`None`", Py_None);
  putchar('\n');
  for (int i = 0; i < TEXTS && texts[i][0] != '\0'; i++) printf("%d. %s\n", i + 1, texts[i]);

  for (int i = 0; i < 3; i++) Py_XDECREF(numbers[i]);
  Py_XDECREF(on_array);
  Py_XDECREF(on_bytearray);
  Py_XDECREF(on_str);
  Py_XDECREF(array);
  Py_XDECREF(bytearray);
  Py_XDECREF(str);
  return 0;
}
