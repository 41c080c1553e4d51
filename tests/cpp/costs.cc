// The same work by the C calls and by the C++ face, a pair of functions each, for
// tests/checks/cpp_costs.py to count their instructions.
#include <slotbuf.hpp>

#include <array>

namespace {

constexpr int rounds = 1000;

struct c_row {
  PyObject_HEAD
  std::array<std::byte, 16> pixels;
};

Py_ssize_t c_row_read(PyObject *self, Py_ssize_t segment, void **bytes) {
  if (segment != 0) {
    PyErr_SetString(PyExc_SystemError, "accessing non-existent segment");
    return -1;
  }
  *bytes = reinterpret_cast<c_row *>(self)->pixels.data();
  return sizeof reinterpret_cast<c_row *>(self)->pixels;
}

Py_ssize_t c_row_count(PyObject *, Py_ssize_t *total) {
  if (total) *total = sizeof(c_row::pixels);
  return 1;
}

PyBufferProcs c_row_procs = {c_row_read, nullptr, c_row_count, nullptr, nullptr, nullptr};
PyTypeObject c_row_type = [] {
  PyTypeObject type{};
  type.tp_name = "costs.c_row";
  type.tp_basicsize = sizeof(c_row);
  type.tp_as_buffer = &c_row_procs;
  type.tp_flags = Py_TPFLAGS_DEFAULT;
  type.tp_grants = SLOTBUF_ONE_SEGMENT;
  return type;
}();

struct cpp_row {
  static constexpr const char *type_name = "costs.cpp_row";
  std::span<const std::byte> bytes() const { return pixels; }
  std::array<std::byte, 16> pixels{};
};

// The compiler knows no more about an object than that there is one.
inline PyObject *some(PyObject *object) {
  __asm__ volatile("" : "+r"(object));
  return object;
}

inline void use(const void *bytes, Py_ssize_t size) {
  __asm__ volatile("" : : "r"(bytes), "r"(size) : "memory");
}

template <class Bytes>
void use(const Bytes &bytes) {
  use(bytes.data(), static_cast<Py_ssize_t>(bytes.size()));
}

inline void read_by_c(PyObject *object) {
  for (int i = 0; i < rounds; ++i) {
    const void *bytes;
    Py_ssize_t size;
    if (PyObject_AsReadBuffer(some(object), &bytes, &size) == 0) use(bytes, size);
  }
}

inline void read_by_cpp(PyObject *object) {
  for (int i = 0; i < rounds; ++i)
    if (const auto bytes = slotbuf::read_buffer(some(object))) use(*bytes);
}

}  // namespace

#define PAIR extern "C" [[gnu::noinline, gnu::used]] void

PAIR c_read(PyObject *object) { read_by_c(object); }
PAIR cpp_read(PyObject *object) { read_by_cpp(object); }

PAIR c_write(PyObject *object) {
  for (int i = 0; i < rounds; ++i) {
    void *bytes;
    Py_ssize_t size;
    if (PyObject_AsWriteBuffer(some(object), &bytes, &size) == 0) use(bytes, size);
  }
}
PAIR cpp_write(PyObject *object) {
  for (int i = 0; i < rounds; ++i)
    if (const auto bytes = slotbuf::write_buffer(some(object))) use(*bytes);
}

PAIR c_char(PyObject *object) {
  for (int i = 0; i < rounds; ++i) {
    const char *bytes;
    Py_ssize_t size;
    if (PyObject_AsCharBuffer(some(object), &bytes, &size) == 0) use(bytes, size);
  }
}
PAIR cpp_char(PyObject *object) {
  for (int i = 0; i < rounds; ++i)
    if (const auto bytes = slotbuf::char_buffer(some(object))) use(*bytes);
}

PAIR c_row_of(PyObject *) {
  PyObject *const row = _PyObject_New(&c_row_type);
  read_by_c(row);
  Py_DECREF(row);
}
PAIR cpp_row_of(PyObject *) { read_by_cpp(slotbuf::make<cpp_row>()->get()); }

PAIR c_hold(PyObject *object) {
  for (int i = 0; i < rounds; ++i) {
    PyObject *const held = some(object);
    Py_XINCREF(held);
    use(held, 0);
    Py_XDECREF(held);
  }
}
PAIR cpp_hold(PyObject *object) {
  for (int i = 0; i < rounds; ++i) {
    const slotbuf::ref held = slotbuf::ref::share(some(object));
    use(held.get(), 0);
  }
}

PAIR c_lease(PyObject *object) {
  for (int i = 0; i < rounds; ++i) {
    Py_buffer view;
    if (Slotbuf_Lease(some(object), &view, PyBUF_SIMPLE) < 0) continue;
    use(view.buf, view.len);
    PyBuffer_Release(&view);
  }
}
PAIR cpp_lease(PyObject *object) {
  for (int i = 0; i < rounds; ++i)
    if (const auto held = slotbuf::lease_of(some(object))) use(held->bytes());
}

PAIR c_copy(PyObject *) {
  for (int i = 0; i < rounds; ++i) {
    PyObject *const object = PyString_FromStringAndSize("0123456789abcdef", 16);
    if (!object) continue;
    use(object, 0);
    Py_DECREF(object);
  }
}
PAIR cpp_copy(PyObject *) {
  for (int i = 0; i < rounds; ++i)
    if (const auto object = slotbuf::copy("0123456789abcdef")) use(object->get(), 0);
}

int main() {
  if (PyType_Ready(&c_row_type) < 0 || !slotbuf::define_type<cpp_row>()) return 1;
  const slotbuf::ref bytes = slotbuf::ref::steal(PyByteArray_FromStringAndSize("0123456789", 10));
  if (!bytes) return 1;
  void (*const functions[])(PyObject *) = {c_read,     cpp_read,  c_write, cpp_write, c_char,
                                           cpp_char,   c_row_of,  c_hold,  cpp_hold,  c_lease,
                                           cpp_row_of, cpp_lease, c_copy,  cpp_copy};
  for (void (*const function)(PyObject *) : functions) function(bytes.get());
  return 0;
}
