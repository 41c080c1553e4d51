#include <slotbuf.h>

#include <algorithm>

#include "model.hh"

namespace slotbuf::fuzz {
namespace {

// ---- Reading.

bytes picked(const unsigned char *from, long item_size, const selection &selected) {
  bytes made;
  for (const long at : selected.positions)
    made.insert(made.end(), from + at * item_size, from + (at + 1) * item_size);
  return made;
}

handle narrow(const view &own, const selection &selected) {
  const view asked = get_buffer(own.of, own.readonly ? PyBUF_CONTIG_RO : PyBUF_CONTIG);
  view part(own.of, own.memory, own.start + selected.start * own.item_size, selected.count(),
            own.readonly);
  part.held = asked.held;
  part.format = own.format;
  part.shape = part.strides = true;
  return adopt(std::move(part));
}

handle pick(const handle &object, const selection &selected) {
  switch (object->is) {
    case kind::str:
      if (selected.step == 1 && selected.count() == size(object)) return object;
      return str(picked(object->content.data(), 1, selected));
    case kind::bytearray:
      return bytearray(picked(object->content.data(), 1, selected));
    case kind::array:
      return array(object->typecode, picked(object->content.data(), item_size(object), selected));
    case kind::buffer:
      return str(picked(memory_of(object, access::any).begin(), 1, selected));
    default:
      return narrow(object->shown, selected);
  }
}

handle plain(long left, long right) { return slice(integer(left), integer(right), none()); }

void count_from_end(const handle &object, long *position) {
  if (*position < 0) *position += size(object);
}

// ---- Writing.

bool is_resizable(const handle &object) {
  return object->is == kind::bytearray || object->is == kind::array;
}

long unit(const handle &object) { return object->is == kind::array ? item_size(object) : 1; }

// What a buffer is given.
bytes operand(const handle &value) {
  if (!value) fail("TypeError");
  memory_of(value, access::any);
  return memory_of(value, access::read).copy();
}

void check_writable(const handle &buffer) {
  if (buffer->read_only) fail("TypeError");
}

void check_position(const handle &object, long position) {
  if (position < 0 || position >= count_of_items(object)) fail("IndexError");
}

void put(unsigned char *to, long item_size, const selection &selected, const bytes &items) {
  auto from = items.begin();
  for (const long at : selected.positions) {
    std::copy(from, from + item_size, to + at * item_size);
    from += item_size;
  }
}

void delete_selected(const handle &object, const selection &selected) {
  const long step = unit(object);
  if (selected.step == 1) return splice(object, selected.start * step, selected.count() * step, {});
  // CPython 2.7: a bytearray asks first, even if nothing is selected.
  const bool asks = object->is == kind::bytearray || selected.count() > 0;
  if (asks && object->pins) fail("BufferError");
  std::vector<long> doomed = selected.positions;
  std::sort(doomed.rbegin(), doomed.rend());
  for (const long at : doomed) splice(object, at * step, step, {});
}

void assign_selected(const handle &object, const selection &selected, const bytes &items) {
  const long step = unit(object);
  if (selected.step == 1)
    return splice(object, selected.start * step, selected.count() * step, items);
  if (items.empty()) return delete_selected(object, selected);
  if (static_cast<long>(items.size()) != selected.count() * step) fail("ValueError");
  put(object->content.data(), step, selected, items);
}

void assign_to_bytearray(const handle &object, const handle &key, const handle &value) {
  const selection selected = select_of(object, key);
  if (!value) return delete_selected(object, selected);
  if (value->is == kind::integer) fail("TypeError");
  assign_selected(object, selected, bytearray_from(value)->content);
}

void assign_to_array(const handle &object, const selection &selected, const handle &value) {
  if (!value) return delete_selected(object, selected);
  if (value->is != kind::array || value->typecode != object->typecode) fail("TypeError");
  assign_selected(object, selected, bytes(value->content));
}

void assign_to_buffer(const handle &object, const selection &selected, const handle &value) {
  const bytes items = operand(value);
  if (static_cast<long>(items.size()) != selected.count()) fail("TypeError");
  span target = memory_of(object, access::any);
  if (selected.step == 1) return put(target.begin(), 1, selected, items);
  // With a step, a byte that was written before it is read is the new one.
  const span source = memory_of(value, access::read);
  long i = 0;
  for (const long at : selected.positions) target.begin()[at] = source.begin()[i++];
}

void assign_to_memoryview(const handle &object, const handle &key, const handle &value) {
  const view &shown = object->shown;
  if (shown.readonly || !value) fail("TypeError");
  if (shown.lengths.size() != 1) fail("NotImplementedError");
  selection selected;
  if (key->is == kind::integer) {
    const long count = count_of_items(object),
               at = clipped(key) < 0 ? clipped(key) + count : clipped(key);
    check_position(object, at);
    selected = {at, 1, {at}};
  } else if (key->is == kind::slice) {
    selected = select_of(object, key);
  } else {
    fail("TypeError");
  }
  const view source = get_buffer(value, PyBUF_CONTIG_RO);
  if (source.item_size != shown.item_size) fail("TypeError");
  if (source.size != selected.count() * shown.item_size) fail("ValueError");
  put(object->shown.begin(), shown.item_size, selected, source.copy());
}

// What sq_ass_item does.
void assign_item(const handle &object, long position, const handle &value) {
  if (object->is == kind::buffer) {
    check_writable(object);
    check_position(object, position);
    const bytes byte = operand(value);
    if (byte.size() != 1) fail("TypeError");
    memory_of(object, access::any).begin()[position] = byte[0];
    return;
  }
  if (object->is == kind::bytearray) count_from_end(object, &position);
  check_position(object, position);
  const long step = unit(object);
  if (!value) return splice(object, position * step, step, {});
  const bytes item = object->is == kind::array ? array_item(object, value) : bytes{byte_of(value)};
  splice(object, position * step, step, item);
}

}  // namespace

void splice(const handle &object, long start, long removed, const bytes &replacement) {
  if (static_cast<long>(replacement.size()) != removed && object->pins) fail("BufferError");
  const auto at = object->content.begin() + start;
  if (static_cast<long>(replacement.size()) == removed) {
    std::copy(replacement.begin(), replacement.end(), at);
    return;
  }
  object->content.insert(object->content.erase(at, at + removed), replacement.begin(),
                         replacement.end());
  object->has_memory |= !replacement.empty();
}

handle slice_of(const handle &object, long left, long right) {
  if (!has_items(object)) fail("TypeError");
  if (object->is == kind::bytearray || object->is == kind::memoryview)
    return get_item(object, plain(left, right));
  count_from_end(object, &left);
  count_from_end(object, &right);
  return pick(object, between(left, right, size(object)));
}

handle get_item(const handle &object, const handle &key) {
  if (!has_items(object)) fail("TypeError");
  if (object->is == kind::memoryview && object->shown.lengths.empty()) fail("IndexError");
  if (key->is == kind::slice) return pick(object, select_of(object, key));
  if (key->is != kind::integer) fail("TypeError");
  long position = object->is == kind::memoryview ? clipped(key) : index_of(key, "IndexError");
  const bool counts_itself = object->is == kind::bytearray || object->is == kind::memoryview;
  if (!counts_itself) count_from_end(object, &position);
  const handle found = item_at(object, position);
  if (!found) fail("IndexError");
  return found;
}

void set_item(const handle &object, long position, const handle &value) {
  if (!is_resizable(object) && object->is != kind::buffer) fail("TypeError");
  count_from_end(object, &position);
  assign_item(object, position, value);
}

void set_slice(const handle &object, long left, long right, const handle &value) {
  if (object->is == kind::bytearray || object->is == kind::memoryview)
    return value ? set_key(object, plain(left, right), value) : fail("TypeError");
  if (object->is != kind::array && object->is != kind::buffer) fail("TypeError");
  count_from_end(object, &left);
  count_from_end(object, &right);
  const selection selected = between(left, right, size(object));
  if (object->is == kind::array) return assign_to_array(object, selected, value);
  check_writable(object);
  assign_to_buffer(object, selected, value);
}

void set_key(const handle &object, const handle &key, const handle &value) {
  const bool by_position = key->is == kind::integer;
  switch (object->is) {
    case kind::memoryview:
      return assign_to_memoryview(object, key, value);
    case kind::buffer:
      check_writable(object);
      operand(value);
      break;
    case kind::str:
      if (by_position) index_of(key, "IndexError");
      fail("TypeError");
    case kind::bytearray:
    case kind::array:
      break;
    default:
      fail("TypeError");
  }
  if (by_position) {
    long position = index_of(key, "IndexError");
    if (object->is != kind::bytearray) count_from_end(object, &position);
    return assign_item(object, position, value);
  }
  if (key->is != kind::slice) fail("TypeError");
  if (object->is == kind::bytearray) return assign_to_bytearray(object, key, value);
  const selection selected = select_of(object, key);
  return object->is == kind::array ? assign_to_array(object, selected, value)
                                   : assign_to_buffer(object, selected, value);
}

}  // namespace slotbuf::fuzz
