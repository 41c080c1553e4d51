// std::variant: a closed set of types, visited.

#include <variant>

#include "objects.hh"

namespace bench {
namespace {

// The remark keeps the compiler from merging the functions of all types into one.
template <std::size_t type>
struct of_type {
  span read() const {
    __asm__ volatile("# type %c0" : : "i"(type));
    return held.answer;
  }
  content held = content(type);
};

using any = std::variant<of_type<0>, of_type<1>, of_type<2>, of_type<3>, of_type<4>, of_type<5>,
                         of_type<6>, of_type<7>>;

template <std::size_t... numbers>
any *made(std::size_t type, std::index_sequence<numbers...>) {
  any *object = nullptr;
  ((type == numbers ? object = new any(std::in_place_index<numbers>) : object), ...);
  return object;
}

struct variant_design {
  using object = any;
  static void *make(std::size_t type) { return made(type, std::make_index_sequence<types>()); }
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
