// A switch on a tag in the object: a jump through a table of the compiler's.

#include "objects.hh"

namespace bench {
namespace {

struct tagged {
  std::uint32_t tag;
  content held;
};

struct switch_design {
  using object = tagged;
  static void *make(std::size_t type) {
    return new tagged{static_cast<std::uint32_t>(type), content(type)};
  }
  static void drop(void *work) { delete static_cast<tagged *>(work); }
  static span ask(tagged *asked) {
    switch (asked->tag) {
      case 0:
        return answer_of<0>(asked->held);
      case 1:
        return answer_of<1>(asked->held);
      case 2:
        return answer_of<2>(asked->held);
      case 3:
        return answer_of<3>(asked->held);
      case 4:
        return answer_of<4>(asked->held);
      case 5:
        return answer_of<5>(asked->held);
      case 6:
        return answer_of<6>(asked->held);
      case 7:
        return answer_of<7>(asked->held);
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
