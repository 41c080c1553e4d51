#include "changes.hh"

#include <utility>

namespace slotbuf::test {
namespace {

using enum under_pins;

bool made(PyObject *result) { return static_cast<bool>(ref::steal(result)); }

bool set(const material &with, const ref &key, PyObject *value) {
  return PyObject_SetItem(with.object, key.get(), value) == 0;
}

bool remove(const material &with, const ref &key) {
  return PyObject_DelItem(with.object, key.get()) == 0;
}

// What both types can do.
const change by_slots[] = {
    {"sq_ass_item", "an item is set", writes,
     [](const material &with) { return PySequence_SetItem(with.object, 0, with.item.get()) == 0; },
     &PyExc_IndexError},
    {"sq_ass_item", "an item is deleted", nothing,
     [](const material &with) { return PySequence_DelItem(with.object, 0) == 0; },
     &PyExc_IndexError},
    {"mp_ass_subscript", "an item is set by its key", writes,
     [](const material &with) { return set(with, whole(1), with.item.get()); }, &PyExc_IndexError},
    {"mp_ass_subscript", "an item is deleted by its key", nothing,
     [](const material &with) { return remove(with, whole(0)); }, &PyExc_IndexError},
    {"mp_ass_subscript", "a slice is overwritten or grows", writes,
     [](const material &with) { return set(with, with.start, with.other.get()); }},
    {"mp_ass_subscript", "a slice shrinks or grows", writes,
     [](const material &with) { return set(with, with.middle, with.other.get()); }},
    {"mp_ass_subscript", "a slice is replaced by the whole", looks,
     [](const material &with) { return set(with, with.middle, with.object); }},
    {"mp_ass_subscript", "a slice is deleted", nothing,
     [](const material &with) { return remove(with, with.middle); }},
    {"mp_ass_subscript", "every second item is set", writes,
     [](const material &with) { return set(with, with.stepped, with.other.get()); },
     &PyExc_ValueError},
    {"mp_ass_subscript", "every second item is deleted", nothing,
     [](const material &with) { return remove(with, with.stepped); }},
    {"sq_inplace_concat", "another is added", nothing,
     [](const material &with) {
       return made(PySequence_InPlaceConcat(with.object, with.other.get()));
     }},
    {"sq_inplace_concat", "it is added to itself", nothing,
     [](const material &with) { return made(PySequence_InPlaceConcat(with.object, with.object)); }},
    {"sq_inplace_repeat", "twice", nothing,
     [](const material &with) { return made(PySequence_InPlaceRepeat(with.object, 2)); }},
    {"sq_inplace_repeat", "once", nothing,
     [](const material &with) { return made(PySequence_InPlaceRepeat(with.object, 1)); }},
    {"sq_inplace_repeat", "zero times", empties,
     [](const material &with) { return made(PySequence_InPlaceRepeat(with.object, 0)); }},
    {"window", "an item is set through a window", writes,
     [](const material &with) {
       return PySequence_SetItem(with.writable.get(), 0, str("a").get()) == 0;
     },
     &PyExc_IndexError},
};

const change of_bytearray[] = {
    {"PyByteArray_Resize", "to two", nothing,
     [](const material &with) { return PyByteArray_Resize(with.object, 2) == 0; }},
    {"SlotbufByteArray_Append", "an item", nothing,
     [](const material &with) {
       return SlotbufByteArray_Append(with.object, with.item.get()) == 0;
     }},
    {"SlotbufByteArray_Extend", "by itself", nothing,
     [](const material &with) { return SlotbufByteArray_Extend(with.object, with.object) == 0; }},
    {"SlotbufByteArray_Extend", "by another", nothing,
     [](const material &with) {
       return SlotbufByteArray_Extend(with.object, with.other.get()) == 0;
     }},
    {"SlotbufByteArray_Extend", "by items", nothing,
     [](const material &with) {
       return SlotbufByteArray_Extend(with.object, with.items.get()) == 0;
     }},
    {"SlotbufByteArray_Extend", "by a window on it", nothing,
     [](const material &with) {
       return SlotbufByteArray_Extend(with.object, with.part.get()) == 0;
     }},
    {"SlotbufByteArray_Insert", "an item", nothing,
     [](const material &with) {
       return SlotbufByteArray_Insert(with.object, -1, with.item.get()) == 0;
     }},
    {"SlotbufByteArray_Pop", "the last item", nothing,
     [](const material &with) { return made(SlotbufByteArray_Pop(with.object, -1)); },
     &PyExc_IndexError},
    {"SlotbufByteArray_Remove", "an item", looks,
     [](const material &with) {
       return SlotbufByteArray_Remove(with.object, with.item.get()) == 0;
     },
     &PyExc_ValueError},
    {"SlotbufByteArray_Reverse", "all", writes,
     [](const material &with) { return SlotbufByteArray_Reverse(with.object) == 0; }},
    {"mp_ass_subscript", "a str is put in", writes,
     [](const material &with) { return set(with, with.middle, with.text.get()); }},
};

const change of_array[] = {
    {"SlotbufArray_Append", "an item", nothing,
     [](const material &with) { return SlotbufArray_Append(with.object, with.item.get()) == 0; }},
    {"SlotbufArray_Extend", "by itself", nothing,
     [](const material &with) { return SlotbufArray_Extend(with.object, with.object) == 0; }},
    {"SlotbufArray_Extend", "by another", nothing,
     [](const material &with) { return SlotbufArray_Extend(with.object, with.other.get()) == 0; }},
    {"SlotbufArray_Extend", "by items", nothing,
     [](const material &with) { return SlotbufArray_Extend(with.object, with.items.get()) == 0; }},
    {"SlotbufArray_Insert", "an item", nothing,
     [](const material &with) {
       return SlotbufArray_Insert(with.object, -1, with.item.get()) == 0;
     }},
    {"SlotbufArray_Pop", "the last item", nothing,
     [](const material &with) { return made(SlotbufArray_Pop(with.object, -1)); },
     &PyExc_IndexError},
    {"SlotbufArray_Remove", "an item", looks,
     [](const material &with) { return SlotbufArray_Remove(with.object, with.item.get()) == 0; },
     &PyExc_ValueError},
    {"SlotbufArray_Reverse", "all", writes,
     [](const material &with) { return SlotbufArray_Reverse(with.object) == 0; }},
    {"SlotbufArray_ByteSwap", "all", writes,
     [](const material &with) { return SlotbufArray_ByteSwap(with.object) == 0; }},
    {"SlotbufArray_FromString", "by a str", nothing,
     [](const material &with) {
       return SlotbufArray_FromString(with.object, with.text.get()) == 0;
     }},
    {"SlotbufArray_FromString", "by another", nothing,
     [](const material &with) {
       return SlotbufArray_FromString(with.object, with.other.get()) == 0;
     }},
    {"SlotbufArray_FromString", "by a window on it", nothing,
     [](const material &with) {
       return SlotbufArray_FromString(with.object, with.part.get()) == 0;
     },
     &PyExc_ValueError},
    {"sq_ass_slice", "a slice is overwritten or grows", writes,
     [](const material &with) {
       return PySequence_SetSlice(with.object, 0, 2, with.other.get()) == 0;
     }},
    {"sq_ass_slice", "a slice is deleted", nothing,
     [](const material &with) { return PySequence_DelSlice(with.object, 1, 3) == 0; }},
};

template <size_t count>
std::vector<change> with_slots(const change (&own)[count]) {
  std::vector<change> all(std::begin(by_slots), std::end(by_slots));
  all.insert(all.end(), std::begin(own), std::end(own));
  return all;
}

material prepare(const ref &object, ref item, ref text, ref other, ref items,
                 Py_ssize_t item_size) {
  return {object.get(),
          std::move(item),
          std::move(text),
          std::move(other),
          std::move(items),
          window(object),
          writable_window(object),
          window(object, item_size, item_size),
          slice(whole(4), ref()),
          slice(1, 3),
          slice(0, 2),
          slice(0, 4, 2)};
}

}  // namespace

material for_bytearray(const ref &object) {
  return prepare(object, whole('a'), str("ab"), bytearray("ab"), array('b', "ab"), 1);
}

material for_array(const ref &object) {
  return prepare(object, whole(0x6161), str("abab"), array('h', "aabb"), bytearray("ab"), 2);
}

const std::vector<change> &changes_of_bytearray() {
  static const std::vector<change> all = with_slots(of_bytearray);
  return all;
}

const std::vector<change> &changes_of_array() {
  static const std::vector<change> all = with_slots(of_array);
  return all;
}

}  // namespace slotbuf::test
