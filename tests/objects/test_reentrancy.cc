// Host slots that change, empty or move the bytearray being worked on: whatever they do, and in
// whichever operation, it stays whole.
#include <slotbuf.h>

#include <cstring>
#include <functional>
#include <string>

#include "../support/doctest.hh"
#include "../support/error.hh"
#include "../support/puppet.hh"
#include "sequences.hh"

namespace slotbuf::test {
namespace {

const std::string fifty(50, 'x');

// What a slot does to the bytearray. Refusals are ignored.
struct harm {
  const char *name;
  std::function<void(const ref &)> act;
};

void resize_to(const ref &object, Py_ssize_t size) {
  if (PyByteArray_Resize(object.get(), size) == 0)
    std::memset(PyByteArray_AS_STRING(object.get()), 'h', static_cast<std::size_t>(size));
  else
    PyErr_Clear();
}

const harm harms[] = {
    {"empties", [](const ref &object) { resize_to(object, 0); }},
    {"shortens", [](const ref &object) { resize_to(object, 1); }},
    {"lengthens", [](const ref &object) { resize_to(object, 100'000); }},
    {"moves there and back",
     [](const ref &object) {
       resize_to(object, 100'000);
       resize_to(object, 50);
     }},
    {"repeats no times",
     [](const ref &object) {
       const ref same = ref::steal(PySequence_InPlaceRepeat(object.get(), 0));
       PyErr_Clear();
     }},
    {"adds to it",
     [](const ref &object) {
       const ref same = ref::steal(PySequence_InPlaceConcat(object.get(), str("added").get()));
       PyErr_Clear();
     }},
    {"takes a view and gives it back", [](const ref &object) { memoryview(object).reset(); }},
};

// Makes every slot that [kind] has do [act], at every call, as slots may be called more than once.
void tell(puppet &host, const std::function<void()> &act) {
  host.on_getbuffer = host.on_releasebuffer = host.on_length = host.on_item = host.on_index =
      host.on_compare = host.on_segcount = host.on_read = host.on_write = host.on_char = act;
}

struct operation {
  const char *name;
  puppet_kind kind;
  std::function<void(const ref &, puppet &)> run;
};

const operation operations[] = {
    {"iconcat", puppet_kind::exporter,
     [](const ref &object, puppet &host) { iconcat(object, host.object()); }},
    {"concat", puppet_kind::exporter,
     [](const ref &object, puppet &host) { concat(object, host.object()); }},
    {"concat on the right", puppet_kind::exporter,
     [](const ref &object, puppet &host) { answer(PyByteArray_Concat(host.get(), object.get())); }},
    {"extend by a view", puppet_kind::exporter,
     [](const ref &object, puppet &host) {
       answer(SlotbufByteArray_Extend(object.get(), host.get()));
     }},
    {"extend by items", puppet_kind::sequence,
     [](const ref &object, puppet &host) {
       answer(SlotbufByteArray_Extend(object.get(), host.get()));
     }},
    {"append", puppet_kind::index,
     [](const ref &object, puppet &host) {
       answer(SlotbufByteArray_Append(object.get(), host.get()));
     }},
    {"insert at the end", puppet_kind::index,
     [](const ref &object, puppet &host) {
       answer(SlotbufByteArray_Insert(object.get(), 50, host.get()));
     }},
    {"insert from the end", puppet_kind::index,
     [](const ref &object, puppet &host) {
       answer(SlotbufByteArray_Insert(object.get(), -50, host.get()));
     }},
    {"remove", puppet_kind::index,
     [](const ref &object, puppet &host) {
       answer(SlotbufByteArray_Remove(object.get(), host.get()));
     }},
    {"contains a byte", puppet_kind::index,
     [](const ref &object, puppet &host) { contains(object, host.object()); }},
    {"contains a part", puppet_kind::exporter,
     [](const ref &object, puppet &host) { contains(object, host.object()); }},
    {"compare", puppet_kind::exporter,
     [](const ref &object, puppet &host) {
       for (int op = Py_LT; op <= Py_GE; ++op)
         answer(PyObject_RichCompare(object.get(), host.get(), op));
       answer(PyObject_Compare(object.get(), host.get()));
     }},
    {"compare with what compares", puppet_kind::rich,
     [](const ref &object, puppet &host) {
       answer(PyObject_RichCompare(object.get(), host.get(), Py_EQ));
       answer(PyObject_Compare(object.get(), host.get()));
     }},
    {"item by a key", puppet_kind::index,
     [](const ref &object, puppet &host) { answer(PyObject_GetItem(object.get(), host.get())); }},
    {"item assignment by a key", puppet_kind::index,
     [](const ref &object, puppet &host) {
       answer(PyObject_SetItem(object.get(), host.get(), whole('n').get()));
     }},
    {"item assignment of a value", puppet_kind::index,
     [](const ref &object, puppet &host) { setitem(object, 49, host.object()); }},
    {"item assignment by and of", puppet_kind::index,
     [](const ref &object, puppet &host) {
       answer(PyObject_SetItem(object.get(), host.get(), host.get()));
     }},
    {"item deletion by a key", puppet_kind::index,
     [](const ref &object, puppet &host) { answer(PyObject_DelItem(object.get(), host.get())); }},
    {"slice from", puppet_kind::index,
     [](const ref &object, puppet &host) {
       answer(PyObject_GetItem(object.get(), slice(host.object(), whole(50)).get()));
     }},
    {"slice with a step", puppet_kind::index,
     [](const ref &object, puppet &host) {
       answer(PyObject_GetItem(object.get(), slice(whole(0), whole(50), host.object()).get()));
     }},
    {"slice assignment from", puppet_kind::index,
     [](const ref &object, puppet &host) {
       const ref key = slice(host.object(), whole(45));
       answer(PyObject_SetItem(object.get(), key.get(), bytearray("new").get()));
       answer(PyObject_SetItem(object.get(), key.get(), str("new").get()));
       answer(PyObject_SetItem(object.get(), key.get(), object.get()));
     }},
    {"slice assignment with a step", puppet_kind::index,
     [](const ref &object, puppet &host) {
       const ref key = slice(whole(0), whole(50), host.object());
       answer(PyObject_SetItem(object.get(), key.get(), bytearray("new").get()));
       answer(PyObject_SetItem(object.get(), key.get(), str("abcde").get()));
       answer(PyObject_SetItem(object.get(), key.get(), object.get()));
     }},
    {"slice deletion", puppet_kind::index,
     [](const ref &object, puppet &host) {
       answer(PyObject_DelItem(object.get(), slice(host.object(), whole(50)).get()));
       answer(PyObject_DelItem(object.get(), slice(host.object(), whole(50), whole(3)).get()));
     }},
    {"slice assignment of a view", puppet_kind::exporter,
     [](const ref &object, puppet &host) {
       setslice(object, 10, 45, host.object());
       answer(PyObject_SetItem(object.get(), slice(0, 12, 2).get(), host.get()));
     }},
    {"slice assignment of items", puppet_kind::sequence,
     [](const ref &object, puppet &host) {
       setslice(object, 10, 45, host.object());
       answer(PyObject_SetItem(object.get(), slice(0, 50, 20).get(), host.get()));
     }},
    {"made from a view", puppet_kind::exporter,
     [](const ref &, puppet &host) { answer(PyByteArray_FromObject(host.get())); }},
    {"made from items", puppet_kind::sequence,
     [](const ref &, puppet &host) { answer(PyByteArray_FromObject(host.get())); }},
    {"made from a count", puppet_kind::index,
     [](const ref &, puppet &host) { answer(PyByteArray_FromObject(host.get())); }},
};

TEST_CASE("reentrancy: whatever a slot does to a bytearray that is worked on, it stays whole") {
  for (const operation &row : operations) {
    CAPTURE(row.name);
    for (const harm &harm : harms) {
      CAPTURE(harm.name);
      for (const long index : {0L, 49L, -1L, 7L, 120L}) {
        CAPTURE(index);
        const ref object = bytearray(fifty);
        puppet host(row.kind);
        host.index = index;
        host.items = 3;
        tell(host, [&] { harm.act(object); });
        row.run(object, host);
        tell(host, nullptr);
        take_error();
        const std::string bytes = read(object);
        CHECK(PyByteArray_AS_STRING(object.get())[bytes.size()] == '\0');
        CHECK(references(object) == 1);
        CHECK(host.exports == 0);
        CHECK(PyByteArray_Resize(object.get(), 200'000) == 0);
      }
    }
  }
}

}  // namespace
}  // namespace slotbuf::test
