#include <slotbuf.h>

#include "model.hh"

namespace slotbuf::fuzz {
namespace {

constexpr int recursion_limit = 1000;
int depth = 0;

}  // namespace

level::level() {
  if (depth == recursion_limit) fail("RuntimeError");
  ++depth;
}

level::~level() { --depth; }

void check_depth(const handle &object) {
  const level here;
  if (object->is == kind::array && !object->content.empty()) {
    const level all;  // the repr of a str, a unicode or a list
    if (object->typecode != 'c' && object->typecode != 'u') {
      const level one;
    }
  }
  if (object->is != kind::slice) return;
  for (const handle &part : object->parts) check_depth(part);
}

handle host(const handle &base, bool hands_on) {
  handle made = std::make_shared<object>(kind::host);
  made->base = base;
  made->hands_on = hands_on;
  return made;
}

bool cast(view *view, long item_size, int ndim, bool has_shape) {
  const long count = view->size / item_size, rows = 2;
  if (view->lengths.size() != 1 || view->item_size != 1) return false;
  if (ndim == 0 ? count != 1 : count % (ndim == 1 ? 1 : rows) != 0) return false;
  view->lengths = {};
  if (ndim == 1) view->lengths = {count};
  if (ndim == 2) view->lengths = {rows, count / rows};
  view->size = count * item_size;
  view->item_size = item_size;
  view->shape = view->strides = has_shape && ndim > 0;
  return true;
}

handle nest(const handle &innermost, long way, long depth) {
  handle nested = innermost;
  for (long i = 0; i < depth; ++i) {
    std::array<handle, 3> parts = {none(), none(), none()};
    parts[static_cast<size_t>(way)] = nested;
    nested = slice(parts[0], parts[1], parts[2]);
  }
  return nested;
}

handle generic(long type, long items) {
  const handle made[] = {unshared_str(bytes(static_cast<size_t>(items))), bytearray({}),
                         buffer_new(0), integer(0), integer(0, true)};
  made[2]->hash = 0;  // CPython 2.7: zero, so there seems to be one
  return made[type];
}

}  // namespace slotbuf::fuzz
