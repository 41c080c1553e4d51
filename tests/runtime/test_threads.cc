// Counts, pins and errors with several threads. This is a program of its own: once a process has
// had a second thread it counts atomically to its end, and the other tests must test plain counting
// too.
#include <slotbuf.h>

#include <atomic>
#include <cstring>
#include <string>
#include <vector>

#include "../support/doctest.hh"
#include "../support/error.hh"
#include "../support/exported.hh"
#include "../support/host_type.hh"
#include "../support/objects.hh"
#include "../support/threads.hh"

namespace slotbuf::test {

bool starts_threads() { return true; }

namespace {

constexpr int rounds = 200'000;

TEST_CASE("threads: every reference taken and given back is counted") {
  const ref object = bytearray("shared");
  on_all_threads([&](int) {
    for (int i = 0; i < rounds; ++i) {
      Py_INCREF(object.get());
      exported(Py_INCREF)(object.get());
      Py_DECREF(object.get());
      Py_DecRef(object.get());
    }
  });
  CHECK(references(object) == 1);
}

TEST_CASE("threads: references that stay are all there") {
  const ref object = bytearray("shared");
  on_all_threads([&](int) {
    for (int i = 0; i < rounds; ++i) Py_INCREF(object.get());
  });
  CHECK(references(object) == 1 + thread_count * rounds);
  on_all_threads([&](int) {
    for (int i = 0; i < rounds; ++i) Py_DECREF(object.get());
  });
  CHECK(references(object) == 1);
}

TEST_CASE("threads: what one made, and the views that it took, live on when it has ended") {
  static PyTypeObject type = host_type("test.orphan", 0, &PyByteArray_Type);
  REQUIRE(PyType_Ready(&type) == 0);
  ref objects[3];
  Py_buffer view;
  start_thread([&] {
    objects[0] = ref::steal(Slotbuf_NewFromBytes(&type, "orphan", 6));
    objects[1] = str("a text");
    objects[2] = window(ref::share(objects[0].get()));
    if (PyObject_GetBuffer(objects[0].get(), &view, PyBUF_WRITABLE) < 0) view.buf = nullptr;
    PyErr_SetObject(PyExc_ValueError, objects[1].get());
  }).join();
  CHECK(read(objects[0]) == "orphan");
  CHECK(read(objects[1]) == "a text");
  CHECK(read(objects[2]) == "orphan");
  CHECK(references(objects[1]) == 1);
  CHECK(PyByteArray_Resize(objects[0].get(), 100) == -1);
  CHECK(take_error() == "BufferError: Existing exports of data: object cannot be re-sized");
  REQUIRE(view.buf != nullptr);
  std::memcpy(view.buf, "parent", 6);
  PyBuffer_Release(&view);
  CHECK(read(objects[2]) == "parent");
  CHECK(PyByteArray_Resize(objects[0].get(), 3) == 0);
  CHECK(Slotbuf_ForgetType(&type) == -1);
  CHECK(take_error() == "RuntimeError: test.orphan still has 1 live object(s)");
  objects[0].reset();
  objects[2].reset();
  CHECK(Slotbuf_ForgetType(&type) == 0);
}

TEST_CASE("threads: objects of a host's type are counted, whoever makes and ends them") {
  static PyTypeObject type = host_type("test.counted", sizeof(PyObject));
  REQUIRE(PyType_Ready(&type) == 0);
  const ref stays = ref::steal(PyObject_New(PyObject, &type));
  on_all_threads([](int) {
    for (int i = 0; i < rounds; ++i) Py_DECREF(PyObject_New(PyObject, &type));
  });
  CHECK(Slotbuf_ForgetType(&type) == -1);
  CHECK(take_error() == "RuntimeError: test.counted still has 1 live object(s)");
}

std::atomic<int> ended;

TEST_CASE("threads: the last of all ends an object, once") {
  static PyTypeObject type = host_type("test.thing", sizeof(PyObject));
  type.tp_dealloc = [](PyObject *self) {
    ++ended;
    PyObject_Del(self);
  };
  REQUIRE(PyType_Ready(&type) == 0);
  // All objects in one meeting of the threads: each meeting costs a busy machine much time.
  std::vector<PyObject *> objects(rounds);
  for (PyObject *&object : objects) {
    object = PyObject_New(PyObject, &type);
    REQUIRE(object != nullptr);
    for (int i = 1; i < thread_count; ++i) Py_INCREF(object);
  }
  ended = 0;
  on_all_threads([&](int) {
    for (PyObject *const object : objects) Py_DECREF(object);
  });
  CHECK(ended == rounds);
}

TEST_CASE("threads: dropping grants loses no reference") {
  const ref object = bytearray("shared");
  on_all_threads([&](int number) {
    for (int i = 0; i < rounds; ++i) {
      Py_INCREF(object.get());
      if (number == 0 && i == rounds / 2) Slotbuf_DropGrants(object.get(), SLOTBUF_GRANT_WRITE);
      Py_DECREF(object.get());
    }
  });
  CHECK(references(object) == 1);
  CHECK(Slotbuf_Grants(object.get(), SLOTBUF_GRANT_WRITE) == 0);
  CHECK(Slotbuf_Grants(object.get(), SLOTBUF_GRANT_READ | SLOTBUF_GRANT_CHAR) == 1);
}

TEST_CASE("threads: pins are counted, and a resize among them either claims the bytes or fails") {
  const ref object = bytearray("shared");
  std::atomic<long> pins{0}, refusals{0}, overlaps{0}, claims{0}, claimed{0};
  on_all_threads([&](int number) {
    for (int i = 0; i < rounds; ++i) {
      if (number == 0) {
        if (Slotbuf_BeginResize(object.get()) == 0) {
          claimed = 1;
          ++claims;
          claimed = 0;
          Slotbuf_EndResize(object.get());
        } else {
          if (PyErr_ExceptionMatches(PyExc_BufferError)) ++refusals;
          PyErr_Clear();
        }
      } else if (Slotbuf_Pin(object.get()) == 0) {
        overlaps += claimed;
        ++pins;
        Slotbuf_Unpin(object.get());
      } else {
        if (PyErr_ExceptionMatches(PyExc_BufferError)) ++refusals;
        PyErr_Clear();
      }
    }
  });
  CHECK(overlaps == 0);
  CHECK(pins + claims + refusals == thread_count * rounds);
  CHECK(Slotbuf_BeginResize(object.get()) == 0);
  Slotbuf_EndResize(object.get());
  CHECK(PyByteArray_Resize(object.get(), 100) == 0);
}

TEST_CASE("threads: views taken and released everywhere leave the bytearray free") {
  const ref object = bytearray("shared");
  on_all_threads([&](int) {
    for (int i = 0; i < rounds / 40; ++i) {
      Py_buffer view;
      if (PyObject_GetBuffer(object.get(), &view, PyBUF_SIMPLE) == 0) PyBuffer_Release(&view);
    }
  });
  CHECK(references(object) == 1);
  CHECK(PyByteArray_Resize(object.get(), 100) == 0);
}

TEST_CASE("threads: each has an error of its own") {
  PyErr_SetString(PyExc_ValueError, "of the first");
  std::atomic<int> wrong{0};
  on_all_threads([&](int number) {
    if (PyErr_Occurred() != nullptr) ++wrong;
    for (int i = 0; i < 1000; ++i) {
      const std::string text = std::to_string(number * 1000 + i);
      PyErr_Format(PyExc_TypeError, "%s", text.c_str());
      if (take_error() != "TypeError: " + text) ++wrong;
    }
  });
  CHECK(wrong == 0);
  CHECK(take_error() == "ValueError: of the first");
}

TEST_CASE("threads: a type may be readied, and objects made, by all at once") {
  static PyTypeObject base = host_type("test.base", 0, &PyByteArray_Type);
  static PyTypeObject types[thread_count];
  for (PyTypeObject &type : types) type = host_type("test.derived", 0, &base);
  std::atomic<int> made{0};
  on_all_threads([&](int number) {
    for (PyTypeObject *type : {&types[number], &types[0], &base}) {
      if (PyType_Ready(type) < 0) return;
      for (int i = 0; i < 1000; ++i) {
        const ref object = ref::steal(Slotbuf_NewFromBytes(type, "bytes", 5));
        if (object && read(object) == "bytes") ++made;
      }
    }
  });
  CHECK(made == thread_count * 3 * 1000);
  CHECK(PyType_HasFeature(&base, Py_TPFLAGS_READY) == 1);
}

}  // namespace
}  // namespace slotbuf::test
