// Refusals, each with the clearing of the error; and errors alone.

#include "objects.hh"

namespace bench {
namespace {

template <auto function, class Pointer>
inline void be_refused(PyObject *object) {
  Pointer bytes;
  Py_ssize_t size;
  const int result = function(object, &bytes, &size);
  sink(result);
  PyErr_Clear();
}

template <auto function, class Pointer>
int verify_refused(void *work) {
  Pointer bytes;
  Py_ssize_t size;
  return function(static_cast<PyObject *>(work), &bytes, &size) == -1 && was_type_error() &&
         !PyErr_Occurred();
}

template <auto function, class Pointer>
void add(row_list &rows, const char *question, const char *object, maker make) {
  rows.add_one<PyObject, be_refused<function, Pointer>>(
      {question, object, make, verify_refused<function, Pointer>, nullptr, drop, nullptr, 0});
}

inline void set_and_clear(const char *text) {
  PyErr_SetString(PyExc_TypeError, text);
  PyErr_Clear();
}

int verify_error(void *work) {
  PyErr_SetString(PyExc_TypeError, static_cast<const char *>(work));
  return was_type_error() && !PyErr_Occurred();
}

}  // namespace

void add_refusal_rows(row_list &rows) {
  add<as_write, void *>(rows, "refuse", "str", make_str);
  add<as_write, void *>(rows, "refuse", "int", make_int);
  add<as_write, void *>(rows, "refuse", "buffer", make_window);
  add<as_read, const void *>(rows, "refuse-read", "int", make_int);
  add<as_char, const char *>(rows, "refuse-char", "int", make_int);
  add<as_char, const char *>(rows, "refuse-char", "array", make_array);
  rows.add({"error", "", prepare_sixteen, verify_error, run_one<const char, set_and_clear, 0>,
            finish_nothing, empty_one, 0});
}

}  // namespace bench
