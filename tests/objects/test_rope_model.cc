// Random ropes against flat bytes: whatever is made of ropes by slicing, concatenating and changing
// the parts shows what the same operations on plain strings give.
#include <slotbuf.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "../support/doctest.hh"
#include "../support/segmented.hh"
#include "ropes.hh"

namespace slotbuf::test {
namespace {

std::mt19937 numbers(20);

Py_ssize_t up_to(std::size_t most) {
  return std::uniform_int_distribution<Py_ssize_t>(0, static_cast<Py_ssize_t>(most))(numbers);
}

std::string some_bytes() {
  std::string bytes(static_cast<std::size_t>(up_to(9)), ' ');
  for (char &byte : bytes) byte = static_cast<char>('a' + up_to(25));
  return bytes;
}

// An object and the bytes that it should show.
struct modelled {
  ref object;
  std::string bytes;
};

modelled leaf(std::vector<segmented *> &hosts) {
  const std::string bytes = some_bytes();
  switch (up_to(4)) {
    case 0:
      return {str(bytes), bytes};
    case 1:
      return {bytearray(bytes), bytes};
    case 2:
      return {array('c', bytes), bytes};
    case 3:
      return {window(bytearray("<" + bytes + ">"), 1, length(bytes)), bytes};
    default:
      segmented *const host = hosts[static_cast<std::size_t>(up_to(hosts.size() - 1))];
      std::string all;
      for (const std::string &row : host->rows) all += row;
      return {ref::share(host->get()), all};
  }
}

modelled slice_of(const modelled &from) {
  const Py_ssize_t left = up_to(from.bytes.size() + 2), right = up_to(from.bytes.size() + 2);
  const Py_ssize_t size = length(from.bytes);
  const Py_ssize_t start = std::min(left, size), end = std::max(start, std::min(right, size));
  return {
      ref::steal(SlotbufRope_Slice(from.object.get(), left, right)),
      from.bytes.substr(static_cast<std::size_t>(start), static_cast<std::size_t>(end - start))};
}

modelled joined(const modelled &left, const modelled &right) {
  return {rope(left.object, right.object), left.bytes + right.bytes};
}

void check_shown(const modelled &one) {
  REQUIRE(one.object);
  CHECK(gathered(one.object) == one.bytes);
  if (!SlotbufRope_Check(one.object.get())) return;
  CHECK(PyObject_Size(one.object.get()) == length(one.bytes));
  std::string joined = segments(one.object);
  joined.erase(std::remove(joined.begin(), joined.end(), '|'), joined.end());
  CHECK(joined == one.bytes);
  if (one.bytes.empty()) return;
  const Py_ssize_t at = up_to(one.bytes.size() - 1);
  const ref byte = ref::steal(PySequence_GetItem(one.object.get(), at));
  CHECK(text(byte) == std::string(1, one.bytes[static_cast<std::size_t>(at)]));
}

void check_order(const modelled &one, const modelled &other) {
  if (!SlotbufRope_Check(one.object.get()) && !SlotbufRope_Check(other.object.get())) return;
  const int order = one.bytes.compare(other.bytes);
  CHECK(PyObject_Compare(one.object.get(), other.object.get()) == (order > 0) - (order < 0));
}

TEST_CASE("rope model: slices and concatenations of ropes show what those of flat bytes are") {
  segmented two({"ab", "cde"}), five({"", "f", "", "gh", ""}), none({});
  std::vector<segmented *> hosts = {&two, &five, &none};
  for (int round = 0; round < 100; ++round) {
    std::vector<modelled> all;
    for (int i = 0; i < 5; ++i) all.push_back(leaf(hosts));
    for (int i = 0; i < 30; ++i) {
      const modelled &one = all[static_cast<std::size_t>(up_to(all.size() - 1))];
      const modelled &other = all[static_cast<std::size_t>(up_to(all.size() - 1))];
      modelled made = up_to(1) || one.bytes.size() > 2000 ? slice_of(one) : joined(one, other);
      check_shown(made);
      check_order(made, one);
      check_order(other, made);
      all.push_back(std::move(made));
    }
  }
  CHECK(take_error() == no_error);
}

// What a window of [size] bytes from [offset] on shows of [bytes].
std::string clipped(const std::string &bytes, std::size_t offset, std::size_t size) {
  return bytes.substr(std::min(offset, bytes.size()), size);
}

TEST_CASE("rope model: parts that are resized show at the same place, clipped to the windows") {
  for (int round = 0; round < 200; ++round) {
    std::vector<ref> parts;
    std::vector<PyObject *> borrowed;
    std::string all;
    std::vector<std::size_t> starts;
    for (int i = 0; i < 4; ++i) {
      const std::string bytes = some_bytes();
      starts.push_back(all.size());
      all += bytes;
      parts.push_back(bytearray(bytes));
      borrowed.push_back(parts.back().get());
    }
    const ref whole = ref::steal(SlotbufRope_FromParts(borrowed.data(), 4));
    const auto left = static_cast<std::size_t>(up_to(all.size()));
    const auto right = left + static_cast<std::size_t>(up_to(all.size() - left));
    const ref part = ref::steal(SlotbufRope_Slice(whole.get(), static_cast<Py_ssize_t>(left),
                                                  static_cast<Py_ssize_t>(right)));
    std::string expected_whole, expected_part;
    for (std::size_t i = 0; i < parts.size(); ++i) {
      const std::size_t end = i + 1 < starts.size() ? starts[i + 1] : all.size();
      const std::size_t from = std::max(left, starts[i]), to = std::min(right, end);
      const std::string bytes = some_bytes();
      REQUIRE(PyByteArray_Resize(parts[i].get(), length(bytes)) == 0);
      std::copy(bytes.begin(), bytes.end(), PyByteArray_AS_STRING(parts[i].get()));
      expected_whole += bytes;
      if (from < to) expected_part += clipped(bytes, from - starts[i], to - from);
    }
    CHECK(gathered(whole) == expected_whole);
    CHECK(gathered(part) == expected_part);
  }
}

}  // namespace
}  // namespace slotbuf::test
