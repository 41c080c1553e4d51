#include "../support/error.hh"
#include "sweep.hh"

namespace slotbuf::test {
namespace {

const char *const takes_over = "takes over what it is given";

const row rows[] = {
    {"PyErr_SetObject", "keeps the object itself",
     [](attempt &a) {
       const ref value = whole(7);
       a.run([&] {
         PyErr_SetObject(PyExc_ValueError, value.get());
         const bool set = PyErr_ExceptionMatches(PyExc_ValueError);
         PyErr_Clear();
         return set;
       });
     }},
    {"PyErr_Fetch", nullptr,
     [](attempt &a) {
       a.run([] {
         PyObject *type, *value, *traceback;
         PyErr_SetString(PyExc_ValueError, "text");
         PyErr_Fetch(&type, &value, &traceback);
         const bool whole = type == PyExc_ValueError;
         PyErr_Restore(type, value, traceback);
         if (whole) PyErr_Clear();
         return whole;
       });
     }},
    {"PyErr_Restore", takes_over,
     [](attempt &a) {
       const ref value = whole(7);
       a.run([&] {
         Py_INCREF(PyExc_ValueError);
         Py_INCREF(value.get());
         PyErr_Restore(PyExc_ValueError, value.get(), nullptr);
         const bool set = PyErr_ExceptionMatches(PyExc_ValueError);
         PyErr_Clear();
         return set;
       });
     }},
    {"PyErr_NormalizeException", takes_over,
     [](attempt &a) {
       a.run([] {
         PyObject *type = PyExc_ValueError, *value = nullptr, *traceback = nullptr;
         PyErr_NormalizeException(&type, &value, &traceback);
         const bool none = value == Py_None;
         Py_XDECREF(value);
         return none;
       });
     }},
    {"Slotbuf_TakeError", "copies into the rooms that it is given",
     [](attempt &a) {
       a.run([] {
         char name[20], text[20];
         PyErr_BadArgument();
         return Slotbuf_TakeError(name, sizeof name, text, sizeof text) == 1;
       });
     }},
    {"PyErr_Print", "does nothing without an error",
     [](attempt &a) { a.run([] { return PyErr_Print(), true; }); }},
    {"Slotbuf_ForgetType", "changes the record",
     [](attempt &a) {
       static PyTypeObject type;
       type.tp_name = "test.forgotten";
       a.run([] { return Slotbuf_ForgetType(&type) == 0; });
     }},
};

}  // namespace

std::span<const row> error_rows() { return rows; }

}  // namespace slotbuf::test
