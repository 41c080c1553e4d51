// A host in C++20: the public headers are C++ as they stand, a type record too. <cstdlib> is not
// found when /usr/include is among the folders that pkg-config names.
#include <slotbuf.h>

#include <cstdlib>
#include <cstring>
#include <string_view>

namespace {

constexpr std::string_view text = "segment";

Py_ssize_t read_slot(PyObject *, Py_ssize_t, void **where) {
  *where = const_cast<char *>(text.data());
  return static_cast<Py_ssize_t>(text.size());
}

Py_ssize_t segcount_slot(PyObject *, Py_ssize_t *total) {
  if (total != nullptr) *total = static_cast<Py_ssize_t>(text.size());
  return 1;
}

PyBufferProcs procs = {read_slot, nullptr, segcount_slot, nullptr, nullptr, nullptr};

PyTypeObject host_type;

}  // namespace

int main() {
  host_type.tp_name = "host.segment";
  host_type.tp_basicsize = sizeof(PyObject);
  host_type.tp_as_buffer = &procs;
  host_type.tp_flags = Py_TPFLAGS_DEFAULT;
  if (PyType_Ready(&host_type) < 0) return EXIT_FAILURE;
  PyObject *object = PyObject_New(PyObject, &host_type);
  if (object == nullptr) return EXIT_FAILURE;
  const void *bytes = nullptr;
  Py_ssize_t size = 0;
  const int result = PyObject_AsReadBuffer(object, &bytes, &size);
  Py_DECREF(object);
  const bool is_text = result == 0 && size == 7 && std::memcmp(bytes, text.data(), 7) == 0;
  return is_text ? EXIT_SUCCESS : EXIT_FAILURE;
}
