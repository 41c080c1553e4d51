// Leases of every kind of object, and memory of the host's that an object takes over.

#include <stdlib.h>
#include <string.h>

#include "objects.hh"

namespace bench {
namespace {

template <int flags>
inline void hold(PyObject *object) {
  Py_buffer lease;
  const int result = Slotbuf_Lease(object, &lease, flags);
  sink(result, lease.buf, lease.len);
  PyBuffer_Release(&lease);
}

template <int flags>
int verify_hold(void *work) {
  Py_buffer lease;
  if (Slotbuf_Lease(static_cast<PyObject *>(work), &lease, flags) != 0) return 0;
  const int is_right = is_sixteen(lease.buf, lease.len);
  PyBuffer_Release(&lease);
  return is_right;
}

template <int flags>
void add_hold(row_list &rows, const char *question, const char *object, maker make) {
  rows.add_one<PyObject, hold<flags>>(
      {question, object, make, verify_hold<flags>, nullptr, drop, nullptr, 0});
}

void forget(void *, void *, Py_ssize_t) {}

PyObject *adopt(const void *bytes) {
  return SlotbufBuffer_FromMemory(const_cast<void *>(bytes), sixteen_size, 1, forget, nullptr);
}
void *make_adopting() { return adopt(prepare_sixteen()); }

inline void make_and_free(const void *bytes) {
  PyObject *const object = adopt(bytes);
  sink(object);
  Py_DECREF(object);
}
int verify_adopting(void *work) {
  PyObject *const object = adopt(work);
  const int is_right = object && verify_ask<as_read, const void *>(object);
  Py_XDECREF(object);
  return is_right;
}

}  // namespace

void add_lease_rows(row_list &rows) {
  constexpr int plain = PyBUF_SIMPLE;
  add_hold<plain>(rows, "hold", "str", make_str);
  add_hold<plain>(rows, "hold", "bytearray", make_bytearray);
  add_hold<plain>(rows, "hold", "array", make_array);
  add_hold<plain>(rows, "hold", "buffer", make_window);
  add_hold<plain>(rows, "hold", "buffer/bytearray", make_window_on_bytearray);
  add_hold<plain>(rows, "hold", "memory", make_adopting);
  add_hold<plain>(rows, "hold", "host", make_host);
  add_hold<SLOTBUF_LEASE_IMMUTABLE>(rows, "hold-immutable", "bytearray", make_bytearray);
  add_hold<SLOTBUF_LEASE_EXCLUSIVE>(rows, "hold-exclusive", "bytearray", make_bytearray);
  rows.add({"alloc", "memory", prepare_sixteen, verify_adopting,
            run_one<const void, make_and_free, 0>, finish_nothing, empty_one, 0});
}

}  // namespace bench
