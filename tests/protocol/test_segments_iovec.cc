// Segments go to writev and come from readv without a copy.
#include <slotbuf.h>
#include <sys/uio.h>
#include <unistd.h>

#include <cstddef>
#include <string>
#include <vector>

#include "../support/doctest.hh"
#include "../support/error.hh"
#include "../support/exported.hh"
#include "../support/host_type.hh"
#include "../support/objects.hh"
#include "../support/segmented.hh"

namespace slotbuf::test {
namespace {

struct pipe_ends {
  pipe_ends() { REQUIRE(pipe(ends) == 0); }
  ~pipe_ends() {
    close(ends[0]);
    close(ends[1]);
  }
  int ends[2];
};

// A picture of rows with padding between them, as pygame's surface is: a segment for each row.
struct picture {
  PyObject_HEAD
  unsigned char *pixels;
  Py_ssize_t width, height, pitch;
};

picture *picture_of(PyObject *self) { return reinterpret_cast<picture *>(self); }

Py_ssize_t lend_row(PyObject *self, Py_ssize_t row, void **bytes) {
  if (row < 0 || row >= picture_of(self)->height) {
    PyErr_SetString(PyExc_SystemError, "accessing non-existent picture row");
    return -1;
  }
  *bytes = picture_of(self)->pixels + row * picture_of(self)->pitch;
  return picture_of(self)->width;
}

Py_ssize_t count_rows(PyObject *self, Py_ssize_t *length) {
  if (length) *length = picture_of(self)->width * picture_of(self)->height;
  return picture_of(self)->height;
}

ref make_picture(std::vector<unsigned char> &pixels, Py_ssize_t width, Py_ssize_t height,
                 Py_ssize_t pitch) {
  static PyBufferProcs procs = {lend_row, lend_row, count_rows, nullptr, nullptr, nullptr};
  static PyTypeObject type = [] {
    PyTypeObject made = host_type("test.picture", sizeof(picture));
    made.tp_as_buffer = &procs;
    return made;
  }();
  REQUIRE(PyType_Ready(&type) == 0);
  auto *const made = PyObject_New(picture, &type);
  made->pixels = pixels.data();
  made->width = width;
  made->height = height;
  made->pitch = pitch;
  return ref::steal(made);
}

std::string transfer_size(ssize_t size) { return std::to_string(static_cast<long>(size)); }

TEST_CASE("segments as iovec: rows of a picture go through a pipe, without their padding") {
  constexpr Py_ssize_t width = 5, height = 4, pitch = 8;
  std::vector<unsigned char> pixels(pitch * height, '.'), copy(pitch * height, '.');
  for (Py_ssize_t row = 0; row < height; ++row)
    for (Py_ssize_t x = 0; x < width; ++x)
      pixels[static_cast<std::size_t>(row * pitch + x)] = static_cast<unsigned char>('a' + row);
  const ref from = make_picture(pixels, width, height, pitch);
  const ref to = make_picture(copy, width, height, pitch);
  SlotbufSpan spans[height];
  const pipe_ends pipe;
  REQUIRE(Slotbuf_ReadSegments(from.get(), spans, height) == height);
  CHECK(transfer_size(writev(pipe.ends[1], Slotbuf_AsIovec(spans), height)) == "20");
  REQUIRE(Slotbuf_WriteSegments(to.get(), spans, height) == height);
  CHECK(transfer_size(readv(pipe.ends[0], exported(Slotbuf_AsIovec)(spans), height)) == "20");
  CHECK(copy == pixels);
}

TEST_CASE("segments as iovec: an array of the system's is filled as one of spans") {
  segmented host({"one", "", "three"});
  iovec vector[3];
  REQUIRE(Slotbuf_ReadSegments(host.get(), reinterpret_cast<SlotbufSpan *>(vector), 3) == 3);
  std::string shown;
  for (const iovec &each : vector)
    shown += std::string(static_cast<char *>(each.iov_base), each.iov_len) + "|";
  CHECK(shown == "one||three|");
}

TEST_CASE("segments as iovec: the two structs have one layout") {
  static_assert(sizeof(SlotbufSpan) == sizeof(iovec));
  static_assert(offsetof(SlotbufSpan, bytes) == offsetof(iovec, iov_base));
  static_assert(offsetof(SlotbufSpan, size) == offsetof(iovec, iov_len));
  const SlotbufSpan span = {"bytes", 5};
  const iovec *const same = Slotbuf_AsIovec(&span);
  CHECK(same->iov_base == span.bytes);
  CHECK(same->iov_len == 5);
}

// The system refuses such a length. It is not asked here, because valgrind looks at the bytes.
TEST_CASE("segments as iovec: what a refusal leaves in them is no length") {
  segmented host({"one", "two"});
  host.count = 3;
  SlotbufSpan spans[3] = {{"", 0}, {"", 0}, {"", 0}};
  REQUIRE(Slotbuf_ReadSegments(host.get(), spans, 3) == -1);
  CHECK(take_error() == "SystemError: accessing non-existent row");
  for (const SlotbufSpan *each : {&spans[0], &spans[1]}) {
    CHECK(Slotbuf_AsIovec(each)->iov_base == nullptr);
    CHECK(Slotbuf_AsIovec(each)->iov_len > static_cast<std::size_t>(PY_SSIZE_T_MAX));
  }
}

}  // namespace
}  // namespace slotbuf::test
