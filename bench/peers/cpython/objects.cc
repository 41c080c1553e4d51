// What a CPython makes in words of its own.

#include "../../slotbuf/host.hh"
#if PY_MAJOR_VERSION < 3
#include "../../slotbuf/host_slots.hh"
#endif

namespace bench {

PyCFunction append_to_bytearray, extend_bytearray;

namespace {

PyObject *array_type;

#if PY_MAJOR_VERSION >= 3
// Each host type has slots of its own; the remark keeps the compiler from making one of all.
template <std::size_t type>
int lend(PyObject *self, Py_buffer *view, int flags) {
  __asm__ volatile("# type %c0" : : "i"(type));
  return PyBuffer_FillInfo(view, self, reinterpret_cast<host *>(self)->bytes, sixteen_size, 0,
                           flags);
}

template <std::size_t type>
PyBufferProcs host_procs = {lend<type>, nullptr};
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

}  // namespace

// No type of CPython has a head in our sense, nor a declaration of one segment.
void *make_host() { return make_host_with_head(0); }
void *make_host_of_one_segment() { return nullptr; }

void *make_host_with_head(std::size_t type) { return made_host(types[type]); }

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
