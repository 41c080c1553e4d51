// Objects over bytes of the host's, a function for each way of owning them:
//
//   copy            the object has bytes of its own
//   borrow          the bytes stay the host's, and outlive the object
//   borrow, of an   the bytes stay where they are as long as the owner lives, which is another
//   owner           object, and which the buffer keeps alive
//   adopt           the bytes become the object's, and a deleter takes them back
//
// borrow and adopt make a buffer (objects/buffer/buffer.h) that can be read; borrow_writable and
// adopt_writable one that can be written to as well.
//
// A deleter is called with the bytes. It may also hold what owns them, and end with them:
//
//     const auto bytes = std::as_bytes(std::span(pixels));
//     slotbuf::adopt(bytes, [owner = std::move(pixels)](auto) {});
//
// Ownership: windows and views on a buffer keep it alive. What was borrowed without an owner
// outlives them too.
//
// What never happens: bytes that were given to be read are lent to be written to. A deleter is
// called twice, or not at all.
//
// Threads: any thread. A deleter runs on the thread that gives the last reference back.
#ifndef SLOTBUF_MEMORY_HPP
#define SLOTBUF_MEMORY_HPP

#include <new>

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

// A release of SlotbufBuffer_FromMemory, whose context is a Deleter in a block of PyMem_Malloc.
template <class Byte, class Deleter>
void take_back(void *context, void *memory, Py_ssize_t size) noexcept {
  Deleter *const kept = static_cast<Deleter *>(context);
  Deleter deleter(std::move(*kept));
  kept->~Deleter();
  PyMem_Free(kept);
  deleter(span<Byte>(static_cast<Byte *>(memory), static_cast<std::size_t>(size)));
}

template <class Byte, class Deleter>
result<ref> adopt_bytes(span<Byte> bytes, Deleter &deleter) noexcept {
  static_assert(std::is_nothrow_move_constructible_v<Deleter>, "a deleter moves without an error");
  static_assert(alignof(Deleter) <= alignof(std::max_align_t), "blocks are aligned for any type");
  void *const context = PyMem_Malloc(sizeof(Deleter));
  if (!context) {
    deleter(bytes);
    return made(PyErr_NoMemory());
  }
  ::new (context) Deleter(std::move(deleter));
  void *const memory = const_cast<std::byte *>(bytes.data());
  return made(SlotbufBuffer_FromMemory(memory, size_of(bytes), std::is_const_v<Byte>,
                                       take_back<Byte, Deleter>, context));
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

// The same over bytes that stay where they are as long as [owner] lives, which the buffer keeps
// alive; or the error of SlotbufBuffer_BorrowMemory.
inline result<ref> borrow(span<const std::byte> bytes, const ref &owner) noexcept {
  return detail::made(
      SlotbufBuffer_BorrowMemory(detail::place_of(bytes), detail::size_of(bytes), 1, owner.get()));
}
inline result<ref> borrow_writable(span<std::byte> bytes, const ref &owner) noexcept {
  return detail::made(
      SlotbufBuffer_BorrowMemory(detail::place_of(bytes), detail::size_of(bytes), 0, owner.get()));
}

// A read-only buffer over [bytes], which are now its own: deleter(bytes) is called once, when the
// last reference to the buffer is gone, or before this function fails. A deleter does not throw.
// Fails with a MemoryError, or the error of SlotbufBuffer_FromMemory.
template <class Deleter>
result<ref> adopt(span<const std::byte> bytes, Deleter deleter) noexcept {
  return detail::adopt_bytes(bytes, deleter);
}

// The same, and the bytes may be written to through the buffer.
template <class Deleter>
result<ref> adopt_writable(span<std::byte> bytes, Deleter deleter) noexcept {
  return detail::adopt_bytes(bytes, deleter);
}

}  // namespace SLOTBUF_DIALECT
}  // namespace slotbuf

#endif
