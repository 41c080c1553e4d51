#include "objects.hh"

namespace bench {
namespace {

constexpr std::size_t host_types = 4;

struct host {
  PyObject_HEAD
  char bytes[sixteen_size];
};

struct host_with_head {
  SLOTBUF_BYTES_HEAD
  char bytes[sixteen_size];
};

// The remark keeps the compiler from merging the functions of all types into one.
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

PyTypeObject slots_type, one_segment_type, headed_types[host_types];

bool ready(PyTypeObject &type, std::size_t size, PyBufferProcs *procs, unsigned int grants) {
  type.ob_refcnt = 1;
  type.tp_name = "bench.host";
  type.tp_basicsize = static_cast<Py_ssize_t>(size);
  type.tp_flags = Py_TPFLAGS_DEFAULT;
  type.tp_as_buffer = procs;
  type.tp_grants = grants;
  return PyType_Ready(&type) == 0;
}

void *made_host(PyTypeObject &type) {
  host *const made = PyObject_New(host, &type);
  if (made) std::memcpy(made->bytes, sixteen, sixteen_size);
  return made;
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

void *make_host() { return made_host(slots_type); }
void *make_host_of_one_segment() { return made_host(one_segment_type); }

void *make_host_with_head(std::size_t type) {
  host_with_head *const made = PyObject_New(host_with_head, &headed_types[type]);
  if (!made) return nullptr;
  std::memcpy(made->bytes, sixteen, sixteen_size);
  made->ob_bytes = made->bytes;
  made->ob_size = sixteen_size;
  return made;
}

bool ready_host_types() {
#ifdef SLOTBUF_ONE_SEGMENT
  constexpr unsigned int one_segment = SLOTBUF_ONE_SEGMENT;
#else
  constexpr unsigned int one_segment = 0;
#endif
  bool are_ready = ready(slots_type, sizeof(host), &host_procs<0>, 0) &&
                   ready(one_segment_type, sizeof(host), &host_procs<1>, one_segment);
  for (PyTypeObject &type : headed_types)
    are_ready = are_ready && ready(type, sizeof(host_with_head), nullptr, SLOTBUF_GRANTS);
  return are_ready;
}

}  // namespace bench
