// The objects that slotbuf is asked about. All but the int hold the same sixteen bytes.
#ifndef SLOTBUF_BENCH_SLOTBUF_OBJECTS_HH
#define SLOTBUF_BENCH_SLOTBUF_OBJECTS_HH

#include <slotbuf.h>

#include "../loop.hh"
#include "../sixteen.hh"

namespace bench {

void *make_str();
void *make_bytearray();
void *make_array();
void *make_window();
void *make_window_on_bytearray();
void *make_int();

// The host's types: with slots alone, with slots and one declared segment, and with a bytes head.
// The types of a group differ in the addresses of their slots.
void *make_host();
void *make_host_of_one_segment();
void *make_host_with_head(std::size_t type);

// Readies the host's types; false if that fails.
bool ready_host_types();

using maker = void *(*)();

// The inline bodies have no address of their own; these functions have one, and inline the bodies.
inline int as_char(PyObject *object, const char **bytes, Py_ssize_t *size) {
  return PyObject_AsCharBuffer(object, bytes, size);
}
inline int as_read(PyObject *object, const void **bytes, Py_ssize_t *size) {
  return PyObject_AsReadBuffer(object, bytes, size);
}
inline int as_write(PyObject *object, void **bytes, Py_ssize_t *size) {
  return PyObject_AsWriteBuffer(object, bytes, size);
}
inline int by_slots(PyObject *object, const void **bytes, Py_ssize_t *size) {
  const SlotbufSpan answer = Slotbuf_ReadBySlots(object);
  *bytes = answer.bytes;
  *size = answer.size;
  return answer.size < 0 ? -1 : 0;
}

// One of these functions: [ask] sinks the answer, [verify_ask] checks it.
template <auto function, class Pointer>
inline void ask(PyObject *object) {
  Pointer bytes;
  Py_ssize_t size;
  const int result = function(object, &bytes, &size);
  sink(result, bytes, size);
}

template <auto function, class Pointer>
inline int verify_ask(void *work) {
  Pointer bytes;
  Py_ssize_t size;
  return function(static_cast<PyObject *>(work), &bytes, &size) == 0 && is_sixteen(bytes, size);
}

inline void drop(void *work) { Py_DECREF(static_cast<PyObject *>(work)); }

// Whether a TypeError is pending; clears what is pending.
inline bool was_type_error() {
  const bool was = PyErr_ExceptionMatches(PyExc_TypeError);
  PyErr_Clear();
  return was;
}

// The rows, file by file.
void add_borrow_rows(row_list &rows);
void add_refusal_rows(row_list &rows);
void add_mixed_rows(row_list &rows);
void add_life_rows(row_list &rows);
void add_crowd_rows(row_list &rows);
void add_bulk_rows(row_list &rows);
void add_face_rows(row_list &rows);
void add_lease_rows(row_list &rows);

}  // namespace bench

#endif
