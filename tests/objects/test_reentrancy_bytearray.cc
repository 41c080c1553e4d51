// The results when slots change the bytearray being worked on.
#include <slotbuf.h>

#include <deque>
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

void resize_to(const ref &object, Py_ssize_t size) {
  REQUIRE(PyByteArray_Resize(object.get(), size) == 0);
}

// Does [act] the first time that a slot of its kind is called, and then never again.
std::function<void()> once(std::function<void()> act) {
  return [act, done = false]() mutable {
    if (!done) act();
    done = true;
  };
}

TEST_CASE(
    "reentrancy: a slot that is asked for a value or a key may shorten, and positions count then") {
  const auto run = [](puppet_kind kind, long index, Py_ssize_t left, const auto &what) {
    const ref object = bytearray("0123456789");
    puppet host(kind);
    host.index = index;
    host.items = 2;
    host.on_index = host.on_item = once([&] { resize_to(object, left); });
    const std::string result = what(object, host);
    return result + ", " + read(object);
  };
  const auto set_value = [](const ref &object, puppet &host) {
    return answer(PySequence_SetItem(object.get(), 8, host.get()));
  };
  const auto set_key = [](const ref &object, puppet &host) {
    return answer(PyObject_SetItem(object.get(), host.get(), str("N").get()));
  };
  const auto get_key = [](const ref &object, puppet &host) {
    return answer(PyObject_GetItem(object.get(), host.get()));
  };
  const auto insert = [](const ref &object, puppet &host) {
    return answer(SlotbufByteArray_Insert(object.get(), -2, host.get()));
  };
  const auto get_slice = [](const ref &object, puppet &host) {
    return answer(PyObject_GetItem(object.get(), slice(host.object(), whole(10)).get()));
  };
  const auto set_slice = [](const ref &object, puppet &host) {
    return answer(PyObject_SetItem(object.get(), slice(2, 8).get(), host.get()));
  };
  const std::string out_of_range = "IndexError: bytearray index out of range, 01234";
  CHECK(run(puppet_kind::index, 'N', 5, set_value) == out_of_range);
  CHECK(run(puppet_kind::index, 'N', 9, set_value) == "0, 01234567N");
  CHECK(run(puppet_kind::index, 8, 5, set_key) == out_of_range);
  CHECK(run(puppet_kind::index, -1, 5, set_key) == "0, 0123N");
  CHECK(run(puppet_kind::index, 8, 5, get_key) == out_of_range);
  CHECK(run(puppet_kind::index, -1, 5, get_key) == "52, 01234");
  CHECK(run(puppet_kind::index, 'N', 5, insert) == "0, 012N34");
  CHECK(run(puppet_kind::index, 'N', 1, insert) == "0, N0");
  CHECK(run(puppet_kind::index, 3, 5, get_slice) == "bytearray(b'34'), 01234");
  CHECK(run(puppet_kind::index, 7, 5, get_slice) == "bytearray(b''), 01234");
  CHECK(run(puppet_kind::sequence, 0, 5, set_slice) == "0, 01ab");
  CHECK(run(puppet_kind::sequence, 0, 1, set_slice) == "0, 0ab");
}

TEST_CASE("reentrancy: while the bytes of a bytearray are held, a slot is refused") {
  const ref object = bytearray("bytes");
  puppet host(puppet_kind::exporter);
  std::vector<std::string> refusals;
  host.on_getbuffer = [&] {
    refusals.push_back(answer(PyByteArray_Resize(object.get(), 100)));
    refusals.push_back(delitem(object, 0));
    refusals.push_back(iconcat(object, str("x")));
  };
  CHECK(concat(object, host.object()) == "bytearray(b'bytespuppet')");
  CHECK(answer(PyObject_RichCompareBool(object.get(), host.get(), Py_LT)) == "1");
  CHECK(refusals == std::vector<std::string>(6, locked));
  CHECK(read(object) == "bytes");
}

TEST_CASE("reentrancy: a view that is given back may still change what was extended") {
  const ref object = bytearray("bytes");
  puppet host(puppet_kind::exporter);
  host.on_releasebuffer = [&] { REQUIRE(PyByteArray_Resize(object.get(), 2) == 0); };
  const ref longer = ref::steal(PySequence_InPlaceConcat(object.get(), host.get()));
  CHECK(longer.get() == object.get());
  CHECK(read(object) == "by");
}

TEST_CASE("reentrancy: items that end while they are read may change what is extended by them") {
  const ref object = bytearray("0123456789");
  puppet items(puppet_kind::sequence);
  items.items = 3;
  int ended = 0;
  const auto shorten = [&] { resize_to(object, PyByteArray_Size(object.get()) - 1); };
  std::deque<puppet> made;  // the strings, which outlive the objects
  items.item = [&](Py_ssize_t at) {
    puppet &item = made.emplace_back(puppet_kind::index);
    item.index = 'a' + static_cast<long>(at);
    item.on_index = shorten;
    item.on_end = [&] {
      shorten();
      ++ended;
    };
    return item.release();
  };
  CHECK(after(object, SlotbufByteArray_Extend(object.get(), items.get())) ==
        "bytearray(b'0123abc')");
  CHECK(ended == 3);
}

}  // namespace
}  // namespace slotbuf::test
