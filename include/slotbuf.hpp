// slotbuf for C++: references that count themselves, and errors as values. It is headers only, over
// the functions of slotbuf.h, and costs what those cost.
//
//     #include <slotbuf.hpp>
//
//     const slotbuf::ref object = slotbuf::ref::steal(PyString_FromString("text"));
//     if (!object) puts(slotbuf::error::take().what());
//
// It needs C++17. Exceptions and RTTI may be off. Nothing here throws, except where it says so, by
// result::value.
//
// Each header opens with what it is, who owns what, and what never happens.
#ifndef SLOTBUF_HPP
#define SLOTBUF_HPP

// clang-format off

#include "slotbuf/dialect.hpp"
#include "slotbuf/ref.hpp"
#include "slotbuf/error.hpp"
#include "slotbuf/result.hpp"

// clang-format on

#endif
