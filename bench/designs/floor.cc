// The floor: what a reader writes that knows the object. It reads a flag, a pointer and a size in
// place. The flag is loaded as slotbuf loads it, since another thread may drop it. Nothing is
// tested for NULL.

#include "objects.hh"

namespace bench {
namespace {

constexpr std::uint64_t readable = 1;

struct head {
  std::uint64_t word;
  const void *type;
  std::size_t size;
  const char *bytes;
};

struct object_with_head : head {
  explicit object_with_head(std::size_t type) : content_(type) {
    word = (std::uint64_t{1} << 16) | readable;
    this->type = nullptr;
    size = content_.answer.size;
    bytes = content_.answer.bytes;
  }

 private:
  content content_;
};

bool is_readable(const head *object) {
  return __builtin_expect((__atomic_load_n(&object->word, __ATOMIC_RELAXED) & readable) != 0, 1);
}

// An object that may not be read would be asked in another way.
[[gnu::noinline]] span ask_otherwise(const head *object) {
  __asm__ volatile("" : : "r"(object));
  return {nullptr, 0};
}

struct floor_design {
  using object = head;
  static void *make(std::size_t type) { return static_cast<head *>(new object_with_head(type)); }
  static void drop(void *work) {
    delete static_cast<object_with_head *>(static_cast<head *>(work));
  }
  static span ask(head *asked) {
    if (is_readable(asked)) return {asked->bytes, asked->size};
    return ask_otherwise(asked);
  }
};

// Like the four functions, it gives a result beside pointer and size. The result is made anew each
// time: the compiler would keep a constant in a register from one turn of the loop to the next.
int result_of(int constant) {
  hide(constant);
  return constant;
}

void read(head *object) {
  if (is_readable(object)) {
    sink(result_of(0), object->bytes, object->size);
  } else {
    const span answer = ask_otherwise(object);
    sink(result_of(-1), answer.bytes, answer.size);
  }
}

void check(head *object) {
  if (is_readable(object))
    sink(result_of(1));
  else
    sink(result_of(0));
}

int verify_check(void *work) { return is_readable(static_cast<head *>(work)); }

}  // namespace
}  // namespace bench

const struct bench_subject *bench_subject(const char *, const char **) {
  static bench::row_list rows;
  using all = bench::design_rows<bench::floor_design, bench::read>;
  all::add_to(rows);
  rows.add_one<bench::head, bench::check>({"check", "str", all::make_str, bench::verify_check,
                                           nullptr, bench::floor_design::drop, nullptr, 0});
  return bench::design_subject("floor", "flag, pointer and size read in place", rows);
}
