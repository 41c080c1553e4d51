#include "../support/error.hh"
#include "sweep.hh"

namespace slotbuf::test {
namespace {

const std::string long_bytes(100, 'x');

void change(attempt &a, const std::function<bool(PyObject *)> &call) {
  const ref object = bytearray(long_bytes);
  a.watch(object);
  a.run([&] { return call(object.get()); });
}

const row rows[] = {
    {"PyByteArray_Concat", nullptr,
     [](attempt &a) {
       const ref left = bytearray("left"), right = str("right");
       a.watch(left);
       a.watch(right);
       a.make([&] { return PyByteArray_Concat(left.get(), right.get()); });
     }},
    {"SlotbufByteArray_Append", nullptr,
     [](attempt &a) {
       const ref item = whole(7);
       change(a, [&](PyObject *self) { return SlotbufByteArray_Append(self, item.get()) == 0; });
     }},
    {"SlotbufByteArray_Extend", nullptr,
     [](attempt &a) {
       const ref items = str("more bytes");
       a.watch(items);
       change(a, [&](PyObject *self) { return SlotbufByteArray_Extend(self, items.get()) == 0; });
     }},
    {"SlotbufByteArray_Extend", nullptr,
     [](attempt &a) {
       const ref items = array_of<short>('h', {1, 2, 3});
       a.watch(items);
       change(a, [&](PyObject *self) { return SlotbufByteArray_Extend(self, items.get()) == 0; });
     }},
    {"SlotbufByteArray_Extend", nullptr,
     [](attempt &a) {
       change(a, [&](PyObject *self) { return SlotbufByteArray_Extend(self, self) == 0; });
     }},
    {"SlotbufByteArray_Insert", nullptr,
     [](attempt &a) {
       const ref item = whole(7);
       change(a, [&](PyObject *self) { return SlotbufByteArray_Insert(self, 3, item.get()) == 0; });
     }},
    {"SlotbufByteArray_Pop", nullptr,
     [](attempt &a) {
       const ref object = bytearray("bytes");
       a.watch(object);
       a.make([&] { return SlotbufByteArray_Pop(object.get(), 1); });
     }},
    {"SlotbufByteArray_Remove", "what is left fits where it is",
     [](attempt &a) {
       const ref item = whole('x');
       change(a, [&](PyObject *self) { return SlotbufByteArray_Remove(self, item.get()) == 0; });
     }},
    {"SlotbufByteArray_Reverse", "works in place",
     [](attempt &a) {
       change(a, [](PyObject *self) { return SlotbufByteArray_Reverse(self) == 0; });
     }},
};

}  // namespace

std::span<const row> bytearray_rows() { return rows; }

}  // namespace slotbuf::test
