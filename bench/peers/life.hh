// The life of a peer's objects: the rows alloc, alloc-live and rss of one type.
#ifndef SLOTBUF_BENCH_PEERS_LIFE_HH
#define SLOTBUF_BENCH_PEERS_LIFE_HH

#include <cstdlib>
#include <cstring>

#include "../loop.hh"
#include "../sixteen.hh"

namespace bench {

// The last object is made and freed, again and again. [verify] looks at one object.
template <void *(*make)(), void (*drop)(void *), int (*verify)(void *)>
struct alone {
  static int verify_one(void *) {
    void *const object = make();
    const int is_right = verify(object);
    drop(object);
    return is_right;
  }

  static void operation(const char *) {
    void *const object = make();
    sink(object);
    drop(object);
  }
};

// A thousand live objects: the oldest is freed, and a new one takes its place.
template <void *(*make)(), void (*drop)(void *), int (*verify)(void *)>
struct thousand {
  static constexpr std::size_t count = 1000;

  void *objects[count];
  std::size_t oldest = 0;

  thousand() {
    for (void *&object : objects) object = make();
  }
  ~thousand() {
    for (void *const object : objects) drop(object);
  }

  void **next_place() {
    void **const place = &objects[oldest];
    oldest = oldest + 1 < count ? oldest + 1 : 0;
    return place;
  }

  static void *prepare() { return new thousand; }
  static int verify_all(void *work) {
    for (void *const object : static_cast<thousand *>(work)->objects)
      if (!verify(object)) return 0;
    return 1;
  }
  static void run(void *work, std::size_t operations) {
    for (; operations > 0; --operations) {
      void **const place = static_cast<thousand *>(work)->next_place();
      drop(*place);
      *place = make();
      sink(place);
    }
  }
  static void empty(void *work, std::size_t operations) {
    for (; operations > 0; --operations) sink(static_cast<thousand *>(work)->next_place());
  }
  static void finish(void *work) { delete static_cast<thousand *>(work); }
};

// A million live objects. The memory that their pointers are kept in is resident before the first
// is made.
template <void *(*make)(), void (*drop)(void *)>
struct million {
  std::size_t count;
  void *objects[BENCH_LIVE_OBJECTS];

  static void *prepare() {
    auto *const all = static_cast<million *>(std::malloc(sizeof(million)));
    if (!all) return nullptr;
    std::memset(static_cast<void *>(all), 1, sizeof *all);  // of zeros it might become a calloc
    all->count = 0;
    return all;
  }
  static void run(void *work, std::size_t operations) {
    auto *const all = static_cast<million *>(work);
    for (; operations > 0 && all->count < BENCH_LIVE_OBJECTS; --operations)
      all->objects[all->count++] = make();
  }
  static void finish(void *work) {
    auto *const all = static_cast<million *>(work);
    while (all->count > 0) drop(all->objects[--all->count]);
    std::free(all);
  }
};

template <void *(*make)(), void (*drop)(void *), int (*verify)(void *)>
void add_life(row_list &rows, const char *object) {
  using one = alone<make, drop, verify>;
  using many = thousand<make, drop, verify>;
  using all = million<make, drop>;
  rows.add_one<const char, one::operation>(
      {"alloc", object, prepare_sixteen, one::verify_one, nullptr, finish_nothing, nullptr, 0});
  rows.add({"alloc-live", object, many::prepare, many::verify_all, many::run, many::finish,
            many::empty, 0});
  rows.add({"rss", object, all::prepare, one::verify_one, all::run, all::finish, nullptr, 0});
}

}  // namespace bench

#endif
