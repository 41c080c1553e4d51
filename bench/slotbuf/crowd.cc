// How much memory live objects keep.

#include "objects.hh"

namespace bench {
namespace {

struct crowd {
  std::vector<void *> objects;
};

void *prepare_crowd() {
  auto *const all = new crowd{std::vector<void *>(BENCH_LIVE_OBJECTS)};
  all->objects.clear();
  return all;
}

int verify_crowd(void *work) {
  auto *const all = static_cast<crowd *>(work);
  all->objects.push_back(make_str());
  return verify_ask<as_read, const void *>(all->objects.back());
}

void run_crowd(void *work, std::size_t operations) {
  for (; operations > 0; --operations) static_cast<crowd *>(work)->objects.push_back(make_str());
}

void finish_crowd(void *work) {
  auto *const all = static_cast<crowd *>(work);
  for (void *const object : all->objects) drop(object);
  delete all;
}

}  // namespace

void add_crowd_rows(row_list &rows) {
  rows.add({"rss", "str16", prepare_crowd, verify_crowd, run_crowd, finish_crowd, nullptr, 0});
}

}  // namespace bench
