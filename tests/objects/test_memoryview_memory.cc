// Memoryviews on numbers in memory of the host's.
#include <slotbuf.h>

#include <climits>
#include <cstddef>
#include <cstring>
#include <string>

#include "../support/doctest.hh"
#include "../support/error.hh"
#include "../support/puppet.hh"
#include "sequences.hh"

namespace slotbuf::test {
namespace {

const char *const formats = "b B ? h H i I l L q Q f d";

template <typename Item, std::size_t count>
ref numbers(Item (&items)[count], const char *format, int readonly = 0, PyObject *owner = nullptr) {
  return ref::steal(SlotbufMemoryView_FromMemory(items, count, format, readonly, owner));
}

std::string list(const ref &view) {
  const Py_ssize_t size = SlotbufMemoryView_ListSize(view.get());
  std::string words;
  for (Py_ssize_t i = 0; i < size; ++i)
    words += (i ? " " : "") + answer(SlotbufMemoryView_Item(view.get(), i));
  return size < 0 ? take_error() : words;
}

std::string set(const ref &view, long index, const ref &value) {
  const int result = PyObject_SetItem(view.get(), whole(index).get(), value.get());
  return result < 0 ? take_error() : item(view, index);
}

// The least and the most value that an item of the format can have, read and written.
template <typename Item>
void check_ends(const char *format, Item least, Item most, const char *words) {
  CAPTURE(format);
  Item items[] = {least, most, 0};
  const ref view = numbers(items, format);
  REQUIRE(view);
  CHECK(list(view) == words);
  CHECK(PyObject_Size(view.get()) == 3);
  const Py_buffer &raw = *PyMemoryView_GET_BUFFER(view.get());
  CHECK(std::string(raw.format) == (*format == '@' ? format + 1 : format));
  CHECK(raw.itemsize == sizeof(Item));
  CHECK(raw.len == sizeof items);
  CHECK(raw.strides[0] == sizeof(Item));
  CHECK(PyBuffer_SizeFromFormat(raw.format) == sizeof(Item));
  const ref low = ref::steal(PySequence_GetItem(view.get(), 0));
  const ref high = ref::steal(PySequence_GetItem(view.get(), 1));
  CHECK(PyObject_SetItem(view.get(), whole(0).get(), high.get()) == 0);
  CHECK(PyObject_SetItem(view.get(), whole(1).get(), low.get()) == 0);
  CHECK(items[0] == most);
  CHECK(items[1] == least);
}

TEST_CASE("memoryview memory: items of each format are numbers, read and written") {
  check_ends<signed char>("b", -128, 127, "-128 127 0");
  check_ends<unsigned char>("@B", 0, 255, "0 255 0");
  check_ends<bool>("?", false, true, "False True False");
  check_ends<short>("h", -32768, 32767, "-32768 32767 0");
  check_ends<unsigned short>("H", 0, 65535, "0 65535 0");
  check_ends<int>("@i", INT_MIN, INT_MAX, "-2147483648 2147483647 0");
  check_ends<unsigned>("I", 0, UINT_MAX, "0L 4294967295L 0L");
  const bool wide = sizeof(long) == 8;
  check_ends<long>(
      "l", LONG_MIN, LONG_MAX,
      wide ? "-9223372036854775808 9223372036854775807 0" : "-2147483648 2147483647 0");
  check_ends<unsigned long>("L", 0, ULONG_MAX,
                            wide ? "0L 18446744073709551615L 0L" : "0L 4294967295L 0L");
  check_ends<long long>("q", LLONG_MIN, LLONG_MAX,
                        wide ? "-9223372036854775808 9223372036854775807 0"
                             : "-9223372036854775808L 9223372036854775807L 0");
  check_ends<unsigned long long>("Q", 0, ULLONG_MAX, "0L 18446744073709551615L 0L");
  check_ends<float>("f", -0.5f, 1.5f, "-0.5 1.5 0.0");
  check_ends<double>("d", -1e300, 1e300, "-1e+300 1e+300 0.0");
}

TEST_CASE("memoryview memory: what does not fit an item is refused, and the item stays") {
  long long wide[] = {7};
  unsigned long long natural[] = {7};
  unsigned char byte[] = {7};
  double real_one[] = {7};
  const ref q = numbers(wide, "q"), Q = numbers(natural, "Q"), B = numbers(byte, "B");
  const ref d = numbers(real_one, "d");
  const ref most = ref::steal(PyLong_FromUnsignedLongLong(ULLONG_MAX));
  CHECK(set(q, 0, most) == "OverflowError: signed long long is greater than maximum");
  CHECK(set(Q, 0, whole(-1)) == "OverflowError: unsigned long long is less than minimum");
  CHECK(set(B, 0, whole(256)) == "OverflowError: unsigned byte integer is greater than maximum");
  for (const ref *view : {&q, &Q, &B}) {
    CHECK(set(*view, 0, real(1.5)) == "TypeError: integer argument expected, got float");
    CHECK(set(*view, 0, str("1")) == "TypeError: an integer is required");
    CHECK(item(*view, 0).starts_with("7"));
  }
  CHECK(set(d, 0, str("1")) == "TypeError: a float is required");
  CHECK(set(d, 0, whole(2)) == "2.0");
  CHECK(set(q, 0, whole_long(-5)) == "-5");
  CHECK(set(q, 1, whole(1)) == "IndexError: index out of bounds");
  CHECK(set(q, -1, whole(9)) == "9");
  CHECK(PyObject_DelItem(q.get(), whole(0).get()) == -1);
  CHECK(take_error() == "TypeError: cannot delete memory");
}

TEST_CASE("memoryview memory: a bool takes the truth of anything") {
  bool items[] = {false, false, true};
  const ref view = numbers(items, "?");
  CHECK(set(view, 0, whole(256)) == "True");
  CHECK(set(view, 1, str("x")) == "True");
  CHECK(set(view, 2, ref::share(Py_None)) == "False");
  puppet fails(puppet_kind::sequence);
  fails.fails = true;
  CHECK(set(view, 0, ref::share(fails.get())) == "RuntimeError: cut");
  CHECK(items[0]);
}

TEST_CASE("memoryview memory: an object of the host's gives the number that its nb_int makes") {
  long long items[] = {7};
  const ref view = numbers(items, "q");
  puppet number(puppet_kind::number);
  number.index = 4711;
  CHECK(set(view, 0, ref::share(number.get())) == "4711");
  number.text = [] { return PyString_FromString("no"); };
  CHECK(set(view, 0, ref::share(number.get())) == "TypeError: nb_int should return int object");
  number.fails = true;
  CHECK(set(view, 0, ref::share(number.get())) == "RuntimeError: cut");
  CHECK(items[0] == 4711);
}

TEST_CASE("memoryview memory: slices, and memoryviews on it, have the same numbers") {
  double items[] = {0.5, 1.5, 2.5, 3.5};
  const ref view = numbers(items, "d");
  ref part = ref::steal(PySequence_GetSlice(view.get(), 1, 3));
  const ref again = memoryview(part), inner = ref::steal(PySequence_GetSlice(again.get(), 1, 9));
  CHECK(list(part) == "1.5 2.5");
  CHECK(list(again) == "1.5 2.5");
  CHECK(list(inner) == "2.5");
  const Py_buffer &raw = *PyMemoryView_GET_BUFFER(part.get());
  CHECK(raw.buf == items + 1);
  CHECK(raw.len == 16);
  CHECK(raw.itemsize == 8);
  CHECK(raw.shape[0] == 2);
  CHECK(set(inner, 0, real(9)) == "9.0");
  CHECK(items[2] == 9);
  CHECK(list(ref::steal(PySequence_GetSlice(view.get(), 2, 2))).empty());
  const ref whole_slice = slice(0, 2), two = ref::steal(PySequence_GetSlice(view.get(), 2, 4));
  CHECK(PyObject_SetItem(view.get(), whole_slice.get(), two.get()) == 0);
  CHECK(list(view) == "9.0 3.5 9.0 3.5");
  CHECK(PyObject_SetItem(view.get(), whole_slice.get(), str("16 bytes of text").get()) == -1);
  CHECK(take_error() == "TypeError: mismatching item sizes for \"buffer\" and \"str\"");
}

TEST_CASE("memoryview memory: whoever takes a view learns format, shape and item size") {
  short items[] = {1, 2, 3};
  const ref view = numbers(items, "h");
  Py_buffer raw;
  REQUIRE(PyObject_GetBuffer(view.get(), &raw, PyBUF_FULL) == 0);
  CHECK(std::string(raw.format) == "h");
  CHECK(raw.buf == items);
  CHECK(raw.ndim == 1);
  CHECK(raw.shape[0] == 3);
  CHECK(raw.strides[0] == 2);
  CHECK(raw.itemsize == 2);
  CHECK(raw.readonly == 0);
  PyBuffer_Release(&raw);
  const ref bytes = ref::steal(SlotbufMemoryView_ToBytes(view.get()));
  CHECK(std::memcmp(PyString_AS_STRING(bytes.get()), items, sizeof items) == 0);
}

TEST_CASE("memoryview memory: the owner lives as long as the last view") {
  int items[] = {1, 2};
  const ref owner = str("the owner");
  const long long before = references(owner);
  {
    ref view = numbers(items, "i", 0, owner.get());
    CHECK(references(owner) == before + 1);
    CHECK(PyBuffer_Check(PyMemoryView_GET_BASE(view.get())));
    const ref part = ref::steal(PySequence_GetSlice(view.get(), 1, 2));
    view.reset();
    CHECK(references(owner) == before + 1);
    CHECK(list(part) == "2");
  }
  CHECK(references(owner) == before);
  CHECK_FALSE(numbers(items, "x", 0, owner.get()));
  PyErr_Clear();
  CHECK(references(owner) == before);
}

TEST_CASE("memoryview memory: what is no format of numbers is refused by name") {
  alignas(16) char memory[64] = {};
  for (const char *const bad : {"", "@", "x", "c", "s", "p", "P", "u", "2d", "dd", "d ", "=d", "<h",
                                ">i", "!q", "@@d", "Zd"}) {
    CAPTURE(bad);
    CHECK(SlotbufMemoryView_FromMemory(memory, 1, bad, 0, nullptr) == nullptr);
    CHECK(take_error() == "ValueError: '" + std::string(bad) +
                              "' is not a format of numbers: those are " + formats +
                              ", after @ or nothing");
  }
  CHECK(SlotbufMemoryView_FromMemory(memory, 1, nullptr, 0, nullptr) == nullptr);
  CHECK(take_error() == "SystemError: null argument to internal routine");
}

TEST_CASE("memoryview memory: so are memory that is not aligned, and numbers that cannot be") {
  alignas(16) char memory[64] = {};
  const auto refusal = [](void *at, Py_ssize_t items, const char *format) {
    return ref::steal(SlotbufMemoryView_FromMemory(at, items, format, 0, nullptr)) ? no_error
                                                                                   : take_error();
  };
  CHECK(refusal(memory + 1, 1, "h") == "ValueError: items of format h must be aligned to 2 bytes");
  CHECK(refusal(memory + 2, 1, "@i") == "ValueError: items of format i must be aligned to 4 bytes");
  CHECK(refusal(memory + 1, 1, "b") == no_error);
  CHECK(refusal(memory + 2, 1, "h") == no_error);
  CHECK(refusal(memory, -1, "h") == "ValueError: size must be zero or positive");
  CHECK(refusal(memory, PY_SSIZE_T_MIN, "d") == "ValueError: size must be zero or positive");
  CHECK(refusal(nullptr, 1, "h") == "ValueError: the memory is NULL, but its size is not 0");
  CHECK(refusal(memory, PY_SSIZE_T_MAX / 8 + 1, "q") ==
        "ValueError: so many items are more than memory can hold");
}

TEST_CASE("memoryview memory: no items are somewhere, and there are none") {
  for (const char *const format : {"b", "h", "d"}) {
    const ref view = ref::steal(SlotbufMemoryView_FromMemory(nullptr, 0, format, 0, nullptr));
    CHECK(PyMemoryView_GET_BUFFER(view.get())->buf != nullptr);
    CHECK(PyObject_Size(view.get()) == 0);
    CHECK(list(view).empty());
    CHECK(item(view, 0) == "IndexError: index out of bounds");
  }
}

TEST_CASE("memoryview memory: numbers that are read-only stay as they are") {
  int items[] = {1, 2};
  const ref view = numbers(items, "i", 1);
  const ref again = memoryview(view), part = ref::steal(PySequence_GetSlice(view.get(), 0, 2));
  const ref base = ref::share(PyMemoryView_GET_BASE(view.get()));
  const ref other = numbers(items, "i");
  for (const ref *each : {&view, &again, &part}) {
    Py_buffer raw;
    CHECK(set(*each, 0, whole(9)) == "TypeError: cannot modify read-only memory");
    CHECK(PyObject_SetItem(each->get(), slice(0, 2).get(), other.get()) == -1);
    CHECK(PyObject_GetBuffer(each->get(), &raw, PyBUF_WRITABLE) == -1);
    CHECK(PyObject_CopyData(each->get(), str("12345678").get()) == -1);
    CHECK(PyMemoryView_GetContiguous(each->get(), PyBUF_WRITE, 'C') == nullptr);
    CHECK(PyMemoryView_GET_BUFFER(each->get())->readonly == 1);
  }
  CHECK(Slotbuf_WriteBySlots(base.get()).size == -1);
  CHECK(PySequence_SetItem(base.get(), 0, str("x").get()) == -1);
  PyErr_Clear();
  CHECK(list(view) == "1 2");
}

TEST_CASE("memoryview memory: other memoryviews have strs and bytes, as before") {
  const ref view = memoryview(bytearray("ab"));
  CHECK(item(view, 0) == "'a'");
  CHECK(list(view) == "97 98");
  unsigned char items[] = {'a', 'b'};
  const ref typed = numbers(items, "B");
  CHECK(item(typed, 0) == "97");
  // A host that takes the view for itself has a memoryview of its own making.
  Py_buffer raw;
  REQUIRE(PyObject_GetBuffer(typed.get(), &raw, PyBUF_FULL) == 0);
  const ref cast = ref::steal(PyMemoryView_FromBuffer(&raw));
  CHECK(item(cast, 0) == "'a'");
}

}  // namespace
}  // namespace slotbuf::test
