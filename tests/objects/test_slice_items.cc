// Slices with a step, on every type that has them, against a plain model.
#include <slotbuf.h>

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "../support/answer.hh"
#include "../support/doctest.hh"
#include "../support/error.hh"
#include "../support/objects.hh"

namespace slotbuf::test {
namespace {

using position = std::optional<long>;

// The places that [start:stop:step] selects, by the rules of Python's reference.
std::vector<std::size_t> places(position start, position stop, long step, long length) {
  const auto from_start = [&](position at, long otherwise) {
    return !at ? otherwise : *at < 0 ? *at + length : *at;
  };
  std::vector<std::size_t> all;
  const long from = from_start(start, step > 0 ? 0 : length - 1);
  const long to = from_start(stop, step > 0 ? length : -1);
  for (long at = step > 0 ? std::max(from, 0L) : std::min(from, length - 1);
       step > 0 ? at < std::min(to, length) : at > std::max(to, -1L); at += step)
    all.push_back(static_cast<std::size_t>(at));
  return all;
}

// Calls [visit] with every small slice of every small str, and the places that it selects.
template <typename Visit>
void for_all_slices(Visit visit) {
  const std::string letters = "abcdef";
  const position ends[] = {std::nullopt, -7, -6, -3, -1, 0, 1, 2, 3, 5, 6, 7};
  for (const std::size_t size : {0, 1, 2, 6})
    for (const position start : ends)
      for (const position stop : ends)
        for (const long step : {-7, -3, -2, -1, 1, 2, 3, 7}) {
          const ref key =
              slice(start ? whole(*start) : ref(), stop ? whole(*stop) : ref(), whole(step));
          INFO("of ", size, ": ", shown(key));
          visit(letters.substr(0, size), key, step,
                places(start, stop, step, static_cast<long>(size)));
        }
}

std::string picked(const std::string &whole, const std::vector<std::size_t> &places) {
  std::string some;
  for (const std::size_t at : places) some += whole[at];
  return some;
}

TEST_CASE("slices: the selected items come out, as an object of the type") {
  for_all_slices([](const std::string &bytes, const ref &key, long, const auto &places) {
    const std::string expected = picked(bytes, places);
    for (const ref &object : {str(bytes), bytearray(bytes), array('c', bytes), window(str(bytes)),
                              window(bytearray("-" + bytes), 1)}) {
      const ref part = ref::steal(PyObject_GetItem(object.get(), key.get()));
      REQUIRE(part);
      CHECK(read(part) == expected);
      CHECK(Py_TYPE(part.get()) ==
            (PyBuffer_Check(object.get()) ? &PyString_Type : Py_TYPE(object.get())));
      CHECK(read(object) == bytes);
    }
  });
}

TEST_CASE("slices: larger items come out whole") {
  for_all_slices([](const std::string &bytes, const ref &key, long, const auto &places) {
    std::string wide;
    for (const char letter : bytes) wide += {letter, '!', '?', letter};
    const ref part = ref::steal(PyObject_GetItem(array('i', wide).get(), key.get()));
    REQUIRE(part);
    std::string expected;
    for (const std::size_t at : places) expected += wide.substr(4 * at, 4);
    CHECK(read(part) == expected);
  });
}

TEST_CASE("slices: as many items as are selected take their places") {
  for_all_slices([](const std::string &bytes, const ref &key, long, const auto &places) {
    const std::string values = std::string("UVWXYZ").substr(0, places.size());
    std::string expected = bytes;
    for (std::size_t i = 0; i < places.size(); ++i) expected[places[i]] = values[i];
    const ref bottom = bytearray(bytes);
    for (const ref &object : {bytearray(bytes), array('c', bytes), writable_window(bottom)}) {
      CHECK(answer(PyObject_SetItem(object.get(), key.get(),
                                    SlotbufArray_Check(object.get()) ? array('c', values).get()
                                                                     : str(values).get())) == "0");
      CHECK(read(object) == expected);
    }
  });
}

TEST_CASE("slices: the selected items are deleted, and the others close up") {
  for_all_slices([](const std::string &bytes, const ref &key, long, const auto &places) {
    std::string expected, wide, expected_wide;
    for (std::size_t at = 0; at < bytes.size(); ++at) {
      const std::string item(8, bytes[at]);
      wide += item;
      if (std::find(places.begin(), places.end(), at) != places.end()) continue;
      expected += bytes[at];
      expected_wide += item;
    }
    const ref narrow = bytearray(bytes), numbers = array('d', wide);
    CHECK(answer(PyObject_DelItem(narrow.get(), key.get())) == "0");
    CHECK(read(narrow) == expected);
    CHECK(answer(PyObject_DelItem(numbers.get(), key.get())) == "0");
    CHECK(read(numbers) == expected_wide);
    // No items may replace some items, too.
    const ref again = bytearray(bytes);
    CHECK(answer(PyObject_SetItem(again.get(), key.get(), bytearray("").get())) == "0");
    CHECK(read(again) == expected);
  });
}

TEST_CASE(
    "slices: without a step more or fewer items may take the place, where there is resizing") {
  for_all_slices([](const std::string &bytes, const ref &key, long step, const auto &places) {
    if (step != 1) return;
    Py_ssize_t start, stop, by, count;
    REQUIRE(PySlice_GetIndicesEx(reinterpret_cast<PySliceObject *>(key.get()), length(bytes),
                                 &start, &stop, &by, &count) == 0);
    for (const char *values : {"", "X", "XYZ", "0123456789"}) {
      std::string expected = bytes;
      expected.replace(static_cast<std::size_t>(start), places.size(), values);
      const ref narrow = bytearray(bytes), items = array('c', bytes);
      CHECK(answer(PyObject_SetItem(narrow.get(), key.get(), str(values).get())) == "0");
      CHECK(read(narrow) == expected);
      CHECK(answer(PyObject_SetItem(items.get(), key.get(), array('c', values).get())) == "0");
      CHECK(read(items) == expected);
    }
  });
}

TEST_CASE("slices: another number of items, or none where they cannot go, is refused") {
  const ref every_second = slice(0, 6, 2), backwards = slice(4, 1, 2);
  const auto set = [](const ref &object, const ref &key, const ref &value) {
    const std::string before = shown(object);
    const std::string result = answer(value ? PyObject_SetItem(object.get(), key.get(), value.get())
                                            : PyObject_DelItem(object.get(), key.get()));
    CHECK(shown(object) == before);
    return result;
  };
  const ref bytes = bytearray("abcdef"), items = array('c', "abcdef");
  const ref through = writable_window(bytes), view = memoryview(bytes);
  CHECK(set(bytes, every_second, str("xy")) ==
        "ValueError: attempt to assign bytes of size 2 to extended slice of size 3");
  CHECK(set(bytes, backwards, str("xy")) ==
        "ValueError: attempt to assign bytes of size 2 to extended slice of size 0");
  CHECK(set(items, every_second, array('c', "xy")) ==
        "ValueError: attempt to assign array of size 2 to extended slice of size 3");
  CHECK(set(items, backwards, array('c', "x")) ==
        "ValueError: attempt to assign array of size 1 to extended slice of size 0");
  CHECK(set(items, every_second, str("xyz")) ==
        "TypeError: can only assign array (not \"str\") to array slice");
  CHECK(set(items, every_second, array('b', "xyz")) ==
        "TypeError: bad argument type for built-in operation");
  CHECK(set(through, every_second, str("xy")) ==
        "TypeError: right operand length must match slice length");
  CHECK(set(through, every_second, whole(5)) ==
        "TypeError: bad argument type for built-in operation");
  CHECK(set(through, every_second, ref()) == "TypeError: bad argument type for built-in operation");
  CHECK(set(view, every_second, str("xyz")) == "NotImplementedError");
  CHECK(set(view, slice(0, 3), str("xy")) == "ValueError: cannot modify size of memoryview object");
  CHECK(set(str("abcdef"), every_second, str("xyz")) ==
        "TypeError: 'str' object does not support item assignment");
  CHECK(answer(PyObject_GetItem(view.get(), every_second.get())) == "NotImplementedError");
}

}  // namespace
}  // namespace slotbuf::test
