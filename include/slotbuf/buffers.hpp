// The bytes of any object, by the old buffer protocol: read_buffer, write_buffer and char_buffer
// are PyObject_AsReadBuffer, PyObject_AsWriteBuffer and PyObject_AsCharBuffer
// (protocol/old_buffer.h) with their answers as values.
//
// Ownership: the bytes are borrowed from the object. They are valid while you hold the object and
// until somebody resizes or closes it; take a lease (slotbuf/lease.hpp) where that matters.
//
// What never happens: the bytes of a temporary ref, which ends with the statement, are not given.
//
// Threads: as the object's.
#ifndef SLOTBUF_BUFFERS_HPP
#define SLOTBUF_BUFFERS_HPP

#include "result.hpp"

namespace slotbuf {
inline namespace SLOTBUF_DIALECT {

// The bytes of [obj], to be read; or the error of PyObject_AsReadBuffer.
inline result<span<const std::byte>> read_buffer(PyObject *obj) noexcept {
  const void *bytes;
  Py_ssize_t size;
  if (PyObject_AsReadBuffer(obj, &bytes, &size) < 0) return detail::take_error();
  return span<const std::byte>(static_cast<const std::byte *>(bytes),
                               static_cast<std::size_t>(size));
}
inline result<span<const std::byte>> read_buffer(const ref &obj) noexcept {
  return read_buffer(obj.get());
}
void read_buffer(ref &&) = delete;

// The bytes of [obj], to be read and written to; or the error of PyObject_AsWriteBuffer.
inline result<span<std::byte>> write_buffer(PyObject *obj) noexcept {
  void *bytes;
  Py_ssize_t size;
  if (PyObject_AsWriteBuffer(obj, &bytes, &size) < 0) return detail::take_error();
  return span<std::byte>(static_cast<std::byte *>(bytes), static_cast<std::size_t>(size));
}
inline result<span<std::byte>> write_buffer(const ref &obj) noexcept {
  return write_buffer(obj.get());
}
void write_buffer(ref &&) = delete;

// The bytes of [obj] as characters; or the error of PyObject_AsCharBuffer.
inline result<std::string_view> char_buffer(PyObject *obj) noexcept {
  const char *bytes;
  Py_ssize_t size;
  if (PyObject_AsCharBuffer(obj, &bytes, &size) < 0) return detail::take_error();
  return std::string_view(bytes, static_cast<std::size_t>(size));
}
inline result<std::string_view> char_buffer(const ref &obj) noexcept {
  return char_buffer(obj.get());
}
void char_buffer(ref &&) = delete;

}  // namespace SLOTBUF_DIALECT
}  // namespace slotbuf

#endif
