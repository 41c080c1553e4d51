// A virtual function: loads the object's table, then the function's address, and calls it.

#include "objects.hh"

namespace bench {
namespace {

class readable {
 public:
  virtual ~readable() = default;
  virtual span read() const = 0;
};

// The remark keeps the compiler from merging the functions of all types into one.
template <std::size_t type>
class of_type : public readable {
 public:
  span read() const override {
    __asm__ volatile("# type %c0" : : "i"(type));
    return content_.answer;
  }

 private:
  content content_ = content(type);
};

template <std::size_t... numbers>
readable *made(std::size_t type, std::index_sequence<numbers...>) {
  readable *object = nullptr;
  ((type == numbers ? object = new of_type<numbers> : object), ...);
  return object;
}

struct virtual_design {
  using object = readable;
  static void *make(std::size_t type) { return made(type, std::make_index_sequence<types>()); }
  static void drop(void *work) { delete static_cast<readable *>(work); }
  static span ask(readable *asked) { return asked->read(); }
};

}  // namespace
}  // namespace bench

const struct bench_subject *bench_subject(const char *, const char **) {
  return bench::design_subject<bench::virtual_design>("virtual call", "a virtual function");
}
