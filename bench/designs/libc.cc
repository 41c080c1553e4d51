// What the C library does with the same bytes and no objects: malloc, memcpy and memcmp.

#include <cstdlib>

#include "objects.hh"

namespace bench {
namespace {

constexpr std::size_t part_size = 1024, megabyte = 1024 * part_size;

struct bulk {
  char *first, *second;  // equal
};

char *filled(std::size_t size) {
  char *const block = static_cast<char *>(std::malloc(size));
  for (std::size_t i = 0; i < size; ++i) block[i] = sixteen[i % sixteen_size];
  return block;
}

void *prepare() { return new bulk{filled(megabyte), filled(megabyte)}; }

void finish(void *work) {
  auto *const all = static_cast<bulk *>(work);
  std::free(all->first);
  std::free(all->second);
  delete all;
}

char *copy(const bulk *all) {
  char *const block = static_cast<char *>(std::malloc(megabyte));
  std::memcpy(block, all->first, megabyte);
  return block;
}

char *copy_halves(const bulk *all) {
  char *const block = static_cast<char *>(std::malloc(megabyte));
  std::memcpy(block, all->first, megabyte / 2);
  std::memcpy(block + megabyte / 2, all->second, megabyte / 2);
  return block;
}

char *copy_parts(const bulk *all) {
  char *const block = static_cast<char *>(std::malloc(megabyte));
  for (std::size_t i = 0; i < megabyte; i += part_size)
    std::memcpy(block + i, all->first, part_size);
  return block;
}

template <char *(*make)(const bulk *)>
void run(void *work, std::size_t operations) {
  for (; operations > 0; --operations) {
    char *const block = make(static_cast<bulk *>(work));
    sink(block);
    std::free(block);
  }
}

template <char *(*make)(const bulk *)>
int verify(void *work) {
  const auto *const all = static_cast<bulk *>(work);
  char *const block = make(all);
  const int is_right = std::memcmp(block, all->first, megabyte) == 0;
  std::free(block);
  return is_right;
}

int verify_compare(void *work) {
  const auto *const all = static_cast<bulk *>(work);
  return std::memcmp(all->first, all->second, megabyte) == 0;
}

void run_compare(void *work, std::size_t operations) {
  auto *all = static_cast<bulk *>(work);
  for (; operations > 0; --operations) {
    hide(all);
    sink(std::memcmp(all->first, all->second, megabyte));
  }
}

// As many bytes as a small str of slotbuf has, with only the sixteen in them.
constexpr std::size_t head_size = 32;

char *small_block(const void *bytes) {
  char *const block = static_cast<char *>(std::malloc(head_size + sixteen_size + 1));
  std::memcpy(block + head_size, bytes, sixteen_size);
  return block;
}

void make_and_free(const void *bytes) {
  char *const block = small_block(bytes);
  sink(block);
  std::free(block);
}

int verify_small(void *work) {
  char *const block = small_block(work);
  const int is_right = is_sixteen(block + head_size, sixteen_size);
  std::free(block);
  return is_right;
}

}  // namespace
}  // namespace bench

const struct bench_subject *bench_subject(const char *, const char **) {
  using namespace bench;
  static row_list rows;
  rows.add({"alloc", "str16", prepare_sixteen, verify_small, run_one<const void, make_and_free, 0>,
            finish_nothing, empty_one, 0});
  rows.add({"extend", "1MB", prepare, verify<copy>, run<copy>, finish, nullptr, megabyte});
  rows.add(
      {"concat", "1MB", prepare, verify<copy_halves>, run<copy_halves>, finish, nullptr, megabyte});
  rows.add(
      {"repeat", "1MB", prepare, verify<copy_parts>, run<copy_parts>, finish, nullptr, megabyte});
  rows.add({"compare", "1MB", prepare, verify_compare, run_compare, finish, nullptr, megabyte});
  return design_subject("libc", "malloc, memcpy and memcmp", rows);
}
