#include <slotbuf.h>

#include <cstring>
#include <string>

#include "../support/answer.hh"
#include "../support/doctest.hh"
#include "../support/error.hh"
#include "../support/objects.hh"
#include "../support/shaped.hh"

namespace slotbuf::test {
namespace {

struct contiguity {
  const char *name;
  layout how;
  bool c, fortran;
};

contiguity contiguities[] = {
    {"no dimensions", {{}}, true, true},
    {"one, no strides", {{5}}, true, true},
    {"one", {{5}, {1}}, true, true},
    {"one of larger items", {{5}, {4}, 4}, true, true},
    {"one with gaps", {{5}, {2}}, false, false},
    {"one overlapping", {{5}, {2}, 4}, false, false},
    {"one backwards", {{5}, {-1}, 1, 4}, false, false},
    {"one, all the same item", {{5}, {0}}, false, false},
    {"one item with gaps", {{1}, {2}}, true, true},
    {"no items with gaps", {{0}, {2}}, false, false},
    {"two, no strides", {{2, 3}}, true, false},
    {"two in C order", {{2, 3}, {3, 1}}, true, false},
    {"two in Fortran order", {{2, 3}, {1, 2}}, false, true},
    {"two of larger items", {{2, 3}, {12, 4}, 4}, true, false},
    {"two with gaps", {{2, 3}, {6, 2}}, false, false},
    {"two, rows apart", {{2, 3}, {4, 1}}, false, false},
    {"two, one by many", {{1, 3}, {3, 1}}, true, false},
    {"two, many by one", {{3, 1}, {1, 1}}, true, false},
    {"two, many by one, as Fortran", {{3, 1}, {1, 3}}, false, true},
    {"two, one by one", {{1, 1}, {1, 1}}, true, true},
    {"two without items, rows first", {{0, 3}, {9, 9}}, false, true},
    {"two without items, columns first", {{3, 0}, {9, 9}}, true, false},
    {"three in C order", {{2, 3, 4}, {12, 4, 1}}, true, false},
    {"three in Fortran order", {{2, 3, 4}, {1, 2, 6}}, false, true},
    {"three in neither", {{2, 3, 4}, {12, 1, 3}}, false, false},
    {"suboffsets that do nothing", {{2, 3}, {3, 1}, 1, 0, {-1, -1}}, false, false},
};

TEST_CASE("contiguity: is told for C and Fortran order, for either, and for no other letter") {
  std::string bytes(100, 'x');
  for (contiguity &row : contiguities) {
    CAPTURE(row.name);
    Py_buffer view;
    fill_view(&view, row.how, bytes);
    CHECK(PyBuffer_IsContiguous(&view, 'C') == row.c);
    CHECK(PyBuffer_IsContiguous(&view, 'F') == row.fortran);
    CHECK(PyBuffer_IsContiguous(&view, 'A') == (row.c || row.fortran));
    for (const char order : {'c', 'f', 'a', 'X', '\0'})
      CHECK(PyBuffer_IsContiguous(&view, order) == 0);
  }
}

TEST_CASE("contiguity: strides are filled for either order") {
  struct row {
    sizes shape;
    int itemsize;
    sizes c, fortran;
  };
  const row rows[] = {
      {{5}, 1, {1}, {1}},
      {{5}, 8, {8}, {8}},
      {{2, 3}, 1, {3, 1}, {1, 2}},
      {{2, 3}, 4, {12, 4}, {4, 8}},
      {{2, 3, 4}, 1, {12, 4, 1}, {1, 2, 6}},
      {{0, 3}, 1, {3, 1}, {1, 0}},
      {{3, 0}, 1, {0, 1}, {1, 3}},
  };
  for (const row &row : rows) {
    CAPTURE(row.itemsize);
    for (const char order : {'C', 'F', 'A', '\0'}) {
      CAPTURE(order);
      sizes shape = row.shape, strides(shape.size(), -1);
      PyBuffer_FillContiguousStrides(static_cast<int>(shape.size()), shape.data(), strides.data(),
                                     row.itemsize, order);
      CHECK((strides == (order == 'F' ? row.fortran : row.c)));
    }
  }
  PyBuffer_FillContiguousStrides(0, nullptr, nullptr, 1, 'C');
}

TEST_CASE("contiguity: a pointer leads to the item, through strides and suboffsets") {
  std::string bytes = "abcdefghijklmnopqrstuvwx";
  struct row {
    layout how;
    sizes indices;
    Py_ssize_t at;
  };
  row rows[] = {
      {{{}}, {}, 0},
      {{{24}}, {0}, 0},
      {{{24}}, {23}, 23},
      {{{6}, {}, 4}, {5}, 20},
      {{{4, 6}}, {2, 1}, 13},
      {{{2, 3, 4}}, {1, 2, 3}, 23},
      {{{2, 3}, {}, 4}, {1, 1}, 16},
      {{{4, 6}, {6, 1}}, {2, 1}, 13},
      {{{4, 6}, {1, 4}}, {2, 1}, 6},
      {{{24}, {-1}, 1, 23}, {3}, 20},
      {{{4, 6}, {6, 1}, 1, 0, {-1, -1}}, {2, 1}, 13},
  };
  for (row &row : rows) {
    CAPTURE(row.at);
    Py_buffer view;
    fill_view(&view, row.how, bytes);
    const char *const item = static_cast<char *>(PyBuffer_GetPointer(&view, row.indices.data()));
    CHECK(item - bytes.data() == row.at);
  }
}

TEST_CASE("contiguity: a suboffset is added behind a pointer that is followed") {
  char first[] = "..abc", second[] = "..def";
  char *rows[] = {first, second};
  Py_ssize_t shape[] = {2, 3}, strides[] = {sizeof(char *), 1}, suboffsets[] = {2, -1};
  Py_buffer view{};
  view.buf = rows;
  view.len = 6;
  view.itemsize = 1;
  view.ndim = 2;
  view.shape = shape;
  view.strides = strides;
  view.suboffsets = suboffsets;
  Py_ssize_t indices[] = {1, 2};
  CHECK(*static_cast<char *>(PyBuffer_GetPointer(&view, indices)) == 'f');
  char copy[7] = "";
  CHECK(PyBuffer_ToContiguous(copy, &view, 6, 'C') == 0);
  CHECK(std::string(copy) == "abcdef");
  CHECK(PyBuffer_ToContiguous(copy, &view, 6, 'F') == 0);
  CHECK(std::string(copy) == "adbecf");
  CHECK(PyBuffer_FromContiguous(&view, const_cast<char *>("uvwxyz"), 6, 'C') == 0);
  CHECK(std::string(first) == "..uvw");
  CHECK(std::string(second) == "..xyz");
}

struct ordering {
  const char *name;
  layout how;
  const char *memory, *c, *fortran;
};

ordering orderings[] = {
    {"one", {{6}, {1}}, "abcdef", "abcdef", "abcdef"},
    {"one with gaps", {{3}, {2}}, "a-b-c-", "abc", "abc"},
    {"one backwards", {{6}, {-1}, 1, 5}, "abcdef", "fedcba", "fedcba"},
    {"one of larger items", {{3}, {2}, 2}, "aabbcc", "aabbcc", "aabbcc"},
    {"one of larger items, backwards", {{3}, {-2}, 2, 4}, "aAbBcC", "cCbBaA", "cCbBaA"},
    {"two, no strides", {{2, 3}}, "abcdef", "abcdef", "adbecf"},
    {"two in C order", {{2, 3}, {3, 1}}, "abcdef", "abcdef", "adbecf"},
    {"two in Fortran order", {{2, 3}, {1, 2}}, "abcdef", "acebdf", "abcdef"},
    {"two, rows apart", {{2, 3}, {4, 1}}, "abc-def-", "abcdef", "adbecf"},
    {"two, last row first", {{2, 3}, {-3, 1}, 1, 3}, "abcdef", "defabc", "daebfc"},
    {"three in Fortran order", {{2, 2, 2}, {1, 2, 4}}, "abcdefgh", "aecgbfdh", "abcdefgh"},
    {"three of larger items", {{1, 2, 2}, {8, 4, 2}, 2}, "aAbBcCdD", "aAbBcCdD", "aAcCbBdD"},
};

TEST_CASE("contiguity: items come out one after the other, and go back in, in either order") {
  for (ordering &row : orderings) {
    CAPTURE(row.name);
    for (const char order : {'C', 'F'}) {
      CAPTURE(order);
      std::string memory = row.memory;
      Py_buffer view;
      fill_view(&view, row.how, memory);
      const auto size = static_cast<std::size_t>(view.len);
      std::string copy(size + 1, '!');
      CHECK(PyBuffer_ToContiguous(copy.data(), &view, view.len, order) == 0);
      CHECK(copy == std::string(order == 'F' ? row.fortran : row.c) + "!");

      // Upper case goes in where lower case came out, and nowhere else.
      for (char &letter : copy) letter = static_cast<char>(letter ^ 0x40);
      CHECK(PyBuffer_FromContiguous(&view, copy.data(), view.len, order) == 0);
      std::string again(size, '!');
      CHECK(PyBuffer_ToContiguous(again.data(), &view, view.len, order) == 0);
      CHECK(again == copy.substr(0, size));
      for (std::size_t i = 0; i < memory.size(); ++i)
        if (row.memory[i] == '-') CHECK(memory[i] == '-');
    }
  }
}

TEST_CASE("contiguity: copying is cut to the length that is asked for, in whole items") {
  for (const Py_ssize_t asked : {Py_ssize_t{0}, Py_ssize_t{1}, Py_ssize_t{5}, PY_SSIZE_T_MAX}) {
    CAPTURE(asked);
    for (ordering &row : orderings) {
      CAPTURE(row.name);
      std::string memory = row.memory;
      Py_buffer view;
      fill_view(&view, row.how, memory);
      const bool in_one_piece = PyBuffer_IsContiguous(&view, 'C');
      Py_ssize_t size = asked < view.len ? asked : view.len;
      if (!in_one_piece) size -= size % view.itemsize;
      const std::string taken = std::string(row.c).substr(0, static_cast<std::size_t>(size));
      std::string copy(static_cast<std::size_t>(view.len), '!');
      CHECK(PyBuffer_ToContiguous(copy.data(), &view, asked, 'C') == 0);
      CHECK(copy.substr(0, taken.size()) == taken);
      CHECK(copy.find_first_not_of('!', taken.size()) == std::string::npos);
    }
  }
}

TEST_CASE("contiguity: the sizes of an empty view may multiply to more than there is") {
  const Py_ssize_t big = PY_SSIZE_T_MAX / 2 + 1;
  std::string nothing;
  layout how = {{0, big, big}, {1, big, 1}};
  Py_buffer view;
  how.itemsize = 0;
  fill_view(&view, how, nothing);
  view.itemsize = 1;
  CHECK(PyBuffer_IsContiguous(&view, 'C') == 1);
  CHECK(PyBuffer_IsContiguous(&view, 'F') == 1);
  CHECK(PyBuffer_ToContiguous(nothing.data(), &view, PY_SSIZE_T_MAX, 'C') == 0);
  Py_ssize_t strides[3], first[3] = {0, 0, 0};
  PyBuffer_FillContiguousStrides(3, view.shape, strides, 8, 'C');
  CHECK(strides[2] == 8);
  CHECK(strides[1] == 0);  // 8 * 2^62, as far as it fits
  PyBuffer_FillContiguousStrides(3, view.shape, strides, 8, 'F');
  CHECK(strides[2] == 0);
  CHECK(PyBuffer_GetPointer(&view, first) == view.buf);
  view.strides = nullptr;
  CHECK(PyBuffer_GetPointer(&view, first) == view.buf);
}

struct incomplete {
  const char *name, *error;
  layout how;
  Py_ssize_t len;
  bool without_shape = false;
};

TEST_CASE("contiguity: items that cannot be found are not copied") {
  const incomplete rows[] = {
      {"no shape", "BufferError: the view has no shape to follow", {{2}, {2}}, 2, true},
      {"no items", "BufferError: the view has bytes, but its shape has no items", {{0}, {2}}, 3},
      {"no items in one dimension",
       "BufferError: the view has bytes, but its shape has no items",
       {{2, 0}, {5, 2}, 2},
       2},
      {"items of no size", "BufferError: the items of the view have no size", {{2}, {2}, 0}, 4},
  };
  for (incomplete row : rows) {
    CAPTURE(row.name);
    std::string memory = "abcdef", copy = "......";
    Py_buffer view;
    fill_view(&view, row.how, memory);
    view.len = row.len;
    if (row.without_shape) view.shape = nullptr;
    CHECK(answer(PyBuffer_ToContiguous(copy.data(), &view, 6, 'F')) == row.error);
    CHECK(answer(PyBuffer_FromContiguous(&view, copy.data(), 6, 'F')) == row.error);
    CHECK(copy == "......");
    CHECK(memory == "abcdef");
  }
}

}  // namespace
}  // namespace slotbuf::test
