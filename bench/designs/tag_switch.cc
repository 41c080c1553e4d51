// A switch on a tag in the object: a jump through the compiler's table.

#include "objects.hh"

namespace bench {
namespace {

struct tagged {
  std::uint32_t tag;
  content held;
};

// The remark keeps the compiler from merging all cases into one.
template <std::size_t type>
span read_type(const tagged *asked) {
  __asm__ volatile("# type %c0" : : "i"(type));
  return asked->held.answer;
}

struct switch_design {
  using object = tagged;
  static void *make(std::size_t type) {
    return new tagged{static_cast<std::uint32_t>(type), content(type)};
  }
  static void drop(void *work) { delete static_cast<tagged *>(work); }
  static span ask(tagged *asked) {
    switch (asked->tag) {
      case 0:
        return read_type<0>(asked);
      case 1:
        return read_type<1>(asked);
      case 2:
        return read_type<2>(asked);
      case 3:
        return read_type<3>(asked);
      case 4:
        return read_type<4>(asked);
      case 5:
        return read_type<5>(asked);
      case 6:
        return read_type<6>(asked);
      case 7:
        return read_type<7>(asked);
      default:
        return {nullptr, 0};
    }
  }
};

}  // namespace
}  // namespace bench

const struct bench_subject *bench_subject(const char *, const char **) {
  return bench::design_subject<bench::switch_design>("switch on a tag", "of eight cases");
}
