// Host slots that change what a view shows while it is taken, used and released.
#include <slotbuf.h>

#include <functional>
#include <string>
#include <vector>

#include "../support/doctest.hh"
#include "../support/error.hh"
#include "../support/puppet.hh"
#include "sequences.hh"

namespace slotbuf::test {
namespace {

const char *const locked = "BufferError: Existing exports of data: object cannot be re-sized";

std::string set(const ref &object, const ref &key, const ref &value) {
  return answer(PyObject_SetItem(object.get(), key.get(), value.get()));
}

// Tries to resize [object], and returns the result. As a good slot does, keeps the pending error.
std::string try_to_resize(const ref &object) {
  PyObject *type, *value, *place;
  PyErr_Fetch(&type, &value, &place);
  const std::string result = answer(PyByteArray_Resize(object.get(), 0));
  PyErr_Restore(type, value, place);
  return result;
}

TEST_CASE("reentrancy: what is assigned through a memoryview cannot move it") {
  const ref bottom = bytearray("bytes!");
  const ref view = memoryview(bottom);
  puppet host(puppet_kind::exporter);
  std::vector<std::string> refusals;
  host.on_getbuffer = host.on_releasebuffer = [&] { refusals.push_back(try_to_resize(bottom)); };
  CHECK(set(view, slice(0, 6), host.object()) == "0");
  CHECK(read(bottom) == "puppet");
  CHECK(set(view, slice(0, 3), host.object()) ==
        "ValueError: cannot modify size of memoryview object");
  host.bytes = "P";
  CHECK(set(view, whole(0), host.object()) == "0");
  CHECK(read(bottom) == "Puppet");
  CHECK(refusals == std::vector<std::string>(6, locked));
  CHECK(host.exports == 0);
}

TEST_CASE("reentrancy: nor can a key, and one that empties it where it is meets empty memory") {
  const ref bottom = bytearray("bytes!");
  puppet key(puppet_kind::index);
  std::vector<std::string> refusals;
  key.on_index = [&] { refusals.push_back(try_to_resize(bottom)); };
  const ref view = memoryview(bottom);
  for (const long index : {0L, 5L, -1L, 6L, -7L}) {
    CAPTURE(index);
    key.index = index;
    const bool within = index >= -6 && index < 6;
    const std::string answered = within ? "0" : "IndexError: index out of bounds";
    CHECK(set(view, key.object(), str("X")) == answered);
    CHECK(answer(PyObject_GetItem(view.get(), key.get())) ==
          (within ? "'X'" : "IndexError: index out of bounds"));
    const ref from = slice(key.object(), whole(6));
    CHECK(answer(PyObject_Size(ref::steal(PyObject_GetItem(view.get(), from.get())).get())) ==
          std::to_string(index >= 0    ? 6 - index
                         : index == -1 ? 1
                                       : 6));
  }
  for (const std::string &each : refusals) CHECK(each == locked);
  CHECK(refusals.size() == 15);
}

TEST_CASE("reentrancy: an exporter that is asked again for a slice may ask for slices itself") {
  puppet host(puppet_kind::exporter);
  const ref view = memoryview(host.object());
  std::string seen;
  int depth = 0;
  host.on_getbuffer = [&] {
    if (++depth > 1) return;
    seen = answer(PyObject_GetItem(view.get(), slice(0, 3).get()));
  };
  CHECK(answer(PyObject_GetItem(view.get(), slice(3, 6).get())) == "<memoryview 'pet'>");
  CHECK(seen == "<memoryview 'pup'>");
  CHECK(host.exports == 1);
}

TEST_CASE("reentrancy: an exporter that refuses the second time leaves the first view as it was") {
  puppet host(puppet_kind::exporter);
  const ref view = memoryview(host.object());
  host.fails = true;
  CHECK(answer(PyObject_GetItem(view.get(), slice(3, 6).get())) == "RuntimeError: cut");
  CHECK(answer(PyMemoryView_FromObject(view.get())) == "RuntimeError: cut");
  CHECK(answer(SlotbufMemoryView_ToBytes(view.get())) == "RuntimeError: cut");
  CHECK(set(view, slice(0, 1), view) == "RuntimeError: cut");
  host.fails = false;
  CHECK(shown(view) == "<memoryview 'puppet'>");
  CHECK(host.exports == 1);
}

TEST_CASE("reentrancy: comparing memoryviews holds the one while the other is asked") {
  const ref bottom = bytearray("puppet");
  puppet host(puppet_kind::exporter);
  const ref mine = memoryview(bottom), theirs = memoryview(host.object());
  std::vector<std::string> refusals;
  host.on_getbuffer = host.on_releasebuffer = [&] { refusals.push_back(try_to_resize(bottom)); };
  CHECK(PyObject_RichCompareBool(mine.get(), theirs.get(), Py_EQ) == 1);
  CHECK(PyObject_RichCompareBool(theirs.get(), mine.get(), Py_NE) == 0);
  CHECK(PyObject_RichCompareBool(mine.get(), host.get(), Py_EQ) == 1);
  CHECK(refusals == std::vector<std::string>(refusals.size(), locked));
  CHECK(refusals.size() >= 6);
  host.on_releasebuffer = nullptr;
}

TEST_CASE("reentrancy: copying data holds the target while the source is asked") {
  const ref bottom = bytearray("bytes!");
  for (const ref &target :
       {ref::share(bottom.get()), writable_window(bottom), memoryview(bottom)}) {
    CAPTURE(Py_TYPE(target.get())->tp_name);
    puppet host(puppet_kind::exporter);
    std::string refusal;
    host.on_getbuffer = [&] { refusal = try_to_resize(bottom); };
    CHECK(PyObject_CopyData(target.get(), host.get()) == 0);
    CHECK(read(bottom) == "puppet");
    CHECK(refusal == locked);
    refusal.clear();
    host.fails = true;
    CHECK(answer(PyObject_CopyData(target.get(), host.get())) == "RuntimeError: cut");
    CHECK(refusal == locked);
    host.fails = false;
    CHECK(PyObject_CopyData(host.get(), str("PUPPET").get()) == 0);
    CHECK(host.bytes == "PUPPET");
    CHECK(host.exports == 0);
  }
  CHECK(PyByteArray_Resize(bottom.get(), 0) == 0);
}

TEST_CASE("reentrancy: what is given back after the copy may change both") {
  const ref bottom = bytearray("bytes!");
  puppet host(puppet_kind::exporter);
  host.on_releasebuffer = [&] { CHECK(PyByteArray_Resize(bottom.get(), 1) == 0); };
  CHECK(PyObject_CopyData(bottom.get(), host.get()) == 0);
  CHECK(read(bottom) == "p");
}

TEST_CASE("reentrancy: a release may end the exporter, which takes other views on its way out") {
  const ref other = bytearray("other");
  puppet host(puppet_kind::exporter);
  std::string seen;
  host.on_end = [&] {
    const ref view = memoryview(window(other, 1));
    seen = shown(view);
    PyErr_SetString(PyExc_ValueError, "from the end");
  };
  host.on_releasebuffer = [&] { REQUIRE(PyByteArray_Resize(other.get(), 4) == 0); };
  SUBCASE("of a view") {
    Py_buffer view;
    REQUIRE(PyObject_GetBuffer(host.get(), &view, PyBUF_SIMPLE) == 0);
    ref::steal(host.release()).reset();
    PyBuffer_Release(&view);
    CHECK(view.obj == nullptr);
  }
  SUBCASE("of a chain of memoryviews") {
    ref chain = memoryview(memoryview(memoryview(host.object())));
    ref::steal(host.release()).reset();
    chain.reset();
  }
  SUBCASE("of a slice") {
    ref part = memoryview(host.object());
    part = ref::steal(PyObject_GetItem(part.get(), slice(1, 3).get()));
    ref::steal(host.release()).reset();
    part.reset();
  }
  CHECK(seen == "<memoryview 'the'>");
  CHECK(host.exports == 0);
  CHECK(take_error() == "ValueError: from the end");
}

TEST_CASE("reentrancy: a release that gives the pin below back lets the next slot resize") {
  const ref bottom = bytearray("bytes");
  puppet host(puppet_kind::exporter);
  Py_buffer inner{};
  host.on_getbuffer = [&] { REQUIRE(PyObject_GetBuffer(bottom.get(), &inner, PyBUF_SIMPLE) == 0); };
  host.on_releasebuffer = [&] {
    CHECK(try_to_resize(bottom) == locked);
    PyBuffer_Release(&inner);
    CHECK(PyByteArray_Resize(bottom.get(), 0) == 0);
  };
  CHECK(iconcat(bottom, host.object()) == locked);
  CHECK(read(bottom).empty());
}

TEST_CASE("reentrancy: the parts of a slice may let slices of slices go as they end") {
  ref kept;
  for (int i = 0; i < 100; ++i) kept = slice(kept, ref());
  puppet host(puppet_kind::plain);
  int ended = 0;
  host.on_end = [&] {
    kept.reset();
    ref more = slice(1, 2);
    for (int i = 0; i < 100; ++i) more = slice(more, more, more);
    ++ended;
  };
  ref chain = slice(host.object(), host.object());
  ref::steal(host.release()).reset();
  for (int i = 0; i < 100; ++i) chain = slice(whole(i), chain, chain);
  chain.reset();
  CHECK(ended == 1);
}

}  // namespace
}  // namespace slotbuf::test
