// What the command line asks for.
#ifndef SLOTBUF_BENCH_PROGRAM_OPTIONS_HH
#define SLOTBUF_BENCH_PROGRAM_OPTIONS_HH

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace bench {

enum class task { list, verify, time, count, alone };

struct options {
  task what = task::time;
  std::vector<std::string> subjects;                   // files
  std::map<std::string, std::string> subject_options;  // by the name of the file without its ending
  std::string filter;  // a regular expression, looked for in "SUBJECT: QUESTION OBJECT"
  std::string out;     // empty: standard output
  std::optional<int> core;
  bool is_quick = false;
};

// Ends the program if the words cannot be understood, and for --help.
options parse(int argc, char **argv);

}  // namespace bench

#endif
