// Plugins that slotbuf is linked into: in any number, each with a slotbuf of its own that goes with
// it. The program has none.
#include <stdlib.h>

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "../support/child.hh"
#include "../support/doctest.hh"
#include "../support/threads.hh"
#include "opened.hh"

namespace slotbuf::test {
namespace {

namespace fs = std::filesystem;

constexpr int many = 16;

// Copies of one plugin, which the linker takes for different ones.
class copies {
 public:
  copies() {
    char name[] = "/tmp/slotbuf-plugins-XXXXXX";
    REQUIRE(mkdtemp(name) != nullptr);
    folder_ = name;
    for (int number = 0; number < many; ++number) fs::copy_file(PLUGIN, path(number));
  }
  ~copies() { fs::remove_all(folder_); }
  copies(const copies &) = delete;
  copies &operator=(const copies &) = delete;

  std::string path(int number) const { return folder_ / (std::to_string(number) + ".so"); }

 private:
  fs::path folder_;
};

TEST_CASE("plugins: many hold a slotbuf each, and go in any order, while the others work on") {
  const copies files;
  // Each number of an order is relatively prime to [many].
  for (const int step : {1, many - 1, 5, 7}) {
    CAPTURE(step);
    std::vector<opened> plugins;
    for (int number = 0; number < many; ++number) {
      plugins.emplace_back(files.path(number));
      CAPTURE(plugins.back().why_not());
      REQUIRE(plugins.back());
      CHECK(plugins.back()->work() == 0);
      for (int other = 0; other < number; ++other)
        CHECK(plugins.back()->string_type != plugins[static_cast<size_t>(other)]->string_type);
    }
    for (int gone = 0; gone < many; ++gone) {
      const auto at = [&](int place) -> opened & {
        return plugins[static_cast<size_t>(place * step % many)];
      };
      CHECK(at(gone)->leave() == 0);
      at(gone).close();
      for (int left = gone + 1; left < many; ++left) CHECK(at(left)->work() == 0);
    }
    // Without optimisation, templates of the C++ library may keep one until the others go.
    for (const opened &plugin : plugins) CHECK(plugin.is_gone());
  }
}

TEST_CASE("plugins: what they export is theirs, and nothing of slotbuf") {
  const opened plugin(PLUGIN);
  REQUIRE(plugin);
  for (const char *name : {"slotbuf_PyErr_Clear", "slotbuf_PyString_Type", "slotbuf_Py_INCREF",
                           "slotbuf_PyExc_ValueError", "slotbuf_Slotbuf_ReadyType"}) {
    CAPTURE(name);
    CHECK_FALSE(plugin.exports(name));
  }
  CHECK(plugin->leave() == 0);
}

TEST_CASE("plugins: one whose object lives is not ready to go, in release builds too") {
  opened plugin(PLUGIN);
  REQUIRE(plugin);
  void *const object = plugin->make();
  REQUIRE(object != nullptr);
  CHECK(plugin->leave() == -1);
  CHECK(plugin->why_not() == std::string("plugin.thing still has 1 live object(s)"));
  plugin->give_back(object);
  CHECK(plugin->leave() == 0);
  CHECK(plugin.close());
}

// What a thread does with the plugin before it is closed, and the thread goes on.
void outlive(const std::function<void(const opened &)> &use) {
  opened plugin(PLUGIN);
  REQUIRE(plugin);
  std::atomic<bool> used{false}, closed{false};
  std::thread thread = start_thread([&] {
    use(plugin);
    used = true;
    while (!closed) std::this_thread::yield();
  });
  while (!used) std::this_thread::yield();
  CHECK(plugin->leave() == 0);
  CHECK(plugin.close());
  closed = true;
  thread.join();
}

TEST_CASE("plugins: a thread that used one may end after it, whatever it has left there") {
  outlive([](const opened &plugin) { CHECK(plugin->work() == 0); });
  outlive([](const opened &plugin) { plugin->fail(); });
  outlive([](const opened &plugin) {
    plugin->fail();
    CHECK(plugin->leave() == 0);
  });
  const opened again(PLUGIN);
  REQUIRE(again);
  CHECK(again->work() == 0);
  CHECK(again->leave() == 0);
}

TEST_CASE("plugins: an object lives on when the thread that made it has ended") {
  const opened plugin(PLUGIN);
  REQUIRE(plugin);
  void *object = nullptr;
  start_thread([&] { object = plugin->make(); }).join();
  CHECK(plugin->leave() == -1);
  plugin->give_back(object);
  CHECK(plugin->work() == 0);
  CHECK(plugin->leave() == 0);
}

// There are 1024 keys in a process of glibc.
TEST_CASE("plugins: one may come and go as often as it likes, and its thread key goes with it") {
  for (int time = 0; time < 1100; ++time) {
    opened plugin(PLUGIN);
    REQUIRE(plugin);
    plugin->fail();
    if (plugin->leave() < 0 || !plugin.close()) FAIL(time);
  }
  pthread_key_t key;
  REQUIRE(pthread_key_create(&key, nullptr) == 0);
  pthread_key_delete(key);
}

TEST_CASE("plugins: a fork finds nothing to do for one that is gone") {
  opened plugin(PLUGIN);
  REQUIRE(plugin);
  CHECK(plugin->work() == 0);
  CHECK(holds_in_child([&] { return plugin->work() == 0 && plugin->leave() == 0; }));
  CHECK(plugin->leave() == 0);
  CHECK(plugin.close());
  CHECK(holds_in_child([] { return opened(PLUGIN)->work() == 0; }));
}

}  // namespace
}  // namespace slotbuf::test
