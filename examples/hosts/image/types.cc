#include "types.hpp"

namespace {

PyTypeObject not_mapped = SLOTBUF_EXCEPTION_INIT("image.NotMapped", PyExc_BufferError);

}  // namespace

plane::plane(std::size_t width, std::size_t height)
    : width_(width),
      stride_((width + 63) / 64 * 64),
      pixels_(std::make_unique<std::byte[]>(stride_ * height)) {
  for (std::size_t y = 0; y < height; ++y) lines_.push_back(line(y));
}

slotbuf::result<std::span<std::byte>> texture::writable_bytes() {
  if (is_mapped_) return std::span(memory_);
  if (PyType_Ready(&not_mapped) < 0) return slotbuf::error::take();
  return slotbuf::error(reinterpret_cast<PyObject *>(&not_mapped), "map the texture first");
}
