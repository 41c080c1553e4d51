// A result: the value that was asked for, or the error why there is none.
//
// It is the value if it is true:
//
//     if (auto bytes = slotbuf::read_buffer(object)) use(*bytes);
//
// Ownership: a result owns its value and its error. What a span in it points to stays the object's.
//
// What never happens: a result is not an error and a value at once, and the error is not pending
// any more. A result that is an error dereferences to an empty value.
#ifndef SLOTBUF_RESULT_HPP
#define SLOTBUF_RESULT_HPP

#include "error.hpp"

namespace slotbuf {
inline namespace SLOTBUF_DIALECT {
namespace detail {

[[gnu::cold, gnu::noinline]] inline void share(taken_error error) noexcept {
  Py_INCREF(error.type);
  Py_XINCREF(error.text);
}

[[gnu::cold, gnu::noinline]] inline void give_back(taken_error error) noexcept {
  Py_DECREF(error.type);
  Py_XDECREF(error.text);
}

// An error that may be there. What is to be done for one is out of line, so that the compiler keeps
// a result that has none in registers.
class kept_error {
 public:
  kept_error() noexcept = default;
  explicit kept_error(taken_error error) noexcept : error_(error) {}
  kept_error(const kept_error &other) noexcept : error_(other.error_) {
    if (error_.type) share(error_);
  }
  kept_error(kept_error &&other) noexcept : error_(std::exchange(other.error_, taken_error{})) {}
  kept_error &operator=(kept_error other) noexcept {
    std::swap(error_, other.error_);
    return *this;
  }
  ~kept_error() {
    if (error_.type) give_back(error_);
  }

  taken_error get() const noexcept { return error_; }

 private:
  mutable taken_error error_{};  // mutable as the object of a ref is
};

}  // namespace detail

template <class Value>
class [[nodiscard]] result {
 public:
  result(Value value) noexcept : value_(std::move(value)) {}
  result(slotbuf::error error) noexcept : error_(error.release()) {}
  result(detail::taken_error error) noexcept : error_(error) {}

  // The value made of [arguments], where it is.
  template <class... Arguments>
  explicit result(std::in_place_t, Arguments... arguments) noexcept : value_(arguments...) {}

  bool has_value() const noexcept { return !error_.get().type; }
  explicit operator bool() const noexcept { return has_value(); }

  // The value, or an empty one after a failure.
  Value &operator*() &noexcept { return value_; }
  const Value &operator*() const &noexcept { return value_; }
  Value operator*() &&noexcept { return std::move(value_); }
  Value *operator->() noexcept { return &value_; }
  const Value *operator->() const noexcept { return &value_; }

#ifdef SLOTBUF_EXCEPTIONS
  // The value. Throws the error, a slotbuf::error, after a failure.
  Value &value() & { return check(), value_; }
  const Value &value() const & { return check(), value_; }
  Value value() && { return check(), std::move(value_); }
#endif

  // The error of a result that is one. Of a result with a value it may not be asked.
  slotbuf::error error() const noexcept {
    return {ref::share(error_.get().type), ref::share(error_.get().text)};
  }

 private:
#ifdef SLOTBUF_EXCEPTIONS
  void check() const {
    if (!has_value()) raise();
  }
  [[noreturn, gnu::cold, gnu::noinline]] void raise() const { throw error(); }
#endif

  Value value_{};
  detail::kept_error error_;
};

}  // namespace SLOTBUF_DIALECT
}  // namespace slotbuf

#endif
