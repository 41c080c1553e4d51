// std::variant: a closed set of types, visited.

#include <variant>

#include "objects.hh"

namespace bench {
namespace {

template <std::size_t type>
struct of_type {
  span read() const { return answer_of<type>(held); }
  content held = content(type);
};

using any = std::variant<of_type<0>, of_type<1>, of_type<2>, of_type<3>, of_type<4>, of_type<5>,
                         of_type<6>, of_type<7>>;

struct variant_design {
  using object = any;
  static void *make(std::size_t type) {
    return made<any>(type, []<std::size_t number>(constant<number>) {
      return new any(std::in_place_index<number>);
    });
  }
  static void drop(void *work) { delete static_cast<any *>(work); }
  static span ask(any *asked) {
    return std::visit([](const auto &held) { return held.read(); }, *asked);
  }
};

}  // namespace
}  // namespace bench

const struct bench_subject *bench_subject(const char *, const char **) {
  return bench::design_subject<bench::variant_design>("std::variant", "of eight types, visited");
}
