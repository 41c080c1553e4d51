#include "host_slots.hh"

namespace bench {
namespace {

struct host_with_head {
  SLOTBUF_BYTES_HEAD
  char bytes[sixteen_size];
};

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

}  // namespace

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
