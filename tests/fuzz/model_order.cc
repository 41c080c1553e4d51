#include <slotbuf.h>

#include <algorithm>

#include "model.hh"

namespace slotbuf::fuzz {
namespace {

int sign(auto left, auto right) { return left < right ? -1 : left > right; }

bool holds(int order, int op) {
  switch (op) {
    case lt:
      return order < 0;
    case le:
      return order <= 0;
    case eq:
      return order == 0;
    case ne:
      return order != 0;
    case gt:
      return order > 0;
    default:
      return order >= 0;
  }
}

int swapped(int op) {
  constexpr int mirror[] = {gt, ge, eq, ne, lt, le};
  return mirror[op];
}

bool same_type(const handle &left, const handle &right) {
  return left->is == right->is && left->is_long == right->is_long;
}

// Compares what both show through views; nothing if one has none.
std::optional<int> compare_views(const handle &left, const handle &right) {
  try {
    return sign(bytes_of(left), bytes_of(right));
  } catch (failure) {
    return {};
  }
}

std::optional<int> compare_memoryviews(const handle &left, const handle &right) {
  try {
    return !show_the_same(get_buffer(left, PyBUF_CONTIG_RO), get_buffer(right, PyBUF_CONTIG_RO));
  } catch (failure) {
    return {};
  }
}

bool compare_arrays(const handle &left, const handle &right, int op) {
  const long count = items(left), other_count = items(right);
  const bool equality = op == eq || op == ne;
  if (equality && count != other_count) return op == ne;
  for (long i = 0; i < std::min(count, other_count); ++i) {
    const handle one = item_at(left, i), other = item_at(right, i);
    if (!rich(one, other, eq)) return equality ? op == ne : rich(one, other, op);
  }
  return holds(sign(count, other_count), op);
}

// What tp_richcompare of [who] says, if it can.
std::optional<bool> ask(const handle &who, const handle &other, int op) {
  std::optional<int> order;
  switch (who->is) {
    case kind::str:
      if (other->is == kind::str) order = sign(who->content, other->content);
      break;
    case kind::bytearray: {
      const level question, call;  // whether one is a unicode
      order = compare_views(who, other);
      break;
    }
    case kind::array:
      if (other->is != kind::array) return {};
      return compare_arrays(who, other, op);
    case kind::memoryview:
      if (op == eq || op == ne) order = compare_memoryviews(who, other);
      break;
    default:
      break;
  }
  return order ? std::optional(holds(*order, op)) : std::nullopt;
}

std::optional<bool> ask_both(const handle &left, const handle &right, int op) {
  if (const auto answer = ask(left, right, op)) return answer;
  return ask(right, left, swapped(op));
}

int compare_slices(const handle &left, const handle &right) {
  for (size_t i = 0; i < 3; ++i)
    if (const int order = compare(left->parts[i], right->parts[i])) return order;
  return 0;
}

// What tp_compare says: numbers of both types, and two buffers or slices, have one.
std::optional<int> compare_by_slot(const handle &left, const handle &right) {
  if (left->is != right->is) return {};
  if (left->is == kind::integer) return sign(left->value, right->value);
  if (left->is == kind::slice) return compare_slices(left, right);
  if (left->is != kind::buffer) return {};
  return sign(memory_of(left, access::any).copy(), memory_of(right, access::any).copy());
}

int compare_by_name(const handle &left, const handle &right) {
  if (left->is == right->is) return 0;
  if (left->is == kind::none) return -1;
  if (right->is == kind::none) return 1;
  const auto name = [](const handle &object) {
    return object->is == kind::integer ? std::string() : name_of(object);
  };
  return sign(name(left), name(right));
}

bool equal(const handle &left, const handle &right) { return rich(left, right, eq); }

}  // namespace

int compare(const handle &left, const handle &right) {
  if (left == right) return 0;
  const level here;
  if (same_type(left, right))
    if (const auto order = compare_by_slot(left, right)) return *order;
  constexpr struct { int op, order; } questions[] = {{eq, 0}, {lt, -1}, {gt, 1}};
  for (const auto &each : questions)
    if (ask_both(left, right, each.op).value_or(false)) return each.order;
  if (const auto order = compare_by_slot(left, right)) return *order;
  return compare_by_name(left, right);
}

bool rich(const handle &left, const handle &right, int op) {
  if (left == right && (op == eq || op == ne)) return op == eq;
  const level here;
  if (const auto answer = ask_both(left, right, op)) return *answer;
  if (const auto order = compare_by_slot(left, right)) return holds(*order, op);
  return holds(compare_by_name(left, right), op);
}

bool is_ordered_by_address(const handle &left, const handle &right) {
  if (left->is != right->is || left == right) return false;
  if (left->is == kind::memoryview || left->is == kind::host) return true;
  for (size_t i = 0; left->is == kind::slice && i < 3; ++i)
    if (is_ordered_by_address(left->parts[i], right->parts[i])) return true;
  return false;
}

bool contains(const handle &object, const handle &value) {
  const auto holds_part = [&](const bytes &whole, const bytes &part) {
    return std::search(whole.begin(), whole.end(), part.begin(), part.end()) != whole.end() ||
           part.empty();
  };
  switch (object->is) {
    case kind::str:
      if (value->is != kind::str) fail("TypeError");
      return holds_part(object->content, value->content);
    case kind::bytearray: {
      const bytes whole = bytes_of(object);
      if (value->is != kind::integer) return holds_part(whole, bytes_of(value));
      if (clipped(value) != value->value) fail("TypeError");
      if (value->value < 0 || value->value > 255) fail("ValueError");
      return holds_part(whole, {static_cast<unsigned char>(value->value)});
    }
    case kind::array:
      return array_count(object, value) > 0;
    default:
      return count(object, value) > 0;
  }
}

long count(const handle &object, const handle &value) {
  long found = 0;
  for_each_item(object, [&](const handle &item) { found += equal(value, item); });
  return found;
}

long index(const handle &object, const handle &value) {
  if (!has_items(object)) fail("TypeError");
  for (long i = 0;; ++i) {
    const handle item = item_at(object, i);
    if (!item) fail("ValueError");
    if (equal(value, item)) return i;
  }
}

long array_count(const handle &object, const handle &value) {
  return object->is == kind::array ? count(object, value) : (fail("SystemError"), 0);
}

long array_index(const handle &object, const handle &value) {
  return object->is == kind::array ? index(object, value) : (fail("SystemError"), 0);
}

long hash(const handle &object) {
  const auto unlike_error = [](long hash) { return hash == -1 ? -2 : hash; };
  const auto hash_bytes = [&](const bytes &content) {
    if (content.empty()) return 0L;
    unsigned long hash = static_cast<unsigned long>(content[0]) << 7;
    for (const unsigned char byte : content) hash = hash * 1000003 ^ byte;
    return unlike_error(static_cast<long>(hash ^ content.size()));
  };
  switch (object->is) {
    case kind::none:
    case kind::host:
      return 0;  // its address: not asked for
    case kind::integer:
      return unlike_error(static_cast<long>(object->value));
    case kind::str:
      return hash_bytes(object->content);
    case kind::buffer:
      if (object->hash) return *object->hash;
      if (object->read_only) {
        object->hash = hash_bytes(memory_of(object, access::any).copy());
        return *object->hash;
      }
      [[fallthrough]];
    default:
      fail("TypeError");
  }
}

}  // namespace slotbuf::fuzz
