// An object of a host's type, its bytes inside and no head that says where they are.
#ifndef SLOTBUF_BENCH_SLOTBUF_HOST_HH
#define SLOTBUF_BENCH_SLOTBUF_HOST_HH

#include "objects.hh"

namespace bench {

constexpr std::size_t host_types = 4;

struct host {
  PyObject_HEAD
  char bytes[sixteen_size];
};

inline void *made_host(PyTypeObject &type) {
  host *const made = PyObject_New(host, &type);
  if (made) std::memcpy(made->bytes, sixteen, sixteen_size);
  return made;
}

}  // namespace bench

#endif
