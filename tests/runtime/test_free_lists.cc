// Free lists from within: what is kept, of which size, how much, and until when. This is a program
// of its own, because nothing is kept under a host's allocator, which the other tests have.
#include <slotbuf.h>

#include <string>
#include <vector>

#include "../support/host_type.hh"
#include "../support/objects.hh"
#include "kept.hh"

namespace slotbuf::test {
namespace {

char host_memory[] = "memory of the host's";

struct kind {
  const char *name;
  ref (*make)();
  int blocks;  // of those that can be kept
};

const kind kinds[] = {
    {"str", [] { return str("several bytes"); }, 1},
    {"str that is not filled in", [] { return ref::steal(PyString_FromStringAndSize(nullptr, 9)); },
     1},
    {"longest small str", [] { return str(std::string(largest_small - 37, 's')); }, 1},
    {"bytearray", [] { return bytearray("several bytes"); }, 2},
    {"empty bytearray", [] { return bytearray(""); }, 1},
    {"array", [] { return array('h', "items!"); }, 2},
    {"empty array", [] { return array('d', ""); }, 1},
    {"buffer on memory", [] { return ref::steal(PyBuffer_FromMemory(host_memory, 6)); }, 1},
    {"int", [] { return whole(123456); }, 1},
    {"long", [] { return whole_long(123456); }, 1},
    {"float", [] { return real(1.5); }, 1},
};

// Larger than any class: only the small blocks beside them are kept.
const kind large_kinds[] = {
    {"str", [] { return str(std::string(largest_small - 36, 's')); }, 0},
    {"bytearray", [] { return bytearray(std::string(1000, 'b')); }, 1},
    {"array", [] { return array('c', std::string(1000, 'a')); }, 1},
    {"buffer with memory of its own", [] { return ref::steal(PyBuffer_New(1000)); }, 0},
    {"small buffer with memory of its own", [] { return ref::steal(PyBuffer_New(0)); }, 0},
};

TEST_CASE("free lists: every size has the smallest class that holds it") {
  for (std::size_t size = 0; size <= 200; ++size) {
    CAPTURE(size);
    const std::size_t index = class_of(size);
    CHECK(size_of_class(index) >= size);
    if (index > 0) CHECK(size_of_class(index - 1) < size);
    CHECK((index < class_count) == (size <= largest_small));
    CHECK(size_of_class(index) >= sizeof(block_link));
  }
}

TEST_CASE("free lists: a small block has room for all sizes of its class, however it was made") {
  for (std::size_t size = 0; size <= 200; ++size) {
    CAPTURE(size);
    const bool cut = keeps_blocks && size <= largest_small;
    const std::size_t room = cut ? size_of_class(class_of(size)) : size;
    for (void *block :
         {PyObject_Malloc(size), PyMem_Malloc(size), PyObject_Realloc(nullptr, size),
          PyMem_Realloc(PyObject_Malloc(1), size), PyObject_Realloc(PyMem_Malloc(1000), size)}) {
      REQUIRE(block != nullptr);
      CHECK(malloc_usable_size(block) >= room);
      PyObject_Free(block);
    }
  }
}

TEST_CASE("free lists: what an object had is kept when it ends, and the next one gets it") {
  for (const kind &kind : kinds) {
    CAPTURE(kind.name);
    Slotbuf_LeaveThread();
    ref object = kind.make();
    REQUIRE(object);
    const void *const place = object.get();
    const int before = kept_in_all();
    object.reset();
    CHECK(kept_in_all() == before + if_kept(kind.blocks));
    check_lists();
    const ref next = kind.make();
    CHECK(kept_in_all() == before);
    if (keeps_blocks) CHECK(next.get() == place);
    check_lists();
  }
}

TEST_CASE("free lists: a window's block is kept apart from its base's") {
  const ref base = bytearray("base");
  ref object = window(base);
  const int before = kept_in_all();
  object.reset();
  CHECK(kept_in_all() == before + if_kept(1));
  CHECK(references(base) == 1);
  check_lists();
}

TEST_CASE("free lists: large blocks are never kept") {
  for (const kind &kind : large_kinds) {
    CAPTURE(kind.name);
    Slotbuf_LeaveThread();
    kind.make();
    CHECK(kept_in_all() == if_kept(kind.blocks));
    check_lists();
  }
}

TEST_CASE("free lists: at most so many of a class are kept, and the others go back") {
  for (const kind &kind : kinds) {
    CAPTURE(kind.name);
    Slotbuf_LeaveThread();
    std::vector<ref> objects;
    for (int i = 0; i < 3 * most_kept; ++i) objects.push_back(kind.make());
    CHECK(kept_in_all() == 0);
    objects.clear();
    int full = 0;
    for (std::size_t index = 0; index < class_count; ++index) full += kept(index) == most_kept + 1;
    CHECK(full == if_kept(kind.blocks));
    CHECK(kept_in_all() == if_kept(kind.blocks * (most_kept + 1)));
    check_lists();
  }
  Slotbuf_LeaveThread();
}

TEST_CASE("free lists: a block serves whatever is of its class") {
  Slotbuf_LeaveThread();
  ref text = str(std::string(30, 's'));  // as large as a buffer, for the lists
  const ref base = bytearray("base");
  const void *const place = text.get();
  text.reset();
  const ref on_it = window(base);
  if (keeps_blocks) CHECK(on_it.get() == place);
  CHECK(read(on_it) == "base");
  CHECK(kept_in_all() == 0);
}

TEST_CASE("free lists: a str whose maker assigns its size is kept by the size of its block") {
  for (const Py_ssize_t size : {0, 3, 40, 1000}) {
    CAPTURE(size);
    Slotbuf_LeaveThread();
    ref small = ref::steal(PyString_FromStringAndSize(nullptr, 30));
    ref large = ref::steal(PyString_FromStringAndSize(nullptr, 1000));
    const void *const place = small.get();
    Py_SIZE(small.get()) = size;
    Py_SIZE(large.get()) = size;
    small.reset();
    large.reset();
    CHECK(kept_in_all() == if_kept(1));
    check_lists();
    const ref next = str(std::string(30, 's'));
    if (keeps_blocks) CHECK(next.get() == place);
  }
}

TEST_CASE("free lists: a str that was resized is kept by the size that it has at last") {
  constexpr Py_ssize_t sizes[] = {2, 3, 4, 5, 19, 20, 60, 99, 100, 1000};
  for (const Py_ssize_t from : sizes) {
    for (const Py_ssize_t to : sizes) {
      CAPTURE(from);
      CAPTURE(to);
      PyObject *object = PyString_FromStringAndSize(nullptr, from);
      REQUIRE(_PyString_Resize(&object, to) == 0);
      Py_DECREF(object);
      check_lists();
    }
  }
}

TEST_CASE("free lists: so are a bytearray and an array that grew and shrank") {
  for (Py_ssize_t from = 0; from <= 300; from += 7) {
    for (const Py_ssize_t to : {0, 1, 8, 24, 120, 136, 137, 2000}) {
      CAPTURE(from);
      CAPTURE(to);
      const ref bytes = bytearray(std::string(static_cast<std::size_t>(from), 'b'));
      REQUIRE(PyByteArray_Resize(bytes.get(), to) == 0);
      if (to > 100) REQUIRE(PyByteArray_Resize(bytes.get(), to / 3) == 0);
      const ref items = array('c', std::string(static_cast<std::size_t>(from), 'a'));
      for (Py_ssize_t i = 0; i < to; ++i)
        REQUIRE(SlotbufArray_Append(items.get(), str("x").get()) == 0);
      for (Py_ssize_t i = 0; i < from; ++i) REQUIRE(ref::steal(SlotbufArray_Pop(items.get(), -1)));
    }
    check_lists();
  }
}

TEST_CASE("free lists: buffers of every size of their own leave no block of another size") {
  for (Py_ssize_t size = 0; size <= 300; ++size) ref::steal(PyBuffer_New(size));
  check_lists();
}

TEST_CASE("free lists: objects of subtypes, and interned strs, go back") {
  static PyTypeObject types[] = {
      host_type("test.str", 0, &PyString_Type), host_type("test.bytearray", 0, &PyByteArray_Type),
      host_type("test.wide", sizeof(PyStringObject) + 200, &PyString_Type)};
  for (PyTypeObject &type : types) {
    CAPTURE(type.tp_name);
    REQUIRE(PyType_Ready(&type) == 0);
    Slotbuf_LeaveThread();
    ref::steal(Slotbuf_NewFromBytes(&type, "bytes", 5));
    CHECK(kept_in_all() == if_kept(type.tp_base == &PyByteArray_Type));
    check_lists();
  }
  Slotbuf_LeaveThread();
  PyObject *name = PyString_FromString("a name of some length");
  PyString_InternInPlace(&name);
  Py_DECREF(name);
  check_lists();
}

TEST_CASE("free lists: a thread that leaves keeps nothing, and may go on") {
  for (const kind &kind : kinds) kind.make();
  for (int time = 0; time < 2; ++time) {
    Slotbuf_LeaveThread();
    CHECK(kept_in_all() == 0);
    CHECK_FALSE(lists.is_open());
    check_lists();
  }
  str("several bytes");
  CHECK(kept_in_all() == if_kept(1));
  Slotbuf_LeaveThread();
}

TEST_CASE("free lists: whatever is done in whatever order, no block is of the wrong size") {
  std::vector<ref> pool(50);
  unsigned state = 1;
  const auto random = [&](std::size_t below) {
    state = state * 1103515245 + 12345;
    return (state >> 8) % below;
  };
  for (int turn = 0; turn < 20'000; ++turn) {
    ref &object = pool[random(50)];
    const auto size = static_cast<Py_ssize_t>(random(200));
    if (object && PyByteArray_Check(object.get()) && random(3)) {
      REQUIRE(PyByteArray_Resize(object.get(), size) == 0);
    } else if (object && PyString_CheckExact(object.get()) && PyString_Size(object.get()) > 1 &&
               random(3)) {
      PyObject *text = object.release();
      REQUIRE(_PyString_Resize(&text, size) == 0);
      object = ref::steal(text);
    } else {
      const std::string bytes(static_cast<std::size_t>(size), 'r');
      const ref made[] = {str(bytes), bytearray(bytes)};
      object =
          random(2) ? kinds[random(std::size(kinds))].make() : ref::share(made[random(2)].get());
    }
    if (turn % 500 == 0) check_lists();
  }
  pool.clear();
  check_lists();
  Slotbuf_LeaveThread();
}

}  // namespace
}  // namespace slotbuf::test
