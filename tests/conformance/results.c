/* The ways an operation ends: a result, a failure, or the runner's refusal. */
#include "runner.h"

/* A success that leaves an error behind is reported, and the error goes. */
static void report_left_behind(void) {
  struct text error = {0};
  if (describe_error(&error)) transcript_line("!! success with an error set: %s", error.chars);
  text_free(&error);
}

void succeed(const char *format, ...) {
  struct text result = {0};
  va_list arguments;
  va_start(arguments, format);
  text_add_all(&result, format, arguments);
  va_end(arguments);
  transcript_line("= %s", result.chars);
  text_free(&result);
  report_left_behind();
}

void succeed_with_bytes(const char *label, const void *data, Py_ssize_t size) {
  struct text bytes = {0};
  describe_bytes(&bytes, data, size);
  succeed("%s%zd %s", label, size, bytes.chars);
  text_free(&bytes);
}

void fail(void) {
  struct text error = {0};
  if (describe_error(&error))
    transcript_line("! %s", error.chars);
  else
    transcript_line("!! failure without an error set");
  text_free(&error);
}

void refuse(const char *format, ...) {
  struct text reason = {0};
  va_list arguments;
  va_start(arguments, format);
  text_add_all(&reason, format, arguments);
  va_end(arguments);
  transcript_line("? %s", reason.chars);
  text_free(&reason);
  PyErr_Clear();
}

void give_status(int status) {
  if (status == -1)
    fail();
  else
    succeed("ok");
}

void give_number(Py_ssize_t number) {
  if (number == -1)
    fail();
  else
    succeed("%zd", number);
}

void give_text(PyObject *str) {
  if (str == NULL) {
    fail();
    return;
  }
  struct text text = {0};
  describe_text(&text, PyString_AS_STRING(str), (size_t)PyString_GET_SIZE(str));
  succeed("%s", text.chars);
  text_free(&text);
  Py_DECREF(str);
}

/* The operation's own error is taken first: describing an object runs slots, which may leave
 * another one. */
void give_reference(PyObject *object) {
  struct text error = {0}, result = {0};
  bool left_behind = describe_error(&error);
  describe_object(&result, object);
  transcript_line("= %s", result.chars);
  if (left_behind) transcript_line("!! success with an error set: %s", error.chars);
  text_free(&error);
  text_free(&result);
}

/* The old content of the register goes last, after the result lines. */
void give_object(struct call *call, PyObject *object) {
  if (object == NULL) {
    fail();
    return;
  }
  give_reference(object);
  if (call->line->target != NULL)
    register_keep_object(call->line->target, object);
  else
    Py_DECREF(object);
}
