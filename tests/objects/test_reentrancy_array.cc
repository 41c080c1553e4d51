// Host slots that change the array being worked on.
#include <slotbuf.h>

#include <functional>
#include <string>

#include "../support/doctest.hh"
#include "../support/error.hh"
#include "../support/puppet.hh"
#include "sequences.hh"

namespace slotbuf::test {
namespace {

void shorten(const ref &object, Py_ssize_t left) {
  while (SlotbufArray_Size(object.get()) > left)
    ref::steal(SlotbufArray_Pop(object.get(), -1)).reset();
}

void lengthen(const ref &object) {
  for (int i = 0; i < 1000; ++i) SlotbufArray_Append(object.get(), whole(1).get());
}

struct harm {
  const char *name;
  std::function<void(const ref &)> act;
};

const harm harms[] = {
    {"empties", [](const ref &object) { shorten(object, 0); }},
    {"leaves one", [](const ref &object) { shorten(object, 1); }},
    {"lengthens", [](const ref &object) { lengthen(object); }},
    {"moves there and back",
     [](const ref &object) {
       lengthen(object);
       shorten(object, 5);
     }},
    {"reverses", [](const ref &object) { SlotbufArray_Reverse(object.get()); }},
};

// Does [act] at the first few calls of any slot: if it always added, a search would never end.
void tell(puppet &host, const std::function<void()> &act) {
  const auto few = [act, left = 3]() mutable {
    if (left-- > 0) act();
  };
  host.on_getbuffer = host.on_releasebuffer = host.on_length = host.on_item = host.on_index =
      host.on_compare = host.on_segcount = host.on_read = host.on_write = host.on_char = few;
}

struct operation {
  const char *name;
  puppet_kind kind;
  std::function<void(const ref &, puppet &)> run;
};

const operation operations[] = {
    {"append", puppet_kind::number,
     [](const ref &object, puppet &host) {
       answer(SlotbufArray_Append(object.get(), host.get()));
     }},
    {"insert", puppet_kind::number,
     [](const ref &object, puppet &host) {
       answer(SlotbufArray_Insert(object.get(), 9, host.get()));
       answer(SlotbufArray_Insert(object.get(), -9, host.get()));
       answer(SlotbufArray_Insert(object.get(), PY_SSIZE_T_MIN, host.get()));
     }},
    {"extend", puppet_kind::sequence,
     [](const ref &object, puppet &host) {
       answer(SlotbufArray_Extend(object.get(), host.get()));
     }},
    {"remove", puppet_kind::rich,
     [](const ref &object, puppet &host) {
       answer(SlotbufArray_Remove(object.get(), host.get()));
     }},
    {"count", puppet_kind::rich,
     [](const ref &object, puppet &host) { answer(SlotbufArray_Count(object.get(), host.get())); }},
    {"index", puppet_kind::rich,
     [](const ref &object, puppet &host) { answer(SlotbufArray_Index(object.get(), host.get())); }},
    {"contains", puppet_kind::rich,
     [](const ref &object, puppet &host) { contains(object, host.object()); }},
    {"count of the sequence", puppet_kind::rich,
     [](const ref &object, puppet &host) { count(object, host.object()); }},
    {"index in the sequence", puppet_kind::rich,
     [](const ref &object, puppet &host) { find(object, host.object()); }},
    {"from a string", puppet_kind::old_buffer,
     [](const ref &object, puppet &host) {
       answer(SlotbufArray_FromString(object.get(), host.get()));
     }},
    {"from a window", puppet_kind::old_buffer,
     [](const ref &object, puppet &host) {
       answer(SlotbufArray_FromString(object.get(), window(host.object()).get()));
     }},
    {"item assignment", puppet_kind::number,
     [](const ref &object, puppet &host) { setitem(object, 9, host.object()); }},
    {"item assignment by a key", puppet_kind::index,
     [](const ref &object, puppet &host) {
       answer(PyObject_SetItem(object.get(), host.get(), whole(1).get()));
     }},
    {"item by a key", puppet_kind::index,
     [](const ref &object, puppet &host) { answer(PyObject_GetItem(object.get(), host.get())); }},
    {"item deletion by a key", puppet_kind::index,
     [](const ref &object, puppet &host) { answer(PyObject_DelItem(object.get(), host.get())); }},
    {"slices", puppet_kind::index,
     [](const ref &object, puppet &host) {
       const ref key = slice(host.object(), whole(9));
       answer(PyObject_GetItem(object.get(), key.get()));
       answer(PyObject_SetItem(object.get(), key.get(), array('h', "new!").get()));
       answer(PyObject_SetItem(object.get(), key.get(), object.get()));
       answer(PyObject_DelItem(object.get(), key.get()));
     }},
    {"slices with a step", puppet_kind::index,
     [](const ref &object, puppet &host) {
       const ref key = slice(whole(0), whole(9), host.object());
       answer(PyObject_GetItem(object.get(), key.get()));
       answer(PyObject_SetItem(object.get(), key.get(), array('h', "new!").get()));
       answer(PyObject_SetItem(object.get(), key.get(), object.get()));
       answer(PyObject_DelItem(object.get(), key.get()));
     }},
    {"compare", puppet_kind::rich,
     [](const ref &object, puppet &host) {
       answer(PyObject_RichCompare(object.get(), host.get(), Py_EQ));
       answer(PyObject_Compare(object.get(), host.get()));
     }},
};

TEST_CASE("reentrancy: whatever a slot does to an array that is worked on, it stays whole") {
  for (const operation &row : operations) {
    CAPTURE(row.name);
    for (const harm &harm : harms) {
      CAPTURE(harm.name);
      for (const long index : {0L, 9L, -1L, 3L, 2000L}) {
        CAPTURE(index);
        for (const int order : {0, 1}) {
          const ref object = array('h', "0123456789abcdefghij");
          puppet host(row.kind);
          host.index = index;
          host.items = 3;
          host.order = order;
          tell(host, [&] { harm.act(object); });
          row.run(object, host);
          take_error();
          CHECK(read(object).size() ==
                2 * static_cast<std::size_t>(SlotbufArray_Size(object.get())));
          CHECK(references(object) == 1);
          lengthen(object);
        }
      }
    }
  }
}

TEST_CASE("reentrancy: removing what has gone while it was compared removes nothing else") {
  for (const Py_ssize_t left : {0, 1, 2}) {
    CAPTURE(left);
    const ref object = array('b', "abc");
    puppet host(puppet_kind::rich);
    host.on_compare = [&] { shorten(object, left); };
    CHECK(SlotbufArray_Remove(object.get(), host.get()) == 0);
    CHECK(read(object) == std::string("bc", left ? static_cast<std::size_t>(left - 1) : 0));
  }
}

TEST_CASE("reentrancy: an item that is assigned where none is any more is refused") {
  for (const char letter : {'b', 'd'}) {
    CAPTURE(letter);
    const ref object = array(letter, "0123456789abcdef");
    puppet host(puppet_kind::number);
    host.on_index = [&] { shorten(object, 1); };
    CHECK(answer(PySequence_SetItem(object.get(), 1, host.get())) ==
          "IndexError: array assignment index out of range");
    CHECK(SlotbufArray_Size(object.get()) == 1);
    CHECK(answer(PySequence_SetItem(object.get(), 0, host.get())) == "0");
  }
}

TEST_CASE(
    "reentrancy: a key that is read while the array shortens counts from the end there is then") {
  const auto run = [](const auto &what) {
    const ref object = array('b', "0123456789");
    puppet key(puppet_kind::index);
    key.index = -1;
    key.on_index = [&] { shorten(object, 5); };
    const std::string result = what(object, key.object());
    return result + ", " + read(object);
  };
  CHECK(run([](const ref &object, const ref &key) {
          return answer(PyObject_GetItem(object.get(), key.get()));
        }) == "52, 01234");
  CHECK(run([](const ref &object, const ref &key) {
          return answer(PyObject_SetItem(object.get(), key.get(), whole('N').get()));
        }) == "0, 0123N");
  CHECK(run([](const ref &object, const ref &key) {
          return answer(PyObject_DelItem(object.get(), key.get()));
        }) == "0, 0123");
}

TEST_CASE("reentrancy: what a read slot gives is added to the array as it is then") {
  const ref object = array('c', "abcdef");
  puppet host(puppet_kind::old_buffer);
  host.on_segcount = [&] { shorten(object, 3); };
  host.on_read = [&] { shorten(object, 2); };
  CHECK(after(object, SlotbufArray_FromString(object.get(), host.get())) ==
        "array('c', 'abpuppet')");
}

TEST_CASE("reentrancy: an array that shortens while it is counted is counted as far as it goes") {
  puppet host(puppet_kind::rich);
  const ref object = array('b', "aaaa");
  host.on_compare = [&] { shorten(object, 2); };
  CHECK(answer(SlotbufArray_Count(object.get(), host.get())) == "2");
  host.order = 1;
  host.on_compare = [&] { shorten(object, 1); };
  CHECK(answer(SlotbufArray_Index(object.get(), host.get())) ==
        "ValueError: array.index(x): x not in list");
  CHECK(contains(object, host.object()) == "0");
}

TEST_CASE("reentrancy: an array takes items that change it between one another") {
  const ref object = array('b', "abcdef");
  puppet items(puppet_kind::sequence);
  items.items = 3;
  items.on_item = [&] { shorten(object, 1); };
  CHECK(SlotbufArray_Extend(object.get(), items.get()) == 0);
  CHECK(read(object) == "a");  // the IndexError at the end comes from the slot, too
}

}  // namespace
}  // namespace slotbuf::test
