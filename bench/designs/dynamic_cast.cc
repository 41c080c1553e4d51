// dynamic_cast: any object is asked whether it is readable too, and then by a virtual function.

#include "readable.hh"

namespace bench {
namespace {

class any {
 public:
  virtual ~any() = default;
};

struct cast_design {
  using object = any;
  static void *make(std::size_t type) {
    return made<any>(type, []<std::size_t number>(constant<number>) {
      return new readable_of_type<number, any>;
    });
  }
  static void drop(void *work) { delete static_cast<any *>(work); }
  static span ask(any *asked) {
    const readable *const found = dynamic_cast<readable *>(asked);
    return found ? found->read() : span{nullptr, 0};
  }
};

}  // namespace
}  // namespace bench

const struct bench_subject *bench_subject(const char *, const char **) {
  return bench::design_subject<bench::cast_design>("dynamic_cast",
                                                   "to an interface, then a virtual function");
}
