#include <slotbuf.h>

#include <algorithm>

#include "model.hh"

namespace slotbuf::fuzz {
namespace {

constexpr number most = PY_SSIZE_T_MAX;
constexpr number too_much = number{1} << 40;  // of which nobody has the memory
constexpr number largest_str = most - 34;     // less its head and what stands behind its bytes

bytes joined(bytes left, const bytes &right) {
  left.insert(left.end(), right.begin(), right.end());
  return left;
}

bytes repeated(const bytes &content, long count) {
  bytes made;
  for (long i = 0; i < count && !content.empty(); ++i)
    made.insert(made.end(), content.begin(), content.end());
  return made;
}

void check_resizable(const handle &object) {
  if (object->is != kind::bytearray && object->is != kind::array) fail("SystemError");
}

bytes made_item(const handle &object, const handle &item) {
  return object->is == kind::array ? array_item(object, item) : bytes{byte_of(item)};
}

long item_size_of(const handle &object) {
  return object->is == kind::array ? item_size(object) : 1;
}

void add(const handle &object, const bytes &items) { splice(object, length(*object), 0, items); }

void extend_bytearray(const handle &object, const handle &items) {
  if (items == object) return add(object, bytes_of(object));
  if (items->is == kind::array) return add(object, bytearray_from(items)->content);
  const view added = get_buffer(items, PyBUF_SIMPLE);
  add(object, added.copy());
}

// CPython 2.7: the items before a wrong one stay.
void extend_by_items(const handle &object, const handle &items) {
  for_each_item(items, [&](const handle &item) { add(object, array_item(object, item)); });
}

void extend_array(const handle &object, const handle &items) {
  if (items->is == kind::array) {
    if (items->typecode != object->typecode) fail("TypeError");
    object->has_memory |= !object->pins;
    return add(object, bytes(items->content));
  }
  if (items->is != kind::buffer || items->base != object) return extend_by_items(object, items);
  const handle collected = array(object->typecode, {});
  extend_by_items(collected, items);
  add(object, collected->content);
}

}  // namespace

handle join_bytearrays(const handle &left, const handle &right) {
  return bytearray(joined(bytes_of(left), bytes_of(right)));
}

handle concat(const handle &left, const handle &right) {
  switch (left->is) {
    case kind::str:
      if (right->is == kind::bytearray) return join_bytearrays(left, right);
      if (right->is != kind::str) fail("TypeError");
      if (left->content.empty()) return right;
      return right->content.empty() ? left : filled_str(joined(left->content, right->content));
    case kind::bytearray:
      return join_bytearrays(left, right);
    case kind::array:
      if (right->is != kind::array || right->typecode != left->typecode) fail("TypeError");
      return array(left->typecode, joined(left->content, right->content));
    case kind::buffer: {
      memory_of(right, access::any);
      const span own = memory_of(left, access::any);
      if (own.size == 0) return right;
      return filled_str(joined(own.copy(), memory_of(right, access::read).copy()));
    }
    default:
      fail("TypeError");
  }
}

handle in_place_concat(const handle &left, const handle &right) {
  if (left->is == kind::bytearray) {
    const view added = get_buffer(right, PyBUF_SIMPLE);
    add(left, added.copy());
    return left;
  }
  if (left->is != kind::array) return concat(left, right);
  if (right->is != kind::array) fail("TypeError");
  extend(left, right);
  return left;
}

handle repeat(const handle &object, long count) {
  if (object->is == kind::memoryview || !has_items(object)) fail("TypeError");
  count = std::max(count, 0L);
  const bytes content = memory_of(object, access::any).copy();
  const number size = static_cast<number>(content.size()), total = size * count;
  if (total > most) fail(object->is == kind::str ? "OverflowError" : "MemoryError");
  if (object->is == kind::buffer && total > largest_str) fail("OverflowError");
  if (object->is == kind::str && total == size) return object;
  if (total > too_much) fail("MemoryError");
  bytes made = repeated(content, count);
  if (object->is == kind::array) return array(object->typecode, std::move(made));
  if (object->is == kind::bytearray) return bytearray(std::move(made));
  return object->is == kind::buffer ? filled_str(std::move(made)) : str(std::move(made));
}

handle in_place_repeat(const handle &object, long count) {
  if (object->is != kind::bytearray && object->is != kind::array) return repeat(object, count);
  count = std::max(count, 0L);
  const number size = length(*object), total = size * count;
  if (total > most) fail("MemoryError");
  if (total == size) return object;
  if (object->pins && total == 0 && object->is == kind::bytearray) {
    object->ended = true;
    object->has_nul = false;
    object->content[0] = 0;
    return object;
  }
  if (object->pins) fail("BufferError");
  if (total > too_much) fail("MemoryError");
  object->content = repeated(bytes(object->content), count);
  object->has_memory = total != 0;
  return object;
}

handle bytearray_from(const handle &object) {
  if (object->is == kind::integer) {
    const long count = index_of(object, "OverflowError");
    if (count < 0) fail("ValueError");
    if (count > too_much) fail("MemoryError");
    return bytearray(bytes(static_cast<size_t>(count)));
  }
  if (object->is != kind::array) return bytearray(bytes_of(object));
  bytes made;
  for_each_item(object, [&](const handle &item) { made.push_back(byte_of(item)); });
  return bytearray(std::move(made));
}

void append(const handle &object, const handle &item) {
  check_resizable(object);
  add(object, made_item(object, item));
}

void extend(const handle &object, const handle &items) {
  check_resizable(object);
  return object->is == kind::array ? extend_array(object, items) : extend_bytearray(object, items);
}

void insert(const handle &object, long where, const handle &item) {
  check_resizable(object);
  const bytes made = made_item(object, item);
  const long count = size(object);
  if (where < 0) where = std::max(where + count, 0L);
  splice(object, std::min(where, count) * item_size_of(object), 0, made);
}

handle pop(const handle &object, long where) {
  check_resizable(object);
  const long count = size(object);
  if (where < 0) where += count;
  if (where < 0 || where >= count) fail("IndexError");
  handle taken = item_at(object, where);
  splice(object, where * item_size_of(object), item_size_of(object), {});
  return taken;
}

void remove(const handle &object, const handle &item) {
  check_resizable(object);
  if (object->is == kind::array) {
    const long at = array_index(object, item);
    return splice(object, at * item_size(object), item_size(object), {});
  }
  const unsigned char byte = byte_of(item);
  const bytes content = bytes_of(object);
  const auto found = std::find(content.begin(), content.end(), byte);
  if (found == content.end()) fail("ValueError");
  splice(object, found - content.begin(), 1, {});
}

void reverse(const handle &object) {
  check_resizable(object);
  bytes reversed;
  const long step = item_size_of(object);
  for (long at = length(*object) - step; at >= 0; at -= step)
    reversed.insert(reversed.end(), object->content.begin() + at,
                    object->content.begin() + at + step);
  std::copy(reversed.begin(), reversed.end(), object->content.begin());
}

void resize(const handle &object, long size) {
  if (object->is != kind::bytearray || size < 0) fail("SystemError");
  if (size == length(*object)) return;
  if (object->pins) fail("BufferError");
  if (size > too_much) fail("MemoryError");
  object->content.resize(static_cast<size_t>(size), 'z');
}

void byteswap(const handle &object) {
  if (object->is != kind::array) fail("SystemError");
  const long step = item_size(object);
  for (long at = 0; at < length(*object); at += step)
    std::reverse(object->content.begin() + at, object->content.begin() + at + step);
}

void from_string(const handle &object, const handle &string) {
  if (object->is != kind::array) fail("SystemError");
  if (string->is == kind::bytearray) fail("TypeError");
  const span added = memory_of(string, string->is == kind::str ? access::read : access::any);
  if (added.memory == object.get() && added.start == 0 && object->has_memory) fail("ValueError");
  if (added.size % item_size(object)) fail("ValueError");
  add(object, added.copy());
}

}  // namespace slotbuf::fuzz
