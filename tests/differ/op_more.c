/* Words that no transcript has, for what the public API offers beyond the words of FORMAT.md:
 *
 *     r = slicekey O|N O|N O|N    PySlice_New; getitem and the like take extended slices with it
 *     indices S N                 PySlice_GetIndicesEx: `= START STOP STEP LENGTH`
 *     plain_indices S N           PySlice_GetIndices: `= START STOP STEP`
 *     gather O C|F                GetBuffer FULL_RO and PyBuffer_ToContiguous: `= LENGTH BYTES`
 *     spread O C|F HEX            GetBuffer FULL and PyBuffer_FromContiguous: `= ok`
 *     copydata O O                PyObject_CopyData
 *     r = onepiece O ACCESS C|F|A PyMemoryView_GetContiguous; READ, WRITE or SHADOW
 *     r = adopt V                 PyMemoryView_FromBuffer, which takes the view over: V is unset
 *     strides C|F SIZE N [N] [N]  PyBuffer_FillContiguousStrides for up to three dimensions
 *     raise NAME O|NULL           PyErr_SetObject: always a failure line
 *     again NAME O|NULL           the same, then fetched, normalised and restored
 *     hand U O                    gives an exporter (KINDS.md) the object that its view is about */
#include <string.h>

#include "../conformance/user.h"
#include "player.h"

static void slicekey(struct call *call) {
  const struct operand *operands = call->operands;
  give_object(call, PySlice_New(operands[0].object, operands[1].object, operands[2].object));
}

/* The operand as a slice, or NULL and a refusal. */
static PySliceObject *slice_of(const struct call *call) {
  PyObject *object = call->operands[0].object;
  if (PySlice_Check(object)) return (PySliceObject *)object;
  refuse("needs a slice: %s", call->operands[0].word);
  return NULL;
}

static void indices(struct call *call) {
  PySliceObject *slice = slice_of(call);
  Py_ssize_t start, stop, step, length;
  if (slice == NULL) return;
  if (PySlice_GetIndicesEx(slice, call->operands[1].number, &start, &stop, &step, &length) == -1)
    fail();
  else
    succeed("%zd %zd %zd %zd", start, stop, step, length);
}

static void plain_indices(struct call *call) {
  PySliceObject *slice = slice_of(call);
  Py_ssize_t start, stop, step;
  if (slice == NULL) return;
  if (PySlice_GetIndices(slice, call->operands[1].number, &start, &stop, &step) == -1)
    fail();
  else
    succeed("%zd %zd %zd", start, stop, step);
}

static void gather(struct call *call) {
  Py_buffer view = {0};
  if (PyObject_GetBuffer(call->operands[0].object, &view, PyBUF_FULL_RO) == -1) {
    fail();
    return;
  }
  char *copy = allocate((size_t)view.len);
  if (PyBuffer_ToContiguous(copy, &view, view.len, call->operands[1].word[0]) == -1)
    fail();
  else
    succeed_with_bytes("", copy, view.len);
  struct bytes owned = {(unsigned char *)copy, view.len};
  bytes_free(&owned);
  PyBuffer_Release(&view);
}

static void spread(struct call *call) {
  Py_buffer view = {0};
  struct bytes bytes = call->operands[2].bytes;
  if (PyObject_GetBuffer(call->operands[0].object, &view, PyBUF_FULL) == -1) {
    fail();
    return;
  }
  give_status(PyBuffer_FromContiguous(&view, bytes.data, bytes.size, call->operands[1].word[0]));
  PyBuffer_Release(&view);
}

static void copydata(struct call *call) {
  give_status(PyObject_CopyData(call->operands[0].object, call->operands[1].object));
}

static void onepiece(struct call *call) {
  const struct operand *operands = call->operands;
  const char *word = operands[1].word;
  int access = strcmp(word, "READ") == 0    ? PyBUF_READ
               : strcmp(word, "WRITE") == 0 ? PyBUF_WRITE
                                            : PyBUF_SHADOW;
  give_object(call, PyMemoryView_GetContiguous(operands[0].object, access, operands[2].word[0]));
}

/* CPython leaves the object in the caller's view, which must not be released. */
static void adopt(struct call *call) {
  Py_buffer *view = call->operands[0].view;
  PyObject *adopted = PyMemoryView_FromBuffer(view);
  if (adopted != NULL) {
    view->obj = NULL;
    register_drop(call->operands[0].word);
  }
  give_object(call, adopted);
}

