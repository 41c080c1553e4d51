#include <slotbuf.h>

#include <climits>
#include <optional>
#include <string>

#include "../support/answer.hh"
#include "../support/doctest.hh"
#include "../support/error.hh"
#include "../support/exported.hh"
#include "../support/objects.hh"
#include "../support/puppet.hh"

namespace slotbuf::test {
namespace {

using position = std::optional<long>;

constexpr position none = std::nullopt;
constexpr long most = LONG_MAX, least = LONG_MIN;

ref object_of(position at) { return at ? whole(*at) : ref::share(Py_None); }

ref slice_of(position start, position stop, position step) {
  return slice(object_of(start), object_of(stop), object_of(step));
}

PySliceObject *raw(const ref &object) { return reinterpret_cast<PySliceObject *>(object.get()); }

struct indices {
  Py_ssize_t start = -77, stop = -77, step = -77, count = -77;

  int read(const ref &slice, Py_ssize_t length) {
    return PySlice_GetIndicesEx(raw(slice), length, &start, &stop, &step, &count);
  }
  int read_plain(const ref &slice, Py_ssize_t length) {
    return PySlice_GetIndices(raw(slice), length, &start, &stop, &step);
  }
};

struct row {
  position start, stop, step;
  Py_ssize_t length;
  Py_ssize_t from, to, by, count;
};

// What slice(start, stop, step).indices(length) says in CPython 2.7, and how many items there are.
const row rows[] = {
    {none, none, none, 0, 0, 0, 1, 0},
    {none, none, none, 5, 0, 5, 1, 5},
    {none, none, -1, 0, -1, -1, -1, 0},
    {none, none, -1, 5, 4, -1, -1, 5},
    {none, none, 2, 5, 0, 5, 2, 3},
    {none, none, -2, 5, 4, -1, -2, 3},
    {1, none, none, 5, 1, 5, 1, 4},
    {-1, none, none, 5, 4, 5, 1, 1},
    {5, none, none, 5, 5, 5, 1, 0},
    {6, none, none, 5, 5, 5, 1, 0},
    {-5, none, none, 5, 0, 5, 1, 5},
    {-6, none, none, 5, 0, 5, 1, 5},
    {none, 1, none, 5, 0, 1, 1, 1},
    {none, -1, none, 5, 0, 4, 1, 4},
    {none, 6, none, 5, 0, 5, 1, 5},
    {none, -6, none, 5, 0, 0, 1, 0},
    {3, 1, none, 5, 3, 1, 1, 0},
    {1, 3, none, 5, 1, 3, 1, 2},
    {1, 1, none, 5, 1, 1, 1, 0},
    {3, 1, -1, 5, 3, 1, -1, 2},
    {1, 3, -1, 5, 1, 3, -1, 0},
    {6, none, -1, 5, 4, -1, -1, 5},
    {-6, none, -1, 5, -1, -1, -1, 0},
    {-5, none, -1, 5, 0, -1, -1, 1},
    {none, -6, -1, 5, 4, -1, -1, 5},
    {none, 6, -1, 5, 4, 4, -1, 0},
    {0, 5, 3, 5, 0, 5, 3, 2},
    {0, 5, 4, 5, 0, 5, 4, 2},
    {0, 5, 5, 5, 0, 5, 5, 1},
    {0, 5, 6, 5, 0, 5, 6, 1},
    {4, none, -3, 5, 4, -1, -3, 2},
    {none, none, most, 5, 0, 5, most, 1},
    {none, none, least, 5, 4, -1, least + 1, 1},
    {none, none, least + 1, 5, 4, -1, least + 1, 1},
    {most, least, -1, 5, 4, -1, -1, 5},
    {least, most, 1, 5, 0, 5, 1, 5},
    {most, none, none, 5, 5, 5, 1, 0},
    {least, none, none, 5, 0, 5, 1, 5},
    {none, most, none, 5, 0, 5, 1, 5},
    {none, least, none, 5, 0, 0, 1, 0},
    {most, none, -1, 5, 4, -1, -1, 5},
    {least, none, -1, 5, -1, -1, -1, 0},
    {none, most, -1, 5, 4, 4, -1, 0},
    {none, least, -1, 5, 4, -1, -1, 5},
    {none, none, none, most, 0, most, 1, most},
    {none, none, -1, most, most - 1, -1, -1, most},
    {1, none, most, most, 1, most, most, 1},
    {none, none, least, most, most - 1, -1, least + 1, 1},
    {-1, none, none, most, most - 1, most, 1, 1},
    {least, most, 1, most, 0, most, 1, most},
    {most, least, -1, most, most - 1, -1, -1, most},
    {most - 1, none, 1, most, most - 1, most, 1, 1},
    {0, most, 2, most, 0, most, 2, most / 2 + 1},
    {least + 1, none, 1, most, 0, most, 1, most},
    {least + 1, none, -1, most, 0, -1, -1, 1},
    {none, none, 2, most, 0, most, 2, most / 2 + 1},
};

TEST_CASE("slice: selects of any length what CPython 2.7 says it does") {
  for (const row &row : rows) {
    CAPTURE(&row - rows);
    indices found;
    CHECK(found.read(slice_of(row.start, row.stop, row.step), row.length) == 0);
    CHECK(found.start == row.from);
    CHECK(found.stop == row.to);
    CHECK(found.step == row.by);
    CHECK(found.count == row.count);
  }
}

TEST_CASE(
    "slice: its parts may be longs and whatever has nb_index, and what is too large is clipped") {
  puppet two(puppet_kind::index);
  two.index = 2;
  const ref large = ref::steal(PyLong_FromUnsignedLong(ULONG_MAX));
  indices found;
  CHECK(found.read(slice(two.object(), whole_long(4), ref::share(Py_True)), 5) == 0);
  CHECK((found.start == 2 && found.stop == 4 && found.step == 1 && found.count == 2));
  CHECK(found.read(slice(whole(1), large, two.object()), 5) == 0);
  CHECK((found.start == 1 && found.stop == 5 && found.step == 2 && found.count == 2));
  CHECK(found.read(slice(large, whole(0), whole(-1)), 5) == 0);
  CHECK((found.start == 4 && found.stop == 0 && found.step == -1 && found.count == 4));
  CHECK(found.read(slice(ref(), ref(), large), 5) == 0);
  CHECK((found.start == 0 && found.step == PY_SSIZE_T_MAX && found.count == 1));
}

TEST_CASE("slice: whatever else is refused, and nothing is stored") {
  const char *const bad =
      "TypeError: slice indices must be integers or None or have an __index__ method";
  const char *const zero = "ValueError: slice step cannot be zero";
  puppet failing(puppet_kind::index);
  failing.fails = true;
  struct refusal {
    ref slice;
    const char *error;
  };
  const refusal refusals[] = {
      {slice(str("x"), ref()), bad},
      {slice(ref(), real(1)), bad},
      {slice(ref(), ref(), str("s")), bad},
      {slice(0, 1, 0), zero},
      {slice(str("x"), real(1), whole(0)), zero},
      {slice(failing.object(), ref()), "RuntimeError: cut"},
      {slice(ref(), failing.object()), "RuntimeError: cut"},
      {slice(ref(), ref(), failing.object()), "RuntimeError: cut"},
  };
  for (const refusal &row : refusals) {
    CAPTURE(row.error);
    indices found;
    CHECK(answer(found.read(row.slice, 5)) == row.error);
    CHECK((found.start == -77 && found.stop == -77 && found.step == -77 && found.count == -77));
    CHECK(answer(PyObject_GetItem(str("abc").get(), row.slice.get())) == row.error);
  }
}

TEST_CASE("slice: GetIndices clips nothing, and fails without an error") {
  struct plain {
    position start, stop, step;
    Py_ssize_t length;
    int result;
    Py_ssize_t from = 0, to = 0, by = 0;
  };
  const plain plains[] = {
      {none, none, none, 5, 0, 0, 5, 1},
      {1, 3, none, 5, 0, 1, 3, 1},
      {1, 3, 2, 5, 0, 1, 3, 2},
      {-1, none, none, 5, 0, 4, 5, 1},
      {none, -1, none, 5, 0, 0, 4, 1},
      {4, 5, 1, 5, 0, 4, 5, 1},
      {0, 5, 1, 5, 0, 0, 5, 1},
      {-6, none, none, 5, 0, -1, 5, 1},
      {none, -6, none, 5, 0, 0, -1, 1},
      {none, none, -1, 5, 0, 4, -1, -1},
      {4, 0, -2, 5, 0, 4, 0, -2},
      {3, 1, 1, 5, 0, 3, 1, 1},
      {none, none, -1, 0, 0, -1, -1, -1},
      {none, none, none, 0, -1},
      {5, none, none, 5, -1},
      {5, 0, -1, 5, -1},
      {0, 6, 1, 5, -1},
      {none, none, 0, 5, -1},
  };
  for (const plain &row : plains) {
    CAPTURE(&row - plains);
    indices found;
    CHECK(found.read_plain(slice_of(row.start, row.stop, row.step), row.length) == row.result);
    if (row.result < 0) continue;
    CHECK(found.start == row.from);
    CHECK(found.stop == row.to);
    CHECK(found.step == row.by);
  }
  indices found;
  CHECK(found.read_plain(slice(whole_long(1), ref::share(Py_True)), 5) == 0);
  CHECK((found.start == 1 && found.stop == 1 && found.step == 1));
  puppet two(puppet_kind::index);
  for (const ref &part : {real(1), str("x"), ref::share(two.get())})
    CHECK(found.read_plain(slice(part, ref()), 5) == -1);
  CHECK(take_error() == no_error);
}

// As CPython 2.7, asked.
TEST_CASE("slice: for GetIndices a part that does not fit is -1, and its error stays") {
  const ref large = ref::steal(PyLong_FromUnsignedLong(ULONG_MAX));
  struct plain {
    ref slice;
    int result;
    Py_ssize_t from = -77, to = -77, by = -77;
  };
  const plain plains[] = {
      {slice(large, ref()), 0, 4, 5, 1},
      {slice(ref(), large), 0, 0, 4, 1},
      {slice(ref(), ref(), large), 0, 4, -1, -1},
      {slice(large, large, large), 0, 4, 4, -1},
      {slice(large, whole(6)), -1},
      {slice(large, ref(), whole(0)), -1},
      {slice(large, str("x")), -1},
  };
  for (const plain &row : plains) {
    CAPTURE(&row - plains);
    indices found;
    CHECK(found.read_plain(row.slice, 5) == row.result);
    CHECK((found.start == row.from && found.stop == row.to && found.step == row.by));
    CHECK(take_error() == "OverflowError: long int too large to convert to int");
  }
}

TEST_CASE("slice: holds three objects, None where there is none") {
  const ref start = bytearray("start"), step = bytearray("step");
  {
    const ref object = slice(start, ref(), step);
    CHECK(raw(object)->start == start.get());
    CHECK(raw(object)->stop == Py_None);
    CHECK(raw(object)->step == step.get());
    CHECK(references(start) == 2);
    CHECK(references(step) == 2);
    CHECK(PySlice_Check(object.get()) == 1);
    CHECK(exported(PySlice_Check)(object.get()) == 1);
    CHECK(PySlice_Check(start.get()) == 0);
    CHECK(exported(PySlice_Check)(start.get()) == 0);
  }
  CHECK(references(start) == 1);
  CHECK(references(step) == 1);
  CHECK(shown(ref::steal(PySlice_New(nullptr, nullptr, nullptr))) == "slice(None, None, None)");
  CHECK(shown(slice(ref(), str("a"), whole_long(2))) == "slice(None, 'a', 2L)");
}

TEST_CASE("slice: the error of a part's repr or comparison is the slice's") {
  puppet mute(puppet_kind::told), rude(puppet_kind::rich);
  mute.fails = rude.fails = true;
  for (const ref &object : {slice(mute.object(), ref()), slice(ref(), mute.object()),
                            slice(ref(), ref(), mute.object())})
    CHECK(answer(PyObject_Repr(object.get())) == "RuntimeError: cut");
  CHECK(answer(PyObject_Compare(slice(rude.object(), ref()).get(), slice(1, 2).get())) ==
        "RuntimeError: cut");
}

TEST_CASE("slice: a negative length, such as that of a failure, overflows nothing") {
  const ref least = slice(whole(PY_SSIZE_T_MIN), whole(PY_SSIZE_T_MIN));
  auto *const object = reinterpret_cast<PySliceObject *>(least.get());
  Py_ssize_t start, stop, step, count = 7;
  CHECK(PySlice_GetIndicesEx(object, -1, &start, &stop, &step, &count) == 0);
  CHECK(count == 0);
  CHECK(PySlice_GetIndices(object, -1, &start, &stop, &step) == -1);
}

}  // namespace
}  // namespace slotbuf::test
