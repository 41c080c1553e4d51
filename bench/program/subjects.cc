#include "subjects.hh"

#include <dlfcn.h>
#include <sys/single_threaded.h>

#include <filesystem>
#include <iostream>

namespace fs = std::filesystem;

namespace bench {
namespace {

// Subjects do not see each other: two of them may have functions of the same name.
loaded_subject load(const fs::path &path, const options &chosen) {
  loaded_subject loaded = {path.stem().string(), nullptr, "it gives no reason"};
  void *const library = dlopen(fs::absolute(path).c_str(), RTLD_NOW | RTLD_LOCAL);
  if (!library) {
    loaded.why_not = dlerror();
    return loaded;
  }
  const auto start = reinterpret_cast<bench_subject_function>(dlsym(library, "bench_subject"));
  if (!start) {
    loaded.why_not = "it has no function bench_subject";
    return loaded;
  }
  const auto option = chosen.subject_options.find(loaded.file);
  const char *why_not = nullptr;
  loaded.subject =
      start(option == chosen.subject_options.end() ? nullptr : option->second.c_str(), &why_not);
  if (why_not) loaded.why_not = why_not;
  return loaded;
}

}  // namespace

std::vector<loaded_subject> load_subjects(const options &chosen) {
  std::vector<loaded_subject> all;
  bool is_single = __libc_single_threaded;
  for (const std::string &file : chosen.subjects) {
    all.push_back(load(file, chosen));
    if (is_single && !__libc_single_threaded)
      std::cerr << file << " starts a thread: from now on reference counts are atomic\n";
    is_single = __libc_single_threaded;
  }
  return all;
}

}  // namespace bench
