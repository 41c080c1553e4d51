// The runtime's fixed errors. Texts that CPython 2.7 has are CPython 2.7's, letter by letter.
#ifndef SLOTBUF_RUNTIME_MESSAGES_HH
#define SLOTBUF_RUNTIME_MESSAGES_HH

#include "error.hh"
#include "exceptions.hh"

namespace slotbuf::messages {

inline constexpr fixed_error no_memory{&exceptions::MemoryError.ob_base, nullptr};
inline constexpr fixed_error null_argument{&exceptions::SystemError.ob_base,
                                           "null argument to internal routine"};
inline constexpr fixed_error bad_argument{&exceptions::TypeError.ob_base,
                                          "bad argument type for built-in operation"};
inline constexpr fixed_error bad_internal_call{&exceptions::SystemError.ob_base,
                                               "bad argument to internal function"};

inline constexpr fixed_error no_exception_type{
    &exceptions::SystemError.ob_base, "the type of an error must be an exception (PyExc_...)"};
inline constexpr fixed_error incomplete_allocator{
    &exceptions::ValueError.ob_base,
    "Slotbuf_SetAllocator needs all three: allocate, reallocate and deallocate"};
inline constexpr fixed_error late_allocator{
    &exceptions::RuntimeError.ob_base,
    "Slotbuf_SetAllocator comes too late: call it once, before anything else of slotbuf"};
inline constexpr fixed_error grant_dropped{&exceptions::ValueError.ob_base,
                                           "the object no longer gives access to its bytes"};
inline constexpr fixed_error no_such_segment{&exceptions::SystemError.ob_base,
                                             "accessing non-existent segment"};

}  // namespace slotbuf::messages

#endif
