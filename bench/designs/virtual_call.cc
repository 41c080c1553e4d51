// A virtual function: the object's table is loaded, then the function's address, and it is called.

#include "readable.hh"

namespace bench {
namespace {

struct virtual_design {
  using object = readable;
  static void *make(std::size_t type) {
    return made<readable>(
        type, []<std::size_t number>(constant<number>) { return new readable_of_type<number>; });
  }
  static void drop(void *work) { delete static_cast<readable *>(work); }
  static span ask(readable *asked) { return asked->read(); }
};

}  // namespace
}  // namespace bench

const struct bench_subject *bench_subject(const char *, const char **) {
  return bench::design_subject<bench::virtual_design>("virtual call", "a virtual function");
}
