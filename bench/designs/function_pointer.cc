// A function pointer in the object itself: one load less than a table of them.

#include "objects.hh"

namespace bench {
namespace {

struct readable {
  span (*read)(const readable *);
  void (*free)(readable *);
};

template <std::size_t type>
struct of_type : readable {
  of_type() : readable{read_it, free_it} {}

  static span read_it(const readable *asked) {
    return answer_of<type>(static_cast<const of_type *>(asked)->content_);
  }
  static void free_it(readable *object) { delete static_cast<of_type *>(object); }

 private:
  content content_ = content(type);
};

struct pointer_design {
  using object = readable;
  static void *make(std::size_t type) {
    return made<readable>(type,
                          []<std::size_t number>(constant<number>) { return new of_type<number>; });
  }
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
