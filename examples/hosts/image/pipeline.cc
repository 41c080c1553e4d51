#include "pipeline.hpp"

#include <algorithm>
#include <cstdio>
#include <span>
#include <string_view>

namespace pipeline {
namespace {

// The new reference [object], which a call in C returned. Throws its error for NULL.
slotbuf::ref made(PyObject *object) {
  if (object == nullptr) throw slotbuf::error::take();
  return slotbuf::ref::steal(object);
}

// The pixels of [picture], in as many pieces as they lie in; valid while it is held and mapped.
std::vector<std::span<const std::byte>> segments(const slotbuf::ref &picture) {
  const Py_ssize_t count = Slotbuf_ReadSegments(picture.get(), nullptr, 0);
  if (count < 0) throw slotbuf::error::take();
  std::vector<SlotbufSpan> spans(static_cast<std::size_t>(count));
  if (Slotbuf_ReadSegments(picture.get(), spans.data(), count) < 0) throw slotbuf::error::take();
  std::vector<std::span<const std::byte>> pieces;
  for (const SlotbufSpan &span : spans)
    pieces.emplace_back(static_cast<const std::byte *>(span.bytes),
                        static_cast<std::size_t>(span.size));
  return pieces;
}

}  // namespace

slotbuf::ref stack(const std::vector<slotbuf::ref> &pictures) {
  std::vector<PyObject *> parts;
  for (const slotbuf::ref &picture : pictures) parts.push_back(picture.get());
  return made(SlotbufRope_FromParts(parts.data(), std::ssize(parts)));
}

slotbuf::ref crop(const slotbuf::ref &picture, std::size_t width, std::size_t first,
                  std::size_t last) {
  return made(SlotbufRope_Slice(picture.get(), static_cast<Py_ssize_t>(first * width),
                                static_cast<Py_ssize_t>(last * width)));
}

void upload(const slotbuf::ref &source, const slotbuf::ref &target) {
  const slotbuf::lease lease = slotbuf::lease_of(target, PyBUF_WRITABLE).value();
  std::span<std::byte> room = lease.writable_bytes();
  for (const std::span<const std::byte> piece : segments(source)) {
    if (piece.size() > room.size())
      throw slotbuf::error(PyExc_ValueError, "the target is too small");
    std::copy(piece.begin(), piece.end(), room.begin());
    room = room.subspan(piece.size());
  }
  if (!room.empty()) throw slotbuf::error(PyExc_ValueError, "the target is too large");
}

void invert(const slotbuf::ref &picture) {
  const slotbuf::lease lease = slotbuf::lease_of(picture, PyBUF_WRITABLE).value();
  for (std::byte &pixel : lease.writable_bytes()) pixel = ~pixel;
}

void show(const char *title, const slotbuf::ref &picture, std::size_t width) {
  constexpr std::string_view shades = ".,:;=+*#%@";
  const auto pieces = segments(picture);
  std::printf("%s: %s, %zu segment(s)\n", title, Py_TYPE(picture.get())->tp_name, pieces.size());
  std::size_t printed = 0;
  for (const std::span<const std::byte> piece : pieces) {
    for (const std::byte pixel : piece) {
      std::putchar(shades[std::to_integer<std::size_t>(pixel) * shades.size() / 256]);
      if (++printed % width == 0) std::putchar('\n');
    }
  }
}

}  // namespace pipeline
