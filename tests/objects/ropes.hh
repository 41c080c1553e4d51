// Ropes to test with, and what they show.
#ifndef SLOTBUF_TESTS_OBJECTS_ROPES_HH
#define SLOTBUF_TESTS_OBJECTS_ROPES_HH

#include <slotbuf.h>

#include <string>
#include <vector>

#include "../support/error.hh"
#include "../support/objects.hh"

namespace slotbuf::test {

// A rope of objects that the test holds no longer, or NULL with an error.
template <typename... Parts>
ref rope(const Parts &...parts) {
  PyObject *const all[] = {parts.get()..., nullptr};
  return ref::steal(SlotbufRope_FromParts(all, sizeof...(parts)));
}

using listing = Py_ssize_t (*)(PyObject *, SlotbufSpan *, Py_ssize_t);

// The segments of an object, as in one|two, or the error.
inline std::string segments(const ref &object, listing list = Slotbuf_ReadSegments) {
  const Py_ssize_t count = list(object.get(), nullptr, 0);
  std::vector<SlotbufSpan> spans(count > 0 ? static_cast<std::size_t>(count) : 0);
  if (count < 0 || list(object.get(), spans.data(), count) != count) return take_error();
  std::string text;
  for (const SlotbufSpan &span : spans) {
    if (&span != spans.data()) text += "|";
    if (span.size)
      text +=
          std::string(static_cast<const char *>(span.bytes), static_cast<std::size_t>(span.size));
  }
  return text;
}

// The bytes of all segments, gathered, or the error.
inline std::string gathered(const ref &object) {
  const ref whole = ref::steal(Slotbuf_GatherSegments(object.get()));
  return whole ? read(whole) : take_error();
}

}  // namespace slotbuf::test

#endif