static void strides(struct call *call) {
  Py_ssize_t shape[3], filled[3];
  int ndim = 0;
  while (ndim < 3 && call->operands[2 + ndim].word != NULL) {
    shape[ndim] = call->operands[2 + ndim].number;
    ndim++;
  }
  PyBuffer_FillContiguousStrides(ndim, shape, filled, (int)call->operands[1].number,
                                 call->operands[0].word[0]);
  struct text row = {0};
  for (int i = 0; i < ndim; i++) text_add(&row, i > 0 ? ",%zd" : "%zd", filled[i]);
  succeed("%s", row.chars);
  text_free(&row);
}

#define NAMED(name) \
  { #name, &PyExc_##name }

static PyObject *exception_of(const struct call *call) {
  static const struct {
    const char *name;
    PyObject **exception;
  } exceptions[] = {
      NAMED(BaseException),
      NAMED(Exception),
      NAMED(GeneratorExit),
      NAMED(KeyboardInterrupt),
      NAMED(SystemExit),
      NAMED(StandardError),
      NAMED(StopIteration),
      NAMED(Warning),
      NAMED(ArithmeticError),
      NAMED(LookupError),
      NAMED(AssertionError),
      NAMED(AttributeError),
      NAMED(BufferError),
      NAMED(EOFError),
      NAMED(EnvironmentError),
      NAMED(FloatingPointError),
      NAMED(IOError),
      NAMED(ImportError),
      NAMED(IndexError),
      NAMED(MemoryError),
      NAMED(NameError),
      NAMED(NotImplementedError),
      NAMED(OSError),
      NAMED(OverflowError),
      NAMED(ReferenceError),
      NAMED(RuntimeError),
      NAMED(SystemError),
      NAMED(TypeError),
      NAMED(UnboundLocalError),
      NAMED(UnicodeError),
      NAMED(ValueError),
      NAMED(ZeroDivisionError),
      NAMED(BytesWarning),
      NAMED(DeprecationWarning),
      NAMED(FutureWarning),
      NAMED(ImportWarning),
      NAMED(PendingDeprecationWarning),
      NAMED(RuntimeWarning),
      NAMED(SyntaxWarning),
      NAMED(UnicodeWarning),
      NAMED(UserWarning),
  };
  for (size_t i = 0; i < sizeof exceptions / sizeof exceptions[0]; i++)
    if (strcmp(exceptions[i].name, call->operands[0].word) == 0) return *exceptions[i].exception;
  malformed(call->line, "no such exception: %s", call->operands[0].word);
}

static void raise_object(struct call *call) {
  PyErr_SetObject(exception_of(call), call->operands[1].object);
  fail();
}

static void raise_again(struct call *call) {
  PyObject *type, *value, *traceback;
  PyErr_SetObject(exception_of(call), call->operands[1].object);
  PyErr_Fetch(&type, &value, &traceback);
  PyErr_NormalizeException(&type, &value, &traceback);
  PyErr_Restore(type, value, traceback);
  fail();
}

/* A fresh exporter, so that no circle can arise, which would never end. Who may be named as the
 * owner of a view that is another's has nothing to do when that is released. */
static bool can_hand(PyObject *exporter, PyObject *other) {
  if (Py_TYPE(exporter)->tp_dealloc != user_dealloc || exporter == other) return false;
  if (Py_REFCNT(exporter) != 1 || ((struct user *)exporter)->other != NULL) return false;
  PyBufferProcs *procs = Py_TYPE(other)->tp_as_buffer;
  return Py_TYPE(exporter) != kind_type("nb_name") || procs == NULL ||
         procs->bf_releasebuffer == NULL;
}

static void hand(struct call *call) {
  PyObject *exporter = call->operands[0].object, *other = call->operands[1].object;
  if (!can_hand(exporter, other)) {
    refuse("no exporter for that: %s", call->operands[0].word);
    return;
  }
  Py_INCREF(other);
  ((struct user *)exporter)->other = other;
  succeed("ok");
}

const struct operation more_operations[] = {
    {"slicekey", "r = O|N O|N O|N", slicekey},
    {"indices", "O N", indices},
    {"plain_indices", "O N", plain_indices},
    {"gather", "O NAME", gather},
    {"spread", "O NAME HEX", spread},
    {"copydata", "O O", copydata},
    {"onepiece", "r = O NAME NAME", onepiece},
    {"adopt", "r = V", adopt},
    {"strides", "NAME N N [N] [N]", strides},
    {"raise", "NAME O|NULL", raise_object},
    {"again", "NAME O|NULL", raise_again},
    {"hand", "O O", hand},
    {NULL, NULL, NULL},
};
