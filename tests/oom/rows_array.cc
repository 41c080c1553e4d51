#include "sweep.hh"

namespace slotbuf::test {
namespace {

using namespace std::string_view_literals;

ref shorts() { return array_of<short>('h', {1, 2, 3, 4}); }

void change(attempt &a, const std::function<bool(PyObject *)> &call) {
  const ref object = shorts();
  a.watch(object);
  a.run([&] { return call(object.get()); });
}

const row rows[] = {
    {"SlotbufArray_Append", nullptr,
     [](attempt &a) {
       const ref item = whole(7);
       change(a, [&](PyObject *self) { return SlotbufArray_Append(self, item.get()) == 0; });
     }},
    {"SlotbufArray_Extend", nullptr,
     [](attempt &a) {
       const ref items = shorts();
       a.watch(items);
       change(a, [&](PyObject *self) { return SlotbufArray_Extend(self, items.get()) == 0; });
     }},
    {"SlotbufArray_Extend", nullptr,
     [](attempt &a) {
       change(a, [](PyObject *self) { return SlotbufArray_Extend(self, self) == 0; });
     }},
    {"SlotbufArray_Insert", nullptr,
     [](attempt &a) {
       const ref item = whole(7);
       change(a, [&](PyObject *self) { return SlotbufArray_Insert(self, 1, item.get()) == 0; });
     }},
    {"SlotbufArray_Pop", nullptr,
     [](attempt &a) {
       const ref object = shorts();
       a.watch(object);
       a.make([&] { return SlotbufArray_Pop(object.get(), 1); });
     }},
    {"SlotbufArray_Remove", nullptr,
     [](attempt &a) {
       const ref item = whole(3);
       change(a, [&](PyObject *self) { return SlotbufArray_Remove(self, item.get()) == 0; });
     }},
    {"SlotbufArray_Reverse", "works in place",
     [](attempt &a) { change(a, [](PyObject *self) { return SlotbufArray_Reverse(self) == 0; }); }},
    {"SlotbufArray_ByteSwap", "works in place",
     [](attempt &a) {
       change(a, [](PyObject *self) { return SlotbufArray_ByteSwap(self) == 0; });
     }},
    {"SlotbufArray_FromString", nullptr,
     [](attempt &a) {
       const ref bytes = str("\5\0\6\0"sv);
       a.watch(bytes);
       change(a, [&](PyObject *self) { return SlotbufArray_FromString(self, bytes.get()) == 0; });
     }},
    {"SlotbufArray_ToString", nullptr,
     [](attempt &a) {
       const ref object = shorts();
       a.watch(object);
       a.make([&] { return SlotbufArray_ToString(object.get()); });
     }},
    {"SlotbufArray_Count", nullptr,
     [](attempt &a) {
       const ref item = whole(3);
       change(a, [&](PyObject *self) { return SlotbufArray_Count(self, item.get()) == 1; });
     }},
    {"SlotbufArray_Index", nullptr,
     [](attempt &a) {
       const ref item = whole(3);
       change(a, [&](PyObject *self) { return SlotbufArray_Index(self, item.get()) == 2; });
     }},
    {"PyObject_Repr", nullptr,
     [](attempt &a) {
       const ref object = shorts();
       a.watch(object);
       a.make([&] { return PyObject_Repr(object.get()); });
     }},
    {"PyObject_Repr", nullptr,
     [](attempt &a) {
       const ref object = array_of<char32_t>('u', {'a', '\''});
       a.watch(object);
       a.make([&] { return PyObject_Repr(object.get()); });
     }},
};

}  // namespace

std::span<const row> array_rows() { return rows; }

}  // namespace slotbuf::test
