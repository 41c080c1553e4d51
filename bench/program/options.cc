#include "options.hh"

#include <getopt.h>

#include <cstdlib>
#include <iostream>

namespace bench {
namespace {

const char help[] =
    R"(slotbuf-bench [OPTION...] FILE...   measures the subjects that the files are

  --list              say which subjects and rows there are
  --verify            do every operation once and look at what comes of it
  --time              measure the time (this is what it does unless told otherwise)
  --count             run the loops for callgrind, which counts their instructions
  --alone             measure what needs a process of its own: memory, and two threads
  --filter REGEX      only rows whose "SUBJECT: QUESTION OBJECT" matches
  --option FILE=TEXT  an option for the subject of that file, named without its ending
  --out FILE          where the results go, as JSON
  --core NUMBER       the processor to stay on; else the last one that is allowed
  --quick             fewer and shorter repetitions
)";

enum letter { list = 1, verify, time, count, alone, filter, option, out, core, quick, show_help };

const struct option words[] = {
    {"list", no_argument, nullptr, letter::list},
    {"verify", no_argument, nullptr, letter::verify},
    {"time", no_argument, nullptr, letter::time},
    {"count", no_argument, nullptr, letter::count},
    {"alone", no_argument, nullptr, letter::alone},
    {"filter", required_argument, nullptr, letter::filter},
    {"option", required_argument, nullptr, letter::option},
    {"out", required_argument, nullptr, letter::out},
    {"core", required_argument, nullptr, letter::core},
    {"quick", no_argument, nullptr, letter::quick},
    {"help", no_argument, nullptr, letter::show_help},
    {},
};

[[noreturn]] void refuse(const std::string &why) {
  std::cerr << "slotbuf-bench: " << why << "; --help lists the options\n";
  std::exit(2);
}

void add_subject_option(options &chosen, const std::string &text) {
  const std::size_t sign = text.find('=');
  if (sign == std::string::npos) refuse("--option wants FILE=TEXT, not " + text);
  chosen.subject_options[text.substr(0, sign)] = text.substr(sign + 1);
}

}  // namespace

options parse(int argc, char **argv) {
  options chosen;
  for (;;) {
    switch (getopt_long(argc, argv, "", words, nullptr)) {
      case -1:
        chosen.subjects.assign(argv + optind, argv + argc);
        if (chosen.subjects.empty()) refuse("there is no subject");
        return chosen;
      case letter::list:
        chosen.what = task::list;
        break;
      case letter::verify:
        chosen.what = task::verify;
        break;
      case letter::time:
        chosen.what = task::time;
        break;
      case letter::count:
        chosen.what = task::count;
        break;
      case letter::alone:
        chosen.what = task::alone;
        break;
      case letter::filter:
        chosen.filter = optarg;
        break;
      case letter::option:
        add_subject_option(chosen, optarg);
        break;
      case letter::out:
        chosen.out = optarg;
        break;
      case letter::core:
        chosen.core = std::atoi(optarg);
        break;
      case letter::quick:
        chosen.is_quick = true;
        break;
      case letter::show_help:
        std::cout << help;
        std::exit(0);
      default:
        std::exit(2);
    }
  }
}

}  // namespace bench
