// The protocol's fixed errors. Texts are CPython 2.7's, letter by letter, unless marked as ours.
#ifndef SLOTBUF_PROTOCOL_MESSAGES_HH
#define SLOTBUF_PROTOCOL_MESSAGES_HH

#include "../runtime/error.hh"
#include "../runtime/exceptions.hh"

namespace slotbuf::messages {

inline constexpr fixed_error no_char_slot{&exceptions::TypeError.ob_base,
                                          "expected a string or other character buffer object"};
inline constexpr fixed_error no_read_slot{&exceptions::TypeError.ob_base,
                                          "expected a readable buffer object"};
inline constexpr fixed_error no_write_slot{&exceptions::TypeError.ob_base,
                                           "expected a writeable buffer object"};
inline constexpr fixed_error not_one_segment{&exceptions::TypeError.ob_base,
                                             "expected a single-segment buffer object"};

inline constexpr fixed_error not_writable{&exceptions::BufferError.ob_base,
                                          "Object is not writable."};
inline constexpr fixed_error exports_exist{&exceptions::BufferError.ob_base,
                                           "Existing exports of data: object cannot be re-sized"};
inline constexpr fixed_error both_need_buffers{
    &exceptions::TypeError.ob_base, "both destination and source must have the buffer interface"};
inline constexpr fixed_error target_too_small{
    &exceptions::BufferError.ob_base, "destination is too small to receive data from source"};
// Ours: CPython 2.7 trusts the exporter.
inline constexpr fixed_error no_shape_to_follow{
    &exceptions::BufferError.ob_base, "the view has strides but no shape to follow them through"};
inline constexpr fixed_error no_item_size{&exceptions::BufferError.ob_base,
                                          "the items of the view have no size"};
// Ours: CPython 2.7 never defined PyBuffer_SizeFromFormat.
inline constexpr fixed_error bad_item_format{
    &exceptions::ValueError.ob_base,
    "bad item format: codes are x c b B ? h H i I l L q Q f d s p P, after one of @ = < > !"};
// Ours: CPython 2.7 has its global lock instead.
inline constexpr fixed_error being_resized{&exceptions::BufferError.ob_base,
                                           "another thread is resizing the object; try again"};

}  // namespace slotbuf::messages

#endif
