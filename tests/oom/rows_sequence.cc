#include "../support/error.hh"
#include "../support/exported.hh"
#include "sweep.hh"

namespace slotbuf::test {
namespace {

const char *const reads_only = "reads what is there, or sets a fixed text";

// Calls [call] with a bytearray of a hundred bytes, and watches it.
void with_bytearray(attempt &a, const std::function<bool(PyObject *)> &call) {
  const ref object = bytearray(std::string(100, 'x'));
  a.watch(object);
  a.run([&] { return call(object.get()); });
}

void make_from_str(attempt &a, const std::function<PyObject *(PyObject *)> &call) {
  const ref object = str("some bytes");
  a.watch(object);
  a.make([&] { return call(object.get()); });
}

const row rows[] = {
    // sequence.h
    {"PySequence_Concat", nullptr,
     [](attempt &a) {
       make_from_str(a, [](PyObject *self) { return PySequence_Concat(self, self); });
     }},
    {"PySequence_InPlaceConcat", nullptr,
     [](attempt &a) {
       const ref more = str("more");
       const ref object = bytearray("bytes");
       a.watch(object);
       a.make([&] { return PySequence_InPlaceConcat(object.get(), more.get()); });
     }},
    {"PySequence_Repeat", nullptr,
     [](attempt &a) {
       make_from_str(a, [](PyObject *self) { return PySequence_Repeat(self, 3); });
     }},
    {"PySequence_InPlaceRepeat", nullptr,
     [](attempt &a) {
       const ref object = array_of<short>('h', {1, 2});
       a.watch(object);
       a.make([&] { return PySequence_InPlaceRepeat(object.get(), 3); });
     }},
    {"PySequence_GetItem", nullptr,
     [](attempt &a) {
       const ref object = bytearray("bytes");
       a.watch(object);
       a.make([&] { return PySequence_GetItem(object.get(), 1); });
     }},
    {"PySequence_SetItem", "writes a byte",
     [](attempt &a) {
       const ref item = whole(7);
       with_bytearray(a,
                      [&](PyObject *self) { return PySequence_SetItem(self, 1, item.get()) == 0; });
     }},
    {"PySequence_DelItem", "what is left fits where it is",
     [](attempt &a) {
       with_bytearray(a, [](PyObject *self) { return PySequence_DelItem(self, 1) == 0; });
     }},
    {"PySequence_GetSlice", nullptr,
     [](attempt &a) {
       make_from_str(a, [](PyObject *self) { return PySequence_GetSlice(self, 1, 4); });
     }},
    {"PySequence_GetSlice", nullptr,
     [](attempt &a) {
       const ref object = memoryview(bytearray("bytes"));
       a.watch(object);
       a.make([&] { return PySequence_GetSlice(object.get(), 1, 4); });
     }},
    {"PySequence_SetSlice", nullptr,
     [](attempt &a) {
       const ref items = str(std::string(500, 'y'));
       a.watch(items);
       with_bytearray(
           a, [&](PyObject *self) { return PySequence_SetSlice(self, 1, 4, items.get()) == 0; });
     }},
    {"PySequence_DelSlice", nullptr,
     [](attempt &a) {
       const ref object = array('h', std::string(200, 'x'));
       a.watch(object);
       a.can_do_without();
       a.run([&] { return PySequence_DelSlice(object.get(), 1, 90) == 0; });
     }},
    {"PySequence_Contains", nullptr,
     [](attempt &a) {
       const ref object = array_of<short>('h', {1, 2}), item = whole(2);
       a.watch(object);
       a.run([&] { return PySequence_Contains(object.get(), item.get()) == 1; });
     }},
    {"PySequence_Count", nullptr,
     [](attempt &a) {
       const ref object = array_of<short>('h', {1, 2}), item = whole(2);
       a.watch(object);
       a.run([&] { return PySequence_Count(object.get(), item.get()) == 1; });
     }},
    {"PySequence_Index", nullptr,
     [](attempt &a) {
       const ref object = array_of<short>('h', {1, 2}), item = whole(2);
       a.watch(object);
       a.run([&] { return PySequence_Index(object.get(), item.get()) == 1; });
     }},
    // item.h
    {"PyObject_GetItem", nullptr,
     [](attempt &a) {
       const ref key = slice(0, 5, 2);
       make_from_str(a, [&](PyObject *self) { return PyObject_GetItem(self, key.get()); });
     }},
    {"PyObject_SetItem", nullptr,
     [](attempt &a) {
       const ref key = slice(0, 5), items = str(std::string(500, 'y'));
       with_bytearray(
           a, [&](PyObject *self) { return PyObject_SetItem(self, key.get(), items.get()) == 0; });
     }},
    {"PyObject_DelItem", nullptr,
     [](attempt &a) {
       const ref key = slice(0, 100, 1);
       a.can_do_without();
       with_bytearray(a, [&](PyObject *self) { return PyObject_DelItem(self, key.get()) == 0; });
     }},
    // slice.h
    {"PySlice_Check", "looks at the type",
     [](attempt &a) { a.run([] { return exported(PySlice_Check)(Py_None) == 0; }); }},
    {"PySlice_New", nullptr,
     [](attempt &a) {
       const ref start = whole(1);
       a.watch(start);
       a.make([&] { return PySlice_New(start.get(), nullptr, nullptr); });
     }},
    {"PySlice_GetIndices", reads_only,
     [](attempt &a) {
       const ref key = slice(1, 3);
       Py_ssize_t start, stop, step;
       a.run([&] {
         return PySlice_GetIndices(reinterpret_cast<PySliceObject *>(key.get()), 5, &start, &stop,
                                   &step) == 0;
       });
     }},
    {"PySlice_GetIndicesEx", reads_only,
     [](attempt &a) {
       const ref key = slice(1, 3);
       Py_ssize_t start, stop, step, length;
       a.run([&] {
         return PySlice_GetIndicesEx(reinterpret_cast<PySliceObject *>(key.get()), 5, &start, &stop,
                                     &step, &length) == 0;
       });
     }},
    // comparison.h, hash.h
    {"PyObject_Compare", nullptr,
     [](attempt &a) {
       const ref left = array_of<short>('h', {1, 2}), right = array_of<short>('h', {1, 3});
       a.watch(left);
       a.run([&] { return PyObject_Compare(left.get(), right.get()) == -1 && !PyErr_Occurred(); });
     }},
    {"PyObject_Cmp", nullptr,
     [](attempt &a) {
       const ref left = whole(1), right = whole_long(2);
       int order = 0;
       a.watch(left);
       a.watch(order);
       a.run([&] { return PyObject_Cmp(left.get(), right.get(), &order) == 0; });
     }},
    {"PyObject_RichCompare", nullptr,
     [](attempt &a) {
       const ref left = array_of<short>('h', {1, 2}), right = array_of<short>('h', {1, 3});
       a.watch(left);
       a.make([&] { return PyObject_RichCompare(left.get(), right.get(), Py_LT); });
     }},
    {"PyObject_RichCompareBool", nullptr,
     [](attempt &a) {
       const ref left = array_of<short>('h', {1, 2}), right = array_of<short>('h', {1, 3});
       a.watch(left);
       a.run([&] { return PyObject_RichCompareBool(left.get(), right.get(), Py_LT) == 1; });
     }},
    {"PyObject_Hash", "adds bytes up",
     [](attempt &a) {
       const ref object = str("bytes");
       a.run([&] { return PyObject_Hash(object.get()) != -1; });
     }},
    {"PyObject_HashNotImplemented", nullptr,
     [](attempt &a) {
       a.fail_as_always([] { PyObject_HashNotImplemented(Py_None); },
                        "TypeError: unhashable type: 'NoneType'");
     }},
    // index.h, boolean.h
    {"PyIndex_Check", "looks at the type",
     [](attempt &a) { a.run([] { return PyIndex_Check(Py_None) == 0; }); }},
    {"PyNumber_Check", "looks at the type",
     [](attempt &a) { a.run([] { return PyNumber_Check(Py_None) == 0; }); }},
    {"PyNumber_Index", nullptr,
     [](attempt &a) {
       a.fail_as_always([] { PyNumber_Index(Py_None); },
                        "TypeError: 'NoneType' object cannot be interpreted as an index");
     }},
    {"PyNumber_AsSsize_t", reads_only,
     [](attempt &a) {
       const ref key = whole(5);
       a.run([&] { return PyNumber_AsSsize_t(key.get(), nullptr) == 5; });
     }},
    {"PyBool_Check", "looks at the type",
     [](attempt &a) { a.run([] { return exported(PyBool_Check)(Py_None) == 0; }); }},
    {"PyBool_FromLong", "True and False are constants",
     [](attempt &a) { a.make([] { return PyBool_FromLong(1); }); }},
};

}  // namespace

std::span<const row> sequence_rows() { return rows; }

}  // namespace slotbuf::test
