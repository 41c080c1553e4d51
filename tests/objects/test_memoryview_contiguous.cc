#include <slotbuf.h>

#include <cstdint>
#include <string>

#include "../support/answer.hh"
#include "../support/doctest.hh"
#include "../support/error.hh"
#include "../support/objects.hh"
#include "../support/shaped.hh"

namespace slotbuf::test {
namespace {

const Py_buffer &raw(const ref &view) { return *PyMemoryView_GET_BUFFER(view.get()); }

std::string bytes(const ref &view) { return answer(SlotbufMemoryView_ToBytes(view.get())); }

struct arrangement {
  const char *name;
  layout how;
  const char *memory, *c;  // and its bytes in C order
  bool is_c, is_fortran;
};

const arrangement arrangements[] = {
    {"no dimensions", {{}}, "a", "a", true, true},
    {"one", {{6}, {1}}, "abcdef", "abcdef", true, true},
    {"one, no strides", {{6}}, "abcdef", "abcdef", true, true},
    {"with gaps", {{3}, {2}}, "a-b-c-", "abc", false, false},
    {"backwards", {{6}, {-1}, 1, 5}, "abcdef", "fedcba", false, false},
    {"larger items", {{2}, {4}, 4}, "abcdefgh", "abcdefgh", true, true},
    {"two in C order", {{2, 3}, {3, 1}}, "abcdef", "abcdef", true, false},
    {"two in Fortran order", {{2, 3}, {1, 2}}, "abcdef", "acebdf", false, true},
    {"two, rows apart", {{2, 3}, {4, 1}}, "abc-def", "abcdef", false, false},
};

TEST_CASE("memoryview: tobytes gives the items in C order, however they lie") {
  for (const arrangement &row : arrangements) {
    CAPTURE(row.name);
    const shaped object(row.how, row.memory);
    {
      const ref view = memoryview(object.object());
      CHECK(bytes(view) == "'" + std::string(row.c) + "'");
      CHECK(bytes(memoryview(view)) == "'" + std::string(row.c) + "'");
      CHECK(object.exports == 1);
    }
    CHECK(object.exports == 0);
  }
  CHECK(answer(SlotbufMemoryView_ToBytes(Py_None)) ==
        "SystemError: SlotbufMemoryView_... needs a memoryview");
  CHECK(answer(SlotbufMemoryView_ToBytes(nullptr)) ==
        "SystemError: SlotbufMemoryView_... needs a memoryview");
}

TEST_CASE("memoryview: tobytes of a single byte gives the shared str") {
  const ref view = memoryview(bytearray("b")), shared = str("b");
  CHECK(ref::steal(SlotbufMemoryView_ToBytes(view.get())).get() == shared.get());
}

TEST_CASE(
    "memoryview: GetContiguous is on the object, or on a copy where that is to be read only") {
  for (const arrangement &row : arrangements) {
    CAPTURE(row.name);
    for (const char order : {'C', 'F', 'A'}) {
      CAPTURE(order);
      const bool fits = (order != 'F' && row.is_c) || (order != 'C' && row.is_fortran);
      const shaped object(row.how, row.memory);
      {
        ref view = ref::steal(PyMemoryView_GetContiguous(object.get(), PyBUF_READ, order));
        REQUIRE(view);
        CHECK((raw(view).obj == object.get()) == fits);
        CHECK(object.exports == fits);
        CHECK(PyBuffer_IsContiguous(PyMemoryView_GET_BUFFER(view.get()), order) == 1);
        CHECK(bytes(view) == "'" + std::string(row.c) + "'");

        view = ref::steal(PyMemoryView_GetContiguous(object.get(), PyBUF_WRITE, order));
        CHECK(static_cast<bool>(view) == fits);
        CHECK(take_error() == (fits ? no_error
                                    : "BufferError: writable contiguous buffer requested for a "
                                      "non-contiguousobject."));

        view = ref::steal(PyMemoryView_GetContiguous(object.get(), PyBUF_SHADOW, order));
        CHECK(static_cast<bool>(view) == fits);
        CHECK(take_error() ==
              (fits ? no_error
                    : "NotImplementedError: PyBUF_SHADOW of items that lie apart is not supported; "
                      "copy back by PyBuffer_FromContiguous"));
      }
      CHECK(object.exports == 0);
      CHECK(references(object.get()) == 1);
    }
  }
}

TEST_CASE("memoryview: GetContiguous refuses what cannot be") {
  const auto get = [](const ref &object, int access) {
    return answer(PyMemoryView_GetContiguous(object.get(), access, 'C'));
  };
  CHECK(get(str("abc"), PyBUF_READ) == "<memoryview 'abc'>");
  CHECK(get(bytearray("abc"), PyBUF_WRITE) == "<memoryview 'abc'>");
  CHECK(get(str("abc"), PyBUF_WRITE) == "BufferError: Object is not writable.");
  CHECK(get(array('c', "abc"), PyBUF_READ) ==
        "TypeError: object does not have the buffer interface");
  CHECK(get(str("abc"), PyBUF_SHADOW) == "<memoryview 'abc'>");
  CHECK(get(array('c', "abc"), PyBUF_SHADOW) ==
        "TypeError: object does not have the buffer interface");
  CHECK(get(ref(), PyBUF_READ) == "SystemError: null argument to internal routine");
}

TEST_CASE("memoryview: a copy outlives the object, its format included") {
  ref copy;
  {
    std::string format = "B";
    shaped object({{3}, {2}}, "a-b-c-");
    object.format = format.c_str();
    copy = ref::steal(PyMemoryView_GetContiguous(object.get(), PyBUF_READ, 'C'));
    format = "x";
  }
  CHECK(bytes(copy) == "'abc'");
  CHECK(SlotbufMemoryView_ListSize(copy.get()) == 3);
  for (const Py_ssize_t *numbers :
       {PyMemoryView_GET_BUFFER(copy.get())->shape, PyMemoryView_GET_BUFFER(copy.get())->strides})
    CHECK(reinterpret_cast<std::uintptr_t>(numbers) % alignof(Py_ssize_t) == 0);
}

TEST_CASE("memoryview: a copy's shape of several dimensions lies where numbers may lie") {
  shaped object({{2, 2}, {4, 2}}, "a-b-c-d-");
  const ref copy = ref::steal(PyMemoryView_GetContiguous(object.get(), PyBUF_READ, 'C'));
  for (const Py_ssize_t *numbers :
       {PyMemoryView_GET_BUFFER(copy.get())->shape, PyMemoryView_GET_BUFFER(copy.get())->strides})
    CHECK(reinterpret_cast<std::uintptr_t>(numbers) % alignof(Py_ssize_t) == 0);
}

}  // namespace
}  // namespace slotbuf::test
