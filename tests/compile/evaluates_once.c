/* Each function-like macro of the public headers evaluates each argument once: a row calls it with
 * arguments that count. tests/checks/once.py wants a row for every macro. This is C99 and C++. */
#include <Python.h>

static int evaluated[3];
static int wrong;

/* An argument, and a variable as an argument, that count how often they are evaluated. */
#define FIRST(argument) (++evaluated[0], (argument))
#define SECOND(argument) (++evaluated[1], (argument))
#define THIRD(argument) (++evaluated[2], (argument))
#define FIRST_VARIABLE(variable) *(++evaluated[0], &(variable))

static void judge(const char *name, int arguments) {
  int i;
  for (i = 0; i < 3; ++i) {
    if (evaluated[i] != (i < arguments)) {
      printf("%s: argument %d is evaluated %d times\n", name, i + 1, evaluated[i]);
      wrong = 1;
    }
    evaluated[i] = 0;
  }
}

/* A macro, how many of its arguments are evaluated, and a call of it. */
#define ROW(macro, arguments, ...) \
  {                                \
    __VA_ARGS__;                   \
    judge(#macro, arguments);      \
  }

static PyTypeObject type;

static void numbers_and_checks(PyObject *object) {
  PyObject *number = PyInt_FromLong(1000), *real = PyFloat_FromDouble(1.5);
  ROW(PyBool_Check, 1, (void)PyBool_Check(FIRST(object)))
  ROW(PyBuffer_Check, 1, (void)PyBuffer_Check(FIRST(object)))
  ROW(PyByteArray_Check, 1, (void)PyByteArray_Check(FIRST(object)))
  ROW(PyByteArray_CheckExact, 1, (void)PyByteArray_CheckExact(FIRST(object)))
  ROW(PyFloat_Check, 1, (void)PyFloat_Check(FIRST(object)))
  ROW(PyFloat_CheckExact, 1, (void)PyFloat_CheckExact(FIRST(object)))
  ROW(PyInt_Check, 1, (void)PyInt_Check(FIRST(object)))
  ROW(PyInt_CheckExact, 1, (void)PyInt_CheckExact(FIRST(object)))
  ROW(PyLong_Check, 1, (void)PyLong_Check(FIRST(object)))
  ROW(PyLong_CheckExact, 1, (void)PyLong_CheckExact(FIRST(object)))
  ROW(PyMemoryView_Check, 1, (void)PyMemoryView_Check(FIRST(object)))
  ROW(PySlice_Check, 1, (void)PySlice_Check(FIRST(object)))
  ROW(PyString_Check, 1, (void)PyString_Check(FIRST(object)))
  ROW(PyString_CheckExact, 1, (void)PyString_CheckExact(FIRST(object)))
  ROW(SlotbufArray_Check, 1, (void)SlotbufArray_Check(FIRST(object)))
  ROW(SlotbufMapping_Check, 1, (void)SlotbufMapping_Check(FIRST(object)))
  ROW(SlotbufRope_Check, 1, (void)SlotbufRope_Check(FIRST(object)))
  ROW(PyObject_TypeCheck, 2, (void)PyObject_TypeCheck(FIRST(object), SECOND(&PyBaseObject_Type)))
  ROW(PyInt_AS_LONG, 1, ++PyInt_AS_LONG(FIRST(number)))
  ROW(PyFloat_AS_DOUBLE, 1, PyFloat_AS_DOUBLE(FIRST(real)) *= 2)
  Py_DECREF(number);
  Py_DECREF(real);
}

static void heads(PyObject *object) {
  PyObject *variables[] = {object, NULL}, **next = variables;
  PyIntObject *typed = (PyIntObject *)PyInt_FromLong(2000);
  void *untyped = PyInt_FromLong(3000);
  ROW(Py_TYPE, 1, Py_TYPE(FIRST(object)) = &PyString_Type)
  ROW(Py_REFCNT, 1, ++Py_REFCNT(FIRST(object)))
  ROW(Py_SIZE, 1, ++Py_SIZE(FIRST(object)))
  Py_SIZE(object) = 5;
  ROW(Py_INCREF, 1, Py_INCREF(FIRST(object)))
  ROW(Py_DECREF, 1, Py_DECREF(FIRST(object)))
  ROW(Py_XINCREF, 1, Py_XINCREF(FIRST(object)))
  ROW(Py_XDECREF, 1, Py_XDECREF(FIRST(object)))
  ROW(Py_CLEAR, 1, Py_CLEAR(FIRST_VARIABLE(typed)))
  ROW(Py_CLEAR, 1, Py_CLEAR(FIRST_VARIABLE(untyped)))
  Py_CLEAR(*next++); /* Py_REFCNT gave the reference */
  Py_CLEAR(*next++);
  wrong |= typed != NULL || untyped != NULL || variables[0] != NULL || next != variables + 2;
}

static void bytes(PyObject *object) {
  PyObject *array = PyByteArray_FromStringAndSize("bytes", 5);
  PyObject *view = PyMemoryView_FromObject(object);
  ROW(PyString_GET_SIZE, 1, PyString_GET_SIZE(FIRST(object)) = 5)
  ROW(PyString_AS_STRING, 1, (void)PyString_AS_STRING(FIRST(object)))
  ROW(PyByteArray_GET_SIZE, 1, (void)PyByteArray_GET_SIZE(FIRST(array)))
  ROW(PyByteArray_AS_STRING, 1, (void)PyByteArray_AS_STRING(FIRST(array)))
  ROW(PyMemoryView_GET_BUFFER, 1, (void)PyMemoryView_GET_BUFFER(FIRST(view)))
  ROW(PyMemoryView_GET_BASE, 1, PyMemoryView_GET_BASE(FIRST(view)) = object)
  Py_DECREF(array);
  Py_DECREF(view);
}

static void blocks(void) {
  char *block = NULL;
  int *items = NULL;
  ROW(PyMem_MALLOC, 1, block = (char *)PyMem_MALLOC(FIRST(4)))
  ROW(PyMem_REALLOC, 2, block = (char *)PyMem_REALLOC(FIRST(block), SECOND(8)))
  ROW(PyMem_FREE, 1, PyMem_FREE(FIRST(block)))
  ROW(PyMem_New, 1, items = PyMem_New(int, FIRST(4)))
  ROW(PyMem_Resize, 2, PyMem_Resize(FIRST_VARIABLE(items), int, SECOND(8)))
  ROW(PyMem_RESIZE, 2, PyMem_RESIZE(FIRST_VARIABLE(items), int, SECOND(9)))
  PyMem_FREE(items);
  ROW(PyMem_NEW, 1, items = PyMem_NEW(int, FIRST(4)))
  PyMem_FREE(items);
  ROW(Py_CHARMASK, 1, (void)Py_CHARMASK(FIRST(-1)))
}

static void objects(void) {
  PyObject *object = NULL;
  PyVarObject *items = NULL;
  ROW(PyType_Ready, 1, wrong |= PyType_Ready(FIRST(&type)))
  ROW(PyObject_New, 1, object = PyObject_New(PyObject, FIRST(&type)))
  ROW(SLOTBUF_BLOCK, 1, object = SLOTBUF_BLOCK(FIRST(object)))
  ROW(SLOTBUF_BLOCK_TYPE, 0, object = (SLOTBUF_BLOCK_TYPE(FIRST(object)))object)
  ROW(PyObject_INIT, 2, object = PyObject_INIT(FIRST(object), SECOND(&type)))
  PyObject_Del(object);
  ROW(PyObject_NEW, 1, object = PyObject_NEW(PyObject, FIRST(&type)))
  Py_DECREF(object);
  ROW(PyObject_NewVar, 2, items = PyObject_NewVar(PyVarObject, FIRST(&type), SECOND(3)))
  ROW(PyObject_INIT_VAR, 3, items = PyObject_INIT_VAR(FIRST(items), SECOND(&type), THIRD(2)))
  wrong |= Py_SIZE(items) != 2;
  PyObject_Del(items);
  ROW(PyObject_NEW_VAR, 2, items = PyObject_NEW_VAR(PyVarObject, FIRST(&type), SECOND(3)))
  Py_DECREF(items);
  ROW(PyObject_HEAD_INIT, 1, PyIntObject made = {PyObject_HEAD_INIT(FIRST(&type)) 5};
      wrong |= made.ob_ival != 5)
  ROW(PyVarObject_HEAD_INIT, 2, PyVarObject made = {PyVarObject_HEAD_INIT(FIRST(&type), SECOND(5))};
      wrong |= made.ob_size != 5)
  ROW(SLOTBUF_EXCEPTION_INIT, 2,
      PyTypeObject made =
          SLOTBUF_EXCEPTION_INIT(FIRST("host.Error"), *(++evaluated[1], &PyExc_ValueError));
      wrong |= made.tp_base_at != &PyExc_ValueError)
}

int main(void) {
  PyObject *object = PyString_FromString("bytes");
  if (object == NULL) return 1;
  type.tp_name = "host.items";
  type.tp_basicsize = sizeof(PyVarObject);
  type.tp_itemsize = 1;
  ROW(SLOTBUF_LIKELY, 1, (void)SLOTBUF_LIKELY(FIRST(object)))
  ROW(SLOTBUF_UNLIKELY, 1, (void)SLOTBUF_UNLIKELY(FIRST(object)))
  ROW(PyErr_BadInternalCall, 0, PyErr_BadInternalCall())
  PyErr_Clear();
  numbers_and_checks(object);
  bytes(object);
  objects();
  blocks();
  heads(object);
  Py_DECREF(object);
  return wrong;
}
