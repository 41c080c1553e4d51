/* As a directory service's binding does it: any object with bytes becomes a value of length and
 * pointer for the C library, is read as BER (tag, length, content), and becomes a str again.
 * None is no value. */
#include <Python.h>

#include "show.h"
#include "side.h"

typedef struct {
  size_t length;
  unsigned char *bytes;
} BerValue;

/* Returns 1, or 0 with an error. The bytes are a copy, since the library keeps them. */
static int value_from_object(PyObject *object, BerValue *value) {
  const void *bytes;
  Py_ssize_t size;
  value->length = 0;
  value->bytes = NULL;
  if (object == Py_None) return 1;
  if (!PyObject_CheckReadBuffer(object)) {
    PyErr_Format(PyExc_TypeError, "a value needs bytes, and '%.100s' has none",
                 object->ob_type->tp_name);
    return 0;
  }
  if (PyObject_AsReadBuffer(object, &bytes, &size) == -1) return 0;
  value->bytes = (unsigned char *)PyMem_MALLOC(size ? size : 1);
  if (value->bytes == NULL) {
    PyErr_NoMemory();
    return 0;
  }
  memcpy(value->bytes, bytes, size);
  value->length = size;
  return 1;
}

static PyObject *value_to_object(const BerValue *value) {
  if (value->bytes == NULL) {
    Py_INCREF(Py_None);
    return Py_None;
  }
  return PyString_FromStringAndSize((const char *)value->bytes, (Py_ssize_t)value->length);
}

static void value_release(BerValue *value) {
  PyMem_FREE(value->bytes);
  value->bytes = NULL;
}

/* Takes one element off the front of [rest]: its tag, and its content, which points into [rest].
 * Returns 0, or -1 with a ValueError. */
static int next_element(BerValue *rest, unsigned *tag, BerValue *content) {
  size_t length, head = 2;
  if (rest->length < head) goto cut;
  *tag = rest->bytes[0];
  length = rest->bytes[1];
  if (length & 0x80) {
    size_t digits = length & 0x7f;
    if (digits == 0 || digits > sizeof length || rest->length - head < digits) goto cut;
    for (length = 0; digits > 0; digits--) length = length << 8 | rest->bytes[head++];
  }
  if (length > rest->length - head) goto cut;
  content->bytes = rest->bytes + head;
  content->length = length;
  rest->bytes += head + length;
  rest->length -= head + length;
  return 0;
cut:
  PyErr_SetString(PyExc_ValueError, "the value ends in the middle of an element");
  return -1;
}

static int print_elements(BerValue rest, int depth) {
  while (rest.length > 0) {
    unsigned tag;
    BerValue content;
    if (next_element(&rest, &tag, &content) < 0) return -1;
    printf("%*s%02x, %d bytes\n", 2 * depth, "", tag, (int)content.length);
    if (tag & 0x20) {
      if (print_elements(content, depth + 1) < 0) return -1;
    } else {
      printf("%*s", 2 * depth + 2, "");
      show_bytes("content", content.bytes, (Py_ssize_t)content.length);
    }
  }
  return 0;
}

static void print_value(const char *label, PyObject *object) {
  BerValue value;
  PyObject *again;
  printf("-- %s\n", label);
  if (!value_from_object(object, &value)) {
    show_error("no value");
    return;
  }
  if (print_elements(value, 0) < 0) show_error("stopped");
  again = value_to_object(&value);
  if (again == Py_None)
    puts("no value: None");
  else
    show("again", again);
  Py_XDECREF(again);
  value_release(&value);
}

int main(void) {
  static const char bind_request[] =
      "\x30\x1a\x02\x01\x01\x60\x15\x02\x01\x03\x04\x07"
      "cn=root\x80\x07pass\0rd";
  const Py_ssize_t size = sizeof bind_request - 1;
  PyObject *whole, *inner, *changeable, *numbers, *number;
  side_start();
  whole = PyString_FromStringAndSize(bind_request, size);
  inner = PyBuffer_FromObject(whole, 2, 3);
  changeable = PyByteArray_FromStringAndSize(bind_request, size - 1);
  numbers = side_array('B',
                       "\x04\x81\x02"
                       "ab",
                       5);
  number = PyInt_FromLong(26);
  if (whole == NULL || inner == NULL || changeable == NULL || numbers == NULL || number == NULL)
    return 1;
  print_value("a str", whole);
  print_value("a buffer on a part of it", inner);
  print_value("a bytearray that ends too early", changeable);
  print_value("an array of unsigned chars", numbers);
  print_value("None", Py_None);
  print_value("an int", number);
  printf("references of the str: %d\n", (int)whole->ob_refcnt);
  Py_DECREF(number);
  Py_DECREF(numbers);
  Py_DECREF(changeable);
  Py_DECREF(inner);
  Py_DECREF(whole);
  side_end();
  return 0;
}
