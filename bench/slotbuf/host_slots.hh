// The slots of a host's type, as the old protocol has them: of slotbuf's hosts, and of CPython
// 2.7's.
#ifndef SLOTBUF_BENCH_SLOTBUF_HOST_SLOTS_HH
#define SLOTBUF_BENCH_SLOTBUF_HOST_SLOTS_HH

#include "host.hh"

namespace bench {

// The remark keeps the compiler from making one function of those of all types.
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

}  // namespace bench

#endif
