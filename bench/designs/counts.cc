// Reference counts by policy: plain, atomic, or atomic only where there is a second thread. The
// build chooses one: POLICY is 0, 1 or 2. All count in one word of the object, and free it at zero.

#include <sys/single_threaded.h>

#include "objects.hh"

namespace bench {
namespace {

enum class policy { plain, atomic, checked };
constexpr auto chosen = static_cast<policy>(POLICY);
constexpr const char *names[] = {"plain count", "atomic count", "count checked for threads"};
constexpr const char *versions[] = {"not for threads", "relaxed up, acquire and release down",
                                    "plain while __libc_single_threaded, else atomic"};

struct counted {
  std::uint64_t count = 1;
  char bytes[sixteen_size];
};

bool is_plain() {
  return chosen == policy::plain || (chosen == policy::checked && __libc_single_threaded);
}

void take(counted *object) {
  if (is_plain())
    ++object->count;
  else
    __atomic_fetch_add(&object->count, 1, __ATOMIC_RELAXED);
}

[[gnu::noinline, gnu::cold]] void end(counted *object) { delete object; }

void give_back(counted *object) {
  const std::uint64_t left =
      is_plain() ? --object->count : __atomic_sub_fetch(&object->count, 1, __ATOMIC_ACQ_REL);
  if (__builtin_expect(left == 0, 0)) end(object);
}

void refer(counted *object) {
  take(object);
  sink(object);
  give_back(object);
}

void *make() { return new counted; }
void drop(void *work) { give_back(static_cast<counted *>(work)); }

int verify(void *work) {
  auto *const object = static_cast<counted *>(work);
  const std::uint64_t before = object->count;
  take(object);
  const bool is_right = object->count == before + 1;
  give_back(object);
  return is_right && object->count == before;
}

// Two threads that count plainly lose counts, so the object is freed whatever its count is.
void drop_anyway(void *work) { delete static_cast<counted *>(work); }

// Far from zero, so that lost counts do not end the object.
void *make_immortal() {
  auto *const object = new counted;
  object->count = std::uint64_t{1} << 40;
  return object;
}

}  // namespace
}  // namespace bench

const struct bench_subject *bench_subject(const char *, const char **) {
  using namespace bench;
  static row_list rows;
  rows.add_one<counted, refer>({"ref", "str", make, verify, nullptr, drop, nullptr, 0});
  rows.add({"contended", "str", make_immortal, verify, run_one<counted, refer, 0>, drop_anyway,
            empty_one, 0});
  return design_subject(names[POLICY], versions[POLICY], rows);
}
