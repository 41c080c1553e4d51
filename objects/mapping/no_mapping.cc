// What file_mapping.cc does, for machines without mmap.

#include "../../runtime/error.hh"
#include "mapping.hh"

namespace slotbuf {
namespace {

constexpr char no_mapping[] = "this machine does not map files";

}  // namespace

void unmap_pages(void *, size_t) {}

}  // namespace slotbuf

using namespace slotbuf;

PyObject *SlotbufMapping_Open(const char *, int) { return fail(NotImplementedError, no_mapping); }

PyObject *SlotbufMapping_FromDescriptor(int, long long, Py_ssize_t, int) {
  return fail(NotImplementedError, no_mapping);
}
