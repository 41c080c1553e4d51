// A million objects, each holding the one before, are freed on a small stack. This is a program of
// its own, like all that start threads.
#include <pthread.h>
#include <slotbuf.h>

#include <cstring>
#include <functional>

#include "../support/doctest.hh"
#include "../support/host_type.hh"
#include "../support/objects.hh"
#include "../support/threads.hh"

namespace slotbuf::test {

bool starts_threads() { return true; }

namespace {

constexpr int a_million = 1'000'000;
constexpr std::size_t small_stack = 128 * 1024;

// Runs [work] on a stack too small for one call per link of a chain.
void on_small_stack(const std::function<void()> &work) {
  pthread_attr_t attributes;
  REQUIRE(pthread_attr_init(&attributes) == 0);
  REQUIRE(pthread_attr_setstacksize(&attributes, small_stack) == 0);
  pthread_t thread;
  const auto run = [](void *what) -> void * {
    (*static_cast<const std::function<void()> *>(what))();
    return nullptr;
  };
  REQUIRE(pthread_create(&thread, &attributes, run,
                         const_cast<void *>(static_cast<const void *>(&work))) == 0);
  pthread_join(thread, nullptr);
  pthread_attr_destroy(&attributes);
}

// [links] objects, of which each is [link] of the one before; the first is of [end].
template <typename Link>
ref chain(const ref &end, int links, Link link) {
  ref last = ref::share(end.get());
  for (int i = 0; i < links && last; ++i) last = link(last, i);
  REQUIRE(last);
  return last;
}

void check_freed(ref last) {
  on_small_stack([&] { last.reset(); });
}

TEST_CASE("chains: slices of slices") {
  const ref end = bytearray("end");
  SUBCASE("by their starts") {
    check_freed(chain(end, a_million, [](const ref &last, int) { return slice(last, ref()); }));
  }
  SUBCASE("by their stops") {
    check_freed(chain(end, a_million, [](const ref &last, int) { return slice(ref(), last); }));
  }
  SUBCASE("by their steps") {
    check_freed(
        chain(end, a_million, [](const ref &last, int) { return slice(ref(), ref(), last); }));
  }
  SUBCASE("by all three in turn") {
    check_freed(chain(end, a_million, [](const ref &last, int i) {
      if (i % 3 == 0) return slice(last, ref(), ref());
      return i % 3 == 1 ? slice(ref(), last, ref()) : slice(ref(), ref(), last);
    }));
  }
  SUBCASE("by two at once") {
    check_freed(chain(end, a_million, [](const ref &last, int) { return slice(last, last); }));
  }
  CHECK(references(end) == 1);
}

// A slice of two slices of two slices ...: as many as will be freed, and none twice.
ref tree(int depth) {
  if (depth == 0) return slice(ref(), ref());
  return slice(tree(depth - 1), ref(), tree(depth - 1));
}

TEST_CASE("chains: slices that branch") { check_freed(tree(15)); }

TEST_CASE("chains: a part of a chain of slices that somebody holds lives on") {
  const ref end = bytearray("end");
  const auto link = [](const ref &last, int) { return slice(last, ref()); };
  const ref middle = chain(end, 10, link);
  check_freed(chain(middle, a_million, link));
  CHECK(references(middle) == 1);
  CHECK(references(end) == 2);
}

TEST_CASE("chains: memoryviews on memoryviews") {
  const ref end = bytearray("end");
  const auto link = [](const ref &last, int) { return memoryview(last); };
  ref last = chain(end, a_million, link);
  CHECK(PyByteArray_Resize(end.get(), 100) == -1);
  CHECK(PyErr_ExceptionMatches(PyExc_BufferError) == 1);
  PyErr_Clear();
  check_freed(std::move(last));
  CHECK(references(end) == 1);
  CHECK(PyByteArray_Resize(end.get(), 100) == 0);
}

TEST_CASE("chains: a part of a chain of memoryviews that somebody holds lives on") {
  const ref end = bytearray("end");
  const auto link = [](const ref &last, int) { return memoryview(last); };
  {
    const ref middle = chain(end, 10, link);
    check_freed(chain(middle, a_million, link));
    CHECK(references(middle) == 1);
    CHECK(PyByteArray_Resize(end.get(), 100) == -1);
    PyErr_Clear();
  }
  CHECK(references(end) == 1);
}

TEST_CASE("chains: slices of a chain of memoryviews") {
  const ref end = bytearray("end");
  const ref views =
      chain(end, a_million / 2, [](const ref &last, int) { return memoryview(last); });
  ref last = chain(views, a_million / 2, [](const ref &up, int) { return slice(ref(), up); });
  const_cast<ref &>(views).reset();
  check_freed(std::move(last));
  CHECK(references(end) == 1);
}

TEST_CASE("chains: windows on windows") {
  const ref end = bytearray("end");
  check_freed(chain(end, a_million, [](const ref &last, int) { return window(last); }));
  CHECK(references(end) == 1);
}

// A memoryview on a view of which a host says that [exporter] gave it.
ref view_for(const ref &exporter) {
  static char memory[] = "host";
  Py_buffer view;
  REQUIRE(PyBuffer_FillInfo(&view, exporter.get(), memory, 4, 0, PyBUF_FULL_RO) == 0);
  return ref::steal(PyMemoryView_FromBuffer(&view));
}

TEST_CASE("chains: memoryviews that export each other's views") {
  const ref end = bytearray("end");
  const auto link = [](const ref &last, int) { return view_for(last); };
  ref last = chain(memoryview(end), a_million, link);
  SUBCASE("as objects") { check_freed(std::move(last)); }
  SUBCASE("as the exporter of a view that is released") {
    Py_buffer view;
    REQUIRE(PyBuffer_FillInfo(&view, last.get(), nullptr, 0, 0, PyBUF_SIMPLE) == 0);
    last.reset();
    on_small_stack([&] { PyBuffer_Release(&view); });
    CHECK(view.obj == nullptr);
  }
  SUBCASE("as the value of an error") {
    on_small_stack([&] {
      PyErr_SetObject(PyExc_ValueError, last.get());
      last.reset();
      PyErr_Clear();
    });
  }
  CHECK(references(end) == 1);
  CHECK(PyByteArray_Resize(end.get(), 100) == 0);
}

TEST_CASE("chains: memoryviews and slices in turn") {
  const ref end = bytearray("end");
  check_freed(chain(end, a_million, [](const ref &last, int i) {
    return i % 2 ? view_for(last) : slice(last, ref());
  }));
  CHECK(references(end) == 1);
}

// An object of a host that holds another one and, as a bytearray, has flags beside its count.
struct holder {
  SlotbufResizableObject head;
  char rest[64];
  PyObject *held;
};

int holders_ended;

void holder_dealloc(PyObject *self) {
  ++holders_ended;
  Py_XDECREF(reinterpret_cast<holder *>(self)->held);
  PyByteArray_Type.tp_dealloc(self);
}

ref hold(const ref &held) {
  static PyTypeObject type = [] {
    PyTypeObject made = host_type("holder", sizeof(holder), &PyByteArray_Type);
    made.tp_dealloc = holder_dealloc;
    return made;
  }();
  REQUIRE(PyType_Ready(&type) == 0);
  const ref empty = bytearray("");
  ref made = ref::steal(PyObject_New(PyObject, &type));
  REQUIRE(made);
  std::memcpy(reinterpret_cast<char *>(made.get()) + sizeof(PyObject),
              reinterpret_cast<char *>(empty.get()) + sizeof(PyObject),
              static_cast<std::size_t>(PyByteArray_Type.tp_basicsize) - sizeof(PyObject));
  reinterpret_cast<holder *>(made.get())->held = ref::share(held.get()).release();
  return made;
}

TEST_CASE("chains: objects of a host in turn with ours") {
  const ref end = bytearray("end");
  holders_ended = 0;
  SUBCASE("slices") {
    check_freed(chain(end, a_million, [](const ref &last, int i) {
      return i % 2 ? slice(last, last) : hold(last);
    }));
  }
  SUBCASE("windows") {
    check_freed(chain(end, a_million,
                      [](const ref &last, int i) { return i % 2 ? window(last) : hold(last); }));
  }
  SUBCASE("memoryviews") {
    check_freed(chain(end, a_million, [](const ref &last, int i) {
      return i % 2 ? memoryview(last) : hold(last);
    }));
  }
  CHECK(holders_ended == a_million / 2);
  CHECK(references(end) == 1);
}

}  // namespace
}  // namespace slotbuf::test
