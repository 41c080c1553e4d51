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
inline constexpr fixed_error str_with_nul{&exceptions::TypeError.ob_base,
                                          "expected string without null bytes"};
inline constexpr fixed_error strs_too_large{&exceptions::OverflowError.ob_base,
                                            "strings are too large to concat"};
inline constexpr fixed_error repeated_too_long{&exceptions::OverflowError.ob_base,
                                               "repeated string is too long"};
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
inline constexpr fixed_error bytearray_indices{&exceptions::TypeError.ob_base,
                                               "bytearray indices must be integers"};
inline constexpr fixed_error bytearray_assignment_indices{&exceptions::TypeError.ob_base,
                                                          "bytearray indices must be integer"};
inline constexpr fixed_error not_assignable_to_bytes{
    &exceptions::TypeError.ob_base,
    "can assign only bytes, buffers, or iterables of ints in range(0, 256)"};
inline constexpr fixed_error pop_from_empty_bytearray{&exceptions::IndexError.ob_base,
                                                      "pop from empty bytearray"};
inline constexpr fixed_error pop_out_of_range{&exceptions::IndexError.ob_base,
                                              "pop index out of range"};
inline constexpr fixed_error no_such_byte{&exceptions::ValueError.ob_base,
                                          "value not found in bytearray"};
inline constexpr fixed_error byte_out_of_range{&exceptions::ValueError.ob_base,
                                               "byte must be in range(0, 256)"};
inline constexpr fixed_error not_a_byte{&exceptions::TypeError.ob_base,
                                        "an integer or string of size 1 is required"};
inline constexpr fixed_error not_one_byte{&exceptions::ValueError.ob_base,
                                          "string must be of size 1"};
inline constexpr fixed_error null_result{&exceptions::SystemError.ob_base,
                                         "NULL result without error in PyObject_Call"};
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
inline constexpr fixed_error array_assignment_index{&exceptions::IndexError.ob_base,
                                                    "array assignment index out of range"};
inline constexpr fixed_error array_indices{&exceptions::TypeError.ob_base,
                                           "array indices must be integers"};
inline constexpr fixed_error array_assignment_indices{&exceptions::TypeError.ob_base,
                                                      "array indices must be integer"};
inline constexpr fixed_error other_typecode{&exceptions::TypeError.ob_base,
                                            "can only extend with array of same kind"};
inline constexpr fixed_error pop_from_empty_array{&exceptions::IndexError.ob_base,
                                                  "pop from empty array"};
inline constexpr fixed_error not_in_array_to_remove{&exceptions::ValueError.ob_base,
                                                    "array.remove(x): x not in list"};
inline constexpr fixed_error not_in_array{&exceptions::ValueError.ob_base,
                                          "array.index(x): x not in list"};
inline constexpr fixed_error unspecified_string{&exceptions::TypeError.ob_base,
                                                "fromstring() argument 1 (unspecified)"};
inline constexpr fixed_error string_is_self{&exceptions::ValueError.ob_base,
                                            "array.fromstring(x): x cannot be self"};
inline constexpr fixed_error item_must_be_char{&exceptions::TypeError.ob_base,
                                               "array item must be char"};
inline constexpr fixed_error item_must_be_unicode{&exceptions::TypeError.ob_base,
                                                  "array item must be unicode character"};
inline constexpr fixed_error integer_not_float{&exceptions::TypeError.ob_base,
                                               "integer argument expected, got float"};
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
inline constexpr fixed_error buffer_assignment_index{&exceptions::IndexError.ob_base,
                                                     "buffer assignment index out of range"};
inline constexpr fixed_error buffer_indices{&exceptions::TypeError.ob_base,
                                            "sequence index must be integer"};
inline constexpr fixed_error buffer_assignment_indices{&exceptions::TypeError.ob_base,
                                                       "buffer indices must be integers"};
inline constexpr fixed_error not_a_single_byte{&exceptions::TypeError.ob_base,
                                               "right operand must be a single byte"};
inline constexpr fixed_error wrong_slice_length{&exceptions::TypeError.ob_base,
                                                "right operand length must match slice length"};
inline constexpr fixed_error writable_not_hashable{&exceptions::TypeError.ob_base,
                                                   "writable buffers are not hashable"};
inline constexpr fixed_error result_too_large{&exceptions::MemoryError.ob_base, "result too large"};
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

