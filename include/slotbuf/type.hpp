// Object types out of C++ classes: a class that has a name and bytes is one. Needs C++20.
//
//     struct row {
//       static constexpr const char *type_name = "image.row";
//       std::span<const std::byte> bytes() const { return std::as_bytes(std::span(pixels)); }
//       std::vector<float> pixels;
//     };
//
//     slotbuf::result<slotbuf::ref> object = slotbuf::make<row>(std::vector<float>(640));
//
// The slots of the type are those that the class has methods for (slotbuf/class_slots.hpp):
//
//   bytes()            std::span<const std::byte>, for bf_getreadbuffer
//   writable_bytes()   std::span<std::byte>, for bf_getwritebuffer, and to be read without bytes()
//   chars()            std::string_view, for bf_getcharbuffer
//   segments()         a sequence of std::span<const std::byte>, for bf_getreadbuffer of an object
//                      in several pieces; it excludes the other three
//
// A method may return whatever converts to that and does not own the bytes, as a std::vector & does
// and a std::vector does not; or a slotbuf::result of that. It may be const or not.
//
// With exceptions on, a method or a constructor may throw: a slotbuf::error becomes the pending
// error, a std::bad_alloc a MemoryError, any other std::exception a RuntimeError with its what(),
// and anything else a RuntimeError. Without exceptions a method fails by an error as its result.
//
// Ownership: an object holds one instance of the class, which ends with the last reference to the
// object. What the methods lend stays valid while the caller holds the object and the instance
// keeps the bytes where they are.
//
// What never happens: an object exists without its instance. If the constructor throws, nothing is
// left behind. No exception leaves a slot.
//
// Threads: as the class.
#ifndef SLOTBUF_TYPE_HPP
#define SLOTBUF_TYPE_HPP

#include "class_slots.hpp"

#if __cplusplus >= 202002L
namespace slotbuf {
inline namespace SLOTBUF_DIALECT {

// Readies the type of objects that hold a [Class], and returns it, borrowed; or the error of
// PyType_Ready. Later calls return the same. A plugin that is unloaded gives the type to
// Slotbuf_ForgetType before.
template <host_class Class>
result<PyTypeObject *> define_type() noexcept {
  PyTypeObject *const type = &detail::type_record<Class>;
  const bool readied = __atomic_load_n(&type->tp_readied, __ATOMIC_ACQUIRE) == type;
  if (!readied && PyType_Ready(type) < 0) return detail::take_error();
  return type;
}

// Makes an object that holds a Class(arguments...), or Class{arguments...} if there is no such
// constructor, and defines its type before, if need be; or the error of define_type, a MemoryError,
// or what the constructor throws.
template <host_class Class, class... Arguments>
result<ref> make(Arguments &&...arguments) noexcept {
  const result<PyTypeObject *> type = define_type<Class>();
  if (!type) return type.error();
  auto *const object = PyObject_New(detail::instance<Class>, *type);
  if (!object) return detail::take_error();
  void *const place = &object->value;
  const auto construct = [&]() -> Py_ssize_t {
    if constexpr (std::is_constructible_v<Class, Arguments...>)
      ::new (place) Class(std::forward<Arguments>(arguments)...);
    else
      ::new (place) Class{std::forward<Arguments>(arguments)...};
    return 0;
  };
  if (detail::guarded(construct) < 0) {
    PyObject_Del(object);
    return detail::take_error();
  }
  return ref::steal(&object->ob_base);
}

// The [Class] in [object], which may be NULL; NULL if it holds none.
template <host_class Class>
Class *get_if(PyObject *object) noexcept {
  if (!object || !PyObject_TypeCheck(object, &detail::type_record<Class>)) return nullptr;
  return &detail::value_in<Class>(object);
}
template <host_class Class>
Class *get_if(const ref &object) noexcept {
  return get_if<Class>(object.get());
}

}  // namespace SLOTBUF_DIALECT
}  // namespace slotbuf
#endif

#endif
