// A reference that a test owns, given back on every way out.
#ifndef SLOTBUF_TESTS_SUPPORT_REF_HH
#define SLOTBUF_TESTS_SUPPORT_REF_HH

#include <slotbuf.h>

#include <utility>

namespace slotbuf::test {

class ref {
 public:
  ref() = default;
  ref(ref &&other) noexcept : object_(other.release()) {}
  ref &operator=(ref &&other) noexcept {
    Py_XDECREF(std::exchange(object_, other.release()));
    return *this;
  }
  ~ref() { Py_XDECREF(object_); }

  // Takes over a new reference, as constructors return it.
  template <typename T>
  static ref steal(T *object) {
    return ref(reinterpret_cast<PyObject *>(object));
  }

  // Takes a reference of its own to a borrowed object.
  static ref share(PyObject *object) {
    Py_XINCREF(object);
    return ref(object);
  }

  PyObject *get() const { return object_; }
  PyObject *release() { return std::exchange(object_, nullptr); }
  void reset() { *this = ref(); }
  explicit operator bool() const { return object_ != nullptr; }

 private:
  explicit ref(PyObject *object) : object_(object) {}

  PyObject *object_ = nullptr;
};

}  // namespace slotbuf::test

#endif
