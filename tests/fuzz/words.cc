#include "words.hh"

#include <vector>

namespace slotbuf::fuzz {

// A new word goes to the end of the last table: the bytes of the corpus number them in this order.
std::span<const word> words() {
  static const std::vector<word> all = [] {
    std::vector<word> made;
    for (const auto &table :
         {making_words, buffer_words, object_words, item_words, method_words, host_words})
      made.insert(made.end(), table.begin(), table.end());
    return made;
  }();
  return all;
}

}  // namespace slotbuf::fuzz
