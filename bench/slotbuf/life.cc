// References, objects made and freed, windows and views.

#include "objects.hh"

namespace bench {
namespace {

// Where the functions are called out of line, reference counts are too, as in a host that sees only
// symbols.
inline void take(PyObject *object) {
#ifdef SLOTBUF_NO_INLINE_BUFFER
  Py_IncRef(object);
#else
  Py_INCREF(object);
#endif
}
inline void give_back(PyObject *object) {
#ifdef SLOTBUF_NO_INLINE_BUFFER
  Py_DecRef(object);
#else
  Py_DECREF(object);
#endif
}

inline void refer(PyObject *object) {
  take(object);
  sink(object);
  give_back(object);
}

int verify_ref(void *work) {
  auto *const object = static_cast<PyObject *>(work);
  const Py_ssize_t before = Py_REFCNT(object);
  take(object);
  const bool is_right = Py_REFCNT(object) == before + 1;
  give_back(object);
  return is_right && Py_REFCNT(object) == before;
}

constexpr auto verify_sixteen = verify_ask<as_read, const void *>;

// Rows that make an object of [base] and free it.
template <PyObject *(*make)(const void *base)>
struct alloc {
  static void make_and_free(const void *base) {
    PyObject *const object = make(base);
    sink(object);
    Py_DECREF(object);
  }

  static int verify(void *work) {
    PyObject *const object = make(work);
    const int is_right = object && verify_sixteen(object);
    Py_XDECREF(object);
    return is_right;
  }

  static bench_row row(const char *question, const char *object, maker prepare,
                       void (*finish)(void *)) {
    return {question, object,    prepare, verify, run_one<const void, make_and_free, 0>,
            finish,   empty_one, 0};
  }
};

PyObject *str_of(const void *bytes) {
  return PyString_FromStringAndSize(static_cast<const char *>(bytes), sixteen_size);
}
PyObject *bytearray_of(const void *bytes) {
  return PyByteArray_FromStringAndSize(static_cast<const char *>(bytes), sixteen_size);
}
PyObject *array_of(const void *bytes) { return SlotbufArray_FromBytes('B', bytes, sixteen_size); }
PyObject *int_of(const void *) { return PyInt_FromLong(1000000); }
PyObject *window_on(const void *base) {
  return PyBuffer_FromObject(static_cast<PyObject *>(const_cast<void *>(base)), 0,
                             Py_END_OF_BUFFER);
}

// A thousand live objects: the oldest goes and a new one comes.
constexpr std::size_t live_objects = 1000;

struct live {
  void *objects[live_objects];
  std::size_t oldest;

  void **oldest_place() {
    void **const place = &objects[oldest];
    oldest = oldest + 1 < live_objects ? oldest + 1 : 0;
    return place;
  }
};

template <maker make>
struct alloc_live {
  static void *prepare() {
    auto *const all = new live{};
    for (void *&object : all->objects) object = make();
    return all;
  }
  static int verify(void *work) { return verify_sixteen(static_cast<live *>(work)->objects[0]); }
  static void run(void *work, std::size_t operations) {
    for (; operations > 0; --operations) {
      void **const place = static_cast<live *>(work)->oldest_place();
      drop(*place);
      *place = make();
      sink(place);
    }
  }
  static void empty(void *work, std::size_t operations) {
    for (; operations > 0; --operations) sink(static_cast<live *>(work)->oldest_place());
  }
  static void finish(void *work) {
    auto *const all = static_cast<live *>(work);
    for (void *const object : all->objects) drop(object);
    delete all;
  }
  static bench_row row(const char *object) {
    return {"alloc-live", object, prepare, verify, run, finish, empty, 0};
  }
};

inline void lease(PyObject *object) {
  Py_buffer view;
  PyObject_GetBuffer(object, &view, PyBUF_SIMPLE);
  sink(view.buf, view.len);
  PyBuffer_Release(&view);
}

int verify_lease(void *work) {
  Py_buffer view;
  if (PyObject_GetBuffer(static_cast<PyObject *>(work), &view, PyBUF_SIMPLE) != 0) return 0;
  const int is_right = is_sixteen(view.buf, view.len);
  PyBuffer_Release(&view);
  return is_right;
}

void add_lease(row_list &rows, const char *object, maker make) {
  rows.add_one<PyObject, lease>({"lease", object, make, verify_lease, nullptr, drop, nullptr, 0});
}

}  // namespace

void add_life_rows(row_list &rows) {
  rows.add(
      {"contended", "str", make_str, verify_ref, run_one<PyObject, refer, 0>, drop, empty_one, 0});
  rows.add_one<PyObject, refer>({"ref", "str", make_str, verify_ref, nullptr, drop, nullptr, 0});

  rows.add(alloc<str_of>::row("alloc", "str16", prepare_sixteen, finish_nothing));
  rows.add(alloc<bytearray_of>::row("alloc", "bytearray16", prepare_sixteen, finish_nothing));
  rows.add(alloc<array_of>::row("alloc", "array", prepare_sixteen, finish_nothing));
  rows.add(alloc<window_on>::row("alloc", "buffer", make_str, drop));
  rows.add(alloc<window_on>::row("view", "buffer", make_str, drop));
  rows.add(alloc<window_on>::row("view", "buffer/bytearray", make_bytearray, drop));
  rows.add(alloc_live<make_str>::row("str16"));
  rows.add(alloc_live<make_bytearray>::row("bytearray16"));

  bench_row of_int = alloc<int_of>::row("alloc", "int", prepare_sixteen, finish_nothing);
  of_int.verify = [](void *) {
    PyObject *const object = int_of(nullptr);
    const int is_right = PyInt_AsLong(object) == 1000000;
    Py_DECREF(object);
    return is_right;
  };
  rows.add(of_int);

  add_lease(rows, "str", make_str);
  add_lease(rows, "bytearray", make_bytearray);
  add_lease(rows, "buffer", make_window);
}

}  // namespace bench
