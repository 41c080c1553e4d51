// Plugins, opened from files and closed again.
#ifndef SLOTBUF_TESTS_PLUGINS_OPENED_HH
#define SLOTBUF_TESTS_PLUGINS_OPENED_HH

#include <dlfcn.h>

#include <string>
#include <utility>

extern "C" {
#include "plugin.h"
}

namespace slotbuf::test {

// A plugin that is open while this lives.
class opened {
 public:
  explicit opened(std::string path)
      : path_(std::move(path)), handle_(dlopen(path_.c_str(), RTLD_NOW | RTLD_GLOBAL)) {
    if (handle_)
      functions_ = static_cast<const plugin *>(dlsym(handle_, PLUGIN_SYMBOL));
    else
      why_not_ = dlerror();
  }
  opened(opened &&other) noexcept
      : path_(std::move(other.path_)),
        handle_(std::exchange(other.handle_, nullptr)),
        functions_(other.functions_),
        why_not_(std::move(other.why_not_)) {}
  ~opened() { close(); }

  // Whether it is gone from memory then.
  bool close() {
    if (handle_) dlclose(std::exchange(handle_, nullptr));
    return is_gone();
  }
  bool is_gone() const {
    void *const still = dlopen(path_.c_str(), RTLD_NOW | RTLD_NOLOAD);
    return !still || (dlclose(still), false);
  }

  explicit operator bool() const { return functions_ != nullptr; }
  const plugin *operator->() const { return functions_; }
  const std::string &why_not() const { return why_not_; }

  // Whether a name of slotbuf can be found through it.
  bool exports(const char *name) const { return dlsym(handle_, name) != nullptr; }

 private:
  std::string path_;
  void *handle_;
  const plugin *functions_ = nullptr;
  std::string why_not_;
};

}  // namespace slotbuf::test

#endif
