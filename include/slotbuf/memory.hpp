// Objects over bytes of the host's, a function for each way of owning them: copy and borrow.
//
// Ownership: copy makes an object with bytes of its own. borrow makes a buffer over bytes that stay
// the host's and must outlive the buffer, and all windows and views on it.
//
// What never happens: bytes that were given to be read are lent to be written to.
//
// Threads: any thread.
#ifndef SLOTBUF_MEMORY_HPP
#define SLOTBUF_MEMORY_HPP

#include "result.hpp"

namespace slotbuf {
inline namespace SLOTBUF_DIALECT {
namespace detail {

// The new reference [object], or the pending error for NULL.
inline result<ref> made(PyObject *object) noexcept {
  if (!object) return take_error();
  return ref::steal(object);
}

inline Py_ssize_t size_of(span<const std::byte> bytes) noexcept {
  return static_cast<Py_ssize_t>(bytes.size());
}

// Where [bytes] are; no bytes are somewhere too.
inline void *place_of(span<const std::byte> bytes) noexcept {
  return const_cast<void *>(bytes.data() ? static_cast<const void *>(bytes.data()) : "");
}

}  // namespace detail

// A str with a copy of [bytes]; or the error of PyString_FromStringAndSize.
inline result<ref> copy(span<const std::byte> bytes) noexcept {
  return detail::made(PyString_FromStringAndSize(reinterpret_cast<const char *>(bytes.data()),
                                                 detail::size_of(bytes)));
}
inline result<ref> copy(std::string_view text) noexcept {
  return detail::made(
      PyString_FromStringAndSize(text.data(), static_cast<Py_ssize_t>(text.size())));
}

// A read-only buffer over [bytes]; or the error of PyBuffer_FromMemory.
inline result<ref> borrow(span<const std::byte> bytes) noexcept {
  return detail::made(PyBuffer_FromMemory(detail::place_of(bytes), detail::size_of(bytes)));
}

// A buffer over [bytes], which may be written to through it; or the error of
// PyBuffer_FromReadWriteMemory.
inline result<ref> borrow_writable(span<std::byte> bytes) noexcept {
  return detail::made(
      PyBuffer_FromReadWriteMemory(detail::place_of(bytes), detail::size_of(bytes)));
}

}  // namespace SLOTBUF_DIALECT
}  // namespace slotbuf

#endif
