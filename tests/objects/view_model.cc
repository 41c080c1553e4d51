#include "view_model.hh"

#include <algorithm>
#include <cstdlib>
#include <cstring>

#include "../support/doctest.hh"
#include "../support/host_type.hh"
#include "../support/objects.hh"

namespace slotbuf::test {

// ---- The model.

namespace {

char letter(dice &random) { return static_cast<char>('a' + random.below(26)); }

std::unique_ptr<char[]> some_memory(dice &random, Py_ssize_t size) {
  auto made = std::make_unique<char[]>(static_cast<std::size_t>(size));
  for (Py_ssize_t i = 0; i < size; ++i) made[static_cast<std::size_t>(i)] = letter(random);
  return made;
}

}  // namespace

view_model::view_model(dice &random, int dimensions, Py_ssize_t itemsize) {
  view.ndim = dimensions;
  view.itemsize = itemsize;
  for (int i = 0; i < dimensions; ++i)
    shape_.push_back(random.once_in(6) ? 0 : 1 + random.below(4));
  number_items();
  view.len = static_cast<Py_ssize_t>(indices.size()) * itemsize;
  if (dimensions > 0 && random.once_in(6))
    lay_out_rows(random);
  else
    lay_out(random);
  view.shape = dimensions ? shape_.data() : nullptr;
  if (!strides_.empty()) view.strides = strides_.data();
  if (!suboffsets_.empty()) view.suboffsets = suboffsets_.data();
  // Without strides, one dimension needs no shape.
  if (dimensions == 1 && !view.strides && random.once_in(2)) view.shape = nullptr;
  view.format = random.once_in(3) ? nullptr : const_cast<char *>(random.once_in(2) ? "B" : "3s");
}

void view_model::number_items() {
  const auto end = [&](std::size_t dimension) {
    return dimension < shape_.size() ? shape_[dimension] : 1;
  };
  for (Py_ssize_t i = 0; i < end(0); ++i)
    for (Py_ssize_t j = 0; j < end(1); ++j)
      for (Py_ssize_t k = 0; k < end(2); ++k) {
        indices.push_back({i, j, k});
        indices.back().resize(shape_.size());
      }
}

// One piece of memory, in C order, in Fortran order, with gaps, backwards, or over itself.
void view_model::lay_out(dice &random) {
  const int manner = random.below(6);
  Py_ssize_t stride = view.itemsize;
  strides_.resize(shape_.size());
  for (std::size_t i = 0; i < shape_.size(); ++i) {
    const std::size_t at = manner == 1 ? i : shape_.size() - 1 - i;
    if (manner == 2) stride *= 1 + random.below(2);
    strides_[at] = stride;
    stride *= shape_[at];
    if (manner == 3 && random.once_in(2)) strides_[at] = -strides_[at];
    if (manner == 4 && random.once_in(2)) strides_[at] = 0;
  }
  std::vector<Py_ssize_t> offsets;
  for (const sizes &index : indices) {
    offsets.push_back(0);
    for (std::size_t i = 0; i < index.size(); ++i) offsets.back() += index[i] * strides_[i];
  }
  const auto [least, most] = std::minmax_element(offsets.begin(), offsets.end());
  const Py_ssize_t first = offsets.empty() ? 0 : *least;
  memory_.push_back(some_memory(random, offsets.empty() ? 0 : *most - first + view.itemsize));
  view.buf = memory_.back().get() - first;
  for (const Py_ssize_t offset : offsets) places.push_back(memory_.back().get() - first + offset);
  if (manner == 0) strides_.clear();
  if (manner != 0 && random.once_in(8)) suboffsets_.assign(shape_.size(), -1);
}

// A pointer for each row; the items of the row are behind the suboffset, in C order.
void view_model::lay_out_rows(dice &random) {
  const Py_ssize_t offset = random.below(3);
  Py_ssize_t stride = view.itemsize;
  strides_.resize(shape_.size());
  for (std::size_t at = shape_.size(); --at > 0; stride *= shape_[at]) strides_[at] = stride;
  strides_[0] = sizeof(char *);
  suboffsets_.assign(shape_.size(), -1);
  suboffsets_[0] = offset;
  for (Py_ssize_t i = 0; i < shape_[0]; ++i) {
    memory_.push_back(some_memory(random, offset + stride));
    rows_.push_back(memory_.back().get());
  }
  view.buf = rows_.data();
  for (const sizes &index : indices) {
    places.push_back(rows_[static_cast<std::size_t>(index[0])] + offset);
    for (std::size_t i = 1; i < index.size(); ++i) places.back() += index[i] * strides_[i];
  }
}

std::string view_model::bytes() const {
  std::string all;
  for (std::size_t i = 0; i < places.size(); ++i) all += item(i);
  return all;
}

std::string view_model::fortran_bytes() const {
  std::vector<std::pair<sizes, std::size_t>> order;
  for (std::size_t i = 0; i < indices.size(); ++i)
    order.emplace_back(sizes(indices[i].rbegin(), indices[i].rend()), i);
  std::sort(order.begin(), order.end());
  std::string all;
  for (const auto &each : order) all += item(each.second);
  return all;
}

bool view_model::packed() const {
  for (std::size_t i = 0; i < places.size(); ++i)
    if (places[i] != static_cast<char *>(view.buf) + i * size()) return false;
  return true;
}

bool view_model::disjoint() const {
  std::vector<char *> sorted = places;
  std::sort(sorted.begin(), sorted.end());
  for (std::size_t i = 1; i < sorted.size(); ++i)
    if (sorted[i] - sorted[i - 1] < view.itemsize) return false;
  return true;
}

// ---- The exporter.

namespace {

struct host_object {
  PyObject_HEAD
  host *what;
};

host *host_of(PyObject *self) { return reinterpret_cast<host_object *>(self)->what; }

void give_numbers(Py_buffer *view, Py_ssize_t *table, Py_ssize_t room) {
  for (Py_ssize_t **numbers : {&view->shape, &view->strides}) {
    if (!*numbers || room < view->ndim) continue;
    std::copy_n(*numbers, view->ndim, table);
    *numbers = table;
    table += view->ndim;
    room -= view->ndim;
  }
}

int give_view(PyObject *self, Py_buffer *view, int flags) {
  host *const what = host_of(self);
  if (what->how == hand::another_export) return PyObject_GetBuffer(what->other->get(), view, flags);
  *view = what->model.view;
  if (what->how == hand::nobody) return 0;
  if (what->how == hand::table_in_view) give_numbers(view, view->smalltable, 2);
  if (what->how == hand::shape_per_view) {
    view->internal = std::malloc(6 * sizeof(Py_ssize_t));
    give_numbers(view, static_cast<Py_ssize_t *>(view->internal), 6);
  }
  host *const told = what->how == hand::somebody_else ? what->other : what;
  view->obj = told->get();
  Py_INCREF(view->obj);
  ++told->exports;
  return 0;
}

void take_back(PyObject *self, Py_buffer *view) {
  --host_of(self)->exports;
  std::free(view->internal);
}

PyTypeObject *host_object_type() {
  static PyBufferProcs procs = {nullptr, nullptr, nullptr, nullptr, give_view, take_back};
  static PyTypeObject type = host_type("test.modelled", sizeof(host_object));
  type.tp_as_buffer = &procs;
  type.tp_flags |= Py_TPFLAGS_HAVE_NEWBUFFER;
  return PyType_Ready(&type) == 0 ? &type : nullptr;
}

}  // namespace

host::host(view_model &shown, hand manner, host *another)
    : model(shown), how(manner), other(another) {
  auto *const self = PyObject_New(host_object, host_object_type());
  self->what = this;
  object_ = ref::steal(self);
}

host::~host() {
  CHECK(exports == 0);
  CHECK(references(object_) == 1);
}

}  // namespace slotbuf::test
