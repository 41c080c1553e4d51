// std::shared_ptr<std::string>: what a C++ program takes when it wants counted bytes.
#include <memory>
#include <string>

#include "../ring.hh"
#include "life.hh"
#include "part.hh"

#define TEXT_OF(macro) TEXT_OF_TOKEN(macro)
#define TEXT_OF_TOKEN(token) #token

namespace bench {
namespace {

using counted_string = std::shared_ptr<std::string>;
using counted_part = std::shared_ptr<const char>;

counted_string &string_of(void *work) { return *static_cast<counted_string *>(work); }

counted_string new_string() {
  const char *bytes = sixteen;
  hide(bytes);
  return std::make_shared<std::string>(bytes, sixteen_size);
}

void *prepare() { return new counted_string(new_string()); }
void finish(void *work) { delete static_cast<counted_string *>(work); }

int verify(void *work) { return is_sixteen(string_of(work)->data(), string_of(work)->size()); }

const void *bytes_of(void *work) {
  sink(string_of(work)->size());
  return string_of(work)->data();
}

void read(const counted_string *string) { sink((*string)->data(), (*string)->size()); }

void refer(const counted_string *string) {
  const counted_string copy = *string;
  sink(copy.get());
}

// A view shares the count of the whole, and points into it.
counted_part part_of(const counted_string &string) {
  return counted_part(string, string->data() + part_start);
}

void view(const counted_string *string) {
  const counted_part part = part_of(*string);
  sink(part.get());
}

int verify_view(void *work) {
  const counted_part part = part_of(string_of(work));
  return is_part(part.get(), part_size) && string_of(work).use_count() == 2;
}

// The shared_ptrs themselves are where other peers have pointers, so they do not count as objects
// that are made.

int verify_new(void *) {
  counted_string string = new_string();
  return verify(&string);
}

void make_and_free(const char *) {
  const counted_string string = new_string();
  sink(string.get());
}

struct strings {
  std::vector<counted_string> all;
  std::size_t oldest = 0;

  explicit strings(std::size_t count) : all(count) {}
  void make(std::size_t count) {
    for (std::size_t i = 0; i < count && i < all.size(); ++i) all[i] = new_string();
  }
  counted_string *next_place() {
    counted_string *const place = &all[oldest];
    oldest = oldest + 1 < all.size() ? oldest + 1 : 0;
    return place;
  }
};

strings &strings_of(void *work) { return *static_cast<strings *>(work); }

void *prepare_thousand() {
  auto *const made = new strings(1000);
  made->make(1000);
  return made;
}
void *prepare_million() { return new strings(BENCH_LIVE_OBJECTS); }
void finish_strings(void *work) { delete static_cast<strings *>(work); }

int verify_thousand(void *work) { return verify(&strings_of(work).all.front()); }

void run_thousand(void *work, std::size_t operations) {
  for (; operations > 0; --operations) {
    counted_string *const place = strings_of(work).next_place();
    place->reset();
    *place = new_string();
    sink(place);
  }
}

void empty_thousand(void *work, std::size_t operations) {
  for (; operations > 0; --operations) sink(strings_of(work).next_place());
}

void run_million(void *work, std::size_t operations) { strings_of(work).make(operations); }

}  // namespace
}  // namespace bench

const struct bench_subject *bench_subject(const char *, const char **) {
  using namespace bench;
  using string = const counted_string;
  static row_list rows;
  rows.add_one<string, read>({"read", "str", prepare, verify, nullptr, finish, nullptr, 0});
  rows.add(ring_of<prepare, finish, bytes_of>::row());
  rows.add_one<string, refer>({"ref", "str", prepare, verify, nullptr, finish, nullptr, 0});
  rows.add({"contended", "str", prepare, verify, run_one<string, refer, 0>, finish, nullptr, 0});
  rows.add_one<string, view>({"view", "buffer", prepare, verify_view, nullptr, finish, nullptr, 0});
  rows.add_one<const char, make_and_free>(
      {"alloc", "str16", prepare_sixteen, verify_new, nullptr, finish_nothing, nullptr, 0});
  rows.add({"alloc-live", "str16", prepare_thousand, verify_thousand, run_thousand, finish_strings,
            empty_thousand, 0});
  rows.add({"rss", "str16", prepare_million, verify_new, run_million, finish_strings, nullptr, 0});
  static const struct bench_subject subject = {"std::shared_ptr", "peer",
                                               "libstdc++ of GCC " TEXT_OF(_GLIBCXX_RELEASE),
                                               rows.data(), rows.size()};
  return &subject;
}
