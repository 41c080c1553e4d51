/* The exceptions that extensions raise and catch, and what each of them is one of. */
#include <Python.h>

#include "show.h"
#include "side.h"

static struct {
  const char *name;
  PyObject *type;
} exceptions[100];
static int count;

static void add(const char *name, PyObject *type) {
  exceptions[count].name = name;
  exceptions[count++].type = type;
}

#define ADD(name) add(#name, PyExc_##name)

static void add_all(void) {
  ADD(BaseException), ADD(Exception), ADD(GeneratorExit), ADD(KeyboardInterrupt), ADD(SystemExit);
  ADD(StandardError), ADD(StopIteration), ADD(Warning);
  ADD(ArithmeticError), ADD(AssertionError), ADD(AttributeError), ADD(BufferError), ADD(EOFError);
  ADD(EnvironmentError), ADD(FloatingPointError), ADD(IOError), ADD(ImportError), ADD(IndexError);
  ADD(KeyError), ADD(LookupError), ADD(MemoryError), ADD(NameError), ADD(NotImplementedError);
  ADD(OSError), ADD(OverflowError), ADD(ReferenceError), ADD(RuntimeError), ADD(SystemError);
  ADD(TypeError), ADD(UnboundLocalError), ADD(UnicodeError), ADD(ValueError);
  ADD(ZeroDivisionError);
  ADD(BytesWarning), ADD(DeprecationWarning), ADD(FutureWarning), ADD(ImportWarning);
  ADD(PendingDeprecationWarning), ADD(RuntimeWarning), ADD(SyntaxWarning), ADD(UnicodeWarning);
  ADD(UserWarning);
}

int main(void) {
  int raised, caught;
  side_start();
  add_all();
  for (raised = 0; raised < count; raised++) {
    printf("%s:", exceptions[raised].name);
    PyErr_SetString(exceptions[raised].type, "a text");
    for (caught = 0; caught < count; caught++)
      if (PyErr_ExceptionMatches(exceptions[caught].type)) printf(" %s", exceptions[caught].name);
    putchar('\n');
    print_error();
    putchar('\n');
  }
  side_end();
  return 0;
}
