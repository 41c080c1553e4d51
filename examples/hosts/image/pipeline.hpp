// The steps of the pipeline. They work on any object that has bytes: they include nothing of
// types.hpp, and types that somebody else adds later fit as well.
//
// All throw slotbuf::error, and what the object's type throws arrives as that.
#ifndef IMAGE_PIPELINE_HPP
#define IMAGE_PIPELINE_HPP

#include <cstddef>
#include <slotbuf.hpp>
#include <vector>

namespace pipeline {

// The pictures one below the other, as one. No pixel is copied: what changes in a part changes in
// the whole.
slotbuf::ref stack(const std::vector<slotbuf::ref> &pictures);

// The lines of [picture], which is [width] wide, from [first] up to but without [last]. No pixel is
// copied.
slotbuf::ref crop(const slotbuf::ref &picture, std::size_t width, std::size_t first,
                  std::size_t last);

// Copies the pixels of [source] to [target], which has as many, in one piece.
void upload(const slotbuf::ref &source, const slotbuf::ref &target);

// Makes dark pixels bright, and bright ones dark. The pixels stay where they are meanwhile.
void invert(const slotbuf::ref &picture);

// Prints what [picture] is, and its pixels as characters, [width] in a line.
void show(const char *title, const slotbuf::ref &picture, std::size_t width);

}  // namespace pipeline

#endif
