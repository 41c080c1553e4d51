#include <slotbuf.h>

#include <cstring>
#include <limits>

#include "model.hh"

namespace slotbuf::fuzz {
namespace {

// Integers of an array as bytes and back.
struct typecode {
  char letter;
  long size;
  bool is_signed, is_long;
};
constexpr typecode typecodes[] = {
    {'b', 1, true, false}, {'B', 1, false, false}, {'h', 2, true, false}, {'H', 2, false, false},
    {'i', 4, true, false}, {'I', 4, false, true},  {'l', 8, true, false}, {'L', 8, false, true},
};

const typecode *find(char letter) {
  for (const typecode &each : typecodes)
    if (each.letter == letter) return &each;
  return nullptr;  // c
}

handle array_item_at(const handle &array, long position) {
  const typecode *const code = find(array->typecode);
  const unsigned char *const at = array->content.data() + position * item_size(array);
  if (!code) return str({*at});
  number value = 0;
  for (long i = code->size - 1; i >= 0; --i) value = value * 256 + at[i];
  const number half = number{1} << (8 * code->size - 1);
  if (code->is_signed && value >= half) value -= 2 * half;
  return integer(value, code->is_long);
}

long view_length(const handle &memoryview) {
  const view &shown = memoryview->shown;
  if (shown.lengths.empty()) return 1;
  return shown.shape ? shown.lengths[0] : (fail("TypeError"), 0);
}

handle item_of(const view &shown, long position) {
  const unsigned char *const at = shown.begin() + position * shown.item_size;
  return str({at, at + shown.item_size});
}

// Start, stop or step; [otherwise] if it is None.
long part(const handle &value, long otherwise) {
  if (value->is == kind::none) return otherwise;
  if (value->is != kind::integer) fail("TypeError");
  return clipped(value);
}

}  // namespace

long item_size(const handle &array) {
  const typecode *const code = find(array->typecode);
  return code ? code->size : 1;
}

long items(const handle &array) { return length(*array) / item_size(array); }

bytes array_item(const handle &array, const handle &item) {
  const typecode *const code = find(array->typecode);
  if (!code) return is_exact_str(item, 1) ? item->content : (fail("TypeError"), bytes());
  if (item->is != kind::integer) fail("TypeError");
  const number half = number{1} << (8 * code->size - 1);
  number most = code->is_signed ? half - 1 : 2 * half - 1;
  if (item->value < (code->is_signed ? -half : 0) || item->value > most) fail("OverflowError");
  bytes made;
  for (long i = 0; i < code->size; ++i)
    made.push_back(static_cast<unsigned char>(item->value >> (8 * i)));
  return made;
}

unsigned char byte_of(const handle &item) {
  if (item->is == kind::str) {
    if (item->content.size() != 1) fail("ValueError");
    return item->content[0];
  }
  if (item->is != kind::integer) fail("TypeError");
  if (item->value < 0 || item->value > 255) fail("ValueError");
  return static_cast<unsigned char>(item->value);
}

long size(const handle &object) {
  switch (object->is) {
    case kind::str:
    case kind::bytearray:
      return length(*object);
    case kind::array:
      return items(object);
    case kind::buffer:
      return memory_of(object, access::any).size;
    case kind::memoryview:
      return view_length(object);
    default:
      fail("TypeError");
  }
}

// CPython 2.7: a memoryview without a shape has no length, and no index is within it.
long count_of_items(const handle &object) {
  return object->is == kind::memoryview && !object->shown.shape ? 0 : size(object);
}

bool has_items(const handle &object) {
  return object->is != kind::none && object->is != kind::integer && object->is != kind::slice &&
         object->is != kind::host;
}

handle item_at(const handle &object, long position) {
  if (object->is == kind::memoryview && object->shown.lengths.size() != 1)
    return object->shown.lengths.empty() ? nullptr : (fail("NotImplementedError"), nullptr);
  const long count = count_of_items(object);
  // CPython 2.7: these count from the end themselves, PySequence_GetItem or not.
  if (object->is == kind::bytearray || object->is == kind::memoryview)
    if (position < 0) position += count;
  if (position < 0 || position >= count) return nullptr;
  const auto at = static_cast<size_t>(position);
  switch (object->is) {
    case kind::str:
      return str({object->content[at]});
    case kind::bytearray:
      return integer(object->content[at]);
    case kind::array:
      return array_item_at(object, position);
    case kind::buffer:
      return str({memory_of(object, access::any).begin()[position]});
    default:
      return item_of(object->shown, position);
  }
}

handle item(const handle &object, long position) {
  if (!has_items(object)) fail("TypeError");
  if (position < 0 && object->is != kind::memoryview) position += size(object);
  handle found = item_at(object, position);
  return found ? found : (fail("IndexError"), nullptr);
}

void for_each_item(const handle &object, const std::function<void(const handle &)> &visit) {
  if (!has_items(object)) fail("TypeError");
  for (long i = 0;; ++i) {
    const handle each = item_at(object, i);
    if (!each) return;
    visit(each);
  }
}

bool is_true(const handle &object) {
  if (object->is == kind::none) return false;
  if (object->is == kind::integer) return object->value != 0;
  return object->is == kind::slice || object->is == kind::host || size(object) > 0;
}

long clipped(const handle &index) {
  constexpr long least = std::numeric_limits<long>::min(), most = PY_SSIZE_T_MAX;
  if (index->value < least) return least;
  return index->value > most ? most : static_cast<long>(index->value);
}

long index_of(const handle &index, const char *error) {
  if (clipped(index) != index->value) fail(error);
  return clipped(index);
}

selection select(const handle &slice, const std::function<long()> &length) {
  const number step = part(slice->parts[2], 1);
  if (step == 0) fail("ValueError");
  const bool backwards = step < 0;
  number start = part(slice->parts[0], backwards ? PY_SSIZE_T_MAX : 0);
  number stop = part(slice->parts[1], backwards ? PY_SSIZE_T_MIN : PY_SSIZE_T_MAX);
  const number count = length();
  for (number *each : {&start, &stop}) {
    if (*each < 0) *each += count;
    if (*each < 0) *each = backwards ? -1 : 0;
    if (*each >= count) *each = backwards ? count - 1 : count;
  }
  selection selected{static_cast<long>(start), static_cast<long>(step), {}};
  for (number at = start; backwards ? at > stop : at < stop; at += step)
    selected.positions.push_back(static_cast<long>(at));
  return selected;
}

selection select_of(const handle &object, const handle &slice) {
  return select(slice, [&] {
    if (object->is == kind::memoryview &&
        (part(slice->parts[2], 1) != 1 || object->shown.lengths.size() != 1))
      fail("NotImplementedError");
    return size(object);
  });
}

selection between(long left, long right, long length) {
  return select(slice(integer(std::max(left, 0L)), integer(std::max(right, 0L)), none()),
                [&] { return length; });
}

}  // namespace slotbuf::fuzz
