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

std::vector<row> all_rows() {
  std::vector<row> all;
  for (const auto &rows :
       {runtime_rows(), protocol_rows(), objects_rows(), text_rows(), bytearray_rows(),
        array_rows(), memory_rows(), memoryview_rows(), rope_rows(), sequence_rows(), error_rows()})
    all.insert(all.end(), rows.begin(), rows.end());
  return all;
}

bool has_row(const char *name) {
  for (const row &row : all_rows())
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
  for (const row &row : all_rows()) {
    INFO(row.name, " is not exported; take its row out of tests/oom/rows_*.cc");
    CHECK(is_exported(row.name));
  }
}

TEST_CASE("out of memory: no row leaks, or changes what it was given") {
  for (const row &row : all_rows()) sweep(row);
}

}  // namespace
}  // namespace slotbuf::test
