// Bulk work: a byte at the end of a bytearray, and one megabyte at a time.

#include "objects.hh"

namespace bench {
namespace {

constexpr Py_ssize_t part_size = 1024, parts = 1024, megabyte = part_size * parts;

struct bulk {
  PyObject *first, *second;  // equal
  PyObject *part;
};

PyObject *filled_str(Py_ssize_t size) {
  PyObject *const str = PyString_FromStringAndSize(nullptr, size);
  for (Py_ssize_t i = 0; i < size; ++i) PyString_AS_STRING(str)[i] = sixteen[i % sixteen_size];
  return str;
}

template <Py_ssize_t size>
void *prepare() {
  return new bulk{filled_str(size), filled_str(size), filled_str(part_size)};
}

void finish(void *work) {
  auto *const all = static_cast<bulk *>(work);
  drop(all->first);
  drop(all->second);
  drop(all->part);
  delete all;
}

// Whether [object] is the megabyte that it should be; releases it.
bool is_megabyte(PyObject *object) {
  const void *bytes;
  Py_ssize_t size;
  bool is_right = object && PyObject_AsReadBuffer(object, &bytes, &size) == 0 && size == megabyte;
  for (std::size_t i = 0; is_right && i < static_cast<std::size_t>(megabyte); i += sixteen_size)
    is_right = is_sixteen(static_cast<const char *>(bytes) + i, sixteen_size);
  Py_XDECREF(object);
  return is_right;
}

PyObject *extend(const bulk *all) {
  PyObject *const object = PyByteArray_FromStringAndSize("", 0);
  SlotbufByteArray_Extend(object, all->first);
  return object;
}
PyObject *concat(const bulk *all) { return PySequence_Concat(all->first, all->second); }
PyObject *repeat(const bulk *all) { return PySequence_Repeat(all->part, parts); }

template <PyObject *(*make)(const bulk *)>
void run(void *work, std::size_t operations) {
  for (; operations > 0; --operations) {
    PyObject *const object = make(static_cast<bulk *>(work));
    sink(object);
    Py_DECREF(object);
  }
}

template <PyObject *(*make)(const bulk *)>
int verify(void *work) {
  return is_megabyte(make(static_cast<bulk *>(work)));
}

int verify_compare(void *work) {
  const auto *const all = static_cast<bulk *>(work);
  return PyObject_RichCompareBool(all->first, all->second, Py_EQ) == 1;
}

void run_compare(void *work, std::size_t operations) {
  const auto *const all = static_cast<bulk *>(work);
  for (; operations > 0; --operations)
    sink(PyObject_RichCompareBool(all->first, all->second, Py_EQ));
}

// append: one byte at a time, starting over after a megabyte.

struct growing {
  PyObject *bytearray, *item;
};

void *prepare_growing() {
  return new growing{PyByteArray_FromStringAndSize("", 0), PyInt_FromLong('x')};
}

inline void append(growing *all) {
  SlotbufByteArray_Append(all->bytearray, all->item);
  if (PyByteArray_GET_SIZE(all->bytearray) == megabyte) PyByteArray_Resize(all->bytearray, 0);
}

int verify_append(void *work) {
  auto *const all = static_cast<growing *>(work);
  const Py_ssize_t before = PyByteArray_GET_SIZE(all->bytearray);
  append(all);
  return PyByteArray_GET_SIZE(all->bytearray) == before + 1 &&
         PyByteArray_AS_STRING(all->bytearray)[before] == 'x';
}

void finish_growing(void *work) {
  auto *const all = static_cast<growing *>(work);
  drop(all->bytearray);
  drop(all->item);
  delete all;
}

}  // namespace

void add_bulk_rows(row_list &rows) {
  rows.add({"append", "bytearray", prepare_growing, verify_append, run_one<growing, append, 0>,
            finish_growing, empty_one, 1});
  rows.add(
      {"extend", "1MB", prepare<megabyte>, verify<extend>, run<extend>, finish, nullptr, megabyte});
  rows.add({"concat", "1MB", prepare<megabyte / 2>, verify<concat>, run<concat>, finish, nullptr,
            megabyte});
  rows.add(
      {"repeat", "1MB", prepare<megabyte>, verify<repeat>, run<repeat>, finish, nullptr, megabyte});
  rows.add({"compare", "1MB", prepare<megabyte>, verify_compare, run_compare, finish, nullptr,
            megabyte});
}

}  // namespace bench
