// buffer where CPython 2.7 does damage: refused or handled, and what is below stays as it was.
#include <slotbuf.h>

#include <string>

#include "../support/doctest.hh"
#include "../support/error.hh"
#include "../support/puppet.hh"
#include "sequences.hh"

namespace slotbuf::test {
namespace {

TEST_CASE("unsafe: repeating a buffer of no bytes divides nothing by zero") {
  char memory[] = "memory";
  puppet host(puppet_kind::old_buffer);
  host.bytes.clear();
  for (const ref &empty : {window(str("")), window(str("abc"), 3), window(bytearray("abc"), 1, 0),
                           window(array('h', "")), ref::steal(PyBuffer_FromMemory(memory, 0)),
                           ref::steal(PyBuffer_New(0)), window(host.object())}) {
    for (const Py_ssize_t count : {Py_ssize_t{0}, Py_ssize_t{1}, Py_ssize_t{2}, Py_ssize_t{-1},
                                   PY_SSIZE_T_MAX, PY_SSIZE_T_MIN}) {
      CAPTURE(count);
      CHECK(repeat(empty, count) == "''");
      CHECK(irepeat(empty, count) == "''");
    }
  }
}

TEST_CASE("unsafe: overlapping parts of one memory are assigned as they were before") {
  for (const bool by_copy_data : {false, true}) {
    CAPTURE(by_copy_data);
    for (Py_ssize_t from = 0; from <= 4; ++from) {
      for (Py_ssize_t to = 0; to <= 4; ++to) {
        CAPTURE(from);
        CAPTURE(to);
        const ref bottom = bytearray("abcdefgh");
        const ref target = writable_window(bottom, to, 4), source = window(bottom, from, 4);
        std::string expected = "abcdefgh";
        expected.replace(static_cast<std::size_t>(to), 4,
                         expected.substr(static_cast<std::size_t>(from), 4));
        if (by_copy_data)
          CHECK(PyObject_CopyData(target.get(), source.get()) == 0);
        else
          CHECK(PySequence_SetSlice(target.get(), 0, 4, source.get()) == 0);
        CHECK(read(bottom) == expected);
      }
    }
  }
}

// CPython 2.7 defines it: one byte after the other, in the order of the slice.
TEST_CASE("unsafe: overlapping parts with a step are assigned byte by byte") {
  const ref bottom = bytearray("abcdefgh");
  const ref all = writable_window(bottom);
  CHECK(after(bottom, PyObject_SetItem(all.get(), slice(0, 8, 2).get(),
                                       window(bottom, 0, 4).get())) == "bytearray(b'abbdbfdh')");
  const ref backwards = slice(ref(), ref(), whole(-1));
  CHECK(after(bottom, PyObject_SetItem(all.get(), backwards.get(), bottom.get())) ==
        "bytearray(b'abbddbba')");
  CHECK(references(bottom) == 2);
}

TEST_CASE(
    "unsafe: a view through a window locks what is below, and a failed resize changes nothing") {
  const ref bottoms[] = {bytearray("bytes!"), array('h', "bytes!")};
  for (const ref &bottom : bottoms) {
    CAPTURE(Py_TYPE(bottom.get())->tp_name);
    const char *const locked = "BufferError: Existing exports of data: object cannot be re-sized";
    const ref through = window(window(bottom, 2), 1);
    {
      const ref view = memoryview(through);
      CHECK(iconcat(bottom, bottom) == locked);
      CHECK(irepeat(bottom, 2) == locked);
      CHECK(delitem(bottom, 0) == locked);
      CHECK(read(bottom) == "bytes!");
      CHECK(shown(view) == "<memoryview 'es!'>");
    }
    CHECK(PySequence_DelItem(bottom.get(), 0) == 0);
  }
}

}  // namespace
}  // namespace slotbuf::test
