#include <slotbuf.h>

#include <cstddef>

#include "../support/doctest.hh"
#include "../support/error.hh"
#include "../support/objects.hh"

namespace slotbuf::test {
namespace {

TEST_CASE("alignment: is that of the bytes as they are seen, through windows too") {
  alignas(64) static char memory[128];
  const ref object = ref::steal(PyBuffer_FromMemory(memory, 128));
  CHECK(Slotbuf_Alignment(object.get()) >= 64);
  for (Py_ssize_t offset = 1; offset < 64; ++offset) {
    CAPTURE(offset);
    CHECK(Slotbuf_Alignment(window(object, offset).get()) == (offset & -offset));
  }
  for (const ref &aligned : {bytearray("bytes"), array('c', "items"), bytearray("")})
    CHECK(Slotbuf_Alignment(aligned.get()) >= Py_ssize_t{alignof(double)});
  constexpr Py_ssize_t largest = PY_SSIZE_T_MAX / 2 + 1;
  CHECK(Slotbuf_Alignment(ref::steal(PyBuffer_FromMemory(nullptr, 0)).get()) == largest);
}

TEST_CASE("alignment: there is none of what cannot be read") {
  CHECK(Slotbuf_Alignment(Py_None) == -1);
  CHECK(take_error() == "TypeError: expected a readable buffer object");
  CHECK(Slotbuf_Alignment(nullptr) == -1);
  CHECK(take_error() == "SystemError: null argument to internal routine");
}

}  // namespace
}  // namespace slotbuf::test
