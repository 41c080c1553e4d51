// A lease of an object's bytes (protocol/lease.h) that ends by itself.
//
// While it lives, it holds a reference to the object, and keeps the bytes in place where something
// counts who uses them: a resize of a leased bytearray or array fails with a BufferError. It may
// promise more, as SLOTBUF_LEASE_IMMUTABLE that nobody changes the bytes.
//
// Ownership: a lease owns its Py_buffer. It can be moved and not copied. What it returns is
// borrowed from it.
//
// What never happens: a view is given back twice, or not at all. Memory that the view says is
// read-only is not lent to be written to.
//
// Threads: a lease is used by one thread at a time, and may end on another thread than it began on.
#ifndef SLOTBUF_LEASE_HPP
#define SLOTBUF_LEASE_HPP

#include "result.hpp"

namespace slotbuf {
inline namespace SLOTBUF_DIALECT {

class lease {
 public:
  // Holds nothing.
  lease() noexcept : view_() {}
  lease(lease &&other) noexcept { take_from(other); }
  // The old view is given back when the new one is in place.
  lease &operator=(lease &&other) noexcept {
    lease taken(std::move(other));
    const lease old(std::move(*this));
    take_from(taken);
    return *this;
  }
  ~lease() { PyBuffer_Release(&view_); }

  // The object, borrowed: the exporter of the view, which may be one below the object that was
  // asked. NULL if there is nothing to give back.
  PyObject *object() const noexcept { return view_.obj; }

  // The bytes, if they lie in one piece, as those of a lease with PyBUF_SIMPLE do; else none.
  span<const std::byte> bytes() const noexcept {
    return {static_cast<const std::byte *>(view_.buf), size_in_one_piece()};
  }

  // The same, to be written to. If the view is read-only: none.
  span<std::byte> writable_bytes() const noexcept {
    if (view_.readonly) return {};
    return {static_cast<std::byte *>(view_.buf), size_in_one_piece()};
  }

  // The view, with all that was asked for.
  const Py_buffer &view() const noexcept { return view_; }

 private:
  friend result<lease> lease_of(PyObject *obj, int flags) noexcept;
  template <class Value>
  friend class result;

  // Has no view yet: whoever makes it fills it. Setting it to nothing first would cost as much as
  // the call.
  struct unfilled {};
  explicit lease(unfilled) noexcept {}

  // Makes the pending error of [made], whose lease is unfilled.
  [[gnu::cold, gnu::noinline]] static void refuse(result<lease> &made) noexcept {
    made->view_ = Py_buffer();
    made = detail::take_error();
  }

  std::size_t size_in_one_piece() const noexcept {
    const bool in_one_piece =
        !view_.strides || PyBuffer_IsContiguous(const_cast<Py_buffer *>(&view_), 'A');
    return in_one_piece ? static_cast<std::size_t>(view_.len) : 0;
  }

  // Where [part] of the view [from] is in this view: shape and strides may point into the view
  // itself.
  template <class Part>
  Part *moved(Part *part, const Py_buffer &from) noexcept {
    const std::size_t place =
        reinterpret_cast<uintptr_t>(part) - reinterpret_cast<uintptr_t>(&from);
    if (place >= sizeof from) return part;
    return reinterpret_cast<Part *>(reinterpret_cast<char *>(&view_) + place);
  }

  // Does not look at the view that is here.
  void take_from(lease &other) noexcept {
    view_ = std::exchange(other.view_, Py_buffer());
    view_.shape = moved(view_.shape, other.view_);
    view_.strides = moved(view_.strides, other.view_);
    view_.suboffsets = moved(view_.suboffsets, other.view_);
    view_.format = moved(view_.format, other.view_);
  }

  Py_buffer view_;
};

// A lease of [obj] with the [flags] of Slotbuf_Lease; or the error of that.
inline result<lease> lease_of(PyObject *obj, int flags = PyBUF_SIMPLE) noexcept {
  result<lease> made(std::in_place, lease::unfilled());
  if (Slotbuf_Lease(obj, &made->view_, flags) < 0) lease::refuse(made);
  return made;
}
inline result<lease> lease_of(const ref &obj, int flags = PyBUF_SIMPLE) noexcept {
  return lease_of(obj.get(), flags);
}

}  // namespace SLOTBUF_DIALECT
}  // namespace slotbuf

#endif
