// The four functions on every type, windows and chains.

#include "../ring.hh"
#include "objects.hh"

namespace bench {
namespace {

inline void check(PyObject *object) { sink(PyObject_CheckReadBuffer(object)); }
int verify_check(void *work) {
  return PyObject_CheckReadBuffer(static_cast<PyObject *>(work)) == 1;
}
int verify_no(void *work) {
  return PyObject_CheckReadBuffer(static_cast<PyObject *>(work)) == 0 && !PyErr_Occurred();
}

template <auto function, class Pointer>
void add(row_list &rows, const char *question, const char *object, maker make) {
  rows.add_one<PyObject, ask<function, Pointer>>(
      {question, object, make, verify_ask<function, Pointer>, nullptr, drop, nullptr, 0});
}

void add_char(row_list &rows, const char *object, maker make) {
  add<as_char, const char *>(rows, "char", object, make);
}
void add_read(row_list &rows, const char *object, maker make) {
  add<as_read, const void *>(rows, "read", object, make);
}
void add_write(row_list &rows, const char *object, maker make) {
  add<as_write, void *>(rows, "write", object, make);
}
void add_slots(row_list &rows, const char *object, maker make) {
  add<by_slots, const void *>(rows, "slots", object, make);
}
void add_check(row_list &rows, const char *object, maker make, int (*verify)(void *)) {
  rows.add_one<PyObject, check>({"check", object, make, verify, nullptr, drop, nullptr, 0});
}

#ifdef SLOTBUF_ABI
inline void span(PyObject *object) {
  const SlotbufSpan answer = Slotbuf_ReadSpan(object);
  sink(answer.bytes, answer.size);
}
int verify_span(void *work) {
  const SlotbufSpan answer = Slotbuf_ReadSpan(static_cast<PyObject *>(work));
  return is_sixteen(answer.bytes, answer.size);
}
void add_span(row_list &rows, const char *object, maker make) {
  rows.add_one<PyObject, span>({"span", object, make, verify_span, nullptr, drop, nullptr, 0});
}
#endif

const void *bytes_of(void *str) {
  const void *bytes;
  Py_ssize_t size;
  const int result = PyObject_AsReadBuffer(static_cast<PyObject *>(str), &bytes, &size);
  __asm__ volatile("" : : "r"(result), "r"(size));
  return bytes;
}

}  // namespace

void add_borrow_rows(row_list &rows) {
  add_char(rows, "str", make_str);
  add_char(rows, "bytearray", make_bytearray);
  add_char(rows, "buffer", make_window);
  add_char(rows, "buffer/bytearray", make_window_on_bytearray);
  add_char(rows, "host", make_host);

  add_read(rows, "str", make_str);
  add_read(rows, "bytearray", make_bytearray);
  add_read(rows, "array", make_array);
  add_read(rows, "buffer", make_window);
  add_read(rows, "buffer/bytearray", make_window_on_bytearray);
  add_read(rows, "host", make_host);
#ifdef SLOTBUF_ONE_SEGMENT
  add_read(rows, "host-one-segment", make_host_of_one_segment);
#endif

  add_write(rows, "bytearray", make_bytearray);
  add_write(rows, "array", make_array);
  add_write(rows, "buffer/bytearray", make_window_on_bytearray);
  add_write(rows, "host", make_host);

  add_check(rows, "str", make_str, verify_check);
  add_check(rows, "bytearray", make_bytearray, verify_check);
  add_check(rows, "array", make_array, verify_check);
  add_check(rows, "buffer", make_window, verify_check);
  add_check(rows, "buffer/bytearray", make_window_on_bytearray, verify_check);
  add_check(rows, "host", make_host, verify_check);
  add_check(rows, "int", make_int, verify_no);

  add_slots(rows, "str", make_str);
  add_slots(rows, "bytearray", make_bytearray);
  add_slots(rows, "array", make_array);
  add_slots(rows, "buffer", make_window);

#ifdef SLOTBUF_ABI
  add_span(rows, "str", make_str);
  add_span(rows, "bytearray", make_bytearray);
  add_span(rows, "buffer", make_window);
  add_span(rows, "host", make_host);
#endif

  add<as_read, const void *>(rows, "window", "buffer", make_window);
  add<as_read, const void *>(rows, "window", "buffer/bytearray", make_window_on_bytearray);
  rows.add(ring_of<make_str, drop, bytes_of>::row());
}

}  // namespace bench
