// dynamic_cast: asks any object whether it is readable too, then calls a virtual function.

#include "objects.hh"

namespace bench {
namespace {

class any {
 public:
  virtual ~any() = default;
};

class readable {
 public:
  virtual ~readable() = default;
  virtual span read() const = 0;
};

// The remark keeps the compiler from merging the functions of all types into one.
template <std::size_t type>
class of_type : public any, public readable {
 public:
  span read() const override {
    __asm__ volatile("# type %c0" : : "i"(type));
    return content_.answer;
  }

 private:
  content content_ = content(type);
};

template <std::size_t... numbers>
any *made(std::size_t type, std::index_sequence<numbers...>) {
  any *object = nullptr;
  ((type == numbers ? object = new of_type<numbers> : object), ...);
  return object;
}

struct cast_design {
  using object = any;
  static void *make(std::size_t type) { return made(type, std::make_index_sequence<types>()); }
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
