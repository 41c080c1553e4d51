// Orders in which many objects are visited, made anew for each measurement.
//
// With few objects the order is long and random, with repetitions: a predictor would learn a short
// one. The first-level cache holds the 192 objects. With many objects, each is visited once.
#ifndef SLOTBUF_BENCH_ORDER_HH
#define SLOTBUF_BENCH_ORDER_HH

#include <malloc.h>

#include <memory>
#include <new>
#include <random>
#include <utility>
#include <vector>

#include "loop.hh"

namespace bench {

constexpr std::size_t many_of_one = 1024, few_mixed = 192, long_order = 65536, a_million = 1 << 20;

// [drop] gives an object back.
class order : public sequence {
 public:
  using maker = void *(*)(std::size_t number);
  using dropper = void (*)(void *object);

  order(std::size_t count, maker make, dropper drop) : drop_(drop) {
    for (std::size_t i = 0; i < count; ++i) objects_.push_back(make(i));
  }
  ~order() {
    for (void *const object : objects_) drop_(object);
  }
  order(const order &) = delete;
  order &operator=(const order &) = delete;

  const std::vector<void *> &objects() const { return objects_; }

  void visit_in_turn() { become(objects_); }

  void visit_at_random(std::size_t steps) {
    std::vector<void *> visits;
    for (std::size_t i = 0; i < steps; ++i) visits.push_back(objects_[random_() % objects_.size()]);
    become(std::move(visits));
  }

  void visit_shuffled() {
    std::vector<void *> visits = objects_;
    for (std::size_t i = visits.size() - 1; i > 0; --i)
      std::swap(visits[i], visits[random_() % (i + 1)]);
    become(std::move(visits));
  }

 private:
  void become(std::vector<void *> visits) {
    visits_ = std::move(visits);
    static_cast<sequence &>(*this) = {visits_.data(), visits_.size() - 1, 0};
  }

  dropper drop_;
  std::vector<void *> objects_, visits_;
  std::mt19937_64 random_;
};

// The four orders of the reports. [make] makes an object of the type with the given number.
template <order::maker make, order::dropper drop>
struct orders {
  template <std::size_t types>
  static void *of_types(std::size_t number) {
    return make(number % types);
  }

  static void *mono() {
    auto *const all = new order(many_of_one, of_types<1>, drop);
    all->visit_in_turn();
    return static_cast<sequence *>(all);
  }
  template <std::size_t types>
  static void *mixed() {
    auto *const all = new order(few_mixed, of_types<types>, drop);
    all->visit_at_random(long_order);
    return static_cast<sequence *>(all);
  }
  // Free memory lies in small pieces all over the heap, and a million objects in such pieces need
  // more pages than the processor has translations for. So the heap is trimmed first.
  static void *million() {
    malloc_trim(0);
    auto *const all = new order(a_million, of_types<4>, drop);
    all->visit_shuffled();
    return static_cast<sequence *>(all);
  }
  static void finish(void *work) { delete static_cast<order *>(static_cast<sequence *>(work)); }
};

}  // namespace bench

#endif
