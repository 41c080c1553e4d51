// A C++ class as an object type. A picture has a name for its type and a method for its bytes, and
// is an object by that; invert works on any object whose bytes may be written to. What fails is a
// value that says why, and with exceptions value() throws it.
#include <slotbuf.hpp>

#include <cstdio>
#include <vector>

namespace {

struct picture {
  static constexpr const char *type_name = "example.picture";
  std::span<std::byte> writable_bytes() { return pixels; }
  std::vector<std::byte> pixels;
};

bool invert(const slotbuf::ref &object) {
  const slotbuf::result<std::span<std::byte>> bytes = slotbuf::write_buffer(object);
  if (!bytes) {
    std::printf("not inverted: %s: %s\n", bytes.error().name(), bytes.error().what());
    return false;
  }
  for (std::byte &pixel : *bytes) pixel = ~pixel;
  return true;
}

void print(const slotbuf::ref &object) {
  std::printf("%-15s", Py_TYPE(object.get())->tp_name);
  for (const std::byte pixel : *slotbuf::read_buffer(object))
    std::printf(" %02x", std::to_integer<unsigned>(pixel));
  std::putchar('\n');
}

}  // namespace

int main() try {
  const slotbuf::ref drawn = slotbuf::make<picture>(std::vector(3, std::byte{0x0f})).value();
  const slotbuf::ref text = slotbuf::copy("abc").value();
  std::vector<std::byte> memory(3, std::byte{0xff});
  const slotbuf::ref lent = slotbuf::borrow_writable(memory).value();
  for (const slotbuf::ref &object : {drawn, text, lent}) {
    invert(object);
    print(object);
  }

  // The class itself is in the object.
  slotbuf::get_if<picture>(drawn)->pixels.resize(4);
  print(drawn);

  // A lease keeps the bytes of a bytearray where they are.
  const slotbuf::ref array = slotbuf::ref::steal(PyByteArray_FromStringAndSize("abc", 3));
  const slotbuf::lease held = slotbuf::lease_of(array).value();
  if (PyByteArray_Resize(array.get(), 1000) < 0) throw slotbuf::error::take();
  return 0;
} catch (const slotbuf::error &error) {
  std::printf("%s: %s\n", error.name(), error.what());
  return 0;
}
