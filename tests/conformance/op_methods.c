/* Calling methods. The runner does what Python's machinery does before a method runs: finding it,
 * parsing its arguments, and setting the errors of both. */
#include "runner.h"

enum { FIRST = 2 }; /* operands 0 and 1 are the object and the method */

static int argument_count(const struct call *call) { return call->line->count - FIRST; }

/* Whether the call has as many arguments as the form takes; else a TypeError is set. */
static bool count_fits(const struct call *call, const struct method *method) {
  static const struct {
    int least, most;
    const char *complaint;
  } forms[] = {
      [NO_ARGUMENT] = {0, 0, "%s() takes no arguments (%d given)"},
      [ONE_ITEM] = {1, 1, "%s() takes exactly one argument (%d given)"},
      [ONE_STRING] = {1, 1, "%s() takes exactly 1 argument (%d given)"},
      [INDEX_AND_ITEM] = {2, 2, "%s() takes exactly 2 arguments (%d given)"},
      [MAYBE_INDEX] = {0, 1, "%s() takes at most 1 argument (%d given)"},
  };
  int given = argument_count(call);
  if (given >= forms[method->form].least && given <= forms[method->form].most) return true;
  PyErr_Format(PyExc_TypeError, forms[method->form].complaint, method->name, given);
  return false;
}

static bool read_index(PyObject *object, Py_ssize_t *index) {
  if (PyFloat_Check(object))
    PyErr_SetString(PyExc_TypeError, "integer argument expected, got float");
  else
    *index = PyLong_AsLong(object);
  return !PyErr_Occurred();
}

static bool read_arguments(const struct call *call, const struct method *method,
                           struct arguments *arguments) {
  const struct operand *first = &call->operands[FIRST];
  bool has_index = method->form == INDEX_AND_ITEM || method->form == MAYBE_INDEX;
  *arguments = (struct arguments){.index = -1};
  if (!count_fits(call, method)) return false;
  if (has_index && first->object != NULL && !read_index(first->object, &arguments->index))
    return false;
  arguments->item = (has_index ? first + 1 : first)->object;
  return true;
}

static void call_method(struct call *call) {
  PyObject *self = call->operands[0].object;
  const char *name = call->operands[1].word;
  const struct method *method = method_find(self, name);
  struct arguments arguments;
  PyObject *result = NULL;
  if (method == NULL)
    PyErr_Format(PyExc_AttributeError, "'%.50s' object has no attribute '%.400s'",
                 Py_TYPE(self)->tp_name, name);
  else if (read_arguments(call, method, &arguments))
    result = method->run(self, &arguments);
  give_object(call, result);
}

const struct operation method_operations[] = {
    {"call", "r = O NAME [O|N] [O|N] [O|N]", call_method},
    {NULL, NULL, NULL},
};
