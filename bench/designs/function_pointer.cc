// A function pointer in the object itself: one load less than a table of them.

#include "objects.hh"

namespace bench {
namespace {

struct readable {
  span (*read)(const readable *);
  void (*free)(readable *);
};

// The remark keeps the compiler from merging the functions of all types into one.
template <std::size_t type>
struct of_type : readable {
  of_type() : readable{read_it, free_it} {}

  static span read_it(const readable *asked) {
    __asm__ volatile("# type %c0" : : "i"(type));
    return static_cast<const of_type *>(asked)->content_.answer;
  }
  static void free_it(readable *object) { delete static_cast<of_type *>(object); }

 private:
  content content_ = content(type);
};

template <std::size_t... numbers>
readable *made(std::size_t type, std::index_sequence<numbers...>) {
  readable *object = nullptr;
  ((type == numbers ? object = new of_type<numbers> : object), ...);
  return object;
}

struct pointer_design {
  using object = readable;
  static void *make(std::size_t type) { return made(type, std::make_index_sequence<types>()); }
  static void drop(void *work) {
    auto *const object = static_cast<readable *>(work);
    object->free(object);
  }
  static span ask(readable *asked) { return asked->read(asked); }
};

}  // namespace
}  // namespace bench

const struct bench_subject *bench_subject(const char *, const char **) {
  return bench::design_subject<bench::pointer_design>("function pointer", "in the object itself");
}
