// Host slots that change what a buffer shows while the buffer works on it.
#include <slotbuf.h>

#include <algorithm>
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

// A bytearray or an array of chars; both are bases that can move.
struct base {
  const char *name;
  ref (*make)(std::string_view bytes);
  int (*lengthen)(PyObject *);
  int (*empty)(PyObject *);
};

int empty(PyObject *object) {
  PyObject *const key = slice(ref(), ref()).release();
  const int result = PyObject_DelItem(object, key);
  Py_DECREF(key);
  return result;
}

// Fills what is new, since operations show it.
int lengthen(PyObject *bytearray) {
  const Py_ssize_t before = PyByteArray_Size(bytearray), after = 100'000;
  const int result = PyByteArray_Resize(bytearray, after);
  if (result == 0)
    std::fill(PyByteArray_AS_STRING(bytearray) + before, PyByteArray_AS_STRING(bytearray) + after,
              'x');
  return result;
}

const base bases[] = {
    {"bytearray", [](std::string_view bytes) { return bytearray(bytes); }, lengthen, empty},
    {"array", [](std::string_view bytes) { return array('c', bytes); },
     [](PyObject *object) {
       return SlotbufArray_Extend(object, array('c', std::string(100'000, 'x')).get());
     },
     empty},
};

struct operation {
  const char *name;
  std::string (*run)(const ref &target, const ref &value);
};

const operation operations[] = {
    {"concat", [](const ref &target, const ref &value) { return concat(target, value); }},
    {"set item",
     [](const ref &target, const ref &value) {
       return answer(PySequence_SetItem(target.get(), 3, value.get()));
     }},
    {"set item by key",
     [](const ref &target, const ref &value) {
       return answer(PyObject_SetItem(target.get(), whole(-1).get(), value.get()));
     }},
    {"set slice",
     [](const ref &target, const ref &value) {
       return answer(PySequence_SetSlice(target.get(), 0, 6, value.get()));
     }},
    {"set slice by key",
     [](const ref &target, const ref &value) {
       return answer(PyObject_SetItem(target.get(), slice(0, 6).get(), value.get()));
     }},
    {"set with a step",
     [](const ref &target, const ref &value) {
       return answer(PyObject_SetItem(target.get(), slice(0, 12, 2).get(), value.get()));
     }},
    {"compare with a window",
     [](const ref &target, const ref &value) {
       return answer(PyObject_Compare(target.get(), window(value).get()));
     }},
    {"compare from the other side",
     [](const ref &target, const ref &value) {
       return answer(PyObject_Compare(window(value).get(), target.get()));
     }},
    {"copy from a window",
     [](const ref &target, const ref &value) {
       return answer(PyObject_CopyData(target.get(), window(value).get()));
     }},
    {"joined to a bytearray",
     [](const ref &target, const ref &value) {
       return answer(PyByteArray_Concat(target.get(), window(value).get()));
     }},
};

void tell(puppet &host, const std::function<void()> &act) {
  host.on_segcount = host.on_read = host.on_write = host.on_char = act;
}

TEST_CASE(
    "reentrancy: whatever an operand's slots do to the base of a buffer, no old pointer is used") {
  for (const base &base : bases) {
    CAPTURE(base.name);
    for (const operation &row : operations) {
      CAPTURE(row.name);
      for (const auto harm : {base.lengthen, base.empty}) {
        for (const char *bytes : {"value!", "v", ""}) {
          const ref bottom = base.make("0123456789ab");
          const ref target = writable_window(bottom);
          puppet host(puppet_kind::old_buffer);
          host.bytes = bytes;
          tell(host, [&] {
            if (harm(bottom.get()) < 0) PyErr_Clear();
          });
          row.run(target, host.object());
          take_error();
          CHECK(references(bottom) == 2);
          CHECK(base.lengthen(bottom.get()) == 0);
        }
      }
    }
  }
}

TEST_CASE("reentrancy: a slot that is called while the base is held is refused") {
  for (const base &base : bases) {
    CAPTURE(base.name);
    const ref bottom = base.make("bytes");
    const ref target = writable_window(bottom);
    puppet host(puppet_kind::old_buffer);
    host.bytes = "BYTES";
    std::vector<std::string> refusals;
    host.on_read = [&] { refusals.push_back(answer(base.lengthen(bottom.get()))); };
    CHECK(concat(target, host.object()) == "'bytesBYTES'");
    CHECK(PySequence_SetSlice(target.get(), 0, 5, host.get()) == 0);
    CHECK(read(bottom) == "BYTES");
    CHECK(PyObject_Compare(target.get(), window(host.object()).get()) == 0);
    host.bytes = "x";
    CHECK(PySequence_SetItem(target.get(), 0, host.get()) == 0);
    CHECK(read(bottom) == "xYTES");
    CHECK(refusals.size() >= 4);
    for (const std::string &each : refusals) CHECK(each == locked);
  }
}

TEST_CASE("reentrancy: before the base is held, a slot changes what the operation works on") {
  const ref bottom = bytearray("bytes");
  const ref target = writable_window(bottom);
  puppet host(puppet_kind::old_buffer);
  host.on_segcount = [&] { REQUIRE(PyByteArray_Resize(bottom.get(), 2) == 0); };
  CHECK(concat(target, host.object()) == "'bypuppet'");
  CHECK(PySequence_SetSlice(target.get(), 0, 5, host.get()) == -1);
  CHECK(take_error() == "TypeError: right operand length must match slice length");
  host.bytes = "BY";
  CHECK(PySequence_SetSlice(target.get(), 0, 5, host.get()) == 0);
  CHECK(read(bottom) == "BY");
}

TEST_CASE("reentrancy: keys that change the base are read before it is") {
  for (const base &base : bases) {
    CAPTURE(base.name);
    const auto run = [&](long index, const auto &what) {
      const ref bottom = base.make("0123456789");
      const ref target = writable_window(bottom);
      puppet key(puppet_kind::index);
      key.index = index;
      key.on_index = [&] {
        while (PyObject_Size(bottom.get()) > 5)
          REQUIRE(PySequence_DelItem(bottom.get(), PyObject_Size(bottom.get()) - 1) == 0);
      };
      const std::string result = what(target, key.object());
      return result + ", " + read(bottom);
    };
    const auto get = [](const ref &target, const ref &key) {
      return answer(PyObject_GetItem(target.get(), key.get()));
    };
    const auto set = [](const ref &target, const ref &key) {
      return answer(PyObject_SetItem(target.get(), key.get(), str("N").get()));
    };
    const auto get_slice = [](const ref &target, const ref &key) {
      return answer(PyObject_GetItem(target.get(), slice(key, whole(10)).get()));
    };
    const auto set_slice = [](const ref &target, const ref &key) {
      return answer(PyObject_SetItem(target.get(), slice(key, whole(10)).get(), str("NN").get()));
    };
    CHECK(run(-1, get) == "'4', 01234");
    CHECK(run(9, get) == "IndexError: buffer index out of range, 01234");
    CHECK(run(-1, set) == "0, 0123N");
    CHECK(run(9, set) == "IndexError: buffer assignment index out of range, 01234");
    CHECK(run(3, get_slice) == "'34', 01234");
    CHECK(run(9, get_slice) == "'', 01234");
    CHECK(run(3, set_slice) == "0, 012NN");
    CHECK(run(9, set_slice) == "TypeError: right operand length must match slice length, 01234");
  }
}

TEST_CASE("reentrancy: a base may use the window on it from within its slots") {
  puppet host(puppet_kind::old_buffer);
  const ref object = window(host.object());
  int depth = 0;
  std::vector<std::string> seen;
  host.on_read = [&] {
    if (++depth > 1) return;
    seen = {repeat(object, 2),
            item(object, 0),
            getslice(object, 1, 3),
            concat(object, object),
            answer(PyObject_Compare(object.get(), object.get())),
            answer(PyObject_Hash(object.get()) == PyObject_Hash(str("puppet").get()))};
  };
  CHECK(repeat(object, 1) == "'puppet'");
  CHECK(seen ==
        std::vector<std::string>{"'puppetpuppet'", "'p'", "'up'", "'puppetpuppet'", "0", "1"});
}

TEST_CASE("reentrancy: a base that ends with its window may use others on its way out") {
  const ref other = bytearray("other");
  puppet host(puppet_kind::old_buffer);
  std::string seen;
  host.on_end = [&] {
    seen = repeat(window(other), 2);
    REQUIRE(PyByteArray_Resize(other.get(), 0) == 0);
    PyErr_SetString(PyExc_ValueError, "from the end");
  };
  ref object = window(window(host.object()));
  ref::steal(host.release()).reset();
  object.reset();
  CHECK(seen == "'otherother'");
  CHECK(take_error() == "ValueError: from the end");
}

}  // namespace
}  // namespace slotbuf::test
