// What the objects of all designs hold: sixteen bytes, which lie in the object itself or elsewhere,
// as the bytes of slotbuf's types do.
#ifndef SLOTBUF_BENCH_DESIGNS_OBJECTS_HH
#define SLOTBUF_BENCH_DESIGNS_OBJECTS_HH

#include <cstdint>
#include <memory>
#include <utility>

#include "../order.hh"
#include "../ring.hh"
#include "../sixteen.hh"

namespace bench {

constexpr std::size_t types = 8;

// Pointer and length, as two registers hold them.
struct span {
  const char *bytes;
  std::size_t size;
};

// Sixteen bytes somewhere else; as much memory as a str or a block of a bytearray takes.
inline std::unique_ptr<char[]> sixteen_elsewhere() {
  auto block = std::make_unique<char[]>(3 * sixteen_size);
  std::memcpy(block.get(), sixteen, sixteen_size);
  return block;
}

// The content of an object of type [type]: a str and a host's types have their bytes inside; a
// bytearray, an array and a window have them outside.
class content {
 public:
  explicit content(std::size_t type) {
    if (type >= 1 && type <= 3) elsewhere_ = sixteen_elsewhere();
    std::memcpy(inside_, sixteen, sixteen_size);
    answer = {elsewhere_ ? elsewhere_.get() : inside_, sixteen_size};
  }
  content(const content &) = delete;
  content &operator=(const content &) = delete;

  span answer;

 private:
  char inside_[sixteen_size];
  std::unique_ptr<char[]> elsewhere_;
};

// What an object of type [type] answers. The remark keeps the compiler from making one function of
// those of all types.
template <std::size_t type>
inline span answer_of(const content &held) {
  __asm__ volatile("# type %c0" : : "i"(type));
  return held.answer;
}

template <std::size_t number>
using constant = std::integral_constant<std::size_t, number>;

// What [make] makes when it is given the number of the type as a constant.
template <class Object, class Make, std::size_t... numbers>
Object *made(std::size_t type, Make make, std::index_sequence<numbers...>) {
  Object *object = nullptr;
  ((type == numbers ? object = make(constant<numbers>()) : object), ...);
  return object;
}
template <class Object, class Make>
Object *made(std::size_t type, Make make) {
  return made<Object>(type, make, std::make_index_sequence<types>());
}

// The rows of a design. Design::object is what is asked, Design::make(type) and Design::drop make
// it and free it, and Design::ask(object) gives its span.
template <class Design>
inline void ask_design(typename Design::object *asked) {
  const span answer = Design::ask(asked);
  sink(answer.bytes, answer.size);
}

template <class Design, void (*read)(typename Design::object *) = ask_design<Design>>
struct design_rows {
  using object = typename Design::object;

  static void *make_str() { return Design::make(0); }

  static const void *bytes_of(void *asked) {
    const span answer = Design::ask(static_cast<object *>(asked));
    __asm__ volatile("" : : "r"(answer.size));
    return answer.bytes;
  }

  static int verify_one(void *asked) {
    const span answer = Design::ask(static_cast<object *>(asked));
    return is_sixteen(answer.bytes, answer.size);
  }

  static int verify_all(void *work) {
    for (void *const asked : static_cast<order *>(static_cast<sequence *>(work))->objects())
      if (!verify_one(asked)) return 0;
    return 1;
  }

  using all = orders<Design::make, Design::drop>;

  static void add_sequence(row_list &rows, const char *name, void *(*prepare)()) {
    rows.add_sequence<object, read>(
        {"read", name, prepare, verify_all, nullptr, all::finish, nullptr, 0});
  }

  static void add_to(row_list &rows) {
    rows.add_one<object, read>(
        {"read", "str", make_str, verify_one, nullptr, Design::drop, nullptr, 0});
    add_sequence(rows, "mono", all::mono);
    add_sequence(rows, "mixed4", all::template mixed<4>);
    add_sequence(rows, "mixed8", all::template mixed<8>);
    rows.add({"read", "64MB", all::million, verify_all, run_sequence<object, read, 0>, all::finish,
              empty_sequence, 0});
    rows.add(ring_of<make_str, Design::drop, bytes_of>::row());
  }
};

inline const struct bench_subject *design_subject(const char *name, const char *version,
                                                  const row_list &rows) {
  static struct bench_subject subject;
  subject = {name, "design", version, rows.data(), rows.size()};
  return &subject;
}

// The subject of a design that has these rows and no others.
template <class Design>
const struct bench_subject *design_subject(const char *name, const char *version) {
  static row_list rows;
  design_rows<Design>::add_to(rows);
  return design_subject(name, version, rows);
}

}  // namespace bench

#endif
