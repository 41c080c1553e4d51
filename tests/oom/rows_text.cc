#include "../support/error.hh"
#include "../support/exported.hh"
#include "sweep.hh"

namespace slotbuf::test {
namespace {

// Runs [change] on a pointer to a new str; on failure the pointer is cleared, as the contract says.
void change_str(attempt &a, int (*change)(PyObject **)) {
  a.run([&] {
    PyObject *string = PyString_FromStringAndSize("a str that is not shared", 24);
    if (!string) return false;
    change(&string);
    const bool made = string != nullptr;
    Py_XDECREF(string);
    return made;
  });
}

const row rows[] = {
    {"PyString_AsStringAndSize", "hands out what is there",
     [](attempt &a) {
       const ref object = str("bytes");
       char *bytes = nullptr;
       Py_ssize_t size = 0;
       a.watch(object);
       a.run([&] { return PyString_AsStringAndSize(object.get(), &bytes, &size) == 0; });
     }},
    {"PyString_AsStringAndSize", nullptr,
     [](attempt &a) {
       char *bytes = nullptr;
       a.watch(bytes);
       a.fail_as_always([&] { PyString_AsStringAndSize(Py_None, &bytes, nullptr); },
                        "TypeError: expected string or Unicode object, NoneType found");
     }},
    {"PyString_Concat", nullptr,
     [](attempt &a) {
       const ref right = str("right");
       static PyObject *added;
       added = right.get();
       a.watch(right);
       change_str(a, [](PyObject **string) { return PyString_Concat(string, added), 0; });
     }},
    {"PyString_ConcatAndDel", nullptr,
     [](attempt &a) {
       const ref right = str("right");
       static PyObject *added;
       added = right.get();
       a.watch(right);
       change_str(a, [](PyObject **string) {
         Py_INCREF(added);
         return PyString_ConcatAndDel(string, added), 0;
       });
     }},
    {"_PyString_Resize", nullptr,
     [](attempt &a) {
       change_str(a, [](PyObject **string) { return _PyString_Resize(string, 1000); });
     }},
    {"PyString_Repr", nullptr,
     [](attempt &a) {
       const ref object = str("it's\n");
       a.watch(object);
       a.make([&] { return PyString_Repr(object.get(), 1); });
     }},
    {"PyString_FromFormat", nullptr,
     [](attempt &a) { a.make([] { return PyString_FromFormat("%s and %d", "text", 7); }); }},
    {"PyString_FromFormatV", nullptr,
     [](attempt &a) { a.make([] { return PyString_FromFormat("%s and %d", "text", 7); }); }},
    {"PyString_InternFromString", "the empty str and those of one byte are constants",
     [](attempt &a) { a.make([] { return PyString_InternFromString("t"); }); }},
    // Without memory for the table the str stays as it is.
    {"PyString_InternInPlace", nullptr,
     [](attempt &a) {
       a.can_do_without();
       const ref object = str("interned, or not");
       a.run([&] {
         PyObject *string = object.get();
         Py_INCREF(string);
         PyString_InternInPlace(&string);
         const bool same = string == object.get();
         Py_DECREF(string);
         return same;
       });
     }},
    {"PyString_CHECK_INTERNED", "reads a byte",
     [](attempt &a) {
       const ref object = str("bytes");
       a.run([&] { return exported(PyString_CHECK_INTERNED)(object.get()) == 0; });
     }},
};

}  // namespace

std::span<const row> text_rows() { return rows; }

}  // namespace slotbuf::test
