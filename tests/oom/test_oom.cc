#include <cstring>
#include <string>
#include <vector>

#include "../support/doctest.hh"
#include "exported_functions.hh"
#include "sweep.hh"

namespace slotbuf::test {
namespace {

bool is_exported(const char *name) {
  for (const char *exported : exported_functions)
    if (std::strcmp(exported, name) == 0) return true;
  return false;
}

bool has_row(const char *name) {
  for (const auto &rows : {runtime_rows(), protocol_rows(), objects_rows()})
    for (const row &row : rows)
      if (std::strcmp(row.name, name) == 0) return true;
  return false;
}

TEST_CASE("out of memory: every exported function has a row") {
  for (const char *name : exported_functions) {
    INFO(name, " is exported; add a row for it to tests/oom/rows_*.cc");
    CHECK(has_row(name));
  }
}

TEST_CASE("out of memory: every row is about an exported function") {
  for (const auto &rows : {runtime_rows(), protocol_rows(), objects_rows()})
    for (const row &row : rows) {
      INFO(row.name, " is not exported; take its row out of tests/oom/rows_*.cc");
      CHECK(is_exported(row.name));
    }
}

TEST_CASE("out of memory: runtime") {
  for (const row &row : runtime_rows()) sweep(row);
}

TEST_CASE("out of memory: protocol") {
  for (const row &row : protocol_rows()) sweep(row);
}

TEST_CASE("out of memory: objects") {
  for (const row &row : objects_rows()) sweep(row);
}

}  // namespace
}  // namespace slotbuf::test
