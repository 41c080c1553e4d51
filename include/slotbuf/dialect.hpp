// The dialect: which standard of C++ the host is compiled as, and whether it has exceptions.
//
// All names of slotbuf.hpp live in an inline namespace that is named after the dialect: you write
// slotbuf::ref, and the linker sees slotbuf::cpp20::ref. So one program may hold translation units
// of several dialects, whose inline functions differ, and the library itself, whose internals are
// in namespace slotbuf too. Between dialects objects pass as PyObject *, and a class is made an
// object type (slotbuf/type.hpp) in one of them.
#ifndef SLOTBUF_DIALECT_HPP
#define SLOTBUF_DIALECT_HPP

#if __cplusplus < 201703L
#error "slotbuf.hpp needs C++17; slotbuf.h serves older standards"
#endif

#include <cstddef>
#include <type_traits>

#if __cplusplus >= 202002L
#include <span>
#else
#include <iterator>
#include <utility>
#endif

// Defined if the host has exceptions.
#ifdef __cpp_exceptions
#define SLOTBUF_EXCEPTIONS 1
#endif

#if __cplusplus >= 202002L && defined(SLOTBUF_EXCEPTIONS)
#define SLOTBUF_DIALECT cpp20
#elif __cplusplus >= 202002L
#define SLOTBUF_DIALECT cpp20_without_exceptions
#elif defined(SLOTBUF_EXCEPTIONS)
#define SLOTBUF_DIALECT cpp17
#else
#define SLOTBUF_DIALECT cpp17_without_exceptions
#endif

namespace slotbuf {
inline namespace SLOTBUF_DIALECT {

#if __cplusplus >= 202002L
// Items in a row, borrowed.
template <class Item>
using span = std::span<Item>;
#else
// Items in a row, borrowed: what slotbuf.hpp needs of C++20's std::span, for C++17.
template <class Item>
class span {
 public:
  constexpr span() noexcept = default;
  constexpr span(Item *first, std::size_t count) noexcept : first_(first), count_(count) {}

  // The items of a container, an array or another span.
  template <class Range,
            class Other = std::remove_pointer_t<decltype(std::data(std::declval<Range &>()))>,
            class = std::enable_if_t<std::is_convertible_v<Other (*)[], Item (*)[]> > >
  constexpr span(Range &&range) noexcept : first_(std::data(range)), count_(std::size(range)) {}

  constexpr Item *data() const noexcept { return first_; }
  constexpr std::size_t size() const noexcept { return count_; }
  constexpr bool empty() const noexcept { return count_ == 0; }
  constexpr Item *begin() const noexcept { return first_; }
  constexpr Item *end() const noexcept { return first_ + count_; }
  constexpr Item &operator[](std::size_t index) const noexcept { return first_[index]; }

 private:
  Item *first_ = nullptr;
  std::size_t count_ = 0;
};
#endif

}  // namespace SLOTBUF_DIALECT
}  // namespace slotbuf

#endif
