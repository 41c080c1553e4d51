// The exported function behind a name that has an inline body or a macro:
// exported(Py_INCREF)(object).
#ifndef SLOTBUF_TESTS_SUPPORT_EXPORTED_HH
#define SLOTBUF_TESTS_SUPPORT_EXPORTED_HH

namespace slotbuf::test {

// The detour keeps compilers from seeing which body is called.
template <typename Function>
Function *exported(Function *function) {
  Function *volatile address = function;
  return address;
}

}  // namespace slotbuf::test

#endif
