// Plugins that share the slotbuf of their host: the types that they bring are everybody's, and
// their code may go once nobody needs it.
#include <slotbuf.h>

#include <string>

#include "../support/doctest.hh"
#include "../support/error.hh"
#include "../support/objects.hh"
#include "../support/threads.hh"
#include "opened.hh"

namespace slotbuf::test {

bool starts_threads() { return true; }

namespace {

ref made_by(const opened &plugin) { return ref::steal(static_cast<PyObject *>(plugin->make())); }

TEST_CASE("plugins: host and plugin share types, objects and the pending error") {
  const opened plugin(PLUGIN);
  REQUIRE(plugin);
  CHECK(plugin->string_type == &PyString_Type);
  CHECK(plugin->work() == 0);
  CHECK(read(made_by(plugin)) == "plugin");
  plugin->fail();
  CHECK(take_error() == "ValueError: of the plugin 7");
  CHECK(plugin->leave() == 0);
}

TEST_CASE("plugins: a type whose objects the host holds is not forgotten, in release builds too") {
  opened plugin(PLUGIN);
  REQUIRE(plugin);
  ref first = made_by(plugin), second = made_by(plugin);
  CHECK(plugin->leave() == -1);
  CHECK(take_error() == "RuntimeError: plugin.thing still has 2 live object(s)");
  first.reset();
  CHECK(plugin->leave() == -1);
  CHECK(take_error() == "RuntimeError: plugin.thing still has 1 live object(s)");
  CHECK(read(second) == "plugin");
  second.reset();
  CHECK(plugin->leave() == 0);
  CHECK(plugin.close());
  CHECK(Slotbuf_ReportLiveObjects([](void *, PyTypeObject *, Py_ssize_t) {}, nullptr) ==
        Slotbuf_LiveObjects(nullptr));
}

TEST_CASE("plugins: an error that holds an object of the plugin keeps its type") {
  opened plugin(PLUGIN);
  REQUIRE(plugin);
  PyErr_SetObject(PyExc_ValueError, made_by(plugin).get());
  CHECK(plugin->leave() == -1);
  CHECK(take_error() == "RuntimeError: plugin.thing still has 1 live object(s)");
  CHECK(plugin->leave() == 0);
  CHECK(plugin.close());
}

TEST_CASE("plugins: a thread may end after a plugin that it used, and after its last object") {
  opened plugin(PLUGIN);
  REQUIRE(plugin);
  std::atomic<bool> used{false}, closed{false};
  std::thread thread = start_thread([&] {
    CHECK(plugin->work() == 0);
    plugin->fail();
    used = true;
    while (!closed) std::this_thread::yield();
    CHECK(take_error() == "ValueError: of the plugin 7");
    const ref object = bytearray("made later");
    CHECK(read(object) == "made later");
  });
  while (!used) std::this_thread::yield();
  CHECK(plugin->leave() == 0);
  CHECK(plugin.close());
  closed = true;
  thread.join();
}

}  // namespace
}  // namespace slotbuf::test
