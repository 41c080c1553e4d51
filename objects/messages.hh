// The objects' fixed errors. Texts are CPython 2.7's, letter by letter, unless marked as ours.
#ifndef SLOTBUF_OBJECTS_MESSAGES_HH
#define SLOTBUF_OBJECTS_MESSAGES_HH

#include "../runtime/error.hh"
#include "../runtime/exceptions.hh"
#include "../runtime/messages.hh"

namespace slotbuf::messages {

// str
inline constexpr fixed_error negative_str_size{
    &exceptions::SystemError.ob_base, "Negative size passed to PyString_FromStringAndSize"};
inline constexpr fixed_error str_too_large{&exceptions::OverflowError.ob_base,
                                           "string is too large"};
inline constexpr fixed_error text_too_long{&exceptions::OverflowError.ob_base,
                                           "string is too long for a Python string"};
inline constexpr fixed_error no_str_segment{&exceptions::SystemError.ob_base,
                                            "accessing non-existent string segment"};
inline constexpr fixed_error str_not_modifiable{&exceptions::TypeError.ob_base,
                                                "Cannot use string as modifiable buffer"};
inline constexpr fixed_error str_index_out_of_range{&exceptions::IndexError.ob_base,
                                                    "string index out of range"};
inline constexpr fixed_error str_repr_too_large{&exceptions::OverflowError.ob_base,
                                                "string is too large to make repr"};

// bytearray
inline constexpr fixed_error negative_bytearray_size{
    &exceptions::SystemError.ob_base, "Negative size passed to PyByteArray_FromStringAndSize"};
inline constexpr fixed_error no_bytes_segment{&exceptions::SystemError.ob_base,
                                              "accessing non-existent bytes segment"};
inline constexpr fixed_error bytearray_repr_too_large{&exceptions::OverflowError.ob_base,
                                                      "bytearray object is too large to make repr"};
inline constexpr fixed_error bytearray_index_out_of_range{&exceptions::IndexError.ob_base,
                                                          "bytearray index out of range"};
inline constexpr fixed_error byte_out_of_range{&exceptions::ValueError.ob_base,
                                               "byte must be in range(0, 256)"};
inline constexpr fixed_error not_a_byte{&exceptions::TypeError.ob_base,
                                        "an integer or string of size 1 is required"};
inline constexpr fixed_error not_one_byte{&exceptions::ValueError.ob_base,
                                          "string must be of size 1"};
inline constexpr fixed_error negative_count{&exceptions::ValueError.ob_base, "negative count"};
// Ours: CPython 2.7 takes a NULL view for a pin that nobody can give back.
inline constexpr fixed_error no_view{&exceptions::BufferError.ob_base,
                                     "bf_getbuffer needs a Py_buffer to fill"};
// Ours: CPython 2.7 only asserts.
inline constexpr fixed_error not_a_bytearray{&exceptions::SystemError.ob_base,
                                             "PyByteArray_... needs a bytearray"};
inline constexpr fixed_error negative_resize{&exceptions::SystemError.ob_base,
                                             "PyByteArray_Resize needs a size of zero or more"};

// array
inline constexpr fixed_error bad_typecode{
    &exceptions::ValueError.ob_base, "bad typecode (must be c, b, B, u, h, H, i, I, l, L, f or d)"};
inline constexpr fixed_error no_array_segment{&exceptions::SystemError.ob_base,
                                              "Accessing non-existent array segment"};
inline constexpr fixed_error array_index_out_of_range{&exceptions::IndexError.ob_base,
                                                      "array index out of range"};
inline constexpr fixed_error no_whole_items{&exceptions::ValueError.ob_base,
                                            "string length not a multiple of item size"};
// Ours: there is no unicode type.
inline constexpr fixed_error no_unicode_items{
    &exceptions::NotImplementedError.ob_base,
    "an item of typecode u is a unicode, which slotbuf does not have; read the array's memory"};
// Ours: CPython 2.7 has no such function.
inline constexpr fixed_error negative_array_size{&exceptions::SystemError.ob_base,
                                                 "Negative size passed to SlotbufArray_FromBytes"};
inline constexpr fixed_error not_an_array{&exceptions::SystemError.ob_base,
                                          "SlotbufArray_... needs an array"};

// buffer
inline constexpr fixed_error no_buffer_object{&exceptions::TypeError.ob_base,
                                              "buffer object expected"};
inline constexpr fixed_error negative_size{&exceptions::ValueError.ob_base,
                                           "size must be zero or positive"};
inline constexpr fixed_error negative_offset{&exceptions::ValueError.ob_base,
                                             "offset must be zero or positive"};
inline constexpr fixed_error base_not_one_segment{&exceptions::TypeError.ob_base,
                                                  "single-segment buffer object expected"};
inline constexpr fixed_error no_buffer_segment{&exceptions::SystemError.ob_base,
                                               "accessing non-existent buffer segment"};
inline constexpr fixed_error buffer_index_out_of_range{&exceptions::IndexError.ob_base,
                                                       "buffer index out of range"};
inline constexpr fixed_error buffer_is_read_only{&exceptions::TypeError.ob_base,
                                                 "buffer is read-only"};

// int
inline constexpr fixed_error integer_required{&exceptions::TypeError.ob_base,
                                              "an integer is required"};

// long
inline constexpr fixed_error too_large_for_long{&exceptions::OverflowError.ob_base,
                                                "Python int too large to convert to C long"};
inline constexpr fixed_error too_large_for_unsigned{
    &exceptions::OverflowError.ob_base, "Python int too large to convert to C unsigned long"};
inline constexpr fixed_error negative_for_unsigned{&exceptions::OverflowError.ob_base,
                                                   "can't convert negative value to unsigned long"};

// float
inline constexpr fixed_error float_required{&exceptions::TypeError.ob_base, "a float is required"};

// new from bytes; ours
inline constexpr fixed_error not_of_bytes{
    &exceptions::TypeError.ob_base,
    "Slotbuf_NewFromBytes makes str, bytearray and readied subtypes of them"};

}  // namespace slotbuf::messages

#endif
