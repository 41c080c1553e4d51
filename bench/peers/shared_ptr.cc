// std::shared_ptr<std::string>: what a C++ program takes when it wants counted bytes.
#include <memory>
#include <string>
#include <vector>

#include "live.h"
#include "loop.h"
#include "ring.h"

#define TEXT_OF(macro) TEXT_OF_TOKEN(macro)
#define TEXT_OF_TOKEN(token) #token

namespace {

using counted_string = std::shared_ptr<std::string>;

counted_string make(const void *sixteen) {
  return std::make_shared<std::string>(static_cast<const char *>(sixteen), SIXTEEN_SIZE);
}

void *prepare() { return new counted_string(make(SIXTEEN)); }

void *prepare_from(const void *sixteen) { return new counted_string(make(sixteen)); }

void finish(void *work) { delete static_cast<counted_string *>(work); }

counted_string &string_of(void *work) { return *static_cast<counted_string *>(work); }

const void *bytes_of(void *work) { return string_of(work)->data(); }

int verify(void *work) { return is_sixteen(bytes_of(work), string_of(work)->size()); }

void run_read(void *work, size_t operations) {
  const counted_string *string = &string_of(work);
  for (; operations > 0; --operations) {
    HIDE(string);
    SINK_SPAN((*string)->data(), (*string)->size());
  }
}

// The next shared_ptr is found in the bytes of the last; reading it is two loads.
void *prepare_chain() { return make_ring(prepare_from, bytes_of); }

int verify_chain(void *work) { return ring_is_whole(static_cast<ring *>(work), bytes_of); }

void run_chain(void *work, size_t operations) {
  ring *links = static_cast<ring *>(work);
  void *at = links->at;
  for (; operations > 0; --operations) {
    const std::string &string = *string_of(at);
    SINK(string.size());
    at = next_in_ring(string.data());
  }
  links->at = at;
}

void finish_chain(void *work) { free_ring(static_cast<ring *>(work), finish); }

void run_ref(void *work, size_t operations) {
  const counted_string *string = &string_of(work);
  for (; operations > 0; --operations) {
    HIDE(string);
    counted_string copy = *string;
    SINK(copy.get());
  }
}

int verify_alloc(void *work) {
  counted_string string = make(work);
  return verify(&string);
}

void run_alloc(void *work, size_t operations) {
  for (; operations > 0; --operations) {
    HIDE(work);
    counted_string string = make(work);
    SINK(string.get());
  }
}

void *prepare_live() { return make_live(prepare); }

int verify_live(void *work) { return verify(static_cast<live *>(work)->objects[0]); }

void run_live(void *work, size_t operations) {
  for (; operations > 0; --operations) {
    void **place = oldest_place(static_cast<live *>(work));
    string_of(*place).reset();
    string_of(*place) = make(SIXTEEN);
    SINK(place);
  }
}

void finish_live(void *work) { free_live(static_cast<live *>(work), finish); }

// The shared_ptrs are resident beforehand, as the pointers to other peers' objects are.
void *prepare_crowd() { return new std::vector<counted_string>(BENCH_LIVE_OBJECTS); }

int verify_crowd(void *) { return verify_alloc(const_cast<char *>(SIXTEEN)); }

void run_crowd(void *work, size_t operations) {
  auto &strings = *static_cast<std::vector<counted_string> *>(work);
  for (counted_string &string : strings) {
    if (operations-- == 0) break;
    string = make(SIXTEEN);
  }
}

void finish_crowd(void *work) { delete static_cast<std::vector<counted_string> *>(work); }

// A view shares the count of the whole and points into it.
using counted_part = std::shared_ptr<const char>;

int verify_view(void *work) {
  counted_part part(string_of(work), string_of(work)->data() + 4);
  return memcmp(part.get(), &SIXTEEN[4], 8) == 0 && string_of(work).use_count() == 2;
}

void run_view(void *work, size_t operations) {
  const counted_string *string = &string_of(work);
  for (; operations > 0; --operations) {
    HIDE(string);
    counted_part part(*string, (*string)->data() + 4);
    SINK(part.get());
  }
}

const bench_row rows[] = {
    {"read", "str", prepare, verify, run_read, finish, empty_one, 0},
    {"chain", "str", prepare_chain, verify_chain, run_chain, finish_chain, empty_none, 0},
    {"ref", "str", prepare, verify, run_ref, finish, empty_one, 0},
    {"alloc", "str16", prepare_sixteen, verify_alloc, run_alloc, finish_nothing, empty_one, 0},
    {"alloc-live", "str16", prepare_live, verify_live, run_live, finish_live, empty_live, 0},
    {"rss", "str16", prepare_crowd, verify_crowd, run_crowd, finish_crowd, nullptr, 0},
    {"contended", "str", prepare, verify, run_ref, finish, nullptr, 0},
    {"view", "buffer", prepare, verify_view, run_view, finish, empty_one, 0},
};

}  // namespace

extern "C" const struct bench_subject *bench_subject(const char *, const char **) {
  static const struct bench_subject subject = {"std::shared_ptr", "peer",
                                               "libstdc++ of GCC " TEXT_OF(_GLIBCXX_RELEASE), rows,
                                               COUNT_OF(rows)};
  return &subject;
}
