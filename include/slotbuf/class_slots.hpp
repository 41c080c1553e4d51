// The slots of a type that is made of a C++ class: what a class may have, and the functions and
// records that are made of it. Needs C++20. Hosts use slotbuf/type.hpp, which says what is filled.
//
// What never happens: a record needs a constructor that runs before main. An exception leaves a
// slot. A slot stores a NULL for no bytes.
#ifndef SLOTBUF_CLASS_SLOTS_HPP
#define SLOTBUF_CLASS_SLOTS_HPP

#include "dialect.hpp"

#if __cplusplus >= 202002L
#include <concepts>
#include <iterator>
#include <new>

#include "result.hpp"

namespace slotbuf {
inline namespace SLOTBUF_DIALECT {
namespace detail {

// ---- What a class has.

// Types whose values do not own the bytes that they lead to.
template <class>
inline constexpr bool is_view = false;
template <class Item, std::size_t extent>
inline constexpr bool is_view<std::span<Item, extent>> = true;
template <>
inline constexpr bool is_view<std::string_view> = true;

// [Answer] is what a method returns: it leads to [Bytes], which do not end with it.
template <class Answer, class Bytes>
concept lends = std::same_as<std::remove_cvref_t<Answer>, result<Bytes>> ||
    (std::convertible_to<Answer, Bytes> &&
     (std::is_lvalue_reference_v<Answer> || is_view<std::remove_cvref_t<Answer>>));

template <class Class>
concept has_bytes = requires(Class &object) {
  { object.bytes() } -> lends<span<const std::byte>>;
};
template <class Class>
concept has_writable_bytes = requires(Class &object) {
  { object.writable_bytes() } -> lends<span<std::byte>>;
};
template <class Class>
concept has_chars = requires(Class &object) {
  { object.chars() } -> lends<std::string_view>;
};
template <class Class>
concept has_segments = requires(Class &object) {
  { std::size(object.segments()) } -> std::convertible_to<std::size_t>;
  requires lends<std::remove_reference_t<decltype(object.segments()[0])>, span<const std::byte>>;
};

template <class Class>
concept has_one_piece = has_bytes<Class> || has_writable_bytes<Class> || has_chars<Class>;

template <class Class>
concept has_name = requires {
  { Class::type_name } -> std::convertible_to<const char *>;
};

}  // namespace detail

// A class that can become an object type: it has a name, and its bytes in one piece or in segments.
template <class Class>
concept host_class = detail::has_name<Class> &&
    (detail::has_one_piece<Class> != detail::has_segments<Class>);

namespace detail {

// ---- The object.

template <class Class>
struct instance {
  static_assert(alignof(Class) <= alignof(std::max_align_t), "objects are aligned for any type");
  static_assert(std::is_nothrow_destructible_v<Class>, "an object ends without an error");

  PyObject_HEAD
  Class value;
};

template <class Class>
Class &value_in(PyObject *self) noexcept {
  return reinterpret_cast<instance<Class> *>(self)->value;
}

template <class Class>
void end_instance(PyObject *self) noexcept {
  value_in<Class>(self).~Class();
  self->ob_type->tp_free(self);
}

// ---- Failing.

#ifdef SLOTBUF_EXCEPTIONS
// Makes the exception that is being handled the pending error.
[[gnu::cold, gnu::noinline]] inline void restore_caught() noexcept {
  try {
    throw;
  } catch (const slotbuf::error &caught) {
    caught.restore();
  } catch (const std::bad_alloc &) {
    PyErr_NoMemory();
  } catch (const std::exception &caught) {
    PyErr_SetString(PyExc_RuntimeError, caught.what());
  } catch (...) {
    PyErr_SetString(PyExc_RuntimeError, "an exception that is not a std::exception");
  }
}
#endif

// What [work] returns; or -1, with the exception that it throws as the pending error.
template <class Work>
Py_ssize_t guarded(Work work) noexcept {
#ifdef SLOTBUF_EXCEPTIONS
  try {
    return work();
  } catch (...) {
    restore_caught();
    return -1;
  }
#else
  return work();
#endif
}

[[gnu::cold]] inline Py_ssize_t refuse_segment() noexcept {
  PyErr_SetString(PyExc_SystemError, "accessing non-existent segment");
  return -1;
}

// ---- Asking the class.

// The bytes that [answer] lends; or size -1, with its error pending.
template <class Bytes, class Answer>
SlotbufSpan lent(Answer &&answer) {
  if constexpr (std::same_as<std::remove_cvref_t<Answer>, result<Bytes>>) {
    if (answer) return lent<Bytes>(*answer);
    answer.error().restore();
    return {nullptr, -1};
  } else {
    const Bytes bytes = std::forward<Answer>(answer);
    return {bytes.data() ? static_cast<const void *>(bytes.data()) : "",
            static_cast<Py_ssize_t>(bytes.size())};
  }
}

template <class Class>
SlotbufSpan lent_to_write(Class &object) {
  return lent<span<std::byte>>(object.writable_bytes());
}

template <class Class>
SlotbufSpan lent_as_chars(Class &object) {
  return lent<std::string_view>(object.chars());
}

template <class Class>
SlotbufSpan lent_to_read(Class &object) {
  if constexpr (has_bytes<Class>)
    return lent<span<const std::byte>>(object.bytes());
  else
    return lent_to_write(object);
}

// What a slot returns, having stored where the bytes are.
template <class Pointer>
Py_ssize_t hand_over(SlotbufSpan bytes, Pointer **where) noexcept {
  if (bytes.size >= 0) *where = static_cast<Pointer *>(const_cast<void *>(bytes.bytes));
  return bytes.size;
}

// ---- The slots.

// A slot of an object in one piece: [lend] asks the class.
template <class Class, SlotbufSpan (*lend)(Class &), class Pointer>
Py_ssize_t only_segment(PyObject *self, Py_ssize_t index, Pointer **where) noexcept {
  if (index != 0) return refuse_segment();
  return guarded([&] { return hand_over(lend(value_in<Class>(self)), where); });
}

template <class Class, SlotbufSpan (*lend)(Class &)>
Py_ssize_t one_segment(PyObject *self, Py_ssize_t *total) noexcept {
  if (!total) return 1;
  return guarded([&]() -> Py_ssize_t {
    const Py_ssize_t size = lend(value_in<Class>(self)).size;
    if (size < 0) return -1;
    *total = size;
    return 1;
  });
}

template <class Class>
Py_ssize_t segment(PyObject *self, Py_ssize_t index, void **where) noexcept {
  return guarded([&] {
    auto &&segments = value_in<Class>(self).segments();
    if (index < 0 || index >= std::ssize(segments)) return refuse_segment();
    return hand_over(lent<span<const std::byte>>(segments[static_cast<std::size_t>(index)]), where);
  });
}

template <class Class>
Py_ssize_t count_segments(PyObject *self, Py_ssize_t *total) noexcept {
  return guarded([&]() -> Py_ssize_t {
    auto &&segments = value_in<Class>(self).segments();
    const std::size_t count = std::size(segments);
    Py_ssize_t size = 0;
    for (std::size_t i = 0; total && i < count; ++i) {
      const Py_ssize_t more = lent<span<const std::byte>>(segments[i]).size;
      if (more < 0) return -1;
      if (more > PY_SSIZE_T_MAX - size) {
        PyErr_SetString(PyExc_OverflowError, "the segments are too large together");
        return -1;
      }
      size += more;
    }
    if (total) *total = size;
    return static_cast<Py_ssize_t>(count);
  });
}

// ---- The records.

// A method that is there and does not fit would be left out without a word.
#define SLOTBUF_FITS(method, bytes)                                          \
  static_assert(                                                             \
      has_##method<Class> || !requires(Class & object) { object.method(); }, \
      #method "() must return " bytes ", or what converts to it and does not own the bytes")

template <class Class>
consteval PyBufferProcs make_buffer_procs() {
  SLOTBUF_FITS(bytes, "std::span<const std::byte>");
  SLOTBUF_FITS(writable_bytes, "std::span<std::byte>");
  SLOTBUF_FITS(chars, "std::string_view");
  SLOTBUF_FITS(segments, "a sequence of std::span<const std::byte>");
  PyBufferProcs procs{};
  if constexpr (has_segments<Class>) {
    procs.bf_getreadbuffer = segment<Class>;
    procs.bf_getsegcount = count_segments<Class>;
  }
  if constexpr (has_chars<Class>) {
    procs.bf_getcharbuffer = only_segment<Class, lent_as_chars<Class>, char>;
    procs.bf_getsegcount = one_segment<Class, lent_as_chars<Class>>;
  }
  if constexpr (has_writable_bytes<Class>)
    procs.bf_getwritebuffer = only_segment<Class, lent_to_write<Class>, void>;
  if constexpr (has_bytes<Class> || has_writable_bytes<Class>) {
    procs.bf_getreadbuffer = only_segment<Class, lent_to_read<Class>, void>;
    procs.bf_getsegcount = one_segment<Class, lent_to_read<Class>>;
  }
  return procs;
}

#undef SLOTBUF_FITS

template <class Class>
inline constinit PyBufferProcs buffer_procs = make_buffer_procs<Class>();

template <class Class>
consteval PyTypeObject make_type_record() {
  PyTypeObject type{};
  type.ob_base.ob_word = SLOTBUF_ONE_REFERENCE;
  type.tp_name = Class::type_name;
  type.tp_basicsize = static_cast<Py_ssize_t>(sizeof(instance<Class>));
  type.tp_dealloc = end_instance<Class>;
  type.tp_as_buffer = &buffer_procs<Class>;
  type.tp_flags = Py_TPFLAGS_DEFAULT;
  type.tp_grants = has_segments<Class> ? 0 : SLOTBUF_ONE_SEGMENT;
  return type;
}

template <class Class>
inline constinit PyTypeObject type_record = make_type_record<Class>();

}  // namespace detail
}  // namespace SLOTBUF_DIALECT
}  // namespace slotbuf
#endif

#endif
