// The pictures of this program: three classes that keep their pixels differently. By the methods
// they have, slotbuf makes object types of them; a pixel is a byte, from dark to bright.
#ifndef IMAGE_TYPES_HPP
#define IMAGE_TYPES_HPP

#include <cstddef>
#include <memory>
#include <slotbuf.hpp>
#include <span>
#include <vector>

// One line of pixels, in one piece.
struct row {
  static constexpr const char *type_name = "image.row";
  std::span<std::byte> writable_bytes() { return pixels; }

  std::vector<std::byte> pixels;
};

// A picture whose lines begin at multiples of 64 bytes, as vector instructions like it. Each line
// is a segment; the bytes between the lines belong to nobody.
class plane {
 public:
  static constexpr const char *type_name = "image.plane";

  plane(std::size_t width, std::size_t height);

  const std::vector<std::span<const std::byte>> &segments() const { return lines_; }
  std::span<std::byte> line(std::size_t y) { return {&pixels_[y * stride_], width_}; }

 private:
  std::size_t width_, stride_;
  std::unique_ptr<std::byte[]> pixels_;
  std::vector<std::span<const std::byte>> lines_;
};

// A picture in the memory of a graphics card, which can be reached only while it is mapped.
class texture {
 public:
  static constexpr const char *type_name = "image.texture";

  explicit texture(std::size_t size) : memory_(size) {}

  // Fails with image.NotMapped.
  slotbuf::result<std::span<std::byte>> writable_bytes();
  void map() { is_mapped_ = true; }
  void unmap() { is_mapped_ = false; }

 private:
  std::vector<std::byte> memory_;
  bool is_mapped_ = false;
};

#endif
