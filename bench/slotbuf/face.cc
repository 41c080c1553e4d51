// The C++ face, beside the rows of the C calls that it makes.

#include <slotbuf.hpp>

#include "objects.hh"

namespace bench {
namespace {

inline void read(PyObject *object) {
  const auto bytes = slotbuf::read_buffer(object);
  sink(bytes.has_value(), bytes->data(), bytes->size());
}
int verify_read(void *work) {
  const auto bytes = slotbuf::read_buffer(static_cast<PyObject *>(work));
  return bytes && is_sixteen(bytes->data(), static_cast<Py_ssize_t>(bytes->size()));
}

int verify_refusal(void *work) {
  const auto bytes = slotbuf::read_buffer(static_cast<PyObject *>(work));
  return !bytes && bytes.error().is(PyExc_TypeError) && !PyErr_Occurred();
}

inline void lease(PyObject *object) {
  const auto held = slotbuf::lease_of(object);
  sink(held->view().buf, held->view().len);
}
int verify_lease(void *work) {
  const auto held = slotbuf::lease_of(static_cast<PyObject *>(work));
  return held && is_sixteen(held->view().buf, held->view().len);
}

template <void (*operation)(PyObject *)>
void add(row_list &rows, const char *question, const char *object, maker make,
         int (*verify)(void *)) {
  rows.add_one<PyObject, operation>({question, object, make, verify, nullptr, drop, nullptr, 0});
}

}  // namespace

void add_face_rows(row_list &rows) {
  add<read>(rows, "cpp-read", "str", make_str, verify_read);
  add<read>(rows, "cpp-read", "host-one-segment", make_host_of_one_segment, verify_read);
  add<read>(rows, "cpp-refuse", "int", make_int, verify_refusal);
  add<lease>(rows, "cpp-lease", "str", make_str, verify_lease);
  add<lease>(rows, "cpp-lease", "bytearray", make_bytearray, verify_lease);
}

}  // namespace bench
