#include "../support/exported.hh"
#include "sweep.hh"

namespace slotbuf::test {
namespace {

const char *const reads_only = "reads what is there";

// A view on six bytes as two rows of three, in Fortran order: not in one piece in C order.
struct fortran_view {
  char bytes[7] = "abcdef";
  Py_ssize_t shape[2] = {2, 3};
  Py_ssize_t strides[2] = {1, 2};
  Py_buffer view{};
  fortran_view() {
    view.buf = bytes;
    view.len = 6;
    view.itemsize = 1;
    view.ndim = 2;
    view.shape = shape;
    view.strides = strides;
  }
};

const row rows[] = {
    {"PyMemoryView_Check", "looks at the type",
     [](attempt &a) { a.run([] { return exported(PyMemoryView_Check)(Py_None) == 0; }); }},
    {"PyMemoryView_FromObject", nullptr,
     [](attempt &a) {
       const ref object = bytearray("bytes");
       a.watch(object);
       a.make([&] { return PyMemoryView_FromObject(object.get()); });
     }},
    {"PyMemoryView_FromBuffer", nullptr,
     [](attempt &a) {
       const ref object = bytearray("bytes");
       Py_buffer view{};
       if (PyObject_GetBuffer(object.get(), &view, PyBUF_FULL_RO) < 0) return;
       a.watch(object);
       a.watch(view);
       a.make([&] { return PyMemoryView_FromBuffer(&view); });
       PyBuffer_Release(&view);
     }},
    {"PyMemoryView_GetContiguous", nullptr,
     [](attempt &a) {
       const ref object = bytearray("bytes");
       a.watch(object);
       a.make([&] { return PyMemoryView_GetContiguous(object.get(), PyBUF_READ, 'C'); });
     }},
    {"PyMemoryView_GET_BUFFER", reads_only,
     [](attempt &a) {
       const ref object = memoryview(bytearray("bytes"));
       a.run([&] { return exported(PyMemoryView_GET_BUFFER)(object.get())->len == 5; });
     }},
    {"PyMemoryView_GET_BASE", reads_only,
     [](attempt &a) {
       const ref object = memoryview(bytearray("bytes"));
       a.run([&] { return exported(PyMemoryView_GET_BASE)(object.get()) != nullptr; });
     }},
    {"SlotbufMemoryView_ToBytes", nullptr,
     [](attempt &a) {
       const ref object = memoryview(bytearray("bytes"));
       a.watch(object);
       a.make([&] { return SlotbufMemoryView_ToBytes(object.get()); });
     }},
    {"SlotbufMemoryView_ListSize", reads_only,
     [](attempt &a) {
       const ref object = memoryview(bytearray("bytes"));
       a.run([&] { return SlotbufMemoryView_ListSize(object.get()) == 5; });
     }},
    {"SlotbufMemoryView_Item", nullptr,
     [](attempt &a) {
       const ref object = memoryview(bytearray("bytes"));
       a.watch(object);
       a.make([&] { return SlotbufMemoryView_Item(object.get(), 2); });
     }},
    {"PyBuffer_IsContiguous", reads_only,
     [](attempt &a) {
       fortran_view f;
       a.run([&] { return PyBuffer_IsContiguous(&f.view, 'F') == 1; });
     }},
    {"PyBuffer_FillContiguousStrides", "fills what it is given",
     [](attempt &a) {
       Py_ssize_t shape[2] = {2, 3}, strides[2] = {0, 0};
       a.run([&] {
         PyBuffer_FillContiguousStrides(2, shape, strides, 1, 'C');
         return strides[0] == 3;
       });
     }},
    {"PyBuffer_GetPointer", reads_only,
     [](attempt &a) {
       fortran_view f;
       Py_ssize_t indices[2] = {1, 2};
       a.run([&] { return PyBuffer_GetPointer(&f.view, indices) == f.bytes + 5; });
     }},
    {"PyBuffer_ToContiguous", nullptr,
     [](attempt &a) {
       fortran_view f;
       char memory[6] = {};
       a.watch(memory);
       a.run([&] { return PyBuffer_ToContiguous(memory, &f.view, 6, 'C') == 0; });
     }},
    {"PyBuffer_FromContiguous", nullptr,
     [](attempt &a) {
       fortran_view f;
       char memory[6] = {};
       a.watch(f.bytes);
       a.run([&] { return PyBuffer_FromContiguous(&f.view, memory, 6, 'C') == 0; });
     }},
    {"PyObject_CopyData", "copies one piece onto another",
     [](attempt &a) {
       const ref target = bytearray("target"), source = str("bytes");
       a.watch(source);
       a.run([&] { return PyObject_CopyData(target.get(), source.get()) == 0; });
     }},
    {"PyBuffer_SizeFromFormat", "adds numbers up",
     [](attempt &a) { a.run([] { return PyBuffer_SizeFromFormat("ihb") == 7; }); }},
};

}  // namespace

std::span<const row> memoryview_rows() { return rows; }

}  // namespace slotbuf::test
