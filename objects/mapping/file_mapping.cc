// Mapping files, on machines with mmap.

// Offsets have 64 bits on 32-bit machines too.
#define _FILE_OFFSET_BITS 64

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../../runtime/error.hh"
#include "../buffer/buffer.h"
#include "mapping.hh"

namespace slotbuf {
namespace {

// CPython 2.7: the str of an IOError, with the path where there is one.
failure fail_as_errno_says(int number, const char *path) {
  if (path) return fail_with(IOError, "[Errno %d] %s: '%s'", number, strerror(number), path);
  return fail_with(IOError, "[Errno %d] %s", number, strerror(number));
}

// Stores in *[size] how many bytes there are to map if that is Py_END_OF_BUFFER, and else checks
// it; false with an error. What is not a regular file may have any number of bytes.
bool measure(int descriptor, const char *path, long long offset, Py_ssize_t *size) {
  struct stat status;
  if (fstat(descriptor, &status) < 0) return fail_as_errno_says(errno, path), false;
  if (!S_ISREG(status.st_mode)) {
    if (*size != Py_END_OF_BUFFER) return true;
    return fail(ValueError,
                "only a regular file has a size: give one to SlotbufMapping_FromDescriptor"),
           false;
  }
  const long long rest = static_cast<long long>(status.st_size) - offset;
  if (rest < 0) return fail(ValueError, "mmap offset is greater than file size"), false;
  if (*size > rest) return fail(ValueError, "mmap length is greater than file size"), false;
  if (*size != Py_END_OF_BUFFER) return true;
  if (rest > PY_SSIZE_T_MAX) return fail(ValueError, "mmap length is too large"), false;
  *size = static_cast<Py_ssize_t>(rest);
  return true;
}

// Nothing can be mapped of no bytes, and a mapping begins with a page.
PyObject *map(int descriptor, const char *path, long long offset, Py_ssize_t size, bool read_only) {
  if (!measure(descriptor, path, offset, &size)) return nullptr;
  mapping *const self = new_mapping(read_only);
  if (!self || size == 0) return reinterpret_cast<PyObject *>(self);
  const auto before = static_cast<size_t>(offset % sysconf(_SC_PAGESIZE));
  const size_t pages_size = before + static_cast<size_t>(size);
  void *const pages =
      mmap(nullptr, pages_size, read_only ? PROT_READ : PROT_READ | PROT_WRITE, MAP_SHARED,
           descriptor, static_cast<off_t>(offset - static_cast<long long>(before)));
  if (pages == MAP_FAILED) {
    const int number = errno;
    Py_DECREF(self);
    return fail_as_errno_says(number, path);
  }
  self->pages = pages;
  self->pages_size = pages_size;
  self->ob_bytes = static_cast<char *>(pages) + before;
  self->ob_size = size;
  return reinterpret_cast<PyObject *>(self);
}

}  // namespace

void unmap_pages(void *pages, size_t size) { munmap(pages, size); }

}  // namespace slotbuf

using namespace slotbuf;

// O_NONBLOCK is for a pipe with a name, which open would wait for.
PyObject *SlotbufMapping_Open(const char *path, int readonly) {
  if (!path) return fail_for_null();
  const int descriptor = open(path, (readonly ? O_RDONLY : O_RDWR) | O_CLOEXEC | O_NONBLOCK);
  if (descriptor < 0) return fail_as_errno_says(errno, path);
  PyObject *const self = map(descriptor, path, 0, Py_END_OF_BUFFER, readonly != 0);
  close(descriptor);
  return self;
}

PyObject *SlotbufMapping_FromDescriptor(int descriptor, long long offset, Py_ssize_t size,
                                        int readonly) {
  if (offset < 0) return fail(ValueError, "offset must be zero or positive");
  if (size < 0 && size != Py_END_OF_BUFFER)
    return fail(ValueError, "size must be zero or positive");
  return map(descriptor, nullptr, offset, size, readonly != 0);
}
