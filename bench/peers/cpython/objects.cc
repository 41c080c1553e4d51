#include "../../slotbuf/objects.hh"

namespace bench {

PyCFunction append_to_bytearray, extend_bytearray;

namespace {

PyObject *array_type;

constexpr std::size_t host_types = 4;

struct host {
  PyObject_HEAD
  char bytes[sixteen_size];
};

// Each host type has slots of its own; the remark keeps the compiler from making one of all.
#if PY_MAJOR_VERSION >= 3
template <std::size_t type>
int lend(PyObject *self, Py_buffer *view, int flags) {
  __asm__ volatile("# type %c0" : : "i"(type));
  return PyBuffer_FillInfo(view, self, reinterpret_cast<host *>(self)->bytes, sixteen_size, 0,
                           flags);
}

template <std::size_t type>
PyBufferProcs host_procs = {lend<type>, nullptr};
#else
template <std::size_t type, class Pointer>
Py_ssize_t host_bytes(PyObject *self, Py_ssize_t segment, Pointer *bytes) {
  __asm__ volatile("# type %c0" : : "i"(type));
  if (segment != 0) {
    PyErr_SetString(PyExc_SystemError, "accessing non-existent segment");
    return -1;
  }
  *bytes = reinterpret_cast<host *>(self)->bytes;
  return sixteen_size;
}

template <std::size_t type>
Py_ssize_t host_segments(PyObject *, Py_ssize_t *size) {
  __asm__ volatile("# segments of type %c0" : : "i"(type));
  if (size) *size = sixteen_size;
  return 1;
}

template <std::size_t type>
PyBufferProcs host_procs = {host_bytes<type, void *>,
                            host_bytes<type, void *>,
                            host_segments<type>,
                            host_bytes<type, char *>,
                            nullptr,
                            nullptr};
#endif

PyBufferProcs *const procs_of_types[host_types] = {&host_procs<0>, &host_procs<1>, &host_procs<2>,
                                                   &host_procs<3>};
PyTypeObject types[host_types];

bool ready(PyTypeObject &type, PyBufferProcs *procs) {
  Py_INCREF(&type);
  type.tp_name = "bench.host";
  type.tp_basicsize = sizeof(host);
  type.tp_flags = Py_TPFLAGS_DEFAULT;
  type.tp_as_buffer = procs;
  return PyType_Ready(&type) == 0;
}

bool find_array_type() {
  PyObject *const module = PyImport_ImportModule("array");
  if (!module) return false;
  array_type = PyObject_GetAttrString(module, "array");
  Py_DECREF(module);
  return array_type;
}

PyCFunction function_of(PyObject *object, const char *method) {
  PyObject *const bound = PyObject_GetAttrString(object, method);
  const PyCFunction function = bound ? PyCFunction_GetFunction(bound) : nullptr;
  Py_XDECREF(bound);
  return function;
}

bool find_bytearray_functions() {
  auto *const bytearray = static_cast<PyObject *>(make_bytearray());
  append_to_bytearray = function_of(bytearray, "append");
  extend_bytearray = function_of(bytearray, "extend");
  Py_DECREF(bytearray);
  return append_to_bytearray && extend_bytearray;
}

void *window_on(void *base, PyObject *(*make)(PyObject *, Py_ssize_t, Py_ssize_t)) {
  PyObject *const window = make(static_cast<PyObject *>(base), 0, Py_END_OF_BUFFER);
  drop(base);
  return window;
}

}  // namespace

void *make_str() { return PyString_FromStringAndSize(sixteen, sixteen_size); }
void *make_bytearray() { return PyByteArray_FromStringAndSize(sixteen, sixteen_size); }
void *make_array() { return SlotbufArray_FromBytes('B', sixteen, sixteen_size); }
void *make_window() { return window_on(make_str(), PyBuffer_FromObject); }
void *make_window_on_bytearray() {
  return window_on(make_bytearray(), PyBuffer_FromReadWriteObject);
}
void *make_int() { return PyInt_FromLong(1000000); }

// No type of CPython has a head in our sense, nor a declaration of one segment.
void *make_host() { return make_host_with_head(0); }
void *make_host_of_one_segment() { return nullptr; }

void *make_host_with_head(std::size_t type) {
  host *const made = PyObject_New(host, &types[type]);
  if (made) std::memcpy(made->bytes, sixteen, sixteen_size);
  return made;
}

bool ready_host_types() {
  bool are_ready = find_array_type() && find_bytearray_functions();
  for (std::size_t i = 0; i < host_types; ++i)
    are_ready = are_ready && ready(types[i], procs_of_types[i]);
  return are_ready;
}

}  // namespace bench

PyObject *SlotbufArray_FromBytes(char typecode, const void *bytes, Py_ssize_t size) {
  PyObject *const str = PyString_FromStringAndSize(static_cast<const char *>(bytes), size);
  const char code[] = {typecode, '\0'};
  // CPython 2.7: the format is not const, and is not written to either.
  PyObject *const array =
      PyObject_CallFunction(bench::array_type, const_cast<char *>("sO"), code, str);
  Py_XDECREF(str);
  return array;
}
