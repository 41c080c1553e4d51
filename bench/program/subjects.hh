// Subjects, loaded from their files.
#ifndef SLOTBUF_BENCH_PROGRAM_SUBJECTS_HH
#define SLOTBUF_BENCH_PROGRAM_SUBJECTS_HH

#include <string>
#include <vector>

#include "../subject.h"
#include "options.hh"

namespace bench {

struct loaded_subject {
  std::string file;                     // its name without folder and ending
  const struct bench_subject *subject;  // nullptr: it could not be loaded
  std::string why_not;
};

// All subjects that the options name, in the order of their paths. They stay loaded for good.
std::vector<loaded_subject> load_subjects(const options &chosen);

}  // namespace bench

#endif
