// Static records as a host in C++ writes them, in every standard from C++11 on: a function fills
// the type, as runtime/type.h says; tables and small objects have all their members, by position.
#include <slotbuf.h>

#include <cstring>

#if __cplusplus >= 202002L
#define WITHOUT_CONSTRUCTOR constinit
#else
#define WITHOUT_CONSTRUCTOR
#endif

namespace {

struct sized {
  PyObject_VAR_HEAD
  char items[4];
};

Py_ssize_t read_slot(PyObject *self, Py_ssize_t, void **bytes) {
  *bytes = reinterpret_cast<sized *>(self)->items;
  return Py_SIZE(self);
}

Py_ssize_t count_slot(PyObject *self, Py_ssize_t *total) {
  if (total != nullptr) *total = Py_SIZE(self);
  return 1;
}

PyBufferProcs by_position = {read_slot, nullptr, count_slot, nullptr, nullptr, nullptr};
#if __cplusplus >= 202002L
PyBufferProcs by_name = {.bf_getreadbuffer = read_slot,
                         .bf_getwritebuffer = nullptr,
                         .bf_getsegcount = count_slot,
                         .bf_getcharbuffer = nullptr,
                         .bf_getbuffer = nullptr,
                         .bf_releasebuffer = nullptr};
#else
PyBufferProcs &by_name = by_position;
#endif

WITHOUT_CONSTRUCTOR PyTypeObject host_type = [] {
  PyTypeObject type{};
  type.ob_base.ob_word = SLOTBUF_ONE_REFERENCE;
  type.tp_name = "host.sized";
  type.tp_basicsize = sizeof(sized);
  type.tp_as_buffer = &by_position;
  type.tp_flags = Py_TPFLAGS_DEFAULT;
  return type;
}();

WITHOUT_CONSTRUCTOR PyTypeObject host_error =
    SLOTBUF_EXCEPTION_INIT("host.Error", PyExc_ValueError);

bool raises(PyTypeObject *error) {
  PyErr_SetString(&error->ob_base, "a text");
  char name[20], text[20];
  return PyErr_ExceptionMatches(PyExc_ValueError) &&
         Slotbuf_TakeError(name, sizeof name, text, sizeof text) &&
         std::strcmp(name, "host.Error") == 0 && std::strcmp(text, "a text") == 0;
}

sized object = {PyVarObject_HEAD_INIT(&host_type, 4){'b', 'y', 't', 'e'}};
PyIntObject number = {PyObject_HEAD_INIT(&PyInt_Type) 5};

bool reads() {
  const void *bytes = nullptr;
  Py_ssize_t size = 0;
  if (PyObject_AsReadBuffer(reinterpret_cast<PyObject *>(&object), &bytes, &size) < 0) return false;
  return size == 4 && std::memcmp(bytes, "byte", 4) == 0;
}

}  // namespace

int main() {
  if (PyType_Ready(&host_error) < 0 || !raises(&host_error)) return 1;
  if (!reads() || PyType_Ready(&host_type) < 0 || !reads()) return 1;
  host_type.tp_as_buffer = &by_name;
  if (!reads()) return 1;
  Py_INCREF(&host_type);
  Py_DECREF(&host_type);
  return Py_TYPE(&host_type) != &PyType_Type || PyInt_AsLong(&number.ob_base) != 5;
}