inline constexpr fixed_error too_large_for_int{&exceptions::OverflowError.ob_base,
                                               "long int too large to convert to int"};
inline constexpr fixed_error bad_int_result{&exceptions::TypeError.ob_base,
                                            "__int__ method should return an integer"};
inline constexpr fixed_error bad_long_result{&exceptions::TypeError.ob_base,
                                             "nb_int should return int object"};

// float
inline constexpr fixed_error bad_float_result{&exceptions::TypeError.ob_base,
                                              "nb_float should return float object"};
inline constexpr fixed_error nan_to_integer{&exceptions::ValueError.ob_base,
                                            "cannot convert float NaN to integer"};
inline constexpr fixed_error infinity_to_integer{&exceptions::OverflowError.ob_base,
                                                 "cannot convert float infinity to integer"};
inline constexpr fixed_error float_required{&exceptions::TypeError.ob_base, "a float is required"};

// memoryview
inline constexpr fixed_error no_view_of_object{
    &exceptions::TypeError.ob_base,
    "cannot make memory view because object does not have the buffer interface"};
inline constexpr fixed_error no_contiguous_view{&exceptions::TypeError.ob_base,
                                                "object does not have the buffer interface"};
inline constexpr fixed_error not_contiguous{
    &exceptions::BufferError.ob_base,
    "writable contiguous buffer requested for a non-contiguous object."};
inline constexpr fixed_error no_shape{
    &exceptions::TypeError.ob_base,
    "exported buffer does not have any shape information associated to it"};
inline constexpr fixed_error zero_dimensions{&exceptions::IndexError.ob_base,
                                             "invalid indexing of 0-dim memory"};
inline constexpr fixed_error index_out_of_bounds{&exceptions::IndexError.ob_base,
                                                 "index out of bounds"};
inline constexpr fixed_error read_only_memory{&exceptions::TypeError.ob_base,
                                              "cannot modify read-only memory"};
inline constexpr fixed_error undeletable_memory{&exceptions::TypeError.ob_base,
                                                "cannot delete memory"};
inline constexpr fixed_error wrong_memory_size{&exceptions::ValueError.ob_base,
                                               "cannot modify size of memoryview object"};
inline constexpr fixed_error not_implemented{&exceptions::NotImplementedError.ob_base, nullptr};
inline constexpr fixed_error not_a_byte_view{&exceptions::NotImplementedError.ob_base,
                                             "tolist() only supports byte views"};
inline constexpr fixed_error not_one_dimension{&exceptions::NotImplementedError.ob_base,
                                               "tolist() only supports one-dimensional objects"};
// Ours: CPython 2.7 makes something up, or reads foreign memory.
inline constexpr fixed_error no_sub_views{
    &exceptions::NotImplementedError.ob_base,
    "a view of more than one dimension has no items; read its memory by PyBuffer_GetPointer"};
inline constexpr fixed_error scattered_memory{&exceptions::NotImplementedError.ob_base,
                                              "the view's strides lead backwards or nowhere, or it "
                                              "has suboffsets; use PyBuffer_ToContiguous"};
inline constexpr fixed_error no_shadows{
    &exceptions::NotImplementedError.ob_base,
    "PyBUF_SHADOW of items that lie apart is not supported; copy back by PyBuffer_FromContiguous"};
inline constexpr fixed_error not_a_memoryview{&exceptions::SystemError.ob_base,
                                              "SlotbufMemoryView_... needs a memoryview"};

// slice
inline constexpr fixed_error unhashable_slice{&exceptions::TypeError.ob_base, "unhashable type"};
inline constexpr fixed_error bad_slice_index{
    &exceptions::TypeError.ob_base,
    "slice indices must be integers or None or have an __index__ method"};
inline constexpr fixed_error zero_slice_step{&exceptions::ValueError.ob_base,
                                             "slice step cannot be zero"};

// sequences
inline constexpr fixed_error not_in_sequence{&exceptions::ValueError.ob_base,
                                             "sequence.index(x): x not in sequence"};

// new from bytes; ours
inline constexpr fixed_error not_of_bytes{
    &exceptions::TypeError.ob_base,
    "Slotbuf_NewFromBytes makes str, bytearray and readied subtypes of them"};

}  // namespace slotbuf::messages

#endif
