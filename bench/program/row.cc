#include "row.hh"

#include <iostream>
#include <regex>

namespace bench {

std::string row::name() const {
  return std::string(subject->name) + ": " + how->question + " " + how->object;
}

bool is_asked_alone(const row &of) { return of.asks("rss") || of.asks("contended"); }

std::vector<row> choose_rows(const std::vector<loaded_subject> &subjects, const options &chosen,
                             const std::function<bool(const row &)> &is_wanted) {
  const std::regex filter(chosen.filter);
  std::vector<row> rows;
  for (const loaded_subject &loaded : subjects) {
    if (!loaded.subject) continue;
    for (std::size_t i = 0; i < loaded.subject->row_count; ++i) {
      row candidate = {loaded.subject, &loaded.subject->rows[i]};
      if (!is_wanted(candidate) || !std::regex_search(candidate.name(), filter)) continue;
      const prepared work(candidate);
      if (!work) {
        std::cerr << candidate.name() << ": cannot be prepared, left out\n";
        continue;
      }
      candidate.is_verified = work.verify();
      if (!candidate.is_verified) std::cerr << candidate.name() << ": gives a wrong answer\n";
      rows.push_back(candidate);
    }
  }
  return rows;
}

}  // namespace bench
