// Playing whole programs, and counting what was played.
#include "fuzz.h"

#include <cstdio>
#include <cstring>
#include <map>
#include <utility>

#include "../support/allocator.hh"
#include "machine.hh"

namespace slotbuf::fuzz {
namespace {

constexpr size_t outcomes = 4, kinds = kind_names.size(), no_kind = kinds;

// How often a word came to each outcome, by the kind of its first object before; and which errors.
struct tally_row {
  long of[kinds + 1][outcomes];
  std::map<std::string, long> errors;
  long total(outcome came_to) const {
    long sum = 0;
    for (const auto &row : of) sum += row[static_cast<size_t>(came_to)];
    return sum;
  }
};
std::vector<tally_row> tally;
long played;

tally_row &row_of(const word &what) { return tally[static_cast<size_t>(&what - words().data())]; }

size_t kind_of_first(const machine &on, const operation &operation) {
  const char *const form = operation.what->form, *const first = std::strchr(form, 'O');
  if (!first) return no_kind;
  return static_cast<size_t>(on.models[operation.operands[first - form]]->is);
}

// The number of the operation at which the two sides differ, and how; or the number of operations.
size_t play_all(const std::vector<operation> &program, std::string *wrong) {
  machine on;
  int starve = 0;
  for (size_t i = 0; i < program.size(); ++i) {
    if (!program[i].what->play) {
      starve = static_cast<int>(program[i].operands[0] % 4) + 1;
      continue;
    }
    const size_t first = kind_of_first(on, program[i]);
    ending end;
    *wrong = play(on, program[i], std::exchange(starve, 0), &end);
    if (wrong->empty()) *wrong = disagreement(on);
    if (!wrong->empty()) return i;
    tally_row &row = row_of(*program[i].what);
    ++row.of[first][static_cast<size_t>(end.came_to)];
    if (end.error) ++row.errors[end.error];
    played += end.came_to != outcome::not_played;
  }
  return program.size();
}

// Prints the program as far as it was played.
void print(const std::vector<operation> &program, size_t last) {
  for (size_t i = 0; i < program.size() && i <= last; ++i)
    std::fprintf(stderr, "%s%s\n", i == last ? "--> " : "    ", line_of(program[i]).c_str());
}

std::string left_over(test::memory before) {
  if (Slotbuf_LiveObjects(nullptr) > 0) return "objects are still alive";
  return test::memory_in_use() == before ? "" : "memory was not given back";
}

bool can_be(const word &what, outcome came_to) {
  if (came_to == outcome::failed) return !(what.traits & never_fails);
  return came_to == outcome::succeeded;
}

template <class Visit>
void for_each_unreached(Visit visit) {
  for (const word &each : words())
    for (const outcome came_to : {outcome::succeeded, outcome::failed})
      if (each.play && can_be(each, came_to) && !row_of(each).total(came_to)) visit(each, came_to);
}

}  // namespace
}  // namespace slotbuf::fuzz

using namespace slotbuf::fuzz;

void fuzz_begin() {
  slotbuf::test::install_allocator();
  ready_host_type();
  tally.resize(words().size());
}

int fuzz_play(const unsigned char *data, size_t size) {
  const std::vector<operation> program = decode({data, size});
  const slotbuf::test::memory before = slotbuf::test::memory_in_use();
  std::string wrong;
  const size_t parted = play_all(program, &wrong);
  if (wrong.empty()) wrong = left_over(before);
  if (wrong.empty()) return 1;
  print(program, parted);
  std::fprintf(stderr, "%s\n", wrong.c_str());
  return 0;
}

void fuzz_print(const unsigned char *data, size_t size) { print(decode({data, size}), size + 1); }

int fuzz_lie(const char *about) {
  constexpr struct {
    const char *name;
    lie told;
  } lies[] = {
      {"error", lie::error},
      {"byte", lie::byte},
      {"reference", lie::reference},
      {"leak", lie::leak},
  };
  for (const auto &each : lies) {
    if (std::strcmp(each.name, about) != 0) continue;
    told = each.told;
    return 1;
  }
  return 0;
}

long fuzz_operations() { return played; }

int fuzz_unreached() {
  int count = 0;
  for_each_unreached([&](const word &, outcome) { ++count; });
  return count;
}

void fuzz_print_table() {
  std::printf("%-16s %10s %10s %10s %10s", "word", "succeeded", "failed", "starved", "not played");
  for (const char *name : kind_names) std::printf(" %13s", name);
  std::printf("\n");
  for (const word &each : words()) {
    if (!each.play) continue;
    const tally_row &row = row_of(each);
    std::printf("%-16s", each.name);
    for (size_t i = 0; i < outcomes; ++i) std::printf(" %10ld", row.total(static_cast<outcome>(i)));
    for (size_t i = 0; i < kinds; ++i) {
      const std::string cell = std::to_string(row.of[i][0]) + "/" + std::to_string(row.of[i][1]);
      std::printf(" %13s", std::strchr(each.form, 'O') ? cell.c_str() : "");
    }
    for (const auto &[error, count] : row.errors) std::printf(" %s %ld", error.c_str(), count);
    std::printf("\n");
  }
  for_each_unreached([](const word &what, outcome came_to) {
    std::printf("never reached: %s that %s\n", what.name,
                came_to == outcome::failed ? "fails" : "succeeds");
  });
}

void fuzz_print_words() {
  for (const word &each : words()) std::printf("word %s %s\n", each.name, each.form);
  for (int byte = 0; byte < 256; ++byte)
    std::printf("number %d %ld\n", byte, number_of(static_cast<unsigned char>(byte)));
  std::printf("typecodes %s\n", typecodes);
  for (const named_flags &each : view_flags) std::printf("flags %s\n", each.name);
}
