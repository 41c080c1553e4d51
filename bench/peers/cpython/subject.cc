// A CPython, 2.7 or any 3. The build says where it stands: PYTHON_HOME.

#include <unistd.h>

#include <cstdio>

#include "../../slotbuf/objects.hh"

#define TEXT_OF(macro) TEXT_OF_TOKEN(macro)
#define TEXT_OF_TOKEN(token) #token
#define OS_MODULE \
  PYTHON_HOME "/lib/python" TEXT_OF(PY_MAJOR_VERSION) "." TEXT_OF(PY_MINOR_VERSION) "/os.py"

namespace bench {
namespace {

// What a CPython lacks, or lacks as C functions; with an empty object, all rows of the question.
constexpr struct {
  const char *question, *object;
} left_out[] = {
    {"slots", ""},
    {"span", ""},
    {"contended", ""},
    {"read", "host-one-segment"},
    {"alloc", "array"},  // only Python programs make arrays
#if PY_MAJOR_VERSION >= 3
    {"refuse-char", "array"},  // an array may be read as characters
#else
    {"lease", "array"},  // an array gives no views
#endif
};

bool is_left_out(const bench_row &row) {
  for (const auto &[question, object] : left_out)
    if (std::strcmp(question, row.question) == 0 &&
        (!*object || std::strcmp(object, row.object) == 0))
      return true;
  return false;
}

const row_list &all_rows() {
  static row_list all, kept;
  add_borrow_rows(all);
  add_refusal_rows(all);
  add_mixed_rows(all);
  add_life_rows(all);
  add_bulk_rows(all);
  add_crowd_rows(all);
#if PY_MAJOR_VERSION >= 3
  all.add_one<PyObject, ask<as_char, const char *>>(
      {"char", "array", make_array, verify_ask<as_char, const char *>, nullptr, drop, nullptr, 0});
#endif
  for (std::size_t i = 0; i < all.size(); ++i)
    if (!is_left_out(all.data()[i])) kept.add(all.data()[i]);
  return kept;
}

void start() {
#if PY_MAJOR_VERSION >= 3
  static wchar_t home[] = L"" PYTHON_HOME;
#else
  static char home[] = PYTHON_HOME;
#endif
  Py_SetPythonHome(home);
  Py_NoSiteFlag = 1;
  Py_IgnoreEnvironmentFlag = 1;
  Py_InitializeEx(0);
}

}  // namespace
}  // namespace bench

const struct bench_subject *bench_subject(const char *, const char **why_not) {
  using namespace bench;
  // An interpreter that does not find its library ends the process.
  *why_not = "its library is no longer where it was";
  if (access(OS_MODULE, R_OK) != 0) return nullptr;
  start();
  *why_not = "it has no array module, or no types can be made";
  if (!ready_host_types()) return nullptr;

  static char name[40], version[200];
  const char *compiler = Py_GetCompiler();
  compiler += std::strspn(compiler, "\n [");
  const auto digits = static_cast<int>(std::strcspn(Py_GetVersion(), " "));
  std::snprintf(name, sizeof name, "CPython %.*s", digits, Py_GetVersion());
  std::snprintf(version, sizeof version, "%.*s, shared library, built by %.*s", digits,
                Py_GetVersion(), static_cast<int>(std::strcspn(compiler, "]")), compiler);
  static const row_list &rows = all_rows();
  static const struct bench_subject subject = {name, "peer", version, rows.data(), rows.size()};
  return &subject;
}
