// slotbuf for C++: references that count themselves, bytes as spans, errors as values, and classes
// that become object types. It is headers only, over the functions of slotbuf.h, and costs what
// those cost.
//
//     #include <slotbuf.hpp>
//
//     slotbuf::result<std::span<const std::byte>> bytes = slotbuf::read_buffer(object);
//     if (!bytes) puts(bytes.error().what());
//
// It needs C++17. With C++20, spans are std::span, and a class of yours becomes an object type
// (slotbuf/type.hpp). Exceptions and RTTI may be off. Nothing here throws, except where it says so,
// by result::value.
//
// Each header opens with what it is, who owns what, and what never happens.
#ifndef SLOTBUF_HPP
#define SLOTBUF_HPP

// clang-format off

#include "slotbuf/dialect.hpp"
#include "slotbuf/ref.hpp"
#include "slotbuf/error.hpp"
#include "slotbuf/result.hpp"

// Asking an object for its bytes.
#include "slotbuf/buffers.hpp"
#include "slotbuf/lease.hpp"

// Making objects.
#include "slotbuf/memory.hpp"
#include "slotbuf/type.hpp"

// clang-format on

#endif
