// An error as a value: which exception it is, and its text.
//
// slotbuf.hpp takes the pending error of a call that fails, so that none stays pending, and keeps
// it as a value. restore makes it the pending error again, for callers in C. With exceptions on,
// an error is a std::exception: result::value throws it, and a method of yours may, to fail with an
// exception of its choice.
//
// Ownership: an error owns references to its exception and to its text. What it returns is borrowed
// from it.
//
// What never happens: an error is without an exception, even if a slot failed without setting one.
// Making one does not throw; without memory for the text it is a MemoryError.
#ifndef SLOTBUF_ERROR_HPP
#define SLOTBUF_ERROR_HPP

#include <cstring>
#include <string_view>

#include "ref.hpp"

#ifdef SLOTBUF_EXCEPTIONS
#include <exception>
#endif

namespace slotbuf {
inline namespace SLOTBUF_DIALECT {
namespace detail {

// An error that was pending, as two new references: its exception, and its text, a str or NULL. It
// fits two registers, so a call that may fail keeps its result out of memory.
struct taken_error {
  PyObject *type;
  PyObject *text;
};

// Takes the pending error and clears it. CPython 2.7: the text for a call that fails without one.
[[gnu::cold, gnu::noinline]] inline taken_error take_error() noexcept {
  if (!PyErr_Occurred()) PyErr_SetString(PyExc_SystemError, "error return without exception set");
  PyObject *type, *value, *traceback;
  PyErr_Fetch(&type, &value, &traceback);
  if (!value || PyString_Check(value)) return {type, value};
  // An error raised with None has no text, one raised with another object has the object's str.
  PyObject *const text = value == Py_None ? nullptr : PyObject_Str(value);
  Py_DECREF(value);
  PyErr_Clear();
  return {type, text};
}

}  // namespace detail

class error
#ifdef SLOTBUF_EXCEPTIONS
    : public std::exception
#endif
{
 public:
  // An error of [type], an exception (PyExc_...), with a copy of [text].
  error(PyObject *type, std::string_view text) noexcept
      : type_(ref::share(type)),
        text_(ref::steal(
            PyString_FromStringAndSize(text.data(), static_cast<Py_ssize_t>(text.size())))) {
    if (!text_) *this = take();
  }

  // Of references to an exception and to a str, or to nothing if there is no text.
  error(ref type, ref text) noexcept : type_(std::move(type)), text_(std::move(text)) {}

  // Takes the pending error and clears it. If none is pending, the error is the SystemError "error
  // return without exception set".
  [[nodiscard]] static error take() noexcept {
    const detail::taken_error taken = detail::take_error();
    return error(ref::steal(taken.type), ref::steal(taken.text));
  }

  // Makes this the pending error. Needs no memory.
  void restore() const noexcept { PyErr_SetObject(type_.get(), text_.get()); }

  // The exception, borrowed.
  PyObject *type() const noexcept { return type_.get(); }

  // Whether the exception is [other] or derived from it.
  bool is(PyObject *other) const noexcept {
    return PyErr_GivenExceptionMatches(type_.get(), other) != 0;
  }

  // The name of the exception without its module, as "TypeError".
  const char *name() const noexcept {
    const char *const whole = reinterpret_cast<PyTypeObject *>(type_.get())->tp_name;
    const char *const dot = std::strrchr(whole, '.');
    return dot ? dot + 1 : whole;
  }

  // The text; empty if there is none.
  std::string_view text() const noexcept {
    if (!text_) return "";
    return {PyString_AS_STRING(text_.get()),
            static_cast<std::size_t>(PyString_GET_SIZE(text_.get()))};
  }

  // The text, up to its first NUL. With exceptions on, it is the what of std::exception.
  const char *what() const noexcept { return text().data(); }

 private:
  template <class Value>
  friend class result;

  detail::taken_error release() noexcept { return {type_.release(), text_.release()}; }

  ref type_;
  ref text_;
};

}  // namespace SLOTBUF_DIALECT
}  // namespace slotbuf

#endif
