// Objects to test with, and how tests look at them.
#ifndef SLOTBUF_TESTS_SUPPORT_OBJECTS_HH
#define SLOTBUF_TESTS_SUPPORT_OBJECTS_HH

#include <string>
#include <string_view>
#include <vector>

#include "ref.hh"

namespace slotbuf::test {

inline Py_ssize_t length(std::string_view bytes) { return static_cast<Py_ssize_t>(bytes.size()); }

inline ref str(std::string_view bytes) {
  return ref::steal(PyString_FromStringAndSize(bytes.data(), length(bytes)));
}

inline ref bytearray(std::string_view bytes) {
  return ref::steal(PyByteArray_FromStringAndSize(bytes.data(), length(bytes)));
}

inline ref array(char typecode, std::string_view bytes) {
  return ref::steal(SlotbufArray_FromBytes(typecode, bytes.data(), length(bytes)));
}

// An array of these items, as this machine lays them out.
template <typename Item>
ref array_of(char typecode, const std::vector<Item> &items) {
  const auto *const bytes = reinterpret_cast<const char *>(items.data());
  return array(typecode, {bytes, items.size() * sizeof(Item)});
}

inline ref window(const ref &base, Py_ssize_t offset = 0, Py_ssize_t size = Py_END_OF_BUFFER) {
  return ref::steal(PyBuffer_FromObject(base.get(), offset, size));
}

inline ref writable_window(const ref &base, Py_ssize_t offset = 0,
                           Py_ssize_t size = Py_END_OF_BUFFER) {
  return ref::steal(PyBuffer_FromReadWriteObject(base.get(), offset, size));
}

inline ref memoryview(const ref &base) { return ref::steal(PyMemoryView_FromObject(base.get())); }

inline ref whole(long value) { return ref::steal(PyInt_FromLong(value)); }
inline ref whole_long(long value) { return ref::steal(PyLong_FromLong(value)); }
inline ref real(double value) { return ref::steal(PyFloat_FromDouble(value)); }

inline ref slice(const ref &start, const ref &stop, const ref &step = ref()) {
  return ref::steal(PySlice_New(start.get(), stop.get(), step.get()));
}
inline ref slice(long start, long stop, long step = 1) {
  return slice(whole(start), whole(stop), whole(step));
}

// The bytes that AsReadBuffer gives, or "no" if it refuses (the error stays).
inline std::string read(PyObject *object) {
  const void *bytes = nullptr;
  Py_ssize_t size = 0;
  if (PyObject_AsReadBuffer(object, &bytes, &size) < 0) return "no";
  return {static_cast<const char *>(bytes), static_cast<std::size_t>(size)};
}
inline std::string read(const ref &object) { return read(object.get()); }

// The text of a str that a call has just returned, or "no" for NULL.
inline std::string text(const ref &object) {
  return object ? PyString_AS_STRING(object.get()) : "no";
}

// The reference count, as a value that doctest can hold (Py_REFCNT is a bit-field).
inline long long references(PyObject *object) { return Py_REFCNT(object); }
inline long long references(const ref &object) { return references(object.get()); }

}  // namespace slotbuf::test

#endif
