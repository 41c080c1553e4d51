// A reference: owns one count of an object, or nothing.
//
// A copy takes a count of its own, a move passes it on, and the destructor gives it back, which may
// end the object. Calls of slotbuf.h get the object by get().
//
// What never happens: a ref does not turn into a PyObject * by itself, so Py_DECREF of a ref does
// not compile.
//
// Threads: a ref is used by one thread at a time. Refs to one object may be in several threads.
#ifndef SLOTBUF_REF_HPP
#define SLOTBUF_REF_HPP

#include <utility>

#include "../slotbuf.h"
#include "dialect.hpp"

namespace slotbuf {
inline namespace SLOTBUF_DIALECT {

class ref {
 public:
  constexpr ref() noexcept = default;
  ref(const ref &other) noexcept : object_(other.object_) { Py_XINCREF(object_); }
  ref(ref &&other) noexcept : object_(other.release()) {}
  ~ref() { Py_XDECREF(object_); }

  // The old object is given back when the new one is in place.
  ref &operator=(const ref &other) noexcept { return *this = ref(other); }
  ref &operator=(ref &&other) noexcept {
    PyObject *const old = std::exchange(object_, other.release());
    Py_XDECREF(old);
    return *this;
  }

  // Takes over the caller's reference to [object], which may be NULL: for what a function returns
  // as a new reference.
  [[nodiscard]] static ref steal(PyObject *object) noexcept { return ref(object); }

  // Takes a reference of its own to [object], which may be NULL: for what is borrowed.
  [[nodiscard]] static ref share(PyObject *object) noexcept {
    Py_XINCREF(object);
    return ref(object);
  }

  // The object, borrowed; NULL if there is none.
  PyObject *get() const noexcept { return object_; }

  // The object with its reference, which is now the caller's; NULL if there is none.
  [[nodiscard]] PyObject *release() noexcept { return std::exchange(object_, nullptr); }

  // Gives the object back.
  void reset() noexcept { *this = ref(); }

  explicit operator bool() const noexcept { return object_ != nullptr; }

  // Whether two refs are to the same object, or to none.
  friend bool operator==(const ref &left, const ref &right) noexcept {
    return left.object_ == right.object_;
  }
  friend bool operator!=(const ref &left, const ref &right) noexcept { return !(left == right); }

 private:
  explicit ref(PyObject *object) noexcept : object_(object) {}

  // Never changed in a const ref. But gcc 12 keeps a const variable without mutable members in
  // memory, where a register would do.
  mutable PyObject *object_ = nullptr;
};

}  // namespace SLOTBUF_DIALECT
}  // namespace slotbuf

#endif
