#include <slotbuf.h>

#include <algorithm>

#include "model.hh"

namespace slotbuf::fuzz {
namespace {

bool is_buffer_base(const handle &object) {
  return object->is == kind::str || object->is == kind::bytearray || object->is == kind::array ||
         object->is == kind::buffer;
}

bool has_views(const handle &object) {
  return object->is != kind::array &&
         (is_buffer_base(object) || object->is == kind::memoryview || object->is == kind::host);
}

view simple_view(const handle &object, const span &shown, bool readonly, int flags) {
  if (readonly && (flags & PyBUF_WRITABLE)) fail("BufferError");
  view made(object, shown.memory, shown.start, shown.size, readonly);
  made.format = flags & PyBUF_FORMAT;
  made.shape = flags & PyBUF_ND;
  made.strides = (flags & PyBUF_STRIDES) == PyBUF_STRIDES;
  return made;
}

// The same part of the same memory, from [of].
view like(const view &other, const handle &of) {
  view made(of, other.memory, other.start, other.size, other.readonly);
  made.format = other.format;
  made.shape = other.shape;
  made.strides = other.strides;
  made.item_size = other.item_size;
  made.lengths = other.lengths;
  return made;
}

}  // namespace

span memory_of(const handle &object, access wanted) {
  if (!is_buffer_base(object)) fail("TypeError");
  if (object->is == kind::str && wanted == access::write) fail("TypeError");
  if (object->is == kind::array && wanted == access::character) fail("TypeError");
  if (object->is != kind::buffer || !object->base) return {object.get(), 0, length(*object)};
  if (wanted == access::write && object->read_only) fail("TypeError");
  if (wanted == access::any) wanted = object->read_only ? access::read : access::write;
  span window = memory_of(object->base, wanted);
  window.start = std::min(object->offset, window.size);
  window.size -= window.start;
  if (object->size != Py_END_OF_BUFFER) window.size = std::min(window.size, object->size);
  return window;
}

bool is_readable(const handle &object) {
  if (!is_buffer_base(object)) return false;
  // Only a window to write through refuses: on a str.
  return object->is != kind::buffer || !object->base || object->read_only ||
         object->base->is != kind::str;
}

view get_buffer(const handle &object, int flags) {
  if (!has_views(object)) fail("TypeError");
  if (object->is == kind::host) {
    view below = get_buffer(object->base, flags);
    if (object->hands_on) return below;
    view made = like(below, object);
    made.held = below.held;
    made.held.push_back(below.of);
    return made;
  }
  if (object->is != kind::memoryview) {
    const bool readonly =
        object->is == kind::str || (object->is == kind::buffer && object->read_only);
    return simple_view(object, memory_of(object, access::any), readonly, flags);
  }
  const view &own = object->shown;
  const view below = get_buffer(own.of, flags);
  view made = like(own, own.of);
  made.held = below.held;
  return made;
}

bool show_the_same(const view &left, const view &right) {
  return left.item_size == right.item_size && left.copy() == right.copy();
}

bytes bytes_of(const handle &object) { return get_buffer(object, PyBUF_SIMPLE).copy(); }

handle buffer(const handle &base, long offset, long size, bool read_only) {
  if (!is_buffer_base(base)) fail("TypeError");
  if (offset < 0) fail("ValueError");
  handle below = base;
  if (base->is == kind::buffer && base->base) {
    if (base->size != Py_END_OF_BUFFER) {
      const long rest = std::max(base->size - offset, 0L);
      if (size == Py_END_OF_BUFFER || size > rest) size = rest;
    }
    if (offset > PY_SSIZE_T_MAX - base->offset) fail("ValueError");
    offset += base->offset;
    below = base->base;
  }
  if (size < 0 && size != Py_END_OF_BUFFER) fail("ValueError");
  handle made = std::make_shared<object>(kind::buffer);
  made->base = below;
  made->offset = offset;
  made->size = size;
  made->read_only = read_only;
  return made;
}

handle buffer_new(long size) {
  if (size < 0) fail("ValueError");
  if (size > 1L << 40) fail("MemoryError");
  handle made = std::make_shared<object>(kind::buffer);
  made->content.resize(static_cast<size_t>(size));
  return made;
}

handle adopt(view shown) {
  handle made = std::make_shared<object>(kind::memoryview);
  made->shown = std::move(shown);
  return made;
}

handle memoryview(const handle &object) {
  handle made = adopt(get_buffer(object, PyBUF_FULL_RO));
  made->base = object;
  return made;
}

handle one_piece(const handle &object, int access) {
  if (!has_views(object)) fail("TypeError");
  handle made = adopt(get_buffer(object, access == PyBUF_WRITE ? PyBUF_FULL : PyBUF_FULL_RO));
  made->base = object;
  return made;
}

void copy_data(const handle &target, const handle &source) {
  if (!has_views(target) || !has_views(source)) fail("TypeError");
  view to = get_buffer(target, PyBUF_FULL);
  const view from = get_buffer(source, PyBUF_FULL_RO);
  if (to.size < from.size) fail("BufferError");
  const bytes copied = from.copy();
  std::copy(copied.begin(), copied.end(), to.begin());
}

}  // namespace slotbuf::fuzz
