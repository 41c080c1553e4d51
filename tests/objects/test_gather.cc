// Gathering the segments of any object into one str.
#include <slotbuf.h>

#include <string>

#include "../support/doctest.hh"
#include "../support/puppet.hh"
#include "../support/segmented.hh"
#include "ropes.hh"

namespace slotbuf::test {
namespace {

TEST_CASE("gather: one object's bytes are one new str, whatever the object is") {
  const ref base = bytearray("some bytes");
  puppet host(puppet_kind::old_buffer);
  host.bytes = "bytes";
  for (const ref &object : {str("bytes"), bytearray("bytes"), array('c', "bytes"), window(base, 5),
                            writable_window(base, 5), ref::share(host.get())}) {
    const ref gathered = ref::steal(Slotbuf_GatherSegments(object.get()));
    REQUIRE(gathered);
    CHECK(PyString_CheckExact(gathered.get()));
    CHECK(read(gathered) == "bytes");
    CHECK(references(gathered) == 1);
  }
}

TEST_CASE("gather: segments follow each other, empty ones leave no trace") {
  for (const int count : {0, 1, 2, 7, 8, 9, 100}) {
    CAPTURE(count);
    segmented host({});
    std::string all;
    for (int i = 0; i < count; ++i) {
      host.rows.push_back(std::string(static_cast<std::size_t>(i % 3), static_cast<char>('a' + i)));
      all += host.rows.back();
    }
    CHECK(gathered(host.object()) == all);
  }
}

TEST_CASE("gather: what cannot be read is refused with its own error") {
  CHECK(gathered(ref()) == "SystemError: null argument to internal routine");
  CHECK(gathered(whole(1)) == "TypeError: expected a readable buffer object");
  CHECK(gathered(memoryview(str("bytes"))) == "TypeError: expected a readable buffer object");
  segmented host({"one", "two"});
  host.answer = [](Py_ssize_t index, void **bytes) -> Py_ssize_t {
    return *bytes = const_cast<char *>("x"), index ? -1 : 1;
  };
  CHECK(gathered(host.object()) == "SystemError: error return without exception set");
}

TEST_CASE("gather: lengths that are too many together are not added up") {
  segmented host({"one", "two"});
  host.answer = [](Py_ssize_t index, void **bytes) -> Py_ssize_t {
    *bytes = const_cast<char *>("x");
    return index ? 1 : PY_SSIZE_T_MAX;
  };
  CHECK(gathered(host.object()) == "OverflowError: the segments have too many bytes together");
  host.rows.resize(1);
  CHECK(gathered(host.object()) == "OverflowError: string is too large");
}

TEST_CASE("gather: a host with more segments each time is given up") {
  segmented host({});
  host.on_segcount = [&] { host.rows.resize(host.rows.size() * 2 + 9, "x"); };
  CHECK(gathered(host.object()) ==
        "RuntimeError: the object changed its segments while it was read");
  host.on_segcount = [&] { host.rows.resize(host.rows.size() - 1); };
  const std::size_t before = host.rows.size();
  CHECK(gathered(host.object()) == std::string(before - 2, 'x'));
}

TEST_CASE("gather: a host that says it has more segments than memory has room for gets an error") {
  segmented host({});
  host.count = PY_SSIZE_T_MAX;
  host.answer = [](Py_ssize_t, void **bytes) -> Py_ssize_t {
    return *bytes = const_cast<char *>("x"), 1;
  };
  CHECK(gathered(host.object()) == "MemoryError");
}

}  // namespace
}  // namespace slotbuf::test
