#include <cstring>

#include "../support/exported.hh"
#include "../support/host_type.hh"
#include "sweep.hh"

namespace slotbuf::test {
namespace {

const char *const counts_only = "adds to or subtracts from a word";
const char *const reads_only = "reads what is there";
const char *const fixed_text = "its text is fixed, and set by pointing at it";
const char *const gives_back = "gives memory back";
const char *const in_place = "writes to the block that it is given";

PyTypeObject *thing_type() {
  static PyTypeObject type = host_type("test.thing", sizeof(PyVarObject));
  type.tp_itemsize = 1;
  if (PyType_Ready(&type) < 0) PyErr_Clear();
  return &type;
}

ref thing() { return ref::steal(PyObject_New(PyObject, thing_type())); }

template <typename Call>
void just_call(attempt &a, Call call) {
  a.run([&] { return call(), true; });
}

void allocate(attempt &a, void *(*function)(size_t), void (*free)(void *)) {
  void *block = nullptr;
  a.sets_no_error();
  a.run([&] { return (block = function(100)) != nullptr; });
  free(block);
}

void reallocate(attempt &a, void *(*function)(void *, size_t), void (*free)(void *)) {
  char *block = static_cast<char *>(function(nullptr, 4));
  std::memcpy(block, "abc", 4);
  a.sets_no_error();
  a.watch(block);
  a.run([&] {
    void *const moved = function(block, 100);
    if (moved) block = static_cast<char *>(moved);
    return moved != nullptr;
  });
  if (std::strcmp(block, "abc") == 0) free(block);  // or it is missed
}

// Gives back the last reference of a new object.
void end_object(attempt &a, void (*end)(PyObject *)) {
  PyObject *const object = PyByteArray_FromStringAndSize("bytes", 5);
  just_call(a, [&] { end(object); });
}

void count_up(attempt &a, void (*count)(PyObject *)) {
  const ref object = thing();
  just_call(a, [&] { count(object.get()); });
  Py_DECREF(object.get());
}

// A refusal is a formatted text.
template <typename Ready>
void refuse_type(attempt &a, Ready ready) {
  PyTypeObject type = host_type("test.refused", 1);
  a.watch(type);
  a.run([&] {
    ready(&type);
    if (PyErr_ExceptionMatches(PyExc_MemoryError)) return false;
    return PyErr_Clear(), true;
  });
}

void ready_type(attempt &a) {
  static PyTypeObject type;
  type = host_type("test.fresh", sizeof(SlotbufBytesObject));
  type.tp_grants = SLOTBUF_GRANTS;
  a.run([&] { return exported(PyType_Ready)(&type) == 0; });
}

const row rows[] = {
    // memory.h
    {"PyMem_Malloc", nullptr, [](attempt &a) { allocate(a, PyMem_Malloc, PyMem_Free); }},
    {"PyObject_Malloc", nullptr, [](attempt &a) { allocate(a, PyObject_Malloc, PyObject_Free); }},
    {"PyMem_Realloc", nullptr, [](attempt &a) { reallocate(a, PyMem_Realloc, PyMem_Free); }},
    {"PyObject_Realloc", nullptr,
     [](attempt &a) { reallocate(a, PyObject_Realloc, PyObject_Free); }},
    {"Slotbuf_NewItems", nullptr,
     [](attempt &a) {
       allocate(
           a, [](size_t size) { return Slotbuf_NewItems(size, 3); }, PyMem_Free);
     }},
    {"Slotbuf_ResizeItems", nullptr,
     [](attempt &a) {
       reallocate(
           a, [](void *block, size_t size) { return Slotbuf_ResizeItems(block, size, 3); },
           PyMem_Free);
     }},
    {"PyMem_Free", gives_back,
     [](attempt &a) {
       void *const block = PyMem_Malloc(1);
       just_call(a, [&] { PyMem_Free(block); });
     }},
    {"PyObject_Free", gives_back,
     [](attempt &a) {
       void *const block = PyObject_Malloc(1);
       just_call(a, [&] { PyObject_Free(block); });
     }},
    {"PyObject_Del", gives_back,
     [](attempt &a) {
       PyObject *const object = thing().release();
       just_call(a, [&] { PyObject_Del(object); });
     }},
    {"Slotbuf_SetAllocator", fixed_text,
     [](attempt &a) {
       const SlotbufAllocator none{};
       just_call(a, [&] { Slotbuf_SetAllocator(&none), PyErr_Clear(); });
     }},

    // object.h
    {"Py_TYPE", reads_only, [](attempt &a) { just_call(a, [] { exported(Py_TYPE)(Py_None); }); }},
    {"Py_REFCNT", reads_only,
     [](attempt &a) { just_call(a, [] { exported(Py_REFCNT)(Py_None); }); }},
    {"Py_SIZE", reads_only,
     [](attempt &a) {
       const ref object = str("bytes");
       just_call(a, [&] { exported(Py_SIZE)(object.get()); });
     }},
    {"_Py_Dealloc", gives_back,
     [](attempt &a) {
       end_object(a, [](PyObject *object) {
         object->ob_word -= SLOTBUF_ONE_REFERENCE;
         _Py_Dealloc(object);
       });
     }},
    {"Py_INCREF", counts_only, [](attempt &a) { count_up(a, Py_INCREF); }},
    {"Py_XINCREF", counts_only, [](attempt &a) { count_up(a, Py_XINCREF); }},
    {"Py_IncRef", counts_only, [](attempt &a) { count_up(a, Py_IncRef); }},
    {"Py_DECREF", gives_back, [](attempt &a) { end_object(a, Py_DECREF); }},
    {"Py_XDECREF", gives_back, [](attempt &a) { end_object(a, Py_XDECREF); }},
    {"Py_DecRef", gives_back, [](attempt &a) { end_object(a, Py_DecRef); }},
    {"PyObject_Init", in_place,
     [](attempt &a) {
       void *const block = PyObject_Malloc(100);
       a.make([&] { return PyObject_Init(static_cast<PyObject *>(block), thing_type()); });
     }},
    {"PyObject_InitVar", in_place,
     [](attempt &a) {
       auto *const block = static_cast<PyVarObject *>(PyObject_Malloc(100));
       a.make(
           [&] { return reinterpret_cast<PyObject *>(PyObject_InitVar(block, thing_type(), 1)); });
     }},
    {"_PyObject_New", nullptr,
     [](attempt &a) { a.make([] { return _PyObject_New(thing_type()); }); }},
    {"_PyObject_NewVar", nullptr,
     [](attempt &a) {
       a.make([] { return reinterpret_cast<PyObject *>(_PyObject_NewVar(thing_type(), 10)); });
     }},

    // bytes_head.h
    {"Slotbuf_Grants", reads_only,
     [](attempt &a) { just_call(a, [] { exported(Slotbuf_Grants)(Py_None, SLOTBUF_GRANTS); }); }},
    {"Slotbuf_DropGrants", counts_only,
     [](attempt &a) {
       const ref object = bytearray("bytes");
       just_call(a, [&] { Slotbuf_DropGrants(object.get(), SLOTBUF_GRANTS); });
     }},

    // type.h
    {"PyType_Ready", nullptr, [](attempt &a) { refuse_type(a, exported(PyType_Ready)); }},
    {"PyType_Ready", "a record is filled in place", ready_type},
    {"Slotbuf_ReadyType", nullptr,
     [](attempt &a) {
       refuse_type(a, [](PyTypeObject *type) { Slotbuf_ReadyType(type, SLOTBUF_ABI + 1); });
     }},
    {"PyType_IsSubtype", reads_only,
     [](attempt &a) { just_call(a, [] { PyType_IsSubtype(&PyString_Type, &PyInt_Type); }); }},
    {"PyObject_TypeCheck", reads_only,
     [](attempt &a) {
       just_call(a, [] { exported(PyObject_TypeCheck)(Py_None, &PyString_Type); });
     }},
    {"PyType_HasFeature", reads_only,
     [](attempt &a) { just_call(a, [] { exported(PyType_HasFeature)(&PyString_Type, 1); }); }},
    {"PyType_FastSubclass", reads_only,
     [](attempt &a) { just_call(a, [] { exported(PyType_FastSubclass)(&PyString_Type, 1); }); }},
    {"PyType_GenericAlloc", nullptr,
     [](attempt &a) { a.make([] { return PyType_GenericAlloc(thing_type(), 10); }); }},
    {"PyType_GenericNew", nullptr,
     [](attempt &a) { a.make([] { return PyType_GenericNew(thing_type(), nullptr, nullptr); }); }},

    // exceptions.h, error.h
    {"PyExceptionClass_Check", reads_only,
     [](attempt &a) { just_call(a, [] { PyExceptionClass_Check(PyExc_ValueError); }); }},
    {"PyErr_NewException", nullptr,
     [](attempt &a) {
       const ref base = ref::steal(PyErr_NewException("test.Base", nullptr, nullptr));
       a.watch(base);
       a.make([&] { return PyErr_NewException("test.Error", base.get(), nullptr); });
     }},
    {"PyErr_SetString", nullptr,
     [](attempt &a) {
       a.fail_as_always([] { PyErr_SetString(PyExc_ValueError, "text"); }, "ValueError: text");
     }},
    {"PyErr_Format", nullptr,
     [](attempt &a) {
       a.fail_as_always([] { PyErr_Format(PyExc_ValueError, "%d", 7); }, "ValueError: 7");
     }},
    {"PyErr_SetNone", "there is no text to copy",
     [](attempt &a) { a.fail_as_always([] { PyErr_SetNone(PyExc_ValueError); }, "ValueError"); }},
    {"PyErr_NoMemory", fixed_text,
     [](attempt &a) { just_call(a, [] { PyErr_NoMemory(), PyErr_Clear(); }); }},
    {"PyErr_BadArgument", fixed_text,
     [](attempt &a) {
       a.fail_as_always([] { PyErr_BadArgument(); },
                        "TypeError: bad argument type for built-in operation");
     }},
    {"PyErr_BadInternalCall", fixed_text,
     [](attempt &a) {
       a.fail_as_always([] { exported(PyErr_BadInternalCall)(); },
                        "SystemError: bad argument to internal function");
     }},
    {"_PyErr_BadInternalCall", nullptr,
     [](attempt &a) {
       a.fail_as_always([] { _PyErr_BadInternalCall("file.c", 7); },
                        "SystemError: file.c:7: bad argument to internal function");
     }},
    {"PyErr_Occurred", reads_only, [](attempt &a) { just_call(a, [] { PyErr_Occurred(); }); }},
    {"PyErr_Clear", gives_back,
     [](attempt &a) {
       PyErr_SetString(PyExc_ValueError, "text");
       just_call(a, PyErr_Clear);
     }},
    {"PyErr_ExceptionMatches", reads_only,
     [](attempt &a) { just_call(a, [] { PyErr_ExceptionMatches(PyExc_ValueError); }); }},
    {"PyErr_GivenExceptionMatches", reads_only,
     [](attempt &a) {
       just_call(a, [] { PyErr_GivenExceptionMatches(PyExc_ValueError, PyExc_TypeError); });
     }},
    {"Slotbuf_ErrorName", reads_only,
     [](attempt &a) { just_call(a, [] { Slotbuf_ErrorName(); }); }},
    {"Slotbuf_ErrorText", reads_only,
     [](attempt &a) { just_call(a, [] { Slotbuf_ErrorText(); }); }},

    // recursion.h
    {"Py_EnterRecursiveCall", nullptr,
     [](attempt &a) {
       Py_SetRecursionLimit(0);
       a.fail_as_always([] { Py_EnterRecursiveCall(" here"); },
                        "RuntimeError: maximum recursion depth exceeded here");
       Py_SetRecursionLimit(1000);
     }},
    {"Py_LeaveRecursiveCall", counts_only,
     [](attempt &a) { just_call(a, [] { Py_EnterRecursiveCall(""), Py_LeaveRecursiveCall(); }); }},
    {"Py_SetRecursionLimit", in_place,
     [](attempt &a) { just_call(a, [] { Py_SetRecursionLimit(1000); }); }},
    {"Py_GetRecursionLimit", reads_only,
     [](attempt &a) { just_call(a, [] { Py_GetRecursionLimit(); }); }},

    // version.h
    {"Slotbuf_Version", reads_only, [](attempt &a) { just_call(a, [] { Slotbuf_Version(); }); }},

    // thread.h
    {"Slotbuf_LeaveThread", gives_back,
     [](attempt &a) {
       PyErr_SetObject(PyExc_ValueError, whole(123456).get());
       just_call(a, Slotbuf_LeaveThread);
     }},

    // live_objects.h
    {"Slotbuf_LiveObjects", reads_only,
     [](attempt &a) { just_call(a, [] { Slotbuf_LiveObjects(nullptr); }); }},
    {"Slotbuf_ReportLiveObjects", reads_only,
     [](attempt &a) {
       just_call(a, [] {
         Slotbuf_ReportLiveObjects([](void *, PyTypeObject *, Py_ssize_t) {}, nullptr);
       });
     }},
};

}  // namespace

std::span<const row> runtime_rows() { return rows; }

}  // namespace slotbuf::test
