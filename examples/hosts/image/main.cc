// Draws a moon into planes and rows, and sends it through the pipeline to a texture.
#include <array>
#include <cstdio>
#include <cstdlib>

#include "pipeline.hpp"
#include "types.hpp"

namespace {

constexpr std::size_t width = 32, height = 12;

slotbuf::ref moon() {
  const slotbuf::ref picture = slotbuf::make<plane>(width, height).value();
  for (std::size_t y = 0; y < height; ++y) {
    const std::span<std::byte> line = slotbuf::get_if<plane>(picture)->line(y);
    for (std::size_t x = 0; x < width; ++x) {
      const int across = static_cast<int>(x) - 16, down = 2 * (static_cast<int>(y) - 6);
      const int distance = across * across + down * down;
      line[x] = distance < 100 ? std::byte(250 - distance) : std::byte(y * 5);
    }
  }
  return picture;
}

// What a step says when it fails, as it should here.
template <class Step>
void expect_failure(const char *title, Step step) {
  try {
    step();
    std::printf("%s: did not fail\n", title);
  } catch (const slotbuf::error &error) {
    std::printf("%s: %s: %s\n", title, error.name(), error.what());
  }
}

}  // namespace

int main() try {
  const slotbuf::ref sky = moon();
  const slotbuf::ref edge = slotbuf::make<row>(std::vector(width, std::byte{140})).value();
  const slotbuf::ref framed = pipeline::stack({edge, pipeline::crop(sky, width, 1, height), edge});
  pipeline::show("framed", framed, width);

  const slotbuf::ref card = slotbuf::make<texture>(width * (height + 1)).value();
  expect_failure("not mapped", [&] { pipeline::upload(framed, card); });
  slotbuf::get_if<texture>(card)->map();
  pipeline::upload(framed, card);
  pipeline::invert(card);
  pipeline::show("inverted", card, width);
  slotbuf::get_if<texture>(card)->unmap();
  expect_failure("unmapped", [&] { pipeline::show("", card, width); });

  // A row can be written to, and the frame shows it; a plane lies in too many pieces for that.
  pipeline::invert(edge);
  pipeline::show("edge", pipeline::crop(framed, width, 0, 2), width);
  expect_failure("sky", [&] { pipeline::invert(sky); });

  // The pipeline serves the types of slotbuf too, and memory that was there before.
  std::array<std::byte, width * 2> memory{};
  const slotbuf::ref lent = slotbuf::borrow_writable(memory).value();
  pipeline::upload(pipeline::crop(sky, width, 4, 6), lent);
  pipeline::show("lent", lent, width);
  expect_failure("small", [&] { pipeline::upload(framed, lent); });
  expect_failure("text", [&] { pipeline::invert(slotbuf::copy("a str is constant").value()); });
  return EXIT_SUCCESS;
} catch (const slotbuf::error &error) {
  std::fprintf(stderr, "image: %s: %s\n", error.name(), error.what());
  return EXIT_FAILURE;
}
